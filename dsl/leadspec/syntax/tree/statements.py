"""Lines and statements: points, rows, cells, and what stands in column one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from leadspec.source import Span
from leadspec.syntax.tree.base import Trivia, span_field, trivia_field
from leadspec.syntax.tree.expressions import (
    Block,
    Comparator,
    DateLiteral,
    EventPattern,
    Expression,
    Name,
    Sign,
    TextLiteral,
    TextTestKind,
    Window,
)
from leadspec.values.durations import Duration


class Period(Enum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Cooldown:
    """`at most K times per day|week|month`."""

    times: int
    period: Period
    span: Span = span_field()


class DecayKind(Enum):
    HALVING = "halving every"
    KEEPING = "keeping"
    LOSING_POINTS = "losing points"
    LOSING_SHARE = "losing share"
    FADING = "fading to 0 over"


@dataclass(frozen=True, slots=True)
class Decay:
    """`amount` (points or percent, in millionths) for KEEPING and LOSING_*, else 0."""

    kind: DecayKind
    duration: Duration
    amount: int = 0
    span: Span = span_field()


class Occasion(Enum):
    EACH = "each"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class ForEvents:
    """`for each EVENTS`, `for the first EVENTS`, `for the last EVENTS`."""

    occasion: Occasion
    events: EventPattern
    window: Window | None = None
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of points: `amount` is a number literal or an expression; `at_most` points in millionths."""

    sign: Sign
    amount: Expression
    events: ForEvents | None = None
    when: Expression | None = None
    cooldown: Cooldown | None = None
    decay: Decay | None = None
    at_most: int | None = None
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """`group "T", at least N points, at most N points:`; bounds in millionths."""

    title: str
    lines: tuple[ScoreItem, ...]
    at_least: int | None = None
    at_most: int | None = None
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class FirstOf:
    """`first of:` counts the first line that holds."""

    lines: tuple[ScoreItem, ...]
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


ScoreItem = ScoreLine | ScoreGroup | FirstOf


@dataclass(frozen=True, slots=True)
class LabelName:
    """A label: a name, or quoted text."""

    text: str
    quoted: bool = False
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class ClassRow:
    """`LABEL when E`; `condition` is None for `LABEL otherwise`."""

    label: LabelName
    condition: Expression | None
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class AnyCell:
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class PresenceCell:
    missing: bool
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class ValuesCell:
    """One value or several: the key equals one of them."""

    values: tuple[Expression, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class ListCell:
    """`in L`, `not in L`."""

    list: Name
    negated: bool = False
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class CompareCell:
    """`>= 500`, `is at least warm`."""

    operator: Comparator
    value: Expression
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class RangeCell:
    """`A to B`, both ends belong."""

    low: Expression
    high: Expression
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class TextCell:
    """`contains "x"`, `starts with any of "a", "b"` …"""

    kind: TextTestKind
    operands: tuple[TextLiteral | Name, ...]
    any_of: bool = False
    negated: bool = False
    span: Span = span_field()


Cell = AnyCell | PresenceCell | ValuesCell | ListCell | CompareCell | RangeCell | TextCell


@dataclass(frozen=True, slots=True)
class TableRow:
    cells: tuple[Cell, ...]
    result: Expression
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


class MetaKey(Enum):
    SCHEMA = "schema"
    TIMEZONE = "timezone"
    DEPARTMENTS = "departments"
    VERSION = "version"
    VALID_FROM = "valid from"
    REVIEW_BY = "review by"


@dataclass(frozen=True, slots=True)
class MetaLine:
    """One line of the policy's head; `values` are texts, names (departments) or a date."""

    key: MetaKey
    values: tuple[TextLiteral | Name | DateLiteral, ...]
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class PolicyHead:
    name: str
    lines: tuple[MetaLine, ...]
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Use:
    file: TextLiteral
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class ListStatement:
    """`list N: A, B` (`entries`), or `list N from "F" [column "C"]` (`file`, `column`)."""

    name: Name
    entries: tuple[Expression, ...] = ()
    file: TextLiteral | None = None
    column: TextLiteral | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class EventsStatement:
    name: Name
    types: tuple[Name | TextLiteral, ...]
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Define:
    name: Name
    body: Expression
    owner: Name | None = None
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Persona:
    """`persona N:` over an `all of:` block; each direct child is one line."""

    name: Name
    block: Block
    owner: Name | None = None
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Score:
    """`low` and `high` in millionths."""

    name: Name
    lines: tuple[ScoreItem, ...]
    low: int | None = None
    high: int | None = None
    owner: Name | None = None
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Classify:
    name: Name
    rows: tuple[ClassRow, ...]
    best_first: bool = False
    owner: Name | None = None
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Table:
    name: Name
    keys: tuple[Expression, ...]
    rows: tuple[TableRow, ...]
    owner: Name | None = None
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Disqualify:
    reason: TextLiteral
    condition: Expression
    owner: Name | None = None
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Flag:
    remark: TextLiteral
    condition: Expression
    owner: Name | None = None
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Stage:
    """`condition` is None for `everyone`."""

    name: Name
    condition: Expression | None
    text: TextLiteral | None = None
    owner: Name | None = None
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Counts:
    """`D counts a lead when: E`; `department` is None for what we agreed on."""

    department: Name | None
    condition: Expression
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


Statement = (
    PolicyHead
    | Use
    | ListStatement
    | EventsStatement
    | Define
    | Persona
    | Score
    | Classify
    | Table
    | Disqualify
    | Flag
    | Stage
    | Counts
)


@dataclass(frozen=True, slots=True)
class File:
    """One file of the language, in the order of its text.

    `broken`: names that faulty statements would have given; they are known, and nothing is known about them.
    `comments_below`: whole-line comments after the last statement.
    """

    statements: tuple[Statement, ...]
    broken: frozenset[str] = frozenset()
    comments_below: tuple[str, ...] = field(default=(), compare=False)

"""Lines and statements: points, rows, cells, and what stands in column one."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from leadspec.node import Node
from leadspec.syntax.tree.base import LineNode
from leadspec.syntax.tree.conditions import Block, Comparator, TextTestKind
from leadspec.syntax.tree.events import EventPattern, Window
from leadspec.syntax.tree.expressions import Expression
from leadspec.syntax.tree.values import DateLiteral, Name, Sign, TextLiteral
from leadspec.values.durations import Duration


class Period(Enum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Cooldown(Node, frozen=True):
    """`at most K times per day|week|month`."""

    times: int
    period: Period


class DecayKind(Enum):
    HALVING = "halving every"
    KEEPING = "keeping"
    LOSING_POINTS = "losing points"
    LOSING_SHARE = "losing share"
    FADING = "fading to 0 over"


class Decay(Node, frozen=True):
    """`amount` (points or percent, in millionths) for KEEPING and LOSING_*, else 0."""

    kind: DecayKind
    duration: Duration
    amount: int = 0


class Occasion(Enum):
    EACH = "each"
    FIRST = "first"
    LAST = "last"


class ForEvents(Node, frozen=True):
    """`for each EVENTS`, `for the first EVENTS`, `for the last EVENTS`."""

    occasion: Occasion
    events: EventPattern
    window: Window | None = None


class ScoreLine(LineNode, frozen=True):
    """One line of points: `amount` is a number literal or an expression; `at_most` points in millionths."""

    sign: Sign
    amount: Expression
    events: ForEvents | None = None
    when: Expression | None = None
    cooldown: Cooldown | None = None
    decay: Decay | None = None
    at_most: int | None = None
    because: str | None = None


class ScoreGroup(LineNode, frozen=True):
    """`group "T", at least N points, at most N points:`; bounds in millionths."""

    title: str
    lines: tuple[ScoreItem, ...]
    at_least: int | None = None
    at_most: int | None = None
    because: str | None = None


class FirstOf(LineNode, frozen=True):
    """`first of:` counts the first line that holds."""

    lines: tuple[ScoreItem, ...]
    because: str | None = None


ScoreItem = ScoreLine | ScoreGroup | FirstOf


class LabelName(Node, frozen=True):
    """A label: a name, or quoted text."""

    text: str
    quoted: bool = False


class ClassRow(LineNode, frozen=True):
    """`LABEL when E`; `condition` is None for `LABEL otherwise`."""

    label: LabelName
    condition: Expression | None
    because: str | None = None


class AnyCell(Node, frozen=True):
    pass


class PresenceCell(Node, frozen=True):
    missing: bool


class ValuesCell(Node, frozen=True):
    """One value or several: the key equals one of them."""

    values: tuple[Expression, ...]


class ListCell(Node, frozen=True):
    """`in L`, `not in L`."""

    list: Name
    negated: bool = False


class CompareCell(Node, frozen=True):
    """`>= 500`, `is at least warm`."""

    operator: Comparator
    value: Expression


class RangeCell(Node, frozen=True):
    """`A to B`, both ends belong."""

    low: Expression
    high: Expression


class TextCell(Node, frozen=True):
    """`contains "x"`, `starts with any of "a", "b"` …"""

    kind: TextTestKind
    operands: tuple[TextLiteral | Name, ...]
    any_of: bool = False
    negated: bool = False


Cell = AnyCell | PresenceCell | ValuesCell | ListCell | CompareCell | RangeCell | TextCell


class TableRow(LineNode, frozen=True):
    cells: tuple[Cell, ...]
    result: Expression
    because: str | None = None


class MetaKey(Enum):
    SCHEMA = "schema"
    TIMEZONE = "timezone"
    DEPARTMENTS = "departments"
    VERSION = "version"
    VALID_FROM = "valid from"
    REVIEW_BY = "review by"


class MetaLine(LineNode, frozen=True):
    """One line of the policy's head; `values` are texts, names (departments) or a date."""

    key: MetaKey
    values: tuple[TextLiteral | Name | DateLiteral, ...]


class PolicyHead(LineNode, frozen=True):
    name: str
    lines: tuple[MetaLine, ...]


class Use(LineNode, frozen=True):
    file: TextLiteral


class ListStatement(LineNode, frozen=True):
    """`list N: A, B` (`entries`), or `list N from "F" [column "C"]` (`file`, `column`)."""

    name: Name
    entries: tuple[Expression, ...] = ()
    file: TextLiteral | None = None
    column: TextLiteral | None = None


class EventsStatement(LineNode, frozen=True):
    name: Name
    types: tuple[Name | TextLiteral, ...]


class Define(LineNode, frozen=True):
    name: Name
    body: Expression
    owner: Name | None = None
    because: str | None = None


class Persona(LineNode, frozen=True):
    """`persona N:` over an `all of:` block; each direct child is one line."""

    name: Name
    block: Block
    owner: Name | None = None
    because: str | None = None


class Score(LineNode, frozen=True):
    """`low` and `high` in millionths."""

    name: Name
    lines: tuple[ScoreItem, ...]
    low: int | None = None
    high: int | None = None
    owner: Name | None = None
    because: str | None = None


class Classify(LineNode, frozen=True):
    name: Name
    rows: tuple[ClassRow, ...]
    best_first: bool = False
    owner: Name | None = None
    because: str | None = None


class Table(LineNode, frozen=True):
    name: Name
    keys: tuple[Expression, ...]
    rows: tuple[TableRow, ...]
    owner: Name | None = None
    because: str | None = None


class Disqualify(LineNode, frozen=True):
    reason: TextLiteral
    condition: Expression
    owner: Name | None = None
    because: str | None = None


class Flag(LineNode, frozen=True):
    remark: TextLiteral
    condition: Expression
    owner: Name | None = None
    because: str | None = None


class Stage(LineNode, frozen=True):
    """`condition` is None for `everyone`."""

    name: Name
    condition: Expression | None
    text: TextLiteral | None = None
    owner: Name | None = None
    because: str | None = None


class Counts(LineNode, frozen=True):
    """`D counts a lead when: E`; `department` is None for what we agreed on."""

    department: Name | None
    condition: Expression
    because: str | None = None


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


class File(Node, frozen=True):
    """One file of the language, in the order of its text.

    `broken`: names that faulty statements would have given; they are known, and nothing is known about them.
    `comments_below`: whole-line comments after the last statement.
    """

    apart: ClassVar[tuple[str, ...]] = ("comments_below",)

    statements: tuple[Statement, ...]
    broken: frozenset[str] = frozenset()
    comments_below: tuple[str, ...] = ()

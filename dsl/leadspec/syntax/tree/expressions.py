"""Expressions: literals, names, values, windows, events and conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from leadspec.source import Span
from leadspec.syntax.tree.base import Trivia, span_field, trivia_field
from leadspec.values.durations import Duration, Unit

# --- Literals and names ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberLiteral:
    """`value` in millionths."""

    value: int
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class PercentLiteral:
    """`50%`: `value` is the number before the sign, in millionths."""

    value: int
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class TextLiteral:
    """A quoted text; `exact` where it minds case and outer spaces."""

    value: str
    exact: bool = False
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class DateLiteral:
    """`day`: days since 1970-01-01."""

    day: int
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class InstantLiteral:
    """`instant`: microseconds since the epoch; `text` as written, since an offset is part of how it reads."""

    instant: int
    text: str = field(compare=False)
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class BooleanLiteral:
    value: bool
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Name:
    """A dotted name: a field, a definition, or on the value side a member. `bracketed`: `[Lead Source]`."""

    parts: tuple[str, ...]
    bracketed: bool = False
    span: Span = span_field()

    @property
    def text(self) -> str:
        return ".".join(self.parts)


# --- Values ---------------------------------------------------------------------------------------------------


class Sign(Enum):
    PLUS = "+"
    MINUS = "-"


class Factor(Enum):
    TIMES = "*"
    DIVIDED_BY = "/"


@dataclass(frozen=True, slots=True)
class Sum:
    """`first ± term ± …`, flat, from left to right."""

    first: Expression
    rest: tuple[tuple[Sign, Expression], ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Product:
    """`first */ factor */ …`, flat, from left to right, each step rounded."""

    first: Expression
    rest: tuple[tuple[Factor, Expression], ...]
    span: Span = span_field()


class ChoiceKind(Enum):
    LARGER = "larger"
    SMALLER = "smaller"
    FIRST_KNOWN = "first known"


@dataclass(frozen=True, slots=True)
class Choice:
    """`larger of (A, B)`, `smaller of (A, B)`, `first known of (A, B)`."""

    kind: ChoiceKind
    items: tuple[Expression, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Round:
    """`round (X)`, `round (X, 2)`."""

    item: Expression
    digits: int = 0
    span: Span = span_field()


class TextPartKind(Enum):
    DOMAIN = "domain"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class TextPart:
    """`domain of F`, `length of F`."""

    kind: TextPartKind
    item: Expression
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class TimeSince:
    """`days since X`: whole units elapsed from X to the instant of the run."""

    unit: Unit
    item: Expression
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class TimeBetween:
    """`days from X to Y`."""

    unit: Unit
    start: Expression
    end: Expression
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class PreviousStage:
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class MatchOf:
    """`match of P`: the share of a persona's lines that hold."""

    persona: Name
    span: Span = span_field()


# --- Windows of time ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InTheLast:
    duration: Duration
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class InTheNext:
    duration: Duration
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class AtLeastAgo:
    duration: Duration
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class FromToAgo:
    """`from 30 to 60 days ago`: `near` and `far` in `unit`, near <= age < far."""

    near: int
    far: int
    unit: Unit
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Before:
    moment: Expression
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Since:
    moment: Expression
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class WithinAfter:
    """`within D after T`, of events only."""

    duration: Duration
    moment: Expression
    span: Span = span_field()


Window = InTheLast | InTheNext | AtLeastAgo | FromToAgo | Before | Since | WithinAfter


# --- Events ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventPattern:
    """TYPE [where C]; `type` is None for any event. Names in `where` are the event's; `lead.F` is the lead's."""

    type: Name | None
    where: Expression | None = None
    span: Span = span_field()


class Bound(Enum):
    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Times:
    bound: Bound
    number: int
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Did:
    """`did TYPE …`, `did not TYPE …`; `on_days`: at least so many different days."""

    events: EventPattern
    negated: bool = False
    times: Times | None = None
    on_days: int | None = None
    window: Window | None = None
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class DidWithinAny:
    """`did TYPE at least N times within any D`: a burst."""

    events: EventPattern
    number: int
    duration: Duration
    negated: bool = False
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class DidThen:
    """`did A then B [within D] [WINDOW]`: B strictly later than A, the window is B's."""

    first: EventPattern
    second: EventPattern
    within: Duration | None = None
    window: Window | None = None
    negated: bool = False
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class CountOf:
    """`count of TYPE …`; with `different`, how many values of that event field."""

    events: EventPattern
    different: Name | None = None
    window: Window | None = None
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class DaysWith:
    events: EventPattern
    window: Window | None = None
    span: Span = span_field()


class AggregateKind(Enum):
    SUM = "sum"
    LARGEST = "largest"
    SMALLEST = "smallest"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`sum of F of TYPE …`, `largest F of TYPE …`, `smallest F of TYPE …`."""

    kind: AggregateKind
    field: Name
    events: EventPattern
    window: Window | None = None
    span: Span = span_field()


class Which(Enum):
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class EventMoment:
    """`first TYPE`, `last TYPE`: the instant of that event."""

    which: Which
    events: EventPattern
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class EventFact:
    """`F of last TYPE`: that event's field."""

    field: Name
    which: Which
    events: EventPattern
    span: Span = span_field()


# --- Conditions -----------------------------------------------------------------------------------------------


class Comparator(Enum):
    IS = "is"
    IS_NOT = "is not"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    RANK_AT_LEAST = "is at least"
    RANK_AT_MOST = "is at most"


@dataclass(frozen=True, slots=True)
class Comparison:
    operator: Comparator
    left: Expression
    right: Expression
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class OneOf:
    """`X is one of A, B`, negated `X is none of A, B`. `enclosed`: the list stood in parentheses."""

    left: Expression
    values: tuple[Expression, ...]
    negated: bool = False
    enclosed: bool = field(default=False, compare=False)
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class InList:
    """`X in L`, `X not in L`."""

    left: Expression
    list: Name
    negated: bool = False
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Between:
    left: Expression
    low: Expression
    high: Expression
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Presence:
    """`X is present`, `X is missing`."""

    left: Expression
    missing: bool
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Truth:
    """`X is true`, `X is false`."""

    left: Expression
    value: bool
    span: Span = span_field()


class TextTestKind(Enum):
    CONTAINS = "contains"
    CONTAINS_WORD = "contains word"
    STARTS_WITH = "starts with"
    ENDS_WITH = "ends with"
    MATCHES = "matches"


@dataclass(frozen=True, slots=True)
class TextTest:
    """`X contains "a"`, with `any_of` over several texts or the names of lists; negated `does not …`."""

    kind: TextTestKind
    left: Expression
    operands: tuple[TextLiteral | Name, ...]
    any_of: bool = False
    negated: bool = False
    enclosed: bool = field(default=False, compare=False)
    span: Span = span_field()


class Quantifier(Enum):
    ONE = "one"
    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Includes:
    """`tags include A`, `include any of A, B`, `include all of A, B`; negated `do not include`."""

    left: Expression
    quantifier: Quantifier
    values: tuple[Expression, ...]
    negated: bool = False
    enclosed: bool = field(default=False, compare=False)
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class DateTest:
    """`X in the last D`, `X before T` … of a lead's own dates."""

    left: Expression
    window: Window
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class LinesOf:
    """`at least K lines of P`."""

    number: int
    persona: Name
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Not:
    item: Expression
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class And:
    items: tuple[Expression, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Or:
    items: tuple[Expression, ...]
    span: Span = span_field()


class Need(Enum):
    """How many conditions of a block must hold."""

    ALL = "all"
    ANY = "any"
    NONE = "none"
    AT_LEAST = "at least"


@dataclass(frozen=True, slots=True)
class Inline:
    """`all of (A, B)`, `at least 2 of (A, B, C)`; `number` for AT_LEAST."""

    need: Need
    items: tuple[Expression, ...]
    number: int = 0
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Block:
    """`all of:` with one condition on each line below; only where a line may stand."""

    need: Need
    lines: tuple[ConditionLine, ...]
    number: int = 0
    because: str | None = None
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One line of a block, with its own reason."""

    condition: Expression
    because: str | None = None
    trivia: Trivia = trivia_field()
    span: Span = span_field()


Literal = NumberLiteral | PercentLiteral | TextLiteral | DateLiteral | InstantLiteral | BooleanLiteral
Value = (
    Literal
    | Name
    | Sum
    | Product
    | Choice
    | Round
    | TextPart
    | TimeSince
    | TimeBetween
    | PreviousStage
    | MatchOf
    | CountOf
    | DaysWith
    | Aggregate
    | EventMoment
    | EventFact
)
Condition = (
    Comparison
    | OneOf
    | InList
    | Between
    | Presence
    | Truth
    | TextTest
    | Includes
    | DateTest
    | LinesOf
    | Not
    | And
    | Or
    | Inline
    | Block
    | Did
    | DidWithinAny
    | DidThen
)
# A name may be a value or a condition, and a parenthesis may hold either: types tell them apart, not the grammar.
Expression = Value | Condition


def listed(node: Expression) -> tuple[Expression, ...] | None:
    """The values of a test that ends in a list, which needs parentheses where something follows it; else None."""
    match node:
        case OneOf(values=values):
            return values
        case TextTest(any_of=True, operands=operands):
            return operands
        case Includes(quantifier=Quantifier.ANY | Quantifier.ALL, values=values):
            return values
        case _:
            return None

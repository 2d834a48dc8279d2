"""Expressions: literals, names, values, windows, events and conditions."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from leadspec.node import Node
from leadspec.syntax.tree.base import LineNode
from leadspec.values.durations import Duration, Unit

# --- Literals and names ---------------------------------------------------------------------------------------


class NumberLiteral(Node, frozen=True):
    """`value` in millionths."""

    value: int


class PercentLiteral(Node, frozen=True):
    """`50%`: `value` is the number before the sign, in millionths."""

    value: int


class TextLiteral(Node, frozen=True):
    """A quoted text; `exact` where it minds case and outer spaces."""

    value: str
    exact: bool = False


class DateLiteral(Node, frozen=True):
    """`day`: days since 1970-01-01."""

    day: int


class InstantLiteral(Node, frozen=True):
    """`instant`: microseconds since the epoch; `text` as written, since an offset is part of how it reads."""

    apart: ClassVar[tuple[str, ...]] = ("text",)

    instant: int
    text: str


class BooleanLiteral(Node, frozen=True):
    value: bool


class Name(Node, frozen=True):
    """A dotted name: a field, a definition, or on the value side a member. `bracketed`: `[Lead Source]`."""

    parts: tuple[str, ...]
    bracketed: bool = False

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


class Sum(Node, frozen=True):
    """`first ± term ± …`, flat, from left to right."""

    first: Expression
    rest: tuple[tuple[Sign, Expression], ...]


class Product(Node, frozen=True):
    """`first */ factor */ …`, flat, from left to right, each step rounded."""

    first: Expression
    rest: tuple[tuple[Factor, Expression], ...]


class ChoiceKind(Enum):
    LARGER = "larger"
    SMALLER = "smaller"
    FIRST_KNOWN = "first known"


class Choice(Node, frozen=True):
    """`larger of (A, B)`, `smaller of (A, B)`, `first known of (A, B)`."""

    kind: ChoiceKind
    items: tuple[Expression, ...]


class Round(Node, frozen=True):
    """`round (X)`, `round (X, 2)`."""

    item: Expression
    digits: int = 0


class TextPartKind(Enum):
    DOMAIN = "domain"
    LENGTH = "length"


class TextPart(Node, frozen=True):
    """`domain of F`, `length of F`."""

    kind: TextPartKind
    item: Expression


class TimeSince(Node, frozen=True):
    """`days since X`: whole units elapsed from X to the instant of the run."""

    unit: Unit
    item: Expression


class TimeBetween(Node, frozen=True):
    """`days from X to Y`."""

    unit: Unit
    start: Expression
    end: Expression


class PreviousStage(Node, frozen=True):
    pass


class MatchOf(Node, frozen=True):
    """`match of P`: the share of a persona's lines that hold."""

    persona: Name


# --- Windows of time ------------------------------------------------------------------------------------------


class InTheLast(Node, frozen=True):
    duration: Duration


class InTheNext(Node, frozen=True):
    duration: Duration


class AtLeastAgo(Node, frozen=True):
    duration: Duration


class FromToAgo(Node, frozen=True):
    """`from 30 to 60 days ago`: `near` and `far` in `unit`, near <= age < far."""

    near: int
    far: int
    unit: Unit


class Before(Node, frozen=True):
    moment: Expression


class Since(Node, frozen=True):
    moment: Expression


class WithinAfter(Node, frozen=True):
    """`within D after T`, of events only."""

    duration: Duration
    moment: Expression


Window = InTheLast | InTheNext | AtLeastAgo | FromToAgo | Before | Since | WithinAfter


# --- Events ---------------------------------------------------------------------------------------------------


class EventPattern(Node, frozen=True):
    """TYPE [where C]; `type` is None for any event. Names in `where` are the event's; `lead.F` is the lead's."""

    type: Name | None
    where: Expression | None = None


class Bound(Enum):
    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACTLY = "exactly"


class Times(Node, frozen=True):
    bound: Bound
    number: int


class Did(Node, frozen=True):
    """`did TYPE …`, `did not TYPE …`; `on_days`: at least so many different days."""

    events: EventPattern
    negated: bool = False
    times: Times | None = None
    on_days: int | None = None
    window: Window | None = None


class DidWithinAny(Node, frozen=True):
    """`did TYPE at least N times within any D`: a burst."""

    events: EventPattern
    number: int
    duration: Duration
    negated: bool = False


class DidThen(Node, frozen=True):
    """`did A then B [within D] [WINDOW]`: B strictly later than A, the window is B's."""

    first: EventPattern
    second: EventPattern
    within: Duration | None = None
    window: Window | None = None
    negated: bool = False


class CountOf(Node, frozen=True):
    """`count of TYPE …`; with `different`, how many values of that event field."""

    events: EventPattern
    different: Name | None = None
    window: Window | None = None


class DaysWith(Node, frozen=True):
    events: EventPattern
    window: Window | None = None


class AggregateKind(Enum):
    SUM = "sum"
    LARGEST = "largest"
    SMALLEST = "smallest"


class Aggregate(Node, frozen=True):
    """`sum of F of TYPE …`, `largest F of TYPE …`, `smallest F of TYPE …`."""

    kind: AggregateKind
    field: Name
    events: EventPattern
    window: Window | None = None


class Which(Enum):
    FIRST = "first"
    LAST = "last"


class EventMoment(Node, frozen=True):
    """`first TYPE`, `last TYPE`: the instant of that event."""

    which: Which
    events: EventPattern


class EventFact(Node, frozen=True):
    """`F of last TYPE`: that event's field."""

    field: Name
    which: Which
    events: EventPattern


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


class Comparison(Node, frozen=True):
    operator: Comparator
    left: Expression
    right: Expression


class OneOf(Node, frozen=True):
    """`X is one of A, B`, negated `X is none of A, B`. `enclosed`: the list stood in parentheses."""

    apart: ClassVar[tuple[str, ...]] = ("enclosed",)

    left: Expression
    values: tuple[Expression, ...]
    negated: bool = False
    enclosed: bool = False


class InList(Node, frozen=True):
    """`X in L`, `X not in L`."""

    left: Expression
    list: Name
    negated: bool = False


class Between(Node, frozen=True):
    left: Expression
    low: Expression
    high: Expression


class Presence(Node, frozen=True):
    """`X is present`, `X is missing`."""

    left: Expression
    missing: bool


class Truth(Node, frozen=True):
    """`X is true`, `X is false`."""

    left: Expression
    value: bool


class TextTestKind(Enum):
    CONTAINS = "contains"
    CONTAINS_WORD = "contains word"
    STARTS_WITH = "starts with"
    ENDS_WITH = "ends with"
    MATCHES = "matches"


class TextTest(Node, frozen=True):
    """`X contains "a"`, with `any_of` over several texts or the names of lists; negated `does not …`."""

    apart: ClassVar[tuple[str, ...]] = ("enclosed",)

    kind: TextTestKind
    left: Expression
    operands: tuple[TextLiteral | Name, ...]
    any_of: bool = False
    negated: bool = False
    enclosed: bool = False


class Quantifier(Enum):
    ONE = "one"
    ANY = "any"
    ALL = "all"


class Includes(Node, frozen=True):
    """`tags include A`, `include any of A, B`, `include all of A, B`; negated `do not include`."""

    apart: ClassVar[tuple[str, ...]] = ("enclosed",)

    left: Expression
    quantifier: Quantifier
    values: tuple[Expression, ...]
    negated: bool = False
    enclosed: bool = False


class DateTest(Node, frozen=True):
    """`X in the last D`, `X before T` … of a lead's own dates."""

    left: Expression
    window: Window


class LinesOf(Node, frozen=True):
    """`at least K lines of P`."""

    number: int
    persona: Name


class Not(Node, frozen=True):
    item: Expression


class And(Node, frozen=True):
    items: tuple[Expression, ...]


class Or(Node, frozen=True):
    items: tuple[Expression, ...]


class Need(Enum):
    """How many conditions of a block must hold."""

    ALL = "all"
    ANY = "any"
    NONE = "none"
    AT_LEAST = "at least"


class Inline(Node, frozen=True):
    """`all of (A, B)`, `at least 2 of (A, B, C)`; `number` for AT_LEAST."""

    need: Need
    items: tuple[Expression, ...]
    number: int = 0


class Block(Node, frozen=True):
    """`all of:` with one condition on each line below; only where a line may stand."""

    need: Need
    lines: tuple[ConditionLine, ...]
    number: int = 0
    because: str | None = None


class ConditionLine(LineNode, frozen=True):
    """One line of a block, with its own reason."""

    condition: Expression
    because: str | None = None


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

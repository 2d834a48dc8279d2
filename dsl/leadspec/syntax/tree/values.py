"""Literals, names, and values made of them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from leadspec.node import Node
from leadspec.values.durations import Unit

if TYPE_CHECKING:
    from leadspec.syntax.tree.expressions import Expression


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

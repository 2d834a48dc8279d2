"""Conditions: tests, connectives and blocks."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from leadspec.node import Node
from leadspec.syntax.tree.base import LineNode
from leadspec.syntax.tree.events import Window
from leadspec.syntax.tree.values import Name, TextLiteral

if TYPE_CHECKING:
    from leadspec.syntax.tree.expressions import Expression


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

"""Values and conditions together: what the grammar does not tell apart, and types do."""

from __future__ import annotations

from leadspec.syntax.tree.conditions import (
    And,
    Between,
    Block,
    Comparison,
    DateTest,
    Includes,
    Inline,
    InList,
    LinesOf,
    Not,
    OneOf,
    Or,
    Presence,
    Quantifier,
    TextTest,
    Truth,
)
from leadspec.syntax.tree.events import (
    Aggregate,
    CountOf,
    DaysWith,
    Did,
    DidThen,
    DidWithinAny,
    EventFact,
    EventMoment,
)
from leadspec.syntax.tree.values import (
    BooleanLiteral,
    Choice,
    DateLiteral,
    InstantLiteral,
    MatchOf,
    Name,
    NumberLiteral,
    PercentLiteral,
    PreviousStage,
    Product,
    Round,
    Sum,
    TextLiteral,
    TextPart,
    TimeBetween,
    TimeSince,
)

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

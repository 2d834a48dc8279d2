"""What sort of node a body is, and the kind of what a value node gives."""

from __future__ import annotations

from typing import assert_never

from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    AtLeast,
    Choose,
    Compare,
    Const,
    DayOf,
    Elapsed,
    Field,
    FirstOf,
    Group,
    Later,
    Measured,
    Not,
    OneOf,
    OutcomeIn,
    Points,
    Present,
    Ref,
    Round,
    Tally,
    TextPart,
    TextPiece,
    Truth,
    Value,
    ValueKind,
)

CONDITIONS = (Compare, OneOf, Present, Not, AtLeast, OutcomeIn, Truth)
RULES = (Points, Group, FirstOf)


def kind_of_value(node: Value) -> ValueKind:
    """The kind of a value, read off the node itself."""
    match node:
        case (
            Const(kind=kind)
            | Field(kind=kind)
            | Ref(kind=kind)
            | Choose(kind=kind)
            | AsOf(kind=kind)
            | Measured(kind=kind)
        ):
            return kind
        case Arithmetic() | Round() | Elapsed() | Tally():
            return ValueKind.NUMBER
        case TextPart(piece=piece):
            return ValueKind.TEXT if piece is TextPiece.DOMAIN else ValueKind.NUMBER
        case DayOf():
            return ValueKind.DAY
        case Later(by=by):
            return ValueKind.INSTANT if by.is_clock else ValueKind.DAY
        case _:
            assert_never(node)

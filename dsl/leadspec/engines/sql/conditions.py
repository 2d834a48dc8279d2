"""Conditions in terms: `interpreter.conditions`, and its may-sets where they can part from the value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from leadspec.engines.sql.comparisons import compared, one_of, truth_of
from leadspec.engines.sql.numbers import add, count, count_true, either, least, subtract
from leadspec.engines.sql.outcomes import outcome_in
from leadspec.engines.sql.results import (
    Cond,
    Shape,
    by_null,
    closed_condition,
    open_condition,
)
from leadspec.engines.sql.terms import (
    FALSE,
    NULL,
    TRUE,
    ZERO,
    Op,
    Term,
    all_of,
    any_of,
    compare,
    known,
    literal,
    negated,
    where,
)
from leadspec.ir.core import AtLeast, Compare, Condition, Not, OneOf, OutcomeIn, Present, Ref, Truth, ValueKind

if TYPE_CHECKING:
    from leadspec.engines.sql.compiler import Compiler


def compile_condition(c: Compiler, node: Condition, event: Term | None) -> Cond:
    match node:
        case Compare():
            return compared(node, c.value(node.left, event), c.value(node.right, event), c.words)
        case OneOf():
            return one_of(c, node, c.value(node.item, event))
        case Present():
            return _present(c, node, event)
        case Not(item=item):
            return _negated(c.condition(item, event))
        case AtLeast(number=number, items=items):
            return at_least(c.words, number, [c.condition(item, event) for item in items])
        case OutcomeIn():
            return outcome_in(c, node)
        case Truth(item=Ref(name=name)) if isinstance(found := c.results[name], Cond):
            return found
        case Truth(item=item):
            return truth_of(c.value(item, event), c.words)
        case _:
            assert_never(node)


def _present(c: Compiler, node: Present, event: Term | None) -> Cond:
    item = c.value(node.item, event)
    there = known(item.value)
    if item.kind is ValueKind.ARRAY:
        return closed_condition(compare(Op.MORE, count(item.value), ZERO), c.words)
    if item.shape is Shape.CLOSED or c.is_factual(node):
        return closed_condition(there, c.words)
    return open_condition(
        there,
        any_of((item.open, there)),
        where((item.open, item.may_miss), other=negated(there)),
        FALSE,
        item.missing,
    )


def _negated(item: Cond) -> Cond:
    return Cond(item.shape, negated(item.value), item.false, item.true, item.unknown, item.missing)


def at_least(words: int, number: int, items: Sequence[Cond]) -> Cond:
    """True where at least `number` are true; false where too few can be; else unknown."""
    value = _value(number, items)
    if all(each.shape is Shape.CLOSED for each in items):
        return closed_condition(value, words)
    missing = either([each.missing for each in items], words)
    if all(each.shape is Shape.BY_NULL or (each.shape is Shape.CLOSED and not each.value.null) for each in items):
        # Whatever is unknown may become true, false or stay unknown; so may the whole where it is unknown, and it is
        # decided where it is not.
        return by_null(value, missing)
    return open_condition(value, *_may(number, items), missing)


def _value(number: int, items: Sequence[Cond]) -> Term:
    if number == len(items):
        return all_of(each.value for each in items)
    if number == 1:
        return any_of(each.value for each in items)
    true = count_true(each.value for each in items)
    possible = subtract(literal(len(items)), count_true(negated(each.value) for each in items))
    return where(
        (compare(Op.AT_LEAST, true, literal(number)), TRUE),
        (compare(Op.LESS, possible, literal(number)), FALSE),
        other=NULL if any(each.value.null for each in items) else FALSE,
    )


def _may(number: int, items: Sequence[Cond]) -> tuple[Term, Term, Term]:
    """Whether it may be true, false, unknown, each item being whatever it may be, free of the others."""
    some_unknown = any_of(each.unknown for each in items)
    if number == len(items):
        open_ = all_of(any_of((each.true, each.unknown)) for each in items)
        return all_of(each.true for each in items), any_of(each.false for each in items), all_of((some_unknown, open_))
    if number == 1:
        open_ = all_of(any_of((each.false, each.unknown)) for each in items)
        return any_of(each.true for each in items), all_of(each.false for each in items), all_of((some_unknown, open_))
    wanted = literal(number)
    possible = count_true(each.true for each in items)
    at_least_true = count_true(negated(each.false) for each in items)
    unknown = count_true(each.unknown for each in items)
    surely = count_true(each.sure for each in items)
    free = count_true(all_of((each.true, each.false, negated(each.unknown))) for each in items)
    room = subtract(literal(number - 1), surely)
    may_be_unknown = (
        compare(Op.LESS, surely, wanted),
        compare(Op.AT_LEAST, add(surely, unknown, least((free, room))), wanted),
    )
    return (
        compare(Op.AT_LEAST, possible, wanted),
        compare(Op.LESS, at_least_true, wanted),
        all_of(may_be_unknown),
    )

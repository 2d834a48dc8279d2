"""Conditions as Python expressions on two rails: whether one is true, whether it is false. Unknown is neither."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, assert_never

from leadspec.engines.python import build as b
from leadspec.engines.python.parts import Place
from leadspec.engines.python.texts import compared_texts, one_of
from leadspec.ir.core import (
    AsOf,
    AtLeast,
    Compare,
    Condition,
    Const,
    DayOf,
    Not,
    OneOf,
    OutcomeIn,
    Present,
    Ref,
    Relation,
    Truth,
    Value,
    ValueKind,
)

if TYPE_CHECKING:
    from leadspec.engines.python.emitter import Emitter


def emit_true(em: Emitter, node: Condition, place: Place | None) -> ast.expr:
    match node:
        case Compare():
            return _compared(em, node, place, wanted=True)
        case OneOf():
            return one_of(em, node, place, wanted=True)
        case Present(item=item):
            if em.known.kind(item) is ValueKind.ARRAY:
                return b.compare(em.read(item, place), "!=", b.const(()))
            return b.is_not_none(em.read(item, place)) if em.known.may_miss(item) else b.TRUE
        case Not(item=item):
            return em.false(item, place)
        case AtLeast(number=number, items=items):
            return _at_least(number, [em.true(each, place) for each in items])
        case OutcomeIn(name=name, outcomes=outcomes):
            found = em.outcomes[name]
            if len(outcomes) == 1:
                return b.compare(found, "=", b.const(outcomes[0]))
            return b.compare(found, "in", b.set_of(sorted(outcomes))) if outcomes else b.FALSE
        case Truth(item=Ref(name=name)) if name in em.truths:
            return em.truths[name][0]
        case Truth(item=item):
            found = em.read(item, place)
            return found if isinstance(found, ast.Constant) else b.compare(found, "is", b.TRUE)
        case _:
            assert_never(node)


def emit_false(em: Emitter, node: Condition, place: Place | None) -> ast.expr:
    """Of a condition that may be unknown."""
    match node:
        case Compare():
            return _compared(em, node, place, wanted=False)
        case OneOf():
            return one_of(em, node, place, wanted=False)
        case Not(item=item):
            return em.true(item, place)
        case AtLeast(number=number, items=items):
            return _at_least(len(items) - number + 1, [em.false(each, place) for each in items])
        case Truth(item=Ref(name=name)) if name in em.truths:
            false = em.truths[name][1]
            assert false is not None, name
            return false
        case Truth(item=item):
            return b.compare(em.value(item, place).expr, "is", b.FALSE)
        case Present() | OutcomeIn():
            return b.not_(emit_true(em, node, place))
        case _:
            assert_never(node)


def _at_least(number: int, items: list[ast.expr]) -> ast.expr:
    """Whether so many hold."""
    if number <= 0:
        return b.TRUE
    sure = sum(map(b.is_true, items))
    open_ = [each for each in items if not (b.is_true(each) or b.is_false(each))]
    number -= sure
    if number <= 0:
        return b.TRUE
    if number > len(open_):
        return b.FALSE
    if number == len(open_):
        return b.and_(*open_)
    if number == 1:
        return b.or_(*open_)
    return b.compare(b.sum_of(open_), ">=", b.const(number))


_OPPOSITE = {
    Relation.EQUAL: Relation.NOT_EQUAL,
    Relation.NOT_EQUAL: Relation.EQUAL,
    Relation.LESS: Relation.AT_LEAST,
    Relation.AT_LEAST: Relation.LESS,
    Relation.MORE: Relation.AT_MOST,
    Relation.AT_MOST: Relation.MORE,
}


def _compared(em: Emitter, node: Compare, place: Place | None, *, wanted: bool) -> ast.expr:
    """Whether a comparison holds (`wanted`), or its opposite does, where both values are there."""
    if node.kind is ValueKind.TEXT:
        return compared_texts(em, node, place, wanted)
    relation = node.relation if wanted else _OPPOSITE[node.relation]
    by_instant = _day_of_instant(em, node.left, relation, node.right, place)
    if by_instant is not None:
        return by_instant
    left, right = em.value(node.left, place), em.value(node.right, place)
    if isinstance(right.expr, ast.Constant) and type(right.expr.value) is int and right.factor == 1:
        test, needs_guard = _with_constant(left.expr, relation, right.expr.value, left.factor)
        return b.and_(b.is_not_none(left.expr), test) if left.may_miss and needs_guard else test
    guards = [b.is_not_none(each.expr) for each in (left, right) if each.may_miss]
    pair = [each.expr for each in (left, right)]
    if left.factor != right.factor:
        pair = [b.times(each.expr, each.factor) for each in (left, right)]
    return b.and_(*guards, b.compare(pair[0], relation.value, pair[1]))


def _with_constant(left: ast.expr, relation: Relation, limit: int, factor: int) -> tuple[ast.expr, bool]:
    """`left * factor` against a number: the number is divided instead. And whether a missing value must be seen to."""
    whole, rest = divmod(limit, factor)
    up = whole + (rest > 0)
    match relation:
        case Relation.EQUAL:
            return (b.FALSE if rest else b.compare(left, "=", b.const(whole))), False
        case Relation.NOT_EQUAL:
            return (b.TRUE if rest else b.compare(left, "!=", b.const(whole))), True
        case Relation.LESS | Relation.AT_LEAST:
            return b.compare(left, relation.value, b.const(up)), True
        case Relation.MORE | Relation.AT_MOST:
            return b.compare(left, relation.value, b.const(whole)), True
        case _:
            assert_never(relation)


def _day_of_instant(em: Emitter, left: Value, relation: Relation, right: Value, place: Place | None) -> ast.expr | None:
    """The day of an instant against a fixed day, asked of the instant where the zone lets it be."""
    if not isinstance(left, DayOf) or not isinstance(right, AsOf | Const):
        return None
    at = em.value(left.item, place)
    test = day_test(em, at.expr, relation, right)
    if test is None:
        return None
    return b.and_(b.is_not_none(at.expr), test) if at.may_miss else test


def day_test(em: Emitter, at: ast.expr, relation: Relation, limit: AsOf | Const) -> ast.expr | None:
    """Whether the local day of an instant stands in an order to a fixed day; None where instants cannot say it."""
    if relation in (Relation.EQUAL, Relation.NOT_EQUAL):
        return None
    plus = 1 if relation in (Relation.MORE, Relation.AT_MOST) else 0
    key = limit.value if isinstance(limit, Const) else (limit.kind, limit.back)
    if limit.kind is not ValueKind.DAY:
        return None
    test = em.since_day(at, em.value(limit).expr, plus, key)
    if test is None:
        return None
    return test if relation in (Relation.MORE, Relation.AT_LEAST) else b.not_(test)

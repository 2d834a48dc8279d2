"""The value of a node, put into a local."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, assert_never

from leadspec.engines.python import build as b
from leadspec.engines.python.parts import AS_OF, TODAY, Held, Place
from leadspec.engines.python.texts import folded_text
from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    Choose,
    Choosing,
    Const,
    DayOf,
    Elapsed,
    Field,
    Later,
    Measured,
    Operator,
    Ref,
    Round,
    Tally,
    TextPart,
    TextPiece,
    Value,
    ValueKind,
)
from leadspec.values.decimals import ONE
from leadspec.values.durations import Duration, Unit

if TYPE_CHECKING:
    from leadspec.engines.python.emitter import Emitter

MINUTE = 60_000_000

_OPERATIONS = {
    Operator.ADD: "add",
    Operator.SUBTRACT: "subtract",
    Operator.MULTIPLY: "multiply",
    Operator.DIVIDE: "divide",
}


def emit_value(em: Emitter, node: Value, place: Place | None) -> Held:
    may_miss = em.known.may_miss(node)

    def kept(stem: str, expr: ast.expr, factor: int = 1) -> Held:
        return Held(em.keep(stem, node, expr, place), factor, may_miss)

    match node:
        case Const(value=value):
            return Held(b.const(value), 1, False)
        case Field():
            return Held(em.field(node, place), 1, may_miss)
        case Ref(name=name):
            return referred(em, name)
        case Arithmetic(first=first, rest=rest):
            total, open_ = em.whole(first, place), em.known.may_miss(first)
            for operator, item in rest:
                left, right = (_simple(em, each, node, place) for each in (total, em.whole(item, place)))
                guards = [each for each, may in ((left, open_), (right, em.known.may_miss(item))) if may]
                total = _unless_missing(guards, b.call(em.shared.helper(_OPERATIONS[operator]), left, right))
                open_ = True
            return kept("amount", total)
        case Choose(how=how, items=items):
            return kept(
                "choice", _choice(em, how, [(em.whole(each, place), em.known.may_miss(each)) for each in items])
            )
        case Round(item=item, digits=digits):
            rounded = _simple(em, em.whole(item, place), node, place)
            helper = em.shared.helper("round_to")
            guards = [rounded] if em.known.may_miss(item) else []
            return kept("rounded", _unless_missing(guards, b.call(helper, rounded, b.const(digits))))
        case TextPart(piece=piece, item=item):
            if piece is TextPiece.DOMAIN:
                text = em.value(item, place).expr
                return kept("domain", _unless_missing([text], b.call(em.shared.helper("domain_of"), text)))
            text = folded_text(em, item, place)
            return kept("length", _unless_missing([text] if may_miss else [], b.call("len", text)), ONE)
        case DayOf(item=item):
            instant = em.value(item, place).expr
            return kept("day", _unless_missing([instant] if may_miss else [], em.day(instant)))
        case AsOf(kind=kind, back=back):
            return Held(moment(em, kind, back), 1, False)
        case Later(item=item, by=by):
            moment_ = em.value(item, place).expr
            return kept("later", _unless_missing([moment_] if may_miss else [], later(em, moment_, by)))
        case Elapsed(unit=unit, start=start, end=end):
            one, other = em.value(start, place), em.value(end, place)
            guards = [each.expr for each in (one, other) if each.may_miss]
            return kept("elapsed", _unless_missing(guards, elapsed(em, unit, one.expr, other.expr)), ONE)
        case Measured():
            return em.measured(node)
        case Tally(items=items):
            return kept("tally", b.sum_of([b.const(0), *(em.true(each, place) for each in items)]), ONE)
        case _:
            assert_never(node)


def referred(em: Emitter, name: str) -> Held:
    """An earlier definition as a value."""
    found = em.held.get(name)
    if found is not None:
        return found
    true, false = em.truths[name]
    if not em.known.missing[name]:
        return Held(true, 1, False)
    assert false is not None, name
    target = em.fresh(f"{name}_truth")
    em.body.append(b.assign(target, b.either(true, b.TRUE, b.either(false, b.FALSE, b.NONE))))
    em.held[name] = Held(b.name(target), 1, True)
    return em.held[name]


def _simple(em: Emitter, expr: ast.expr, node: Value, place: Place | None) -> ast.expr:
    """An expression that may stand twice."""
    return expr if isinstance(expr, ast.Name | ast.Constant) else em.keep("part", node, expr, place)


def _unless_missing(items: list[ast.expr], value: ast.expr) -> ast.expr:
    there = b.and_(*(b.is_not_none(each) for each in items))
    return b.either(there, value, b.NONE)


def _choice(em: Emitter, how: Choosing, items: list[tuple[ast.expr, bool]]) -> ast.expr:
    match how:
        case Choosing.LARGEST | Choosing.SMALLEST:
            helper = em.shared.helper(how.value)
            return b.call(helper, *(expr for expr, _ in items))
        case Choosing.FIRST_KNOWN:
            found: ast.expr = b.NONE
            for expr, may_miss in reversed(items):
                found = b.either(b.is_not_none(expr), expr, found) if may_miss else expr
            return found
        case _:
            assert_never(how)


def moment(em: Emitter, kind: ValueKind, back: Duration | None) -> ast.expr:
    """The instant of the run or its day, moved back: a parameter."""
    at = b.name(AS_OF)
    if kind is ValueKind.INSTANT:
        if back is None:
            return at
        microseconds = back.in_microseconds()
        assert microseconds is not None
        return em.shared.parameter("moment", ("moment", microseconds), lambda: b.plus(at, -microseconds))
    em.shared.needs.add(TODAY)
    today = b.name(TODAY)
    if back is None:
        return today
    return em.shared.parameter("day_back", ("day", back), lambda: day_back(em, today, back))


def day_back(em: Emitter, day: ast.expr, by: Duration) -> ast.expr:
    days = by.in_days()
    if days is not None:
        return b.plus(day, -days)
    months = by.in_months()
    assert months is not None
    return b.call(em.shared.helper("months_back"), day, b.const(months))


def later(em: Emitter, at: ast.expr, by: Duration) -> ast.expr:
    microseconds = by.in_microseconds()
    if microseconds is not None:
        return b.plus(at, microseconds)
    return day_back(em, at, by.times(-1))


def elapsed(em: Emitter, unit: Unit, first: ast.expr, last: ast.expr) -> ast.expr:
    match unit:
        case Unit.DAY:
            return b.binary(last, "-", first)
        case Unit.WEEK:
            return b.call(em.shared.helper("whole"), b.binary(last, "-", first), b.const(7))
        case Unit.MINUTE | Unit.HOUR:
            size = MINUTE if unit is Unit.MINUTE else 60 * MINUTE
            return b.call(em.shared.helper("whole"), b.binary(last, "-", first), b.const(size))
        case Unit.MONTH:
            return b.call(em.shared.helper("months_between"), first, last)
        case Unit.YEAR:
            return b.call(em.shared.helper("years_between"), first, last)
        case _:
            assert_never(unit)

"""Points in cents: lines, groups, the first line that holds."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, assert_never

from leadspec.engines.python import build as b
from leadspec.engines.python.parts import AS_OF, AT, TODAY, ZONE, Held, Place
from leadspec.engines.python.passes import Block, Pass, event_day
from leadspec.ir.core import Const, Decay, EventSet, FirstOf, Group, Occasion, Period, Points, PointsRule
from leadspec.values.decimals import to_cents

if TYPE_CHECKING:
    from leadspec.engines.python.emitter import Emitter

MANY = 50  # links of one `elif` chain


def emit_points(em: Emitter, node: PointsRule, total: str) -> None:
    """Statements that add the points of a rule to a total."""
    match node:
        case Points():
            _line(em, node, total)
        case Group():
            own = em.fresh("group")
            emit_group(em, node, own)
            em.body.append(b.add_to(total, b.name(own)))
        case FirstOf():
            _first_of(em, node, total)
        case _:
            assert_never(node)


def emit_group(em: Emitter, node: Group, total: str) -> None:
    em.body.append(b.assign(total, b.const(0)))
    for each in node.items:
        emit_points(em, each, total)
    em.body.extend(clamp(total, node.floor, node.cap))


def clamp(total: str, floor: int | None, cap: int | None) -> Block:
    """At least the floor, then at most the cap."""
    here = b.name(total)
    found: Block = []
    if floor is not None:
        found += b.if_(b.compare(here, "<", b.const(floor)), [b.assign(total, b.const(floor))])
    if cap is not None:
        found += b.if_(b.compare(here, ">", b.const(cap)), [b.assign(total, b.const(cap))])
    return found


def _line(em: Emitter, node: Points, total: str) -> None:
    when = em.truth_of_unit(node.when)
    worth = line_worth(em, node)
    if isinstance(worth, ast.Constant) and worth.value == 0:
        return
    em.body.extend(b.if_(when, [b.add_to(total, worth)]))


def _first_of(em: Emitter, node: FirstOf, total: str) -> None:
    lines = [(em.truth_of_unit(each.when), line_worth(em, each)) for each in node.items]
    em.body.extend(first_that_holds(em, [(when, [b.add_to(total, worth)]) for when, worth in lines], []))


def first_that_holds(em: Emitter, lines: list[tuple[ast.expr, Block]], other: Block) -> Block:
    """`if`, `elif` … `else`. A long chain is cut into pieces, for Python nests each link in the one before."""
    reached = [each for each in lines if not b.is_false(each[0])]
    sure = next((place for place, (test, _) in enumerate(reached) if b.is_true(test)), None)
    if sure is not None:
        reached, other = reached[:sure], reached[sure][1]
    if len(reached) <= MANY:
        return _chain(reached, other)
    found = em.fresh("found")
    block: Block = [b.assign(found, b.FALSE)]
    for start in range(0, len(reached), MANY):
        links = _chain(reached[start : start + MANY], [b.assign(found, b.FALSE)])
        block.append(ast.If(b.not_(b.name(found)), [b.assign(found, b.TRUE), *links], []))
    block.extend(b.if_(b.not_(b.name(found)), other))
    return block


def _chain(lines: list[tuple[ast.expr, Block]], other: Block) -> Block:
    chain = other
    for test, then in reversed(lines):
        chain = [ast.If(test, then or [ast.Pass()], chain)]
    return chain


# --- one line -----------------------------------------------------------------------------------------------------


def line_worth(em: Emitter, node: Points) -> ast.expr:
    """The points of a line where it applies, after its cap."""
    if node.events is not None:
        return em.line(node, node.events).expr
    if isinstance(node.amount, Const) and type(node.amount.value) is int:
        return b.const(_capped(node, node.sign * to_cents(node.amount.value)))
    target = em.fresh("points")
    em.body.append(b.assign(target, _cents(em, node, None)))
    em.body.extend(_cap(node, target))
    em.lines[id(node)] = b.name(target)
    return b.name(target)


def _capped(node: Points, cents: int) -> int:
    if node.cap is None:
        return cents
    return min(cents, node.cap) if node.sign > 0 else max(cents, -node.cap)


def _cap(node: Points, target: str) -> Block:
    """The cap limits the size in the line's own direction."""
    if node.cap is None:
        return []
    return clamp(target, None, node.cap) if node.sign > 0 else clamp(target, -node.cap, None)


def _cents(em: Emitter, node: Points, place: Place | None) -> ast.expr:
    """An amount in cents; a missing one adds nothing."""
    if isinstance(node.amount, Const) and type(node.amount.value) is int:
        return b.const(node.sign * to_cents(node.amount.value))
    amount = em.whole(node.amount, place)
    if not isinstance(amount, ast.Name | ast.Constant):
        amount = em.keep("amount", node.amount, amount, place)
    cents = b.call(em.shared.helper("to_cents"), amount)
    signed = cents if node.sign > 0 else ast.UnaryOp(ast.USub(), cents)
    if not em.known.may_miss(node.amount):
        return signed
    return b.either(b.is_none(amount), b.const(0), signed)


def sum_over_events(em: Emitter, into: Pass, node: Points, events: EventSet) -> Held:
    """The points of a line over its events: after decay and cooldown, before it is asked whether the line applies."""
    place, block = into.inside(em, events)
    worth = _cents(em, node, place) if node.decay is None else _decayed(em, node, node.decay, place)
    if not isinstance(worth, ast.Constant) and node.decay is None:
        target = em.fresh("event_points")
        place.head.append(b.assign(target, worth))
        worth = b.name(target)
    stem = f"points_{events.types[0]}" if len(events.types) == 1 else "points"
    total = _total(em, into, node, stem, place, block, worth)
    into.end.extend(_cap(node, total))
    return Held(b.name(total), 1, False)


def _total(em: Emitter, into: Pass, node: Points, stem: str, place: Place, block: Block, worth: ast.expr) -> str:
    match node.occasion:
        case Occasion.FIRST:
            total = into.local(em, stem, b.NONE)
            block.extend(b.if_(b.is_none(b.name(total)), [b.assign(total, worth)]))
            into.end.extend(b.if_(b.is_none(b.name(total)), [b.assign(total, b.const(0))]))
        case Occasion.LAST:
            total = into.local(em, stem, b.const(0))
            block.append(b.assign(total, worth))
        case Occasion.EACH | None:
            if node.per is None or node.times_per is None:
                total = into.local(em, stem, b.const(0))
                block.append(b.add_to(total, worth))
                return total
            total = into.local(em, stem, ast.Dict([], []))
            key = _period(em, node.per, place)
            here = b.name(total)
            if node.times_per == 1:  # the latest counts
                block.append(b.assign_item(here, key, worth))
                into.end.append(b.assign(total, b.call("sum", b.method(here, "values"))))
            else:
                group = b.method(here, "setdefault", key, ast.List([], b.LOAD))
                block.append(b.do(b.method(group, "append", worth)))
                into.end.append(b.assign(total, b.call(em.shared.helper("latest"), here, b.const(node.times_per))))
        case _:
            assert_never(node.occasion)
    return total


def _period(em: Emitter, period: Period, place: Place) -> ast.expr:
    """A number that all events of one period share."""
    day = event_day(em, place)
    match period:
        case Period.DAY:
            return day
        case Period.WEEK:
            return b.binary(b.plus(day, 3), "//", b.const(7))
        case Period.MONTH:
            return b.call(em.shared.helper("month_ordinal"), day)
        case _:
            assert_never(period)


def _decayed(em: Emitter, node: Points, decay: Decay, place: Place) -> ast.expr:
    """The points of an event by its age: looked up in a table that `as_of` gives."""
    cents = tuple(node.sign * each for each in decay.cents)
    if len(cents) == 1:
        return b.const(cents[0])
    shared, every = em.shared, decay.every
    table = shared.constant("decay", ("tuple", cents), cents)
    microseconds, months = every.in_microseconds(), every.in_months()
    length = next(each for each in (microseconds, months, every.in_days()) if each is not None)
    by_month = b.const(months is not None)
    if microseconds is not None:
        steps = b.call(shared.helper("clock_steps"), b.name(AS_OF), b.const(length), table)
    else:
        shared.needs |= {TODAY, ZONE}
        if not em.shared.back_never:
            worth = shared.parameter(
                "worth",
                ("worth", every, cents),
                lambda: b.call(shared.helper("worth_by_day"), b.name(TODAY), b.const(length), by_month, table),
            )
            return b.call(worth, event_day(em, place))
        steps = b.call(shared.helper("day_steps"), b.name(ZONE), b.name(TODAY), b.const(length), by_month, table)
    starts, sizes = shared.pair(("steps", every, cents), ("starts", "cents"), steps)
    return b.item(sizes, b.call(shared.helper("bisect_right"), starts, b.name(AT)))

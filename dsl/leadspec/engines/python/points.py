"""Points in cents: lines, groups, the first line that holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from leadspec.engines.python import build as b
from leadspec.engines.python.parts import AS_OF, AT, TODAY, ZONE, Held, Place
from leadspec.engines.python.passes import Block, Pass, event_day
from leadspec.ir.core import Const, Decay, EventSet, FirstOf, Group, Occasion, Period, Points, PointsRule
from leadspec.values.decimals import to_cents

if TYPE_CHECKING:
    from leadspec.engines.python.emitter import Emitter

MANY = 50  # links of one `elif` chain
RUN = 3  # so many links with one test in common are worth a test of their own


def emit_points(em: Emitter, node: PointsRule, total: str) -> None:
    """Statements that add the points of a rule to a total."""
    match node:
        case Points():
            _line(em, node, total)
        case Group():
            own = em.fresh("group")
            emit_group(em, node, own)
            b.add_always(em.body, total, b.name(own))
        case FirstOf():
            _first_of(em, node, total)
        case _:
            assert_never(node)


def emit_group(em: Emitter, node: Group, total: str) -> None:
    plain, others = _plain_event_lines(em, node)
    em.body.append(b.assign(total, plain))
    for each in others:
        emit_points(em, each, total)
    em.body.extend(clamp(total, node.floor, node.cap))


def _plain_event_lines(em: Emitter, node: Group) -> tuple[ast.expr, list[PointsRule]]:
    """The sum of the lines that hang on nothing but the lead's events: 0 where it has none. And the other rules."""
    plain = [
        each
        for each in node.items
        if isinstance(each, Points) and each.events is not None and each.when is None and em.in_first_pass(each)
    ]
    if em.reasons or len(plain) < 2:
        return b.const(0), list(node.items)
    worth = [em.line(each, each.events).expr for each in plain if each.events is not None]
    total = em.events.local(em, "points", b.const(0))
    em.events.end.append(b.assign(total, b.sum_of(worth)))
    summed = set(map(id, plain))
    return b.name(total), [each for each in node.items if id(each) not in summed]


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
    if b.is_true(when):
        b.add_always(em.body, total, worth)
    else:
        em.body.extend(b.if_(when, [b.add_to(total, worth)]))


def _first_of(em: Emitter, node: FirstOf, total: str) -> None:
    lines = [(em.truth_of_unit(each.when), line_worth(em, each)) for each in node.items]
    em.body.extend(first_that_holds(em, [(when, [b.add_to(total, worth)]) for when, worth in lines], []))


def first_that_holds(em: Emitter, lines: list[tuple[ast.expr, Block]], other: Block) -> Block:
    """`if`, `elif` … `else`. A long chain is cut into pieces, for Python nests each link in the one before.

    Links that start with the same test stand behind one such test.
    """
    reached = [each for each in lines if not b.is_false(each[0])]
    sure = next((place for place, (test, _) in enumerate(reached) if b.is_true(test)), None)
    if sure is not None:
        reached, other = reached[:sure], reached[sure][1]
    pieces = list(_pieces(reached))
    if len(pieces) == 1 and pieces[0][0] is None:
        return _chain(reached, other)
    if not pieces:
        return other
    found = em.fresh("found")
    block: Block = [] if pieces[0][0] is None else [b.assign(found, b.FALSE)]
    for place, (head, links) in enumerate(pieces):
        tests = [*([b.not_(b.name(found))] if place else []), *([] if head is None else [head])]
        inner = [b.assign(found, b.TRUE), *_chain(links, [b.assign(found, b.FALSE)])]
        block.extend(b.if_(b.and_(*tests), inner))
    block.extend(b.if_(b.not_(b.name(found)), other))
    return block


Links = list[tuple[ast.expr, Block]]


def _pieces(lines: Links) -> Iterator[tuple[ast.expr | None, Links]]:
    """Runs of links with one first test in common, that test taken out; and what lies between, not too long."""
    plain: Links = []
    at = 0
    while at < len(lines):
        head = _head_of(lines[at][0])
        end = at + 1
        while head is not None and end < len(lines) and _head_of(lines[end][0]) == head and end - at < MANY:
            end += 1
        if end - at >= RUN:
            if plain:
                yield None, plain
                plain = []
            first = lines[at][0]
            assert isinstance(first, ast.BoolOp)
            yield first.values[0], [(_rest_of(test), then) for test, then in lines[at:end]]
            at = end
            continue
        plain.append(lines[at])
        at += 1
        if len(plain) == MANY:
            yield None, plain
            plain = []
    if plain:
        yield None, plain


def _head_of(test: ast.expr) -> object:
    """The first of several tests, where it is worth to be asked only once."""
    if not isinstance(test, ast.BoolOp) or not isinstance(test.op, ast.And):
        return None
    return b.key_of(test.values[0])


def _rest_of(test: ast.expr) -> ast.expr:
    return b.and_(*test.values[1:]) if isinstance(test, ast.BoolOp) else b.TRUE


def _chain(lines: list[tuple[ast.expr, Block]], other: Block) -> Block:
    chain = other
    for test, then in reversed(lines):
        chain = [b.If(test, then or [b.Pass()], chain)]
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
    signed = cents if node.sign > 0 else b.UnaryOp(ast.USub(), cents)
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
    size = abs(node.amount.value) if isinstance(node.amount, Const) and type(node.amount.value) is int else 0
    into.weights[events.types] = max(into.weights.get(events.types, 0), size)
    return Held(b.name(total), 1, False)


def _total(em: Emitter, into: Pass, node: Points, stem: str, place: Place, block: Block, worth: ast.expr) -> str:
    match node.occasion:
        case Occasion.FIRST:
            total = into.local(em, stem, b.NONE)
            block.extend(b.if_(b.is_none(b.name(total)), [b.assign(total, worth)]))
            into.end.extend(b.if_(b.is_none(b.name(total)), [b.assign(total, b.const(0))]))
            into.none.append(b.assign(total, b.const(0)))
        case Occasion.LAST:
            total = into.local(em, stem, b.const(0))
            block.append(b.assign(total, worth))
        case Occasion.EACH | None:
            if node.per is None or node.times_per is None:
                total = into.local(em, stem, b.const(0))
                block.append(b.add_to(total, worth))
                return total
            total = into.local(em, stem, b.Dict([], []))
            key = _period(em, node.per, place)
            here = b.name(total)
            into.none.append(b.assign(total, b.const(0)))
            if node.times_per == 1:  # the latest counts
                block.append(b.assign_item(here, key, worth))
                into.end.append(b.assign(total, b.call("sum", b.method(here, "values"))))
            else:
                group = b.method(here, "setdefault", key, b.List([], b.LOAD))
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
    first = em.first_instant(node.events)
    if first is not None:
        steps = b.call(shared.helper("steps_since"), steps, first)
    key = ("steps", every, cents, b.key_of(first) if first is not None else None)
    starts, sizes = shared.pair(key, ("starts", "cents"), steps)
    return b.item(sizes, b.call(shared.helper("bisect_right"), starts, b.name(AT)))

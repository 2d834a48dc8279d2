"""One pass over a lead's events: for each set of types a block, in it each set of events and what is made of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from leadspec.engines.python import build as b
from leadspec.engines.python.conditions import day_test
from leadspec.engines.python.parts import AT, EVENT, EVENTS, GET_EVENT, TYPE, Held, Place
from leadspec.engines.python.texts import folded_text
from leadspec.ir.core import AsOf, Bound, Const, EventSet, Field, Measure, Measured, Preceded, ValueKind
from leadspec.values.decimals import ONE
from leadspec.values.durations import Duration

if TYPE_CHECKING:
    from leadspec.engines.python.emitter import Emitter

Block = list[ast.stmt]


class Pass:
    """`start` stands before the loop, `end` behind it."""

    def __init__(self) -> None:
        self.start: Block = []
        self.end: Block = []  # where there was an event
        self.none: Block = []  # where there was none, what `start` does not say yet
        self.always: Block = []
        self.weights: dict[tuple[str, ...], int] = {}  # the points of one event
        self.places: dict[tuple[str, ...], Place] = {}
        self.memo: dict[object, Held] = {}
        self._inside: dict[EventSet, Block] = {}
        self._earlier: dict[Preceded, tuple[str, str]] = {}

    def place(self, types: tuple[str, ...]) -> Place:
        return self.places.setdefault(types, Place())

    def local(self, em: Emitter, stem: str, value: ast.expr) -> str:
        """A local that stands before the loop."""
        target = em.fresh(stem)
        self.start.append(b.assign(target, value))
        return target

    def inside(self, em: Emitter, node: EventSet) -> tuple[Place, Block]:
        """The place of a set's types, and the block that runs for each event that is in the set."""
        place = self.place(node.types)
        block = self._inside.get(node)
        if block is None:
            tests = [_bounded(em, each, place) for each in node.window]
            if node.preceded is not None:
                tests.append(self._is_preceded(em, node.preceded, place))
            if node.where is not None:
                tests.append(em.true(node.where, place))
            block = self._inside[node] = self._guarded(place, b.and_(*tests))
        return place, block

    def _guarded(self, place: Place, test: ast.expr) -> Block:
        if b.is_true(test):
            return place.block
        body: Block = []
        if not b.is_false(test):
            place.block.append(b.If(test, body, []))
        return body

    def _is_preceded(self, em: Emitter, node: Preceded, place: Place) -> ast.expr:
        """Events come in their order: the latest earlier one decides. One at the same instant is not earlier."""
        if node not in self._earlier:
            stem = node.types[0] if node.types else "earlier"
            last, before = (self.local(em, f"{which}_{stem}", b.NONE) for which in ("last", "before"))
            self._earlier[node] = (last, before)
            there = self.place(node.types)
            test = b.TRUE if node.where is None else em.true(node.where, there)
            later = b.or_(b.is_none(b.name(last)), b.compare(b.name(AT), ">", b.name(last)))
            move = [b.assign(before, b.name(last)), b.assign(last, b.name(AT))]
            there.block.extend(b.if_(b.and_(test, later), move))
        latest, one_before = (b.name(each) for each in self._earlier[node])
        target = em.fresh("earlier_at")
        seen = b.and_(b.is_not_none(latest), b.compare(latest, "<", b.name(AT)))
        place.head.append(b.assign(target, b.either(seen, latest, one_before)))
        earlier = b.name(target)
        near = [b.is_not_none(earlier)]
        if node.within is not None:
            near.append(_is_within(em, node.within, earlier, place))
        return b.and_(*near)

    def statements(self, em: Emitter) -> Block:
        """The whole pass."""
        body: Block = []
        chosen: list[tuple[str, Block]] = []
        for types, place in self.places.items():
            if not (place.head or place.block):
                continue
            block = [*place.head, *place.block]
            if place.reads_facts:
                get = b.attribute(b.attribute(b.name(EVENT), "facts"), "get")
                block = [b.assign(GET_EVENT, get), *block]
            if types == em.known.program.event_types or set(types) == set(em.known.program.event_types):
                body.extend(block)
            elif len(types) == 1:
                chosen.append((types[0], block))
            else:
                body.extend(b.if_(b.compare(b.name(TYPE), "in", b.set_of(types)), block) if types else [])
        chain: Block = []
        # Cheap events are the frequent ones, so they are asked for first.
        chosen.sort(key=lambda each: self.weights.get((each[0],), 0))
        for title, block in reversed(chosen):
            chain = [b.If(b.compare(b.name(TYPE), "=", b.const(title)), block, chain)]
        body.extend(chain)
        if not body:
            return [*self.start, *self.end, *self.always]
        event = b.name(EVENT)
        heads = [b.assign(AT, b.attribute(event, "at")), b.assign(TYPE, b.attribute(event, "type"))]
        loop = b.for_each(EVENT, b.name(EVENTS), [*heads, *body])
        if not (self.end or self.none):
            return [*self.start, loop, *self.always]
        return [*self.start, b.If(b.name(EVENTS), [loop, *self.end], self.none), *self.always]


def event_day(em: Emitter, place: Place) -> ast.expr:
    """The local day of the event at hand."""
    found = place.memo.get("day")
    if found is None:
        target = em.fresh("event_day")
        place.head.append(b.assign(target, em.day(b.name(AT))))
        found = place.memo["day"] = Held(b.name(target), 1, False)
    return found.expr


def _bounded(em: Emitter, bound: Bound, place: Place) -> ast.expr:
    """Whether the event lies on the inner side of one end of a window."""
    limit = em.value(bound.limit)
    if em.known.kind(bound.limit) is ValueKind.DAY:
        if isinstance(bound.limit, AsOf | Const):
            test = day_test(em, b.name(AT), bound.relation, bound.limit)
            if test is not None:
                return test
        moment = event_day(em, place)
    else:
        moment = b.name(AT)
    test = b.compare(moment, bound.relation.value, limit.expr)
    return b.and_(b.is_not_none(limit.expr), test) if limit.may_miss else test


def _is_within(em: Emitter, within: Duration, earlier: ast.expr, place: Place) -> ast.expr:
    """Whether the event is at most so long after an earlier one."""
    microseconds = within.in_microseconds()
    if microseconds is not None:
        return b.compare(b.binary(b.name(AT), "-", earlier), "<=", b.const(microseconds))
    from leadspec.engines.python.values import day_back

    last = day_back(em, em.day(earlier), within.times(-1))
    return b.compare(event_day(em, place), "<=", last)


# --- measures -----------------------------------------------------------------------------------------------------


def measure(em: Emitter, into: Pass, node: Measured) -> Held:
    """A measure of a set; missing where a limit of its window is."""
    if node in into.memo:
        return into.memo[node]
    limits = [each for each in (em.value(bound.limit) for bound in node.events.window) if each.may_miss]
    place, block = into.inside(em, node.events)
    held = _accumulated(em, into, node, place, block)
    if limits:
        there = b.and_(*(b.is_not_none(each.expr) for each in limits))
        assert isinstance(held.expr, ast.Name)
        into.always.append(b.assign(held.expr.id, b.either(there, held.expr, b.NONE)))
        held = held._replace(may_miss=True)
    into.memo[node] = held
    return held


def _accumulated(em: Emitter, into: Pass, node: Measured, place: Place, block: Block) -> Held:
    stem = f"{node.measure.value}_{_stem(node.events)}"
    match node.measure:
        case Measure.COUNT:
            target = into.local(em, stem, b.const(0))
            block.append(b.add_to(target, b.const(1)))
            return Held(b.name(target), ONE, False)
        case Measure.DAYS | Measure.DIFFERENT:
            days = node.measure is Measure.DAYS
            value = event_day(em, place) if days else _field(em, node, place, folded=True)
            target = into.local(em, stem, b.call("set"))
            block.extend(b.if_(b.TRUE if days else b.is_not_none(value), [b.do(_add(target, "add", value))]))
            into.end.append(b.assign(target, b.call("len", b.name(target))))
            into.none.append(b.assign(target, b.const(0)))
            return Held(b.name(target), ONE, False)
        case Measure.MOST_WITHIN:
            return _most_within(em, into, node, place, block, stem)
        case Measure.SUM:
            value = _field(em, node, place)
            target = into.local(em, stem, b.const(0))
            block.extend(b.if_(b.is_not_none(value), [b.add_to(target, value)]))
            into.end.append(b.assign(target, b.call(em.shared.helper("in_range"), b.name(target))))
            return Held(b.name(target), 1, True)
        case _:
            target = into.local(em, stem, b.NONE)
            block.extend(_kept(em, into, node, place, target))
            return Held(b.name(target), 1, True)


def _kept(em: Emitter, into: Pass, node: Measured, place: Place, target: str) -> Block:
    """What keeps one value of all: the largest, the first, the last."""
    unset = b.is_none(b.name(target))
    match node.measure:
        case Measure.LARGEST | Measure.SMALLEST:
            value = _field(em, node, place)
            sign = ">" if node.measure is Measure.LARGEST else "<"
            better = b.or_(unset, b.compare(value, sign, b.name(target)))
            return b.if_(b.and_(b.is_not_none(value), better), [b.assign(target, value)])
        case Measure.FIRST_AT:
            return b.if_(unset, [b.assign(target, b.name(AT))])
        case Measure.LAST_AT:
            return [b.assign(target, b.name(AT))]
        case Measure.OF_FIRST:
            value = _field(em, node, place)
            seen = into.local(em, f"{target}_seen", b.FALSE)
            return b.if_(b.not_(b.name(seen)), [b.assign(seen, b.TRUE), b.assign(target, value)])
        case Measure.OF_LAST:
            return [b.assign(target, _field(em, node, place))]
        case _:
            raise ValueError(f"{node.measure} keeps no value")


def _most_within(em: Emitter, into: Pass, node: Measured, place: Place, block: Block, stem: str) -> Held:
    assert node.within is not None
    clock, days, months = node.within.in_microseconds(), node.within.in_days(), node.within.in_months()
    moment = b.name(AT) if clock is not None else event_day(em, place)
    target = into.local(em, stem, b.List([], b.LOAD))
    block.append(b.do(_add(target, "append", moment)))
    helper = em.shared.helper("most_within" if months is None else "most_within_months")
    length = next(each for each in (clock, days, months) if each is not None)
    into.end.append(b.assign(target, b.call(helper, b.name(target), b.const(length))))
    into.none.append(b.assign(target, b.const(0)))
    return Held(b.name(target), ONE, False)


def _add(target: str, how: str, value: ast.expr) -> ast.expr:
    return b.method(b.name(target), how, value)


def _field(em: Emitter, node: Measured, place: Place, *, folded: bool = False) -> ast.expr:
    field = node.field
    assert isinstance(field, Field)
    if folded and field.kind is ValueKind.TEXT and em.known.members(field) is None:
        return folded_text(em, field, place)
    return em.value(field, place).expr


def _stem(node: EventSet) -> str:
    return node.types[0] if len(node.types) == 1 else "events"

"""Sets of events in terms: `interpreter.events`.

A set that is CLOSED is the list of its events. Of any other each element says beside its event (`e`) whether it is
counted (`v`), surely counted (`sure`), and which facts that hangs on (`miss0` …).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from leadspec.engines.sql.comparisons import in_order
from leadspec.engines.sql.conditions import at_least
from leadspec.engines.sql.numbers import Mask, add, bits, count, either, filtered, last, mapped, subtract
from leadspec.engines.sql.results import (
    Cond,
    Shape,
    Val,
    closed_condition,
    closed_value,
    open_condition,
)
from leadspec.engines.sql.terms import (
    FALSE,
    TRUE,
    ZERO,
    Op,
    Term,
    all_of,
    any_of,
    compare,
    get,
    holds,
    is_in,
    known,
    literal,
    negated,
    struct,
    var,
    where,
)
from leadspec.ir.core import Bound, Condition, EventSet, Preceded, ValueKind
from leadspec.ir.kinds import kind_of_value
from leadspec.values.durations import Duration

if TYPE_CHECKING:
    from leadspec.engines.sql.compiler import Compiler


class Members(Struct, frozen=True):
    """The events that are or may be in a set, in their order."""

    items: Term
    open: bool
    limits: tuple[Val, ...]
    words: int
    is_counted: Term = TRUE  # of an event `e` of the lead: whether it is in the set

    def event(self, element: Term) -> Term:
        return get(element, "e", null=False) if self.open else element

    def sure(self, element: Term) -> Term:
        return get(element, "sure", null=False) if self.open else TRUE

    def missing(self, element: Term) -> Mask:
        if not self.open:
            return (ZERO,) * self.words
        return tuple(get(element, f"miss{word}", 0, 2**62 - 1, null=False) for word in range(self.words))

    @property
    def counted(self) -> Term:
        return filtered(self.items, "m", get(var("m"), "v", null=False)) if self.open else self.items

    def those_counted(self, c: Compiler) -> Members:
        """The set as if no fact could change it."""
        if not self.open:
            return self
        return Members(filtered(c.seen, "e", self.is_counted), False, self.limits, self.words)

    def doubts(self, items: Term) -> Mask:
        """The facts on which it hangs whether these elements are in the set."""
        if not self.open:
            return (ZERO,) * self.words
        return tuple(bits(mapped(items, "m", each)) for each in self.missing(var("m")))

    @property
    def limits_known(self) -> Term:
        return all_of(known(each.value) for each in self.limits)

    @property
    def never(self) -> Term:
        """Whether a limit is missing, and no fact can change that."""
        return any_of(each.never for each in self.limits)

    @property
    def missing_limits(self) -> Mask:
        return either([each.missing for each in self.limits], self.words)

    @property
    def may_change(self) -> bool:
        """Whether a fact may change the set, in any lead."""
        return self.open or any(each.shape is not Shape.CLOSED for each in self.limits)


def compile_events(c: Compiler, node: EventSet) -> Members:
    limits = tuple(c.value(each.limit) for each in node.window)
    event = var("e")
    tests = [_bounded(c, bound, limit, event) for bound, limit in zip(node.window, limits, strict=True)]
    if node.preceded is not None:
        tests.append(_preceded(c, node.preceded, event))
    return _members(c, node.types, [*tests, *_where(c, node.where, event)], limits)


def _members(c: Compiler, types: tuple[str, ...], tests: list[Cond], limits: tuple[Val, ...]) -> Members:
    event, element = var("e"), var("m")
    of_type = TRUE
    if set(types) != set(c.program.event_types):
        of_type = is_in(c.part(event, "type"), types)
    included = at_least(c.words, len(tests), tests) if tests else closed_condition(TRUE, c.words)
    if included.shape is Shape.CLOSED:
        return Members(filtered(c.seen, "e", all_of((of_type, included.value))), False, limits, c.words)
    told = [("e", event), ("v", holds(included.value)), ("sure", included.sure), ("may", included.true)]
    told += [(f"miss{word}", each) for word, each in enumerate(included.missing)]
    asked = mapped(filtered(c.seen, "e", of_type), "e", struct(told))
    is_counted = all_of((of_type, holds(included.value)))
    return Members(filtered(asked, "m", get(element, "may", null=False)), True, limits, c.words, is_counted)


def _bounded(c: Compiler, bound: Bound, limit: Val, event: Term) -> Cond:
    """Whether an event lies on the inner side of one end of a window."""
    kind = kind_of_value(bound.limit)
    moment = c.part(event, "day" if kind is ValueKind.DAY else "at")
    return in_order(bound.relation, closed_value(kind, moment, c.words), limit, c.words)


def _where(c: Compiler, node: Condition | None, event: Term) -> list[Cond]:
    return [] if node is None else [c.condition(node, event)]


def _preceded(c: Compiler, node: Preceded, event: Term) -> Cond:
    """Of all earlier events the latest decides: if any is near enough, it is."""
    found = _members(c, node.types, _where(c, node.where, event), ())
    element = var("f")
    before = compare(Op.LESS, c.part(found.event(element), "at"), c.part(event, "at"))
    earlier = filtered(found.items, "f", before)

    def near(items: Term) -> Term:
        if node.within is None:
            return compare(Op.MORE, count(items), ZERO)
        return holds(_is_within(c, node.within, found.event(last(items)), event))

    if not found.open:
        return closed_condition(near(earlier), c.words)
    surely = near(filtered(earlier, "f", get(element, "sure", null=False)))
    value = near(filtered(earlier, "f", get(element, "v", null=False)))
    doubts = tuple(
        bits(mapped(earlier, "f", get(element, f"miss{word}", 0, 2**62 - 1, null=False))) for word in range(c.words)
    )
    doubtful = any_of(compare(Op.NOT_EQUAL, each, ZERO) for each in doubts)
    value = any_of((surely, value))
    free = all_of((negated(surely), doubtful))
    true = where((free, any_of((value, near(earlier)))), other=value)
    return open_condition(value, true, any_of((free, negated(value))), FALSE, doubts)


def _is_within(c: Compiler, within: Duration, first: Term, event: Term) -> Term:
    """Whether an event is at most so long after an earlier one: dates, or instants for minutes."""
    microseconds, days, months = within.in_microseconds(), within.in_days(), within.in_months()
    if microseconds is not None:
        return compare(Op.AT_MOST, subtract(c.part(event, "at"), c.part(first, "at")), literal(microseconds))
    if days is not None:
        return compare(Op.AT_MOST, c.part(event, "day"), add(c.part(first, "day"), literal(days)))
    assert months is not None
    return compare(Op.AT_MOST, c.part(event, "cal"), add(c.part(first, "cal"), literal(32 * months)))

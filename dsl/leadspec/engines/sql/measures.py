"""Measures of sets of events in terms: `interpreter.measures`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from leadspec.engines.interpreter.measures import OF_NONE
from leadspec.engines.interpreter.results import MOST
from leadspec.engines.sql.events import Members
from leadspec.engines.sql.numbers import (
    Mask,
    add,
    any_in,
    count,
    distinct,
    either,
    end_of,
    filtered,
    first,
    greatest,
    last,
    least,
    limited,
    mapped,
    multiply,
    slice_of,
    subtract,
    total,
)
from leadspec.engines.sql.results import ENDS, ORDERED, Val, closed_value, open_number, open_value
from leadspec.engines.sql.terms import (
    FALSE,
    NULL,
    ZERO,
    Op,
    Term,
    all_of,
    any_of,
    coalesce,
    compare,
    is_null,
    known,
    literal,
    negated,
    var,
    where,
)
from leadspec.ir.core import Measure, Measured, ValueKind
from leadspec.values.decimals import ONE
from leadspec.values.durations import Duration

if TYPE_CHECKING:
    from leadspec.engines.sql.compiler import Compiler

FROM_FIRST: Final = frozenset({Measure.FIRST_AT, Measure.OF_FIRST})
FROM_LAST: Final = frozenset({Measure.LAST_AT, Measure.OF_LAST})
MILLION: Final = literal(ONE)


def measured(c: Compiler, node: Measured) -> Val:
    """A measure of a set of events; missing where a limit of its window is."""
    found = c.events(node.events)
    of = _Measuring(c, node, found)
    there = found.limits_known

    def told(term: Term) -> Term:
        return where((there, term), other=NULL)

    value = told(of.value(found.counted))
    folded = told(of.value(found.counted, folded=True)) if node.kind is ValueKind.TEXT else NULL
    if not found.may_change and not of.may_lack_field:
        return closed_value(node.kind, value, c.words, folded)
    members = of.deciding()
    missing = either([found.doubts(members), of.missing_field(members), found.missing_limits], c.words)
    never = found.never
    if node.measure not in OF_NONE:
        never = any_of((never, compare(Op.EQUAL, count(found.items), ZERO)))
    opened = all_of((any_of(compare(Op.NOT_EQUAL, each, ZERO) for each in missing), negated(never)))
    low, high, may_miss = of.bounds(members)
    may_miss = any_of((may_miss, *(each.may_miss for each in found.limits)))
    if node.kind is ValueKind.NUMBER:
        return open_number(opened, value, low, high, may_miss, missing)
    return open_value(node.kind, opened, value, low, high, may_miss, missing, folded)


class _Measuring:
    def __init__(self, c: Compiler, node: Measured, found: Members) -> None:
        self.c = c
        self.node = node
        self.found = found
        self.may_lack_field = node.field is not None and c.may_lack(node.field)

    def fact(self, element: Term, *, folded: bool = False) -> Term:
        """What is measured of one event; NULL where it lacks that."""
        event = self.found.event(element)
        if self.node.field is None:
            return self.c.part(event, "at")
        found = self.c.field(self.node.field, event)
        return found.folded if folded and found.kind is ValueKind.TEXT else found.value

    def facts(self, items: Term, *, folded: bool = False) -> Term:
        return mapped(items, "m", self.fact(var("m"), folded=folded))

    def sure(self, items: Term) -> Term:
        return filtered(items, "m", self.found.sure(var("m")))

    # --- the value

    def value(self, items: Term, *, folded: bool = False) -> Term:
        """The measure of exactly these events."""
        match self.node.measure:
            case Measure.COUNT:
                return multiply(count(items), MILLION)
            case Measure.DAYS:
                return multiply(self.days(items), MILLION)
            case Measure.MOST_WITHIN:
                return multiply(self.most_within(items), MILLION)
            case Measure.DIFFERENT:
                return multiply(self.different(items), MILLION)
            case Measure.SUM:
                return limited(total(self.facts(items)), -MOST, MOST)
            case Measure.LARGEST:
                return end_of(Op.LARGEST, self.facts(items))
            case Measure.SMALLEST:
                return end_of(Op.SMALLEST, self.facts(items))
            case Measure.FIRST_AT | Measure.OF_FIRST:
                return self.fact(first(items), folded=folded)
            case Measure.LAST_AT | Measure.OF_LAST:
                return self.fact(last(items), folded=folded)
            case _:
                assert_never(self.node.measure)

    def days(self, items: Term) -> Term:
        return count(distinct(mapped(items, "m", self.c.part(self.found.event(var("m")), "day"))))

    def different(self, items: Term) -> Term:
        return count(distinct(self.facts(items, folded=True)))

    def most_within(self, items: Term) -> Term:
        """The most events that lie within so much time before any of them."""
        assert self.node.within is not None
        end, start = (self.found.event(var(each)) for each in ("m", "n"))
        near = filtered(items, "n", self._near(self.node.within, start, end))
        return coalesce(end_of(Op.LARGEST, mapped(items, "m", count(near))), ZERO)

    def _near(self, within: Duration, start: Term, end: Term) -> Term:
        microseconds, days, months = within.in_microseconds(), within.in_days(), within.in_months()
        part, size = ("at", microseconds) if microseconds is not None else ("day", days)
        if size is None:
            assert months is not None
            part, size = "cal", 32 * months
        first, last = self.c.part(start, part), self.c.part(end, part)
        # By dates where dates count: clocks that go back over midnight give a later event an earlier one.
        return all_of((compare(Op.AT_MOST, first, last), compare(Op.LESS, subtract(last, first), literal(size))))

    # --- the bounds

    def deciding(self) -> Term:
        """The events that the measure hangs on: where it asks for the first or last, those that may be it."""
        items, measure = self.found.items, self.node.measure
        if measure not in FROM_FIRST | FROM_LAST:
            return items
        one, all_ = literal(1), count(items)
        if not self.found.open:
            return slice_of(items, one, one) if measure in FROM_FIRST else slice_of(items, all_, all_)
        place = var("i", 1, 10**9)
        places = mapped(items, "m", where((self.found.sure(var("m")), place), other=NULL), "i")
        if measure in FROM_FIRST:
            return slice_of(items, one, coalesce(end_of(Op.SMALLEST, places), all_))
        return slice_of(items, coalesce(end_of(Op.LARGEST, places), one), all_)

    def missing_field(self, members: Term) -> Mask:
        """The field that is measured, where an event that may count lacks it."""
        if self.node.field is None or not self.may_lack_field:
            return (ZERO,) * self.c.words
        lacking = any_in(members, "m", is_null(self.fact(var("m"))))
        return tuple(where((lacking, each), other=ZERO) for each in self.c.bit(f"activities.{self.node.field.name}"))

    def bounds(self, members: Term) -> tuple[Term, Term, Term]:
        """The bounds of the measure of any set that holds the sure ones of these, and whether it may be missing."""
        sure, element = self.sure(members), var("m")
        match self.node.measure:
            case Measure.COUNT:
                return multiply(count(sure), MILLION), multiply(count(members), MILLION), FALSE
            case Measure.DAYS:
                return multiply(self.days(sure), MILLION), multiply(self.days(members), MILLION), FALSE
            case Measure.MOST_WITHIN:
                ends = self.most_within(sure), self.most_within(members)
                return multiply(ends[0], MILLION), multiply(ends[1], MILLION), FALSE
            case Measure.DIFFERENT:
                lacking = count(filtered(members, "m", is_null(self.fact(element))))
                most = add(self.different(members), lacking)
                return multiply(self.different(sure), MILLION), multiply(most, MILLION), FALSE
            case Measure.SUM:
                return self._in_sum(members, -MOST, least), self._in_sum(members, MOST, greatest), FALSE
            case Measure.LARGEST | Measure.LAST_AT:
                return self._of_largest(members, sure)
            case Measure.SMALLEST | Measure.FIRST_AT:
                return self._of_smallest(members, sure)
            case Measure.OF_FIRST | Measure.OF_LAST:
                return self._of_end(members, sure)
            case _:
                assert_never(self.node.measure)

    def _in_sum(self, members: Term, unknown: int, end: object) -> Term:
        assert callable(end)
        element = var("m")
        amount = self.fact(element)
        sure = self.found.sure(element)
        ends = where((is_null(amount), literal(unknown)), (sure, amount), other=end((amount, ZERO)))
        return total(mapped(members, "m", ends))

    def _candidates(self, members: Term, sure: Term) -> tuple[Term, Term, Term]:
        """The lowest and highest that each may be, and those that are surely known."""
        low, high = ENDS[self.node.kind]
        fact = self.fact(var("m"))
        known_ones = self.facts(filtered(sure, "m", known(fact)))
        lows = mapped(members, "m", coalesce(fact, literal(low)))
        return lows, mapped(members, "m", coalesce(fact, literal(high))), known_ones

    def _of_largest(self, members: Term, sure: Term) -> tuple[Term, Term, Term]:
        lows, highs, known_ones = self._candidates(members, sure)
        low = coalesce(end_of(Op.LARGEST, known_ones), end_of(Op.SMALLEST, lows))
        return low, end_of(Op.LARGEST, highs), compare(Op.EQUAL, count(known_ones), ZERO)

    def _of_smallest(self, members: Term, sure: Term) -> tuple[Term, Term, Term]:
        lows, highs, known_ones = self._candidates(members, sure)
        high = coalesce(end_of(Op.SMALLEST, known_ones), end_of(Op.LARGEST, highs))
        return end_of(Op.SMALLEST, lows), high, compare(Op.EQUAL, count(known_ones), ZERO)

    def _of_end(self, members: Term, sure: Term) -> tuple[Term, Term, Term]:
        """The bounds of the field of one of these events."""
        lacking = any_in(members, "m", is_null(self.fact(var("m"))))
        may_miss = any_of((lacking, compare(Op.EQUAL, count(sure), ZERO)))
        low, high = map(literal, ENDS[self.node.kind])
        if self.node.kind not in ORDERED:
            return low, high, may_miss
        facts = self.facts(members)
        low = where((lacking, low), other=end_of(Op.SMALLEST, facts))
        return low, where((lacking, high), other=end_of(Op.LARGEST, facts)), may_miss

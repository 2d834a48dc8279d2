"""What is measured of an event set: how many, how much, the first and the last.

An event that may or may not be in the set moves one bound: certain ones give the lower bound of a count, possible
ones the upper. Of the values of a field it may take the largest or smallest; of the first or last event it may be it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, assert_never

from leadspec.engines.interpreter.bounds import Candidate, hull, largest_of, number_within, smallest_of, widest
from leadspec.engines.interpreter.facts import event_fact, event_field
from leadspec.engines.interpreter.reasons import Member
from leadspec.engines.interpreter.results import MOST, NEVER, NOTHING, ValueResult, joined, known, open_value
from leadspec.ir.core import Measure, Measured, ValueKind
from leadspec.ir.lead import FactValue
from leadspec.values import days, text
from leadspec.values.decimals import ONE, in_range
from leadspec.values.durations import Duration

if TYPE_CHECKING:
    from leadspec.engines.interpreter.run import Run


# A measure that is there even of no event. Of no event at all, the others are missing whatever else is known.
OF_NONE: Final = frozenset({Measure.COUNT, Measure.DIFFERENT, Measure.DAYS, Measure.SUM, Measure.MOST_WITHIN})


def measured(run: Run, node: Measured) -> ValueResult:
    """A measure of a set of events; missing where a limit of its window is."""
    found = run.events(node.events)
    if found.never or not (found.members or node.measure in OF_NONE):
        return NEVER
    counted = [each for each in found.members if each.counted]
    value = None if found.unknown else _value(run, node, counted)
    members = _deciding(node, found.members)
    doubts = joined(each.included.missing for each in members)
    missing = doubts | _missing_field(node, members) | found.missing_limits
    if not missing:
        return known(value)
    low, high, may_miss = _bounds(run, node, members)
    may_miss = may_miss or any(each.may_miss for each in found.limits)
    if node.kind is ValueKind.NUMBER and not isinstance(value, str | tuple):
        return number_within(value, low, high, may_miss, missing)
    return open_value(value, low, high, may_miss, missing)


def _deciding(node: Measured, members: Sequence[Member]) -> Sequence[Member]:
    """The events that a measure hangs on: where it asks for the first or last, those that may be it."""
    match node.measure:
        case Measure.FIRST_AT | Measure.OF_FIRST:
            return _up_to_sure(members)
        case Measure.LAST_AT | Measure.OF_LAST:
            return _up_to_sure(members[::-1])[::-1]
        case _:
            return members


def _up_to_sure(members: Sequence[Member]) -> Sequence[Member]:
    first_sure = next((index for index, each in enumerate(members) if each.sure), len(members))
    return members[: first_sure + 1]


def _missing_field(node: Measured, members: Sequence[Member]) -> frozenset[str]:
    """The field that is measured, where an event that may count lacks it."""
    if node.field is None or all(event_fact(each.event, node.field.name) is not None for each in members):
        return NOTHING
    return frozenset({event_field(node.field.name)})


def _value(run: Run, node: Measured, members: Sequence[Member]) -> FactValue | None:
    """The measure of exactly these events."""
    match node.measure:
        case Measure.COUNT:
            return len(members) * ONE
        case Measure.DAYS:
            return _count_days(run, members) * ONE
        case Measure.MOST_WITHIN:
            return _most_within(run, _within(node), members) * ONE
        case Measure.DIFFERENT:
            return len({_comparable(each) for each in _known_values(node, members)}) * ONE
        case Measure.SUM:
            return in_range(sum(_numbers(node, members)))
        case Measure.LARGEST:
            return max(_numbers(node, members), default=None)
        case Measure.SMALLEST:
            return min(_numbers(node, members), default=None)
        case Measure.FIRST_AT:
            return members[0].event.at if members else None
        case Measure.LAST_AT:
            return members[-1].event.at if members else None
        case Measure.OF_FIRST:
            return event_fact(members[0].event, _field(node)) if members else None
        case Measure.OF_LAST:
            return event_fact(members[-1].event, _field(node)) if members else None
        case _:
            assert_never(node.measure)


def _bounds(run: Run, node: Measured, members: Sequence[Member]) -> tuple[int, int, bool]:
    """The bounds of the measure of any set that holds the sure ones of these events, and whether it may be missing."""
    sure = [each for each in members if each.sure]
    match node.measure:
        case Measure.COUNT:
            return len(sure) * ONE, len(members) * ONE, False
        case Measure.DAYS:
            return _count_days(run, sure) * ONE, _count_days(run, members) * ONE, False
        case Measure.MOST_WITHIN:
            within = _within(node)
            return _most_within(run, within, sure) * ONE, _most_within(run, within, members) * ONE, False
        case Measure.DIFFERENT:
            # A value yet to be known may be a new one or one that is there already.
            values = _known_values(node, members)
            most = len({_comparable(each) for each in values}) + len(members) - len(values)
            return len({_comparable(each) for each in _known_values(node, sure)}) * ONE, most * ONE, False
        case Measure.SUM:
            each = [_in_sum(node, member) for member in members]
            return sum(low for low, _ in each), sum(high for _, high in each), False
        case Measure.LARGEST | Measure.FIRST_AT | Measure.SMALLEST | Measure.LAST_AT:
            candidates = [_candidate(node, member) for member in members]
            largest = node.measure in (Measure.LARGEST, Measure.LAST_AT)
            return largest_of(candidates) if largest else smallest_of(candidates)
        case Measure.OF_FIRST | Measure.OF_LAST:
            return _end(node, members)
        case _:
            assert_never(node.measure)


def _in_sum(node: Measured, member: Member) -> tuple[int, int]:
    """The bounds of what an event adds to a sum: nothing where it is not counted, or lacks the field."""
    amount = event_fact(member.event, _field(node))
    low, high = (-MOST, MOST) if amount is None else (amount, amount)
    if not isinstance(low, int) or not isinstance(high, int):
        raise TypeError("only numbers have a sum")
    return (low, high) if member.sure and amount is not None else (min(low, 0), max(high, 0))


def _candidate(node: Measured, member: Member) -> Candidate:
    """An event's value among those of which the largest or smallest is taken."""
    value = member.event.at if node.field is None else event_fact(member.event, node.field.name)
    if value is None:
        return Candidate(*widest(node.kind), sure=False)
    if not isinstance(value, int):
        raise TypeError("only values with an order have a largest one")
    return Candidate(value, value, member.sure)


def _end(node: Measured, members: Sequence[Member]) -> tuple[int, int, bool]:
    """The bounds of the field of one of these events."""
    values = [event_fact(each.event, _field(node)) for each in members]
    may_miss = None in values or not any(each.sure for each in members)
    if not all(type(value) is int for value in values):
        return (*widest(node.kind), may_miss)
    low, high = hull(_candidate(node, each) for each in members)
    return low, high, may_miss


def _count_days(run: Run, members: Sequence[Member]) -> int:
    return len({run.day(each.event.at) for each in members})


def _most_within(run: Run, within: Duration, members: Sequence[Member]) -> int:
    """The most events that some moment has `in the last` so much time: dates, or instants for minutes and hours."""
    microseconds = within.in_microseconds()
    instants = [each.event.at for each in members]
    # Sorted as days: where clocks go back over midnight, a later instant has an earlier date.
    moments = instants if microseconds is not None else sorted(map(run.day, instants))
    most = start = 0
    for end, last in enumerate(moments):
        before = last - microseconds if microseconds is not None else days.back(last, within)
        while moments[start] <= before:
            start += 1
        most = max(most, end - start + 1)
    return most


def _known_values(node: Measured, members: Sequence[Member]) -> list[FactValue]:
    values = (event_fact(each.event, _field(node)) for each in members)
    return [value for value in values if value is not None]


def _numbers(node: Measured, members: Sequence[Member]) -> list[int]:
    return [value for value in _known_values(node, members) if isinstance(value, int)]


def _comparable(value: FactValue) -> FactValue:
    return text.fold(value) if isinstance(value, str) else value


def _field(node: Measured) -> str:
    if node.field is None:
        raise ValueError(f"`{node.measure.value}` measures a field")
    return node.field.name


def _within(node: Measured) -> Duration:
    if node.within is None:
        raise ValueError(f"`{node.measure.value}` measures within a duration")
    return node.within

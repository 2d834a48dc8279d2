"""Which events are in a set, and which may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from leadspec.engines.interpreter.comparisons import in_order
from leadspec.engines.interpreter.conditions import all_of
from leadspec.engines.interpreter.reasons import EventsResult, Member
from leadspec.engines.interpreter.results import (
    FALSE,
    NOTHING,
    TRUE,
    ConditionResult,
    ValueResult,
    condition_result,
    joined,
    known,
)
from leadspec.ir.core import Bound, Condition, EventSet, Preceded, ValueKind
from leadspec.ir.kinds import kind_of_value
from leadspec.ir.lead import Event
from leadspec.values import days
from leadspec.values.durations import Duration

if TYPE_CHECKING:
    from leadspec.engines.interpreter.run import Run

Tests = Callable[[Event], Iterable[ConditionResult]]


def evaluate_events(run: Run, node: EventSet) -> EventsResult:
    """The events that are or may be in a set, in their order."""
    limits = tuple(run.value(each.limit) for each in node.window)
    found = EventsResult((), limits, NOTHING)
    if found.never:
        return found
    window = list(zip(node.window, limits, strict=True))
    preceding = None if node.preceded is None else _Preceding(run, node.preceded)

    def tests(event: Event) -> Iterator[ConditionResult]:
        """Every condition that an event of a fitting type must meet, the cheapest first."""
        for bound, limit in window:
            yield _bounded(run, bound, limit, event)
        if preceding is not None:
            yield preceding.test(event)
        yield from _where(run, node.where, event)

    members = tuple(_members(run, node.types, tests))
    return EventsResult(members, limits, joined([*(each.included.missing for each in members), found.missing_limits]))


def _members(run: Run, types: tuple[str, ...], tests: Tests) -> Iterator[Member]:
    for index, event in enumerate(run.seen):
        if event.type not in types:
            continue
        results: list[ConditionResult] = []
        for result in tests(event):
            results.append(result)
            if not result.may_hold:
                break
        else:
            yield Member(index, event, all_of(results))


def _bounded(run: Run, bound: Bound, limit: ValueResult, event: Event) -> ConditionResult:
    """Whether an event lies on the inner side of one end of a window."""
    at = run.day(event.at) if kind_of_value(bound.limit) is ValueKind.DAY else event.at
    return in_order(bound.relation, known(at), limit)


def _where(run: Run, where: Condition | None, event: Event) -> Iterator[ConditionResult]:
    if where is not None:
        yield run.condition(where, event)


class _Preceding:
    """The events before the one at hand. Events are asked in their order, so one pass over the earlier ones does.

    Of all earlier ones the latest decides: if any is near enough, it is.
    """

    def __init__(self, run: Run, node: Preceded) -> None:
        self._run = run
        self._within = node.within
        earlier = _members(run, node.types, lambda event: _where(run, node.where, event))
        self._waiting = list(earlier)[::-1]
        self._counted: Event | None = None
        self._sure: Event | None = None
        self._possible: Event | None = None
        self._missing = NOTHING  # the doubts about each of the earlier events so far

    def test(self, event: Event) -> ConditionResult:
        while self._waiting and self._waiting[-1].event.at < event.at:
            earlier = self._waiting.pop()
            self._possible = earlier.event
            self._missing |= earlier.included.missing
            if earlier.counted:
                self._counted = earlier.event
            if earlier.sure:
                self._sure = earlier.event
        if self._is_near(self._sure, event):
            return TRUE
        value = self._is_near(self._counted, event)
        if not self._missing:
            return TRUE if value else FALSE
        may = {value, False, self._is_near(self._possible, event)}
        return condition_result(value, may, self._missing)

    def _is_near(self, earlier: Event | None, event: Event) -> bool:
        if earlier is None:
            return False
        return self._within is None or _is_within(self._run, self._within, earlier.at, event.at)


def _is_within(run: Run, within: Duration, first: int, last: int) -> bool:
    """Whether `last` is at most so long after `first`: dates, or instants for minutes and hours."""
    microseconds = within.in_microseconds()
    if microseconds is not None:
        return last - first <= microseconds
    return run.day(last) <= days.forward(run.day(first), within)

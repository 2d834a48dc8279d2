"""Which events are in a set, and which may be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from leadspec.engines.interpreter.conditions import all_of
from leadspec.engines.interpreter.reasons import EventsResult, Member
from leadspec.engines.interpreter.results import (
    FALSE,
    NOTHING,
    TRUE,
    UNKNOWN,
    ConditionResult,
    condition_result,
    joined,
)
from leadspec.ir.core import EventSet, Preceded
from leadspec.ir.lead import Event
from leadspec.values import days
from leadspec.values.durations import Duration

if TYPE_CHECKING:
    from leadspec.engines.interpreter.run import Run


def evaluate_events(run: Run, node: EventSet) -> EventsResult:
    """The events that are or may be in a set, in their order."""
    anchor = None if node.anchor is None else run.value(node.anchor)
    if anchor is not None and anchor.never:
        return EventsResult((), anchor, NOTHING)
    preceding = None if node.preceded is None else _Preceding(run, node.preceded)
    members: list[Member] = []
    for index, event in enumerate(run.seen):
        if node.types is not None and event.type not in node.types:
            continue
        tests: list[ConditionResult] = []
        for test in _tests(run, node, preceding, event):
            tests.append(test)
            if not test.may_hold:
                break
        else:
            members.append(Member(index, event, all_of(tests)))
    missing = joined(each.included.missing for each in members)
    return EventsResult(tuple(members), anchor, missing if anchor is None else missing | anchor.missing)


def _tests(run: Run, node: EventSet, preceding: _Preceding | None, event: Event) -> Iterable[ConditionResult]:
    """Every condition that an event of a fitting type must meet, the cheapest first."""
    if node.window is not None:
        yield run.condition(node.window, event)
    if preceding is not None:
        yield preceding.test(event)
    if node.where is not None:
        yield run.condition(node.where, event)


class _Preceding:
    """The events before the one at hand. Events are asked in their order, so one pass over the earlier ones does.

    Of all earlier ones the latest decides: if any is near enough, it is.
    """

    def __init__(self, run: Run, node: Preceded) -> None:
        self._run = run
        self._within = node.within
        found = run.events(node.events)
        self._unknown = found.unknown
        self._never = found.never
        self._waiting = list(reversed(found.members))
        self._counted: Event | None = None
        self._sure: Event | None = None
        self._possible: Event | None = None
        # What the earlier set hangs on as a whole, and the doubts about each of its events so far.
        self._missing = NOTHING if found.anchor is None else found.anchor.missing

    def test(self, event: Event) -> ConditionResult:
        while self._waiting and self._waiting[-1].event.at < event.at:
            earlier = self._waiting.pop()
            self._possible = earlier.event
            self._missing |= earlier.included.missing
            if earlier.counted:
                self._counted = earlier.event
            if earlier.sure:
                self._sure = earlier.event
        if self._never:
            return UNKNOWN
        value = None if self._unknown else self._is_near(self._counted, event)
        if self._is_near(self._sure, event):
            return TRUE
        if not self._missing and not self._unknown:
            return FALSE if not value else TRUE
        may = {value, False}
        if self._is_near(self._possible, event):
            may.add(True)
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
    return run.day(first) >= days.back(run.day(last), within)

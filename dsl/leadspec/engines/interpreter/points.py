"""Points: lines, groups and the first line that holds, in cents and with the bounds of what they may be.

Order within a line: which events, of those in one period the latest, points, decay, rounded to cents, summed, the
line's cap. Then groups, floor before cap, from the inside out. A line that may or may not apply adds nothing to one
bound; floors and caps bound both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from leadspec.engines.interpreter.cooldown import pick
from leadspec.engines.interpreter.reasons import (
    EventPoints,
    EventsResult,
    FirstOfResult,
    GroupResult,
    LineResult,
    Member,
    RuleResult,
)
from leadspec.engines.interpreter.results import (
    TRUE,
    ConditionResult,
    PointsBounds,
    ValueResult,
    joined,
    points_bounds,
)
from leadspec.ir.core import Decay, FirstOf, Group, Occasion, Period, Points, PointsRule
from leadspec.values import days
from leadspec.values.decimals import to_cents

if TYPE_CHECKING:
    from leadspec.engines.interpreter.run import Run

NO_POINTS = PointsBounds(0, 0, 0)


def evaluate_points(run: Run, node: PointsRule) -> RuleResult:
    match node:
        case Points():
            return _line(run, node)
        case Group():
            return _group(run, node)
        case FirstOf():
            return _first_of(run, node)
        case _:
            assert_never(node)


def _group(run: Run, node: Group) -> GroupResult:
    items = tuple(evaluate_points(run, item) for item in node.items)
    total = _sum([item.points for item in items])
    return GroupResult(node, items, total, _clamped(total, node.floor, node.cap))


def _first_of(run: Run, node: FirstOf) -> FirstOfResult:
    """The points of the first line that holds; of each line that may be first, or none where none surely holds."""
    items: list[LineResult] = []
    may: list[int] = []
    chosen: int | None = None
    for index, item in enumerate(node.items):
        line = _line(run, item)
        items.append(line)
        if line.when.value is True and chosen is None:
            chosen = index
        if line.when.may_hold:
            may.append(index)
        if not line.when.may_fail:
            break
    possible = [items[index].applied for index in may]
    if not items or items[-1].when.may_fail:
        possible.append(NO_POINTS)
    points = points_bounds(
        0 if chosen is None else items[chosen].applied.cents,
        min(each.low for each in possible),
        max(each.high for each in possible),
        joined([*(each.when.missing for each in items), *(each.missing for each in possible)]),
    )
    return FirstOfResult(node, tuple(items), chosen, tuple(may), points)


def _line(run: Run, node: Points) -> LineResult:
    when = TRUE if node.when is None else run.condition(node.when)
    amount: ValueResult | None = None
    events: tuple[EventPoints, ...] = ()
    if node.events is None:
        amount = run.value(node.amount)
        total = _worth(node, amount)
    else:
        events, total = _events(run, node, run.events(node.events))
    # "at most N points" limits the size in the line's own direction.
    cap, floor = (node.cap, None) if node.sign > 0 else (None, None if node.cap is None else -node.cap)
    applied = _clamped(total, floor, cap)
    return LineResult(node, when, amount, events, total, applied, _where_it_applies(applied, when))


def _where_it_applies(points: PointsBounds, when: ConditionResult) -> PointsBounds:
    cents = points.cents if when.value is True else 0
    if not when.may_hold:
        return NO_POINTS
    if not when.may_fail:
        return points
    return points_bounds(cents, min(points.low, 0), max(points.high, 0), points.missing | when.missing)


def _worth(node: Points, amount: ValueResult, periods: int | None = None) -> PointsBounds:
    """The points of an amount, after decay; a missing one adds nothing, but may add anything."""
    if node.decay is not None and periods is not None:
        cents = node.sign * node.decay.cents[min(periods, len(node.decay.cents) - 1)]
        return PointsBounds(cents, cents, cents)
    if amount.never:
        return NO_POINTS
    cents = node.sign * to_cents(amount.value) if isinstance(amount.value, int) else 0
    ends = [node.sign * to_cents(amount.low), node.sign * to_cents(amount.high), *([0] if amount.may_miss else [])]
    return points_bounds(cents, min(ends), max(ends), amount.missing)


def _events(run: Run, node: Points, found: EventsResult) -> tuple[tuple[EventPoints, ...], PointsBounds]:
    worth = [_event(run, node, member) for member in found.members]
    picked: set[int] = set()
    parts: list[PointsBounds] = []
    for group, most, from_last in _contests(node, worth):
        choice = pick(group, most, from_last=from_last)
        picked |= choice.picked
        parts.append(choice.points)
    events = tuple(_with_choice(each, each.member.index in picked) for each in worth)
    total = _sum(parts)
    missing = joined([found.missing, *(each.bounds.missing for each in worth)])
    return events, points_bounds(total.cents, total.low, total.high, missing)


def _with_choice(points: EventPoints, picked: bool) -> EventPoints:
    return EventPoints(
        points.member, points.amount, points.day, points.age, points.periods, points.bounds, picked=picked
    )


def _event(run: Run, node: Points, member: Member) -> EventPoints:
    event = member.event
    amount = run.value(node.amount, event)
    day = age = periods = None
    if node.decay is not None or node.per is not None:
        day = run.day(event.at)
        age = run.day(run.prepared.as_of) - day
    if node.decay is not None and day is not None:
        periods = _periods(run, node.decay, event.at, day)
    return EventPoints(member, amount, day, age, periods, _worth(node, amount, periods), picked=False)


def _periods(run: Run, decay: Decay, at: int, day: int) -> int:
    """The whole periods of an event's age; an event after `as_of` is never asked for.

    None has passed where its date lies ahead all the same, because clocks went back over midnight.
    """
    microseconds = decay.every.in_microseconds()
    if microseconds is not None:
        return (run.prepared.as_of - at) // microseconds
    return max(0, days.periods(decay.every, day, run.day(run.prepared.as_of)))


def _contests(node: Points, worth: list[EventPoints]) -> list[tuple[list[EventPoints], int | None, bool]]:
    """The events among which so many (None: all) are picked, counted from the last or else from the first."""
    match node.occasion:
        case Occasion.FIRST | Occasion.LAST:
            return [(worth, 1, node.occasion is Occasion.LAST)]
        case Occasion.EACH | None:
            if node.per is None or node.times_per is None:
                return [(worth, None, True)]
            periods: dict[int, list[EventPoints]] = {}
            for each in worth:
                periods.setdefault(_key(node.per, each.day or 0), []).append(each)
            return [(group, node.times_per, True) for group in periods.values()]
        case _:
            assert_never(node.occasion)


def _key(period: Period, day: int) -> int:
    match period:
        case Period.DAY:
            return day
        case Period.WEEK:
            return days.iso_week(day)
        case Period.MONTH:
            return days.month_ordinal(day)
        case _:
            assert_never(period)


def _sum(items: list[PointsBounds]) -> PointsBounds:
    return points_bounds(
        sum(each.cents for each in items),
        sum(each.low for each in items),
        sum(each.high for each in items),
        joined(each.missing for each in items),
    )


def _clamped(points: PointsBounds, floor: int | None, cap: int | None) -> PointsBounds:
    """At least the floor, then at most the cap, on the points and on both bounds."""

    def clamp(cents: int) -> int:
        above = cents if floor is None else max(cents, floor)
        return above if cap is None else min(above, cap)

    return points_bounds(clamp(points.cents), clamp(points.low), clamp(points.high), points.missing)

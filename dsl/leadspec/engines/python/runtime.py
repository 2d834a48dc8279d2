"""What generated code calls: pure functions on plain numbers and texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from leadspec.ir.lead import Event
from leadspec.values import days
from leadspec.values.durations import Duration, Unit
from leadspec.values.instants import DAY, SECOND, Instant, parse_instant
from leadspec.values.zones import Zone

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
ASCII_SPACE: Final = "\t\n\v\f\r "  # of the fixed white space, what is ASCII


def instant_of(as_of: object) -> int:
    """The instant of a run, which has to be said. Raises `ValueError` where it is not."""
    if type(as_of) is int:
        return as_of
    if isinstance(as_of, datetime) and as_of.utcoffset() is not None:
        return (as_of - _EPOCH) // timedelta(microseconds=1)
    found = parse_instant(as_of) if isinstance(as_of, str) else None
    if not isinstance(found, Instant):
        raise ValueError("say at which instant to run: `as_of`, for example `2026-11-21T09:00:00+01:00`")
    return found.at


def offsets_of(zone: Zone) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """`starts`, `offsets`: the local day of `at` is `(at + offsets[bisect_right(starts, at)]) // 86_400_000_000`."""
    ahead = tuple(each * SECOND for each in zone.offsets)
    return zone.starts, (ahead[0], *ahead)


def never_back(zone: Zone) -> bool:
    """Whether the local date never goes back: some clocks were set back over midnight once it had struck."""
    return all(zone.day(at) >= zone.day(at - 1) for at in zone.starts)


def start_of(zone: Zone, day: int) -> int:
    """The first instant whose local day is `day` or later; in a zone that is `never_back`."""
    local = day * DAY
    # Clocks are less than two days off UTC.
    first = bisect_right(zone.starts, local - 2 * DAY)
    last = bisect_right(zone.starts, local + 2 * DAY)
    for index in range(max(first - 1, 0), last):
        at = local - zone.offsets[index] * SECOND
        if index and at < zone.starts[index]:
            return zone.starts[index]
        if index + 1 == len(zone.starts) or at < zone.starts[index + 1]:
            return at
    return local - zone.offsets[-1] * SECOND


def months_back(day: int, months: int) -> int:
    return days.back(day, Duration(months, Unit.MONTH))


def month_ordinal(day: int) -> int:
    return days.month_ordinal(day)


def months_between(first: int, last: int) -> int:
    return days.elapsed(Unit.MONTH, first, last)


def years_between(first: int, last: int) -> int:
    return days.elapsed(Unit.YEAR, first, last)


def whole(length: int, unit: int) -> int:
    """How often a unit fits into a length, towards zero."""
    return length // unit if length >= 0 else -(-length // unit)


def largest(*values: int | None) -> int | None:
    return max((each for each in values if each is not None), default=None)


def smallest(*values: int | None) -> int | None:
    return min((each for each in values if each is not None), default=None)


# --- decay --------------------------------------------------------------------------------------------------------

Steps = tuple[tuple[int, ...], tuple[int, ...]]


def day_steps(zone: Zone, today: int, every: int, months: bool, cents: Sequence[int]) -> Steps:
    """`starts`, `cents`: an event at `at` is worth `cents[bisect_right(starts, at)]`; in a zone that is `never_back`.

    The points after k whole periods are `cents[k]`, the last ones ever after. A period is `every` days or months.
    """

    def back(count: int) -> int:
        return months_back(today, count * every) if months else today - count * every

    return _steps([start_of(zone, back(count) + 1) for count in range(1, len(cents))], cents)


def clock_steps(as_of: int, every: int, cents: Sequence[int]) -> Steps:
    """The same for periods of microseconds."""
    return _steps([as_of - count * every + 1 for count in range(1, len(cents))], cents)


def _steps(ends: Sequence[int], cents: Sequence[int]) -> Steps:
    """`ends[k]`: the first instant at which fewer than k + 1 periods have passed; steps that change nothing go."""
    starts: list[int] = []
    kept = [cents[-1]]
    for end, size in zip(reversed(ends), reversed(cents[:-1]), strict=True):
        if size != kept[-1]:
            starts.append(end)
            kept.append(size)
    return tuple(starts), tuple(kept)


def steps_since(steps: Steps, first: int) -> Steps:
    """The steps that events from an instant on need."""
    starts, cents = steps
    gone = bisect_right(starts, first)
    return starts[gone:], cents[gone:]


def worth_by_day(today: int, every: int, months: bool, cents: Sequence[int]) -> Callable[[int], int]:
    """The points of an event by its local day, in any zone."""
    duration = Duration(every, Unit.MONTH if months else Unit.DAY)
    last = len(cents) - 1
    return lambda day: cents[max(0, min(days.periods(duration, day, today), last))]


# --- events -------------------------------------------------------------------------------------------------------


def seen_events(events: Sequence[Event], as_of: int) -> Sequence[Event]:
    """Without those that come after the run."""
    return [each for each in events if each.at <= as_of]


def most_within(moments: Sequence[int], length: int) -> int:
    """The most of these moments (instants, days) that lie in one stretch of `length`, its end not included."""
    moments = sorted(moments)  # they are, but for days where clocks went back over midnight
    most = start = 0
    for end, last in enumerate(moments):
        while last - moments[start] >= length:
            start += 1
        most = max(most, end - start + 1)
    return most


def most_within_months(moments: Sequence[int], months: int) -> int:
    """The most of these days that are `in the last` so many months of one of them."""
    moments = sorted(moments)
    most = start = 0
    for end, last in enumerate(moments):
        first = months_back(last, months)
        while moments[start] <= first:
            start += 1
        most = max(most, end - start + 1)
    return most


def latest(points: dict[int, list[int]], most: int) -> int:
    """The sum of the last `most` points of each period."""
    return sum(sum(each[-most:]) for each in points.values())

"""Days: a date is an `int`, the days since 1970-01-01, in the calendar that is used today (Gregorian).

Reference: `docs/reference/semantics.md`, time. Texts have years from 1900 to 2199; arithmetic has no bound.
"""

from __future__ import annotations

import re
from typing import Final

from leadspec.values.durations import Duration, Unit

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap_year(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """The days of a month, which is 1 to 12."""
    return 29 if month == 2 and is_leap_year(year) else _MONTH_LENGTHS[month - 1]


def from_civil(year: int, month: int, day: int) -> int:
    """The day with this date. The date must exist."""
    # Years are counted from March, so that a leap day is the last day of its year. From 1 March of the
    # year 0 to 1970-01-01 there are 719,468 days.
    shifted_year = year - (month <= 2)
    shifted_month = (month - 3) % 12
    leap_days = shifted_year // 4 - shifted_year // 100 + shifted_year // 400
    return shifted_year * 365 + leap_days + (153 * shifted_month + 2) // 5 + day - 1 - 719_468


def to_civil(day: int) -> tuple[int, int, int]:
    """The date of a day: year, month, day of the month."""
    era, in_era = divmod(day + 719_468, 146_097)  # 400 years from March to March
    shifted_year = (in_era - in_era // 1_460 + in_era // 36_524 - in_era // 146_096) // 365
    in_year = in_era - (365 * shifted_year + shifted_year // 4 - shifted_year // 100)
    shifted_month = (5 * in_year + 2) // 153
    month = (shifted_month + 2) % 12 + 1
    day_of_month = in_year - (153 * shifted_month + 2) // 5 + 1
    return era * 400 + shifted_year + (month <= 2), month, day_of_month


FIRST_DAY: Final = from_civil(FIRST_YEAR, 1, 1)
LAST_DAY: Final = from_civil(LAST_YEAR, 12, 31)


def civil_day(year: int, month: int, day: int) -> int | None:
    """The day with this date, or `None` where no such date exists between 1900 and 2199."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    return from_civil(year, month, day)


def parse_day(text: str) -> int | None:
    """The day of a text `2026-01-31`; `None` for any other form and for dates that do not exist."""
    match = _DAY.fullmatch(text)
    return None if match is None else civil_day(*map(int, match.groups()))


def format_day(day: int) -> str:
    """`2026-01-31`."""
    year, month, day_of_month = to_civil(day)
    return f"{year:04d}-{month:02d}-{day_of_month:02d}"


def back(day: int, duration: Duration) -> int:
    """The day a duration earlier. Months and years clamp to the month's end: a month before 31 March is the
    last day of February.

    Raises `ValueError` for minutes and hours, which count instants.
    """
    days = duration.in_days()
    if days is not None:
        return day - days
    months = duration.in_months()
    if months is None:
        raise ValueError(f"{duration} counts instants, not dates")
    year, month, day_of_month = to_civil(day)
    new_year, month_index = divmod(year * 12 + month - 1 - months, 12)
    return from_civil(new_year, month_index + 1, min(day_of_month, month_length(new_year, month_index + 1)))


def forward(day: int, duration: Duration) -> int:
    """The day a duration later, clamped like `back`."""
    return back(day, duration.times(-1))


def elapsed(unit: Unit, start_day: int, end_day: int) -> int:
    """The whole periods from one day to another; negative where the end comes first.

    For months and years the largest k with `start <= back(end, k months)`: a month after 31 January has
    elapsed on 1 March, not on 28 February. `elapsed(u, a, b) == -elapsed(u, b, a)`.
    Raises `ValueError` for minutes and hours, which count instants.
    """
    if end_day < start_day:
        return -elapsed(unit, end_day, start_day)
    match unit:
        case Unit.DAY:
            return end_day - start_day
        case Unit.WEEK:
            return (end_day - start_day) // 7
        case Unit.MONTH:
            return _whole_months(start_day, end_day)
        case Unit.YEAR:
            return _whole_months(start_day, end_day) // 12
        case Unit.MINUTE | Unit.HOUR:
            raise ValueError(f"a {unit.value} counts instants, not dates")


def _whole_months(start_day: int, end_day: int) -> int:
    start_year, start_month, start_day_of_month = to_civil(start_day)
    end_year, end_month, end_day_of_month = to_civil(end_day)
    months = (end_year - start_year) * 12 + end_month - start_month
    return months - (start_day_of_month > end_day_of_month)


def periods(every: Duration, start_day: int, end_day: int) -> int:
    """How often `every` has wholly elapsed from one day to another; towards zero, negative for what lies ahead.

    Raises `ValueError` for minutes and hours and for an amount below 1.
    """
    if every.amount < 1:
        raise ValueError(f"{every} never elapses")
    if end_day < start_day:
        return -periods(every, end_day, start_day)
    return elapsed(every.unit, start_day, end_day) // every.amount


def iso_week(day: int) -> int:
    """A number that the seven days of one ISO week share, Monday first; the next week has the next number."""
    return (day + 3) // 7  # 1970-01-01 was a Thursday


def month_ordinal(day: int) -> int:
    """A number that the days of one calendar month share; the next month has the next number."""
    year, month, _ = to_civil(day)
    return year * 12 + month - 1

"""Days and instants against the `datetime` and `calendar` of Python."""

import calendar
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from leadspec.values.days import (
    FIRST_DAY,
    LAST_DAY,
    back,
    elapsed,
    format_day,
    forward,
    from_civil,
    iso_week,
    month_ordinal,
    parse_day,
    periods,
    to_civil,
)
from leadspec.values.durations import Duration, Unit
from leadspec.values.instants import FIRST_INSTANT, LAST_INSTANT, Instant, LocalTime, format_instant, parse_instant

EPOCH = dt.date(1970, 1, 1)

days = st.integers(FIRST_DAY, LAST_DAY)
month_ends = st.builds(
    lambda year, month, before: from_civil(year, month, calendar.monthrange(year, month)[1] - before),
    st.integers(1900, 2199),
    st.integers(1, 12),
    st.integers(0, 3),
)
any_day = st.one_of(days, month_ends)
date_units = st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])


def date_of(day: int) -> dt.date:
    return EPOCH + dt.timedelta(days=day)


@given(st.integers(dt.date.min.toordinal(), dt.date.max.toordinal()))
def test_dates_are_those_of_the_calendar(ordinal: int) -> None:
    date = dt.date.fromordinal(ordinal)
    day = ordinal - EPOCH.toordinal()
    assert to_civil(day) == (date.year, date.month, date.day)
    assert from_civil(date.year, date.month, date.day) == day


@given(st.integers(-(10**9), 10**9))
def test_dates_go_there_and_back_without_bound(day: int) -> None:
    assert from_civil(*to_civil(day)) == day
    assert to_civil(day) < to_civil(day + 1)


@given(days)
def test_text_and_back(day: int) -> None:
    assert format_day(day) == date_of(day).isoformat()
    assert parse_day(format_day(day)) == day


@given(st.from_regex(r"(18|19|20|21|22)[0-9]{2}-[0-3][0-9]-[0-3][0-9]", fullmatch=True))
def test_texts_are_days_just_if_the_date_exists(text: str) -> None:
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        date = None
    expected = (date - EPOCH).days if date is not None and 1900 <= date.year <= 2199 else None
    assert parse_day(text) == expected


@given(any_day, st.integers(0, 600))
def test_back_by_months_keeps_the_day_or_takes_the_last(day: int, months: int) -> None:
    date, earlier = date_of(day), date_of(back(day, Duration(months, Unit.MONTH)))
    assert (date.year - earlier.year) * 12 + date.month - earlier.month == months
    assert earlier.day == min(date.day, calendar.monthrange(earlier.year, earlier.month)[1])
    later = date_of(forward(day, Duration(months, Unit.MONTH)))
    assert (later.year - date.year) * 12 + later.month - date.month == months
    assert later.day == min(date.day, calendar.monthrange(later.year, later.month)[1])


@given(any_day, date_units, st.integers(0, 200))
def test_bounds_strictly_fall(day: int, unit: Unit, count: int) -> None:
    assert back(day, Duration(count + 1, unit)) < back(day, Duration(count, unit))
    assert back(day, Duration(0, unit)) == day


@given(any_day, any_day, date_units)
def test_elapsed_is_the_largest_number_of_periods_that_fits(a: int, b: int, unit: Unit) -> None:
    start, end = sorted((a, b))
    whole = elapsed(unit, start, end)
    assert back(end, Duration(whole + 1, unit)) < start <= back(end, Duration(whole, unit))
    assert elapsed(unit, end, start) == -whole


@given(any_day, any_day, date_units, st.integers(1, 40))
def test_periods_are_the_largest_number_that_fits(a: int, b: int, unit: Unit, amount: int) -> None:
    start, end = sorted((a, b))
    every = Duration(amount, unit)
    whole = periods(every, start, end)
    assert back(end, every.times(whole + 1)) < start <= back(end, every.times(whole))
    assert periods(every, end, start) == -whole


@given(days, days)
def test_weeks_and_months_are_those_of_the_calendar(a: int, b: int) -> None:
    one, other = date_of(a), date_of(b)
    assert (iso_week(a) == iso_week(b)) == (one.isocalendar()[:2] == other.isocalendar()[:2])
    assert (iso_week(a) < iso_week(b)) == (one.isocalendar()[:2] < other.isocalendar()[:2])
    assert (month_ordinal(a) < month_ordinal(b)) == ((one.year, one.month) < (other.year, other.month))
    assert iso_week(a + 7) == iso_week(a) + 1


moments = st.integers(FIRST_INSTANT, LAST_INSTANT)


@given(moments)
def test_instants_are_printed_and_read_as_python_does(at: int) -> None:
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=at)
    assert dt.datetime.fromisoformat(format_instant(at)) == moment
    assert parse_instant(moment.isoformat()) == Instant(at)
    assert parse_instant(format_instant(at)) == Instant(at)


@given(st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2198, 12, 31)), st.integers(-1439, 1439))  # noqa: DTZ001
def test_offsets_are_read_as_python_does(local: dt.datetime, minutes: int) -> None:
    ahead = dt.timezone(dt.timedelta(minutes=minutes))
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    expected = (local.replace(tzinfo=ahead) - epoch) // dt.timedelta(microseconds=1)
    assert parse_instant(local.replace(tzinfo=ahead).isoformat()) == Instant(expected)
    written = parse_instant(local.isoformat(" "))
    assert isinstance(written, LocalTime)
    assert date_of(written.day) == local.date()
    midnight = dt.datetime.combine(local, dt.time())
    assert dt.timedelta(microseconds=written.microsecond) == local - midnight


@given(st.one_of(st.text(), st.text("0123456789-T:.Z+ ", max_size=40)))
def test_any_text_is_a_date_time_or_none(text: str) -> None:
    parsed = parse_instant(text)
    assert parsed is None or isinstance(parsed, Instant | LocalTime)

from collections.abc import Callable

import pytest

from leadspec.values.days import parse_day
from leadspec.values.durations import Duration, Unit
from leadspec.values.instants import (
    FIRST_INSTANT,
    HOUR,
    LAST_INSTANT,
    MINUTE,
    SECOND,
    Instant,
    LocalTime,
    back,
    elapsed,
    format_instant,
    format_offset,
    parse_instant,
)
from leadspec.values.zones import zone


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01 00:00:01Z", 1_000_000),
        ("1970-01-01T00:00:00.000001Z", 1),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("1970-01-01T00:00:00.5Z", 500_000),
        ("1970-01-01T00:00:00,5Z", 500_000),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1970-01-01T01:00+0100", 0),
        ("1970-01-01T01:00+01", 0),
        ("1969-12-31T18:30:00-05:30", 0),
        ("1970-01-01T00:53:28+00:53:28", 0),
        ("1970-01-01T00:00:00-00:00", 0),
        ("2026-11-01T00:30+09:00", 1_793_460_600_000_000),
        ("2026-10-31T15:30Z", 1_793_460_600_000_000),
        ("1900-01-01T00:00:00Z", FIRST_INSTANT),
        ("2199-12-31T23:59:59.999999Z", LAST_INSTANT),
    ],
)
def test_a_date_time_with_offset_is_an_instant(text: str, at: int) -> None:
    assert parse_instant(text) == Instant(at)


@pytest.mark.parametrize(
    ("text", "date", "microsecond"),
    [
        ("2026-01-31T10:20:30", "2026-01-31", 10 * HOUR + 20 * MINUTE + 30 * SECOND),
        ("2026-01-31 10:20", "2026-01-31", 10 * HOUR + 20 * MINUTE),
        ("2026-01-31 00:00:00.25", "2026-01-31", 250_000),
        ("2026-01-31 23:59:59.999999", "2026-01-31", 24 * HOUR - 1),
    ],
)
def test_a_date_time_without_offset_is_local(text: str, date: str, microsecond: int) -> None:
    day = parse_day(date)
    assert day is not None
    assert parse_instant(text) == LocalTime(day, microsecond)


@pytest.mark.parametrize(
    ("fraction", "microsecond", "truncated"),
    [
        ("0000004", 0, True),
        ("9999999", 999_999, True),
        ("1234560", 123_456, False),
        ("1234560001", 123_456, True),
        ("1" * 100_000, 111_111, True),
    ],
)
def test_digits_after_microseconds_are_dropped_and_told(fraction: str, microsecond: int, truncated: bool) -> None:
    assert parse_instant(f"1970-01-01T00:00:00.{fraction}Z") == Instant(microsecond, truncated)
    assert parse_instant(f"1970-01-01T00:00:00.{fraction}") == LocalTime(0, microsecond, truncated)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-01-31", "2026-01-31T", "2026-01-31T10", "2026-01-31T10Z", "10:00:00", "2026-01-31T1000Z"),
        *("2026-01-31T24:00:00Z", "2026-01-31T10:60:00Z", "2026-06-30T23:59:60Z", "2026-02-29T10:00:00Z"),
        *("1899-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "1900-01-01T00:00:00+00:01", "2199-12-31T23:59:59-01:00"),
        *("2026-01-31T10:00:00 Z", "2026-01-31T10:00:00z", "2026-01-31t10:00:00Z", "2026-01-31  10:00:00Z"),
        *("2026-01-31T10:00:00.Z", "2026-01-31T10:00.5Z", "2026-01-31T10:00:00+1", "2026-01-31T10:00:00+24:00"),
        *(
            "2026-01-31T10:00:00+01:60",
            "2026-01-31T10:00:00 UTC",
            "2026-01-31T10:00:00Z\n",
            "2026-01-31T10:00:00−01:00",
        ),
        *("1769853600", "2026-01-31T１0:00:00Z", "31.01.2026 10:00", "2026-01-31T10:00:00Europe/Berlin"),
    ],
)
def test_parse_instant_refuses_other_forms(text: str) -> None:
    assert parse_instant(text) is None


@pytest.mark.parametrize(
    ("at", "zone_name", "text"),
    [
        (0, None, "1970-01-01T00:00:00Z"),
        (-1, None, "1969-12-31T23:59:59.999999Z"),
        (500_000, None, "1970-01-01T00:00:00.5Z"),
        (0, "Europe/Berlin", "1970-01-01T01:00:00+01:00"),
        (0, "America/St_Johns", "1969-12-31T20:30:00-03:30"),
        (0, "UTC", "1970-01-01T00:00:00+00:00"),
        (-2_000_000_000 * SECOND, "Africa/Monrovia", "1906-08-16T19:43:32-00:43:08"),
    ],
)
def test_format_instant(at: int, zone_name: str | None, text: str) -> None:
    assert format_instant(at, None if zone_name is None else zone(zone_name)) == text
    assert parse_instant(text) == Instant(at)


def test_format_offset() -> None:
    assert format_offset(0) == "+00:00"
    assert format_offset(20_700) == "+05:45"
    assert format_offset(-12_600) == "-03:30"
    assert format_offset(-1) == "-00:00:01"


def test_hours_and_minutes_count_instants() -> None:
    assert back(10 * HOUR, Duration(24, Unit.HOUR)) == -14 * HOUR
    assert back(0, Duration(90, Unit.MINUTE)) == -90 * MINUTE
    assert elapsed(Unit.HOUR, 0, HOUR) == 1
    assert elapsed(Unit.HOUR, 0, HOUR - 1) == 0
    assert elapsed(Unit.HOUR, HOUR - 1, 0) == 0
    assert elapsed(Unit.HOUR, HOUR, 0) == -1
    assert elapsed(Unit.MINUTE, -1, 2 * MINUTE) == 2


@pytest.mark.parametrize("count", [lambda: back(0, Duration(1, Unit.DAY)), lambda: elapsed(Unit.MONTH, 0, 1)])
def test_days_and_months_are_no_matter_of_instants(count: Callable[[], int]) -> None:
    with pytest.raises(ValueError, match="counts dates"):
        count()

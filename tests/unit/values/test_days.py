from collections.abc import Callable

import pytest

from leadspec.values.days import (
    FIRST_DAY,
    LAST_DAY,
    back,
    civil_day,
    elapsed,
    format_day,
    forward,
    from_civil,
    is_leap_year,
    iso_week,
    month_ordinal,
    parse_day,
    periods,
    to_civil,
)
from leadspec.values.durations import Duration, Unit


def day(text: str) -> int:
    parsed = parse_day(text)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1970-01-01", 0),
        ("1969-12-31", -1),
        ("1970-02-28", 58),
        ("1970-03-01", 59),
        ("2000-02-29", 11_016),
        ("2000-03-01", 11_017),
        ("1900-01-01", -25_567),
        ("2199-12-31", 84_005),
    ],
)
def test_days_are_counted_from_1970(text: str, number: int) -> None:
    assert parse_day(text) == number
    assert format_day(number) == text


def test_the_first_and_the_last_day() -> None:
    assert (format_day(FIRST_DAY), format_day(LAST_DAY)) == ("1900-01-01", "2199-12-31")


@pytest.mark.parametrize(
    "text",
    [
        *("1899-12-31", "2200-01-01", "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01"),
        *("2026-00-01", "2026-01-00", "2026-01-32", "2026-1-5", "26-01-05", "20260105", "2026-01-05 ", " 2026-01-05"),
        *(
            "2026/01/05",
            "05.01.2026",
            "2026-01-05T00:00",
            "2026-01-05\n",
            "２０２６-01-05",
            "",
            "2026-W01-1",
            "-026-01-05",
        ),
    ],
)
def test_parse_day_refuses_other_forms_and_dates_that_do_not_exist(text: str) -> None:
    assert parse_day(text) is None


def test_leap_years() -> None:
    assert [year for year in (1900, 1904, 2000, 2023, 2024, 2100) if is_leap_year(year)] == [1904, 2000, 2024]
    assert civil_day(2024, 2, 29) == civil_day(2024, 3, 1) - 1  # type: ignore[operator]


def test_arithmetic_has_no_bound() -> None:
    for year, month, day_of_month in ((0, 2, 29), (-1, 12, 31), (1, 1, 1), (-400, 3, 1), (12_000, 2, 29)):
        assert to_civil(from_civil(year, month, day_of_month)) == (year, month, day_of_month)
    assert from_civil(0, 3, 1) == from_civil(0, 2, 29) + 1


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        ("2026-03-01", 1, Unit.DAY, "2026-02-28"),
        ("2024-03-01", 1, Unit.DAY, "2024-02-29"),
        ("2026-01-01", 2, Unit.WEEK, "2025-12-18"),
        ("2026-03-31", 1, Unit.MONTH, "2026-02-28"),
        ("2024-03-31", 1, Unit.MONTH, "2024-02-29"),
        ("2026-03-29", 1, Unit.MONTH, "2026-02-28"),
        ("2026-03-28", 1, Unit.MONTH, "2026-02-28"),
        ("2026-02-28", 1, Unit.MONTH, "2026-01-28"),  # never stuck to the end of a month
        ("2026-05-31", 3, Unit.MONTH, "2026-02-28"),
        ("2026-05-31", 2, Unit.MONTH, "2026-03-31"),
        ("2026-01-15", 1, Unit.MONTH, "2025-12-15"),
        ("2026-01-31", 13, Unit.MONTH, "2024-12-31"),
        ("2024-02-29", 1, Unit.YEAR, "2023-02-28"),
        ("2024-02-29", 4, Unit.YEAR, "2020-02-29"),
        ("2025-02-28", 1, Unit.YEAR, "2024-02-28"),
        ("2026-05-31", 0, Unit.MONTH, "2026-05-31"),
    ],
)
def test_back_clamps_to_the_end_of_the_month(start: str, amount: int, unit: Unit, end: str) -> None:
    assert format_day(back(day(start), Duration(amount, unit))) == end


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        ("2026-01-31", 1, Unit.MONTH, "2026-02-28"),
        ("2026-12-31", 2, Unit.MONTH, "2027-02-28"),
        ("2024-02-29", 1, Unit.YEAR, "2025-02-28"),
        ("2026-02-28", 1, Unit.DAY, "2026-03-01"),
        ("2026-02-28", 1, Unit.WEEK, "2026-03-07"),
    ],
)
def test_forward_clamps_like_back(start: str, amount: int, unit: Unit, end: str) -> None:
    assert format_day(forward(day(start), Duration(amount, unit))) == end


def test_bounds_of_decay_come_from_the_last_day_and_strictly_fall() -> None:
    # Step by step the 31st would be lost after the first February.
    bounds = [format_day(back(day("2026-03-31"), Duration(1, Unit.MONTH).times(k))) for k in range(5)]
    assert bounds == ["2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31", "2025-11-30"]


@pytest.mark.parametrize(
    ("unit", "start", "end", "whole"),
    [
        (Unit.DAY, "2026-03-28", "2026-03-30", 2),  # over a change of clocks
        (Unit.WEEK, "2026-01-01", "2026-01-07", 0),
        (Unit.WEEK, "2026-01-01", "2026-01-08", 1),
        (Unit.MONTH, "2026-01-31", "2026-02-28", 0),
        (Unit.MONTH, "2026-01-31", "2026-03-01", 1),
        (Unit.MONTH, "2026-01-31", "2026-03-30", 1),
        (Unit.MONTH, "2026-01-31", "2026-03-31", 2),
        (Unit.MONTH, "2026-01-28", "2026-02-28", 1),
        (Unit.MONTH, "2026-02-28", "2026-03-31", 1),
        (Unit.MONTH, "2026-02-28", "2026-03-27", 0),
        (Unit.MONTH, "2025-12-15", "2026-01-14", 0),
        (Unit.MONTH, "2025-12-15", "2026-01-15", 1),
        (Unit.YEAR, "2024-02-29", "2025-02-28", 0),
        (Unit.YEAR, "2024-02-29", "2025-03-01", 1),
        (Unit.YEAR, "2024-02-29", "2028-02-29", 4),
        (Unit.YEAR, "2025-12-31", "2026-01-01", 0),
        (Unit.YEAR, "2025-02-28", "2026-02-28", 1),
    ],
)
def test_elapsed_counts_whole_periods_both_ways(unit: Unit, start: str, end: str, whole: int) -> None:
    assert elapsed(unit, day(start), day(end)) == whole
    assert elapsed(unit, day(end), day(start)) == -whole


@pytest.mark.parametrize(
    ("age", "amount", "whole"),
    [(0, 30, 0), (29, 30, 0), (30, 30, 1), (59, 30, 1), (60, 30, 2), (-1, 30, 0), (-30, 30, -1)],
)
def test_periods_of_decay_step_on_the_thirtieth_day(age: int, amount: int, whole: int) -> None:
    assert periods(Duration(amount, Unit.DAY), day("2026-10-31") - age, day("2026-10-31")) == whole


def test_periods_of_several_months() -> None:
    quarter = Duration(3, Unit.MONTH)
    assert periods(quarter, day("2025-11-30"), day("2026-02-28")) == 0
    assert periods(quarter, day("2025-11-28"), day("2026-02-28")) == 1
    with pytest.raises(ValueError, match="never elapses"):
        periods(Duration(0, Unit.DAY), 0, 1)


@pytest.mark.parametrize(
    "count",
    [
        lambda: back(0, Duration(24, Unit.HOUR)),
        lambda: elapsed(Unit.MINUTE, 0, 1),
        lambda: periods(Duration(1, Unit.HOUR), 0, 1),
    ],
)
def test_hours_and_minutes_are_no_matter_of_days(count: Callable[[], int]) -> None:
    with pytest.raises(ValueError, match="counts instants"):
        count()


def test_weeks_begin_on_monday() -> None:
    sunday, monday = day("2026-11-22"), day("2026-11-23")
    assert iso_week(sunday) + 1 == iso_week(monday)
    assert iso_week(monday) == iso_week(monday + 6)
    assert iso_week(day("2025-12-29")) == iso_week(day("2026-01-04"))  # the first week of 2026
    assert iso_week(day("1969-12-29")) == 0
    assert iso_week(day("1969-12-28")) == -1


def test_month_ordinals_follow_each_other() -> None:
    assert month_ordinal(day("2026-01-31")) == month_ordinal(day("2026-01-01"))
    assert month_ordinal(day("2026-01-01")) == month_ordinal(day("2025-12-31")) + 1

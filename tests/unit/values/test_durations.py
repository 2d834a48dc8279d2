import pytest

from leadspec.values.durations import Duration, Unit, unit_of


@pytest.mark.parametrize(
    ("duration", "is_clock", "days", "months", "microseconds"),
    [
        (Duration(90, Unit.MINUTE), True, None, None, 5_400_000_000),
        (Duration(24, Unit.HOUR), True, None, None, 86_400_000_000),
        (Duration(1, Unit.DAY), False, 1, None, None),
        (Duration(2, Unit.WEEK), False, 14, None, None),
        (Duration(3, Unit.MONTH), False, None, 3, None),
        (Duration(2, Unit.YEAR), False, None, 24, None),
    ],
)
def test_a_duration_counts_instants_days_or_months(
    duration: Duration, is_clock: bool, days: int | None, months: int | None, microseconds: int | None
) -> None:
    assert duration.is_clock is duration.unit.is_clock is is_clock
    assert duration.in_days() == days
    assert duration.in_months() == months
    assert duration.in_microseconds() == microseconds


def test_durations_in_a_row() -> None:
    assert Duration(30, Unit.DAY).times(3) == Duration(90, Unit.DAY)
    assert Duration(1, Unit.MONTH).times(0) == Duration(0, Unit.MONTH)


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("minute", Unit.MINUTE),
        ("hours", Unit.HOUR),
        ("days", Unit.DAY),
        ("week", Unit.WEEK),
        ("months", Unit.MONTH),
        ("years", Unit.YEAR),
        ("Days", None),
        ("d", None),
        ("", None),
        ("dayss", None),
    ],
)
def test_units_are_singular_or_plural(word: str, unit: Unit | None) -> None:
    assert unit_of(word) is unit


def test_a_duration_is_printed_as_it_is_written() -> None:
    assert str(Duration(1, Unit.MONTH)) == "1 month"
    assert str(Duration(30, Unit.DAY)) == "30 days"

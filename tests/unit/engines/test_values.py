from __future__ import annotations

import pytest

from leadspec.engines.interpreter.results import LOWEST, MOST, NEVER, ValueResult, known
from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    Choose,
    Choosing,
    DayOf,
    Elapsed,
    FirstMatch,
    Later,
    Operator,
    Ref,
    Role,
    Round,
    Row,
    Tally,
    TextPart,
    TextPiece,
    Value,
    ValueKind,
)
from leadspec.ir.lead import FactValue
from leadspec.values.days import parse_day
from leadspec.values.durations import Unit
from unit.engines.ir_builder import (
    ALWAYS,
    DAY,
    INSTANT,
    NUMBER,
    TEXT,
    answer,
    definition,
    duration,
    fact,
    group,
    instant,
    is_true,
    lead,
    millionths,
    number,
    points,
    program,
    rows,
    score,
    text,
)

N, M = fact("n", NUMBER), fact("m", NUMBER)


def value(
    node: Value, kind: ValueKind = NUMBER, as_of: str = "2026-11-21T09:00:00+01:00", **facts: FactValue
) -> ValueResult:
    policy = program(definition("d", Role.DEFINE, node, kind=kind))
    found = answer(policy, lead(facts), as_of).results["d"]
    assert isinstance(found, ValueResult)
    return found


def of(written: int | str) -> ValueResult:
    return known(millionths(written))


def calculate(left: Value, *steps: tuple[str, Value]) -> Arithmetic:
    return Arithmetic(left, tuple((Operator(sign), item) for sign, item in steps))


def bounds(result: ValueResult) -> tuple[int, int, bool]:
    assert result.open
    return result.low, result.high, result.may_miss


def test_arithmetic_goes_from_left_to_right_and_rounds_each_step() -> None:
    assert value(calculate(number("0.1"), ("+", number("0.2")))) == of("0.3")
    assert value(calculate(number(1), ("/", number(3)), ("*", number(3)))) == of("0.999999")
    assert value(calculate(number(10), ("-", number(4)), ("-", number(3)))) == of(3)
    assert value(calculate(number(2), ("/", number(3)))) == of("0.666667")


def test_what_cannot_be_calculated_is_missing() -> None:
    assert value(calculate(number(1), ("/", number(0)))) == NEVER
    assert value(calculate(number("999999999999"), ("+", number(1)))) == NEVER
    assert value(calculate(number("999999999998"), ("+", number(1)))) == of("999999999999")
    assert value(calculate(N, ("+", number(1)))).value is None


def test_bounds_of_arithmetic() -> None:
    assert bounds(value(calculate(N, ("+", number(1))))) == (-MOST + millionths(1), MOST, True)
    length = TextPart(TextPiece.LENGTH, fact("f"))
    assert bounds(value(calculate(length, ("*", number(-2)))))[:2] == (-MOST, 0)
    assert bounds(value(calculate(number(6), ("/", calculate(length, ("+", number(2)))))))[:2] == (0, millionths(3))
    assert bounds(value(calculate(number(6), ("/", length)))) == (-MOST, MOST, True)
    at_least_three = Choose(Choosing.LARGEST, (N, number(3)), NUMBER)
    assert bounds(value(calculate(at_least_three, ("-", number(1))))) == (millionths(2), MOST - millionths(1), False)
    assert bounds(value(calculate(at_least_three, ("+", number(1))))) == (millionths(4), MOST, True)


@pytest.mark.parametrize(
    ("how", "expected"), [(Choosing.LARGEST, 7), (Choosing.SMALLEST, 3), (Choosing.FIRST_KNOWN, 7)]
)
def test_choosing_takes_the_known_ones(how: Choosing, expected: int) -> None:
    choose = Choose(how, (N, number(3)), NUMBER)
    assert value(choose, n=millionths(7)) == of(expected)
    assert value(choose).value == millionths(3)
    assert value(Choose(how, (N, M), NUMBER)).value is None


def test_bounds_of_choosing() -> None:
    three = millionths(3)
    assert bounds(value(Choose(Choosing.LARGEST, (N, number(3)), NUMBER))) == (three, MOST, False)
    assert bounds(value(Choose(Choosing.SMALLEST, (N, number(3)), NUMBER))) == (-MOST, three, False)
    assert bounds(value(Choose(Choosing.FIRST_KNOWN, (N, number(3)), NUMBER))) == (-MOST, MOST, False)
    assert value(Choose(Choosing.FIRST_KNOWN, (number(3), N), NUMBER)) == of(3)
    assert value(Choose(Choosing.FIRST_KNOWN, (fact("f"), text("x")), TEXT), TEXT).value == "x"


def test_rounding_is_half_away_from_zero() -> None:
    assert value(Round(number("2.5"), 0)) == of(3)
    assert value(Round(number("-2.5"), 0)) == of(-3)
    assert value(Round(number("0.125"), 2)) == of("0.13")
    assert value(Round(number("999999999999.5"), 0)) == NEVER


def test_text_parts() -> None:
    assert value(TextPart(TextPiece.DOMAIN, fact("f")), TEXT, f="A@Mail.DE").value == "mail.de"
    assert value(TextPart(TextPiece.DOMAIN, fact("f")), TEXT, f="nobody") == NEVER
    assert value(TextPart(TextPiece.LENGTH, fact("f")), f=" ab ") == of(2)


def test_days_are_local_dates() -> None:
    day = DayOf(fact("t", INSTANT))
    assert value(day, DAY, t=instant("2026-11-20T22:59:59Z")) == known(parse_day("2026-11-20"))
    assert value(day, DAY, t=instant("2026-11-20T23:00:00Z")) == known(parse_day("2026-11-21"))
    assert bounds(value(day, DAY))[0] == LOWEST


def test_as_of_moves_back_and_clamps() -> None:
    assert value(AsOf(DAY), DAY) == known(parse_day("2026-11-21"))
    assert value(AsOf(DAY, duration("1 month")), DAY, "2026-03-31T09:00:00+02:00") == known(parse_day("2026-02-28"))
    assert value(AsOf(DAY, duration("-1 days")), DAY) == known(parse_day("2026-11-22"))
    assert value(AsOf(INSTANT, duration("2 hours")), INSTANT) == known(instant("2026-11-21T07:00:00+01:00"))


@pytest.mark.parametrize(
    ("day", "by", "expected"),
    [
        ("2026-02-27", "2 days", "2026-03-01"),
        ("2026-02-28", "1 month", "2026-03-28"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2026-01-31", "2 months", "2026-03-31"),
        ("2024-02-29", "12 months", "2025-02-28"),
    ],
)
def test_later_clamps_to_the_end_of_the_month(day: str, by: str, expected: str) -> None:
    assert value(Later(fact("d", DAY), duration(by)), DAY, d=parse_day(day)) == known(parse_day(expected))


def test_later_by_minutes_moves_instants() -> None:
    later = Later(fact("t", INSTANT), duration("30 minutes"))
    assert value(later, INSTANT, t=instant("2026-11-21T09:00:00Z")) == known(instant("2026-11-21T09:30:00Z"))
    assert (value(later, INSTANT).value, value(later, INSTANT).missing) == (None, {"t"})


@pytest.mark.parametrize(
    ("unit", "start", "end", "expected"),
    [
        (Unit.DAY, "2026-11-20", "2026-11-21", 1),
        (Unit.DAY, "2026-11-22", "2026-11-21", -1),
        (Unit.WEEK, "2026-11-08", "2026-11-21", 1),
        (Unit.WEEK, "2026-11-07", "2026-11-21", 2),
        (Unit.MONTH, "2026-01-31", "2026-02-28", 0),
        (Unit.MONTH, "2026-01-31", "2026-03-01", 1),
        (Unit.YEAR, "2024-02-29", "2025-02-28", 0),
    ],
)
def test_elapsed_counts_whole_units_of_dates(unit: Unit, start: str, end: str, expected: int) -> None:
    node = Elapsed(unit, fact("a", DAY), fact("b", DAY))
    assert value(node, a=parse_day(start), b=parse_day(end)) == of(expected)
    assert value(node, a=parse_day(start)).value is None


def test_elapsed_hours_count_instants() -> None:
    node = Elapsed(Unit.HOUR, fact("a", INSTANT), fact("b", INSTANT))
    start = instant("2026-10-25T00:30:00+02:00")
    assert value(node, a=start, b=start + 3_599_999_999) == of(0)
    assert value(node, a=start, b=start + 3_600_000_000) == of(1)


def test_a_tally_counts_the_true_ones() -> None:
    found = value(Tally((is_true("a"), is_true("b"), is_true("c"))), a=True, b=False)
    assert found.value == millionths(1)
    assert bounds(found) == (millionths(1), millionths(2), False)
    assert found.missing == {"c"}


def test_a_score_is_a_number() -> None:
    policy = program(
        definition("fit", Role.SCORE, group(points("2.5", is_true("a")), points(1))),
        definition("d", Role.DEFINE, calculate(score("fit"), ("*", number(2))), kind=NUMBER),
    )
    assert answer(policy, lead({"a": True})).results["d"] == of(7)
    found = answer(policy, lead()).results["d"]
    assert isinstance(found, ValueResult)
    assert found.value == millionths(2)
    assert bounds(found) == (millionths(2), millionths(7), False)


def test_a_table_of_numbers_is_a_number() -> None:
    table = FirstMatch(
        (Row(is_true("a"), "2", millionths(2)), Row(is_true("b"), "5", millionths(5)), Row(ALWAYS, "3", millionths(3)))
    )
    policy = program(definition("t", Role.TABLE, table), definition("d", Role.DEFINE, Ref("t", NUMBER), kind=NUMBER))
    found = answer(policy, lead({"b": True}))
    assert found.verdict.tables == {"t": millionths(5)}
    result = found.results["d"]
    assert isinstance(result, ValueResult)
    assert bounds(result) == (millionths(2), millionths(5), False)


def test_a_table_of_texts_is_a_text() -> None:
    policy = program(
        definition("t", Role.TABLE, rows((is_true("a"), "x"), (ALWAYS, "y"))),
        definition("d", Role.DEFINE, Ref("t", TEXT), kind=TEXT),
    )
    assert answer(policy, lead({"a": True})).results["d"] == known("x")
    result = answer(policy, lead()).results["d"]
    assert isinstance(result, ValueResult)
    assert (result.value, result.open) == ("y", True)

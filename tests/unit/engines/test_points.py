"""Points: their order of steps, and what they may be."""

from __future__ import annotations

import pytest

from leadspec.engines.interpreter.reasons import FirstOfResult, GroupResult, LineResult
from leadspec.engines.interpreter.results import PointsBounds
from leadspec.ir.core import (
    Arithmetic,
    Decay,
    FirstOf,
    Occasion,
    Operator,
    Period,
    PointsRule,
    Role,
)
from leadspec.ir.lead import Lead
from unit.engines.ir_builder import (
    AS_OF,
    INSTANT,
    NUMBER,
    answer,
    definition,
    duration,
    event,
    event_fact,
    events,
    fact,
    for_each,
    group,
    halving,
    is_true,
    lead,
    losing,
    millionths,
    number,
    one_of,
    points,
    program,
    since,
)


def score(rule: PointsRule, given: Lead, as_of: str = AS_OF) -> PointsBounds:
    found = answer(program(definition("s", Role.SCORE, rule)), given, as_of).results["s"]
    assert isinstance(found, LineResult | GroupResult | FirstOfResult)
    return found.points


def cents(rule: PointsRule, given: Lead, as_of: str = AS_OF) -> int:
    return score(rule, given, as_of).cents


A, B = is_true("a"), is_true("b")
DEMO = events("demo")


def test_a_line_applies_only_where_its_condition_is_true() -> None:
    line = points("2.5", A)
    assert score(line, lead({"a": True})) == PointsBounds(250, 250, 250)
    assert score(line, lead({"a": False})) == PointsBounds(0, 0, 0)
    assert score(line, lead()) == PointsBounds(0, 0, 250, frozenset({"a"}))
    assert score(points(-3, A), lead()) == PointsBounds(0, -300, 0, frozenset({"a"}))
    assert cents(points(1), lead()) == 100


def test_the_worked_undecided_score() -> None:
    body = group(points(40, A), points(-25, B), points(20), floor=0, cap=50_00)
    assert score(body, lead()) == PointsBounds(2000, 0, 5000, frozenset({"a", "b"}))
    assert score(body, lead({"a": True})) == PointsBounds(5000, 3500, 5000, frozenset({"b"}))


def test_bounds_that_a_cap_brings_together_are_decided() -> None:
    body = group(points(50), points(20, A), cap=50_00)
    assert score(body, lead()) == PointsBounds(5000, 5000, 5000)


def test_an_amount_is_rounded_half_away_from_zero() -> None:
    n = fact("n", NUMBER)
    assert cents(points(n), lead({"n": millionths("0.005")})) == 1
    assert cents(points(n), lead({"n": millionths("0.004999")})) == 0
    assert cents(points(n), lead({"n": millionths("-0.005")})) == -1


def test_a_missing_amount_adds_nothing_and_may_add_anything() -> None:
    found = score(points(fact("n", NUMBER)), lead())
    assert found.cents == 0
    assert found.low < -(10**13)
    assert found.high > 10**13
    assert found.missing == {"n"}
    capped = score(group(points(fact("n", NUMBER), cap=10_00), floor=0), lead())
    assert (capped.low, capped.high) == (0, 1000)


def test_a_cap_limits_the_size_in_the_lines_own_direction() -> None:
    three = [event("demo", f"2026-11-1{day}T10:00:00Z") for day in range(3)]
    assert cents(for_each(10, DEMO, cap=20_00), lead({}, *three)) == 2000
    assert cents(for_each(10, DEMO, cap=30_00), lead({}, *three)) == 3000
    assert cents(for_each(-10, DEMO, cap=20_00), lead({}, *three)) == -2000


def test_floor_then_cap_then_the_group_around() -> None:
    inner = group(points(-30), floor=-10_00)
    assert cents(inner, lead()) == -1000
    assert cents(group(points(30), cap=10_00), lead()) == 1000
    assert cents(group(inner, points(5), floor=0, cap=100_00), lead()) == 0


# --- First of -------------------------------------------------------------------------------------------------


def test_first_of_takes_the_first_line_that_holds() -> None:
    rule = FirstOf((points(20, A), points(10, B), points(5)))
    assert cents(rule, lead({"a": True, "b": True})) == 2000
    assert cents(rule, lead({"a": False, "b": True})) == 1000
    assert cents(rule, lead({"a": False, "b": False})) == 500
    assert cents(FirstOf((points(20, A),)), lead({"a": False})) == 0


def test_first_of_passes_over_unknown_lines_and_is_open() -> None:
    rule = FirstOf((points(20, A), points(10, B), points(5)))
    assert score(rule, lead({"b": True})) == PointsBounds(1000, 1000, 2000, frozenset({"a"}))
    assert score(rule, lead({"a": False})) == PointsBounds(500, 500, 1000, frozenset({"b"}))
    assert score(rule, lead({"a": True})) == PointsBounds(2000, 2000, 2000)
    assert score(FirstOf((points(20, A), points(10, B))), lead()) == PointsBounds(0, 0, 2000, frozenset({"a", "b"}))


def test_a_first_line_with_a_missing_amount_still_is_the_first() -> None:
    rule = FirstOf((points(fact("n", NUMBER), A, cap=7_00), points(5)))
    found = score(rule, lead({"a": True}))
    assert (found.cents, found.high) == (0, 700)


# --- Events ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-21T09:00:00+01:00", 4000),
        ("2026-10-23T00:00:00+02:00", 4000),  # 29 days
        ("2026-10-22T23:59:00+02:00", 2000),  # 30 days
        ("2026-09-23T10:00:00+02:00", 2000),  # 59 days
        ("2026-09-22T10:00:00+02:00", 1000),  # 60 days
        ("2016-01-01T10:00:00+01:00", 0),
    ],
)
def test_halving_counts_whole_periods_of_dates(at: str, expected: int) -> None:
    assert cents(for_each(40, DEMO, decay=halving(40_00, "30 days")), lead({}, event("demo", at))) == expected


def test_decay_by_the_month_moves_back_from_as_of() -> None:
    line = for_each(10, DEMO, decay=halving(10_00, "1 month"))
    given = lead({}, event("demo", "2026-01-31T10:00:00Z"))
    assert cents(line, given, "2026-02-28T18:00:00Z") == 1000
    assert cents(line, given, "2026-03-01T00:00:00Z") == 500


def test_decay_of_minus_points_goes_towards_zero() -> None:
    line = for_each(-10, DEMO, decay=losing(10_00, 4_00, "30 days"))
    for days_ago, expected in ((0, -1000), (30, -600), (60, -200), (90, 0), (900, 0)):
        at = f"{2026 - days_ago // 365}-11-21T08:00:00+01:00" if days_ago == 0 else None
        given = lead({}, event("demo", at or _days_ago(days_ago)))
        assert cents(line, given) == expected


def _days_ago(days: int) -> str:
    from leadspec.values.days import format_day, parse_day

    today = parse_day("2026-11-21")
    assert today is not None
    return f"{format_day(today - days)}T12:00:00Z"


def test_each_event_is_rounded_before_they_are_added() -> None:
    third = for_each(Arithmetic(event_fact("n", NUMBER), ((Operator.DIVIDE, number(3)),)), DEMO)
    given = [event("demo", f"2026-11-1{day}T10:00:00Z", n=millionths("0.01")) for day in range(3)]
    assert cents(third, lead({}, *given)) == 0
    given = [event("demo", f"2026-11-1{day}T10:00:00Z", n=millionths("0.02")) for day in range(3)]
    assert cents(third, lead({}, *given)) == 3


def test_of_one_day_the_latest_counts() -> None:
    line = for_each(event_fact("n", NUMBER), DEMO, times_per=1, per=Period.DAY)
    given = [
        event("demo", "2026-11-10T23:30:00+01:00", n=millionths(1)),
        event("demo", "2026-11-11T00:30:00+01:00", n=millionths(2)),
        event("demo", "2026-11-11T23:00:00+01:00", n=millionths(4)),
    ]
    assert cents(line, lead({}, *given)) == 500


def test_weeks_are_iso_weeks_and_months_calendar_months() -> None:
    week = for_each(1, DEMO, times_per=1, per=Period.WEEK)
    sunday, monday = event("demo", "2026-11-15T12:00:00Z"), event("demo", "2026-11-16T12:00:00Z")
    assert cents(week, lead({}, sunday, monday)) == 200
    assert cents(week, lead({}, monday, event("demo", "2026-11-20T12:00:00Z"))) == 100
    month = for_each(1, DEMO, times_per=2, per=Period.MONTH)
    assert cents(month, lead({}, sunday, monday, event("demo", "2026-11-20T12:00:00Z"))) == 200
    assert cents(month, lead({}, event("demo", "2026-10-31T12:00:00Z"), sunday, monday)) == 300


def test_the_first_and_the_last_event() -> None:
    given = lead(
        {},
        event("demo", "2026-11-10T10:00:00Z", n=millionths(1)),
        event("demo", "2026-11-12T10:00:00Z", n=millionths(4)),
    )
    amount = event_fact("n", NUMBER)
    assert cents(points(amount, events=DEMO, occasion=Occasion.FIRST), given) == 100
    assert cents(points(amount, events=DEMO, occasion=Occasion.LAST), given) == 400
    assert cents(points(amount, events=DEMO, occasion=Occasion.LAST), lead()) == 0


def test_a_condition_about_the_lead_governs_the_whole_line() -> None:
    line = for_each(10, DEMO, when=A)
    given = event("demo", "2026-11-10T10:00:00Z")
    assert cents(line, lead({"a": True}, given)) == 1000
    assert score(line, lead({}, given)) == PointsBounds(0, 0, 1000, frozenset({"a"}))
    assert score(line, lead({"a": False}, given)) == PointsBounds(0, 0, 0)


def test_a_missing_limit_gives_no_points_but_leaves_them_open() -> None:
    line = for_each(10, events("demo", window=since(fact("signed", INSTANT))))
    given = event("demo", "2026-11-10T10:00:00Z")
    assert score(line, lead({}, given)) == PointsBounds(0, 0, 1000, frozenset({"signed"}))
    assert score(line, lead()) == PointsBounds(0, 0, 0)


def test_an_uncertain_event_beside_a_sure_one_of_its_day_changes_nothing() -> None:
    line = for_each(10, events("demo", where=one_of(event_fact("page"), "x")), times_per=1, per=Period.DAY)
    given = lead({}, event("demo", "2026-11-10T10:00:00Z", page="x"), event("demo", "2026-11-10T11:00:00Z"))
    assert score(line, given) == PointsBounds(1000, 1000, 1000)
    other_day = lead({}, event("demo", "2026-11-10T10:00:00Z", page="x"), event("demo", "2026-11-11T11:00:00Z"))
    assert score(line, other_day) == PointsBounds(1000, 1000, 2000, frozenset({"activities.page"}))


def test_events_without_the_amount_add_nothing() -> None:
    line = for_each(event_fact("n", NUMBER), DEMO, cap=5_00)
    given = lead({}, event("demo", "2026-11-10T10:00:00Z", n=millionths(2)), event("demo", "2026-11-10T11:00:00Z"))
    found = score(line, given)
    assert (found.cents, found.high, found.missing) == (200, 500, {"activities.n"})


def test_a_decay_by_hours_counts_instants() -> None:
    line = for_each(8, DEMO, decay=Decay(duration("2 hours"), (8_00, 4_00, 2_00)))
    assert cents(line, lead({}, event("demo", "2026-11-21T07:00:00.000001+01:00"))) == 800
    assert cents(line, lead({}, event("demo", "2026-11-21T07:00:00+01:00"))) == 400
    assert cents(line, lead({}, event("demo", "2026-11-01T07:00:00+01:00"))) == 200

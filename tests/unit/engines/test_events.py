"""Windows, their limits, sequences and measures, both sides of each edge."""

from __future__ import annotations

from typing import Any

import pytest

from leadspec.engines.interpreter.results import NEVER, ConditionResult, ValueResult, known
from leadspec.ir.core import (
    Condition,
    DayOf,
    EventSet,
    Field,
    Later,
    Measure,
    Measured,
    Preceded,
    Role,
    ValueKind,
)
from leadspec.ir.lead import Event, FactValue, Lead
from leadspec.values.days import parse_day
from unit.engines.ir_builder import (
    AS_OF,
    BOOLEAN,
    DAY,
    INSTANT,
    NUMBER,
    TEXT,
    ago,
    answer,
    bound,
    compare,
    count,
    definition,
    did,
    duration,
    event,
    event_fact,
    events,
    fact,
    in_the_last,
    instant,
    last_at,
    lead,
    millionths,
    one_of,
    program,
    since,
)


def value(node: Measured, given: Lead, as_of: str = AS_OF) -> ValueResult:
    found = answer(program(definition("d", Role.DEFINE, node, kind=node.kind)), given, as_of).results["d"]
    assert isinstance(found, ValueResult)
    return found


def truth(node: Condition, given: Lead) -> ConditionResult:
    found = answer(program(definition("d", Role.DEFINE, node, kind=BOOLEAN)), given).results["d"]
    assert isinstance(found, ConditionResult)
    return found


def counted(of: EventSet, *given: Event, as_of: str = AS_OF, **facts: Any) -> int | None:
    result = value(count(of), lead(facts, *given), as_of).value
    assert result is None or isinstance(result, int)
    return None if result is None else result // 1_000_000


def number(written: int | str) -> ValueResult:
    return known(millionths(written))


AMOUNT = event_fact("amount", NUMBER)
LAST_30_DAYS = events("a", window=in_the_last("30 days"))


def test_types() -> None:
    given = (event("a", "2026-11-01T10:00:00Z"), event("b", "2026-11-02T10:00:00Z"))
    assert counted(events("a"), *given) == 1
    assert counted(events("a", "b"), *given) == 2
    assert counted(events("c"), *given) == 0


def test_an_event_after_as_of_is_not_seen() -> None:
    assert counted(events("a"), event("a", "2026-11-21T09:00:00+01:00")) == 1
    assert counted(events("a"), event("a", "2026-11-21T09:00:00.000001+01:00")) == 0


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-21T00:00:00+01:00", 1),
        ("2026-10-23T00:00:00+02:00", 1),  # 29 days ago, before the clock was set back
        ("2026-10-22T23:59:59+02:00", 0),
    ],
)
def test_the_last_30_days_are_30_dates(at: str, expected: int) -> None:
    assert counted(LAST_30_DAYS, event("a", at)) == expected


@pytest.mark.parametrize(
    ("at", "expected"), [("2026-11-21T07:00:00.000001+01:00", 1), ("2026-11-21T07:00:00+01:00", 0)]
)
def test_the_last_2_hours_count_instants(at: str, expected: int) -> None:
    assert counted(events("a", window=in_the_last("2 hours")), event("a", at)) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-10-22T12:00:00Z", 1),
        ("2026-10-23T12:00:00Z", 0),
        ("2026-09-23T12:00:00Z", 1),
        ("2026-09-22T12:00:00Z", 0),
    ],
)
def test_from_30_to_60_days_ago(at: str, expected: int) -> None:
    window = (bound("<=", ago("30 days")), bound(">", ago("60 days")))
    assert counted(events("a", window=window), event("a", at)) == expected


def test_since_and_before_are_complements() -> None:
    signed = instant("2026-11-10T10:00:00Z")
    limit = fact("signed", INSTANT)
    before = events("a", window=(bound("<", limit),))
    for at, is_since in (("2026-11-10T09:59:59Z", 0), ("2026-11-10T10:00:00Z", 1)):
        assert counted(events("a", window=since(limit)), event("a", at), signed=signed) == is_since
        assert counted(before, event("a", at), signed=signed) == 1 - is_since


def within_after(limit: Field, written: str) -> EventSet:
    by = duration(written)
    end = Later(limit if by.is_clock or limit.kind is DAY else DayOf(limit), by)
    return events("a", window=(bound(">", limit), bound("<=", end)))


def test_within_7_days_after() -> None:
    after = within_after(fact("signed", INSTANT), "7 days")
    signed = instant("2026-11-02T10:00:00+01:00")
    assert counted(after, event("a", "2026-11-02T10:00:00+01:00"), signed=signed) == 0
    assert counted(after, event("a", "2026-11-02T10:00:00.000001+01:00"), signed=signed) == 1
    assert counted(after, event("a", "2026-11-09T23:59:59+01:00"), signed=signed) == 1
    assert counted(after, event("a", "2026-11-10T00:00:00+01:00"), signed=signed) == 0


def test_within_2_hours_after() -> None:
    after = within_after(fact("signed", INSTANT), "2 hours")
    signed = instant("2026-11-02T10:00:00Z")
    assert counted(after, event("a", "2026-11-02T12:00:00Z"), signed=signed) == 1
    assert counted(after, event("a", "2026-11-02T12:00:00.000001Z"), signed=signed) == 0


@pytest.mark.parametrize(
    ("signed", "last", "next_day"),
    [
        ("2026-01-31", "2026-02-28", "2026-03-01"),
        ("2026-02-28", "2026-03-28", "2026-03-29"),
        ("2026-03-31", "2026-04-30", "2026-05-01"),
    ],
)
def test_within_a_month_after_a_date_counts_forward_and_clamps(signed: str, last: str, next_day: str) -> None:
    after = within_after(fact("signed", DAY), "1 month")
    day = parse_day(signed)
    assert counted(after, event("a", f"{signed}T12:00:00Z"), signed=day) == 0
    assert counted(after, event("a", f"{last}T12:00:00Z"), signed=day) == 1
    assert counted(after, event("a", f"{next_day}T12:00:00Z"), signed=day) == 0


def test_a_missing_limit_makes_the_measure_missing_and_open() -> None:
    after = events("a", window=since(fact("signed", INSTANT)))
    found = value(count(after), lead({}, event("a", "2026-11-10T10:00:00Z")))
    assert (found.value, found.low, found.high, found.may_miss) == (None, 0, millionths(1), True)
    assert found.missing == {"signed"}
    without_events = truth(did(after), lead())
    assert without_events.may == {False, None}


def test_a_limit_that_never_was_leaves_nothing_open() -> None:
    after = events("a", window=since(last_at("b")))
    given = lead({}, event("a", "2026-11-10T10:00:00Z"))
    assert value(count(after), given) == NEVER
    assert truth(did(after), given).may == {None}
    assert counted(after, *given.events, event("b", "2026-11-10T10:00:00Z")) == 1
    assert counted(after, *given.events, event("b", "2026-11-10T10:00:01Z")) == 0


def test_a_filter_that_is_unknown_does_not_count_but_may() -> None:
    filtered = events("a", where=one_of(event_fact("page"), "x"))
    given = lead(
        {},
        event("a", "2026-11-10T10:00:00Z", page="x"),
        event("a", "2026-11-11T10:00:00Z"),
        event("a", "2026-11-12T10:00:00Z", page="y"),
    )
    found = value(count(filtered), given)
    assert (found.value, found.low, found.high) == (millionths(1), millionths(1), millionths(2))
    assert found.missing == {"activities.page"}
    assert truth(did(filtered), given).decided
    assert truth(did(filtered, 2), given).may == {True, False}
    assert truth(did(filtered, 3), given).decided


def test_a_filter_may_read_the_lead() -> None:
    same = events("a", where=compare(event_fact("seats", NUMBER), ">=", fact("users", NUMBER)))
    assert counted(same, event("a", "2026-11-10T10:00:00Z", seats=millionths(5)), users=millionths(5)) == 1
    assert counted(same, event("a", "2026-11-10T10:00:00Z", seats=millionths(5)), users=millionths(6)) == 0
    assert counted(same, event("a", "2026-11-10T10:00:00Z", seats=millionths(5))) == 0


def test_then_means_strictly_later() -> None:
    then = events("b", preceded=Preceded(("a",)))
    first = event("a", "2026-11-10T10:00:00Z")
    assert counted(then, first, event("b", "2026-11-10T10:00:00Z")) == 0
    assert counted(then, first, event("b", "2026-11-10T10:00:00.000001Z")) == 1
    assert counted(then, event("b", "2026-11-10T10:00:00Z")) == 0
    twice = events("a", preceded=Preceded(("a",)))
    assert counted(twice, first) == 0
    assert counted(twice, first, event("a", "2026-11-11T10:00:00Z")) == 1


def test_then_within_dates_and_within_hours() -> None:
    first = event("a", "2026-11-10T23:00:00+01:00")
    days = events("b", preceded=Preceded(("a",), within=duration("1 day")))
    assert counted(days, first, event("b", "2026-11-11T23:59:59+01:00")) == 1
    assert counted(days, first, event("b", "2026-11-12T00:00:00+01:00")) == 0
    hours = events("b", preceded=Preceded(("a",), within=duration("24 hours")))
    assert counted(hours, first, event("b", "2026-11-11T23:00:00+01:00")) == 1
    assert counted(hours, first, event("b", "2026-11-11T23:00:00.000001+01:00")) == 0


def test_then_within_a_month_counts_forward_from_the_earlier_date() -> None:
    then = events("b", preceded=Preceded(("a",), within=duration("1 month")))
    first = event("a", "2026-02-28T12:00:00Z")
    assert counted(then, first, event("b", "2026-03-28T12:00:00Z")) == 1
    assert counted(then, first, event("b", "2026-03-29T12:00:00Z")) == 0
    end_of_january = event("a", "2026-01-31T12:00:00Z")
    assert counted(then, end_of_january, event("b", "2026-02-28T12:00:00Z")) == 1
    assert counted(then, end_of_january, event("b", "2026-03-01T12:00:00Z")) == 0


def test_then_looks_at_the_latest_earlier_one() -> None:
    then = events("b", preceded=Preceded(("a",), within=duration("1 day")))
    given = (event("a", "2026-11-01T10:00:00Z"), event("a", "2026-11-09T10:00:00Z"), event("b", "2026-11-10T10:00:00Z"))
    assert counted(then, *given) == 1


def test_then_after_an_uncertain_first_event_is_open() -> None:
    then = events("b", preceded=Preceded(("a",), one_of(event_fact("page"), "x")))
    given = lead({}, event("a", "2026-11-09T10:00:00Z"), event("b", "2026-11-10T10:00:00Z"))
    found = truth(did(then), given)
    assert (found.value, found.may, found.missing) == (False, {True, False}, {"activities.page"})


# --- Measures -------------------------------------------------------------------------------------------------

THREE = (
    event("a", "2026-11-10T08:00:00Z", amount=millionths(5), page="X "),
    event("a", "2026-11-10T20:00:00Z", amount=millionths(2)),
    event("a", "2026-11-11T08:00:00Z", amount=millionths(9), page="x"),
)


def measured(measure: Measure, kind: ValueKind = NUMBER, **parts: Any) -> Measured:
    return Measured(measure, events("a"), kind, **parts)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (measured(Measure.COUNT), 3),
        (measured(Measure.DAYS), 2),
        (measured(Measure.SUM, field=AMOUNT), 16),
        (measured(Measure.LARGEST, field=AMOUNT), 9),
        (measured(Measure.SMALLEST, field=AMOUNT), 2),
        (measured(Measure.OF_FIRST, field=AMOUNT), 5),
        (measured(Measure.OF_LAST, field=AMOUNT), 9),
        (measured(Measure.MOST_WITHIN, within=duration("1 day")), 2),
        (measured(Measure.MOST_WITHIN, within=duration("2 days")), 3),
        (measured(Measure.MOST_WITHIN, within=duration("12 hours")), 1),
        (measured(Measure.MOST_WITHIN, within=duration("13 hours")), 2),
        (measured(Measure.MOST_WITHIN, within=duration("1 month")), 3),
    ],
)
def test_measures(node: Measured, expected: int) -> None:
    assert value(node, lead({}, *THREE)) == number(expected)


def test_measures_of_no_event() -> None:
    for measure in (Measure.COUNT, Measure.DAYS):
        assert value(measured(measure), lead()) == number(0)
    assert value(measured(Measure.SUM, field=AMOUNT), lead()) == number(0)
    assert value(measured(Measure.MOST_WITHIN, within=duration("1 day")), lead()) == number(0)
    for measure in (Measure.LARGEST, Measure.SMALLEST, Measure.OF_FIRST, Measure.OF_LAST):
        assert value(measured(measure, field=AMOUNT), lead()) == NEVER
    assert value(measured(Measure.LAST_AT, INSTANT), lead()) == NEVER


def test_first_and_last_instants() -> None:
    assert value(measured(Measure.FIRST_AT, INSTANT), lead({}, *THREE)) == known(THREE[0].at)
    assert value(measured(Measure.LAST_AT, INSTANT), lead({}, *THREE)) == known(THREE[2].at)


def test_of_several_at_one_instant_the_last_given_is_the_last() -> None:
    both = [event("a", "2026-11-10T08:00:00Z", amount=millionths(each)) for each in (1, 2)]
    assert value(measured(Measure.OF_LAST, field=AMOUNT), lead({}, *both)) == number(2)
    assert value(measured(Measure.OF_FIRST, field=AMOUNT), lead({}, *both)) == number(1)


def test_different_values_are_folded_and_a_missing_one_may_be_new() -> None:
    found = value(measured(Measure.DIFFERENT, field=event_fact("page")), lead({}, *THREE))
    assert (found.value, found.low, found.high) == (millionths(1), millionths(1), millionths(2))
    assert found.missing == {"activities.page"}


def test_a_sum_skips_events_without_the_field_but_is_open() -> None:
    given = lead({}, THREE[0], event("a", "2026-11-12T08:00:00Z"))
    found = value(measured(Measure.SUM, field=AMOUNT), given)
    assert found.value == millionths(5)
    assert found.open
    assert found.missing == {"activities.amount"}


def test_a_sum_out_of_range_is_missing() -> None:
    huge = [event("a", "2026-11-12T08:00:00Z", amount=millionths("999999999999")) for _ in range(2)]
    assert value(measured(Measure.SUM, field=AMOUNT), lead({}, *huge)) == NEVER


def test_bounds_of_extremes_over_uncertain_events() -> None:
    where = one_of(event_fact("page"), "x")
    given = lead({}, *THREE)
    largest = Measured(Measure.LARGEST, events("a", where=where), field=AMOUNT)
    assert value(largest, given) == number(9)  # the uncertain event has less
    smallest = value(Measured(Measure.SMALLEST, events("a", where=where), field=AMOUNT), given)
    assert (smallest.value, smallest.low, smallest.high) == (millionths(5), millionths(2), millionths(5))
    assert smallest.missing == {"activities.page"}


def test_the_field_of_the_last_event_is_that_of_any_that_may_be_last() -> None:
    last = Measured(Measure.OF_LAST, events("a", where=one_of(event_fact("page"), "x")), field=AMOUNT)
    given = lead({}, THREE[0], THREE[1])
    found = value(last, given)
    assert (found.value, found.low, found.high, found.may_miss) == (millionths(5), millionths(2), millionths(5), False)
    page = value(measured(Measure.OF_LAST, TEXT, field=event_fact("page")), lead({}, *THREE))
    assert page == known("x")
    assert value(measured(Measure.OF_LAST, TEXT, field=event_fact("page")), given).missing == {"activities.page"}


@pytest.mark.parametrize(("measure", "gap"), [(Measure.OF_LAST, 0), (Measure.OF_FIRST, 1)])
@pytest.mark.parametrize(
    ("field", "fact_of"), [(event_fact("page"), "x"), (event_fact("paid", BOOLEAN), True), (AMOUNT, millionths(9))]
)
def test_only_the_event_that_is_surely_last_has_to_have_the_field(
    measure: Measure, gap: int, field: Field, fact_of: FactValue
) -> None:
    days = [{field.name: fact_of}, {field.name: fact_of}]
    days[gap] = {}
    given = lead({}, *(event("a", f"2026-11-1{day}T08:00:00Z", **facts) for day, facts in enumerate(days)))
    assert value(measured(measure, field.kind, field=field), given) == known(fact_of)


def test_an_older_event_in_doubt_does_not_touch_the_last() -> None:
    where = one_of(event_fact("page"), "x")
    given = lead({}, THREE[1], THREE[2])
    assert value(Measured(Measure.LAST_AT, events("a", where=where), INSTANT), given) == known(THREE[2].at)
    assert value(Measured(Measure.OF_LAST, events("a", where=where), NUMBER, AMOUNT), given) == number(9)
    first = value(Measured(Measure.FIRST_AT, events("a", where=where), INSTANT), given)
    assert (first.low, first.high) == (THREE[1].at, THREE[2].at)


def test_many_events_since_the_last_of_many_take_no_square_time() -> None:
    start = instant("2026-01-01T00:00:00Z")
    given = Lead("L", {}, tuple(Event("a", start + each * 1_000_000) for each in range(20_000)))
    assert counted(events("a", window=since(last_at("a"))), *given.events) == 1

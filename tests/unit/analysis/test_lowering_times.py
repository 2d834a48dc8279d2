"""Windows, elapsed time and events as core nodes: days are dates, hours are instants."""

from __future__ import annotations

import pytest

from leadspec.ir.core import (
    AsOf,
    AtLeast,
    Bound,
    Compare,
    Condition,
    Const,
    DayOf,
    Elapsed,
    EventSet,
    Field,
    Later,
    Measure,
    Measured,
    Not,
    Preceded,
    Relation,
    Scope,
    Value,
    ValueKind,
)
from leadspec.values.days import parse_day
from leadspec.values.decimals import ONE
from leadspec.values.durations import Duration, Unit
from unit.analysis.policies import condition, program, rules

DAY, INSTANT = ValueKind.DAY, ValueKind.INSTANT
CREATED = Field("created_at", INSTANT)
CHANGED = Field("changed_at", INSTANT)
END = Field("contract_end", DAY)
PAGE_FIELD = Field("page", ValueKind.TEXT, Scope.EVENT)
DEMO = ("demo_requested",)
PAGE = ("page_viewed",)
ANY = ("call_received", "demo_requested", "email_clicked", "page_viewed", "unsubscribed")


def days(amount: int) -> Duration:
    return Duration(amount, Unit.DAY)


def day(relation: Relation, item: Value, bound: Value) -> Condition:
    return Compare(relation, item, bound, DAY)


def moment(relation: Relation, item: Value, bound: Value) -> Condition:
    return Compare(relation, item, bound, INSTANT)


def both(*items: Condition) -> Condition:
    return AtLeast(len(items), items)


def date(text: str) -> Const:
    found = parse_day(text)
    assert found is not None
    return Const(found, DAY)


def count(events: EventSet) -> Value:
    return Measured(Measure.COUNT, events)


def at_least(value: Value, number: int) -> Condition:
    return Compare(Relation.AT_LEAST, value, Const(number * ONE, ValueKind.NUMBER), ValueKind.NUMBER)


LAST_30 = (Bound(Relation.MORE, AsOf(DAY, days(30))),)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "created_at in the last 30 days",
            both(
                day(Relation.MORE, DayOf(CREATED), AsOf(DAY, days(30))),
                moment(Relation.AT_MOST, CREATED, AsOf(INSTANT)),
            ),
        ),
        (
            "contract_end in the last 2 weeks",
            both(day(Relation.MORE, END, AsOf(DAY, days(14))), day(Relation.AT_MOST, END, AsOf(DAY))),
        ),
        (
            "created_at in the last 2 hours",
            both(
                moment(Relation.MORE, CREATED, AsOf(INSTANT, Duration(120, Unit.MINUTE))),
                moment(Relation.AT_MOST, CREATED, AsOf(INSTANT)),
            ),
        ),
        (
            "contract_end in the next 3 days",
            both(day(Relation.AT_LEAST, END, AsOf(DAY)), day(Relation.LESS, END, AsOf(DAY, days(-3)))),
        ),
        (
            "created_at in the next 1 month",
            both(
                moment(Relation.AT_LEAST, CREATED, AsOf(INSTANT)),
                day(Relation.LESS, DayOf(CREATED), AsOf(DAY, Duration(-1, Unit.MONTH))),
            ),
        ),
        ("created_at at least 30 days ago", day(Relation.AT_MOST, DayOf(CREATED), AsOf(DAY, days(30)))),
        (
            "created_at from 30 to 60 days ago",
            both(
                day(Relation.AT_MOST, DayOf(CREATED), AsOf(DAY, days(30))),
                day(Relation.MORE, DayOf(CREATED), AsOf(DAY, days(60))),
            ),
        ),
        (
            "created_at from 0 to 1 years ago",
            both(
                moment(Relation.AT_MOST, CREATED, AsOf(INSTANT)),
                day(Relation.MORE, DayOf(CREATED), AsOf(DAY, Duration(12, Unit.MONTH))),
            ),
        ),
        ("created_at before 2026-01-31", day(Relation.LESS, DayOf(CREATED), date("2026-01-31"))),
        ("created_at since changed_at", moment(Relation.AT_LEAST, CREATED, CHANGED)),
        ("contract_end since created_at", day(Relation.AT_LEAST, END, DayOf(CREATED))),
        ("2026-01-31 before created_at", day(Relation.MORE, DayOf(CREATED), date("2026-01-31"))),
        ("created_at > 2026-01-31", day(Relation.MORE, DayOf(CREATED), date("2026-01-31"))),
        ("created_at is contract_end", day(Relation.EQUAL, DayOf(CREATED), END)),
        (
            "days since created_at >= 5",
            at_least(Elapsed(Unit.DAY, DayOf(CREATED), AsOf(DAY)), 5),
        ),
        (
            "hours since created_at >= 5",
            at_least(Elapsed(Unit.HOUR, CREATED, AsOf(INSTANT)), 5),
        ),
        (
            "weeks from contract_end to created_at >= 2",
            at_least(Elapsed(Unit.WEEK, END, DayOf(CREATED)), 2),
        ),
    ],
)
def test_dates_of_the_lead(text: str, wanted: Condition) -> None:
    assert condition(text) == wanted


FIRST_DEMO = Measured(Measure.FIRST_AT, EventSet(DEMO), INSTANT)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("did demo_requested", at_least(count(EventSet(DEMO)), 1)),
        ("did not demo_requested", Not(at_least(count(EventSet(DEMO)), 1))),
        ("did any event at least 3 times", at_least(count(EventSet(ANY)), 3)),
        (
            "did page_viewed once",
            Compare(Relation.EQUAL, count(EventSet(PAGE)), Const(ONE, ValueKind.NUMBER), ValueKind.NUMBER),
        ),
        (
            "did page_viewed at most 2 times on at least 2 days in the last 30 days",
            both(
                Compare(
                    Relation.AT_MOST,
                    count(EventSet(PAGE, window=LAST_30)),
                    Const(2 * ONE, ValueKind.NUMBER),
                    ValueKind.NUMBER,
                ),
                at_least(Measured(Measure.DAYS, EventSet(PAGE, window=LAST_30)), 2),
            ),
        ),
        (
            "did page_viewed since created_at",
            at_least(count(EventSet(PAGE, window=(Bound(Relation.AT_LEAST, CREATED),))), 1),
        ),
        (
            "did page_viewed before contract_end",
            at_least(count(EventSet(PAGE, window=(Bound(Relation.LESS, END),))), 1),
        ),
        (
            "did page_viewed since 2026-01-31",
            at_least(count(EventSet(PAGE, window=(Bound(Relation.AT_LEAST, date("2026-01-31")),))), 1),
        ),
        (
            "did page_viewed within 7 days after first demo_requested",
            at_least(
                count(
                    EventSet(
                        PAGE,
                        window=(
                            Bound(Relation.MORE, FIRST_DEMO),
                            Bound(Relation.AT_MOST, Later(DayOf(FIRST_DEMO), days(7))),
                        ),
                    )
                ),
                1,
            ),
        ),
        (
            "did page_viewed within 2 hours after created_at",
            at_least(
                count(
                    EventSet(
                        PAGE,
                        window=(
                            Bound(Relation.MORE, CREATED),
                            Bound(Relation.AT_MOST, Later(CREATED, Duration(120, Unit.MINUTE))),
                        ),
                    )
                ),
                1,
            ),
        ),
        (
            "did page_viewed at least 3 times within any 1 week",
            at_least(Measured(Measure.MOST_WITHIN, EventSet(PAGE), within=days(7)), 3),
        ),
        (
            "did page_viewed then demo_requested within 7 days in the last 30 days",
            at_least(
                count(EventSet(DEMO, None, LAST_30, Preceded(PAGE, within=days(7)))),
                1,
            ),
        ),
        ("days with any event >= 2", at_least(Measured(Measure.DAYS, EventSet(ANY)), 2)),
        (
            "count of different page of page_viewed >= 2",
            at_least(Measured(Measure.DIFFERENT, EventSet(PAGE), field=PAGE_FIELD), 2),
        ),
        (
            "sum of amount of any event >= 2",
            at_least(Measured(Measure.SUM, EventSet(ANY), field=Field("amount", ValueKind.NUMBER, Scope.EVENT)), 2),
        ),
        (
            "last demo_requested in the last 30 days",
            both(
                day(
                    Relation.MORE,
                    DayOf(Measured(Measure.LAST_AT, EventSet(DEMO), INSTANT)),
                    AsOf(DAY, days(30)),
                ),
                moment(Relation.AT_MOST, Measured(Measure.LAST_AT, EventSet(DEMO), INSTANT), AsOf(INSTANT)),
            ),
        ),
        (
            'page of last page_viewed is "/x"',
            Compare(
                Relation.EQUAL,
                Measured(Measure.OF_LAST, EventSet(PAGE), ValueKind.TEXT, PAGE_FIELD),
                Const("/x", ValueKind.TEXT),
                ValueKind.TEXT,
            ),
        ),
        (
            "did page_viewed where country is lead.country",
            at_least(
                count(
                    EventSet(
                        PAGE,
                        Compare(
                            Relation.EQUAL,
                            Field("country", ValueKind.TEXT, Scope.EVENT),
                            Field("country", ValueKind.TEXT),
                            ValueKind.TEXT,
                        ),
                    )
                ),
                1,
            ),
        ),
    ],
)
def test_events(text: str, wanted: Condition) -> None:
    assert condition(text) == wanted


def test_a_set_of_events_is_its_types() -> None:
    text = 'events reached: demo_requested, page_viewed\nflag "x" when did reached\n'
    found = {each.name: each.body for each in program(text).definitions}
    assert found["flags.x"] == at_least(count(EventSet((*DEMO, *PAGE))), 1)


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ('flag "x" when email is present\n', False),
        ('flag "x" when contract_end > 2026-01-01\n', False),
        ('flag "x" when contract_end in the last 3 days\n', True),
        ('flag "x" when created_at is present\n', True),  # which instant a local time is depends on the zone
        ('flag "x" when did demo_requested\n', True),
    ],
)
def test_the_zone_is_there_where_time_is_read(text: str, reads: bool) -> None:
    found = program(text)
    assert found.reads_time is reads
    assert found.zone == ("Europe/Berlin" if reads else None)


def test_date_behind_where_gets_its_parentheses_as_a_hint() -> None:
    found = rules('flag "old" when did page_viewed where due before 2026-01-01\n')
    (finding,) = found.diagnostics
    assert finding.id == "not-a-condition"
    assert finding.hints == ("write `where (due before 2026-01-01)` if the test is about this date",)


def test_field_of_events_outside_where_is_told_apart() -> None:
    found = rules('flag "odd" when did page_viewed where amount > 3 and opened\n')
    (finding,) = found.diagnostics
    assert finding.id == "unknown-name"
    assert finding.hints[0].startswith("events have a field `opened`")

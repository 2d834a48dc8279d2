"""Suspicious values: each kind is found where it is odd, and ordinary data passes in silence."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from leadspec.cleanup.counts import MOST_VALUES, Counts
from leadspec.cleanup.odd import Odd
from leadspec.cleanup.suspicious import Watch
from leadspec.ir.lead import Event, Lead
from leadspec.values.days import from_civil
from unit.cleanup.cleaning import schema_of

ONE = 1_000_000
DAY = 86_400 * ONE
FIELDS = {
    "n": "{type: number}",
    "d": "{type: string, format: date}",
    "at": "{type: string, format: date-time}",
    "mail": "{type: string, format: email, x-personal: true}",
    "phone": "{type: string}",
    "t": "{type: string}",
}
SCHEMA = schema_of("\n".join(f"{name}: {text}" for name, text in FIELDS.items()))


def look(field, values, *, as_of=None, show_values=False):
    """What is found in a file whose first record stands on line 2."""
    watch = Watch(SCHEMA, as_of)
    for line, value in enumerate(values, 2):
        watch.take(line, Lead(str(line), {} if value is None else {field: value}))
    return watch.found(show_values=show_values)


def found(field, values, **options):
    return [(each.field, each.kind, each.count, each.rows) for each in look(field, values, **options)]


def days(*texts):
    return [from_civil(*map(int, each.split("-"))) for each in texts]


def mixed(values, seed=1):
    values = list(values)
    random.Random(seed).shuffle(values)
    return values


EMPLOYEES = [12, 14, 15, 20, 25, 40, 60, 80, 120, 250, 900]


def test_zeros_that_stand_apart_are_unknown_numbers():
    values = [each * ONE for each in [0, *EMPLOYEES, 0, 0]]
    assert found("n", values) == [("n", Odd.ZERO, 3, (2, 14, 15))]
    assert found("n", [0] * 20) == [("n", Odd.ZERO, 20, (2, 3, 4, 5, 6))]


@pytest.mark.parametrize(
    "values",
    [
        [0, 0, *EMPLOYEES],  # not many
        [0, 0, 0, 5, *EMPLOYEES],  # 5 is near
        [0, 0, 0, 10, 20, 30, 40, 50, 60],  # a scale
        [0, 0, 0, 1, 1, 2, 3, 5, 8, 13],  # things counted
        [0, 0, 0, 20, 20, 50],  # few other values
        [0, 0, 0, -20, *EMPLOYEES],  # a balance
        [0] * 19,
        [0, 0, 0, *range(11, 400)],  # less than one in a hundred
    ],
)
def test_zeros_that_are_numbers_pass(values):
    assert found("n", [each * ONE for each in values]) == []


def test_shares_have_zeros_of_their_own():
    assert found("n", [0] * 5 + [each * ONE // 100 for each in range(5, 95, 7)]) == []
    assert found("n", [0] * 5 + [each * ONE // 100 for each in range(60, 95, 2)]) == [
        ("n", Odd.ZERO, 5, (2, 3, 4, 5, 6))
    ]


@pytest.mark.parametrize("marker", [-1, -9, -999, 9_999, 99_999_999, 2**31 - 1])
def test_numbers_that_are_markers(marker):
    values = [each * ONE for each in [1, 2, 3, 5, marker, 8, marker, 13, marker]]
    assert found("n", values) == [("n", Odd.SENTINEL, 3, (6, 8, 10))]


@pytest.mark.parametrize(
    "values",
    [
        [-1, -1, -1, -3, 2, 4, 6, 8],  # a balance
        [-1, -1, 1, 2, 3, 4, 5, 6],  # twice
        [999, 999, 999, 200, 300, 400, 500, 1_200],  # a price
        [-999, -999, -999, -400, -1_200, 5, 6, 7, 8],
        [9_999] * 5 + [1, 2, 3],  # too little to compare with
    ],
)
def test_numbers_among_others_are_no_markers(values):
    assert found("n", [each * ONE for each in values]) == []


RECENT = days("2026-01-05", "2026-02-07", "2026-02-09", "2026-03-01", "2026-04-11", "2026-05-02")


def test_dates_that_stand_for_unknown():
    values = [*RECENT, *days("1900-01-01", "2099-12-31", "1900-01-01")]
    assert found("d", values) == [("d", Odd.PLACEHOLDER, 3, (8, 9, 10))]
    assert found("at", [each * DAY + 5 for each in values]) == [("at", Odd.PLACEHOLDER, 3, (8, 9, 10))]


def births(count):
    start = date(1950, 3, 1)
    return days(*(str(start + timedelta(days=97 * number % 18_000)) for number in range(count)))


def test_births_on_new_years_day_are_odd_only_where_there_are_many():
    assert found("d", mixed([*births(180), *days("1970-01-01", "1980-01-01")])) == []
    odd = found("d", [*days("1970-01-01") * 12, *births(180)])
    assert odd == [("d", Odd.PLACEHOLDER, 12, (2, 3, 4, 5, 6))]


def test_one_date_far_from_the_rest():
    assert found("d", [*RECENT, *days("2016-02-07")]) == [("d", Odd.FAR_DATE, 1, (8,))]
    assert found("d", [*days("2062-02-07"), *RECENT, *days("2003-02-07")]) == [("d", Odd.FAR_DATE, 2, (2, 9))]


def test_dates_that_are_spread_pass():
    assert found("d", births(300)) == []
    assert found("d", [*RECENT, *days("2024-02-07")]) == []
    assert found("d", days("1990-01-05", "2026-01-01", "2026-01-02")) == []
    assert found("d", [*RECENT * 4, *days("2012-02-07") * 6]) == []  # an older half


def test_times_after_the_instant():
    values = [each * DAY for each in RECENT]
    assert found("at", values, as_of=values[-2]) == [("at", Odd.AHEAD, 1, (7,))]
    assert found("at", values, as_of=values[-1]) == []
    assert found("at", values, as_of=values[0]) == []  # meetings to come
    assert found("at", values) == []


def test_one_text_for_all():
    assert found("t", ["x"] * 20) == [("t", Odd.SAME, 20, (2, 3, 4, 5, 6))]
    assert found("t", ["x"] * 19) == []
    assert found("t", ["x"] * 30 + [None]) == []
    assert found("t", ["x"] * 30 + ["y"]) == []
    assert found("mail", ["a@b.example"] * 20) == [("mail", Odd.SAME, 20, (2, 3, 4, 5, 6))]


@pytest.mark.parametrize("field", ["mail", "phone"])
def test_contacts_of_many(field):
    values = [f"{number}@x" for number in range(10)]
    assert found(field, values * 4) == []
    assert found(field, [*values, *["all@x"] * 4, "0@x", *values * 3, "all@x"]) == [(field, Odd.SHARED, 10, (2, 12))]


def test_free_text_may_be_shared():
    assert found("t", ["Vienna", "Graz"] * 30) == []


def test_values_are_shown_to_those_who_ask_and_personal_ones_never():
    values = [*RECENT, *days("2016-02-07")]
    assert [each.value for each in look("d", values)] == [None]
    assert [each.value for each in look("d", values, show_values=True)] == ["2016-02-07"]
    mails = ["all@x.example"] * 6 + ["b@x.example"]
    assert [each.value for each in look("mail", mails, show_values=True)] == [None]


def test_first_event_of_a_lead_is_looked_at():
    schema = schema_of(
        """
acts:
  type: array
  items:
    type: object
    required: [type, at]
    properties: {type: {type: string, enum: [a]}, at: {type: string, format: date-time}}
"""
    )
    watch = Watch(schema)
    for line, day in enumerate([*RECENT, *days("1970-01-01")], 2):
        watch.take(line, Lead(str(line), {}, (Event("a", day * DAY), Event("a", RECENT[-1] * DAY))))
    assert [(each.field, each.kind, each.rows) for each in watch.found(show_values=False)] == [
        ("acts.at", Odd.PLACEHOLDER, (8,))
    ]


def test_long_files_are_looked_at_to_their_end():
    number = 60_000
    values = [(20_000 + 7 * each % 60_000) * ONE for each in range(number)]
    assert found("n", values) == []
    for at in range(0, number, 50):
        values[at] = 0
    ((field, kind, count, rows),) = found("n", values)
    assert (field, kind, rows) == ("n", Odd.ZERO, (2, 52, 102, 152, 202))
    assert 300 < count <= 1_200
    values = [RECENT[each % 6] for each in range(number)]
    values[55_000] = RECENT[0] - 9_000
    assert found("d", values) == [("d", Odd.FAR_DATE, 1, (55_002,))]


def test_memory_has_a_bound_and_frequent_values_stay():
    counts = Counts()
    dropped = 0
    for start in range(0, 100_000, 1_000):
        values = [f"v{each}" for each in range(start, start + 999)] + ["often"]
        dropped += len(counts.add(values, range(start, start + 1_000)))
        assert len(counts.counter) <= MOST_VALUES
        assert counts.first.keys() == counts.counter.keys()
    assert dropped + len(counts.counter) == 99_900 + 1
    assert counts.counter["often"] >= 90


def test_long_texts_are_not_kept():
    assert found("t", ["x" * 400] * 30) == []
    assert found("mail", ["x" * 400] * 30 + ["y"]) == []


def test_short_last_piece_is_looked_at():
    assert found("t", ["x"] * 2_048 + ["y"]) == []
    assert found("n", [each * ONE for each in EMPLOYEES] * 200 + [0] * 40) == [
        ("n", Odd.ZERO, 40, (2202, 2203, 2204, 2205, 2206))
    ]

"""What single values become: types by the schema, never by guessing."""

from __future__ import annotations

import pytest

from leadspec.cleanup import DateOrder
from leadspec.values.days import parse_day
from leadspec.values.instants import parse_instant
from unit.cleanup.cleaning import cleaned, fact

TEXT = "{type: string}"
WHOLE = "{type: integer}"
NUMBER = "{type: number}"
FLAG = "{type: boolean}"
DAY = "{type: string, format: date}"
TIME = "{type: string, format: date-time}"
COUNTRY = "{enum: [DE, NO, 'Côte d’Ivoire']}"
MISSING = ["null", "''", "'  '", '"\\u00a0"', ""]


@pytest.mark.parametrize(
    "field", [TEXT, WHOLE, NUMBER, FLAG, DAY, TIME, COUNTRY, "{type: array, items: {type: string}}"]
)
@pytest.mark.parametrize("value", MISSING)
def test_null_and_blank_are_missing_everywhere(field, value):
    assert fact(field, value) is None


@pytest.mark.parametrize("value", ["007", "NO", "yes", "1e3", "2026-01-01", "1.50", "true", "0"])
def test_text_stays_as_it_is_written(value):
    assert fact(TEXT, value) == value
    assert type(fact(TEXT, value)) is str


def test_text_is_composed_but_not_trimmed():
    assert fact(TEXT, '" Mu\\u0308ller "') == " Müller "


@pytest.mark.parametrize(
    ("value", "number"), [("12", 12), ("'12'", 12), ("' 007 '", 7), ("12.0", 12), ("1e3", 1000), ("-3", -3)]
)
def test_whole_numbers(value, number):
    assert fact(WHOLE, value) == number * 10**6


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        (WHOLE, "1.5", "is not a whole number"),
        (NUMBER, "abc", "is not a number"),
        (NUMBER, "'1.234,50'", "has a comma, and no decimal comma is declared"),
        (NUMBER, "'12,5'", "has a comma, and no decimal comma is declared"),
        (NUMBER, "'1 000'", "is not a number"),
        (NUMBER, "'١٢'", "is not a number"),
        (NUMBER, "NaN", "is not a number"),
        (NUMBER, "true", "is not a number"),
        (NUMBER, "0.1234567", "has more than 6 digits after the point, and the schema declares no `x-decimals`"),
        (NUMBER, "1e12", "has more than 12 digits before the point"),
        (NUMBER, "[1]", "is a list, and one value is wanted"),
        (NUMBER, "{a: 1}", "is a block of fields, and one value is wanted"),
        ("{type: number, minimum: 1}", "0.999999", "is less than 1"),
        ("{type: number, maximum: 1}", "1.000001", "is more than 1"),
        ("{type: number, exclusiveMinimum: 1}", "1", "is not more than 1"),
        ("{type: number, exclusiveMaximum: 1}", "1", "is not less than 1"),
        ("{type: number, x-unit: share}", "1.5", "is more than 1"),
        (FLAG, "yes", "is not `true` or `false`"),
        (FLAG, "1", "is not `true` or `false`"),
        (COUNTRY, "Deutschland", "is none of the 3 values that the schema lists"),
        ("{type: string, minLength: 3}", "ab", "is shorter than 3 characters"),
        ("{type: string, maxLength: 3}", "abcd", "is longer than 3 characters"),
        ("{type: string, pattern: '[0-9]{5}'}", "1234", "does not match the pattern of the schema"),
        ("{type: string, format: email}", "Ann <a@x.example>", "is not an e-mail address"),
        ("{type: string, format: email}", "a@b@c.example", "is not an e-mail address"),
        ("{type: string, format: email}", "a.x.example", "is not an e-mail address"),
        ("{type: string, format: uri}", "www.firm.example", "is not an address such as `https://firm.example`"),
        (TEXT, '"a\\u0007b"', "holds the control character U+0007"),
        (DAY, "03/04/2026", "has a date whose order of day and month is not declared"),
        (DAY, "31.12.2026", "has a date whose order of day and month is not declared"),
        (DAY, "2026-02-30", "is not a date such as `2026-01-31`"),
        (DAY, "2026-1-5", "is not a date such as `2026-01-31`"),
        (DAY, "46022", "is not a date such as `2026-01-31`"),
        (DAY, "2026-01-31T10:00:00Z", "is a date with a time, and a date is wanted"),
        (TIME, "03/04/2026 10:00", "has a date whose order of day and month is not declared"),
        (TIME, "2026-01-31T24:00:00Z", "is not a time such as `2026-01-31T10:00:00+01:00`"),
        (TIME, "2026-01-31T23:59:60Z", "is not a time such as `2026-01-31T10:00:00+01:00`"),
        (TIME, "1793836800", "is not a time such as `2026-01-31T10:00:00+01:00`"),
        (TIME, "1899-12-31T00:00:00Z", "lies outside the years 1900 to 2199"),
            (DAY, "9999-12-31", "lies outside the years 1900 to 2199"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_rejected_with_a_reason(field, value, reason):
    assert fact(field, value) == reason


def test_limits_themselves_fit():
    assert fact("{type: number, minimum: 1, maximum: 1}", "1.000000") == 10**6
    assert fact("{type: string, minLength: 2, maxLength: 2}", "' ab '") == " ab "
    assert fact("{type: string, pattern: '[a-z]{2}'}", "' AB '") == " AB "
    assert fact("{type: string, format: email}", "Ö.x+y@münchen.example") == "Ö.x+y@münchen.example"


def test_0_and_false_are_facts():
    assert fact(WHOLE, "0") == 0
    assert fact(FLAG, "false") is False
    assert fact(FLAG, "' TRUE '") is True


@pytest.mark.parametrize(
    ("value", "rounded"), [("1.005", 1_010_000), ("-1.005", -1_010_000), ("1.00499999999", 1_000_000)]
)
def test_declared_decimals_round_half_away_and_are_counted(value, rounded):
    found = cleaned("f: {type: number, x-decimals: 2}", f"f: {value}")
    assert found.leads[0].facts["f"] == rounded
    assert found.report.repairs == {"number-rounded": 1}


@pytest.mark.parametrize(
    ("field", "marker"),
    [
        ("{type: string, x-missing: [Unknown]}", "' unknown '"),
        ("{type: integer, x-missing: [-1]}", "-1.0"),
        ("{type: integer, minimum: 0, x-missing: [n/a]}", "N/A"),
        ("{enum: [a, Select], x-missing: [select]}", "Select"),
        ("{type: boolean, x-missing: [n/a]}", "n/a"),
        ("{type: string, format: date, x-missing: [1900-01-01]}", "1900-01-01"),
    ],
)
def test_markers_are_missing_before_any_check(field, marker):
    found = cleaned(f"f: {field}", f"f: {marker}")
    assert found.leads[0].facts == {}
    assert found.report.repairs == {"marker-as-missing": 1}


@pytest.mark.parametrize(("value", "member", "repairs"), [
    ("DE", "DE", {}),
    ("' de '", "DE", {"member-spelling": 1}),
    ("no", "NO", {"member-spelling": 1}),
    ('"Co\\u0302te d’Ivoire"', "Côte d’Ivoire", {"member-spelling": 1}),
])  # fmt: skip
def test_members_are_matched_as_text_is_compared(value, member, repairs):
    found = cleaned(f"f: {COUNTRY}", f"f: {value}")
    assert found.leads[0].facts["f"] == member
    assert found.report.repairs == repairs


def test_what_does_not_fit_may_count_as_missing():
    found = cleaned("f: {type: integer, x-on-invalid: missing}", "f: many")
    assert found.leads[0].facts == {}
    assert found.report.repairs == {"invalid-as-missing": 1}


@pytest.mark.parametrize(
    ("value", "items", "repairs"),
    [
        ("[a, b, a]", ("a", "b", "a"), {}),
        ("[a, null, '', ' ']", ("a",), {"list-items-dropped": 3}),
        ("[]", None, {}),
        ("[null]", None, {"list-items-dropped": 1}),
        ("a", ("a",), {"single-value-as-list": 1}),
        ('\'["a", "b"]\'', ("a", "b"), {}),
        ("'[a]'", "starts like a JSON list and is none", {}),
        ("[[a]]", "has an item, number 1, that is a list, and one value is wanted", {}),
        ("{a: 1}", "is a block of fields, and a list is wanted", {}),
    ],
)
def test_lists(value, items, repairs):
    field = "{type: array, items: {type: string}}"
    assert fact(field, value) == items
    assert cleaned(f"f: {field}", f"f: {value}").report.repairs == repairs


def test_declared_ways_of_writing():
    assert fact(NUMBER, "'1.234,50'", decimal=",", thousands=".") == 1_234_500_000
    assert fact(NUMBER, "'1234,5'", decimal=",") == 1_234_500_000
    assert fact(NUMBER, "'1.5'", decimal=",") == "is not a number"
    assert fact(NUMBER, "'12.34,5'", decimal=",", thousands=".") == "is not a number"
    assert fact(NUMBER, "1.5", decimal=",", thousands=".") == 1_500_000, "a bare number has a point"
    assert fact(FLAG, "Ja", true_words=("ja", "x"), false_words=("nein",)) is True
    assert fact(DAY, "03/04/2026", date_order=DateOrder.DAY_MONTH_YEAR) == parse_day("2026-04-03")
    assert fact(DAY, "3.4.2026", date_order=DateOrder.DAY_MONTH_YEAR) == parse_day("2026-04-03")
    assert fact(DAY, "03/04/2026", date_order=DateOrder.MONTH_DAY_YEAR) == parse_day("2026-03-04")
    assert fact(DAY, "2026/04/03", date_order=DateOrder.YEAR_MONTH_DAY) == parse_day("2026-04-03")
    assert fact(DAY, "2026-04-03", date_order=DateOrder.DAY_MONTH_YEAR) == parse_day("2026-04-03")
    assert fact(DAY, "31/31/2026", date_order=DateOrder.DAY_MONTH_YEAR) == "is not a date such as `2026-01-31`"
    assert fact(DAY, "03/04/26", date_order=DateOrder.DAY_MONTH_YEAR) == (
        "has a year of two digits, and no `two_digit_years_from` is declared"
    )
    assert fact("{type: array, items: {type: string}}", "a|b||c", separators={"f": "|"}) == ("a", "b", "c")
    assert fact(TEXT, "TBD", missing=("tbd",)) is None


def at(text):
    return parse_instant(text).at


@pytest.mark.parametrize(
    ("value", "instant", "repairs"),
    [
        ("2026-01-31T10:00:00+01:00", "2026-01-31T09:00:00Z", {}),
        ("2026-01-31 10:00", "2026-01-31T09:00:00Z", {"time-without-offset": 1}),
        ("2026-01-31", "2026-01-30T23:00:00Z", {"date-without-time": 1}),
        ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z", {"time-twice": 1, "time-without-offset": 1}),
        ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z", {"time-skipped": 1, "time-without-offset": 1}),
        ("2026-01-31T10:00:00.1234567Z", "2026-01-31T10:00:00.123456Z", {"time-cut": 1}),
    ],
)
def test_times_are_those_of_the_zone_and_every_help_is_counted(value, instant, repairs):
    found = cleaned(f"f: {TIME}", f"f: {value}")
    assert found.leads[0].facts["f"] == at(instant)
    assert found.report.repairs == repairs


def test_a_local_time_without_any_zone_is_rejected():
    assert fact(TIME, "2026-01-31T10:00:00", zone=None) == "says no offset, and no time zone is declared"
    assert fact(TIME, "2026-01-31T10:00:00Z", zone=None) == at("2026-01-31T10:00:00Z")


def test_midnight_beside_a_date_is_dropped():
    found = cleaned(f"f: {DAY}", "f: 2026-01-31 00:00:00")
    assert found.leads[0].facts["f"] == parse_day("2026-01-31")
    assert found.report.repairs == {"midnight-dropped": 1}


def test_letters_newer_than_the_rules_are_counted():
    found = cleaned(f"f: {TEXT}", [{"f": "a\U0001fae8"}])
    assert found.leads[0].facts == {"f": "a\U0001fae8"}
    assert found.report.repairs == {"newer-characters": 1}


def test_values_are_shown_only_when_asked_and_never_where_personal():
    fields = "a: {type: integer}\nb: {type: integer, x-personal: true}"
    row = [{"a": "canary-a", "b": "canary-b"}]
    assert "canary" not in str(cleaned(fields, row).rejects)
    shown = str(cleaned(fields, row, show_values=True).rejects)
    assert "canary-a" in shown
    assert "canary-b" not in shown

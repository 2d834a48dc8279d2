"""Values that are read as a data description declares: spellings, signs, times of twelve hours, numbers as dates."""

from __future__ import annotations

import pytest

from leadspec.cleanup import CleanOptions, DateNumbers, DateOrder, clean
from leadspec.documents import NumberText
from leadspec.values.days import parse_day
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.zones import zone
from unit.cleanup.cleaning import BERLIN, cleaned, fact, schema_of

TOKYO = zone("Asia/Tokyo")
DAY = "{type: string, format: date}"
TIME = "{type: string, format: date-time}"
COUNTRY = "{type: string, enum: [DE, AT]}"
YES = "{type: boolean}"


def at(text: str) -> int:
    found = parse_instant(text)
    assert isinstance(found, Instant)
    return found.at


def test_spellings_of_a_member_are_compared_as_text_is_and_counted():
    values = {"f": {"DE": ("Germany", "Deutschland"), "AT": ("Österreich",)}}
    found = cleaned(f"f: {COUNTRY}", "[{f: ' deutschland '}, {f: DE}, {f: ÖSTERREICH}, {f: Italy}]", values=values)
    assert [each.facts["f"] for each in found.leads] == ["DE", "DE", "AT"]
    assert found.report.repairs == {"declared-spelling": 2}
    assert len(found.rejects) == 1


def test_spellings_of_true_and_of_items():
    assert fact(YES, "Opted in", values={"f": {"true": ("opted IN",)}}) is True
    found = cleaned(
        "f: {type: array, items: {type: string, enum: [a, b]}}",
        "f: 'Alpha|b'",
        values={"f": {"a": ("alpha",)}},
        separators={"f": "|"},
    )
    assert found.leads[0].facts["f"] == ("a", "b")


@pytest.mark.parametrize(("text", "value"), [("Ja", True), ("nein", False), ("x", True), ("1", True), ("true", True)])
def test_true_and_false_words_stand_beside_those_of_json(text, value):
    words = {"true_words": ("ja", "X", "1"), "false_words": ("nein",)}
    assert fact(YES, f"'{text}'", **words) is value


def test_a_number_may_be_a_declared_word():
    found = cleaned(f"f: {YES}", [{"f": NumberText("1")}], true_words=("1",))
    assert found.leads[0].facts["f"] is True


@pytest.mark.parametrize("text", ["1.234,50 €", "€1.234,50", "€ 1.234,50", "EUR 1.234,50", "1.234,50 eur"])
def test_declared_signs_beside_a_number(text):
    options = {"decimal": ",", "thousands": ".", "number_signs": ("€", "EUR")}
    assert fact("{type: number}", f"'{text}'", **options) == 1_234_500_000
    assert fact("{type: number}", f"'{text}'", decimal=",", thousands=".") == "is not a number"


def test_a_sign_keeps_the_minus_and_is_no_part_of_a_word():
    assert fact("{type: number}", "'-€5'", number_signs=("€",)) == -5_000_000
    assert fact("{type: number}", "'k5'", number_signs=("€",)) == "is not a number"
    assert fact("{type: number}", "'€'", number_signs=("€",)) == "is not a number"


def test_percent_means_what_the_unit_of_the_field_says():
    signs = {"number_signs": ("%",)}
    assert fact("{type: number, x-unit: share}", "'12.5 %'", **signs) == 125_000
    assert fact("{type: number, x-unit: percent}", "12.5%", **signs) == 12_500_000
    assert fact("{type: number}", "12.5%", **signs) == "has a percent sign, and the schema says no `x-unit`"
    assert fact("{type: number, x-unit: share}", "12.5%") == "is not a number"


@pytest.mark.parametrize("text", ["1 234 567", "1\u00a0234\u00a0567", "1\u202f234\u202f567"])
def test_a_declared_space_is_every_kind_of_space(text):
    assert fact("{type: number}", f"'{text}'", thousands=" ") == 1_234_567_000_000
    assert fact("{type: number}", f"'{text}'") == "is not a number"


def test_a_declared_apostrophe_is_both_kinds():
    assert fact("{type: number}", '"1\'234.5"', thousands="'") == 1_234_500_000
    assert fact("{type: number}", "1’234", thousands="'") == 1_234_000_000
    assert fact("{type: number}", '"1\'23"', thousands="'") == "is not a number"


def test_years_of_two_digits_are_completed_only_where_it_is_declared():
    order = DateOrder.DAY_MONTH_YEAR
    reason = "has a year of two digits, and no `two_digit_years_from` is declared"
    assert fact(DAY, "31.01.26", date_order=order) == reason
    assert fact(DAY, "31.01.26", date_order=order, two_digit_years_from=1970) == parse_day("2026-01-31")
    assert fact(DAY, "31.01.70", date_order=order, two_digit_years_from=1970) == parse_day("1970-01-31")
    assert fact(DAY, "31.01.69", date_order=order, two_digit_years_from=1970) == parse_day("2069-01-31")
    found = cleaned(f"f: {DAY}", "f: 31.01.26", date_order=order, two_digit_years_from=1970)
    assert found.report.repairs == {"two-digit-year": 1}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("31.01.2026 9:05", "09:05"),
        ("31. 1. 2026 9:05", "09:05"),
        ("31.1.2026, 09:05:30", "09:05:30"),
        ("31.01.2026 3:05 PM", "15:05"),
        ("31.01.2026 12:05 am", "00:05"),
        ("31.01.2026 12:05 p.m.", "12:05"),
    ],
)
def test_times_behind_a_date_in_a_declared_order(text, time):
    wanted = at(f"2026-01-31T{time}+01:00")
    assert fact(TIME, f"'{text}'", date_order=DateOrder.DAY_MONTH_YEAR) == wanted


@pytest.mark.parametrize("text", ["31.01.2026 13:05 PM", "31.01.2026 0:05 PM", "31.01.2026 9:5", "31.01.2026 24:00"])
def test_times_that_no_clock_shows(text):
    assert "is not a time" in fact(TIME, f"'{text}'", date_order=DateOrder.DAY_MONTH_YEAR)


@pytest.mark.parametrize(
    ("kind", "number", "day"),
    [
        (DateNumbers.EXCEL, "42315", "2015-11-07"),
        (DateNumbers.EXCEL, "1", "1900-01-01"),
        (DateNumbers.EXCEL, "59", "1900-02-28"),
        (DateNumbers.EXCEL, "61", "1900-03-01"),
        (DateNumbers.EXCEL, "42315.0", "2015-11-07"),
        (DateNumbers.EXCEL_1904, "0", "1904-01-01"),
        (DateNumbers.EXCEL_1904, "40853", "2015-11-07"),
        (DateNumbers.EPOCH_SECONDS, "1446854400", "2015-11-07"),
        (DateNumbers.EPOCH_MILLISECONDS, "1446854400000", "2015-11-07"),
        (DateNumbers.EPOCH_SECONDS, "-86400", "1969-12-31"),
    ],
)
def test_numbers_that_are_declared_to_be_days(kind, number, day):
    assert fact(DAY, number, date_numbers=kind) == parse_day(day)
    assert fact(DAY, f"'{number}'", date_numbers=kind) == parse_day(day)
    assert isinstance(fact(DAY, number), str)
    assert fact(DAY, "2026-01-31", date_numbers=kind) == parse_day("2026-01-31")


@pytest.mark.parametrize(
    ("kind", "number", "time"),
    [
        (DateNumbers.EXCEL, "42315.416666666664", "2015-11-07T10:00:00+01:00"),
        (DateNumbers.EXCEL, "42315.4166666667", "2015-11-07T10:00:00+01:00"),
        (DateNumbers.EPOCH_SECONDS, "1446886800", "2015-11-07T10:00:00+01:00"),
        (DateNumbers.EPOCH_SECONDS, "1446886800.25", "2015-11-07T10:00:00.25+01:00"),
        (DateNumbers.EPOCH_MILLISECONDS, "1446886800250", "2015-11-07T10:00:00.25+01:00"),
    ],
)
def test_numbers_that_are_declared_to_be_times(kind, number, time):
    assert fact(TIME, number, date_numbers=kind) == at(time)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (DateNumbers.EXCEL, "0"),
        (DateNumbers.EXCEL, "60"),
        (DateNumbers.EXCEL, "-3"),
        (DateNumbers.EXCEL, "20260131"),
        (DateNumbers.EPOCH_SECONDS, "1446886800000"),
    ],
)
def test_numbers_that_are_no_date(kind, number):
    assert isinstance(fact(DAY, number, date_numbers=kind), str)
    assert isinstance(fact(TIME, number, date_numbers=kind), str)


def test_the_zone_of_a_file_goes_before_that_of_the_policy():
    found = clean([(1, {"f": "2026-01-31T10:00:00"})], schema_of(f"f: {TIME}"), BERLIN, CleanOptions(zone=TOKYO))
    assert found.leads[0].facts["f"] == at("2026-01-31T10:00:00+09:00")


def test_a_field_from_another_file_is_read_as_that_file_is():
    options = CleanOptions(decimal=",", by_field={"g": CleanOptions(decimal=".")})
    found = clean([(1, {"f": "1,5", "g": "1.5"})], schema_of("f: {type: number}\ng: {type: number}"), None, options)
    assert found.leads[0].facts == {"f": 1_500_000, "g": 1_500_000}

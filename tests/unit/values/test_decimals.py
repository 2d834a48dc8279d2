import time

import pytest

from leadspec.values.decimals import (
    LIMIT,
    ONE,
    NumberFault,
    RoundedNumber,
    add,
    divide,
    divide_half_away,
    format_cents,
    format_number,
    from_cents,
    multiply,
    parse_number,
    parse_rounded,
    round_to,
    subtract,
    to_cents,
)

LARGEST = LIMIT - 1


def number(text: str) -> int:
    parsed = parse_number(text)
    assert isinstance(parsed, int)
    return parsed


@pytest.mark.parametrize(
    ("text", "millionths"),
    [
        ("0", 0),
        ("-0", 0),
        ("-0.000000", 0),
        ("1", 1_000_000),
        ("+2.5", 2_500_000),
        ("-12.50", -12_500_000),
        ("0.000001", 1),
        ("-0.000001", -1),
        ("007", 7_000_000),
        ("1.50000000", 1_500_000),
        ("999999999999.999999", 999_999_999_999_999_999),
        ("-999999999999.999999", -999_999_999_999_999_999),
        ("1e3", 1_000_000_000),
        ("1E-2", 10_000),
        ("12.5e+1", 125_000_000),
        ("1e-6", 1),
        ("10e-7", 1),
        ("0.0000001e1", 1),
        ("1e0000000000000000000000000003", 1_000_000_000),
        ("0e999999999999999999999999", 0),
        ("0.00e-999999999999999999999999", 0),
        ("1000000000000e-1", 100_000_000_000_000_000),
    ],
)
def test_parse_number_reads_plain_decimals(text: str, millionths: int) -> None:
    assert parse_number(text) == millionths


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "+", ".", ".5", "5.", "1 ", " 1", "1\n", "--1", "+-1", "1e", "1e+", "e3", "1e1.5", "1.2.3"),
        *("1,5", "1_000", "1 000", "10'000", "0x10", "inf", "-inf", "nan", "NaN", "Infinity", "1e3e3"),
        *("−1", "１", "١٢", "1٫5", "²", "½", "1\u200b", "\ufeff1"),
    ],
)
def test_parse_number_refuses_what_is_no_plain_decimal(text: str) -> None:
    assert parse_number(text) is NumberFault.NOT_A_NUMBER
    assert parse_rounded(text, 2) is NumberFault.NOT_A_NUMBER


@pytest.mark.parametrize("text", ["1000000000000", "-1000000000000", "1e12", "999e10", "1e99999999999999999999999"])
def test_parse_number_refuses_more_than_twelve_digits_before_the_point(text: str) -> None:
    assert parse_number(text) is NumberFault.TOO_LARGE
    assert parse_rounded(text, 0) is NumberFault.TOO_LARGE


@pytest.mark.parametrize("text", ["0.0000001", "1.2345678", "1e-7", "15e-7", "1e-99999999999999999999999"])
def test_parse_number_refuses_more_than_six_digits_after_the_point(text: str) -> None:
    assert parse_number(text) is NumberFault.TOO_MANY_DIGITS


@pytest.mark.parametrize(
    ("text", "decimals", "millionths", "rounded"),
    [
        ("1.005", 2, 1_010_000, True),  # the double nearest to it lies below
        ("0.145", 2, 150_000, True),
        ("-0.145", 2, -150_000, True),
        ("0.1449999999999999999", 2, 140_000, True),
        ("2.5", 0, 3_000_000, True),
        ("-2.5", 0, -3_000_000, True),
        ("2.4", 0, 2_000_000, True),
        ("0.5", 0, 1_000_000, True),
        ("0.05", 0, 0, True),
        ("-0.4", 0, 0, True),
        ("9.99", 1, 10_000_000, True),
        ("99.95", 1, 100_000_000, True),
        ("1.20", 2, 1_200_000, False),
        ("1.2000000000", 2, 1_200_000, False),
        ("12", 0, 12_000_000, False),
        ("0.30000000000000004", 6, 300_000, True),
        ("0.8349283749", 6, 834_928, True),
        ("0.0000005", 6, 1, True),
        ("0.00000049", 6, 0, True),
        ("5e-7", 6, 1, True),
        ("1e-99999999999999999999", 6, 0, True),
        ("123456e-6", 3, 123_000, True),
    ],
)
def test_parse_rounded_rounds_half_away_from_zero_and_tells(
    text: str, decimals: int, millionths: int, rounded: bool
) -> None:
    assert parse_rounded(text, decimals) == RoundedNumber(millionths, rounded)


def test_parse_rounded_refuses_what_is_too_large_once_it_is_rounded() -> None:
    assert parse_rounded("999999999999.4", 0) == RoundedNumber(999_999_999_999 * ONE, True)
    assert parse_rounded("999999999999.5", 0) is NumberFault.TOO_LARGE
    assert parse_rounded("-999999999999.9999995", 6) is NumberFault.TOO_LARGE


@pytest.mark.parametrize("decimals", [-1, 7])
def test_parse_rounded_keeps_zero_to_six_digits(decimals: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 6"):
        parse_rounded("1", decimals)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 1_000_000,
        "0." + "3" * 1_000_000,
        "1e" + "9" * 1_000_000,
        "0" * 1_000_000 + "1",
        "0." + "0" * 1_000_000 + "1e1000001",
        "1" + "0" * 1_000_000 + "e-1000000",
        "9" * 1_000_000 + "x",
    ],
    ids=["large", "long fraction", "long exponent", "zeros before", "zeros after", "zeros undone", "no number"],
)
def test_parse_number_takes_little_time_for_a_million_digits(text: str) -> None:
    start = time.perf_counter()
    parsed = parse_number(text)
    assert time.perf_counter() - start < 1
    assert parsed in (ONE, NumberFault.TOO_LARGE, NumberFault.TOO_MANY_DIGITS, NumberFault.NOT_A_NUMBER)


def test_digits_outweigh_an_exponent() -> None:
    assert parse_number("0." + "0" * 99 + "1e100") == ONE
    assert parse_number("1" + "0" * 100 + "e-100") == ONE


@pytest.mark.parametrize(
    ("numerator", "denominator", "quotient"),
    [
        (5, 2, 3),
        (-5, 2, -3),
        (5, -2, -3),
        (-5, -2, 3),
        (4, 3, 1),
        (-4, 3, -1),
        (1, 3, 0),
        (-1, 3, 0),
        (1, 2, 1),
        (-1, 2, -1),
        (0, -7, 0),
        (10**40 + 1, 2 * 10**40, 1),
        (10**40 - 1, 2 * 10**40, 0),
    ],
)
def test_divide_half_away_rounds_ties_away_from_zero(numerator: int, denominator: int, quotient: int) -> None:
    assert divide_half_away(numerator, denominator) == quotient


def test_decimals_add_up() -> None:
    assert add(number("0.1"), number("0.2")) == number("0.3")
    assert subtract(number("0.3"), number("0.1")) == number("0.2")


def test_a_result_out_of_range_is_missing() -> None:
    assert add(LARGEST, 1) is None
    assert add(LARGEST, 0) == LARGEST
    assert subtract(-LARGEST, 1) is None
    assert subtract(-LARGEST, 0) == -LARGEST
    assert multiply(number("1000000"), number("1000000")) is None
    assert multiply(number("1000000"), number("999999.999999")) == number("999999999999")
    assert divide(number("999999999999"), number("0.1")) is None
    assert divide(LARGEST, number("-1")) == -LARGEST


def test_division_by_zero_is_missing() -> None:
    assert divide(ONE, 0) is None
    assert divide(0, 0) is None
    assert divide(0, ONE) == 0


@pytest.mark.parametrize(
    ("left", "right", "product"),
    [
        ("0.000015", "0.1", "0.000002"),  # a tie
        ("-0.000015", "0.1", "-0.000002"),
        ("0.000014", "0.1", "0.000001"),
        ("0.000001", "0.000001", "0"),
        ("1.000001", "1.000001", "1.000002"),
        ("-2.5", "-4", "10"),
    ],
)
def test_multiply_rounds_once_to_six_digits(left: str, right: str, product: str) -> None:
    assert multiply(number(left), number(right)) == number(product)


@pytest.mark.parametrize(
    ("left", "right", "quotient"),
    [
        ("1", "3", "0.333333"),
        ("2", "3", "0.666667"),
        ("-2", "3", "-0.666667"),
        ("0.000001", "2", "0.000001"),  # a tie
        ("-0.000001", "2", "-0.000001"),
        ("66666649999.999998", "99999999999.999997", "0.666666"),  # rounding twice gives 0.666667
        ("7", "-2", "-3.5"),
    ],
)
def test_divide_rounds_once_to_six_digits(left: str, right: str, quotient: str) -> None:
    assert divide(number(left), number(right)) == number(quotient)


@pytest.mark.parametrize(
    ("text", "digits", "rounded"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.499999", 0, "2"),
        ("1.005", 2, "1.01"),
        ("1.004999", 2, "1"),
        ("1.234567", 6, "1.234567"),
        ("0.05", 1, "0.1"),
    ],
)
def test_round_to_rounds_half_away(text: str, digits: int, rounded: str) -> None:
    assert round_to(number(text), digits) == number(rounded)


def test_round_to_out_of_range_is_missing() -> None:
    assert round_to(number("999999999999.5"), 0) is None
    assert round_to(number("999999999999.499999"), 0) == number("999999999999")
    with pytest.raises(ValueError, match="from 0 to 6"):
        round_to(1, 7)


def test_cents() -> None:
    assert to_cents(number("0.375")) == 38
    assert to_cents(number("-0.375")) == -38
    assert to_cents(number("0.374999")) == 37
    assert to_cents(number("0.005")) == 1
    assert to_cents(number("0.004999")) == 0
    assert from_cents(38) == number("0.38")


@pytest.mark.parametrize(
    "text", ["0", "2.5", "-3", "0.000001", "-0.5", "1000000", "10", "-999999999999.999999", "100.01"]
)
def test_format_number_is_the_shortest_text(text: str) -> None:
    assert format_number(number(text)) == text


@pytest.mark.parametrize(
    ("cents", "text"), [(3000, "30.00"), (0, "0.00"), (-5, "-0.05"), (7, "0.07"), (-12345, "-123.45"), (90, "0.90")]
)
def test_format_cents_has_two_digits_after_the_point(cents: int, text: str) -> None:
    assert format_cents(cents) == text

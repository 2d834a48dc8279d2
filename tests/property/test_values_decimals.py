"""Numbers against exact fractions."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

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
    multiply,
    parse_number,
    parse_rounded,
    round_to,
    subtract,
    to_cents,
)

numbers = st.one_of(
    st.integers(-LIMIT + 1, LIMIT - 1), st.integers(-(10**7), 10**7), st.integers(-1000, 1000).map(lambda n: n * ONE)
)


def nearest(exact: Fraction) -> int:
    """Rounded to a whole number, half away from zero, told by distance and not by a formula."""
    below = exact.numerator // exact.denominator
    distance = exact - below
    if distance == Fraction(1, 2):
        return below + 1 if exact > 0 else below
    return below if distance < Fraction(1, 2) else below + 1


def fits(number: int) -> int | None:
    return number if abs(number) < LIMIT else None


@given(st.integers(), st.integers().filter(bool))
def test_division_rounds_to_the_nearest(numerator: int, denominator: int) -> None:
    assert divide_half_away(numerator, denominator) == nearest(Fraction(numerator, denominator))


@given(numbers, numbers)
def test_arithmetic_is_exact_then_rounded_once(left: int, right: int) -> None:
    a, b = Fraction(left, ONE), Fraction(right, ONE)
    assert add(left, right) == fits(nearest((a + b) * ONE))
    assert subtract(left, right) == fits(nearest((a - b) * ONE))
    assert multiply(left, right) == fits(nearest(a * b * ONE))
    assert divide(left, right) == (fits(nearest(a / b * ONE)) if right else None)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6), st.integers(-1, 1))
def test_quotients_a_hair_off_a_tie(half: int, divisor: int, hair: int) -> None:
    # (2q + 1) / 2 millionths, off by the smallest step that the divisor allows
    dividend = (2 * half + 1) * divisor + hair
    exact = Fraction(dividend, 2 * divisor * ONE)
    assert divide(dividend, 2 * divisor * ONE) == fits(nearest(exact * ONE))


@given(numbers, st.integers(0, 6))
def test_round_to_is_the_nearest(number: int, digits: int) -> None:
    step = 10 ** (6 - digits)
    assert round_to(number, digits) == fits(nearest(Fraction(number, step)) * step)


@given(numbers)
def test_cents_are_the_nearest(number: int) -> None:
    assert to_cents(number) == nearest(Fraction(number, 10**4))


@given(numbers)
def test_text_and_back(number: int) -> None:
    text = format_number(number)
    assert parse_number(text) == number
    assert Fraction(text) * ONE == number


@given(st.integers(-(10**20), 10**20))
def test_cents_are_printed_exactly(cents: int) -> None:
    text = format_cents(cents)
    assert Fraction(text) * 100 == cents
    assert text[-3] == "."


decimal_texts = st.builds(
    lambda sign, whole, fraction, exponent: sign + whole + fraction + exponent,
    st.sampled_from(["", "-", "+"]),
    st.text("0123456789", min_size=1, max_size=16),
    st.one_of(st.just(""), st.text("0159", min_size=1, max_size=16).map(lambda digits: f".{digits}")),
    st.one_of(st.just(""), st.integers(-20, 20).map(lambda n: f"e{n}"), st.integers(0, 9).map(lambda n: f"E+{n}")),
)


@given(decimal_texts, st.integers(0, 6))
def test_parsing_agrees_with_fractions(text: str, decimals: int) -> None:
    exact = Fraction(text)
    step = 10 ** (6 - decimals)
    value = nearest(exact * ONE / step) * step
    expected = RoundedNumber(value, value != exact * ONE) if abs(value) < LIMIT else NumberFault.TOO_LARGE
    assert parse_rounded(text, decimals) == expected


@given(decimal_texts)
def test_parsing_without_rounding_keeps_every_digit(text: str) -> None:
    millionths = Fraction(text) * ONE
    parsed = parse_number(text)
    if isinstance(parsed, NumberFault):
        assert abs(nearest(millionths)) >= LIMIT or millionths.denominator != 1
    else:
        assert parsed == millionths


@given(st.text())
def test_any_text_is_a_number_or_a_fault(text: str) -> None:
    parsed = parse_number(text)
    assert isinstance(parsed, NumberFault) or -LIMIT < parsed < LIMIT

"""Numbers: decimals with six digits after the point, held as `int` millionths.

Reference: `docs/reference/semantics.md`, numbers. A number is smaller in size than 10**12, so its millionths
are smaller than `LIMIT` = 10**18 and fit 64 bits on every engine. `*` and `/` round once to six digits, half
away from zero, by integer arithmetic. A result out of range, like a division by zero, is missing: `None`.

Points and scores are `int` cents (hundredths).
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from msgspec import Struct

SCALE: Final = 6
ONE: Final = 10**SCALE
WHOLE_DIGITS: Final = 12
LIMIT: Final = 10 ** (WHOLE_DIGITS + SCALE)
CENT: Final = ONE // 100

_NUMBER: Final = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?)([0-9]+))?")
# More digits than any text has: an exponent with more cannot be outweighed by the length of the digits.
_EXPONENT_DIGITS: Final = 15


class NumberFault(Enum):
    """Why a text is no number of the language."""

    NOT_A_NUMBER = "not a number"
    TOO_LARGE = "too large"
    TOO_MANY_DIGITS = "too many digits after the point"


class RoundedNumber(Struct, frozen=True):
    """A number in millionths, and whether digits were rounded away to get it."""

    value: int
    rounded: bool


def divide_half_away(numerator: int, denominator: int) -> int:
    """The quotient rounded to a whole number, ties away from zero. `denominator` is not 0."""
    size = (2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator))
    return size if (numerator < 0) == (denominator < 0) else -size


def parse_number(text: str) -> int | NumberFault:
    """The millionths of a plain decimal text: `12`, `-12.50`, `+0.5`, `1e3`, `1E-2`.

    ASCII digits only, at least one on each side of a point; no separators, spaces, infinities or NaN.
    Zeros that say nothing (`007`, `1.50000000`) are no digits too many.
    Takes time linear in the text, whatever the exponent.
    """
    parsed = parse_rounded(text, SCALE)
    if isinstance(parsed, NumberFault):
        return parsed
    return NumberFault.TOO_MANY_DIGITS if parsed.rounded else parsed.value


def parse_rounded(text: str, decimals: int) -> RoundedNumber | NumberFault:
    """Like `parse_number`, but rounded half away from zero to `decimals` digits after the point (0 to 6)."""
    _check_decimals(decimals)
    match = _NUMBER.fullmatch(text)
    if match is None:
        return NumberFault.NOT_A_NUMBER
    sign, whole, fraction, exponent_sign, exponent_digits = match.groups("")
    digits = (whole + fraction).lstrip("0")
    significant = digits.rstrip("0")
    if not significant:
        return RoundedNumber(0, False)
    # The number is `significant` times ten to the power of `shift`.
    shift = len(digits) - len(significant) - len(fraction) + _exponent(exponent_sign, exponent_digits)
    if len(significant) + shift > WHOLE_DIGITS:
        return NumberFault.TOO_LARGE
    kept = len(significant) + shift + decimals
    rounded = kept < len(significant)
    if not rounded:
        size = int(significant) * 10 ** (shift + SCALE)
    elif kept < 0:
        size = 0
    else:
        # Half away from zero asks for the first digit dropped, and for no other.
        size = (int(significant[:kept] or "0") + (significant[kept] >= "5")) * 10 ** (SCALE - decimals)
    if size >= LIMIT:
        return NumberFault.TOO_LARGE
    return RoundedNumber(-size if sign == "-" else size, rounded)


def _exponent(sign: str, digits: str) -> int:
    digits = digits.lstrip("0")
    size = 10**_EXPONENT_DIGITS if len(digits) > _EXPONENT_DIGITS else int(digits or "0")
    return -size if sign == "-" else size


def _check_decimals(decimals: int) -> None:
    if not 0 <= decimals <= SCALE:
        raise ValueError(f"digits after the point must be from 0 to {SCALE}, not {decimals}")


def in_range(number: int | None) -> int | None:
    """The number, or `None` (missing) where it is too large."""
    return number if number is not None and -LIMIT < number < LIMIT else None


def add(left: int, right: int) -> int | None:
    return in_range(left + right)


def subtract(left: int, right: int) -> int | None:
    return in_range(left - right)


def multiply(left: int, right: int) -> int | None:
    return in_range(divide_half_away(left * right, ONE))


def divide(left: int, right: int) -> int | None:
    """`left / right`; missing where `right` is 0."""
    return None if right == 0 else in_range(divide_half_away(left * ONE, right))


def round_to(number: int, digits: int) -> int | None:
    """Rounded half away from zero to `digits` digits after the point (0 to 6)."""
    _check_decimals(digits)
    step = 10 ** (SCALE - digits)
    return in_range(divide_half_away(number, step) * step)


def to_cents(number: int) -> int:
    """Millionths as cents, rounded half away from zero."""
    return divide_half_away(number, CENT)


def from_cents(cents: int) -> int:
    """Cents as millionths; exact. A sum of points is not bounded, so the result may be out of range."""
    return cents * CENT


def format_number(number: int) -> str:
    """The shortest decimal text: `2.5`, `-3`, `0`."""
    whole, fraction = divmod(abs(number), ONE)
    text = f"{whole}.{fraction:0{SCALE}d}".rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 else text


def format_cents(cents: int) -> str:
    """Two digits after the point, always: `30.00`, `-0.05`."""
    whole, fraction = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{fraction:02d}"

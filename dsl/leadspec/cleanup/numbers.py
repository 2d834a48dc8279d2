"""Numbers as data writes them -> millionths. Signs for decimals and thousands are declared, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from leadspec.cleanup.options import CleanOptions
from leadspec.cleanup.outcomes import Fault, Outcome, Reader, Repair, with_repairs
from leadspec.schema.model import Field
from leadspec.types import NumberType, NumberUnit
from leadspec.values.decimals import ONE, NumberFault, format_number, parse_number, parse_rounded
from leadspec.values.text import fold, strip

_PERCENT: Final = "%"
_SPACES: Final = "[ \u00a0\u2009\u202f]"
_APOSTROPHES: Final = "['\u2019]"
_COMMA: Final = re.compile(r"[+-]?[0-9][0-9.]*,[0-9]+")


def number_reader(field: Field, type_: NumberType, options: CleanOptions) -> Reader:
    plain = _plain_writing(options)
    bare_of_signs = _without_signs(options)
    check = _range_check(field)

    def read(text: str, bare: bool) -> Outcome:
        digits = strip(text)
        percent = False
        if not bare and bare_of_signs is not None:
            digits, percent = bare_of_signs(digits)
            if percent and type_.unit is NumberUnit.PLAIN:
                return Fault("has a percent sign, and the schema says no `x-unit`")
        if not bare and plain is not None:
            digits = plain(digits) or ""
        if percent and type_.unit is NumberUnit.SHARE and digits:
            digits += "e-2"
        repairs: list[Repair] = []
        number: int | NumberFault
        if field.decimals is None:
            number = parse_number(digits)
        else:
            rounded = parse_rounded(digits, field.decimals)
            if isinstance(rounded, NumberFault):
                number = rounded
            else:
                number = rounded.value
                if rounded.rounded:
                    repairs.append(Repair.ROUNDED)
        if isinstance(number, NumberFault):
            return _no_number(number, digits, options)
        if type_.integer and number % ONE:
            return Fault("is not a whole number")
        return check(number) or with_repairs(number, repairs)

    return read


def _no_number(fault: NumberFault, digits: str, options: CleanOptions) -> Fault:
    match fault:
        case NumberFault.TOO_LARGE:
            return Fault("has more than 12 digits before the point")
        case NumberFault.TOO_MANY_DIGITS:
            return Fault("has more than 6 digits after the point, and the schema declares no `x-decimals`")
        case NumberFault.NOT_A_NUMBER:
            if options.decimal == "." and _COMMA.fullmatch(digits):
                return Fault("has a comma, and no decimal comma is declared")
            return Fault("is not a number")


def _plain_writing(options: CleanOptions) -> Callable[[str], str | None] | None:
    """From the declared signs to a point and no thousands; `None` for a text that does not use them soundly."""
    if options.decimal == "." and options.thousands is None:
        return None
    point, thousands = re.escape(options.decimal), _thousands(options)
    whole = "[0-9]+" if thousands is None else rf"(?:[0-9]{{1,3}}(?:{thousands}[0-9]{{3}})+|[0-9]+)"
    form = re.compile(rf"([+-]?{whole})(?:{point}([0-9]+))?")

    def plain(text: str) -> str | None:
        match = form.fullmatch(text)
        if match is None:
            return None
        digits = match[1] if thousands is None else re.sub(thousands, "", match[1])
        return digits if match[2] is None else f"{digits}.{match[2]}"

    return plain


def _thousands(options: CleanOptions) -> str | None:
    match options.thousands:
        case " ":
            return _SPACES
        case "'":
            return _APOSTROPHES
        case None:
            return None
        case sign:
            return re.escape(sign)


def _without_signs(options: CleanOptions) -> Callable[[str], tuple[str, bool]] | None:
    """Takes one declared sign from either end of a number; whether it was that of percent."""
    if not options.number_signs:
        return None
    either = "|".join(re.escape(fold(each)) for each in sorted(options.number_signs, key=len, reverse=True))
    front = re.compile(rf"([+-]?)(?:{either})(?=[\W0-9])", re.IGNORECASE)
    back = re.compile(rf"(?<=[0-9\s])(?:{either})$", re.IGNORECASE)

    def bare(text: str) -> tuple[str, bool]:
        found = back.search(text) or front.match(text)
        if found is None:
            return text, False
        sign = (found[1] or "") if found.re is front else ""
        rest = text[found.end() :] if found.re is front else text[: found.start()]
        return sign + strip(rest), found[0].endswith(_PERCENT)

    return bare


def _range_check(field: Field) -> Callable[[int], Fault | None]:
    low, high = field.minimum, field.maximum
    above, below = field.exclusive_minimum, field.exclusive_maximum

    def check(number: int) -> Fault | None:
        if low is not None and number < low:
            return Fault(f"is less than {format_number(low)}")
        if high is not None and number > high:
            return Fault(f"is more than {format_number(high)}")
        if above is not None and number <= above:
            return Fault(f"is not more than {format_number(above)}")
        if below is not None and number >= below:
            return Fault(f"is not less than {format_number(below)}")
        return None

    return check

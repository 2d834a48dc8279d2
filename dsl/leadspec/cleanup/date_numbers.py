"""Numbers that stand for dates: serial days of spreadsheets and counts since 1970, only where they are declared."""

from __future__ import annotations

import re
from typing import Final, assert_never

from leadspec.cleanup.options import DateNumbers
from leadspec.cleanup.outcomes import Fault, Outcome
from leadspec.values.days import FIRST_DAY, FIRST_YEAR, LAST_DAY, LAST_YEAR, from_civil
from leadspec.values.instants import DAY, FIRST_INSTANT, LAST_INSTANT, SECOND, LocalTime

_NUMBER: Final = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]{1,20}))?")
# Spreadsheets take 1900 for a leap year: their day 60 is the 29th of February that never was.
_BEFORE_LEAP_SLIP: Final = from_civil(1899, 12, 31)
_LEAP_SLIP: Final = 60
_SINCE_1904: Final = from_civil(1904, 1, 1)
_MILLISECOND: Final = SECOND // 1000
_OUTSIDE: Final = Fault(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")


def day_of_number(text: str, kind: DateNumbers) -> Outcome | None:
    """The day; `None` if the text is no number."""
    moment = _moment(text, kind)
    if moment is None or isinstance(moment, Fault):
        return moment
    day, rest = divmod(moment, DAY)
    if rest:
        return Fault("is a number with a time of day, and a date is wanted")
    if not FIRST_DAY <= day <= LAST_DAY:
        return _OUTSIDE
    return day


def instant_of_number(text: str, kind: DateNumbers) -> LocalTime | Outcome | None:
    """The instant, or the local time that a spreadsheet means; `None` if the text is no number."""
    moment = _moment(text, kind)
    if moment is None or isinstance(moment, Fault):
        return moment
    if not FIRST_INSTANT <= moment <= LAST_INSTANT:
        return _OUTSIDE
    match kind:
        case DateNumbers.EXCEL | DateNumbers.EXCEL_1904:
            return LocalTime(*divmod(moment, DAY))
        case DateNumbers.EPOCH_SECONDS | DateNumbers.EPOCH_MILLISECONDS:
            return moment
        case _:
            assert_never(kind)


def _moment(text: str, kind: DateNumbers) -> int | Fault | None:
    """Microseconds since 1970, by the clock that the number follows."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    whole, fraction = int(found[2]), found[3] or ""
    parts, scale = int(fraction or "0"), int("1" + "0" * len(fraction))
    match kind:
        case DateNumbers.EXCEL | DateNumbers.EXCEL_1904:
            if found[1]:
                return Fault("is a negative number of days")
            # A day's fraction in a double is good for a few microseconds, and people mean whole seconds.
            clock = (2 * parts * (DAY // _MILLISECOND) + scale) // (2 * scale) * _MILLISECOND
            if kind is DateNumbers.EXCEL_1904:
                return (_SINCE_1904 + whole) * DAY + clock
            if whole in (0, _LEAP_SLIP):
                return Fault("is a number of days that stands for no date")
            return (_BEFORE_LEAP_SLIP + whole - (whole > _LEAP_SLIP)) * DAY + clock
        case DateNumbers.EPOCH_SECONDS:
            unit = SECOND
        case DateNumbers.EPOCH_MILLISECONDS:
            unit = _MILLISECOND
        case _:
            assert_never(kind)
    size = whole * unit + parts * unit // scale
    return -size if found[1] else size

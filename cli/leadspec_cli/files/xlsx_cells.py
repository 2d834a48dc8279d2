"""Cells of a sheet as raw values: the text, the number, the date or the error that the workbook stores.

| cell | value |
|---|---|
| text | text, `007` and `NO` too |
| number | a number: the shortest decimal text of what is stored, whatever its format shows |
| number in a format of dates | `2026-01-31`, with `T10:30:00` if the format or the value has a time of day |
| true, false | true, false |
| formula | the result that was stored with it; without one no value |
| error, such as `#N/A` | no value |
"""

from __future__ import annotations

import re
from array import array
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from math import isfinite
from typing import Final

from msgspec import Struct
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_datetime, is_timedelta_format

from leadspec.documents import NumberText, Raw, Unreadable
from leadspec_cli.files.bytes import too_large
from leadspec_cli.files.xlsx_package import Package, check_length

TEXTS_LIMIT: Final = 150_000_000
"""Bytes of all shared texts, which stay in memory."""

_FORMATS_LIMIT: Final = 100_000
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ERRORS: Final = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!",
     "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#EXTERNAL!", "#PYTHON!", "#TIMEOUT!"}
)  # fmt: skip
# Formats without a text of their own that show dates in East Asian versions of Excel.
_LOCAL_DATES: Final = frozenset({*range(27, 37), *range(50, 59)})
_MILLISECONDS: Final = 86_400_000
_LAST_SERIAL: Final = 2_958_465  # 9999-12-31

NO_RESULT: Final = Unreadable("", "is a formula whose result is not stored; open the file in Excel and save it")
MERGED: Final = Unreadable("", "is part of merged cells; take them apart and fill each")
_NO_NUMBER: Final = Unreadable("", "is not a number, though the sheet says so")
_NO_TRUTH: Final = Unreadable("", "is neither true nor false, though the sheet says so")
_NO_TEXT: Final = Unreadable("", "stands for a text that the workbook does not hold")
_NO_DATE: Final = Unreadable("", "is a number with a format of dates, and no date")
_LEAP_1900: Final = Unreadable("", "is 29 February 1900, a day that there never was")
_OTHER_ERROR: Final = Unreadable("", "is an error")


class SharedTexts:
    """The texts of a workbook that its cells point to, as bytes: Python texts would take twice the memory."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])

    def add(self, text: str, name: str) -> None:
        self._bytes += text.encode("utf-8")
        self._ends.append(len(self._bytes))
        if len(self._bytes) + 8 * len(self._ends) > TEXTS_LIMIT:
            raise too_large(name, f"its texts have more than {TEXTS_LIMIT // 1_000_000} MB; save the sheet as CSV")

    def get(self, number: str) -> Raw:
        if not number.isascii() or not number.isdigit() or len(number) > 9 or int(number) >= len(self._ends) - 1:
            return _NO_TEXT
        at = int(number)
        return self._bytes[self._ends[at] : self._ends[at + 1]].decode("utf-8")


class DateFormat(Struct, frozen=True):
    """A format that shows a number as a date, or as a time of day. `timed`: it shows the time."""

    dated: bool
    timed: bool


class Cells(Struct, frozen=True):
    """What all cells of a workbook need: its texts, which of its styles show dates, where it counts days from."""

    texts: SharedTexts
    dates: dict[int, DateFormat]
    from_1904: bool

    def value(self, kind: str, style: str | None, content: str) -> Raw:
        """The value of a cell that stores `content` under its type `t` and style `s`."""
        match kind:
            case "s":
                return self.texts.get(content.strip())
            case "str" | "inlineStr":
                return unescaped(content)
            case "b":
                return {"1": True, "0": False, "true": True, "false": False}.get(content.strip(), _NO_TRUTH)
            case "e":
                error = content.strip()
                return Unreadable(error, f"is the error `{error}`") if error in _ERRORS else _OTHER_ERROR
            case "d":
                return content.strip()
            case _:
                text = content.strip()
                shown = self.dates.get(int(style)) if style is not None and style.isdigit() else None
                return number(text) if shown is None else self._date(text, shown)

    def _date(self, text: str, shown: DateFormat) -> Raw:
        if not _NUMBER.fullmatch(text):
            return _NO_NUMBER
        # Excel keeps and shows no more than milliseconds.
        total = int((Decimal(text) * _MILLISECONDS).to_integral_value(ROUND_HALF_EVEN))
        serial, rest = divmod(total, _MILLISECONDS)
        time = _clock(rest)
        if serial == 0 and not shown.dated and not self.from_1904:
            return time
        if not self.from_1904:
            if serial == 60:
                return _LEAP_1900
            first = date(1899, 12, 31) if serial < 60 else date(1899, 12, 30)
        else:
            first = date(1904, 1, 1)
        if not (0 if self.from_1904 else 1) <= serial <= _LAST_SERIAL - 1462 * self.from_1904:
            return _NO_DATE
        day = (first + timedelta(days=serial)).isoformat()
        return f"{day}T{time}" if rest or shown.timed else day


def number(text: str) -> Raw:
    """A stored number as its shortest decimal text."""
    if _WHOLE.fullmatch(text):
        return NumberText("0" if text == "-0" else text)
    if not _NUMBER.fullmatch(text):
        return _NO_NUMBER
    value = float(text)
    if not isfinite(value):
        return _NO_NUMBER
    return NumberText(f"{Decimal(repr(value)):f}".removesuffix(".0") if value else "0")


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{text}.{rest:03}" if rest else text


def unescaped(text: str) -> str:
    """Signs that XML cannot hold are written `_x000D_`."""
    return _ESCAPE.sub(_sign, text) if "_x" in text else text


def _sign(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def read_texts(package: Package, part: str | None) -> SharedTexts:
    """The shared texts; what is only said of how a text sounds is left out."""
    texts = SharedTexts()
    pieces: list[str] = []
    inside = {"t": False, "rPh": False}
    size = 0

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal size
        if tag == "si":
            pieces.clear()
            size = 0
        elif tag in inside:
            inside[tag] = True

    def end(tag: str) -> None:
        if tag == "si":
            texts.add(unescaped("".join(pieces)), package.name)
        elif tag in inside:
            inside[tag] = False

    def said(text: str) -> None:
        nonlocal size
        if inside["t"] and not inside["rPh"]:
            pieces.append(text)
            size += len(text)
            check_length(size, package.name)

    if part is not None:
        package.parse(part, start, end, said)
    return texts


def read_dates(package: Package, part: str | None) -> dict[int, DateFormat]:
    """The styles that show dates, by the number that cells name them with."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and inside[-1:] == ["numFmts"]:
            codes[int(attributes["numFmtId"])] = attributes["formatCode"][:255]
        elif tag == "xf" and inside[-1:] == ["cellXfs"]:
            styles.append(int(attributes.get("numFmtId", "0")))
        if len(codes) + len(styles) > _FORMATS_LIMIT:
            raise too_large(package.name, f"it has more than {_FORMATS_LIMIT:,} formats")
        inside.append(tag)

    def end(_: str) -> None:
        inside.pop()

    if part is not None:
        package.parse(part, start, end)
    known = {each: _date_format(each, codes.get(each)) for each in set(styles)}
    return {i: shown for i, each in enumerate(styles) if (shown := known[each]) is not None}


def _date_format(number: int, code: str | None) -> DateFormat | None:
    if code is None:
        if number in _LOCAL_DATES:
            return DateFormat(dated=True, timed=False)
        code = BUILTIN_FORMATS.get(number)
    # A length of time, `[h]:mm`, is a number of days.
    if code is None or not is_date_format(code) or is_timedelta_format(code):
        return None
    shown = is_datetime(re.sub(r'"[^"]*"|\[[^]]*\]|\\.', "", code.split(";")[0]).lower())
    return DateFormat(dated=shown in ("date", "datetime"), timed=shown in ("time", "datetime"))

"""From the text of a literal or a name to its value; what cannot be read is reported and read as what was meant."""

from __future__ import annotations

import re
from collections.abc import Callable

from leadspec.diagnostics import Diagnostic, Edit, Fix
from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.source import Span
from leadspec.syntax.lexemes import Lexeme
from leadspec.syntax.tree import DateLiteral, InstantLiteral, Name, TextLiteral
from leadspec.values.days import civil_day, format_day, parse_day
from leadspec.values.decimals import ONE, NumberFault, format_number, parse_number
from leadspec.values.instants import Instant, LocalTime, parse_instant
from leadspec.values.text import nfc

Report = Callable[[Diagnostic], None]

_PART = re.compile(r"\[([^\]]*)\]|([^.\[]+)")
_WITH_BOTH = re.compile(r"\d{1,3}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[., ]\d{3})+")


def read_name(file: str, lexeme: Lexeme, report: Report) -> Name:
    """A dotted name; `[Lead Source]` is one part as it stands."""
    text = lexeme.text
    span = Span(file, lexeme.start, lexeme.end)
    if text.isascii() and "[" not in text and "'" not in text:
        return Name(tuple(text.split(".")), span=span)
    normal = nfc(text)
    if normal != text:
        report(
            kinds.BAD_NAME.at(
                span,
                "this name holds a letter and its accent as two characters (not in form NFC)",
                f"type it anew: `{normal}`",
                fix=Fix("join letters and accents", (Edit(span, normal),)),
            )
        )
    parts = tuple(
        match.group(1).strip() if match.group(1) is not None else match.group(2) for match in _PART.finditer(normal)
    )
    plain = [match.group(2) for match in _PART.finditer(normal) if match.group(2) is not None]
    if any(not part for part in parts) or any(not part.isidentifier() for part in plain):
        report(
            kinds.BAD_NAME.at(
                span, f"`{text}` cannot be a name as it stands", "write it in brackets: `[name of the field]`"
            )
        )
    return Name(parts, bracketed="[" in normal, span=span)


def read_text(file: str, lexeme: Lexeme) -> TextLiteral:
    """A quoted text; `""` inside is one quote."""
    return TextLiteral(lexeme.text[1:-1].replace('""', '"'), span=Span(file, lexeme.start, lexeme.end))


def read_number(file: str, lexeme: Lexeme, report: Report) -> int:
    """In millionths. What could be read in two ways is reported, and read as thousands."""
    text = lexeme.text
    span = Span(file, lexeme.start, lexeme.end)
    if _GROUPED.fullmatch(text):
        plain = re.sub(r"[., ]", "", text)
        grouped = f"{int(plain):_}"
        hints = [f"write `{grouped}` or `{plain}` if thousands are meant"]
        if text.count(".") == 1 and "," not in text and " " not in text:
            hints.append(f"write `{_with_point(text)}` if a decimal point is meant")
        elif text.count(",") == 1 and "." not in text and " " not in text:
            hints.append(f"write `{_with_point(text.replace(',', '.'))}` if a decimal comma is meant")
            hints.append(f"write `{text.replace(',', ', ')}` if two numbers are meant")
        report(kinds.AMBIGUOUS_NUMBER.at(span, f"`{text}` can be read in two ways", *hints))
        text = plain
    elif "," in text:
        if _WITH_BOTH.fullmatch(text):
            whole, fraction = re.split(r"[.,](?=\d+$)", text)
            hints = [f"write `{re.sub('[.,]', '', whole)}.{fraction}` for one number"]
        else:
            single = text.count(",") == 1 and "." not in text
            hints = [f"write `{text.replace(',', '.')}` for one number"] if single else []
            hints.append(f"write `{text.replace(',', ', ')}` for several")
        report(kinds.AMBIGUOUS_NUMBER.at(span, f"`{text}` can be read as one number or as several", *hints))
        text = text.split(",")[0]
    value = parse_number(text.replace("_", ""))
    match value:
        case NumberFault.TOO_MANY_DIGITS:
            report(
                kinds.BAD_NUMBER.at(
                    span, f"`{text}` has more than 6 digits after the point", "round it to 6 digits after the point"
                )
            )
            return 0
        case NumberFault():
            report(kinds.BAD_NUMBER.at(span, f"`{text}` is not a number that fits", "up to 12 digits and 6 decimals"))
            return 0
        case _:
            return value


def _with_point(text: str) -> str:
    """`10.000` as a decimal that nobody reads as thousands: `10.0`; `1.125` as `1.1250`."""
    whole, _, fraction = text.partition(".")
    short = fraction.rstrip("0") or "0"
    return f"{whole}.{short}0" if len(short) == 3 else f"{whole}.{short}"


def read_date(file: str, lexeme: Lexeme, report: Report) -> DateLiteral:
    text = lexeme.text
    span = Span(file, lexeme.start, lexeme.end)
    day = parse_day(text)
    if day is not None:
        return DateLiteral(day, span=span)
    numbers = [int(part) for part in re.split(r"[./-]", text)]
    hints: list[str] = []
    meant: int | None = None
    first, middle, last = numbers
    orders = [(first, middle, last)] if first > 31 else [(last, middle, first), (last, first, middle)]
    if "." in text:
        orders = orders[:1]
    for year, month, number in orders:
        full_year = year + 2000 if year < 100 else year
        found = civil_day(full_year, month, number)
        if found is not None:
            meant = found if meant is None else meant
            hints.append(f"write `{format_day(found)}`")
    if "-" in text and first > 31:
        message = f"there is no day `{text}`"
        hints = ["dates are written year-month-day, in the years 1900 to 2199"]
    else:
        message = f"`{text}` is not written as year-month-day"
    report(kinds.BAD_DATE.at(span, message, *dict.fromkeys(hints or ["write it as in `2026-01-31`"])))
    return DateLiteral(meant or 0, span=span)


def read_instant(file: str, lexeme: Lexeme, report: Report) -> InstantLiteral:
    text = lexeme.text
    span = Span(file, lexeme.start, lexeme.end)
    match parse_instant(text):
        case Instant() as found:
            return InstantLiteral(found.at, text, span=span)
        case LocalTime():
            report(
                kinds.BAD_DATE.at(
                    span,
                    f"`{text}` does not say its offset from UTC",
                    f"write it as in `{text.replace(' ', 'T')}+01:00`, or use the date alone",
                )
            )
        case None:
            report(kinds.BAD_DATE.at(span, f"there is no time `{text}`", "write it as in `2026-01-31T09:00:00+01:00`"))
    return InstantLiteral(0, text, span=span)


def spelled_number(value: int) -> str:
    """A number as the formatter writes it: `_` between thousands from 10,000 on.

    Three digits behind the point get a fourth, so that nobody reads thousands.
    """
    text = format_number(value)
    if _GROUPED.fullmatch(text.lstrip("-")):
        return text + "0"
    whole, point, fraction = text.partition(".")
    if abs(value) >= 10_000 * ONE:
        whole = f"{int(whole):_}"
    return whole + point + fraction

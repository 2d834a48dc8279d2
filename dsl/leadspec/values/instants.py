"""Instants: `int` microseconds since 1970-01-01T00:00Z, without leap seconds.

Reference: `docs/reference/semantics.md`, time. Texts are ISO 8601 date-times of the years 1900 to 2199.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from leadspec.values.days import FIRST_DAY, LAST_DAY, civil_day, format_day
from leadspec.values.durations import Duration, Unit

if TYPE_CHECKING:
    from leadspec.values.zones import Zone

SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

FIRST_INSTANT: Final = FIRST_DAY * DAY
LAST_INSTANT: Final = (LAST_DAY + 1) * DAY - 1

_DATE_TIME: Final = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"[T ](?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])"
    r"(?::(?P<second>[0-5][0-9])(?:[.,](?P<fraction>[0-9]+))?)?"
    r"(?P<offset>Z|(?P<sign>[+-])(?P<ahead_hours>[01][0-9]|2[0-3])"
    r"(?::?(?P<ahead_minutes>[0-5][0-9])(?::(?P<ahead_seconds>[0-5][0-9]))?)?)?"
)


class Instant(Struct, frozen=True):
    """A date-time that was written with its offset. `truncated`: it said more than microseconds."""

    at: int
    truncated: bool = False


class LocalTime(Struct, frozen=True):
    """A date-time without offset: a day, and the microseconds that a clock on the wall shows since 00:00.

    `truncated`: it said more than microseconds.
    """

    day: int
    microsecond: int
    truncated: bool = False


def parse_instant(text: str) -> Instant | LocalTime | None:
    """The date-time of a text `2026-01-31T10:00:00.5+01:00`; `None` for any other form.

    `T` or one space before the time; seconds (00 to 59) and a fraction of them may be absent; the offset may
    be `Z`, `+01:00`, `+0100`, `+01`, or absent. Digits after microseconds are dropped.
    `None` also for dates that do not exist, and for years or instants outside 1900 to 2199.
    """
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        return None
    day = civil_day(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None:
        return None
    fraction = match["fraction"] or ""
    truncated = fraction[6:].strip("0") != ""
    microsecond = (
        int(match["hour"]) * HOUR
        + int(match["minute"]) * MINUTE
        + int(match["second"] or "0") * SECOND
        + int(fraction[:6].ljust(6, "0"))
    )
    if match["offset"] is None:
        return LocalTime(day, microsecond, truncated)
    at = day * DAY + microsecond - _ahead(match)
    return Instant(at, truncated) if FIRST_INSTANT <= at <= LAST_INSTANT else None


def _ahead(match: re.Match[str]) -> int:
    """The microseconds by which the written clock is ahead of UTC."""
    if match["offset"] == "Z":
        return 0
    size = (
        int(match["ahead_hours"]) * HOUR
        + int(match["ahead_minutes"] or "0") * MINUTE
        + int(match["ahead_seconds"] or "0") * SECOND
    )
    return -size if match["sign"] == "-" else size


def format_instant(at: int, zone: Zone | None = None) -> str:
    """`2026-01-31T09:00:00Z`, or in a zone `2026-01-31T10:00:00+01:00`. A fraction is as short as it can be.

    `parse_instant` reads it back. Offsets before standard time have seconds (`+00:53:28`), which are kept.
    """
    seconds_ahead = 0 if zone is None else zone.offset(at)
    day, microsecond = divmod(at + seconds_ahead * SECOND, DAY)
    seconds, fraction = divmod(microsecond, SECOND)
    minutes, second = divmod(seconds, 60)
    text = f"{format_day(day)}T{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}"
    if fraction:
        text += f".{fraction:06d}".rstrip("0")
    return text + ("Z" if zone is None else format_offset(seconds_ahead))


def format_offset(seconds_ahead: int) -> str:
    """`+01:00`; with seconds only where there are any."""
    minutes, second = divmod(abs(seconds_ahead), 60)
    text = f"{'-' if seconds_ahead < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{second:02d}" if second else text


def back(at: int, duration: Duration) -> int:
    """The instant a duration of minutes or hours earlier.

    Raises `ValueError` for all other units, which count dates.
    """
    microseconds = duration.in_microseconds()
    if microseconds is None:
        raise ValueError(f"{duration} counts dates, not instants")
    return at - microseconds


def forward(at: int, duration: Duration) -> int:
    """The instant a duration of minutes or hours later; raises like `back`."""
    return back(at, duration.times(-1))


def elapsed(unit: Unit, start: int, end: int) -> int:
    """The whole hours or minutes from one instant to another, towards zero; negative where the end comes first.

    Raises `ValueError` for all other units, which count dates.
    """
    microseconds = Duration(1, unit).in_microseconds()
    if microseconds is None:
        raise ValueError(f"a {unit.value} counts dates, not instants")
    size = abs(end - start) // microseconds
    return size if end >= start else -size

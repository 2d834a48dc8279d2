"""`--as-of`: the one instant that a run judges at."""

from __future__ import annotations

import time

from leadspec.diagnostics.kinds.usage import BAD_AS_OF
from leadspec.values.days import format_day, parse_day
from leadspec.values.instants import SECOND, Instant, LocalTime, format_instant, parse_instant
from leadspec.values.zones import Zone
from leadspec_cli.commands.exits import CannotRunError


def read_as_of(text: str | None, zone: Zone | None) -> int:
    """The instant in microseconds: the option's, or now cut to the second.

    `zone` (the policy's) serves the hint only: what a date or time without offset would have been there.
    """
    if text is None:
        return int(time.time()) * SECOND
    parsed = parse_instant(text)
    if isinstance(parsed, Instant):
        return parsed.at
    if isinstance(parsed, LocalTime):
        raise _refusal(text, "has no offset from UTC", parsed.day, parsed.microsecond, zone)
    date = parse_day(text)
    if date is not None:
        raise _refusal(text, "is a date without a time", date, 0, zone)
    hint = "write date, time and offset, such as `--as-of 2026-11-21T09:00:00+01:00`, of the years 1900 to 2199"
    raise CannotRunError(BAD_AS_OF.at(None, f"`--as-of {text}` cannot be read", hint))


def _refusal(text: str, fault: str, day: int, microsecond: int, zone: Zone | None) -> CannotRunError:
    if zone is not None:
        mended = format_instant(zone.instant(day, microsecond)[0], zone)
        hint = f"in the policy's time zone this is `--as-of {mended}`"
    else:
        clock = format_instant(microsecond).removeprefix("1970-01-01T").removesuffix("Z")
        hint = f"add the offset: in UTC this is `--as-of {format_day(day)}T{clock}Z`"
    return CannotRunError(BAD_AS_OF.at(None, f"`--as-of {text}` {fault}", hint))

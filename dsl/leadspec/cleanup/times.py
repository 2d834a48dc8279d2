"""Dates and times as data writes them -> days and instants. No order of day and month is ever guessed."""

from __future__ import annotations

import re

from leadspec.cleanup.options import DateOrder
from leadspec.cleanup.outcomes import Fault, Outcome, Repair, with_repairs
from leadspec.values.days import FIRST_YEAR, LAST_YEAR, parse_day
from leadspec.values.instants import Instant, LocalTime, parse_instant
from leadspec.values.zones import LocalKind, Zone

_OTHER_ORDER = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})(?=$|[T ])")

_YEAR = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}(?=$|[T ])")


def day_of(text: str, order: DateOrder | None) -> Outcome:
    """The day of a text without spaces at its ends."""
    iso = _iso(text, order)
    day = parse_day(iso)
    if day is not None:
        return day
    moment = parse_instant(iso)
    if isinstance(moment, LocalTime) and moment.microsecond == 0 and not moment.truncated:
        return with_repairs(moment.day, [Repair.MIDNIGHT])
    if moment is not None:
        return Fault("is a date with a time, and a date is wanted")
    return _no_date(text, order, "is not a date such as `2026-01-31`")


def instant_of(text: str, order: DateOrder | None, zone: Zone | None) -> Outcome:
    """The instant of a text without spaces at its ends; local times are those of `zone`."""
    iso = _iso(text, order)
    moment = parse_instant(iso)
    repairs = [Repair.TIME_CUT] if moment is not None and moment.truncated else []
    if isinstance(moment, Instant):
        return with_repairs(moment.at, repairs)
    day = moment.day if moment is not None else parse_day(iso)
    if day is None:
        return _no_date(text, order, "is not a time such as `2026-01-31T10:00:00+01:00`")
    if zone is None:
        return Fault("says no offset, and no time zone is declared")
    if moment is None:
        return with_repairs(zone.at_start(day), [Repair.NO_TIME])
    at, kind = zone.instant(day, moment.microsecond)
    repairs.append(Repair.NO_OFFSET)
    if kind is LocalKind.TWICE:
        repairs.append(Repair.TWICE)
    elif kind is LocalKind.SKIPPED:
        repairs.append(Repair.SKIPPED)
    return with_repairs(at, repairs)


def _no_date(text: str, order: DateOrder | None, otherwise: str) -> Fault:
    found = _OTHER_ORDER.match(text)
    if order is None and found is not None and len(found[1]) <= 2:
        return Fault("has a date whose order of day and month is not declared")
    year = _YEAR.match(_iso(text, order))
    if year is not None and not FIRST_YEAR <= int(year[1]) <= LAST_YEAR:
        return Fault(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return Fault(otherwise)


def _iso(text: str, order: DateOrder | None) -> str:
    """A text in a declared order as an ISO one; any other text as it is."""
    if order is None:
        return text
    match = _OTHER_ORDER.match(text)
    if match is None:
        return text
    first, second, third = match[1], match[3], match[4]
    match order:
        case DateOrder.DAY_MONTH_YEAR:
            year, month, day = third, second, first
        case DateOrder.MONTH_DAY_YEAR:
            year, month, day = third, first, second
        case DateOrder.YEAR_MONTH_DAY:
            year, month, day = first, second, third
    if len(year) != 4:
        # A year of four digits in front can be nothing but ISO.
        return text
    return f"{year}-{month:0>2}-{day:0>2}{text[match.end() :]}"

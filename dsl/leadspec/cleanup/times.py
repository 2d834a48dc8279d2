"""Dates and times as data writes them -> days and instants. No order of day and month is ever guessed."""

from __future__ import annotations

import re

from leadspec.cleanup.date_numbers import day_of_number, instant_of_number
from leadspec.cleanup.options import CleanOptions, DateOrder
from leadspec.cleanup.outcomes import Fault, Outcome, Repair, with_repairs
from leadspec.values.days import FIRST_YEAR, LAST_YEAR, parse_day
from leadspec.values.instants import Instant, LocalTime, parse_instant
from leadspec.values.zones import LocalKind, Zone

# `31. 1. 2026` has a space behind each point, as Czech and German writing wants it.
_OTHER_ORDER = re.compile(r"([0-9]{1,4})([./-]|\.[ \u00a0])([0-9]{1,2})\2([0-9]{1,4})(?=$|,? |T)")
_TIME = re.compile(
    r"(?:,? |T)([0-9]{1,2}):([0-9]{2})((?::[0-9]{2}(?:[.,][0-9]+)?)?)(?: ?([AaPp])\.?[Mm]\.?)?(?![0-9:.,])"
)

_YEAR = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}(?=$|[T ])")


def day_of(text: str, options: CleanOptions) -> Outcome:
    """The day of a text without spaces at its ends."""
    if options.date_numbers is not None:
        found = day_of_number(text, options.date_numbers)
        if found is not None:
            return found
    iso, repairs = _iso(text, options)
    day = parse_day(iso)
    if day is not None:
        return with_repairs(day, repairs)
    moment = parse_instant(iso)
    if isinstance(moment, LocalTime) and moment.microsecond == 0 and not moment.truncated:
        return with_repairs(moment.day, [*repairs, Repair.MIDNIGHT])
    if moment is not None:
        return Fault("is a date with a time, and a date is wanted")
    return _no_date(text, iso, options, "is not a date such as `2026-01-31`")


def instant_of(text: str, options: CleanOptions, zone: Zone | None) -> Outcome:
    """The instant of a text without spaces at its ends; local times are those of `zone`."""
    if options.date_numbers is not None:
        found = instant_of_number(text, options.date_numbers)
        if isinstance(found, LocalTime):
            return _local(found, zone, [])
        if found is not None:
            return found
    iso, repairs = _iso(text, options)
    moment = parse_instant(iso)
    if moment is not None and moment.truncated:
        repairs.append(Repair.TIME_CUT)
    if isinstance(moment, Instant):
        return with_repairs(moment.at, repairs)
    if moment is not None:
        return _local(moment, zone, repairs)
    day = parse_day(iso)
    if day is None:
        return _no_date(text, iso, options, "is not a time such as `2026-01-31T10:00:00+01:00`")
    if zone is None:
        return Fault("says no offset, and no time zone is declared")
    return with_repairs(zone.at_start(day), [*repairs, Repair.NO_TIME])


def _local(moment: LocalTime, zone: Zone | None, repairs: list[Repair]) -> Outcome:
    if zone is None:
        return Fault("says no offset, and no time zone is declared")
    at, kind = zone.instant(moment.day, moment.microsecond)
    repairs.append(Repair.NO_OFFSET)
    if kind is LocalKind.TWICE:
        repairs.append(Repair.TWICE)
    elif kind is LocalKind.SKIPPED:
        repairs.append(Repair.SKIPPED)
    return with_repairs(at, repairs)


def _no_date(text: str, iso: str, options: CleanOptions, otherwise: str) -> Fault:
    found = _OTHER_ORDER.match(text)
    if found is not None and len(found[1]) <= 2:
        if options.date_order is None:
            return Fault("has a date whose order of day and month is not declared")
        if options.two_digit_years_from is None and max(len(found[1]), len(found[4])) <= 2:
            return Fault("has a year of two digits, and no `two_digit_years_from` is declared")
    year = _YEAR.match(iso)
    if year is not None and not FIRST_YEAR <= int(year[1]) <= LAST_YEAR:
        return Fault(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return Fault(otherwise)


def _iso(text: str, options: CleanOptions) -> tuple[str, list[Repair]]:
    """A text in a declared order as an ISO one; any other text as it is."""
    order = options.date_order
    match = _OTHER_ORDER.match(text) if order is not None else None
    if order is None or match is None:
        return text, []
    first, second, third = match[1], match[3], match[4]
    match order:
        case DateOrder.DAY_MONTH_YEAR:
            year, month, day = third, second, first
        case DateOrder.MONTH_DAY_YEAR:
            year, month, day = third, first, second
        case DateOrder.YEAR_MONTH_DAY:
            year, month, day = first, second, third
    repairs = []
    if len(year) == 2 and options.two_digit_years_from is not None:
        start = options.two_digit_years_from
        year = str(start + (int(year) - start) % 100)
        repairs.append(Repair.CENTURY)
    if len(year) != 4 and len(first) == 4:
        # A year of four digits in front can be nothing but ISO.
        year, month, day = first, second, third
    if len(year) != 4 or len(day) > 2:
        return text, []
    return f"{year}-{month:0>2}-{day:0>2}{_time(text[match.end() :])}", repairs


def _time(text: str) -> str:
    """The time behind a date in a declared order: hours of one digit, and those of two times twelve hours."""
    match = _TIME.match(text)
    if match is None:
        return text
    hour = int(match[1])
    if match[4] is not None:
        if not 1 <= hour <= 12:
            return text
        hour = hour % 12 + (12 if match[4] in "Pp" else 0)
    return f"T{hour:02}:{match[2]}{match[3]}{text[match.end() :]}"

"""What becomes of one raw value: a fact, nothing, a fact with repairs, or a fault."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final

from msgspec import Struct

from leadspec.documents import Raw
from leadspec.ir.lead import FactValue


class Repair(Enum):
    """What the clean-up does to data beside reading it, each counted. The value: an id, and a sentence."""

    MARKER = ("marker-as-missing", "a declared marker of missing was read as missing")
    INVALID = ("invalid-as-missing", "a value that does not fit was taken as missing, as `x-on-invalid` says")
    SPELLING = ("member-spelling", "a member of an enum was written with other case, spaces or letter forms")
    DECLARED = ("declared-spelling", "a value was written in a way that the data description declares")
    CENTURY = ("two-digit-year", "a year of two digits was completed as the data description declares")
    ROUNDED = ("number-rounded", "a number had more digits than `x-decimals` keeps and was rounded")
    NO_OFFSET = ("time-without-offset", "a time said no offset and was read in the declared time zone")
    TWICE = ("time-twice", "a local time that clocks show twice was taken as the first of the two")
    SKIPPED = ("time-skipped", "a local time that clocks skip was moved forward by the length of the gap")
    NO_TIME = ("date-without-time", "a date stood where a time is wanted and was read as the start of that day")
    TIME_CUT = ("time-cut", "a time said more than microseconds, and the rest was cut off")
    MIDNIGHT = ("midnight-dropped", "a time of 00:00 beside a date was dropped")
    SINGLE = ("single-value-as-list", "a single value stood where a list is wanted and was read as its only item")
    ITEMS = ("list-items-dropped", "items of a list that say nothing were dropped")
    NEWER = ("newer-characters", "a text holds characters that are newer than the rules of case; they stay as is")
    EVENT_REJECTED = ("event-rejected", "an event could not be read and was left out; its lead stays")
    EVENT_TYPE = ("event-type-unknown", "an event of a type that the schema does not list was left out")
    EVENT_COPY = ("event-copy-dropped", "an event came more than once with the same event id and was counted once")
    EVENT_NO_LEAD = ("event-without-lead", "an event from a file of its own belongs to no lead and was left out")
    EVENT_BEFORE = ("event-before-since", "an event lies before the `since` of its file and was left out")
    NO_MATCH = ("lookup-without-match", "a lead names a key that the looked-up file does not have")
    LOOKUP_COPY = ("lookup-copy-dropped", "a row of a looked-up file says the same as an earlier one with its key")

    @property
    def id(self) -> str:
        return self.value[0]

    @property
    def text(self) -> str:
        return self.value[1]


class Missing(Enum):
    MISSING = "missing"


MISSING: Final = Missing.MISSING


class Repaired(Struct, frozen=True):
    value: FactValue | Missing
    repairs: tuple[Repair, ...]


class Fault(Struct, frozen=True):
    """Why a value does not fit, as the end of a sentence about the field."""

    reason: str


NO_FACTS = (Missing, Repaired, Fault)
Outcome = FactValue | Missing | Repaired | Fault
Converter = Callable[[Raw], Outcome]
Reader = Callable[[str, bool], Outcome]
"""Reads a text that says something; whether it stood as a bare number or word."""


def with_repairs(value: FactValue | Missing, repairs: list[Repair]) -> Outcome:
    return Repaired(value, tuple(repairs)) if repairs else value

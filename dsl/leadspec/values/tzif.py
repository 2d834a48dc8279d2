"""Reading a compiled time zone (TZif, RFC 9636): bytes in, plain numbers out.

Only the 64-bit data block and the rule in the footer are read, which every file of the zone data has.
"""

from __future__ import annotations

import re
import struct
from typing import Final

from msgspec import Struct

from leadspec.values.days import from_civil, is_leap_year, month_length, to_civil

_HEADER: Final = struct.Struct(">4sc15x6L")
_SECONDS_A_DAY: Final = 86_400

_NAME: Final = r"(?:<[+\-0-9A-Za-z]+>|[A-Za-z]+)"
_TIME: Final = r"[+-]?[0-9]{1,3}(?::[0-9]{2}){0,2}"
_RULE: Final = re.compile(
    rf"{_NAME}(?P<standard>{_TIME})"
    rf"(?:{_NAME}(?P<summer>{_TIME})?"
    rf",(?P<start>[MJ.0-9]+)(?:/(?P<start_time>{_TIME}))?,(?P<end>[MJ.0-9]+)(?:/(?P<end_time>{_TIME}))?)?"
)


def read_transitions(data: bytes, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Pairs of a second since 1970-01-01T00:00Z and the seconds ahead of UTC from there on.

    `first` and `last` are seconds too. The first pair is at `first`, the others lie between it and `last`;
    neighbours differ in their offset.
    Raises `ValueError` for data in another form, which would be a broken package.
    """
    offset, explicit, footer = _read_block(data)
    # Without a list the rule holds from before the beginning.
    end = explicit[-1][0] if explicit else first - 2 * 366 * _SECONDS_A_DAY
    transitions = [*explicit, *(each for each in _from_rule(footer, end, last) if each[0] > end)]
    found = [(first, offset)]
    for second, ahead in transitions:
        if second <= first:
            found = [(first, ahead)]
        elif second <= last and ahead != found[-1][1]:
            found.append((second, ahead))
    return tuple(found)


def _read_block(data: bytes) -> tuple[int, list[tuple[int, int]], str]:
    """The offset at the beginning, the transitions that are listed, and the footer's rule."""
    magic, version, utc, standard, leap, times, types, letters = _HEADER.unpack_from(data)
    if magic != b"TZif" or version < b"2":
        raise ValueError("not a TZif file of version 2 or later")
    # The first block has 32-bit times, for readers of old; the same header stands again before the second.
    block = _HEADER.size + times * 5 + types * 6 + letters + leap * 8 + standard + utc
    magic, version, utc, standard, leap, times, types, letters = _HEADER.unpack_from(data, block)
    at = block + _HEADER.size
    seconds = struct.unpack_from(f">{times}q", data, at)
    indexes = struct.unpack_from(f">{times}B", data, at + times * 8)
    at += times * 9
    offsets = [each[0] for each in struct.iter_unpack(">l2x", data[at : at + types * 6])]
    at += types * 6 + letters + leap * 12 + standard + utc
    footer = data[at:].decode("ascii").strip("\n")
    return offsets[0], [(second, offsets[i]) for second, i in zip(seconds, indexes, strict=True)], footer


class _Change(Struct, frozen=True):
    """A day of each year, written as POSIX does (`M3.5.0`, `J60`, `59`), and a time of that day in seconds."""

    day: str
    time: int

    def second(self, year: int) -> int:
        """The second of the change in a year, as clocks show it, counted from 1970-01-01."""
        return self._day(year) * _SECONDS_A_DAY + self.time

    def _day(self, year: int) -> int:
        if self.day.startswith("M"):
            month, week, weekday = map(int, self.day[1:].split("."))
            first = from_civil(year, month, 1)
            # Sunday is 0; 1970-01-01 was a Thursday.
            day = first + (weekday - first - 4) % 7 + (week - 1) * 7
            return day if day < first + month_length(year, month) else day - 7  # week 5 is the last
        if self.day.startswith("J"):
            number = int(self.day[1:])  # 1 to 365, 29 February is never counted
            return from_civil(year, 1, 1) + number - 1 + (is_leap_year(year) and number >= 60)
        return from_civil(year, 1, 1) + int(self.day)


def _from_rule(rule: str, first: int, last: int) -> list[tuple[int, int]]:
    """The transitions that a footer's rule gives, from about `first` to `last`; one where it has no changes."""
    match = _RULE.fullmatch(rule)
    if match is None:
        raise ValueError(f"not a rule of time zones: {rule!r}")
    standard = -_seconds(match["standard"])  # POSIX counts westwards
    if match["start"] is None:
        return [(first, standard)]
    summer = standard + 3600 if match["summer"] is None else -_seconds(match["summer"])
    start = _Change(match["start"], _seconds(match["start_time"] or "2"))
    end = _Change(match["end"], _seconds(match["end_time"] or "2"))
    transitions = []
    for year in range(_year(first) - 1, _year(last) + 2):
        transitions.append((start.second(year) - standard, summer))
        transitions.append((end.second(year) - summer, standard))
    return sorted(transitions, key=lambda transition: transition[0])


def _year(second: int) -> int:
    return to_civil(second // _SECONDS_A_DAY)[0]


def _seconds(text: str) -> int:
    """The seconds of a time `-3:30`, in hours, minutes and seconds."""
    hours, minutes, seconds = (*map(int, text.lstrip("+-").split(":")), 0, 0)[:3]
    size = hours * 3600 + minutes * 60 + seconds
    return -size if text.startswith("-") else size

"""What is odd about the values of one field: the rules, and the counts that they need.

Each rule is made so that ordinary data passes in silence; for people they stand in `docs/reference/output.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum
from itertools import pairwise
from typing import Any, Final, Protocol

from msgspec import Struct

from leadspec.cleanup.counts import Counts, Spread
from leadspec.schema.model import Field, TextFormat
from leadspec.types import DateTimeType, DateType, NumberType, TextType
from leadspec.values.days import format_day, from_civil
from leadspec.values.decimals import format_number
from leadspec.values.instants import format_instant

ROWS_SHOWN: Final = 5
LONGEST: Final = 320
"""Texts that are longer are no address and no default of an export; `Texts` wants them as empty texts."""
_ONE: Final = 1_000_000
_DAY: Final = 86_400_000_000

# Every value of so many chunks is counted, of later ones every so manyth: each count takes time.
_ALL_CHUNKS: Final = 4
_NTH_CHUNK: Final = 16

_FEW: Final = 3
_SOME: Final = 5
_ENOUGH: Final = 10
_FULL: Final = 20

_SENTINELS: Final = frozenset(
    each * _ONE
    for each in (
        *(-1, -9, 2**31 - 1, -(2**31)),
        *(sign * (10**digits - 1) for sign in (-1, 1) for digits in range(2, 13)),
    )
)
_MARKER_DAYS: Final = frozenset(
    from_civil(*each)
    for each in (
        *((1900, 1, 1), (1900, 1, 2), (1901, 1, 1), (1904, 1, 1), (1911, 11, 11), (1969, 12, 31), (1970, 1, 1)),
        *((1980, 1, 1), (2000, 1, 1), (2038, 1, 19), (2099, 1, 1), (2099, 12, 31), (2100, 1, 1), (2199, 12, 31)),
    )
)
_YEAR: Final = 365
_FAR: Final = 3 * _YEAR
_CONTACTS: Final = frozenset(("email", "e_mail", "mail", "phone", "telephone", "mobile", "tel", "telefon", "mobil"))


class Odd(Enum):
    """A kind of suspicious values: an id, what is odd, and what to do."""

    ZERO = (
        "zero-as-unknown",
        "0 stands apart from all other values",
        "if 0 means unknown, write `x-missing: [0]` at the field in the schema",
    )
    SENTINEL = (
        "number-as-marker",
        "a number such as -1 or 9999 comes again and again, far from all others",
        "if it means unknown, write it into `x-missing` of the field in the schema",
    )
    PLACEHOLDER = (
        "date-as-marker",
        "a date that programs write for an unknown one, such as 1900-01-01",
        "if it means unknown, write it into `x-missing` of the field in the schema",
    )
    FAR_DATE = (
        "date-far-off",
        "a date lies years from all others",
        "correct it in the data, or write it into `x-missing` if it means unknown",
    )
    AHEAD = (
        "time-after-as-of",
        "a time lies after the instant of the run, while most lie before it",
        "check the time zone and the clock of the export",
    )
    SAME = (
        "same-value-everywhere",
        "every lead has the same text",
        "check the export: a fixed text says nothing of a lead",
    )
    SHARED = (
        "contact-shared",
        "one e-mail address or phone number stands in five leads or more",
        "write an address that stands for unknown into `x-missing`; look for duplicates otherwise",
    )

    @property
    def id(self) -> str:
        return self.value[0]

    @property
    def text(self) -> str:
        return self.value[1]

    @property
    def hint(self) -> str:
        return self.value[2]


class Finding(Struct, frozen=True):
    """`count`: leads with such a value. `rows`: lines of the first ones. `value`: one of them, as people write it."""

    kind: Odd
    count: int
    rows: tuple[int, ...]
    value: str


class Column(Protocol):
    """What is known of one field's values."""

    @property
    def done(self) -> bool:
        """Whether nothing more will be learnt."""
        ...

    def take(self, values: Sequence[Any], lines: Sequence[int], leads: int) -> None:
        """The values of so many leads, and the line of each."""
        ...

    def findings(self) -> list[Finding]: ...


def column_of(field: Field, as_of: int | None) -> Column | None:
    match field.type:
        case NumberType():
            return Numbers()
        case DateType():
            return Days()
        case DateTimeType():
            return Times(as_of)
        case TextType():
            contact = field.format is TextFormat.EMAIL or field.path[-1].lower().replace("-", "_") in _CONTACTS
            return Texts(contact=contact)
        case _:
            return None


class _Whole:
    """Numbers or days, counted, with what is remembered of those that are not counted any more."""

    def __init__(self, markers: Collection[int]) -> None:
        self._markers = markers
        self._rows: dict[int, list[int]] = {}
        self._spread = Spread()
        self._low = self._high = 0
        self._chunks = 0
        self.counts: Counts[int] = Counts()

    def add(self, values: Sequence[int], lines: Sequence[int]) -> None:
        """One chunk. Of many chunks, those that bring nothing new at either end are counted for markers only."""
        if not values:
            return
        low, high = min(values), max(values)
        if not self._chunks:
            self._low, self._high = low, high
        self._chunks += 1
        if self._chunks <= _ALL_CHUNKS or self._chunks % _NTH_CHUNK == 0 or low < self._low or high > self._high:
            self._low, self._high = min(low, self._low), max(high, self._high)
            self._spread.add(self.counts.add(values, lines))
            for marker in self._markers:
                if low <= marker <= high and marker in self.counts.counter:
                    self._note(marker, values, lines)
        else:
            self.counts.total += len(values)
            for marker in self._rows:
                count = values.count(marker)
                if count:
                    self.counts.counter[marker] += count
                    self._note(marker, values, lines)

    def _note(self, marker: int, values: Sequence[int], lines: Sequence[int]) -> None:
        rows = self._rows.setdefault(marker, [])
        if len(rows) < ROWS_SHOWN and marker in values:
            found = [line for value, line in zip(values, lines, strict=True) if value == marker]
            rows += found[: ROWS_SHOWN - len(rows)]

    def distinct(self) -> set[int]:
        return {*self.counts.counter, *self._spread.values()}

    def finding(self, kind: Odd, values: Collection[int], value: str) -> Finding:
        first = self.counts.first
        lines = (self._rows.get(each) or ([first[each]] if each in first else []) for each in values)
        rows = sorted({line for found in lines for line in found})[:ROWS_SHOWN]
        return Finding(kind, sum(self.counts.counter[each] or 1 for each in values), tuple(rows), value)


class Numbers:
    """Numbers in millionths."""

    def __init__(self) -> None:
        self.done = False
        self._all = _Whole((0, *_SENTINELS))

    def take(self, values: Sequence[Any], lines: Sequence[int], leads: int) -> None:  # noqa: ARG002
        self._all.add(values, lines)

    def findings(self) -> list[Finding]:
        distinct = self._all.distinct()
        rest = sorted(distinct - _SENTINELS)
        found = []
        markers = [each for each in sorted(_SENTINELS & distinct) if self._stands_off(each, rest)]
        if self._zero_stands_apart(sorted(distinct.difference(markers, (0,)))):
            found.append(self._all.finding(Odd.ZERO, (0,), "0"))
        if markers:
            found.append(self._all.finding(Odd.SENTINEL, markers, format_number(markers[0])))
        return found

    def _stands_off(self, marker: int, rest: Sequence[int]) -> bool:
        if len(rest) < _SOME or self._all.counts.counter[marker] < _FEW:
            return False
        low, high = rest[0], rest[-1]
        return marker > 5 * high if marker > 0 else low >= 0 or marker < 10 * low

    def _zero_stands_apart(self, others: Sequence[int]) -> bool:
        zeros, total = self._all.counts.counter[0], self._all.counts.total
        if not others:
            return zeros >= _FULL
        if zeros < _FEW or zeros * 100 < total or len(others) < _SOME or others[0] < 0:
            return False
        lowest = others[0]
        step = min(after - before for before, after in pairwise(others[:_ENOUGH]))
        counted = all(each % _ONE == 0 for each in others)
        # 0 goes before 10 on a scale of 10, 20, 30, and before 1 where things are counted.
        near = lowest * 4 < self._lower_quartile(others) or lowest * 2 < step * 3 or (counted and lowest < 10 * _ONE)
        return not near

    def _lower_quartile(self, others: Sequence[int]) -> int:
        counter = self._all.counts.counter
        weights = [counter.get(each, 1) for each in others]
        left = sum(weights) // 4
        for value, weight in zip(others, weights, strict=True):
            left -= weight
            if left < 0:
                return value
        return others[-1]


class Days:
    """Dates, as days."""

    def __init__(self) -> None:
        self.done = False
        self._all = _Whole(_MARKER_DAYS)

    def take(self, values: Sequence[Any], lines: Sequence[int], leads: int) -> None:  # noqa: ARG002
        self._all.add(values, lines)

    def findings(self) -> list[Finding]:
        distinct = self._all.distinct()
        rest = sorted(distinct - _MARKER_DAYS)
        found = []
        markers = [each for each in sorted(_MARKER_DAYS & distinct) if self._is_marker(each, rest, len(distinct))]
        if markers:
            found.append(self._all.finding(Odd.PLACEHOLDER, markers, format_day(markers[0])))
        far = self._far_off(sorted(distinct.difference(markers)))
        if far:
            found.append(self._all.finding(Odd.FAR_DATE, far, format_day(far[0])))
        return found

    def _is_marker(self, day: int, rest: Sequence[int], distinct: int) -> bool:
        if len(rest) < _FEW:
            return False
        counts = self._all.counts
        often = counts.counter[day] >= _SOME and counts.counter[day] * distinct >= _ENOUGH * counts.total
        return often or min(abs(day - each) for each in rest) > _YEAR

    def _far_off(self, days: list[int]) -> list[int]:
        """A few leads' day at an end, with a gap before it that is years long and longer than all the rest."""
        far = []
        most = max(2, self._all.counts.total // 50)
        while len(days) > _SOME:
            first, second, *_, last_but_one, last = days
            for day, gap, span in (
                (first, second - first, last - second),
                (last, last - last_but_one, last_but_one - first),
            ):
                if gap > max(_FAR, span) and self._all.counts.counter[day] <= most:
                    far.append(day)
                    days.remove(day)
                    break
            else:
                break
        return sorted(far)


class Times:
    """Instants. `as_of`: none of most may lie after it."""

    def __init__(self, as_of: int | None) -> None:
        self.done = False
        self._days = Days()
        self._as_of = as_of
        self._total = 0
        self._ahead = 0
        self._rows: list[int] = []
        self._first = ""

    def take(self, values: Sequence[Any], lines: Sequence[int], leads: int) -> None:
        self._days.take([each // _DAY for each in values], lines, leads)
        self._total += len(values)
        as_of = self._as_of
        if as_of is not None and values and max(values) > as_of:
            ahead = [(at, line) for at, line in zip(values, lines, strict=True) if at > as_of]
            self._ahead += len(ahead)
            self._first = self._first or format_instant(ahead[0][0])
            self._rows += [line for _, line in ahead[: ROWS_SHOWN - len(self._rows)]]

    def findings(self) -> list[Finding]:
        found = self._days.findings()
        if self._ahead and self._ahead * 2 < self._total:
            found.append(Finding(Odd.AHEAD, self._ahead, tuple(self._rows), self._first))
        return found


class Texts:
    """Free text. `contact`: an address or number of one person."""

    def __init__(self, *, contact: bool) -> None:
        self._contact: Counts[str] | None = Counts() if contact else None
        self._same: str | None = None
        self._differs = False
        self._leads = 0
        self._chunks = 0
        self._rows: tuple[int, ...] = ()

    @property
    def done(self) -> bool:
        return self._differs and self._contact is None

    def take(self, values: Sequence[Any], lines: Sequence[int], leads: int) -> None:
        self._chunks += 1
        if self._contact is not None and (self._chunks <= _ALL_CHUNKS or self._chunks % _NTH_CHUNK == 0):
            self._contact.add(values, lines)
            self._contact.counter.pop("", None)
        if self._differs:
            return
        if self._same is None and values:
            self._same, self._rows = values[0], tuple(lines[:ROWS_SHOWN])
        self._leads += leads
        self._differs = not self._same or values.count(self._same) < leads

    def findings(self) -> list[Finding]:
        if not self._differs and self._same is not None and self._leads >= _FULL:
            return [Finding(Odd.SAME, self._leads, self._rows, self._same)]
        if self._contact is None:
            return []
        first = self._contact.first
        shared = [(-count, first[each], each) for each, count in self._contact.counter.items() if count >= _SOME]
        if not shared:
            return []
        shared.sort()
        rows = tuple(sorted(row for _, row, _ in shared[:ROWS_SHOWN]))
        return [Finding(Odd.SHARED, -sum(count for count, _, _ in shared), rows, shared[0][2])]

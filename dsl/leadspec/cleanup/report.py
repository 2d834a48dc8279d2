"""What the clean-up did to a source of data: nothing is repaired or left out without being counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct, field

from leadspec.cleanup.outcomes import Repair

MOST_LISTED = 1_000
_MOST_REASONS: Final = 200
_FIRST_ROWS: Final = 5

REJECT_COLUMNS: Final = ("row", "id", "field", "reason")
"""What a file of rejected records says before the records' own columns."""
OWN_PREFIX: Final = "leadspec."
"""Stands before one of them where the data or the schema has the same name."""

# What differs from record to record in reasons that are one: lines, the number of an item, a value that was asked for.
_PARTICULARS: Final = re.compile(r", number \d+,|: .*", re.DOTALL)


class Reject(Struct, frozen=True):
    """A record that gives no lead. `row` is its line in the file; `reason` ends a sentence about the field, or about
    the record where there is no field.

    `id` is `None` where the record has none, or where the schema calls it personal. `further`: the other fields
    that do not fit, each with its reason.
    """

    row: int
    id: str | None
    field: str | None
    reason: str
    further: tuple[tuple[str, str], ...] = ()


class RejectGroup(Struct, frozen=True):
    """Records that were rejected for one reason. `rows`: the lines of the first ones."""

    reason: str
    field: str | None
    count: int
    rows: tuple[int, ...]


class Reasons:
    """Counts rejected records by reason. A record with faults in several fields counts for each of them."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str | None, str]] = Counter()
        self._rows: dict[tuple[str | None, str], list[int]] = {}

    def add(self, reject: Reject) -> None:
        faults = ((reject.field, reject.reason), *reject.further)
        for name, reason in dict.fromkeys((name, _PARTICULARS.sub("", reason)) for name, reason in faults):
            key = (name, reason)
            if key not in self._counts and len(self._counts) >= _MOST_REASONS:
                key = (None, "cannot be read for a further reason")
            self._counts[key] += 1
            rows = self._rows.setdefault(key, [])
            if len(rows) < _FIRST_ROWS:
                rows.append(reject.row)

    def groups(self) -> tuple[RejectGroup, ...]:
        """The most frequent first; of equally frequent ones the one that came first."""
        return tuple(
            RejectGroup(reason, name, count, tuple(self._rows[name, reason]))
            for (name, reason), count in self._counts.most_common()
        )


class EventReject(Struct, frozen=True):
    """An event that was left out of its lead. `number`: its place in the list of activities, from 1.

    `file`: the file of its own that it comes from, if it does; `row` is its line there.
    """

    row: int
    id: str | None
    number: int
    field: str | None
    reason: str
    file: str | None = None


class CleanReport(Struct, frozen=True):
    """`rows` = `leads` + `rejected`. `unused`: keys of the data that the schema does not have, with the number of
    records. They may be values: `names.unused_names` says which of them may be shown. `never_supplied`: fields of
    the schema for which no record had a value.
    """

    rows: int
    leads: int
    rejected: int
    events: int
    repairs: Mapping[str, int]
    repairs_by_field: Mapping[tuple[str, str], int]
    unused: Mapping[str, int]
    never_supplied: tuple[str, ...]
    activities_supplied: bool
    rejected_events: tuple[EventReject, ...] = ()
    id_supplied: bool = True


class Tally(Struct):
    """The running counts behind a report."""

    rows: int = 0
    leads: int = 0
    events: int = 0
    repairs: Counter[tuple[Repair, str]] = field(default_factory=Counter)
    unused: Counter[str] = field(default_factory=Counter)
    unseen: set[str] = field(default_factory=set)
    activities_supplied: bool = False
    id_supplied: bool = False
    rejected_events: list[EventReject] = field(default_factory=list)

    def count_unused(self, keys: Iterable[str]) -> None:
        for key in keys:
            # Data whose keys differ from record to record must not fill the memory.
            if key in self.unused or len(self.unused) < MOST_LISTED:
                self.unused[key] += 1

    def reject_event(self, reject: EventReject) -> None:
        self.repairs[Repair.EVENT_REJECTED, reject.field or ""] += 1
        if len(self.rejected_events) < MOST_LISTED:
            self.rejected_events.append(reject)

    def report(self, order: tuple[str, ...]) -> CleanReport:
        """A snapshot. `order`: the schema's fields, in whose order the fields without values are named."""
        by_kind: Counter[str] = Counter()
        for (repair, _), count in self.repairs.items():
            by_kind[repair.id] += count
        passed = _of_rejects(self.unused)
        return CleanReport(
            rows=self.rows,
            leads=self.leads,
            rejected=self.rows - self.leads,
            events=self.events,
            repairs=dict(sorted(by_kind.items())),
            repairs_by_field=dict(sorted(((kind.id, name), count) for (kind, name), count in self.repairs.items())),
            unused={name: count for name, count in sorted(self.unused.items()) if name not in passed},
            never_supplied=tuple(each for each in order if each in self.unseen),
            activities_supplied=self.activities_supplied,
            rejected_events=tuple(self.rejected_events),
            id_supplied=self.id_supplied,
        )


def _of_rejects(names: Iterable[str]) -> frozenset[str]:
    """The columns of our own in a file of rejected records that was mended and is read again."""
    # A data description calls a column so whose name it gives to another one.
    renamed = {name for name in names if name == "id (column)"}
    prefixed = {name for name in names if name.startswith(OWN_PREFIX)}
    plain = {each for each in REJECT_COLUMNS if OWN_PREFIX + each not in prefixed}.intersection(names)
    told = plain | {name.removeprefix(OWN_PREFIX) for name in prefixed}
    whole = told.issuperset(each for each in REJECT_COLUMNS if each != "id")
    return frozenset(prefixed | plain | renamed if whole else prefixed)

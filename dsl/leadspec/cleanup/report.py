"""What the clean-up did to a source of data: nothing is repaired or left out without being counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from leadspec.cleanup.outcomes import Repair

MOST_LISTED = 1_000


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
        return CleanReport(
            rows=self.rows,
            leads=self.leads,
            rejected=self.rows - self.leads,
            events=self.events,
            repairs=dict(sorted(by_kind.items())),
            repairs_by_field=dict(sorted(((kind.id, name), count) for (kind, name), count in self.repairs.items())),
            unused=dict(sorted(self.unused.items())),
            never_supplied=tuple(each for each in order if each in self.unseen),
            activities_supplied=self.activities_supplied,
            rejected_events=tuple(self.rejected_events),
            id_supplied=self.id_supplied,
        )

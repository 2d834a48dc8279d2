"""The clean-up: one raw record after the other -> a lead, or the reason why there is none.

Compiles the schema once. Pure but for its own counts: the same records give the same leads in any order of calls,
and what it remembers of values only saves time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from leadspec.cleanup.convert import converter
from leadspec.cleanup.duplicates import find_duplicates, reason_for
from leadspec.cleanup.events import EventCleaner
from leadspec.cleanup.flat import FlatCleaner, id_from_place
from leadspec.cleanup.options import CleanOptions
from leadspec.cleanup.outcomes import Fault, Repair
from leadspec.cleanup.records import Gathered, Kept, Leaf, build_block, empty_blocks, walk
from leadspec.cleanup.report import MOST_LISTED, CleanReport, EventReject, Reject, Tally
from leadspec.documents import Raw
from leadspec.ir.lead import Event, Lead
from leadspec.schema.model import Schema
from leadspec.values.text import fold, nfc, strip
from leadspec.values.zones import Zone

Record = dict[str, Raw]

_NO_DUPLICATES: Mapping[str, tuple[int, ...]] = {}


class Cleaner:
    """Cleans the records of one source. `duplicates`: ids that stand twice, from `find_duplicates`."""

    def __init__(self, schema: Schema, zone: Zone | None = None, options: CleanOptions | None = None) -> None:
        self.schema = schema
        self.duplicates = _NO_DUPLICATES
        options = options or CleanOptions()
        self._options = options
        leaves = {each.name: Leaf(each.name, converter(each, options, zone)) for each in schema.fields}
        activities = schema.activities
        self._events = None if activities is None else EventCleaner(activities, options, zone)
        self._activities = "" if activities is None else activities.name
        self._activities_path = () if activities is None else activities.path
        paths: list[tuple[tuple[str, ...], Leaf | Kept]] = [(each.path, leaves[each.name]) for each in schema.fields]
        if activities is not None:
            paths.append((activities.path, Kept(activities.name)))
        self._block = build_block(paths)
        self._by_name: dict[str, Leaf | Kept] = {leaf.name: leaf for _, leaf in paths}
        self._required = tuple(each.name for each in schema.fields if each.required)
        id_field = schema.by_name.get(schema.id_field) if schema.id_field else None
        self._id_path = id_field.path if id_field else ("id",)
        self._id_name = id_field.name if id_field else "id"
        self._id_declared = id_field is not None
        self._id_markers = frozenset((*(id_field.missing if id_field else ()), *map(fold, options.missing)))
        self._id_personal = id_field is not None and id_field.personal
        self._tally = Tally(unseen={each.name for each in schema.fields})

    def id_of(self, record: Record) -> str | None:
        """The id of a nested record, exactly as written but for outer spaces; true and false are texts here."""
        value: Raw = record
        for key in self._id_path:
            value = value.get(key) if isinstance(value, dict) else None
        return self._id_text(value)

    def knows(self, record: Record) -> bool:
        """Whether any key of a record is one of the schema's."""
        keys = self._block.keys
        return self._id_name in record or any(key in keys or strip(nfc(key)) in keys for key in record)

    def brings_activities(self, record: Record) -> bool:
        """Whether a record says what the lead did, be it nothing."""
        value: Raw = record
        for key in self._activities_path:
            value = value.get(key) if isinstance(value, dict) else None
        return value is not None and value is not record

    def record(self, line: int, record: Record, nth: int = 1) -> Lead | Reject:
        """One nested record. `nth`: the how manyth one it is that starts on its line."""
        gathered = Gathered()
        walk(record, self._block, gathered)
        id_ = self.id_of(record)
        return self._finish(line, id_, id_ or id_from_place(line, nth), gathered)

    def rows(self, header: Sequence[str]) -> FlatCleaner:
        """For flat records: cells of text under a header with dotted names."""
        return FlatCleaner(self, header)

    def broken(self, line: int, reason: str, id_: Raw = None) -> Reject:
        """A record that could not even be read, or whose lead could not be put together."""
        self._tally.rows += 1
        return Reject(line, None if self._id_personal else self._id_text(id_), None, reason)

    def count(self, repairs: Mapping[tuple[Repair, str], int], rejected: Sequence[EventReject] = ()) -> None:
        """What was repaired or left out before the records came here, by kind and field. `rejected`: of the events
        among these the first ones.
        """
        self._tally.repairs.update(repairs)
        room = max(MOST_LISTED - len(self._tally.rejected_events), 0)
        self._tally.rejected_events += rejected[:room]

    def mark(self) -> Tally:
        """The counts as they are, for `back_to`."""
        tally = self._tally
        return replace(
            tally,
            repairs=Counter(tally.repairs),
            unused=Counter(tally.unused),
            unseen=set(tally.unseen),
            rejected_events=list(tally.rejected_events),
        )

    def back_to(self, mark: Tally) -> None:
        """As if nothing had been read since."""
        self._tally = mark

    def report(self) -> CleanReport:
        return self._tally.report(tuple(each.name for each in self.schema.fields))

    def _id_text(self, value: Raw) -> str | None:
        if isinstance(value, bool):
            value = "true" if value else "false"
        if not isinstance(value, str):
            return None
        text = strip(value)
        if not text or (self._id_markers and fold(text) in self._id_markers):
            return None
        return text if text.__class__ is str else str(text)

    def _finish(self, line: int, id_: str | None, lead_id: str, gathered: Gathered) -> Lead | Reject:
        tally = self._tally
        tally.rows += 1
        if id_ is not None:
            tally.id_supplied = True
        facts = gathered.facts
        if gathered.kept is not None:
            tally.activities_supplied = True
        if tally.unseen:
            tally.unseen.difference_update(facts)
        if gathered.unknown:
            tally.count_unused(each for each in gathered.unknown if each != "id" or self._id_declared)
        shown_id = None if self._id_personal else id_
        lines = self.duplicates.get(lead_id) if self.duplicates else None
        if lines is not None:
            return Reject(line, shown_id, self._id_name, reason_for(lines))
        faults = gathered.faults
        if not (self._required_there(gathered)) or faults:
            (name, reason), *further = faults
            return Reject(line, shown_id, name, reason, tuple(further))
        events: tuple[Event, ...] = ()
        if gathered.kept is not None and self._events is not None:
            found = self._events.clean(gathered.kept, line, shown_id, tally)
            if isinstance(found, Fault):
                return Reject(line, shown_id, self._activities, found.reason)
            events = found
        for each in gathered.repairs:
            tally.repairs[each] += 1
        tally.leads += 1
        return Lead(lead_id, facts, events)

    def _required_there(self, gathered: Gathered) -> bool:
        """Adds a fault for each required field without a value, and for each required block without any."""
        facts, faults = gathered.facts, gathered.faults
        faulty = {name for name, _ in faults} if faults else ()
        for name in self._required:
            if name not in facts and name not in faulty:
                faults.append((name, "is missing, and the schema requires it"))
        for block, name in self.schema.required_within:
            if name not in facts and name not in faulty and any(each.startswith(f"{block}.") for each in facts):
                faults.append((name, f"is missing, and the schema requires it beside other fields of `{block}`"))
        if self.schema.required_blocks:
            there = [*facts, *(name for name, _ in faults)]
            if gathered.kept is not None:
                there.append(self._activities)
            for name in empty_blocks(self.schema.required_blocks, there):
                faults.append((name, "is missing, and the schema requires it"))
        return not faults


class Cleaned(Struct, frozen=True):
    leads: tuple[Lead, ...]
    rejects: tuple[Reject, ...]
    report: CleanReport


def clean(
    records: Iterable[tuple[int, Record]],
    schema: Schema,
    zone: Zone | None = None,
    options: CleanOptions | None = None,
) -> Cleaned:
    """Cleans records that are all in memory. `records`: the line (or number) of each, and its nested values."""
    kept = list(records)
    cleaner = Cleaner(schema, zone, options)
    cleaner.duplicates = find_duplicates(
        lambda: (((line,), (cleaner.id_of(each) or id_from_place(line),)) for line, each in kept)
    )
    found = [cleaner.record(line, each) for line, each in kept]
    return Cleaned(
        tuple(each for each in found if isinstance(each, Lead)),
        tuple(each for each in found if isinstance(each, Reject)),
        cleaner.report(),
    )

"""The activities of one lead -> its events. An event stands alone: a faulty one is left out, its lead stays."""

from __future__ import annotations

from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from leadspec.cleanup.convert import converter
from leadspec.cleanup.options import CleanOptions
from leadspec.cleanup.outcomes import Converter, Fault, Outcome, Repair
from leadspec.cleanup.records import Block, Gathered, Leaf, build_block, empty_blocks, walk
from leadspec.cleanup.report import EventReject, Tally
from leadspec.documents import NumberText, Raw
from leadspec.documents.json_value import json_value
from leadspec.ir.lead import Event
from leadspec.schema.model import Activities, Field
from leadspec.types import DateTimeType, EnumType
from leadspec.values.text import strip
from leadspec.values.zones import Zone

_UNKNOWN_TYPE = "is a type that the schema does not list"
_by_time = attrgetter("at")


class EventFault(Struct, frozen=True):
    field: str | None
    reason: str


class FileEvent(dict[str, Raw]):
    """A raw event from a file of its own: the how manyth of `CleanOptions.event_files`, and its line there."""

    __slots__ = ("file", "line")

    def __init__(self, event: dict[str, Raw], file: int, line: int) -> None:
        super().__init__(event)
        self.file = file
        self.line = line


class EventCleaner:
    """Reads events of one schema, those of the lead's own record and those of further files alike."""

    def __init__(self, activities: Activities, options: CleanOptions, zone: Zone | None) -> None:
        self.activities = activities
        self._files = options.event_files
        self._own = self._reader(_own_options(options, activities.name), zone)
        self._readers = tuple(self._reader(each, zone) for each in options.event_files)
        self._required = ("type", "at", *(each.name for each in activities.fields if each.required))

    def _reader(self, options: CleanOptions, zone: Zone | None) -> Block:
        activities = self.activities
        type_ = Field(("type",), EnumType(activities.types), missing=activities.type_missing)
        leaves = [Leaf("type", _lenient(converter(type_, options, zone)))]
        at = Field(("at",), DateTimeType(), missing=activities.at_missing)
        leaves.append(Leaf("at", converter(at, options, zone)))
        leaves += [Leaf(each.name, converter(each, options, zone)) for each in activities.fields]
        paths = [("type",), ("at",), *(each.path for each in activities.fields)]
        return build_block(zip(paths, leaves, strict=True))

    def clean(self, raw: Raw, row: int, id_: str | None, tally: Tally) -> tuple[Event, ...] | Fault:
        """All events of a lead, sorted by time, then as given."""
        items = _items(raw)
        if isinstance(items, Fault):
            return items
        events: list[Event] = []
        for number, item in enumerate(items, 1):
            found = self.clean_one(item, tally)
            if isinstance(found, Event):
                events.append(found)
            elif isinstance(found, EventFault):
                tally.reject_event(self._reject(item, row, id_, number, found))
        if self.activities.event_id is not None:
            kept = self._without_copies(events, self.activities.event_id, tally)
            if kept is None:
                return Fault("has two different events with the same event id")
            events = kept
        events.sort(key=_by_time)
        tally.events += len(events)
        return tuple(events)

    def _reject(self, raw: Raw, row: int, id_: str | None, number: int, found: EventFault) -> EventReject:
        if isinstance(raw, FileEvent):
            return EventReject(raw.line, id_, number, found.field, found.reason, self._files[raw.file].file)
        return EventReject(row, id_, number, found.field, found.reason)

    def clean_one(self, raw: Raw, tally: Tally) -> Event | EventFault | None:
        """One event; `None` if nothing can ask for it: its type is not one of the schema's, or it lies before its
        log begins. Such events are only counted.
        """
        if not isinstance(raw, dict):
            return EventFault(None, "is not a block of fields")
        options = self._files[raw.file] if isinstance(raw, FileEvent) else None
        gathered = Gathered()
        walk(raw, self._readers[raw.file] if isinstance(raw, FileEvent) else self._own, gathered)
        name = self.activities.name
        # An event that no policy can ask for is no fault, whatever else is wrong with it.
        if any(reason is _UNKNOWN_TYPE for _, reason in gathered.faults):
            tally.repairs[Repair.EVENT_TYPE, name] += 1
            return None
        if gathered.faults:
            return EventFault(*gathered.faults[0])
        facts = gathered.facts
        for required in self._required:
            if required not in facts:
                return EventFault(required, "is missing")
        for block, required in self.activities.required_within:
            if required not in facts and any(each.startswith(f"{block}.") for each in facts):
                return EventFault(required, "is missing")
        for block in empty_blocks(self.activities.required_blocks, list(facts)):
            return EventFault(block, "is missing")
        at = facts["at"]
        if options is not None and options.since is not None and isinstance(at, int) and at < options.since:
            tally.repairs[Repair.EVENT_BEFORE, options.file] += 1
            return None
        if gathered.unknown:
            tally.count_unused(f"{name}.{each}" for each in gathered.unknown)
        for repair, field_name in gathered.repairs:
            tally.repairs[repair, f"{name}.{field_name}"] += 1
        type_, at = facts.pop("type"), facts.pop("at")
        if not isinstance(type_, str) or not isinstance(at, int):
            raise TypeError("the schema gives an event's type and time another type")
        return Event(type_, at, facts)

    def _without_copies(self, events: list[Event], id_name: str, tally: Tally) -> list[Event] | None:
        """One event for each id; `None` if two that share one differ."""
        first: dict[object, Event] = {}
        kept = []
        for event in events:
            id_ = event.facts.get(id_name)
            known = event if id_ is None else first.setdefault(id_, event)
            if known is event:
                kept.append(event)
            elif known != event:
                return None
            else:
                tally.repairs[Repair.EVENT_COPY, self.activities.name] += 1
        return kept


def _own_options(options: CleanOptions, name: str) -> CleanOptions:
    """What holds for the events in a lead's own record: `activities.type` is the type of these."""
    prefix = f"{name}."
    own = {key.removeprefix(prefix): each for key, each in options.values.items() if key.startswith(prefix)}
    return replace(options, by_field={}, values=own)


def _items(raw: Raw) -> list[Raw] | Fault:
    """The list of activities; in a cell of a table it may be written as JSON."""
    match raw:
        case None:
            return []
        case list():
            return raw
        case str() if not isinstance(raw, NumberText):
            text = strip(raw)
            value = json_value(text) if text else []
            return value if isinstance(value, list) else Fault("is not a list of events in JSON")
        case _:
            return Fault("is not a list of events")


def _lenient(convert: Converter) -> Converter:
    """A type that is written as a text, but is none of the schema's, is told apart from other faults."""

    def read(raw: Raw) -> Outcome:
        outcome = convert(raw)
        return Fault(_UNKNOWN_TYPE) if isinstance(outcome, Fault) and isinstance(raw, str) else outcome

    return read

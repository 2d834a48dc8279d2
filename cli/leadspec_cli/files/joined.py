"""Look-ups and events of several files, loaded once for each reading of the leads and handed to them by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from leadspec.cleanup import EventReject, FileEvent, Repair
from leadspec.cleanup.report import MOST_LISTED
from leadspec.data.model import EventFile, Lookup
from leadspec.diagnostics.kinds import description as kinds
from leadspec.documents import Raw
from leadspec.source import Place
from leadspec.values.text import fold, strip
from leadspec_cli.files.event_rows import event_writer
from leadspec_cli.files.fault import fault
from leadspec_cli.files.joins import JoinStore, decode, encode
from leadspec_cli.files.parts import Part, Parts, unused_names
from leadspec_cli.files.projections import key_of, reader_of
from leadspec_cli.files.records import Broken, Nested, Row, Table, TypedRow

_Record = Row | TypedRow | Nested


class ConflictError(Exception):
    """A lead needs a row of a look-up that stands there more than once and says different things."""


class Joins:
    """What other files say about a lead. `counts`: what was left out, by kind and file. `rejected`: the first rows of
    events that could not even be read.
    """

    def __init__(self, store: JoinStore, parts: Parts) -> None:
        self.counts: Counter[tuple[Repair, str]] = Counter()
        self.rejected: list[EventReject] = []
        self._store = store
        self._parts = parts
        self._markers = _markers(parts.leads)
        for number, ((lookup, part), given) in enumerate(zip(parts.lookups, parts.given, strict=True)):
            copies = store.add_lookup(number, _lookup_rows(lookup, part, given))
            if copies:
                self.counts[Repair.LOOKUP_COPY, lookup.block] += copies
        for use, part in parts.events:
            store.add_events(self._event_rows(use, part))
        store.index_events()

    def looked_up(self, number: int, raw: Raw) -> list[Raw] | None:
        """What a look-up says for the key in a lead, in the order of what it gives."""
        lookup, part = self._parts.lookups[number]
        key = key_text(raw, self._markers)
        if key is None:
            return None
        found = self._store.lookup(number, key)
        match found:
            case None:
                self.counts[Repair.NO_MATCH, lookup.block] += 1
                return None
            case str():
                cells = decode(found)
                return cells if isinstance(cells, list) else None
            case lines:
                where = ", ".join(map(str, lines))
                raise ConflictError(
                    f"needs the one row of `{part.file.name}` with its `{lookup.by.text}`, and lines {where} differ"
                )

    def events(self, number: int, raw: Raw) -> Iterator[Raw]:
        """The events of a file for the key in a lead, in the order of the file."""
        key = key_text(raw, self._markers)
        if key is None:
            return
        for line, text in self._store.events(number, key):
            event = decode(text)
            if isinstance(event, dict):
                yield FileEvent(event, number, line)

    def end(self) -> None:
        """Once all leads were read: counts the events that none of them had."""
        for number, (use, _) in enumerate(self._parts.events):
            left = self._store.events_left(number)
            if left:
                self.counts[Repair.EVENT_NO_LEAD, use.use.file.text] += left

    def _event_rows(self, events: EventFile, part: Part) -> Iterator[tuple[str | None, int, str]]:
        key_in = key_of(events.key.text, part.projection)
        write = event_writer(events, part)
        markers = _markers(part)
        for record in _rows(part):
            if isinstance(record, Broken):
                self.counts[Repair.EVENT_REJECTED, part.use.file.text] += 1
                if len(self.rejected) < MOST_LISTED:
                    self.rejected.append(EventReject(record.line, None, 0, None, record.reason, part.file.name))
                continue
            yield key_text(key_in(record), markers), record.line, write(record)


def unused_columns(lookup: Lookup, part: Part) -> tuple[str, ...]:
    """The columns of a look-up that nothing reads, as names in its block."""
    return tuple(f"{lookup.block}.{each}" for each in unused_names(part, {want.path[-1] for want in part.use.wants}))


def key_text(raw: Raw, markers: frozenset[str]) -> str | None:
    """A key as it is compared: exactly, but for outer spaces."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if not isinstance(raw, str):
        return None
    text = strip(raw)
    return None if not text or (markers and fold(text) in markers) else str(text)


def _lookup_rows(lookup: Lookup, part: Part, given: tuple[str, ...]) -> Iterator[tuple[str, int, str]]:
    key_in = key_of(lookup.key.text, part.projection)
    read = reader_of(part.use, part.projection)
    markers = _markers(part)
    for record in _rows(part):
        if isinstance(record, Broken):
            message = f"the row cannot be used: it {record.reason}"
            raise fault(kinds.LOOKUP_ROW, Place(part.file.name, record.line), message, "mend the row, or delete it")
        key = key_text(key_in(record), markers)
        if key is not None:
            values = read(record)
            yield key, record.line, encode([values.get(name) for name in given])


def _rows(part: Part) -> Iterator[_Record | Broken]:
    with part.file.open() as records:
        rows: Iterable[_Record | Broken] = records.rows if isinstance(records, Table) else records
        yield from rows


def _markers(part: Part) -> frozenset[str]:
    return frozenset(map(fold, part.use.options.missing))

"""Leads that a data description puts together: columns under the names of fields, look-ups, events of several files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from leadspec.cleanup import EventReject, Repair
from leadspec.data.model import Description
from leadspec.documents import NumberText, Raw
from leadspec.documents.json_value import json_value
from leadspec.schema.model import Schema
from leadspec_cli.files.found import Found
from leadspec_cli.files.joined import ConflictError, Joins, unused_columns
from leadspec_cli.files.joins import join_store
from leadspec_cli.files.moves import Moves
from leadspec_cli.files.parts import Part, Parts
from leadspec_cli.files.projections import Projection, put, value_at
from leadspec_cli.files.records import Broken, Nested, Records, Row, Table, TypedRow


class DescribedData:
    """A `DataSource`. Each `open` reads all files anew; nothing of them is kept after it.

    `original_header`, `original`: the columns and the last record as their file has them, so that who mends a record
    can put it back. `original` is None where a record only has other names for its cells.
    """

    def __init__(self, description: Description, parts: Parts, schema: Schema) -> None:
        self._parts = parts
        self._moves = Moves(parts.leads.use)
        self._id = description.id_name
        self._id_path = schema.by_name[self._id].path if self._id in schema.by_name else ("id",)
        self._activities = schema.activities.name if schema.activities is not None else ""
        self._activities_path = schema.activities.path if schema.activities is not None else ()
        self._paths = {each.name: each.path for each in schema.fields}
        self._names = {each.field for each in parts.leads.use.wants}
        self._counts: Mapping[tuple[Repair, str], int] = {}
        self._digest = description.digest
        self.found: tuple[Found, ...] = ()
        self.rejected_events: Sequence[EventReject] = ()
        self.original_header = parts.leads.header if parts.leads.projection is not None else None
        self.original: Row | TypedRow | Nested | Broken | None = None

    @property
    def name(self) -> str:
        """Of the file with the leads, whose lines are told."""
        return self._parts.leads.file.name

    @property
    def description_digest(self) -> str:
        return self._digest

    @property
    def files(self) -> tuple[str, ...]:
        """All files as messages show them, those of the leads first."""
        return tuple(each.file.name for each in self._all)

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(each.file.path for each in self._all)

    @property
    def brings_activities(self) -> bool:
        return bool(self._parts.events)

    def counts(self) -> Mapping[tuple[Repair, str], int]:
        return self._counts

    @contextmanager
    def open(self, *, ids_only: bool = False) -> Iterator[Records]:
        self._counts, self.rejected_events = Counter(), ()
        self.original = None
        with ExitStack() as stack:
            joins = None
            if not ids_only and (self._parts.lookups or self._parts.events):
                joins = Joins(stack.enter_context(join_store()), self._parts)
                self._counts, self.rejected_events = joins.counts, joins.rejected
            records = stack.enter_context(self._parts.leads.file.open())
            self.found = tuple(found for each in self._all for found in each.file.found)
            projection = self._parts.leads.projection
            if isinstance(records, Table) and projection is not None:
                yield self._table(records, projection, joins)
            elif not isinstance(records, Table):
                yield self._nested(records, joins)

    @property
    def _all(self) -> tuple[Part, ...]:
        parts = self._parts
        return (parts.leads, *(each for _, each in parts.lookups), *(each for _, each in parts.events))

    # --- tables ---------------------------------------------------------------------------------------------------

    def _table(self, table: Table, projection: Projection, joins: Joins | None) -> Table:
        names = list(projection.indexes.items())
        names += [(self._unused(table.header[i]), i) for i in projection.unused]
        if joins is None:
            by_place = {i: name for name, i in names}
            if len(by_place) == len(names) == len(table.header):
                # Only the names change: the rows may be read in the quickest way.
                return Table(tuple(by_place[i] for i in range(len(names))), table.rows)
            return Table(tuple(name for name, _ in names), self._picked(table, [i for _, i in names]))
        own = projection.indexes.get(self._activities) if self._parts.events else None
        names = [(name, i) for name, i in names if i != own]
        header = [name for name, _ in names]
        for (lookup, part), given in zip(self._parts.lookups, self._parts.given, strict=True):
            header += [*given, *unused_columns(lookup, part)]
        if self._parts.events:
            header.append(self._activities)
        return Table(tuple(header), self._joined(table, projection, [i for _, i in names], own, joins))

    def _joined(
        self, table: Table, projection: Projection, keep: list[int], own: int | None, joins: Joins
    ) -> Iterator[TypedRow | Broken]:
        parts = self._parts
        lookups = [
            (projection.keys[lookup.by.text], len(given), len(unused_columns(lookup, part)))
            for (lookup, part), given in zip(parts.lookups, parts.given, strict=True)
        ]
        id_index = projection.indexes.get(self._id, -1)
        events = [id_index if use.by is None else projection.keys[use.by.text] for use, _ in parts.events]
        for record in table.rows:
            self.original = record
            if isinstance(record, Broken):
                yield record
                continue
            given = record.cells
            cells: list[Raw] = [given[i] for i in keep]
            try:
                for number, (by, width, unused) in enumerate(lookups):
                    cells += joins.looked_up(number, given[by]) or [None] * width
                    cells += [None] * unused
            except ConflictError as conflict:
                yield Broken(record.line, str(conflict), id=given[id_index] if id_index >= 0 else None)
                continue
            if events:
                further = [event for number, by in enumerate(events) for event in joins.events(number, given[by])]
                cells.append(_with_events(None if own is None else given[own], further))
            yield TypedRow(record.line, cells)
        joins.end()

    def _picked(self, table: Table, keep: list[int]) -> Iterator[Row | TypedRow | Broken]:
        for record in table.rows:
            self.original = record
            match record:
                case Broken():
                    yield record
                case Row(line, cells):
                    yield Row(line, [cells[i] for i in keep])
                case TypedRow(line, cells):
                    yield TypedRow(line, [cells[i] for i in keep])

    def _unused(self, column: str) -> str:
        """The name of a column that nothing reads, which may be called as a field is."""
        return f"{column} (column)" if column in self._names else column

    # --- nested records -------------------------------------------------------------------------------------------

    def _nested(self, records: Iterable[Nested | Broken], joins: Joins | None) -> Iterator[Nested | Broken]:
        for record in records:
            self.original = record
            if isinstance(record, Broken):
                yield record
                continue
            keys = {} if joins is None else self._keys(record.fields)
            tree = self._moves.moved(record.fields)
            # A key may also be named as the field is that it was moved to.
            keys = {name: value_at(tree, name) if value is None else value for name, value in keys.items()}
            if joins is not None:
                try:
                    self._join(tree, keys, joins)
                except ConflictError as conflict:
                    yield Broken(record.line, str(conflict), id=value_at(tree, ".".join(self._id_path)))
                    continue
            yield Nested(record.line, tree, record.nth)
        if joins is not None:
            joins.end()

    def _keys(self, tree: dict[str, Raw]) -> dict[str, Raw]:
        """The keys that other files are joined by, as the record has them before anything is moved."""
        uses = [lookup.by for lookup, _ in self._parts.lookups]
        uses += [use.by for use, _ in self._parts.events if use.by is not None]
        return {each.text: value_at(tree, each.text) for each in uses}

    def _join(self, tree: dict[str, Raw], keys: dict[str, Raw], joins: Joins) -> None:
        parts = self._parts
        for number, ((lookup, _), given) in enumerate(zip(parts.lookups, parts.given, strict=True)):
            cells = joins.looked_up(number, keys[lookup.by.text])
            for name, value in zip(given, cells or (), strict=False):
                if value is not None:
                    put(tree, self._paths[name], value)
        if parts.events:
            id_ = value_at(tree, ".".join(self._id_path))
            further = [
                event
                for number, (use, _) in enumerate(parts.events)
                for event in joins.events(number, id_ if use.by is None else keys[use.by.text])
            ]
            path = self._activities_path
            put(tree, path, _with_events(value_at(tree, ".".join(path)), further))


def _with_events(own: Raw, further: list[Raw]) -> Raw:
    """The events that a record has itself, then those of other files. What cannot be read stays for the clean-up."""
    if isinstance(own, str) and not isinstance(own, NumberText):
        value = json_value(own) if own.strip() else []
        own = value if isinstance(value, list) else own
    if own is None:
        return further
    return [*own, *further] if isinstance(own, list) else own

"""A source of data -> leads: the one call for commands. Reads twice, first for the ids; keeps no record in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from leadspec.cleanup import (
    Cleaner,
    CleanOptions,
    CleanReport,
    FlatCleaner,
    Reject,
    find_duplicates,
    id_from_place,
)
from leadspec.diagnostics.kinds import data as data_kinds
from leadspec.ir.lead import Lead
from leadspec.schema.model import Schema
from leadspec.source import Place
from leadspec.values.zones import Zone
from leadspec_cli.files.csv_table import TextRows
from leadspec_cli.files.doubled_ids import DoubledIds
from leadspec_cli.files.fault import fault
from leadspec_cli.files.found import Found, TellsFound
from leadspec_cli.files.id_digests import Spilling
from leadspec_cli.files.records import Broken, Nested, Records, Row, Table, TypedRow
from leadspec_cli.files.sources import DataSource, KeepsOriginals

_TEXTS = (".csv", ".tsv")

_MANY = 256


class Leads:
    """The leads of a source. Each `for` over it reads the file anew; `report` speaks of the last one.

    `line`: where the record of the last item starts. `record`: what the last item was made of, set at least where
    that is a `Reject`; `header`: the names of its cells, if it has cells.

    `activities_missing`: there are records, and none of them, rejected or not, says what its lead did.
    """

    def __init__(self, source: DataSource, schema: Schema, zone: Zone | None, options: CleanOptions | None) -> None:
        self._source = source
        self._schema = schema
        self._zone = zone
        self._options = options
        self._report: CleanReport | None = None
        self.line = 0
        self.record: Row | TypedRow | Nested | Broken | None = None
        self.header: tuple[str, ...] | None = None
        self.activities_missing = False
        with closing(Spilling()) as digests:
            self._duplicates = find_duplicates(self._ids, digests, DoubledIds())

    @property
    def source(self) -> DataSource:
        return self._source

    @property
    def original(self) -> tuple[tuple[str, ...] | None, Row | TypedRow | Nested | Broken | None]:
        """`header` and `record` as the file has them, whatever a data description calls them."""
        source = self._source
        if isinstance(source, KeepsOriginals):
            return source.original_header, source.original or self.record
        return self.header, self.record

    @property
    def report(self) -> CleanReport:
        """What was cleaned, repaired and left out. Read the leads first."""
        if self._report is None:
            raise RuntimeError("the leads have not been read yet")
        return self._report

    @property
    def found(self) -> tuple[Found, ...]:
        """How the files were read, the one with the leads first."""
        return self._source.found if isinstance(self._source, TellsFound) else ()

    def __iter__(self) -> Iterator[Lead | Reject]:
        cleaner = self._cleaner()
        cleaner.duplicates = self._duplicates
        try:
            with self._source.open() as records:
                flat = _flat(cleaner, records, self._source.name)
                self.header = records.header if isinstance(records, Table) else None
                text = _text_rows(records)
                if flat is not None and text is not None:
                    yield from self._from_chunks(text, cleaner, flat)
                for record in _one_by_one(records):
                    self.record, self.line = record, record.line
                    match record:
                        case Row(line, cells) if flat is not None:
                            yield flat.row(line, cells)
                        case TypedRow(line, cells) if flat is not None:
                            yield flat.typed_row(line, cells)
                        case Nested(line, fields, nth):
                            yield cleaner.record(line, fields, nth)
                        case Broken(line, reason, id=id_):
                            yield cleaner.broken(line, reason, id_)
        finally:
            source = self._source
            rejected = source.rejected_events if isinstance(source, KeepsOriginals) else ()
            cleaner.count(source.counts(), rejected)
            self._report = cleaner.report()  # also where a reader has enough and closes the generator
        if self._report.rows == 0:
            raise fault(
                data_kinds.NO_RECORDS,
                Place(self._source.name),
                f"`{self._source.name}` holds no lead",
                "check the export",
            )

    def _from_chunks(self, rows: TextRows, cleaner: Cleaner, flat: FlatCleaner) -> Iterator[Lead | Reject]:
        for each in rows.chunks():
            if isinstance(each, Broken):
                self.record, self.line = each, each.line
                yield cleaner.broken(each.line, each.reason)
                continue
            before = cleaner.mark()
            items = flat.chunk(each.lines, each.rows).items
            given = 0
            try:
                for line, item in zip(each.lines, items, strict=True):
                    self.line = line
                    if item.__class__ is Reject:
                        self.record = Row(line, each.rows[given])
                    given += 1
                    yield item
            finally:
                if given < len(items):
                    # A reader that has enough is told of what it has read, and of nothing behind it.
                    cleaner.back_to(before)
                    for line, cells in zip(each.lines[:given], each.rows, strict=False):
                        flat.row(line, cells)

    def _cleaner(self) -> Cleaner:
        return Cleaner(self._schema, self._zone, self._options)

    def _ids(self) -> Iterator[tuple[Sequence[int], Sequence[str]]]:
        """The first look at all records; also whether they are leads of this schema at all."""
        cleaner = self._cleaner()
        first: int | None = None
        with self._source.open(ids_only=True) as records:
            flat = _flat(cleaner, records, self._source.name)
            known = flat is not None
            active = self._source.brings_activities or (flat is not None and flat.brings_activities)
            text = _text_rows(records)
            if flat is not None and text is not None:
                for chunk in text.chunks():
                    if isinstance(chunk, Broken):
                        continue
                    first = first or chunk.lines[0]
                    if not flat.has_ids:
                        break  # their lines are their ids
                    yield chunk.lines, flat.ids_of(chunk.lines, chunk.rows)
            lines: list[int] = []
            ids: list[str] = []
            for record in _one_by_one(records):
                match record:
                    case Row(line, cells) | TypedRow(line, cells) if flat is not None:
                        ids.append(flat.id_of(cells) or id_from_place(line))
                    case Nested(line, fields, nth):
                        known = known or not fields or cleaner.knows(fields)
                        active = active or cleaner.brings_activities(fields)
                        ids.append(cleaner.id_of(fields) or id_from_place(line, nth))
                    case _:
                        continue
                lines.append(record.line)
                first = first or record.line
                if len(lines) == _MANY:
                    yield lines, ids
                    lines, ids = [], []
            yield lines, ids
        self.activities_missing = first is not None and not active
        if first is not None and not known:
            raise fault(
                data_kinds.NO_KNOWN_COLUMN,
                Place(self._source.name, first),
                f"no record of `{self._source.name}` has a field of the schema",
                "write one block for each lead, with the names of the schema's fields as keys",
                "if they have names of their own, or stand inside of something such as `results`, "
                "`leadspec clean POLICY DATA --suggest` proposes what reads them",
            )


def read_leads(
    source: DataSource, schema: Schema, zone: Zone | None = None, options: CleanOptions | None = None
) -> Leads:
    """The cleaned leads of a source, each `Lead` or `Reject` in the order of the file.

    Raises `FileFault`, here or while the leads are read, for what spoils the file as a whole.
    """
    return Leads(source, schema, zone, options)


def _text_rows(records: Records) -> TextRows | None:
    """Rows that can be had many at a time."""
    return records.rows if isinstance(records, Table) and isinstance(records.rows, TextRows) else None


def _one_by_one(records: Records) -> Iterable[Row | TypedRow | Nested | Broken]:
    """All other records."""
    if not isinstance(records, Table):
        return records
    return () if isinstance(records.rows, TextRows) else records.rows


def _flat(cleaner: Cleaner, records: Records, name: str) -> FlatCleaner | None:
    if not isinstance(records, Table):
        return None
    flat = cleaner.rows(records.header)
    if not flat.known:
        raise fault(
            data_kinds.NO_KNOWN_COLUMN,
            Place(name, 1),
            f"no column of `{name}` is a field of the schema",
            "check the first line, and the sign between the columns"
            if name.lower().removesuffix(".gz").endswith(_TEXTS)
            else "check the names of its columns",
            "if they have names of their own, `leadspec clean POLICY DATA --suggest` proposes what reads them",
        )
    return flat

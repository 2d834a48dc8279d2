"""A data file -> leads: the one call for commands. Reads twice, first for the ids, and keeps no record in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

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
from leadspec.diagnostics.kinds import file as kinds
from leadspec.ir.lead import Lead
from leadspec.schema.model import Schema
from leadspec.source import Place
from leadspec.values.zones import Zone
from leadspec_cli.files.csv_table import Table, read_table
from leadspec_cli.files.fault import fault
from leadspec_cli.files.json_records import read_json, read_json_lines
from leadspec_cli.files.records import Broken, Nested, Row
from leadspec_cli.files.text import YAML_DATA_LIMIT, open_bytes, read_source, text_lines
from leadspec_cli.files.yaml_records import read_yaml

_TABLES = {"csv": None, "tsv": "\t"}
_OTHERS = ("json", "jsonl", "ndjson", "yaml", "yml")
_ELSEWHERE = {
    "xlsx": "save the sheet as `CSV UTF-8`",
    "xls": "save the sheet as `CSV UTF-8`",
    "ods": "save the sheet as CSV (UTF-8)",
    "parquet": "export it as CSV or JSON Lines",
}


class DataFile(Struct, frozen=True):
    """A file that `paths.resolve` let through, and the name that messages show for it."""

    path: Path
    name: str
    delimiter: str | None = None

    @property
    def format(self) -> str:
        """The ending that says how the file is written. Raises `FileFault` for one that is not known."""
        ending = self.name.lower().removesuffix(".gz").rpartition(".")[2]
        if ending in _TABLES or ending in _OTHERS:
            return ending
        hint = _ELSEWHERE.get(ending, "name it .csv, .tsv, .json, .jsonl or .yaml, as it is written")
        raise fault(kinds.UNKNOWN_FORMAT, Place(self.name), f"`{self.name}` has no ending that is read here", hint)


class Leads:
    """The leads of a file. Each `for` over it reads the file anew; `report` speaks of the last one.

    `activities_missing`: there are records, and none of them, rejected or not, says what its lead did.
    """

    def __init__(self, file: DataFile, schema: Schema, zone: Zone | None, options: CleanOptions | None) -> None:
        self._file = file
        self._schema = schema
        self._zone = zone
        self._options = options
        self._report: CleanReport | None = None
        self.activities_missing = False
        self._duplicates = find_duplicates(self._ids)

    @property
    def report(self) -> CleanReport:
        """What was cleaned, repaired and left out. Read the leads first."""
        if self._report is None:
            raise RuntimeError("the leads have not been read yet")
        return self._report

    def __iter__(self) -> Iterator[Lead | Reject]:
        cleaner = self._cleaner()
        cleaner.duplicates = self._duplicates
        count = 0
        try:
            with _opened(self._file) as source:
                flat = _flat(cleaner, source, self._file)
                for record in source.rows if isinstance(source, Table) else source:
                    count += 1
                    match record:
                        case Row(line, cells) if flat is not None:
                            yield flat.row(line, cells)
                        case Nested(line, fields, nth):
                            yield cleaner.record(line, fields, nth)
                        case Broken(line, reason):
                            yield cleaner.broken(line, reason)
        finally:
            self._report = cleaner.report()  # also where a reader has enough and closes the generator
        if count == 0:
            raise fault(
                data_kinds.NO_RECORDS, Place(self._file.name), f"`{self._file.name}` holds no lead", "check the export"
            )

    def _cleaner(self) -> Cleaner:
        return Cleaner(self._schema, self._zone, self._options)

    def _ids(self) -> Iterator[tuple[int, str]]:
        """The first look at all records; also whether they are leads of this schema at all."""
        cleaner = self._cleaner()
        first: int | None = None
        with _opened(self._file) as source:
            flat = _flat(cleaner, source, self._file)
            known = flat is not None
            active = flat is not None and flat.brings_activities
            for record in source.rows if isinstance(source, Table) else source:
                match record:
                    case Row(line, cells) if flat is not None:
                        yield line, flat.id_of(cells) or id_from_place(line)
                    case Nested(line, fields, nth):
                        known = known or not fields or cleaner.knows(fields)
                        active = active or cleaner.brings_activities(fields)
                        yield line, cleaner.id_of(fields) or id_from_place(line, nth)
                    case Broken():
                        continue
                first = first or record.line
        self.activities_missing = first is not None and not active
        if first is not None and not known:
            raise fault(
                data_kinds.NO_KNOWN_COLUMN,
                Place(self._file.name, first),
                f"no record of `{self._file.name}` has a field of the schema",
                "write one block for each lead, with the names of the schema's fields as keys",
            )


def read_leads(file: DataFile, schema: Schema, zone: Zone | None = None, options: CleanOptions | None = None) -> Leads:
    """The cleaned leads of a data file, each `Lead` or `Reject` in the order of the file.

    Raises `FileFault`, here or while the leads are read, for what spoils the file as a whole.
    """
    return Leads(file, schema, zone, options)


@contextmanager
def _opened(file: DataFile) -> Iterator[Table | Iterator[Nested | Broken]]:
    format_ = file.format
    if format_ in ("yaml", "yml"):
        yield read_yaml(read_source(file.path, file.name, YAML_DATA_LIMIT))
        return
    with open_bytes(file.path, file.name) as stream:
        if format_ == "json":
            yield read_json(stream, file.name)
        elif format_ in _TABLES:
            lines = text_lines(stream, file.name)
            yield read_table(lines, file.name, file.delimiter or _TABLES[format_])
        else:
            yield read_json_lines(text_lines(stream, file.name))


def _flat(cleaner: Cleaner, source: Table | Iterator[Nested | Broken], file: DataFile) -> FlatCleaner | None:
    if not isinstance(source, Table):
        return None
    flat = cleaner.rows(source.header)
    if not flat.known:
        raise fault(
            data_kinds.NO_KNOWN_COLUMN,
            Place(file.name, 1),
            f"no column of `{file.name}` is a field of the schema",
            "check the first line, and the sign between the columns",
        )
    return flat

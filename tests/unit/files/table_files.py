"""Tables in files of every kind that has types of its own, written for a test and read by leadspec."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from leadspec.documents import Raw
from leadspec_cli.files.readers import DataFile
from leadspec_cli.files.records import Table, TypedRow

ENDINGS = (".parquet", ".arrow", ".arrows", ".feather")


def write_table(table: pa.Table, path: Path) -> Path:
    if path.suffix == ".parquet":
        parquet.write_table(table, path)
        return path
    new = pa.ipc.new_stream if path.suffix == ".arrows" else pa.ipc.new_file
    with path.open("wb") as stream, new(stream, table.schema) as writer:
        writer.write_table(table)
    return path


def read_rows(path: Path, sheet: str | None = None) -> tuple[tuple[str, ...], list[object]]:
    """The header, and of each row its cells, or the row itself where it is broken."""
    with DataFile(path, path.name, sheet=sheet).open() as records:
        assert isinstance(records, Table)
        return records.header, [list(each.cells) if isinstance(each, TypedRow) else each for each in records.rows]


def column(path: Path) -> list[Raw]:
    """The cells of a table with one column."""
    _, rows = read_rows(path)
    return [row[0] for row in rows if isinstance(row, list)]

"""Arrow batches as a table of typed rows: a header with dotted names, and cells that are converted when looked at.

Structs become columns of their own, `company.employees`, as deep as they go; lists stay what they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, overload

import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct
from pyarrow import types

from leadspec.diagnostics.kinds import file as kinds
from leadspec.documents import MAX_DEPTH, Raw
from leadspec.ir.table import CONTRACT, ID_COLUMN, METADATA_KEY, OWN
from leadspec.source import Place
from leadspec.values.text import strip
from leadspec_cli.files.arrow_cells import raw_values
from leadspec_cli.files.fault import FileFault, fault
from leadspec_cli.files.header import check_header
from leadspec_cli.files.records import Table, TypedRow

_BYTES_AT_ONCE: Final = 2_000_000  # of Arrow columns; as Python values they take ten times as much
_ROWS_AT_ONCE: Final = 4096

_FAULTS: Final = (pa.ArrowException, OSError, ValueError, KeyError, IndexError, OverflowError, TypeError, MemoryError)


class _Column(Struct, frozen=True):
    """A column of the table: its name, and the way to it through the structs of the file."""

    name: str
    path: tuple[int, ...]


def read_batches(schema: pa.Schema, batches: Iterator[pa.RecordBatch], name: str) -> Table:
    """The table of a file's batches. Raises `FileFault` for the header here, and for broken batches while reading."""
    with sound(name):
        columns = _own_names(list(_columns(schema, (), "", name)), schema, name)
    header = tuple(strip(each.name) for each in columns)
    check_header(header, Place(name))
    return Table(header, _rows(columns, batches, name))


@contextmanager
def sound(name: str) -> Iterator[None]:
    """Whatever the library says of a file's content becomes a fault of the file, in words for people."""
    try:
        yield
    except FileFault:
        raise
    except _FAULTS as error:
        raise _damaged(name, str(error)) from None


def _damaged(name: str, said: str) -> FileFault:
    if "encrypt" in said.lower() or "decrypt" in said.lower():
        what, hint = f"`{name}` is encrypted", "export it without a key"
        return fault(kinds.DAMAGED, Place(name), what, hint)
    what = f"`{name}` is damaged, cut off, or of another kind than its name says"
    return fault(kinds.DAMAGED, Place(name), what, "export it again, and check that it was copied to its end")


def _columns(fields: Iterable[pa.Field], path: tuple[int, ...], prefix: str, name: str) -> Iterator[_Column]:
    for i, field in enumerate(fields):
        way, full = (*path, i), f"{prefix}{field.name}"
        type_ = field.type
        if types.is_struct(type_) and type_.num_fields and len(way) < MAX_DEPTH:
            inner = [type_.field(each) for each in range(type_.num_fields)]
            yield from _columns(inner, way, f"{strip(full)}.", name)
            continue
        if _depth(type_, len(way)) > MAX_DEPTH:
            what = f"a column of `{name}` is nested more than {MAX_DEPTH} levels deep"
            raise fault(kinds.TOO_DEEP, Place(name), what, "check what was exported")
        yield _Column(full, way)


def _depth(type_: pa.DataType, reached: int) -> int:
    if reached > MAX_DEPTH or not types.is_nested(type_):
        return reached
    inner = (type_.field(i).type for i in range(type_.num_fields))
    return max((_depth(each, reached + 1) for each in inner), default=reached)


def _own_names(columns: list[_Column], schema: pa.Schema, name: str) -> list[_Column]:
    """For a table that leadspec wrote: its id stands for the schema's id field, what it derived is left out."""
    written = (schema.metadata or {}).get(METADATA_KEY.encode())
    if written is None:
        return columns
    about = json.loads(written)
    if not isinstance(about, dict) or about.get("contract") != CONTRACT:
        what = f"`{name}` follows another contract for tables than {CONTRACT}, the one that is read here"
        raise fault(kinds.DAMAGED, Place(name), what, "write it again with this version of `leadspec clean`")
    id_name = about.get("id_field")
    if not isinstance(id_name, str):
        id_name = "id"
    kept = [each for each in columns if not each.name.startswith(OWN) and each.name != id_name]
    return [_Column(id_name, each.path) for each in columns if each.name == ID_COLUMN] + kept


def _rows(columns: Sequence[_Column], batches: Iterator[pa.RecordBatch], name: str) -> Iterator[TypedRow]:
    paths = [each.path for each in columns]
    line = 0
    while True:
        with sound(name):
            batch = next(batches, None)
        if batch is None:
            return
        for piece in _pieces(batch, name):
            block = _Block(piece, paths, name)
            for row in range(piece.num_rows):
                line += 1
                yield TypedRow(line, _Cells(block, row))


def _pieces(batch: pa.RecordBatch, name: str) -> Iterator[pa.RecordBatch]:
    """Parts of a batch that are small enough to become Python values."""
    rows = batch.num_rows
    with sound(name):
        size = batch.nbytes
    step = max(1, min(_ROWS_AT_ONCE, rows * _BYTES_AT_ONCE // max(size, 1)))
    for start in range(0, rows, step):
        yield batch.slice(start, step)


class _Block:
    """Some rows, column by column. Most columns of an export are no field of the schema: nobody looks at them."""

    def __init__(self, batch: pa.RecordBatch, paths: Sequence[tuple[int, ...]], name: str) -> None:
        self._batch = batch
        self._paths = paths
        self._name = name
        self.columns: list[list[Raw] | None] = [None] * len(paths)

    def convert(self, number: int) -> list[Raw]:
        first, *rest = self._paths[number]
        with sound(self._name):
            column = self._batch.column(first)
            found = raw_values(pc.struct_field(column, rest) if rest else column)
        self.columns[number] = found
        return found


class _Cells(Sequence[Raw]):
    """One row of a block."""

    __slots__ = ("_block", "_row")

    def __init__(self, block: _Block, row: int) -> None:
        self._block = block
        self._row = row

    @overload
    def __getitem__(self, at: int) -> Raw: ...

    @overload
    def __getitem__(self, at: slice) -> list[Raw]: ...

    def __getitem__(self, at: int | slice) -> Raw | list[Raw]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        column = self._block.columns[at]
        if column is None:
            column = self._block.convert(at)
        return column[self._row]

    def __len__(self) -> int:
        return len(self._block.columns)

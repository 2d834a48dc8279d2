"""Values of leads and answers as Arrow columns: exact, and built without a Python object for each cell."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Final

import pyarrow as pa
from pyarrow import parquet

from leadspec.values.decimals import ONE, SCALE

NUMBER: Final = pa.decimal128(18, SCALE)
INSTANT: Final = pa.timestamp("us", tz="UTC")

_DIGITS: Final = 18  # so many fit 64 bits, which is how Parquet stores them here


def decimals(values: Sequence[int | None], scale: int, precision: int = _DIGITS) -> pa.Array:
    """Whole numbers of the smallest unit as decimals."""
    units = pa.array(values, pa.int64())
    # The same bits, read as a decimal.
    return pa.Array.from_buffers(
        pa.decimal64(precision, scale), len(units), units.buffers(), null_count=units.null_count
    ).cast(pa.decimal128(precision, scale))


def whole_numbers(values: Iterable[int | None]) -> pa.Array:
    """Millionths as whole numbers."""
    return pa.array([None if each is None else each // ONE for each in values], pa.int64())


def days(values: Sequence[int | None]) -> pa.Array:
    return pa.array(values, pa.int32()).view(pa.date32())


def instants(values: Sequence[int | None]) -> pa.Array:
    return pa.array(values, pa.int64()).cast(pa.timestamp("us")).cast(INSTANT)


def texts(values: Sequence[str | None]) -> pa.Array:
    return pa.array(values, pa.string())


def text_lists(values: Sequence[Sequence[str]]) -> pa.Array:
    return lists(values, texts(list(chain.from_iterable(values))))


def lists(values: Sequence[Sequence[object]], items: pa.Array) -> pa.Array:
    """Lists, none of them null, from all their items in a row."""
    offsets = pa.array([0, *accumulate(map(len, values))], pa.int32())
    return pa.ListArray.from_arrays(offsets, items)


class ParquetText:
    """Row groups as bytes to be written one after the other. The same columns give the same bytes."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._pieces = _Pieces()
        self._writer = parquet.ParquetWriter(
            self._pieces, schema, compression="zstd", store_decimal_as_integer=True, version="2.6"
        )

    def group(self, columns: Sequence[pa.Array]) -> bytes:
        """A row group of these columns, and whatever stands before it."""
        table = pa.Table.from_arrays(list(columns), schema=self._schema)
        self._writer.write_table(table, row_group_size=max(table.num_rows, 1))
        return self._pieces.take()

    def end(self) -> bytes:
        self._writer.close()
        return self._pieces.take()


class _Pieces(io.RawIOBase):
    """A file that hands on what is written to it, and knows only how much that was."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]
        self._parts.append(part)
        self._size += len(part)
        return len(part)

    def tell(self) -> int:
        return self._size

    def take(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)

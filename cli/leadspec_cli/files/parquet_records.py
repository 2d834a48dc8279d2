"""Parquet files as tables of typed rows, a few thousand rows in memory at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from pyarrow import parquet

from leadspec.diagnostics.kinds import data as data_kinds
from leadspec.diagnostics.kinds import file as kinds
from leadspec.documents import MAX_DEPTH
from leadspec.source import Place
from leadspec_cli.files.arrow_table import read_batches, sound
from leadspec_cli.files.bytes import too_large
from leadspec_cli.files.fault import fault
from leadspec_cli.files.records import Table
from leadspec_cli.files.unpacked import open_seekable

UNPACKED_LIMIT: Final = 4_000_000_000
"""Bytes of an unpacked file."""

_BATCH: Final = 8192
_BUFFER: Final = 1 << 18  # of each column, in place of a whole column of a row group
_MARK: Final = b"PAR1"
_ENCRYPTED: Final = b"PARE"
_FOOTER_LIMIT: Final = 64_000_000
_ROWS_PER_BYTE: Final = 64
_ROWS_BELIEVED: Final = 1_000_000


@contextmanager
def open_parquet(path: Path, name: str) -> Iterator[Table]:
    """The rows of a Parquet file. Raises `FileFault`, here or while they are read."""
    with open_seekable(path, name, UNPACKED_LIMIT) as stream:
        _check_ends(stream, name)
        with sound(name):
            file = parquet.ParquetFile(
                stream,
                buffer_size=_BUFFER,
                pre_buffer=False,
                thrift_string_size_limit=_FOOTER_LIMIT,
                thrift_container_size_limit=1_000_000,
                schema_depth_limit=4 * MAX_DEPTH,
            )
        with file:
            with sound(name):
                schema = file.schema_arrow
                rows = file.metadata.num_rows
                batches = file.iter_batches(_BATCH)
            size = stream.seek(0, 2)
            if rows > _ROWS_BELIEVED and rows > _ROWS_PER_BYTE * size:
                raise too_large(name, f"it claims {rows:,} rows in {size:,} bytes")
            yield read_batches(schema, batches, name)


def _check_ends(stream: IO[bytes], name: str) -> None:
    """Parquet begins and ends with a mark; the footer before the last one is read into memory."""
    start = stream.read(len(_MARK))
    size = stream.seek(0, 2)
    if not size:
        raise fault(data_kinds.NO_RECORDS, Place(name), f"`{name}` is empty", "check the export")
    if start == _ENCRYPTED:
        raise fault(kinds.DAMAGED, Place(name), f"`{name}` is encrypted", "export it without a key")
    if start != _MARK:
        hint = "name the file as it is written, or export it again"
        raise fault(kinds.DAMAGED, Place(name), f"`{name}` is not a Parquet file", hint)
    stream.seek(max(size - 8, 0))
    end = stream.read(8)
    if end[4:] != _MARK:
        what = f"`{name}` is cut off: the mark at the end of a Parquet file is missing"
        raise fault(kinds.DAMAGED, Place(name), what, "copy or export it again")
    if int.from_bytes(end[:4], "little") > _FOOTER_LIMIT:
        raise too_large(name, f"its description of columns has more than {_FOOTER_LIMIT // 1_000_000} MB")
    stream.seek(0)

"""Arrow files and streams as tables of typed rows, one batch in memory at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

import pyarrow as pa

from leadspec.diagnostics.kinds import data as data_kinds
from leadspec.diagnostics.kinds import file as kinds
from leadspec.source import Place
from leadspec_cli.files.arrow_table import read_batches, sound
from leadspec_cli.files.fault import fault
from leadspec_cli.files.records import Table
from leadspec_cli.files.unpacked import open_seekable

UNPACKED_LIMIT: Final = 4_000_000_000
_FILE_MARK: Final = b"ARROW1"
_OLD_FEATHER: Final = b"FEA1"


@contextmanager
def open_arrow(path: Path, name: str) -> Iterator[Table]:
    """The rows of an Arrow file or stream, told apart by its first bytes. Raises `FileFault`."""
    with open_seekable(path, name, UNPACKED_LIMIT) as stream:
        start = stream.read(8)
        if not start:
            raise fault(data_kinds.NO_RECORDS, Place(name), f"`{name}` is empty", "check the export")
        if start.startswith(_OLD_FEATHER):
            what = f"`{name}` is a Feather file of version 1, which is not read"
            raise fault(kinds.DAMAGED, Place(name), what, "write it with version 2, or as Parquet")
        stream.seek(0)
        with sound(name):
            if start.startswith(_FILE_MARK):
                schema, batches = _file(stream)
            else:
                schema, batches = _stream(stream)
        yield read_batches(schema, map(_checked, batches), name)


def _file(stream: IO[bytes]) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    file = pa.ipc.open_file(stream)
    return file.schema, (file.get_batch(i) for i in range(file.num_record_batches))


def _stream(stream: IO[bytes]) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    reader = pa.ipc.open_stream(stream)
    return reader.schema, iter(reader)


def _checked(batch: pa.RecordBatch) -> pa.RecordBatch:
    # The library believes what a batch says of its own buffers until it is told to look.
    batch.validate(full=True)
    return batch

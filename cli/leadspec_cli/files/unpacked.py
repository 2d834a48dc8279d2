"""Files that are read from their end, so as a whole: an unpacked one lies on the disk, and is bounded."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from leadspec_cli.files.bytes import open_bytes, reads, too_large
from leadspec_cli.files.paths import open_plain

_CHUNK: Final = 1 << 20


@contextmanager
def open_seekable(path: Path, name: str, limit: int) -> Iterator[IO[bytes]]:
    """The bytes of a plain file; what is packed is unpacked to at most `limit` bytes in a file without a name."""
    if not name.lower().endswith(".gz"):
        with open_plain(path, name) as stream:
            yield stream
        return
    with tempfile.TemporaryFile() as unpacked:
        with open_bytes(path, name) as stream:
            size = 0
            for chunk in reads(stream, name, _CHUNK):
                size += len(chunk)
                if size > limit:
                    raise too_large(name, f"it unpacks to more than {limit // 1_000_000:,} MB")
                unpacked.write(chunk)
        unpacked.seek(0)
        yield cast("IO[bytes]", unpacked)

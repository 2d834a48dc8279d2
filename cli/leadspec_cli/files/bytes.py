"""The bytes of a file, unpacked where they are packed, a block at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from leadspec.diagnostics.kinds import file as kinds
from leadspec.source import Place
from leadspec_cli.files.fault import FileFault, fault
from leadspec_cli.files.paths import open_plain

_OTHER_FILES = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"PAR1", b"%PDF", b"SQLite format")
_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")

_BOMB_SIZE = 256_000_000
_BOMB_RATIO = 500


@contextmanager
def open_bytes(path: Path, name: str) -> Iterator[BinaryIO]:
    """The bytes of a plain file, unpacked if its name ends in `.gz`."""
    with open_plain(path, name) as stream:
        if name.lower().endswith(".gz"):
            import gzip  # slow to import

            with gzip.open(stream) as unpacked:
                yield cast(BinaryIO, unpacked)
        else:
            yield stream


def reads(stream: BinaryIO, name: str, size: int) -> Iterator[bytes]:
    """The bytes of a stream from `open_bytes` in blocks. What unpacks to far more than any export does is refused."""
    packed = getattr(getattr(stream, "fileobj", None), "tell", None) if name.lower().endswith(".gz") else None
    total = 0
    while block := read_block(stream, name, size):
        total += len(block)
        if packed is not None and total > _BOMB_SIZE and total > _BOMB_RATIO * packed():
            raise too_large(name, f"it unpacks to more than {_BOMB_RATIO} times its size")
        yield block


def read_block(stream: BinaryIO, name: str, size: int) -> bytes:
    try:
        return stream.read(size)
    except (OSError, EOFError, zlib.error):
        hint = "pack it again" if name.lower().endswith(".gz") else "check the disk"
        raise fault(kinds.UNREADABLE, Place(name), f"`{name}` cannot be read to its end", hint) from None


def too_large(name: str, what: str, line: int | None = None) -> FileFault:
    return fault(kinds.TOO_LARGE, Place(name, line), f"`{name}` is too large: {what}", "check what was exported")


def refuse_other_files(start: bytes, name: str) -> None:
    """What is no text, or a text that nobody writes. Raises `FileFault`."""
    if start.startswith(_UTF_32):
        hint = "save the file as UTF-8 (in a spreadsheet program: `CSV UTF-8`)"
        raise fault(kinds.ENCODING, Place(name, 1), f"`{name}` is UTF-32, not UTF-8", hint)
    if start.startswith(_OTHER_FILES):
        hint = "export it as CSV (UTF-8) or JSON"
        raise fault(kinds.ENCODING, Place(name, 1), f"`{name}` is not a text file", hint)

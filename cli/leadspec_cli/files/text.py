"""Bytes -> text: UTF-8 with or without its mark, nothing else; lines end in LF or CRLF."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from leadspec.diagnostics.kinds import file as kinds
from leadspec.source import Place, Source
from leadspec_cli.files.fault import FileFault, fault
from leadspec_cli.files.paths import open_plain

DOCUMENT_LIMIT = 1_000_000
"""Bytes of a policy, a list, a schema or a test."""

YAML_DATA_LIMIT = 16_000_000
"""Bytes of a data file in YAML, which is held in memory as a whole."""

LINE_LIMIT = 16_000_000
"""Characters of one line of data."""

_OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_AS_UTF_8 = "save the file as UTF-8 (in a spreadsheet program: `CSV UTF-8`)"


def read_source(path: Path, name: str, limit: int = DOCUMENT_LIMIT) -> Source:
    """A whole text under the name that messages show. Line ends become LF. Raises `FileFault`."""
    with open_bytes(path, name) as stream:
        content = _read(stream, name, limit + 1)
    if len(content) > limit:
        raise too_large(name, f"more than {_megabytes(limit)} long")
    return Source(name, decode(content, name))


def decode(content: bytes, name: str) -> str:
    """The text of a file's bytes, or a `FileFault` that names the line."""
    _refuse_other_encodings(content[:64], name)
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf_8(name, content.count(b"\n", 0, error.start) + 1) from None
    text = text.replace("\r\n", "\n")
    for sign, what in (("\0", "a NUL character"), ("\r", "a carriage return that ends no line")):
        at = text.find(sign)
        if at >= 0:
            raise _control(name, text.count("\n", 0, at) + 1, what)
    return text


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


def text_lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their numbers, each with its end of line; never more than one in memory."""
    number = 0
    while line := _read_line(stream, name):
        number += 1
        if number == 1:
            _refuse_other_encodings(line[:64], name)
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) >= LINE_LIMIT:
            raise too_large(name, f"on line {number}, which has more than {_megabytes(LINE_LIMIT)}", number)
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise _not_utf_8(name, number) from None
        if "\0" in text:
            raise _control(name, number, "a NUL character")
        yield number, text


def _read_line(stream: BinaryIO, name: str) -> bytes:
    try:
        return stream.readline(LINE_LIMIT)
    except (OSError, EOFError, zlib.error):
        raise _unreadable(name) from None


def read_chunk(stream: BinaryIO, name: str, size: int) -> bytes:
    return _read(stream, name, size)


def _read(stream: BinaryIO, name: str, size: int) -> bytes:
    try:
        return stream.read(size)
    except (OSError, EOFError, zlib.error):
        raise _unreadable(name) from None


def _unreadable(name: str) -> FileFault:
    hint = "pack it again" if name.lower().endswith(".gz") else "check the disk"
    return fault(kinds.UNREADABLE, Place(name), f"`{name}` cannot be read to its end", hint)


def too_large(name: str, what: str, line: int | None = None) -> FileFault:
    return fault(kinds.TOO_LARGE, Place(name, line), f"`{name}` is too large: {what}", "check what was exported")


def _megabytes(limit: int) -> str:
    return f"{limit // 1_000_000} MB"


def _refuse_other_encodings(start: bytes, name: str) -> None:
    for mark, encoding in _OTHER_MARKS:
        if start.startswith(mark):
            raise fault(kinds.ENCODING, Place(name, 1), f"`{name}` is {encoding}, not UTF-8", _AS_UTF_8)
    if start.startswith((b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"PAR1", b"%PDF", b"SQLite format")):
        raise fault(kinds.ENCODING, Place(name, 1), f"`{name}` is not a text file", "export it as CSV (UTF-8) or JSON")
    if len(start) > 1 and b"\0" in start[:2]:
        raise fault(kinds.ENCODING, Place(name, 1), f"`{name}` looks like UTF-16, not UTF-8", _AS_UTF_8)


def _not_utf_8(name: str, line: int) -> FileFault:
    return fault(kinds.ENCODING, Place(name, line), f"line {line} of `{name}` is not UTF-8", _AS_UTF_8)


def _control(name: str, line: int, what: str) -> FileFault:
    return fault(kinds.CONTROL_CHARACTER, Place(name, line), f"{what} stands on line {line}", "delete it")

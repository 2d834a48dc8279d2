"""The parts of an Excel workbook: an archive of XML texts from strangers.

Every size is bounded, and no entity is ever read.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from posixpath import dirname, join, normpath
from typing import IO, Final
from xml.parsers import expat

from leadspec.diagnostics.kinds import data as data_kinds
from leadspec.diagnostics.kinds import file as kinds
from leadspec.source import Place
from leadspec_cli.files.bytes import too_large
from leadspec_cli.files.fault import FileFault, fault
from leadspec_cli.files.records import RECORD_LIMIT

PARTS_LIMIT: Final = 10_000
PART_LIMIT: Final = 4_000_000_000
"""Bytes of one unpacked part: a full sheet of a million rows has about two thirds of it."""

RATIO_LIMIT: Final = 200
"""A part unpacks to so many times its size at most, if it is large at all."""

_LARGE: Final = 50_000_000
_DEPTH_LIMIT: Final = 100
_LIST_LIMIT: Final = 3_000_000
_END_LIMIT: Final = 66_000  # the end of the list with the longest remark behind it
_CHUNK: Final = 1 << 16
_MACROS: Final = ("vbaproject.bin", "macrosheets/")
_FAULTS: Final = (
    zipfile.BadZipFile, expat.ExpatError, zlib.error, EOFError, OSError, ValueError, LookupError,
    NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Package:
    """The parts of one workbook, by their names."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self.name = name
        self._parts = {each.filename: each for each in archive.infolist()}

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    @contextmanager
    def open(self, part: str) -> Iterator[IO[bytes]]:
        with sound(self.name), self._archive.open(self._parts[part]) as stream:
            yield stream

    def parse(self, part: str, start: Start, end: End | None = None, text: Text | None = None) -> None:
        """Reads a whole part."""
        with self.open(part) as stream:
            for _ in parse(stream, self.name, start, end, text):
                pass

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part leads to inside of the workbook: by id, the last word of its kind and the name of the part."""
        where = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes["Target"]
                path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
                found[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], path)

        if where in self:
            self.parse(where, start)
        return found


@contextmanager
def open_package(stream: IO[bytes], name: str) -> Iterator[Package]:
    """Raises `FileFault` for what is no workbook, is locked, holds macros, or would unpack to too much."""
    _check_start(stream, name)
    with sound(name):
        archive = zipfile.ZipFile(stream)
    with archive:
        _check_parts(archive.infolist(), name)
        yield Package(archive, name)


@contextmanager
def sound(name: str) -> Iterator[None]:
    """What the libraries say of a broken workbook becomes a fault of the file, in words for people."""
    try:
        yield
    except FileFault:
        raise
    except _FAULTS:
        raise damaged(name) from None


def damaged(name: str, line: int | None = None) -> FileFault:
    what = f"`{name}` is damaged, cut off, or no Excel workbook"
    return fault(kinds.DAMAGED, Place(name, line), what, "open it in Excel and save it as `.xlsx` again")


def parse(
    stream: IO[bytes], name: str, start: Start, end: End | None = None, text: Text | None = None
) -> Iterator[None]:
    """Calls back for every element of an XML text, by names without prefix; yields after every few of them."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0
    size = 0

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, size
        depth += 1
        size = 0
        if depth > _DEPTH_LIMIT:
            raise damaged(name)
        start(tag.rpartition(":")[2], attributes)

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(tag.rpartition(":")[2])

    def said(content: str) -> None:
        nonlocal size
        size += len(content)
        check_length(size, name)
        if text is not None:
            text(content)

    def doctype(*_: object) -> None:
        # Workbooks have none; entities could fill all memory, or name other files.
        raise damaged(name)

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = said
    parser.StartDoctypeDeclHandler = doctype
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
        yield
    parser.Parse(b"", True)
    yield


def check_length(characters: int, name: str) -> None:
    if characters > RECORD_LIMIT:
        raise too_large(name, f"one of its texts or rows has more than {RECORD_LIMIT:,} characters")


def _check_start(stream: IO[bytes], name: str) -> None:
    start = stream.read(8)
    if not start:
        raise fault(data_kinds.NO_RECORDS, Place(name), f"`{name}` is empty", "check the export")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        what = f"`{name}` is locked with a password, or a workbook of the old kind `.xls`"
        raise fault(kinds.DAMAGED, Place(name), what, "open it in Excel and save it as `.xlsx` without a password")
    if not start.startswith(b"PK\x03\x04"):
        raise damaged(name)
    _check_list(stream, name)
    stream.seek(0)


def _check_list(stream: IO[bytes], name: str) -> None:
    """The list of parts stands at the end, behind it its length: it is read into memory before anybody can count."""
    size = stream.seek(0, 2)
    stream.seek(max(size - _END_LIMIT, 0))
    end = stream.read(_END_LIMIT)
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) < at + 16:
        raise damaged(name)
    if int.from_bytes(end[at + 12 : at + 16], "little") > _LIST_LIMIT:
        raise too_large(name, f"the list of its parts has more than {_LIST_LIMIT // 1_000_000} MB")


def _check_parts(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > PARTS_LIMIT:
        raise too_large(name, f"it has more than {PARTS_LIMIT:,} parts")
    names = [each.filename for each in parts]
    if len(set(names)) < len(names):
        raise damaged(name)
    if any(mark in each.lower() for each in names for mark in _MACROS):
        hint = "save it as `.xlsx`, the kind without macros"
        raise fault(kinds.DAMAGED, Place(name), f"`{name}` holds macros, and such workbooks are not opened", hint)
    for part in parts:
        if part.flag_bits & 1:
            raise fault(kinds.DAMAGED, Place(name), f"`{name}` is encrypted", "save it without a password")
        if part.file_size > PART_LIMIT:
            raise too_large(name, f"a part of it unpacks to more than {PART_LIMIT // 1_000_000:,} MB")
        if part.file_size > _LARGE and part.file_size > RATIO_LIMIT * part.compress_size:
            raise too_large(name, f"a part of it unpacks to more than {RATIO_LIMIT} times its size")

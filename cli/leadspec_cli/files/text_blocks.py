"""Data as text, a block of whole lines at a time: any encoding that `encodings` knows, any kind of line end."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from leadspec.diagnostics.kinds import file as kinds
from leadspec.source import Place
from leadspec_cli.files.bytes import open_bytes, reads, too_large
from leadspec_cli.files.encodings import UTF_8, Encoding, find_encoding, not_utf_8
from leadspec_cli.files.fault import FileFault, fault
from leadspec_cli.files.text import control_character

LINE_LIMIT: Final = 16_000_000
"""Characters of one line of data."""

# Small, so that what is made of a block stays in the caches of the processor.
_BLOCK: Final = 1 << 14
_CONTROLS: Final = re.compile("[\x80-\x9f]")


@contextmanager
def open_text(path: Path, name: str, declared: str | None = None) -> Iterator[tuple[Encoding, Iterator[str]]]:
    """How a file of lines is encoded, and its text in blocks of whole lines. Raises `FileFault`."""
    encoding = find_encoding(lambda: open_bytes(path, name), name, declared, LINE_LIMIT)
    with open_bytes(path, name) as stream:
        yield encoding, text_blocks(stream, name, encoding)


def text_blocks(stream: BinaryIO, name: str, encoding: Encoding = UTF_8) -> Iterator[str]:
    """Blocks of whole lines. A text that starts with lines ended by CR alone has LF for each CR.

    What stands before a fault comes first, then the `FileFault`.
    """
    lines = 0  # in the blocks before
    kept: list[str] = []  # the start of a line whose end is not read yet
    size = 0
    ends_in_return: bool | None = None
    for piece, broken in _decoded(stream, name, encoding):
        if ends_in_return is None and ("\r" in piece[:-1] or "\n" in piece):
            # A CR at the very end may belong to a CRLF.
            ends_in_return = "\n" not in piece
        text, nul, _ = (piece.replace("\r", "\n") if ends_in_return else piece).partition("\0")
        failure = "nul" if nul else broken
        cut = text.rfind("\n") + 1
        if cut:
            block = "".join((*kept, text[:cut]))
            yield block
            lines += block.count("\n")
            kept, size = [], 0
        if failure:
            raise _failed(failure, name, lines + 1, encoding)
        kept.append(text[cut:])
        size += len(text) - cut
        if size >= LINE_LIMIT:
            limit = f"{LINE_LIMIT // 1_000_000} MB"
            raise too_large(name, f"on line {lines + 1}, which has more than {limit}", lines + 1)
    rest = "".join(kept)
    if rest:
        yield rest.replace("\r", "\n") if ends_in_return is None else rest


def text_lines(blocks: Iterator[str]) -> Iterator[tuple[int, str]]:
    """The lines of a text with their numbers, without LF at their ends."""
    number = 0
    for block in blocks:
        lines = block.split("\n")
        if not lines[-1]:
            lines.pop()
        for line in lines:
            number += 1
            yield number, line


def decoded(stream: BinaryIO, name: str, encoding: Encoding) -> Iterator[str]:
    """The text of a stream in pieces of any length, for texts that are not read by lines."""
    lines = 1
    for text, failure in _decoded(stream, name, encoding):
        if failure:
            raise _failed(failure, name, lines + text.count("\n"), encoding)
        lines += text.count("\n")
        yield text


def _decoded(stream: BinaryIO, name: str, encoding: Encoding) -> Iterator[tuple[str, str]]:
    """Pieces of text, each with what fails behind it, if anything does."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    started = False
    ended = False
    source = reads(stream, name, _BLOCK)
    while not ended:
        content = next(source, b"")
        ended = not content
        failure = ""
        try:
            text = decoder.decode(content, final=ended)
        except UnicodeDecodeError as error:
            text, failure = error.object[: error.start].decode(encoding.codec, "ignore"), "bytes"
        if encoding.controls and not text.isascii():
            control = _CONTROLS.search(text)
            if control is not None:
                text, failure = text[: control.start()], "bytes"
        if not started and text:
            started = True
            text = text.removeprefix("\ufeff")
        yield text, failure


def _failed(failure: str, name: str, line: int, encoding: Encoding) -> FileFault:
    if failure == "nul":
        return control_character(name, line, "a NUL character")
    if encoding is UTF_8:
        return not_utf_8(name, line)
    what = f"line {line} of `{name}` is not {encoding.name}"
    return fault(kinds.ENCODING, Place(name, line), what, "declare the encoding that the file has, or save it as UTF-8")

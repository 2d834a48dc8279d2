"""Documents as text: UTF-8 with or without its mark, nothing else; lines end in LF or CRLF.

Data is read by `text_blocks`, which knows more encodings.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from leadspec.diagnostics.kinds import file as kinds
from leadspec.source import Place, Source
from leadspec_cli.files.bytes import open_bytes, read_block, refuse_other_files, too_large
from leadspec_cli.files.fault import FileFault, fault

__all__ = ["DOCUMENT_LIMIT", "YAML_DATA_LIMIT", "decode", "open_bytes", "read_chunk", "read_source", "too_large"]

DOCUMENT_LIMIT = 1_000_000
"""Bytes of a policy, a list, a schema or a test."""

YAML_DATA_LIMIT = 16_000_000
"""Bytes of a data file in YAML, which is held in memory as a whole."""

_AS_UTF_8 = "save the file as UTF-8 (in a spreadsheet program: `CSV UTF-8`)"

read_chunk = read_block


def read_source(path: Path, name: str, limit: int = DOCUMENT_LIMIT) -> Source:
    """A whole text under the name that messages show. Line ends become LF. Raises `FileFault`."""
    with open_bytes(path, name) as stream:
        content = read_block(stream, name, limit + 1)
    if len(content) > limit:
        raise too_large(name, f"more than {limit // 1_000_000} MB long")
    return Source(name, decode(content, name))


def decode(content: bytes, name: str) -> str:
    """The text of a file's bytes, or a `FileFault` that names the line."""
    refuse_other_files(content[:64], name)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise fault(kinds.ENCODING, Place(name, 1), f"`{name}` is UTF-16, not UTF-8", _AS_UTF_8)
    if len(content) > 1 and b"\0" in content[:2]:
        raise fault(kinds.ENCODING, Place(name, 1), f"`{name}` looks like UTF-16, not UTF-8", _AS_UTF_8)
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise fault(kinds.ENCODING, Place(name, line), f"line {line} of `{name}` is not UTF-8", _AS_UTF_8) from None
    text = text.replace("\r\n", "\n")
    for sign, what in (("\0", "a NUL character"), ("\r", "a carriage return that ends no line")):
        at = text.find(sign)
        if at >= 0:
            raise control_character(name, text.count("\n", 0, at) + 1, what)
    return text


def control_character(name: str, line: int, what: str) -> FileFault:
    return fault(kinds.CONTROL_CHARACTER, Place(name, line), f"{what} stands on line {line}", "delete it")

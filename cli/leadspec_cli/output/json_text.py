"""JSON for programs: exact, UTF-8, the keys in the order given, and no raw control or invisible character in it."""

from __future__ import annotations

import json
import re

from leadspec.diagnostics.render.characters import HIDDEN

# Build servers obey `##[command]` wherever it stands in a line, also inside of text.
_COMMAND_MARK = "##["
_ESCAPED_MARK = "##\\u005b"


def json_line(value: object) -> str:
    """The value on one line. Hidden characters stand only inside of texts, where an escape means the same."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _escape(text)


def json_document(value: object) -> bytes:
    """The value as a document of its own, indented."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    return "\n".join(_escape(line) for line in text.split("\n")).encode("utf-8") + b"\n"


def _escape(line: str) -> str:
    if not line.isascii() or "\x7f" in line:
        line = HIDDEN.sub(_code_units, line)
    return line.replace(_COMMAND_MARK, _ESCAPED_MARK) if _COMMAND_MARK in line else line


def _code_units(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))

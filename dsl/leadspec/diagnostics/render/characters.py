"""What may reach a reader's screen: no control, bidirectional or invisible character of a text ever does.

Data and policies come from strangers. A raw ESC repaints a terminal, a bidirectional mark turns a line around,
and a line break in a value forges a line of ours. Each such character is shown by its code point instead.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# A fixed list, so that no Python version shows another text: controls, all blanks but the space, marks of
# direction, zero-width and filler characters, lone surrogates, tags, and code points that are no characters.
_HIDDEN_RANGES: Final = (
    (0x00, 0x1F),
    (0x7F, 0xA0),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x1680, 0x1680),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2000, 0x200F),
    (0x2028, 0x202F),
    (0x205F, 0x206F),
    (0x2800, 0x2800),
    (0x3000, 0x3000),
    (0x3164, 0x3164),
    (0xD800, 0xDFFF),
    (0xFDD0, 0xFDEF),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0xFFFE, 0xFFFF),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
    *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in range(1, 17)),
)
HIDDEN: Final = re.compile("[" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in _HIDDEN_RANGES) + "]")

# Build servers obey `##[command]` anywhere in a line, and `::command::` at its start.
_COMMAND_MARK: Final = "##["
_LINE_COMMAND: Final = re.compile(r"(\s*):(?=:)")


def visible(text: str, encoding: str = "utf-8") -> str:
    """The text on one line, hidden characters as `<U+200B>`, what `encoding` lacks as `\\u2265`."""
    if HIDDEN.search(text):
        text = HIDDEN.sub(_code_point, text)
    if _COMMAND_MARK in text:
        text = text.replace(_COMMAND_MARK, "## [")
    if "::" in text:
        text = _LINE_COMMAND.sub(r"\1: ", text, count=1) if _LINE_COMMAND.match(text) else text
    return text if encoding == "utf-8" else text.encode(encoding, "backslashreplace").decode(encoding)


def _code_point(match: re.Match[str]) -> str:
    return f"<U+{ord(match[0]):04X}>"


def cells(text: str) -> int:
    """How many columns of a terminal the (visible) text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if unicodedata.combining(character) or 0xFE00 <= ord(character) <= 0xFE0F:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

"""The lower case of `values.text.fold` as two texts, for engines whose own lower case is another function."""

from __future__ import annotations

import re
from functools import cache

from leadspec.engines.sql.comparisons import word_pattern
from leadspec.values.text import WHITE_SPACE
from leadspec.values.unicode14 import lower, unassigned_ranges

ASCII = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_SURROGATES = range(0xD800, 0xE000)
_LAST = 0x1FFFF  # letters with case stand in the first two planes


@cache
def capitals_and_small() -> tuple[str, str]:
    """All letters that folding changes, and what each becomes."""
    unassigned = {code for first, last in unassigned_ranges() for code in range(first, min(last, _LAST) + 1)}
    pairs = [
        (chr(code), _small(chr(code)))
        for code in range(_LAST + 1)
        if code not in unassigned and code not in _SURROGATES and chr(code) != _small(chr(code))
    ]
    return "".join(each for each, _ in pairs), "".join(each for _, each in pairs)


def _small(letter: str) -> str:
    return lower(letter).replace("ς", "σ")


def escaped(text: str) -> str:
    """Every sign of it as `\\uXXXX`."""
    return "".join(f"\\u{ord(each):04x}" for each in text)


SPACES = escaped(WHITE_SPACE)

_CODE = re.compile(r"\\x\{([0-9a-f]+)\}")


def with_long_codes(pattern: str) -> str:
    """A pattern of ours in which characters by number stand as `\\UXXXXXXXX`."""
    return _CODE.sub(lambda found: f"\\U{int(found[1], 16):08x}", pattern)


def words_of(pattern: str) -> tuple[str, ...] | None:
    """The phrases that a pattern of `comparisons.word_pattern` looks for; None for any other pattern."""
    before, after = word_pattern("MARK").split("MARK")
    if not (pattern.startswith(before) and pattern.endswith(after)):
        return None
    spelled = pattern[len(before) : len(pattern) - len(after)].split("|")
    found = tuple(_CODE.sub(lambda code: chr(int(code[1], 16)), each) for each in spelled)
    return found if word_pattern(*found) == pattern else None

"""Sets of characters, as inclusive ranges of code points: sorted, apart from each other, none adjoining."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from typing import Final

from leadspec.values.unicode14 import lower

CharSet = tuple[tuple[int, int], ...]

LAST_CODE: Final = 0x10FFFF

# Where the characters stand that have a small letter of their own; a test looks at all others.
_CASED_BLOCKS: Final = (
    (0x0041, 0x0587),
    (0x10A0, 0x10FF),
    (0x13A0, 0x13FF),
    (0x1C80, 0x2D2F),
    (0xA640, 0xA7FF),
    (0xFF21, 0xFF3A),
    (0x10400, 0x10CFF),
    (0x118A0, 0x118DF),
    (0x16E40, 0x16E7F),
    (0x1E900, 0x1E943),
)


def charset(ranges: Iterable[tuple[int, int]]) -> CharSet:
    """The set of all characters in some ranges, which may overlap and come in any order."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)


def complement(characters: CharSet) -> CharSet:
    """All other characters."""
    starts = [0, *(last + 1 for _, last in characters)]
    ends = [*(first - 1 for first, _ in characters), LAST_CODE]
    return tuple((start, end) for start, end in zip(starts, ends, strict=True) if start <= end)


def contains(characters: CharSet, code: int) -> bool:
    index = bisect_right(characters, (code, LAST_CODE)) - 1
    return index >= 0 and code <= characters[index][1]


def fold_character(character: str) -> str:
    """The form that a character has in a folded text."""
    return lower(character).replace("ς", "σ")


@cache
def _folding() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The characters that folding changes, in order, and beside them what they become."""
    pairs = [(code, ord(fold_character(chr(code)))) for first, last in _CASED_BLOCKS for code in range(first, last + 1)]
    changed = [(code, folded) for code, folded in pairs if code != folded]
    return tuple(code for code, _ in changed), tuple(folded for _, folded in changed)


def with_folded(characters: CharSet) -> CharSet:
    """The set together with what its characters become in a folded text: `[A-Z]` gets `a` to `z` too."""
    codes, folded = _folding()
    added = [
        (each, each)
        for first, last in characters
        for each in folded[bisect_left(codes, first) : bisect_right(codes, last)]
    ]
    return charset((*characters, *added))

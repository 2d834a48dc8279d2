"""Names in a policy: characters that nobody sees, and names that look alike.

Reference: `docs/reference/language.md`, names. The tables are small on purpose: scripts that share letter
shapes with Latin (Greek, Cyrillic), and compatibility forms of letters. All is pinned to Unicode 14.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from typing import Final

from leadspec.values.unicode14 import nfc, nfkc


class Script(Enum):
    LATIN = "Latin"
    GREEK = "Greek"
    CYRILLIC = "Cyrillic"


# Characters without a shape of their own: those that steer (general category Cf: bidirectional controls, zero
# width characters, soft hyphen, tags), then fillers, joiners and variation selectors, which count as letters or
# marks but show nothing. Inclusive ranges in order.
_INVISIBLE: Final = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x0600, 0x0605),
    (0x061C, 0x061C),  # Arabic letter mark
    (0x06DD, 0x06DD),
    (0x070F, 0x070F),
    (0x0890, 0x0891),
    (0x08E2, 0x08E2),
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),  # zero width, and the marks of direction
    (0x202A, 0x202E),  # embeddings and overrides of direction
    (0x2060, 0x206F),  # word joiner, invisible operators, isolates of direction
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x13438),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),  # tags and variation selectors
)

_SCRIPTS: Final = (
    (0x0041, 0x005A, Script.LATIN),
    (0x0061, 0x007A, Script.LATIN),
    (0x00AA, 0x00AA, Script.LATIN),
    (0x00BA, 0x00BA, Script.LATIN),
    (0x00C0, 0x00D6, Script.LATIN),
    (0x00D8, 0x00F6, Script.LATIN),
    (0x00F8, 0x02B8, Script.LATIN),
    (0x0370, 0x0373, Script.GREEK),
    (0x0376, 0x0377, Script.GREEK),
    (0x037A, 0x037D, Script.GREEK),
    (0x037F, 0x03E1, Script.GREEK),
    (0x03F0, 0x03FF, Script.GREEK),
    (0x0400, 0x0484, Script.CYRILLIC),
    (0x0487, 0x052F, Script.CYRILLIC),
    (0x1C80, 0x1C88, Script.CYRILLIC),
    (0x1D00, 0x1D25, Script.LATIN),
    (0x1D26, 0x1D2A, Script.GREEK),
    (0x1D2B, 0x1D2B, Script.CYRILLIC),
    (0x1D2C, 0x1D5C, Script.LATIN),
    (0x1D62, 0x1D65, Script.LATIN),
    (0x1D6B, 0x1D77, Script.LATIN),
    (0x1D79, 0x1DBE, Script.LATIN),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x1F00, 0x1FFE, Script.GREEK),
    (0x2071, 0x2071, Script.LATIN),
    (0x207F, 0x207F, Script.LATIN),
    (0x2090, 0x209C, Script.LATIN),
    (0x212A, 0x212B, Script.LATIN),
    (0x2132, 0x2132, Script.LATIN),
    (0x214E, 0x214E, Script.LATIN),
    (0x2160, 0x2188, Script.LATIN),
    (0x2C60, 0x2C7F, Script.LATIN),
    (0x2DE0, 0x2DFF, Script.CYRILLIC),
    (0xA640, 0xA69F, Script.CYRILLIC),
    (0xA722, 0xA787, Script.LATIN),
    (0xA78B, 0xA7CA, Script.LATIN),
    (0xA7F2, 0xA7FF, Script.LATIN),
    (0xAB30, 0xAB64, Script.LATIN),
    (0xFF21, 0xFF3A, Script.LATIN),
    (0xFF41, 0xFF5A, Script.LATIN),
)

# Letters drawn like a Latin one, by that Latin letter. ASCII letters and digits are not confused with each
# other here (`l` and `1`): people number their names.
_LOOK_ALIKE: Final = {
    "A": "ΑА",
    "B": "ΒВ",
    "C": "СϹ",
    "E": "ΕЕ",
    "F": "Ϝ",
    "H": "ΗН",
    "I": "ΙІӀ",
    "J": "ЈͿ",
    "K": "ΚК",
    "M": "ΜМϺ",
    "N": "Ν",
    "O": "ΟО",
    "P": "ΡР",
    "Q": "Ԛ",
    "S": "Ѕ",
    "T": "ΤТ",
    "V": "Ѵ",
    "W": "Ԝ",
    "X": "ΧХ",
    "Y": "ΥҮ",
    "Z": "Ζ",
    "a": "аαɑ",
    "b": "Ь",
    "c": "сϲ",
    "d": "ԁ",
    "e": "е",
    "f": "ſ",
    "g": "ɡց",
    "h": "һ",
    "i": "іıιɩ",
    "j": "јϳ",
    "k": "κк",
    "l": "ӏ",
    "o": "оοօ",
    "p": "рρ",
    "q": "ԛ",
    "s": "ѕ",
    "u": "υս",
    "v": "νѵ",
    "w": "ԝ",
    "x": "хχ",
    "y": "уүγ",
}
_LATIN_SHAPES: Final = {ord(other): latin for latin, others in _LOOK_ALIKE.items() for other in others}


def invisible_or_bidi(character: str) -> bool:
    """Whether a character shows nothing, or only changes the direction of what stands beside it."""
    code = ord(character)
    index = bisect_right(_INVISIBLE, (code, 0x10FFFF)) - 1
    return index >= 0 and code <= _INVISIBLE[index][1]


def scripts_of(name: str) -> frozenset[Script]:
    """The scripts of a name's letters, of the three that look alike. More than one is a mixed name."""
    return frozenset(
        script for code in set(map(ord, name)) for first, last, script in _SCRIPTS if first <= code <= last
    )


def skeleton(name: str) -> str:
    """What a name looks like: two different names with one skeleton are easily taken for each other."""
    plain = nfkc("".join(each for each in name if not invisible_or_bidi(each)))
    return nfc(plain.translate(_LATIN_SHAPES))

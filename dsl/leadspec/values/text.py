"""Text: what counts when two texts are compared, and where a word begins and ends.

Reference: `docs/reference/semantics.md`, text. Three forms of a text:

- `exact`: NFC, nothing else;
- `fold`: NFC, trimmed of the fixed white space, lower case (`İ` to `i`, simple lower case, `ς` to `σ`; `ß` is
  not `ss`), NFC again. Comparisons, lists, words and patterns look at this form;
- blank: nothing but the fixed white space. Such a text is missing.

All is pinned to Unicode 14 (see `unicode14`), so every supported Python gives the same characters.
"""

from __future__ import annotations

import re
from typing import Final

from leadspec.values.names import Script, invisible_or_bidi, scripts_of, skeleton
from leadspec.values.unicode14 import lower, newer_characters, nfc

__all__ = [
    "SEPARATORS",
    "WHITE_SPACE",
    "Script",
    "contains_word",
    "domain_of",
    "exact",
    "fold",
    "invisible_or_bidi",
    "is_blank",
    "is_separator",
    "length_of",
    "newer_characters",
    "nfc",
    "scripts_of",
    "skeleton",
    "split_words",
    "strip",
]

# The 25 characters with the Unicode property White_Space, then two that are meant as spaces but lack it:
# the zero width space and the byte order mark.
WHITE_SPACE: Final = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
    "\u200b\ufeff"
)

# What stands between words, as inclusive ranges of code points in order. All else belongs to a word.
SEPARATORS: Final[tuple[tuple[int, int], ...]] = (
    (0x0009, 0x000D),  # tab to carriage return
    (0x0020, 0x002F),  # space ! " # $ % & ' ( ) * + , - . /
    (0x003A, 0x0040),  # : ; < = > ? @
    (0x005B, 0x0060),  # [ \ ] ^ _ `
    (0x007B, 0x007E),  # { | } ~
    (0x0080, 0x00A9),  # signs of Latin-1, without the letters ª µ º
    (0x00AB, 0x00B4),
    (0x00B6, 0x00B9),
    (0x00BB, 0x00BF),
    (0x00D7, 0x00D7),  # ×
    (0x00F7, 0x00F7),  # ÷
    (0x1680, 0x1680),  # white space outside the other ranges
    (0x2000, 0x206F),  # general punctuation
    (0x3000, 0x303F),  # CJK signs
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFF01, 0xFF0F),  # full-width signs, by the same cut as ASCII
    (0xFF1A, 0xFF20),
    (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF65),
)

_WORD: Final = re.compile("[^" + "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in SEPARATORS) + "]+")


def strip(text: str) -> str:
    """Without the fixed white space at both ends. Inner white space counts."""
    return text.strip(WHITE_SPACE)


def is_blank(text: str) -> bool:
    """Whether a text says nothing: empty, or only white space. Such a text is missing."""
    return not strip(text)


def exact(text: str) -> str:
    """The form of a text that `exactly` compares: NFC, with case and outer spaces."""
    return nfc(text)


def fold(text: str) -> str:
    """The form of a text that is compared, without case and outer white space. `fold(fold(t)) == fold(t)`.

    NFC comes last again because a small letter may join an accent that its capital does not: `J̌` has no
    character of its own, `ǰ` has.
    """
    if text.isascii():
        return strip(text).lower()
    return nfc(lower(strip(nfc(text))).replace("ς", "σ"))


def length_of(text: str) -> int:
    """The number of characters (code points) of the folded text."""
    return len(fold(text))


def domain_of(text: str) -> str | None:
    """What follows the last `@` of the folded text, without one final dot; `None` where nothing does."""
    _, at, domain = fold(text).rpartition("@")
    return strip(domain.removesuffix(".")) or None if at else None


def is_separator(character: str) -> bool:
    """Whether a character stands between words."""
    return _WORD.match(character) is None


def split_words(folded_text: str) -> tuple[str, ...]:
    """The words of a folded text, in order."""
    return tuple(_WORD.findall(folded_text))


def contains_word(folded_text: str, folded_phrase: str) -> bool:
    """Whether a word or phrase occurs in a text between separators or the text's ends; both folded.

    The phrase must occur as it is written, its spaces and signs included; an empty one never does.
    """
    if not folded_phrase:
        return False
    start = folded_text.find(folded_phrase)
    while start >= 0:
        end = start + len(folded_phrase)
        if (start == 0 or is_separator(folded_text[start - 1])) and (
            end == len(folded_text) or is_separator(folded_text[end])
        ):
            return True
        start = folded_text.find(folded_phrase, start + 1)
    return False

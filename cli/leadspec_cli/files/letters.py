"""Which of two old encodings a word was written in: how well its letters suit the letters beside them.

Every byte of these encodings reads as something in each of them. What tells them apart is that words are made in
certain ways: vowels and consonants take turns, a capital does not follow a small letter, `ń` never stands before a
vowel and `ñ` never without one, and nobody puts `³` into a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_VOWELS: Final = frozenset("aeiouyáâäàãăåąæéèêëęěíîïìóôöòõőøœúûüùůűýÿ")
_BESIDE_SPACE: Final = frozenset("ˇ˘˛˝˙")  # accents without a letter, which nobody types
_BEFORE_WORDS: Final = frozenset("¿¡«„“‘‚‹©§")
_AFTER_WORDS: Final = frozenset("¹²³ºª®©™»”’›")

_OF_MEASURES: Final = frozenset("°µ·")  # 20°C

_AGAINST: Final = 2  # such a word does not exist
_ODD: Final = 1  # such words are rare


def misfit(word: str, at: int) -> int:
    """How badly the sign at `at` suits its place in a word (a run of letters, digits and signs beyond ASCII)."""
    sign = word[at]
    before = word[at - 1] if at else ""
    after = word[at + 1] if at + 1 < len(word) else ""
    if not sign.isalpha() or sign in "ºª":
        return _misfit_of_sign(sign, before, after)
    if before.isdigit() or after.isdigit():
        return _AGAINST
    letters_before, letters_after = before.isalpha(), after.isalpha()
    if not letters_before and not letters_after:
        return 0 if sign in "àÀéÉóÓáÁ" else _ODD
    return max(_misfit_of_case(word, at), _misfit_of_letter(word.lower(), at))


def _misfit_of_sign(sign: str, before: str, after: str) -> int:
    if sign in _BESIDE_SPACE:
        return _AGAINST
    inside, follows, leads = before.isalpha() and after.isalpha(), before.isalpha(), after.isalpha()
    if inside:
        return 0 if sign in "’‘–—…" else _AGAINST
    if leads:
        return 0 if sign in _BEFORE_WORDS or not sign.isprintable() else _AGAINST
    if follows:
        return 0 if sign in _AFTER_WORDS or sign in "–—…" else _AGAINST
    return 0


def _misfit_of_case(word: str, at: int) -> int:
    sign, before, after = word[at], word[at - 1 : at] if at else "", word[at + 1 : at + 2]
    further = word[at + 2 : at + 3]
    if sign.isupper():
        starts_small_word = not before and after.isupper() and further.islower()
        return _AGAINST if before.islower() or starts_small_word else 0
    return _AGAINST if after.isupper() and (before.isupper() or not before) else 0


def _misfit_of_letter(word: str, at: int) -> int:
    letter, before, after = word[at], word[at - 1] if at else "", word[at + 1] if at + 1 < len(word) else ""
    vowel_before, vowel_after = before in _VOWELS and before != "", after in _VOWELS and after != ""
    first, last = not before.isalpha(), not after.isalpha()
    alone = {
        "ń": vowel_after or first,
        "ñ": not vowel_after,
        "ś": vowel_after,
        "ź": vowel_after,
        "ą": vowel_after or vowel_before,
        "ì": not last,
        "ù": not last,
        "ã": not (last or after in "eosi"),
        "ă": after in ("o", "e"),
        "õ": last,
        "ő": after == "e",
        "û": last,
        "þ": not first,
        "ð": first,
        "ï": not vowel_before,
        "ě": first or vowel_before,
        "ů": vowel_before or vowel_after,
        "ĺ": first or last or vowel_before or vowel_after,
        "ŕ": first or last or vowel_before or vowel_after,
    }
    if alone.get(letter, False):
        return _AGAINST
    if letter in "ĺŕ":
        return _ODD
    if not any(each in _VOWELS for each in word) and not {"l", "r"} & set(word):
        return _AGAINST
    if letter in _VOWELS:
        if vowel_before and vowel_after:
            return _AGAINST
        usual = letter == "ï" or (letter == "œ" and after == "u") or letter in "ãõ"
        return _ODD if (vowel_before or vowel_after) and not usual else 0
    between = not first and not last and not vowel_before and not vowel_after
    return _ODD if between else 0


def evidence(words: Iterable[bytes], left: str, right: str) -> tuple[int, int]:
    """How much speaks for the one codec and how much for the other, over different words."""
    for_left = for_right = 0
    for word in words:
        one, other = word.decode(left, "replace"), word.decode(right, "replace")
        if one == other:
            continue
        for at in range(len(word)):
            if one[at] != other[at]:
                difference = misfit(other, at) - misfit(one, at)
                for_left += max(difference, 0)
                for_right += max(-difference, 0)
    return for_left, for_right


def speaks_clearly(for_it: int, against: int) -> bool:
    return for_it >= _AGAINST and for_it >= 4 * against


def make_sense(words: Iterable[bytes], codec: str) -> bool:
    """Whether words could be words at all, most of them: else the file is in an encoding that nobody looks for."""
    sound = odd = 0
    for word in words:
        text = word.decode(codec, "replace")
        if any(not each.isascii() and _against(text, at) for at, each in enumerate(text)):
            odd += 1
        else:
            sound += 1
    return odd <= sound


def _against(word: str, at: int) -> bool:
    if word[at] in _OF_MEASURES:
        return False
    inside_capitals = word[at].isupper() and word[at - 1 : at].isupper() and word[at + 1 : at + 2].islower()
    return inside_capitals or misfit(word, at) >= _AGAINST

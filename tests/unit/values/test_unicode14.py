import hashlib
import unicodedata
from collections.abc import Callable

import pytest

from leadspec.values import unicode14
from leadspec.values.unicode14 import lower, newer_characters, nfc, nfkc, unassigned_ranges

NATIVE = unicodedata.unidata_version == "14.0.0"


def test_every_python_folds_all_characters_alike() -> None:
    # Each character between letters and accents, so that joining and reordering are in the sum. The digest was
    # made with Python 3.11 (Unicode 14); 3.12 and 3.13 (Unicode 15) must give the same bytes.
    digest = hashlib.sha256()
    for code in range(0x110000):
        if not 0xD800 <= code < 0xE000:
            text = f"a{chr(code)}\u0301\u0323"
            digest.update((nfc(text) + lower(text) + nfkc(text)).encode())
    assert digest.hexdigest() == "e29c8eb20c0d78a06a9aa78e7978817635bfdd4ec940045880e7b657a97723e1"


@pytest.mark.skipif(not NATIVE, reason="this Python has other tables than Unicode 14")
def test_the_table_is_that_of_unicode_14() -> None:
    unassigned = {code for code in range(0x110000) if unicodedata.category(chr(code)) == "Cn"}
    assert {code for first, last in unassigned_ranges() for code in range(first, last + 1)} == unassigned


def test_unassigned_characters_never_reach_the_function(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unicode14, "_NATIVE", False)
    assert unicode14._pinned(lambda piece: f"<{piece}>", "aé\ua7cbb\u1c89\u1c8a") == "<aé>\ua7cb<b>\u1c89<>\u1c8a<>"


@pytest.mark.parametrize("function", [nfc, nfkc, lower])
def test_cutting_at_unassigned_characters_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, function: Callable[[str], str]
) -> None:
    texts = [
        f"{left}{chr(code)}{right}"
        for code in (0x0378, 0x1C89, 0xA7CB, 0x1E030, 0x10EFD, 0x11F02, 0x16D68, 0x3FFFF)
        for left in ("", "A", "e\u0323", "Σ", "ΑΣ")
        for right in ("", "\u0301B", "\u0301\u0323", "Σ", "İ")
    ]
    native = [function(text) for text in texts]
    monkeypatch.setattr(unicode14, "_NATIVE", not unicode14._NATIVE)
    other = [function(text) for text in texts]
    if NATIVE:
        assert other == native
    else:
        assert other != native  # without the guard this Python answers otherwise


@pytest.mark.parametrize(
    ("text", "lowered"),
    [("ΑΣ", "ασ"), ("ΑΣ Σ", "ασ σ"), ("ς", "ς"), ("İ", "i"), ("I", "i"), ("ẞ", "ß"), ("\ua7cbA", "\ua7cba")],
)
def test_lower_is_one_for_one(text: str, lowered: str) -> None:
    assert lower(text) == lowered
    assert len(lower(text)) == len(text)


def test_lower_of_every_character_is_one_character() -> None:
    assert all(len(lower(chr(code))) == 1 for code in range(0x110000))


def test_newer_characters_are_those_after_unicode_14() -> None:
    assert newer_characters("Acme 部長 Ÿ") == ""
    assert newer_characters("x\ua7cby\u1c89\ua7cb") == "\ua7cb\u1c89"
    assert newer_characters("") == ""


def test_half_characters_are_left_alone() -> None:
    assert nfc("\ud800é") == "\ud800é"
    assert lower("\ud800É") == "\ud800é"

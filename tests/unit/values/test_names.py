import unicodedata

import pytest

from leadspec.values.text import Script, invisible_or_bidi, scripts_of, skeleton

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def label(character: str) -> str:
    return f"U+{ord(character):04X}"


@pytest.mark.parametrize("character", BIDI, ids=label)
def test_the_twelve_controls_of_direction(character: str) -> None:
    assert len(BIDI) == 12
    assert invisible_or_bidi(character)


@pytest.mark.parametrize(
    "character",
    "\u00ad\u034f\u115f\u200b\u200c\u200d\u2060\u2064\u3164\ufe0f\ufeff\uffa0\ufff9\U000e0001\U000e0041\U000e007f\U000e0100",
    ids=label,
)
def test_invisible_characters(character: str) -> None:
    assert invisible_or_bidi(character)


@pytest.mark.parametrize("character", "aé_0 部\u0301\xac\xae\u0606\u200a\u2010\u2070\ufefe😀\U0010ffff", ids=label)
def test_visible_characters(character: str) -> None:
    assert not invisible_or_bidi(character)


def test_every_format_character_is_invisible() -> None:
    unassigned_in_unicode_14 = range(0x13439, 0x13440)
    for code in range(0x110000):
        if unicodedata.category(chr(code)) == "Cf" and code not in unassigned_in_unicode_14:
            assert invisible_or_bidi(chr(code)), f"U+{code:04X}"


@pytest.mark.parametrize(
    ("name", "scripts"),
    [
        ("email", {Script.LATIN}),
        ("größe_2", {Script.LATIN}),
        ("еmail", {Script.CYRILLIC, Script.LATIN}),
        ("имя", {Script.CYRILLIC}),
        ("όνομα", {Script.GREEK}),
        ("οnoma", {Script.GREEK, Script.LATIN}),
        ("部長_head", {Script.LATIN}),
        ("部長", set()),
        ("_1", set()),
        ("", set()),
        ("ＡЖ", {Script.CYRILLIC, Script.LATIN}),
    ],
)
def test_scripts_of(name: str, scripts: set[Script]) -> None:
    assert scripts_of(name) == scripts


def test_scripts_agree_with_the_names_of_letters() -> None:
    for code in range(0x3000):
        character = chr(code)
        if unicodedata.category(character) not in ("Lu", "Ll", "Lt"):
            continue
        words = unicodedata.name(character).split()
        for script in Script:
            # COPTIC letters stand inside the Greek block, Roman numerals and the like have no script's name.
            named = words[0] == script.name and "ROMAN" not in words
            if named:
                assert scripts_of(character) == {script}, f"U+{code:04X}"
        if words[0] in ("COPTIC", "ARMENIAN", "GEORGIAN", "CHEROKEE", "GLAGOLITIC"):
            assert scripts_of(character) == set(), f"U+{code:04X}"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("email", "еmаil"),  # Cyrillic е and а
        ("score", "ѕсоrе"),
        ("OMEGA", "ΟΜΕGΑ"),
        ("fit", "f\u200bit"),
        ("fit", "ｆｉｔ"),
        ("title", "tıtle"),
        ("first", "ﬁrst"),
        ("über", "u\u0308ber"),
        ("paypal", "рауραl"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(left: str, right: str) -> None:
    assert left != right
    assert skeleton(left) == skeleton(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("fit", "fat"), ("tier_1", "tier_l"), ("Email", "email"), ("über", "uber"), ("рост", "рист"), ("O0", "OO")],
)
def test_names_that_people_tell_apart_have_two(left: str, right: str) -> None:
    assert skeleton(left) != skeleton(right)


def test_a_skeleton_is_its_own_skeleton() -> None:
    for code in range(0x20000):
        if not 0xD800 <= code < 0xE000:
            once = skeleton(chr(code))
            assert skeleton(once) == once, f"U+{code:04X}"

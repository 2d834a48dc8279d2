import unicodedata
from itertools import pairwise

import pytest

from leadspec.values.text import (
    SEPARATORS,
    WHITE_SPACE,
    contains_word,
    domain_of,
    exact,
    fold,
    is_blank,
    is_separator,
    length_of,
    split_words,
    strip,
)


def test_white_space_is_the_fixed_list() -> None:
    # Unicode's White_Space is what Python calls a space, but for the four separators of information U+001C to
    # U+001F.
    unicode_white_space = {chr(code) for code in range(0x110000) if chr(code).isspace()} - set("\x1c\x1d\x1e\x1f")
    assert len(unicode_white_space) == 25
    assert set(WHITE_SPACE) == unicode_white_space | {"\ufeff", "\u200b"}
    assert len(WHITE_SPACE) == 27


@pytest.mark.parametrize("space", WHITE_SPACE, ids=lambda space: f"U+{ord(space):04X}")
def test_each_white_space_is_trimmed_at_the_ends_only(space: str) -> None:
    assert strip(f"{space}a{space}b{space}{space}") == f"a{space}b"
    assert is_blank(space * 3)
    assert fold(f"{space}CTO{space}") == "cto"


@pytest.mark.parametrize("text", ["\x1c", "\u200c", "\u200d", "\u2060", "\u00ad", "\u180e", "\u0000", "0", "-"])
def test_nothing_else_is_trimmed(text: str) -> None:
    assert strip(text) == text
    assert not is_blank(text)


def test_the_empty_text_is_blank() -> None:
    assert is_blank("")
    assert fold("") == ""


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("CTO\t", "cto"),
        (" Head  of\u00a0Sales ", "head  of\u00a0sales"),
        ("İSTANBUL", "istanbul"),
        ("I\u0307stanbul", "istanbul"),
        ("ısparta", "ısparta"),
        ("ΑΣ", "ασ"),
        ("ΌΔΟΣ ΟΔΟΣ", "όδοσ οδοσ"),
        ("ας", "ασ"),
        ("Σ", "σ"),
        ("\u212a", "k"),  # Kelvin sign
        ("\u212b", "å"),  # Ångström sign
        ("\u2126", "ω"),  # Ohm sign
        ("STRASSE", "strasse"),
        ("Straße", "straße"),
        ("ẞ", "ß"),
        ("ſ", "ſ"),
        ("u\u0308ber", "über"),
        ("ÜBER", "über"),
        ("J\u030c", "ǰ"),
        ("ǰ", "ǰ"),
        ("ﬁ", "ﬁ"),
        ("Ａ", "ａ"),
        ("ЖЁ", "жё"),
        ("Ა", "ა"),
        ("Ꭰ", "ꭰ"),
        ("𐐀", "𐐨"),
        ("\u2000x\u2000y", "x\u2002y"),
        ("ǅ", "ǆ"),
        ("ᾈ", "ᾀ"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


def test_double_s_is_not_sharp_s() -> None:
    assert fold("STRASSE") != fold("Straße")


def test_fold_of_every_character_is_its_own_fold() -> None:
    for code in range(0x110000):
        folded = fold(chr(code))
        assert fold(folded) == folded, f"U+{code:04X}"


def test_fold_of_capitals_with_accents_is_its_own_fold() -> None:
    accents = [chr(code) for code in range(0x300, 0x370) if unicodedata.combining(chr(code))]
    capitals = [chr(code) for code in range(0x2200) if chr(code).lower() != chr(code)]
    for capital in capitals:
        for accent in accents:
            folded = fold(capital + accent)
            assert fold(folded) == folded, f"U+{ord(capital):04X} U+{ord(accent):04X}"


def test_exact_minds_case_and_outer_spaces_but_not_how_accents_are_written() -> None:
    assert exact(" U\u0308ber ") == " Über "
    assert exact("ς\u212a") == "ςK"


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("  ab ", 2), ("👍🏽", 2), ("e\u0301", 1), ("İ", 1), ("a b", 3), ("𐐀", 1)]
)
def test_length_counts_code_points_of_the_folded_text(text: str, length: int) -> None:
    assert length_of(text) == length


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("ann@Firm.DE", "firm.de"),
        (" ann@firm.de ", "firm.de"),
        ("a@b@c.de", "c.de"),
        ("ann@firm.de.", "firm.de"),
        ("ann@firm.de..", "firm.de."),
        ("Ann <a@x.de>", "x.de>"),
        ("@x.de", "x.de"),
        ("a@ x.de", "x.de"),
        ("a@MÜNCHEN.de", "münchen.de"),
        ("a@x.de .", "x.de"),
        ("ann", None),
        ("", None),
        ("ann@", None),
        ("ann@.", None),
        ("ann@ ", None),
        ("a@b@", None),
    ],
)
def test_domain_of(text: str, domain: str | None) -> None:
    assert domain_of(text) == domain


def test_separators_are_sorted_ranges_apart_from_each_other() -> None:
    flat = [code for pair in SEPARATORS for code in pair]
    assert flat == sorted(flat)
    assert all(later > last + 1 for (_, last), (later, _) in pairwise(SEPARATORS))


def test_separators_of_ascii_are_all_signs_and_white_space() -> None:
    for code in range(0x80):
        character = chr(code)
        sign = character.isprintable() and not character.isalnum()
        assert is_separator(character) == (sign or character in "\t\n\v\f\r"), f"U+{code:04X}"


@pytest.mark.parametrize("character", ["ª", "µ", "º", "À", "ÿ", "ø", "€", "部", "١", "０", "ａ", "\u0301", "😀"])
def test_letters_and_all_else_belong_to_words(character: str) -> None:
    assert not is_separator(character)


@pytest.mark.parametrize(
    "character",
    [*"\x80\xa0¡©«´¶¹»¿×÷\u1680\u2000–—’“”…\u200b\u200d\u2060\u206f\u3000、。「」〜！／：＠［｀｛～｡･\ufeff"],
    ids=lambda character: f"U+{ord(character):04X}",
)
def test_listed_signs_separate(character: str) -> None:
    assert is_separator(character)


def test_white_space_separates() -> None:
    assert all(map(is_separator, WHITE_SPACE))


def test_separators_survive_folding() -> None:
    # Else a word could begin in one form of a text and not in the other.
    for first, last in SEPARATORS:
        for code in range(first, last + 1):
            assert all(map(is_separator, fold(f"a{chr(code)}b")[1:-1])), f"U+{code:04X}"


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("Head-of-Sales", "head", True),
        ("head_of_sales", "head", True),
        ("Head", "HEAD", True),
        ("Headhunter", "head", False),
        ("Ahead", "head", False),
        ("d'head", "head", True),
        ("(Head)", "head", True),
        ("head2", "head", False),
        ("headhunter head", "head", True),
        ("headhead", "head", False),
        ("C++ developer", "C++", True),
        ("C++", "c++", True),
        ("C++17", "C++", False),
        ("C++ developer", "c", True),
        ("Key Account über alles", "über", True),
        ("Key Account überall", "über", False),
        ("営業部長", "部長", False),
        ("営業・部長", "部長", False),  # U+30FB is on no list
        ("営業･部長", "部長", True),
        ("Head of Sales", "head of", True),
        ("Head  of Sales", "head of", False),
        ("Head\u00a0of Sales", "head of", False),
        ("Head-of Sales", "head of", False),
        ("Head of Sales", "head of sal", False),
        ("a a a b", "a a b", True),
        ("aaab", "a", False),
        ("xa-a-a", "a-a", True),  # the second of two that overlap
        ("Vice President, Sales", "president, sales", True),
        ("👍head", "head", False),
        ("head\u0301", "head", False),
        ("head", "", False),
        ("", "head", False),
        ("", "", False),
    ],
)
def test_contains_word(text: str, phrase: str, found: bool) -> None:
    assert contains_word(fold(text), fold(phrase)) is found


def test_split_words() -> None:
    assert split_words(fold(" Head_of-Sales, d'Or (C++) 営業部長 ")) == (
        *("head", "of", "sales", "d", "or", "c", "営業部長"),
    )
    assert split_words(fold(" -- ")) == ()
    assert split_words("") == ()

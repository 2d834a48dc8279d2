from leadspec.values.charsets import charset, complement, contains, fold_character, with_folded
from leadspec.values.text import fold


def test_ranges_are_merged() -> None:
    assert charset([(5, 9), (1, 2), (3, 3), (8, 20), (30, 30)]) == ((1, 3), (5, 20), (30, 30))
    assert charset([]) == ()


def test_complement_is_all_else() -> None:
    assert complement(()) == ((0, 0x10FFFF),)
    assert complement(((0, 9), (11, 0x10FFFF))) == ((10, 10),)
    assert complement(complement(((3, 4), (7, 7)))) == ((3, 4), (7, 7))


def test_contains() -> None:
    some = ((3, 4), (7, 7))
    assert [code for code in range(10) if contains(some, code)] == [3, 4, 7]


def test_sets_get_the_folded_form_of_each_character() -> None:
    assert with_folded(((0x41, 0x5A),)) == ((0x41, 0x5A), (0x61, 0x7A))
    assert with_folded(((0x30, 0x39),)) == ((0x30, 0x39),)
    assert contains(with_folded(((ord("ς"), ord("ς")),)), ord("σ"))
    assert contains(with_folded(((ord("İ"), ord("İ")),)), ord("i"))
    assert not contains(with_folded(((ord("ſ"), ord("ſ")),)), ord("s"))


def test_no_character_with_a_small_letter_is_left_out() -> None:
    everything = [(code, fold_character(chr(code))) for code in range(0x110000)]
    for code, folded in everything:
        if folded != chr(code):
            assert contains(with_folded(((code, code),)), ord(folded)), f"U+{code:04X}"


def test_a_character_folds_alone_as_it_does_in_a_text() -> None:
    for code in range(0x20000):
        character = chr(code)
        if fold(f"x{character}x") == f"x{character}x":
            assert fold_character(character) == character, f"U+{code:04X}"

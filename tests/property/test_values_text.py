"""Laws of folded text and of words."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from leadspec.values.text import (
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

tricky = st.text(
    st.sampled_from("aAbBiIİıjJkK\u212aσςΣßẞ \t\u00a0\u200b-_.'@+\u0301\u0307\u0308\u030c\u0323\u0345éÉǰ部👍")
)
texts = st.one_of(st.text(), tricky)


@given(texts)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_fold_does_not_mind_case_outer_spaces_or_how_accents_are_written(text: str) -> None:
    assert fold(f"\t{text}\u200b") == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(exact(text)) == fold(text)
    plain = "".join(each for each in text if each.isascii())
    assert fold(plain.upper()) == fold(plain)


@given(texts)
def test_fold_is_in_normal_form_and_trimmed(text: str) -> None:
    folded = fold(text)
    assert exact(folded) == folded == strip(folded)
    assert length_of(text) == len(folded)
    assert is_blank(text) == (folded == "")


@given(texts)
def test_strip_takes_white_space_only(text: str) -> None:
    kept = strip(text)
    before, _, after = text.partition(kept) if kept else (text, "", "")
    assert set(before + after) <= set(WHITE_SPACE)
    assert not kept or (kept[0] not in WHITE_SPACE and kept[-1] not in WHITE_SPACE)


@given(texts)
def test_words_and_separators_make_up_the_text(text: str) -> None:
    folded = fold(text)
    words = split_words(folded)
    assert "".join(words) == "".join(each for each in folded if not is_separator(each))
    assert all(words)


@given(texts, tricky)
def test_a_word_is_contained_just_if_it_is_one_of_the_words(text: str, phrase: str) -> None:
    folded, word = fold(text), fold(phrase)
    if word and not any(map(is_separator, word)):
        assert contains_word(folded, word) == (word in split_words(folded))
    for each in split_words(folded):
        assert contains_word(folded, each)


@given(texts, texts, texts)
def test_a_phrase_between_separators_is_found(before: str, phrase: str, after: str) -> None:
    folded = fold(phrase)
    if folded:
        assert contains_word(f"{fold(before)} {folded}-{fold(after)}", folded)
        assert not contains_word(f"x{folded}x", folded) or any(map(is_separator, folded))


@given(texts)
def test_a_domain_is_folded_and_has_no_sign_of_mail(text: str) -> None:
    domain = domain_of(text)
    assert domain is None or (domain == fold(domain) != "" and "@" not in domain)
    assert (domain_of(f"x@{text}.de") or "").endswith(".de")

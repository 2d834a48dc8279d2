"""Patterns against Python's `re` on small texts, where backtracking is no matter."""

import re

from hypothesis import given
from hypothesis import strategies as st

from leadspec.values.pattern_syntax import MOST_CHARACTERS
from leadspec.values.patterns import Pattern, PatternFault, parse_pattern
from leadspec.values.text import exact, fold

ALPHABET = "abAé1_ -\n"

literals = st.sampled_from(["a", "b", "A", "é", "1", "_", " ", r"\-", r"\.", r"\d", r"\w", "."])
class_items = st.sampled_from(["a", "b", "A", "é", "1", "a-b", "A-B", "0-9", r"\d", r"\w", r"\-", "_", " "])
classes = st.builds(
    lambda negated, items: f"[{negated}{''.join(items)}]",
    st.sampled_from(["", "^"]),
    st.lists(class_items, min_size=1, max_size=3),
)
repetitions = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "{1,3}"])


def larger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(parts, min_size=1, max_size=3).map("".join),
        st.lists(parts, min_size=2, max_size=3).map(lambda options: f"({'|'.join(options)})"),
        st.builds(lambda part, times: f"({part}){times}", parts, repetitions),
    )


atoms = st.builds(lambda atom, times: atom + times, st.one_of(literals, classes), repetitions)
patterns = st.recursive(atoms, larger, max_leaves=8)
subjects = st.text(ALPHABET, max_size=8)


def swap_letters(text: str) -> str:
    """The pattern with capital letters for small ones and small for capital, but for `\\d` and the like."""
    return re.sub(r"\\.|[^\\]", lambda part: part[0] if part[0].startswith("\\") else part[0].swapcase(), text)


def as_python(printed: str) -> str:
    """What is printed for RE2 and Java, for Python's `re`."""
    inner = printed.removeprefix(r"\A").removesuffix(r"\z")
    return re.sub(r"\\x\{([0-9a-f]+)\}", lambda code: f"\\U{int(code[1], 16):08x}", inner)


@given(patterns, st.lists(subjects, min_size=1, max_size=8))
def test_exact_patterns_match_as_regular_expressions_do(text: str, texts: list[str]) -> None:
    parsed = parse_pattern(text, exact=True)
    assert isinstance(parsed, Pattern)
    oracle = re.compile(text, re.ASCII)
    for subject in map(exact, texts):
        assert parsed.matches(subject) == (oracle.fullmatch(subject) is not None)


@given(patterns, st.lists(subjects, min_size=1, max_size=8))
def test_what_is_printed_matches_alike(text: str, texts: list[str]) -> None:
    for mind_case in (False, True):
        parsed = parse_pattern(text, exact=mind_case)
        assert isinstance(parsed, Pattern)
        oracle = re.compile(as_python(parsed.to_re2()))
        for subject in map(exact if mind_case else fold, texts):
            assert parsed.matches(subject) == (oracle.fullmatch(subject) is not None)


@given(patterns, st.lists(subjects, min_size=1, max_size=8))
def test_case_of_neither_pattern_nor_text_counts(text: str, texts: list[str]) -> None:
    parsed = parse_pattern(text)
    other = parse_pattern(swap_letters(text))
    assert isinstance(parsed, Pattern)
    assert isinstance(other, Pattern)
    for subject in texts:
        assert parsed.matches(fold(subject)) == parsed.matches(fold(subject.upper()))
        assert parsed.matches(fold(subject)) == other.matches(fold(subject))


@given(patterns)
def test_anchors_around_a_pattern_change_nothing(text: str) -> None:
    plain, anchored = parse_pattern(f"({text})"), parse_pattern(f"^({text})$")
    assert isinstance(plain, Pattern)
    assert isinstance(anchored, Pattern)
    assert anchored.tree == plain.tree


@given(st.one_of(st.text(max_size=60), st.text(r"ab01[](){}|*+?.,^$\-&:=!<dwsbD", max_size=40)))
def test_any_text_is_a_pattern_or_a_fault(text: str) -> None:
    for mind_case in (False, True):
        parsed = parse_pattern(text, exact=mind_case)
        if isinstance(parsed, PatternFault):
            assert parsed.message
            assert parsed.hint
            assert 0 <= parsed.offset <= min(len(exact(text)), MOST_CHARACTERS)
        else:
            parsed.matches(fold(text))
            re.compile(as_python(parsed.to_re2()))

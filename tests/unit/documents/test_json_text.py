"""The strict, located JSON loader."""

from __future__ import annotations

import pytest

from leadspec.documents import MAX_DEPTH, NumberText, plain
from leadspec.documents.json_text import load_json
from leadspec.source import Source


def load(text: str):
    source = Source("a.json", text)
    loaded = load_json(source)
    places = [(each.id, *source.position(each.primary.location.start)) for each in loaded.diagnostics]
    return loaded, places


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("null", None),
        ("true", True),
        ("-0", "-0"),
        ("1e400", "1e400"),
        ("123456789012345678901234567890.10", "123456789012345678901234567890.10"),
        ('"\\u00e9\\n\\/"', "é\n/"),
        ('"\\ud83d\\ude00"', "😀"),
        ('"\\u0000"', "\0"),
        ("[]", []),
        (" [1, [2], {}] ", ["1", ["2"], {}]),
        ('{"": {"a": []}}', {"": {"a": []}}),
    ],
)
def test_sound_texts_give_their_value(text, value):
    loaded, places = load(text)
    assert places == []
    assert plain(loaded.node) == value


def test_a_number_keeps_its_text_and_a_text_of_digits_is_no_number():
    loaded, _ = load('[1.50, "1.50"]')
    assert [type(each.value) for each in loaded.node.items] == [NumberText, str]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[1,]", 1, 3),
        ("[1 2]", 1, 4),
        ('{"a" 1}', 1, 6),
        ("{a: 1}", 1, 2),
        ("[\n'a']", 2, 1),
        ("[NaN]", 1, 2),
        ("[-Infinity]", 1, 2),
        ("[01]", 1, 2),
        ("[1.]", 1, 2),
        ("[.5]", 1, 2),
        ("[+1]", 1, 2),
        ("[True]", 1, 2),
        ('["a\tb"]', 1, 4),
        ('["a\nb"]', 1, 2),
        ('["\\x41"]', 1, 3),
        ('["\\ud83d"]', 1, 3),
        ('["\\ude00\\ud83d"]', 1, 3),
        ("[1]]", 1, 4),
        ("[1}", 1, 3),
        ('{"a": 1,}', 1, 8),
        ("[1, // no\n2]", 1, 5),
        ('["a', 1, 2),
        ("[", 1, 2),
        ('{"a":', 1, 6),
    ],
)
def test_broken_texts_are_located(text, line, column):
    _, places = load(text)
    assert places == [("json-syntax", line, column)]


def test_an_empty_text_is_not_a_value():
    assert load(" \n")[1] == [("empty-file", 2, 1)]


def test_equal_keys_are_all_reported_with_both_places():
    loaded, places = load('{"a": 1,\n "a": 2, "b": {"c": 1, "c": 1}}')
    assert places == [("duplicate-key", 2, 2), ("duplicate-key", 2, 24)]
    assert loaded.diagnostics[0].secondary[0].location.start == 1


def test_nesting_has_a_limit_that_the_message_names():
    assert load("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    loaded, places = load("[" * 100_000)
    assert places == [("too-deep", 1, MAX_DEPTH + 1)]
    assert str(MAX_DEPTH) in loaded.diagnostics[0].message


def test_private_messages_repeat_nothing():
    for text in ('{"secret@x.example" 1}', '{"secret@x.example": 1, "secret@x.example": 2}'):
        loaded = load_json(Source("a.json", text), private=True)
        assert loaded.diagnostics
        assert "secret" not in str([(each.message, each.hints) for each in loaded.diagnostics])


def test_a_prefix_may_be_followed_by_more():
    loaded = load_json(Source("", '{"a": 1}, nonsense'), prefix=True)
    assert plain(loaded.node) == {"a": "1"}
    assert loaded.diagnostics == ()

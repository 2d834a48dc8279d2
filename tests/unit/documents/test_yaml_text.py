"""The strict YAML loader: the types of JSON, everything else text or refused."""

from __future__ import annotations

import pytest

from leadspec.documents import MAX_DEPTH, NumberText, plain
from leadspec.documents.yaml_text import load_yaml
from leadspec.source import Source


def load(text: str):
    source = Source("a.yaml", text)
    loaded = load_yaml(source)
    places = [(each.id, *source.position(each.primary.location.start)) for each in loaded.diagnostics]
    return loaded, places


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "no",
        "on",
        "Off",
        "y",
        "Yes",
        "TRUE",
        "Null",
        "NULL",
        "012",
        "0x1F",
        "0o7",
        "1_000",
        "12:30:45",
        "2026-01-01",
        "+1",
        ".5",
        "5.",
        ".inf",
        "-.INF",
        ".nan",
        "NaN",
        "=",
        "1e",
        "1e+",
        "--1",
        "0b1",
        "123abc",
        "2026-01-01T10:00:00Z",
    ],
)
def test_what_is_no_json_literal_is_text(text):
    loaded, places = load(f"a: {text}\n")
    assert places == []
    assert type(loaded.node.get("a").value) is str
    assert loaded.node.get("a").value == text


@pytest.mark.parametrize(
    "text", ["0", "-0", "12", "-1.50", "1e3", "1E-2", "0.000000000000000000001", "99999999999999999999"]
)
def test_numbers_keep_their_text(text):
    loaded, _ = load(f"a: {text}\n")
    assert type(loaded.node.get("a").value) is NumberText
    assert loaded.node.get("a").value == text


def test_literals_quotes_and_blocks():
    loaded, places = load("a: true\nb: null\nc:\nd: 'true'\ne: \"1\"\nf: |\n  x\n  y\ng: >-\n  p\n  q\n")
    assert places == []
    assert plain(loaded.node) == {
        "a": True, "b": None, "c": None, "d": "true", "e": "1", "f": "x\ny\n", "g": "p q"
    }  # fmt: skip
    assert type(loaded.node.get("e").value) is str


def test_keys_are_texts_as_written():
    loaded, _ = load("NO: 1\n1: 2\ntrue: 3\nnull: 4\n2026-01-01: 5\n")
    assert list(plain(loaded.node)) == ["NO", "1", "true", "null", "2026-01-01"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: &x 1\nb: *x\n", [(1, 4), (2, 4)]),
        ("- &a [1]\n- {<<: *a}\n", [(1, 3), (2, 4), (2, 8)]),
        ("a: !!str 1\n", [(1, 4)]),
        ("a: !!python/object/apply:os.system [x]\n", [(1, 4)]),
        ("! a\n", [(1, 1)]),
        ("%YAML 1.2\n---\na: 1\n", [(1, 1)]),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", [(1, 1)]),
        ("a: 1\n---\nb: 2\n", [(2, 1)]),
        ("a: ~\n", [(1, 4)]),
        ("[1, 2]: 3\n", [(1, 1)]),
        ("? {a: 1}\n: 2\n", [(1, 3)]),
    ],
)
def test_what_json_has_not_is_refused_with_its_place(text, places):
    assert load(text)[1] == [("yaml-feature", *each) for each in places]


def test_a_merge_bomb_is_refused_at_once():
    text = "a0: &a0 {k: v}\n" + "".join(
        f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}]}}\n" for i in range(1, 40)
    )
    assert {each[0] for each in load(text)[1]} == {"yaml-feature"}


def test_equal_keys_are_reported():
    assert load("a: 1\nb: 2\na: 3\n")[1] == [("duplicate-key", 3, 1)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n\tb: 1\n", 2, 1),
        ("a: b: c\n", 1, 5),
        ('a: "x\nb: 1\n', 1, 4),
        ("{a: [1, 2}\n", 1, 10),
        ("a: 1\n b: 2\n", 2, 3),
        ("a: @x\n", 1, 4),
        ("- a\nb: c\n", 2, 1),
    ],
)
def test_broken_texts_are_located(text, line, column):
    assert load(text)[1] == [("yaml-syntax", line, column)]


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\ud800", "\r"])
def test_control_characters_are_refused_with_their_place(sign):
    assert load(f"a: 1\nb: x{sign}y\n")[1] == [("control-character", 2, 5)]


def test_deep_nesting_and_emptiness():
    assert load("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    assert load("[" * 5000)[1][0][0] in ("too-deep", "yaml-syntax")
    assert load("- " * (MAX_DEPTH + 1) + "a")[1][0][0] == "too-deep"
    assert load("# nothing\n")[1] == [("empty-file", 1, 1)]


def test_spans_count_characters():
    loaded, _ = load("é: 😀x\nb: [1, zwei]\n")
    source = Source("", "é: 😀x\nb: [1, zwei]\n")
    span = loaded.node.get("b").items[1].span
    assert source.text[span.start : span.end] == "zwei"

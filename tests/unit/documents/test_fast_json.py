"""The quick reader agrees with the located one on all it takes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadspec.documents import MAX_DEPTH, plain
from leadspec.documents.fast_json import DOUBTFUL, quick_json, quick_json_at
from leadspec.documents.json_text import load_json
from leadspec.source import Source


def located(text):
    loaded = load_json(Source("", text))
    return DOUBTFUL if loaded.diagnostics or loaded.node is None else plain(loaded.node)


def types_of(value):
    if isinstance(value, list):
        return [types_of(each) for each in value]
    if isinstance(value, dict):
        return {key: types_of(each) for key, each in value.items()}
    return type(value)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        "[NaN]",
        "[1e5]",
        '"\\ud800"',
        '{"\\ud800": 1}',
        '"\\ud83d\\ude00"',
        "[" * MAX_DEPTH + "]" * MAX_DEPTH,
        "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
        '{"a":' * 2000 + "1" + "}" * 2000,
        "\ufeff1",
        "[1]x",
        "",
        "\u00a01",
        "[" + "[]," * 100 + "[]]",
    ],
)
def test_agreement_on_corners(text):
    assert quick_json(text) == located(text)
    assert types_of(quick_json(text)) == types_of(located(text))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(values, st.booleans())
def test_agreement_on_sound_texts(value, ascii_only):
    text = json.dumps(value, ensure_ascii=ascii_only)
    assert quick_json(text) == located(text) != DOUBTFUL
    assert quick_json_at("  " + text, 2) == (located(text), len(text) + 2) or text[-1].isdigit()


@given(st.text(alphabet='[]{}",:0123456789eE+-.truefalsn \\u\n\ud83d\ude00é'))
def test_agreement_on_any_text(text):
    assert quick_json(text) == located(text)

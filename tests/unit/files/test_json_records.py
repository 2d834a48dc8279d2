"""Records in JSON and JSON Lines, read piece by piece."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadspec_cli.files import text_blocks as text_blocks_module
from leadspec_cli.files.encodings import UTF_8
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.json_records import read_json, read_json_lines
from leadspec_cli.files.records import Nested
from leadspec_cli.files.text_blocks import decoded, text_blocks, text_lines


def read(text: str | bytes):
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    found = read_json(decoded(io.BytesIO(content), "d.json", UTF_8), "d.json")
    return [(each.line, each.fields if isinstance(each, Nested) else each.reason) for each in found]


def lines(text: str):
    found = read_json_lines(text_lines(text_blocks(io.BytesIO(text.encode("utf-8")), "d.jsonl")))
    return [(each.line, each.fields if isinstance(each, Nested) else each.reason) for each in found]


def place_of(text):
    with pytest.raises(FileFault) as caught:
        read(text)
    return [(each.id, each.primary.location.line, each.primary.location.column) for each in caught.value.diagnostics]


@pytest.fixture(params=[1, 7, 1 << 18])
def chunk(request, monkeypatch):
    monkeypatch.setattr(text_blocks_module, "_BLOCK", request.param)


@pytest.mark.usefixtures("chunk")
def test_a_list_a_single_record_and_what_is_no_record():
    assert read('\ufeff [\n{"a": 1.50},\n{"b": "é😀"} , 5]') == [
        (2, {"a": "1.50"}),
        (3, {"b": "é😀"}),
        (3, "is a number, not a block of fields"),
    ]
    assert read('\n{"a": {}}\n') == [(2, {"a": {}})]
    assert read("[]") == []


@pytest.mark.usefixtures("chunk")
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('[{"a": 1}\n{"a": 2}]', 2, 1),
        ('[{"a": 1},\n]', 2, 1),
        ('[{"a": 1},\n {"a": }]', 2, 8),
        ('[{"a": NaN}]', 1, 8),
        ('[{"a": 1}', 1, 10),
        ('[{"a": 1}, {"b', 1, 13),
        ("[{}] x", 1, 6),
        ("{} {}", 1, 4),
        ('[{"a": "\\ud800"}]', 1, 9),
    ],
)
def test_broken_json_is_located(text, line, column):
    assert place_of(text) == [("json-syntax", line, column)]


@pytest.mark.usefixtures("chunk")
def test_a_record_with_equal_keys_is_rejected_by_itself():
    assert read('[{"a": 1, "a": 2}, {"a": 3}]') == [
        (1, "is not sound JSON: this key stands twice in one block"),
        (1, {"a": "3"}),
    ]


def test_what_is_no_list_of_records():
    assert place_of('"x"')[0][0] == "data-not-records"
    assert place_of(" ")[0][0] == "no-records"
    assert place_of("[" * 100_000)[0][0] == "too-deep"
    assert place_of(b'[{"a": 1},\n{"b": "\xff"}]') == [("not-utf-8", 2, None)]


def test_records_on_one_line_are_told_apart():
    assert [each.nth for each in read_json(iter(["[{},{},\n{}]"]), "d.json")] == [1, 2, 1]


def test_json_lines():
    assert lines('{"a": 1}\r\n\n[1]\n{"a":\n{"a": 1, "a": 2}\n"\u2028"\n{"a": "\u2028"}') == [
        (1, {"a": "1"}),
        (3, "is a list, not a block of fields"),
        (4, "is not sound JSON: the text ends where a value should stand (column 6)"),
        (5, "is not sound JSON: this key stands twice in one block (column 10)"),
        (6, "is a text, not a block of fields"),
        (7, {"a": "\u2028"}),
    ]


records = st.lists(
    st.dictionaries(st.text(max_size=4), st.integers() | st.text(max_size=6) | st.none(), max_size=3), max_size=5
)


@given(records, st.integers(1, 40), st.sampled_from([None, 1]))
def test_any_cut_into_pieces_gives_the_same(given_records, size, indent):
    text = json.dumps(given_records, ensure_ascii=False, indent=indent)
    before = text_blocks_module._BLOCK
    text_blocks_module._BLOCK = size
    try:
        found = [each for _, each in read(text)]
    finally:
        text_blocks_module._BLOCK = before
    assert found == [{k: str(v) if isinstance(v, int) else v for k, v in each.items()} for each in given_records]

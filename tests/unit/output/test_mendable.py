"""Rejected records written to be mended: whatever stands in a record comes back from the file."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from leadspec.cleanup.report import Reject
from leadspec.documents import NumberText, Unreadable
from leadspec_cli.output.mendable import Cells, Csv, JsonLines, Keys, raw_json
from unit.cleanup.cleaning import schema_of

SCHEMA = schema_of(
    "id: {type: string, x-leadspec-id: true}\ncompany: {type: object, properties: {name: {type: string}}}"
)
REJECT = Reject(7, "=1+1", "a", "is odd", (("b", "is odder"),))
TOLD = ["7", "'=1+1", "a; b", "is odd; is odder"]

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
NAMES = st.text(st.sampled_from("abcdefgxyzÄ ."), min_size=1, max_size=8).filter(lambda each: each.strip(" ."))


def rows(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def as_csv(*records):
    writer = Csv(SCHEMA, io.StringIO(newline="\n"))
    text = "".join(writer.line(REJECT, each) for each in records)
    return rows(text + "".join(writer.rest(None)))


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_cells_come_back_from_csv(cells):
    names = tuple(f"c{number}" for number in range(len(cells)))
    header, row = as_csv(Cells(names, cells))
    assert header == ["row", "id", "field", "reason", *names]
    assert row == [*TOLD, *cells]


@given(st.lists(st.dictionaries(NAMES, TEXTS, max_size=4), min_size=1, max_size=5))
def test_keys_come_back_from_csv(records):
    header, *found = as_csv(*map(Keys, records))
    for record, row in zip(records, found, strict=True):
        back = dict(zip(header[4:], row[4:], strict=True))
        assert {name: text for name, text in back.items() if text} == {
            name: text for name, text in record.items() if text
        }


JSON = st.recursive(
    st.none() | st.booleans() | TEXTS | st.integers().map(lambda each: NumberText(str(each))),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def plain(value):
    if isinstance(value, NumberText):
        return int(value)
    if isinstance(value, list):
        return [plain(each) for each in value]
    return {key: plain(each) for key, each in value.items()} if isinstance(value, dict) else value


@given(st.dictionaries(NAMES, JSON, max_size=4))
def test_records_come_back_from_json_lines(record):
    line = JsonLines(SCHEMA).line(REJECT, Keys(record))
    assert line.count("\n") == 1
    found = list(json.loads(line).items())
    assert found[:4] == [("row", 7), ("id", "=1+1"), ("field", "a; b"), ("reason", "is odd; is odder")]
    assert dict(found[4:]) == plain(record)


def test_numbers_that_json_does_not_have_are_texts():
    values = [
        NumberText("1.50"),
        NumberText("0x1F"),
        NumberText(".5"),
        NumberText("-0E1"),
        Unreadable("#N/A", "is no value"),
    ]
    assert raw_json(values) == '[1.50, "0x1F", ".5", -0E1, "#N/A"]'


def test_a_record_that_cannot_be_read_has_its_reason_only():
    assert as_csv(None) == [["row", "id", "field", "reason"], TOLD]
    assert list(json.loads(JsonLines(SCHEMA).line(REJECT, None))) == ["row", "id", "field", "reason"]


def test_typed_cells_are_written_as_a_table_has_them():
    cells = [None, True, NumberText("1.0"), ["a", NumberText("2")], Unreadable("NaN", "is no value")]
    _, row = as_csv(Cells(("a", "b", "c", "d", "e"), cells))
    assert row[4:] == ["", "true", "1.0", '["a", 2]', "NaN"]

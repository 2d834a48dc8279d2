"""Rows many at a time give exactly what they give one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadspec.cleanup import Cleaner, CleanOptions, Reject, find_duplicates
from leadspec.cleanup import records as leaves
from leadspec.ir.lead import Lead
from leadspec.schema import read_schema
from leadspec.source import Source
from leadspec.values.zones import zone

BERLIN = zone("Europe/Berlin")
FIELDS = """
  id: {type: string}
  size: {type: integer, minimum: 0, x-missing: [-1]}
  share: {type: number, x-decimals: 1}
  country: {type: string, enum: [DE, PL, "NO"], x-missing: [unknown]}
  note: {type: string, maxLength: 100, x-on-invalid: missing}
  day: {type: string, format: date}
  at: {type: string, format: date-time}
  tags: {type: array, items: {type: string}}
  wanted: {type: boolean}
"""
NESTED = """
  company: {type: object, required: [name], properties: {name: {type: string}, size: {type: integer}}}
  acts: {type: array, items: {type: object, properties: {type: {enum: [a]}, at: {type: string, format: date-time}}}}
"""


def schema_of(fields: str, required: str):
    result = read_schema(Source("s.yaml", f"type: object\nrequired: [{required}]\nproperties:{fields}"))
    assert result.diagnostics == ()
    return result.schema


SCHEMAS = [
    schema_of(FIELDS, ""),
    schema_of(FIELDS, "size, country"),
    schema_of(FIELDS + NESTED, "company"),
    schema_of(FIELDS + NESTED.splitlines()[1] + "\n", ""),
]
HEADERS = [
    ["id", "size", "share", "country", "note", "day", "at", "tags", "wanted", "other"],
    ["size", " country ", "note"],
    ["country", "company.name", "company.size", "acts", "size"],
    ["id", "company.size", "company.name"],
    ["note"],
    ["id", "other"],
]
# fmt: off
CELLS = st.sampled_from([
    "", " ", "1", "-1", "2.55", "x", "DE", "de", "unknown", "NO", "2026-01-31", "2026-01-31T10:00", "true", "y" * 101,
    "[]", '["a", ""]', '[{"type": "a", "at": "2026-01-01T00:00:00Z"}]', '[{"type": "b"}]', "\u0141ódź", "a\x07",
])
# fmt: on


def one_by_one(cleaner, header, rows):
    flat = cleaner.rows(header)
    return [flat.row(line, row) for line, row in rows]


def many_at_a_time(cleaner, header, rows, size):
    flat = cleaner.rows(header)
    chunks = [rows[start : start + size] for start in range(0, len(rows), size)]
    return [flat.chunk([line for line, _ in some], [row for _, row in some]) for some in chunks]


@given(st.data(), st.sampled_from(SCHEMAS), st.sampled_from(HEADERS), st.integers(1, 7))
@settings(max_examples=300)
def test_both_ways_give_the_same_leads_rejects_and_report(data, schema, header, size):
    row = st.lists(CELLS, min_size=len(header), max_size=len(header))
    rows = list(enumerate(data.draw(st.lists(row, max_size=14)), 2))
    options = CleanOptions(missing=("none",))
    cleaners = [Cleaner(schema, BERLIN, options) for _ in range(2)]
    flat = Cleaner(schema, BERLIN, options).rows(header)
    duplicates = find_duplicates(lambda: [([line], flat.ids_of([line], [row])) for line, row in rows])
    for each in cleaners:
        each.duplicates = duplicates
    expected = one_by_one(cleaners[0], header, rows)
    chunks = many_at_a_time(cleaners[1], header, rows, size)
    found = [item for chunk in chunks for item in chunk.items]
    assert found == expected
    assert [list(each.facts) for each in found if isinstance(each, Lead)] == [
        list(each.facts) for each in expected if isinstance(each, Lead)
    ]
    assert cleaners[1].report() == cleaners[0].report()
    for chunk in chunks:
        leads = chunk.leads
        assert chunk.rejects == [each for each in chunk.items if isinstance(each, Reject)]
        for name, values in chunk.columns.items():
            assert values == [each.facts.get(name) for each in leads]


def test_more_texts_than_are_remembered(monkeypatch):
    monkeypatch.setattr("leadspec.cleanup.flat.room_for", lambda _: 3)
    monkeypatch.setattr(leaves, "MOST_KEPT", 3)
    rows = [(line, [str(line % 7), "unknown" if line % 3 else "DE"]) for line in range(2, 60)]
    one, many = (Cleaner(SCHEMAS[0], BERLIN) for _ in range(2))
    chunks = many_at_a_time(many, ["size", "country"], rows, 10)
    assert [item for chunk in chunks for item in chunk.items] == one_by_one(one, ["size", "country"], rows)
    assert many.report() == one.report()


def test_a_report_can_go_back_to_a_mark():
    cleaner = Cleaner(SCHEMAS[0], BERLIN)
    flat = cleaner.rows(["size", "other"])
    flat.chunk([2], [["1", "x"]])
    before = cleaner.report()
    mark = cleaner.mark()
    flat.chunk([3, 4], [["-1", "x"], ["y", "z"]])
    assert cleaner.report() != before
    cleaner.back_to(mark)
    assert cleaner.report() == before


@pytest.mark.parametrize("count", [0, 1])
def test_chunks_without_a_known_column(count):
    chunk = Cleaner(SCHEMAS[0], BERLIN).rows(["other"]).chunk([2] * count, [["x"]] * count)
    assert len(chunk.items) == count

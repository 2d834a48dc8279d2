"""The table contract of clean leads: every column as the reference sets it down, and the same bytes every time."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from leadspec.ir.lead import Event, Lead
from leadspec.schema import read_schema
from leadspec.source import Source
from leadspec.values.decimals import LIMIT
from leadspec.values.zones import zone
from leadspec_cli.output import clean_parquet
from leadspec_cli.output.arrow_columns import decimals
from leadspec_cli.output.clean_parquet import ParquetLeadWriter, collisions, schema_digest

FIELDS = """type: object
properties:
  id: {type: string, x-leadspec-id: true}
  name: {type: string}
  country: {enum: [DE, AT]}
  member: {type: boolean}
  price: {type: number}
  size: {type: integer}
  day: {type: string, format: date}
  at: {type: string, format: date-time}
  company: {type: object, properties: {people: {type: integer}}}
  tags: {type: array, items: {type: string}}
  prices: {type: array, items: {type: number}}
  activities:
    type: array
    x-leadspec-activities: true
    items:
      type: object
      properties:
        type: {enum: [seen, bought]}
        at: {type: string, format: date-time}
        page: {type: object, properties: {path: {type: string}}}
        paid: {type: number}
"""
DAY = 86_400_000_000
BERLIN = zone("Europe/Berlin")
FULL = Lead(
    "L-1",
    {
        "id": "L-1",
        "name": "Ä",
        "country": "DE",
        "member": False,
        "price": -1_500_000,
        "size": 7_000_000,
        "day": 1,
        "at": DAY - 1,
        "company.people": 3_000_000,
        "tags": ("a", "b"),
        "prices": (1, LIMIT - 1),
    },
    (Event("seen", 0, {"page.path": "/"}), Event("bought", DAY - 1, {"paid": 500_000}), Event("seen", DAY - 1)),
)
BARE = Lead("2", {})


def schema_of(text=FIELDS):
    return read_schema(Source("lead.schema.yaml", text)).schema


def bytes_of(leads, here=BERLIN, schema=None):
    writer = ParquetLeadWriter(schema or schema_of(), here)
    return b"".join([*(writer.add(each) for each in leads), writer.end()])


def table_of(leads, here=BERLIN, schema=None):
    return parquet.read_table(BytesIO(bytes_of(leads, here, schema)))


def test_a_lead_is_a_row_with_every_value_in_its_type():
    first, second = table_of([FULL, BARE]).to_pylist()
    late = datetime(1970, 1, 1, 23, 59, 59, 999_999, UTC)
    assert first == {
        "leadspec.id": "L-1",
        "id": "L-1",
        "name": "Ä",
        "country": "DE",
        "member": False,
        "price": Decimal("-1.500000"),
        "size": 7,
        "day": date(1970, 1, 2),
        "at": late,
        "leadspec.day.at": date(1970, 1, 2),
        "company.people": 3,
        "tags": ["a", "b"],
        "prices": [Decimal("0.000001"), Decimal("999999999999.999999")],
        "activities": [
            _event("seen", datetime(1970, 1, 1, tzinfo=UTC), 0, date(1970, 1, 1), path="/"),
            _event("bought", late, 1, date(1970, 1, 2), paid=Decimal("0.500000")),
            _event("seen", late, 2, date(1970, 1, 2)),
        ],
    }
    lists = {"tags": [], "prices": [], "activities": []}
    assert second == dict.fromkeys(first) | {"leadspec.id": "2"} | lists


def _event(type_, at, position, day, path=None, paid=None):
    own = {"leadspec.position": position, "leadspec.day": day}
    return {"type": type_, "at": at, **own, "page.path": path, "paid": paid}


def test_columns_have_the_types_of_the_contract():
    found = table_of([FULL]).schema
    assert found.field("leadspec.id") == pa.field("leadspec.id", pa.string(), nullable=False)
    assert found.field("price").type == pa.decimal128(18, 6)
    assert found.field("size").type == pa.int64()
    assert found.field("day").type == pa.date32()
    assert found.field("at").type == pa.timestamp("us", "UTC")
    assert not found.field("tags").nullable
    assert not found.field("activities").nullable
    event = found.field("activities").type.value_type
    assert event.field("leadspec.position").type == pa.int32()
    assert [each.name for each in event if not each.nullable] == ["type", "at", "leadspec.position", "leadspec.day"]


def test_without_a_zone_there_are_no_local_days():
    found = table_of([FULL], None)
    assert "leadspec.day.at" not in found.column_names
    assert "leadspec.day" not in found.to_pylist()[0]["activities"][0]
    assert json.loads(found.schema.metadata[b"leadspec"])["zone"] is None


def test_the_file_says_what_it_is():
    about = json.loads(table_of([]).schema.metadata[b"leadspec"])
    digest = about.pop("schema")
    assert len(digest) == 64
    assert about.pop("zone_data")
    assert about == {
        "contract": 1,
        "id": "leadspec.id",
        "id_field": "id",
        "activities": "activities",
        "zone": "Europe/Berlin",
    }


def test_the_digest_follows_what_makes_leads_and_nothing_else():
    same = FIELDS.replace("name: {type: string}", "name: {type: string, title: Name}")
    other = FIELDS.replace("name: {type: string}", "name: {type: string, x-missing: [none]}")
    assert schema_digest(schema_of(same)) == schema_digest(schema_of())
    assert schema_digest(schema_of(other)) != schema_digest(schema_of())


def test_a_schema_without_activities_has_no_column_for_them():
    schema = schema_of("type: object\nproperties:\n  name: {type: string}\n")
    assert table_of([Lead("1", {"name": "a"})], None, schema).column_names == ["leadspec.id", "name"]


def test_row_groups_end_after_so_many_leads_or_events(monkeypatch):
    monkeypatch.setattr(clean_parquet, "_LEADS", 4)
    monkeypatch.setattr(clean_parquet, "_EVENTS", 6)
    by_leads = parquet.ParquetFile(BytesIO(bytes_of([BARE] * 9)))
    assert [by_leads.metadata.row_group(i).num_rows for i in range(by_leads.num_row_groups)] == [4, 4, 1]
    by_events = parquet.ParquetFile(BytesIO(bytes_of([FULL] * 5)))
    assert [by_events.metadata.row_group(i).num_rows for i in range(by_events.num_row_groups)] == [2, 2, 1]


def test_no_lead_at_all_is_a_table_without_rows():
    assert table_of([]).num_rows == 0


def test_the_same_leads_give_the_same_bytes():
    assert bytes_of([FULL, BARE]) == bytes_of([FULL, BARE])


def test_names_that_the_contract_keeps_are_found():
    block = "  leadspec: {type: object, properties: {id: {type: string}}}\n  company:"
    assert collisions(schema_of()) == []
    assert collisions(schema_of(FIELDS.replace("  company:", block))) == ["leadspec.id"]


@given(st.lists(st.one_of(st.none(), st.integers(-LIMIT + 1, LIMIT - 1))))
def test_numbers_are_exact(values):
    found = decimals(values, 6).to_pylist()
    assert [None if each is None else int(each.scaleb(6)) for each in found] == values


@pytest.mark.parametrize("at", [-2_208_988_800_000_000, 7_258_118_399_999_999])
def test_the_first_and_the_last_instant_have_a_day(at):
    (row,) = table_of([Lead("1", {"at": at})]).select(["at", "leadspec.day.at"]).to_pylist()
    assert BERLIN is not None
    assert (row["leadspec.day.at"] - date(1970, 1, 1)).days == BERLIN.day(at)

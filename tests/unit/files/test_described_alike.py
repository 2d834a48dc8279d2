"""The same leads, put together from several files, are the same leads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leadspec.ir.lead import Lead
from leadspec.schema import Schema, read_schema
from leadspec.source import Source
from leadspec.values.zones import zone
from leadspec_cli.files.descriptions import open_data
from leadspec_cli.files.leads import read_leads

INBOUND = Path(__file__).resolve().parents[3] / "policies" / "inbound"
BERLIN = zone("Europe/Berlin")


@pytest.fixture(scope="module")
def schema() -> Schema:
    path = INBOUND / "lead.schema.yaml"
    found = read_schema(Source("lead.schema.yaml", path.read_text(encoding="utf-8"))).schema
    assert found is not None
    return found


def read(folder: Path, name: str, schema: Schema) -> list[Lead]:
    data = open_data(name, folder, [folder], schema, BERLIN, show_values=False)
    return [each for each in read_leads(data.source, schema, BERLIN, data.options) if isinstance(each, Lead)]


def lines(path: Path, rows: list[dict]) -> None:
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows), encoding="utf-8")


def test_inbound_in_four_files(tmp_path, schema):
    records = [json.loads(line) for line in (INBOUND / "leads.jsonl").read_text(encoding="utf-8").splitlines()]
    plain = read(INBOUND, "leads.jsonl", schema)
    # A record whose id is a number or stands between spaces would be called otherwise in the log of its events.
    known = {each.id for each in plain} & {each["id"] for each in records if isinstance(each.get("id"), str)}
    records = [each for each in records if each.get("id") in known]
    plain = [each for each in plain if each.id in known]
    assert len(records) == len(plain) > 900
    firms, events = [], []
    for number, record in enumerate(records):
        firms.append({"nr": number, **(record.pop("company", None) or {})})
        events += [{"who": record["id"], **each} for each in record.pop("activities", None) or []]
        record["firm"] = number
        record["props"] = {"mail": record.pop("email", None)}
    lines(tmp_path / "leads.jsonl", records)
    lines(tmp_path / "firms.jsonl", list(reversed(firms)))
    cut = len(events) // 2
    lines(tmp_path / "one.jsonl", events[:cut])
    lines(tmp_path / "two.jsonl", events[cut:])
    (tmp_path / "data.yaml").write_text(
        """
leads: {file: leads.jsonl, fields: {email: props.mail}}
lookups: {company: {file: firms.jsonl, by: firm, key: nr}}
activities: [{file: one.jsonl, lead: who}, {file: two.jsonl, lead: who}]
""",
        encoding="utf-8",
    )
    assert read(tmp_path, "data.yaml", schema) == plain

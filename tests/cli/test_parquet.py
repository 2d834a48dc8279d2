"""Parquet in and out of whole commands: the same leads and the same answers as from JSON Lines."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal

import pytest
from openpyxl import Workbook
from pyarrow import parquet

AS_OF = ("--as-of", "2026-11-21T09:00:00+01:00")


@pytest.fixture
def inbound(tmp_path, repository):
    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    return tmp_path


DATA = "policies/inbound/leads.jsonl"
SOME = ("--limit", "250")


@pytest.mark.usefixtures("inbound")
def test_answers_over_the_table_are_those_over_the_data(command):
    command("clean", "policies/inbound", DATA, "--output", "clean.parquet", *SOME)
    first = json.loads(command("qualify", "policies/inbound", DATA, "--format", "json", *SOME, *AS_OF).stdout)
    again = json.loads(command("qualify", "policies/inbound", "clean.parquet", "--format", "json", *AS_OF).stdout)
    assert len(again["rows"]) > 200
    assert again["rows"] == first["rows"]
    assert again["rejected"] == []
    # Events after the instant of the run are in the table: it holds for every instant.
    assert set(again["repaired"]) <= {"event-after-as-of"}


@pytest.mark.usefixtures("inbound")
def test_leads_over_the_table_are_those_over_the_data(command):
    command("clean", "policies/inbound", DATA, "--output", "clean.parquet")
    first = command("clean", "policies/inbound", DATA, "--quiet").stdout
    assert command("clean", "policies/inbound", "clean.parquet", "--quiet").stdout == first


def test_rows_as_parquet_are_the_rows_of_json(command, inbound):
    command("qualify", "policies/inbound", DATA, "--output", "out.parquet", *SOME, *AS_OF)
    rows = parquet.read_table(inbound / "out.parquet").to_pylist()
    lines = command("qualify", "policies/inbound", DATA, "--format", "jsonl", *SOME, *AS_OF).stdout.splitlines()
    assert len(rows) == len(lines)
    for row, line in zip(rows, map(json.loads, lines), strict=True):
        flat = {name: line[name] for name in ("id", "stage", "disqualified", "flags", "undecided", "missing")}
        flat |= {f"{key}.{name}": value for key in ("lead", "labels", "tables") for name, value in line[key].items()}
        flat |= {f"scores.{name}": Decimal(value) for name, value in line["scores"].items()}
        for name, persona in line["personas"].items():
            flat |= {f"personas.{name}.{part}": persona[part] for part in ("misses", "open")}
            flat[f"personas.{name}.match"] = Decimal(persona["match"])
        assert row == flat


def test_columns_are_those_of_the_csv(command, inbound):
    command("qualify", "policies/inbound", DATA, "--output", "out.parquet", "--limit", "5", *AS_OF)
    header = command("qualify", "policies/inbound", DATA, "--format", "csv", "--limit", "5", *AS_OF).stdout
    assert parquet.read_schema(inbound / "out.parquet").names == header.splitlines()[0].split(",")


@pytest.mark.parametrize("described", [False, True])
def test_file_of_answers_says_what_they_belong_to(command, inbound, described):
    (inbound / "data.yaml").write_text(f"leads: {{file: {DATA}}}\n", encoding="utf-8")
    name = "data.yaml" if described else DATA
    command("qualify", "policies/inbound", name, "--output", "out.parquet", "--limit", "5", *AS_OF)
    shown = json.loads(command("qualify", "policies/inbound", name, "--format", "json", "--limit", "5", *AS_OF).stdout)
    metadata = parquet.read_schema(inbound / "out.parquet").metadata
    assert json.loads(metadata[b"leadspec"]) == {
        key: shown[key] for key in ("policy", "as_of", *(("data",) if described else ()))
    }


@pytest.mark.usefixtures("inbound")
@pytest.mark.parametrize("name", ["clean", "qualify"])
def test_parquet_needs_a_file(command, name):
    outcome = command(name, "policies/inbound", DATA, "--format", "parquet")
    assert outcome.code == 2
    assert "Parquet is written to a file" in outcome.stderr
    assert "--output leads.parquet" in outcome.stderr


def test_the_same_run_gives_the_same_bytes(command, inbound):
    for name in ("a.parquet", "b.parquet"):
        command("clean", "policies/inbound", DATA, "--output", name)
    assert (inbound / "a.parquet").read_bytes() == (inbound / "b.parquet").read_bytes()


def test_a_run_that_fails_leaves_what_was_there(command, inbound):
    (inbound / "out.parquet").write_bytes(b"before")
    (inbound / "bad.json").write_text('[{"id": "1"}, {"id": ', encoding="utf-8")
    assert command("clean", "policies/inbound", "bad.json", "--output", "out.parquet").code == 2
    assert (inbound / "out.parquet").read_bytes() == b"before"
    assert not list(inbound.glob(".*part"))


def test_a_field_with_a_name_of_the_contract_is_refused(command, tmp_path):
    (tmp_path / "lead.schema.yaml").write_text(
        "type: object\nproperties:\n  leadspec: {type: object, properties: {id: {type: boolean}}}\n", encoding="utf-8"
    )
    (tmp_path / "policy.lead").write_text(
        'policy "P"\n  schema "lead.schema.yaml"\n  departments sales\n\nsales counts a lead when: leadspec.id\n',
        encoding="utf-8",
    )
    (tmp_path / "leads.jsonl").write_text('{"leadspec": {"id": true}}\n', encoding="utf-8")
    outcome = command("clean", ".", "leads.jsonl", "--output", "out.parquet")
    assert outcome.code == 2
    assert "`leadspec.id` has a name that tables of leads keep" in outcome.stderr
    assert command("clean", ".", "leads.jsonl", "--output", "out.jsonl").code == 0


def test_a_sheet_gives_the_answers_of_the_same_csv(command, inbound):
    rows = [("id", "country", "company.employees"), ("007", "DE", 120), ("8", "NO", "n/a"), ("9", "AT", 0.5)]
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(inbound / "leads.xlsx")
    text = "".join(",".join(map(str, row)) + "\n" for row in rows)
    (inbound / "leads.csv").write_text(text, encoding="utf-8")
    words = ("--format", "jsonl", "--no-activities", *AS_OF)
    sheet = command("qualify", "policies/inbound", "leads.xlsx", *words)
    table = command("qualify", "policies/inbound", "leads.csv", *words)
    assert sheet.stdout == table.stdout
    assert sheet.code == table.code == 1
    assert '"007"' in sheet.stdout


def test_a_table_of_numbers_is_a_column_of_decimals(command, tmp_path):
    (tmp_path / "lead.schema.yaml").write_text(
        "type: object\nproperties:\n  id: {type: string, x-leadspec-id: true}\n  size: {type: number}\n",
        encoding="utf-8",
    )
    (tmp_path / "policy.lead").write_text(
        'policy "P"\n  schema "lead.schema.yaml"\n  departments sales\n\ntable rest by size:\n  >= 2 | 1.5\n'
        "  any  | 30\n\nsales counts a lead when: size > 1\n",
        encoding="utf-8",
    )
    (tmp_path / "leads.jsonl").write_text('{"id": "a", "size": 2}\n{"id": "b"}\n', encoding="utf-8")
    assert command("qualify", ".", "leads.jsonl", "--output", "out.parquet", *AS_OF).code == 0
    first, second = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert (first["tables.rest"], first["lead.sales"], first["stage"]) == (Decimal("1.500000"), True, None)
    assert (second["tables.rest"], second["lead.sales"], second["missing"]) == (Decimal(30), None, ["size"])


def test_nothing_but_rejects_is_a_table_without_rows(command, tmp_path, repository):
    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "bad.jsonl").write_text('{"id": "1", "country": "XX"}\n', encoding="utf-8")
    for name in ("clean", "qualify"):
        words = (name, "policies/inbound", "bad.jsonl", "--output", f"{name}.parquet", "--no-activities", *AS_OF)
        assert command(*words).code == 1
        assert parquet.read_table(tmp_path / f"{name}.parquet").num_rows == 0

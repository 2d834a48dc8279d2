"""`clean` as a whole: every type in its one form, and nothing lost on the way."""

from __future__ import annotations

import json
import shutil

import pytest

SCHEMA = """
type: object
properties:
  id: {type: string, x-leadspec-id: true}
  day: {type: string, format: date}
  at: {type: string, format: date-time}
  price: {type: number}
  size: {type: integer}
  member: {type: boolean}
  tags: {type: array, items: {type: string}}
  sizes: {type: array, items: {type: number}}
  company:
    type: object
    properties:
      name: {type: string}
      address: {type: object, properties: {city: {type: string}}}
"""
POLICY = """policy "P"
  schema "lead.schema.yaml"
  departments sales

sales counts a lead when: member
"""
LEADS = [
    {
        "company": {"address": {"city": "Köln\u202e"}, "name": "A"},
        "sizes": ["1.50", 2],
        "tags": ["x", None, "y"],
        "member": True,
        "size": "123456789012",
        "price": "0.1",
        "at": "2026-01-31T10:00:00.250+01:00",
        "day": "2026-01-31",
        "id": "007",
    },
    {"member": False, "day": "", "tags": []},
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "lead.schema.yaml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "policy.lead").write_text(POLICY, encoding="utf-8")
    (tmp_path / "leads.jsonl").write_text("".join(json.dumps(each) + "\n" for each in LEADS), encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_every_type_has_one_form_and_keys_stand_as_in_the_schema(command):
    outcome = command("clean", ".", "leads.jsonl", "--quiet")
    assert (outcome.code, outcome.stderr) == (0, "")
    assert outcome.stdout == (
        '{"id": "007", "day": "2026-01-31", "at": "2026-01-31T09:00:00.25Z", "price": 0.1, "size": 123456789012, '
        '"member": true, "tags": ["x", "y"], "sizes": [1.5, 2], '
        '"company": {"name": "A", "address": {"city": "Köln\\u202e"}}}\n'
        '{"id": "2", "member": false}\n'
    )


def test_cleaned_leads_read_again_are_the_same(command, folder):
    command("clean", ".", "leads.jsonl", "--output", "once.jsonl")
    command("clean", ".", "once.jsonl", "--output", "twice.jsonl")
    assert (folder / "once.jsonl").read_bytes() == (folder / "twice.jsonl").read_bytes()


@pytest.mark.usefixtures("folder")
def test_object_holds_leads_and_report(command):
    found = json.loads(command("clean", ".", "leads.jsonl", "--format", "json", "--quiet").stdout)
    assert list(found)[:5] == ["policy", "leads", "summary", "rejected", "repaired"]
    assert list(found)[5:] == ["repaired_by_field", "rejected_by_reason", "never_supplied", "suspicious", "files"]
    assert found["repaired_by_field"] == {"list-items-dropped": {"tags": 1}}
    assert found["summary"]["leads"] == 2
    assert found["repaired"] == {"list-items-dropped": 1}


@pytest.mark.usefixtures("folder")
def test_parquet_is_refused_in_plain_words(command):
    outcome = command("clean", ".", "leads.jsonl", "--format", "parquet")
    assert outcome.code == 2
    assert "error[format-unavailable]" in outcome.stderr


def test_cleaned_leads_get_the_same_answers(command, tmp_path, repository):
    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    words = ("--as-of", "2026-11-21T09:00:00+01:00", "--format", "jsonl", "--quiet")
    data = "policies/inbound/leads.jsonl"
    command("clean", "policies/inbound", data, "--limit", "300", "--output", "clean.jsonl")
    raw = command("qualify", "policies/inbound", data, "--limit", "300", *words)
    clean = command("qualify", "policies/inbound", "clean.jsonl", *words)
    assert raw.stdout
    assert clean.stdout == raw.stdout


@pytest.mark.usefixtures("folder")
def test_the_common_options_are_taken(command):
    plain = command("clean", ".", "leads.jsonl", "--quiet")
    options = ("--as-of", "2026-11-21T09:00:00+01:00", "--engine", "auto", "--no-activities", "--no-color")
    assert command("clean", ".", "leads.jsonl", "--quiet", *options) == plain
    assert command("clean", ".", "leads.jsonl", "--as-of", "today").code == 2
    assert command("clean", ".", "leads.jsonl", "--engine", "oracle").code == 2


def test_events_after_the_instant_stay_and_are_counted(command, tmp_path, repository):
    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    event = {"type": "demo_requested", "at": "2026-11-10T10:00:00Z"}
    record = {"id": "L-1", "created_at": "2026-11-01T08:00:00Z", "activities": [event]}
    (tmp_path / "lead.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    words = ("clean", "policies/inbound", "lead.jsonl", "--format", "json", "--quiet")
    now, then = (json.loads(command(*words, "--as-of", f"2026-11-{day}T09:00:00Z").stdout) for day in (21, "01"))
    assert now["leads"] == then["leads"] == [record]
    assert (now["repaired"], then["repaired"]) == ({}, {"event-after-as-of": 1})


def test_local_times_are_those_of_the_declared_zone_though_no_rule_reads_time(command, folder):
    (folder / "policy.lead").write_text(POLICY.replace("departments", 'timezone "Europe/Berlin"\n  departments'))
    (folder / "local.jsonl").write_text('{"id": "1", "at": "2026-01-31T10:00:00"}\n', encoding="utf-8")
    outcome = command("clean", ".", "local.jsonl", "--quiet")
    assert (outcome.code, outcome.stdout) == (0, '{"id": "1", "at": "2026-01-31T09:00:00Z"}\n')
    words = ("qualify", ".", "local.jsonl", "--as-of", "2026-11-21T08:00:00Z", "--format", "json")
    found = json.loads(command(*words).stdout)
    assert found["as_of"] == "2026-11-21T09:00:00+01:00"
    assert found["repaired"] == {"time-without-offset": 1}


def test_report_names_rejects_by_reason_fields_in_vain_and_what_is_suspicious(command, folder):
    records = [
        {"id": f"L-{number}", "size": size, "day": f"2026-01-{number:02}"} for number, size in enumerate(SIZES, 10)
    ]
    records += [
        {"id": "L-1", "day": "2026-02-01"},
        {"id": "L-1"},
        {"id": "L-2", "day": "1900-01-01"},
        {"id": "L-3", "size": "x"},
    ]
    (folder / "odd.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    words = ("clean", ".", "odd.jsonl", "--as-of", "2026-11-21T09:00:00Z")
    found = json.loads(command(*words, "--format", "json", "--quiet").stdout)
    assert found["rejected_by_reason"] == [
        {"reason": "has an id that stands in more than one record", "field": "id", "count": 2, "rows": [12, 13]},
        {"reason": "is not a number", "field": "size", "count": 1, "rows": [15]},
    ]
    assert found["never_supplied"]["read"] == ["member"]
    assert "price" in found["never_supplied"]["other"]
    assert [(each["field"], each["kind"], each["count"], each["rows"]) for each in found["suspicious"]] == [
        ("day", "date-as-marker", 1, [14]),
        ("size", "zero-as-unknown", 3, [1, 4, 7]),
    ]
    assert all("value" not in each for each in found["suspicious"])
    shown = json.loads(command(*words, "--format", "json", "--quiet", "--show-values").stdout)
    assert [each["value"] for each in shown["suspicious"]] == ["1900-01-01", "0"]
    page = command(*words).stderr
    assert "  `size`: 0 stands apart from all other values (3 leads, lines 1, 4, 7)\n" in page
    assert "  read by the policy and never filled: member\n" in page
    page = command("qualify", *words[1:]).stdout
    assert "suspicious values, which `leadspec clean` tells of: day, size\n" in page


SIZES = [0, 40, 60, 0, 75, 90, 0, 120, 300, 500, 800]


def test_how_a_file_was_read_is_said(command, folder):
    (folder / "a.csv").write_bytes("id;day\nL-Ö;2026-01-01\n".encode("cp1252"))
    outcome = command("clean", ".", "a.csv")
    assert "  a.csv read as windows-1252, `;` between cells\n" in outcome.stderr
    (read,) = json.loads(command("clean", ".", "a.csv", "--format", "json", "--quiet").stdout)["files"]
    assert (read["file"], read["encoding"], read["delimiter"]) == ("a.csv", "windows-1252", ";")

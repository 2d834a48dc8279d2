"""No value of the data reaches any output by itself: canaries in every field, then a search of all that is printed.

An id is the key of a lead's row and is shown; where the schema calls it personal it stands in rows for programs only.
`clean` writes the leads themselves, so of it only standard error is searched.
"""

from __future__ import annotations

import csv
import io
import json

import pytest

SCHEMA = """
type: object
required: [created_at]
properties:
  id: {type: string, x-leadspec-id: true}
  created_at: {type: string, format: date-time}
  email: {type: string, format: email, x-personal: true}
  name: {type: string, x-personal: true}
  note: {type: string, maxLength: 40}
  country: {type: string, enum: [DE, AT]}
  size: {type: integer, minimum: 1}
  price: {type: number}
  member: {type: boolean}
  born: {type: string, format: date, x-personal: true}
  web: {type: string, format: uri}
  tags: {type: array, items: {type: string}}
  company: {type: object, properties: {name: {type: string}}}
  activities:
    type: array
    items:
      type: object
      required: [type, at]
      properties:
        type: {type: string, enum: [demo_requested]}
        at: {type: string, format: date-time}
        page: {type: string}
"""
POLICY = """policy "Canaries"
  schema "lead.schema.yaml"
  timezone "Europe/Berlin"
  departments marketing, sales

define birthday: born
define grown: did demo_requested since born and not (did demo_requested before birthday)
define young: did demo_requested within 30 days after born or born in the last 20 years
define reachable: email is present and name contains "x" and note starts with "y"
persona ideal owned by sales:
  all of:
    country is DE
    company.name is present
    tags include "z"
score fit from 0 to 100 owned by sales:
  +10 when size > 5 and price < 1_000_000
  +5 for each demo_requested where page contains "pricing", halving every 30 days
  +5 for each demo_requested since born
table route by country, note:
  DE  | contains "a" | "home"
  any | any          | "away"
disqualify "no" when web ends with "q" or born before 1950-01-01
stage suspect "s": everyone
stage mql "m": reachable or member or grown or young
marketing counts a lead when: reachable
sales counts a lead when: ideal
we count a lead when: stage is at least mql
"""
GOOD = {
    "id": "L-1",
    "created_at": "2026-11-01T08:00:00Z",
    "email": "canary01@canary02.example",
    "name": "Canary03",
    "note": "canary04",
    "country": "DE",
    "size": 731_000_101,
    "price": "731000.102",
    "member": True,
    "born": "1907-03-11",
    "web": "https://canary05.example/",
    "tags": ["canary06"],
    "company": {"name": "canary07"},
    "activities": [{"type": "demo_requested", "at": "2026-11-10T10:11:12Z", "page": "/canary08"}],
}
SPOILT = {
    "created_at": "canary09",
    "email": "canary10",
    "note": "canary11" * 20,
    "country": "canary12",
    "size": "canary13",
    "price": "canary14",
    "member": "canary15",
    "born": "canary16",
    "web": "canary17 with blanks",
    "tags": {"canary18": 1},
    "company": "canary19",
    "activities": "canary20",
}
MARKS = ("canary", "731000", "1907-03")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "lead.schema.yaml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "policy.lead").write_text(POLICY, encoding="utf-8")
    leads = [GOOD]
    leads += [{**GOOD, "id": f"L-{number}", key: value} for number, (key, value) in enumerate(SPOILT.items(), 2)]
    # Events that are spoilt one by one, and a line that is no JSON at all.
    leads += [{**GOOD, "id": "L-90", "activities": [{"type": "canary21", "at": "canary22", "page": {"canary23": 1}}]}]
    lines = [json.dumps(each) for each in leads]
    (tmp_path / "leads.jsonl").write_text("\n".join([*lines, '{"id": "canary24", oops']) + "\n", encoding="utf-8")
    (tmp_path / "broken.json").write_text('[{"id": "L-1", "name": "canary25" oops]', encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("- id: L-1\n  name: &canary26 canary27\n", encoding="utf-8")
    (tmp_path / "broken.csv").write_text('id,created_at,name\nL-1,2026-11-01T08:00:00Z,"canary28\n', encoding="utf-8")
    (tmp_path / "headless.csv").write_text("canary29,canary30\ncanary31,canary32\n", encoding="utf-8")
    return tmp_path


def canaries(text: str) -> list[str]:
    return [line for line in text.splitlines() if any(mark in line.lower() for mark in MARKS)]


AS_OF = ("--as-of", "2026-11-21T09:00:00+01:00")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("format_", ["text", "json", "jsonl", "csv"])
def test_qualify_shows_no_value(command, format_):
    outcome = command("qualify", ".", "leads.jsonl", *AS_OF, "--format", format_)
    assert outcome.code == 1
    assert canaries(outcome.both) == []


@pytest.mark.parametrize("ending", ["csv", "jsonl", "json"])
def test_files_of_qualify_hold_no_value(command, folder, ending):
    command("qualify", ".", "leads.jsonl", *AS_OF, "--output", f"out.{ending}")
    names = [path.name for path in folder.glob("out.*")]
    assert names == [f"out.{ending}"] if ending == "json" else len(names) == 2
    for name in names:
        assert canaries((folder / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_only_the_file_of_rejects_that_is_named_holds_the_records(command, folder, ending):
    outcome = command("qualify", ".", "leads.jsonl", *AS_OF, "--rejects", f"bad.{ending}")
    assert canaries(outcome.both) == []
    text = (folder / f"bad.{ending}").read_text(encoding="utf-8")
    assert "canary13" in text
    if ending == "csv":
        rows = csv.reader(io.StringIO(text, newline=""))
        assert canaries("\n".join(" ".join(row[:4]) for row in rows)) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("data", ["broken.json", "broken.yaml", "broken.csv", "headless.csv"])
@pytest.mark.parametrize("format_", ["text", "json"])
def test_file_that_cannot_be_read_shows_no_value(command, data, format_):
    outcome = command("qualify", ".", data, *AS_OF, "--no-activities", "--format", format_)
    assert outcome.code in (1, 2)
    assert canaries(outcome.both) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize("lead", ["L-1", "L-2", "L-90", "L-404"])
def test_explain_shows_no_value(command, format_, lead):
    outcome = command("explain", ".", "leads.jsonl", *AS_OF, "--id", lead, "--format", format_)
    assert canaries(outcome.both) == []


@pytest.mark.usefixtures("folder")
def test_explain_shows_values_to_those_who_ask(command):
    outcome = command("explain", ".", "leads.jsonl", *AS_OF, "--id", "L-1", "--show-values")
    assert outcome.code == 0
    assert "canary01@canary02.example" in outcome.stdout


@pytest.mark.usefixtures("folder")
def test_explain_of_a_lead_that_is_not_there_names_no_other(command):
    outcome = command("explain", ".", "leads.jsonl", *AS_OF, "--id", "L-99")
    assert outcome.code == 2
    assert "L-90" not in outcome.both
    assert "L-1" not in outcome.both


@pytest.mark.usefixtures("folder")
def test_clean_shows_values_in_the_leads_only(command):
    outcome = command("clean", ".", "leads.jsonl")
    assert outcome.code == 1
    assert canaries(outcome.stderr) == []
    assert "canary01@canary02.example" in outcome.stdout


def test_personal_id_stays_out_of_pages_for_people(command, folder):
    schema = SCHEMA.replace("x-leadspec-id: true", "x-leadspec-id: true, x-personal: true")
    (folder / "lead.schema.yaml").write_text(schema, encoding="utf-8")
    text = (folder / "leads.jsonl").read_text(encoding="utf-8").replace('"L-', '"canary-')
    (folder / "leads.jsonl").write_text(text, encoding="utf-8")
    assert canaries(command("qualify", ".", "leads.jsonl", *AS_OF).both) == []
    shown = command("qualify", ".", "leads.jsonl", *AS_OF, "--show-values").both
    assert canaries(shown) != []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["qualify", "clean", "explain"])
def test_data_in_place_of_the_policy_is_not_looked_into(command, name):
    more = ("--id", "L-1") if name == "explain" else ()
    outcome = command(name, "leads.jsonl", "policy.lead", *more)
    assert outcome.code == 2
    assert "not-a-policy-file" in outcome.stderr
    assert canaries(outcome.both) == []


UNKNOWN = {"canary40@x.example": 1, "+49 30 731000": 1, "Canary41: value": 1, "tel 731000": 1, "utm": 1}


@pytest.mark.parametrize(
    "words",
    [
        ("qualify",),
        *(("qualify", "--format", each) for each in ("json", "jsonl", "csv")),
        ("qualify", "--output", "out.txt"),
        *(("clean", "--format", each, "--output", f"out.{each}") for each in ("json", "jsonl")),
        ("explain", "--id", "L-1"),
    ],
)
def test_names_that_may_be_values_are_not_shown(command, folder, words):
    record = {"id": "L-1", "created_at": GOOD["created_at"], **UNKNOWN, "company": {"canary42@x.example": 1}}
    (folder / "odd.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (name, *more) = words
    outcome = command(name, ".", "odd.jsonl", *more, *AS_OF, "--no-activities")
    written = "".join(path.read_text(encoding="utf-8") for path in folder.glob("out.*"))
    assert outcome.code == 0
    assert canaries(outcome.both + written) == []
    if name != "explain":
        assert "not in the schema and not used: utm and 5 whose names are not shown" in outcome.both + written
    if "out.json" in words:
        summary = json.loads(written)["summary"]
        assert (summary["unused"], summary["unused_not_shown"]) == ({"utm": 1}, 5)
        shown = command(name, ".", "odd.jsonl", *more, *AS_OF, "--no-activities", "--show-values")
        assert "canary40@x.example" in shown.stderr
        assert len(json.loads((folder / "out.json").read_text(encoding="utf-8"))["summary"]["unused"]) == 6


def test_row_in_place_of_the_header_is_not_shown(command, folder):
    (folder / "odd.csv").write_text("id,canary43@x.example,+49 30 731000\nL-1,a,b\n", encoding="utf-8")
    outcome = command("qualify", ".", "odd.csv", *AS_OF, "--no-activities")
    assert canaries(outcome.both) == []
    assert "not in the schema and not used: 2 whose names are not shown" in outcome.stdout


DATA_AS_SCHEMA = {
    "leads.csv": "id,name\n1,Canary Meier\n2,canary@x.example: canary\n",
    "leads.jsonl": '{"id": "canary", "canary": "x"}\n{"id": "canary2"}\n',
    "leads.json": '[{"id": "canary", "name": "x"}]',
    "lead.json": '{"id": "canary", "canary": "x", "type": "canary"}',
    "leads.yaml": "- id: canary1\n  name: canary2\n",
    "lead.yaml": "id: canary1\nname: canary2\ncanary3: x\n",
    "broken.yaml": '- id: canary1\n  name: "canary2\n',
    "broken.json": '[{"id": "canary1", canary2: 5}]',
}


@pytest.mark.parametrize("name", DATA_AS_SCHEMA)
@pytest.mark.parametrize("words", [("lint", "policy.lead"), ("qualify", "policy.lead", "data.jsonl")])
@pytest.mark.parametrize("format_", ["text", "json"])
def test_data_in_place_of_the_schema_shows_no_value(command, folder, name, words, format_):
    (folder / name).write_text(DATA_AS_SCHEMA[name], encoding="utf-8")
    (folder / "policy.lead").write_text(POLICY.replace("lead.schema.yaml", name), encoding="utf-8")
    outcome = command(*words, "--format", format_)
    assert outcome.code in (1, 2)
    assert name in outcome.both
    assert canaries(outcome.both) == []

"""Described data on the command line: located faults, digests in outputs, files told by name, suggestions."""

from __future__ import annotations

import json

import pytest

POLICY = """policy "P"
  schema      "lead.schema.yaml"
  timezone    "Europe/Berlin"
  departments marketing, sales

marketing counts a lead when: email is present
sales counts a lead when: did demo_requested in the last 30 days
"""
SCHEMA = """
type: object
properties:
  id: {type: string, x-leadspec-id: true}
  email: {type: string, format: email, x-personal: true}
  country: {type: string, enum: [DE, AT]}
  company: {type: object, properties: {name: {type: string}, employees: {type: integer}}}
  activities:
    type: array
    items:
      type: object
      required: [type, at]
      properties: {type: {type: string, enum: [demo_requested, page_viewed]}, at: {type: string, format: date-time}}
"""
DATA = """# from the shop
leads: {file: in/leads.csv, id: Nr, fields: {email: E-Mail}, values: {country: {DE: [Germany]}}}
lookups: {company: {file: in/firms.csv, by: Firm, key: id}}
activities: [{file: in/events.csv, lead: who, type: demo_requested}]
"""
LEADS = "Nr;E-Mail;country;Firm\n1;a@b.example;Germany;A\n2;;AT;B\n3;x;AT;\n"
AS_OF = ("--as-of", "2026-01-31T09:00:00+01:00")


@pytest.fixture(autouse=True)
def folder(tmp_path):
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "in").mkdir()
    for name, text in {
        "policy.lead": POLICY,
        "lead.schema.yaml": SCHEMA,
        "data.yaml": DATA,
        "in/leads.csv": LEADS,
        "in/firms.csv": "id,name,employees\nA,Alpha,12\n",
        "in/events.csv": "who,at\n1,2026-01-30\n1,never\n7,2026-01-30\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_clean_puts_the_files_together(command):
    outcome = command("clean", ".", "data.yaml")
    assert outcome.code == 1
    assert [json.loads(line) for line in outcome.stdout.splitlines()] == [
        {
            "id": "1",
            "email": "a@b.example",
            "country": "DE",
            "company": {"name": "Alpha", "employees": 12},
            "activities": [{"type": "demo_requested", "at": "2026-01-29T23:00:00Z"}],
        },
        {"id": "2", "country": "AT"},
    ]
    assert "rejected in/leads.csv:4 (id 3): `email` is not an e-mail address" in outcome.stderr
    assert "left out in/events.csv:3 (id 1): `at` is not a time" in outcome.stderr
    assert "belongs to no lead" in outcome.stderr
    assert "names a key that the looked-up file does not have" in outcome.stderr


def test_every_object_names_the_description_by_its_digest(command):
    qualified = json.loads(command("qualify", ".", "data.yaml", "--format", "json", *AS_OF).stdout)
    cleaned = json.loads(command("clean", ".", "data.yaml", "--format", "json").stdout)
    explained = json.loads(command("explain", ".", "data.yaml", "--id", "1", "--format", "json", *AS_OF).stdout)
    data = qualified["data"]
    assert data["digest"].startswith("sha256:")
    assert data["files"] == ["in/leads.csv", "in/firms.csv", "in/events.csv"]
    assert cleaned["data"] == explained["data"] == data
    assert f"data     {data['digest']}" in command("qualify", ".", "data.yaml", *AS_OF).stdout
    assert qualified["repaired"]["event-without-lead"] == 1
    for words in (("qualify", ".", "data.yaml", "--format", "jsonl", *AS_OF), ("clean", ".", "data.yaml")):
        assert f"data {data['digest']}\n" in command(*words).stderr


def test_a_plain_file_is_not_described(command):
    outcome = command("qualify", ".", "in/leads.csv", "--format", "json", "--no-activities", *AS_OF)
    assert "data" not in json.loads(outcome.stdout)


def test_faults_stand_where_they_are_written(command, tmp_path):
    text = DATA.replace("fields: {email: E-Mail}", "fields: {mail: E-Mail, country: Land}").replace("who", "lead")
    (tmp_path / "data.yaml").write_text(text, encoding="utf-8")
    outcome = command("clean", ".", "data.yaml")
    assert outcome.code == 2
    assert "error[data-unknown-field]: `mail` is not a field of the schema" in outcome.stderr
    assert "--> data.yaml:2:46" in outcome.stderr
    assert "`in/leads.csv` has no column `Land`" in outcome.stderr
    assert "`in/events.csv` has no column `lead`" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_the_result_never_goes_over_a_file_of_the_description(command, tmp_path):
    outcome = command("clean", ".", "data.yaml", "--output", "in/firms.jsonl")
    assert outcome.code == 1
    (tmp_path / "in" / "leads.jsonl").write_text('{"id": "1"}\n', encoding="utf-8")
    (tmp_path / "d.yaml").write_text("leads: {file: in/leads.jsonl}\n", encoding="utf-8")
    outcome = command("clean", ".", "d.yaml", "--output", "in/leads.jsonl")
    assert outcome.code == 2
    assert "overwrites-input" in outcome.stderr
    assert str(tmp_path) not in outcome.stderr


def test_files_stay_inside_the_root_unless_another_is_named(command, tmp_path_factory, tmp_path):
    other = tmp_path_factory.mktemp("other")
    (other / "l.csv").write_text("id\n1\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text(f"leads: {{file: {other}/l.csv}}\n", encoding="utf-8")
    outcome = command("clean", ".", "d.yaml")
    assert outcome.code == 2
    assert "error[file-outside-root]" in outcome.stderr
    assert "d.yaml:1:15" in outcome.stderr
    assert command("clean", ".", "d.yaml", "--data-root", str(other)).code == 0


def test_a_file_that_is_not_beside_the_description_may_lie_in_the_folder_for_data(command, tmp_path_factory, tmp_path):
    other = tmp_path_factory.mktemp("other")
    (other / "sub").mkdir()
    (other / "sub" / "l.csv").write_text("id\n1\n2\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text("leads: {file: sub/l.csv}\n", encoding="utf-8")
    lost = command("clean", ".", "d.yaml")
    assert lost.code == 2
    assert "there is no file `sub/l.csv` in the folder of the description" in lost.stderr
    assert "`--data-root`" in lost.stderr
    found = command("clean", ".", "d.yaml", "--data-root", str(other))
    assert (found.code, found.stdout.count("\n")) == (0, 2)
    (tmp_path / "in" / "d.yaml").write_text("leads: {file: sub/l.csv}\n", encoding="utf-8")
    told = command("clean", ".", "in/d.yaml", "--data-root", str(other), "--format", "json")
    assert json.loads(told.stdout)["files"][0]["file"] == "sub/l.csv"
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "l.csv").write_text("id\n3\n", encoding="utf-8")
    assert command("clean", ".", "d.yaml", "--data-root", str(other)).stdout.count("\n") == 1


@pytest.mark.parametrize("name", ["../l.csv", "link.csv", "gone.csv", "sub"])
def test_the_folder_for_data_is_left_as_little_as_the_repository(command, tmp_path_factory, tmp_path, name):
    other = tmp_path_factory.mktemp("other")
    (other.parent / "l.csv").write_text("id\n1\n", encoding="utf-8")
    (other / "link.csv").symlink_to(other.parent / "l.csv")
    (other / "sub").mkdir()
    (tmp_path / "d.yaml").write_text(f"leads: {{file: {name}}}\n", encoding="utf-8")
    outcome = command("clean", ".", "d.yaml", "--data-root", str(other))
    assert outcome.code == 2
    assert "d.yaml:1:15" in outcome.stderr


def test_no_value_of_the_data_is_shown(command, tmp_path):
    (tmp_path / "in" / "leads.csv").write_text(LEADS + "4;geheim;Schweden;A\n", encoding="utf-8")
    outcome = command("clean", ".", "data.yaml")
    assert "geheim" not in outcome.both
    assert "Schweden" not in outcome.both


def test_a_suggestion_runs(command, tmp_path):
    (tmp_path / "in" / "export.csv").write_bytes(
        "Record ID;E-Mail;Land;Mitarbeiter;Größe;hans@x.example\n1;a@b.example;Deutschland;1.200;x;y\n".encode("cp1252")
    )
    outcome = command("clean", ".", "in/export.csv", "--suggest")
    assert outcome.code == 0
    assert 'encoding: "windows-1252"' in outcome.stdout
    assert 'delimiter: ";"' in outcome.stdout
    assert 'email: "E-Mail"' in outcome.stdout
    assert "not read: Größe" in outcome.stdout
    assert "perhaps `values: {field: {member: [spelling]}}` is missing" in outcome.stdout
    for value in ("hans", "Deutschland", "a@b.example", "1.200"):
        assert value not in outcome.stdout
    (tmp_path / "s.yaml").write_text(outcome.stdout, encoding="utf-8")
    assert command("clean", ".", "s.yaml").code == 1
    assert command("clean", ".", "s.yaml").stderr.count("error") == 0


def test_a_suggestion_names_the_file_from_its_own_folder(command, tmp_path):
    (tmp_path / "out").mkdir()
    assert command("clean", ".", "in/leads.csv", "--suggest", "--output", "out/d.yaml").code == 0
    assert 'file: "../in/leads.csv"' in (tmp_path / "out" / "d.yaml").read_text(encoding="utf-8")
    assert command("clean", ".", "out/d.yaml").code == 1


def test_a_description_is_not_described_again(command):
    outcome = command("clean", ".", "data.yaml", "--suggest")
    assert outcome.code == 2
    assert "is a description already" in outcome.stderr

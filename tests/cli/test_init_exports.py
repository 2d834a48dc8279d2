"""`init --from` on exports as programs write them: usual names, what to look at, and a folder whose tests pass."""

from __future__ import annotations

import json

import pytest

API = {
    "results": [
        {"id": str(n), "properties": {"email": f"p{n}@firm.example", "hs_email_optout": "false", "numemployees": "9"}}
        for n in range(3)
    ]
}


def _made(command, tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    made = command("init", "mine", "--from", name)
    assert made.code == 0, made.both
    assert command("test", "mine").code == 0
    return tuple((tmp_path / "mine" / each).read_text(encoding="utf-8") for each in ("lead.schema.yaml", "data.yaml"))


def test_names_in_capitals_and_a_word_that_stands_everywhere(command, tmp_path):
    rows = "".join(f"00Q{n},p{n}@firm.example,Ann,Web,DE,9,false\n" for n in range(3))
    schema, data = _made(
        command, tmp_path, "a.csv", "ID,EMAIL,FIRSTNAME,LEADSOURCE,COUNTRY,NUMBEROFEMPLOYEES,ISCONVERTED\n" + rows
    )
    for part in ("first_name: FIRSTNAME", "source: LEADSOURCE", "company.employees: NUMBEROFEMPLOYEES"):
        assert part in data
    assert "isconverted:\n    type: boolean" in schema


def test_the_second_column_of_a_fact_keeps_its_own_name(command, tmp_path):
    _, data = _made(command, tmp_path, "a.csv", "COUNTRY,COUNTRYCODE,EMAIL\nGermany,DE,p@firm.example\n")
    assert "country: COUNTRY\n    countrycode: COUNTRYCODE" in data


def test_the_id_of_another_program_is_the_id(command, tmp_path):
    schema, data = _made(command, tmp_path, "a.csv", "External ID,Email\nx.1,a@firm.example\nx.2,b@firm.example\n")
    assert "id:\n    type: string\n    x-leadspec-id: true" in schema
    assert 'id: "External ID"' in data


@pytest.mark.parametrize(
    "values",
    [["1 200", "35"], ["12 500,50 zł", "800,00 zł"], ["1.250.000,50 €", "12 €"]],
)
def test_numbers_that_have_to_be_declared_are_pointed_out(command, tmp_path, values):
    schema, _ = _made(command, tmp_path, "a.csv", "Obrat;Telefon\n" + "".join(f"{v};123 456 789\n" for v in values))
    assert schema.count("looks like numbers") == 1


def test_dates_with_spaces_show_their_order(command, tmp_path):
    schema, data = _made(command, tmp_path, "a.csv", "Vytvořeno;Obor\n31. 1. 2026;sklo\n1. 2. 2026;ocel\n")
    assert "format: date\n" in schema
    assert "date_order: dmy" in data
    first = json.loads(command("clean", "mine", "mine/data.yaml", "--data-root", ".").stdout.splitlines()[0])
    assert first["created_at"] == "2026-01-31"


def test_a_policy_that_reads_times_has_tests_with_an_instant(command, tmp_path):
    _made(command, tmp_path, "a.csv", "country,created\nDE,2026-01-31T08:00:00Z\nAT,2026-01-31T08:00:00Z\n")


def test_leads_inside_of_an_answer_are_found(command, tmp_path):
    _, data = _made(command, tmp_path, "a.json", json.dumps({**API, "paging": {"next": {"after": "3"}}}))
    assert "records: results\n" in data
    assert "email: properties.email" in data
    rows = command("clean", "mine", "mine/data.yaml", "--data-root", ".", "--quiet")
    assert [json.loads(each)["id"] for each in rows.stdout.splitlines()] == ["0", "1", "2"]
    said = command("clean", "mine", "a.json", "--suggest", "--data-root", ".").stdout
    assert 'records: "results"' in said
    assert "3 leads fit and 0 would be rejected" in said


def test_a_single_lead_with_events_is_a_lead(command, tmp_path):
    lead = {"id": "1", "email": "a@firm.example", "activities": [{"type": "x", "at": "2026-01-02T10:00:00Z"}]}
    _, data = _made(command, tmp_path, "a.json", json.dumps(lead))
    assert "records" not in data.partition("leads:")[2]


def test_records_of_an_interface_get_the_usual_names(command, tmp_path):
    schema, data = _made(command, tmp_path, "a.json", json.dumps(API["results"]))
    for part in ("email: properties.email", "opted_out_of_email: properties.hs_email_optout"):
        assert part in data
    assert "properties.email" not in schema
    assert command("qualify", "mine", "mine/data.yaml", "--data-root", ".").code == 0


@pytest.mark.parametrize(
    ("records", "content", "told"),
    [
        ("results", '[{"id": "1"}]', "is not a single block with a list under `results`"),
        ("paging", '{"results": [], "paging": {}}', "is not a single block with a list under `paging`"),
        ("a.b", '{"a": [1]}', "is not a single block with a list under `a.b`"),
        ("[a]", '{"a": [1]}', "the key of a list"),
    ],
)
def test_a_list_that_is_not_there_is_told(command, tmp_path, records, content, told):
    _made(command, tmp_path, "a.csv", "id,email\n1,a@firm.example\n")
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    (tmp_path / "d.yaml").write_text(f"leads: {{file: a.json, records: {records}}}\n", encoding="utf-8")
    outcome = command("clean", "mine", "d.yaml", "--data-root", ".")
    assert outcome.code == 2
    assert told in outcome.stderr


def test_what_is_no_record_of_the_list_is_rejected_and_only_json_has_such_a_list(command, tmp_path):
    _made(command, tmp_path, "a.csv", "id,email\n1,a@firm.example\n")
    (tmp_path / "a.json").write_text('{"a": {"b": [{"id": "1"}, 5, null]}}', encoding="utf-8")
    (tmp_path / "d.yaml").write_text("leads: {file: a.json, records: a.b}\n", encoding="utf-8")
    outcome = command("clean", "mine", "d.yaml", "--data-root", ".")
    assert outcome.code == 1
    assert outcome.stdout == '{"id": "1"}\n'
    assert "is a number, not a block of fields" in outcome.stderr
    assert "is nothing, not a block of fields" in outcome.stderr
    (tmp_path / "d.yaml").write_text("leads: {file: a.csv, records: a.b}\n", encoding="utf-8")
    assert "`a.csv` has no list around its records" in command("clean", "mine", "d.yaml", "--data-root", ".").stderr

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


def test_leads_inside_of_an_answer_are_not_one_lead(command, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(API), encoding="utf-8")
    outcome = command("init", "mine", "--from", "a.json")
    assert outcome.code == 2
    assert "its leads seem to stand in the list `results`" in outcome.stderr
    assert not (tmp_path / "mine").exists()


def test_records_of_an_interface_get_the_usual_names(command, tmp_path):
    schema, data = _made(command, tmp_path, "a.json", json.dumps(API["results"]))
    for part in ("email: properties.email", "opted_out_of_email: properties.hs_email_optout"):
        assert part in data
    assert "properties.email" not in schema
    assert command("qualify", "mine", "mine/data.yaml", "--data-root", ".").code == 0

"""`explain` as a whole: arithmetic that adds up, windows with their days, what would have to be known."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

AS_OF = ("--as-of", "2026-11-21T09:00:00+01:00")
LEAD = {
    "id": "L-17",
    "created_at": "2026-08-01T08:00:00+01:00",
    "email": "j.meier@maschbau.example",
    "country": "DE",
    "company": {"employees": 120},
    "activities": [
        {"type": "demo_requested", "at": "2026-10-20T10:00:00+02:00"},
        {"type": "demo_requested", "at": "2026-10-20T11:00:00+02:00"},
        *({"type": "email_clicked", "at": f"2026-11-{day}T10:00:00+01:00"} for day in (10, 11, 12, 13)),
    ],
}


@pytest.fixture
def folder(tmp_path, repository):
    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    with (tmp_path / "policies/inbound/competitors.csv").open(encoding="utf-8", newline="") as table:
        domain = next(csv.DictReader(table))["domain"]
    leads = [LEAD, {**LEAD, "id": "L-18", "email": f"x@{domain}"}]
    (tmp_path / "leads.jsonl").write_text("".join(json.dumps(each) + "\n" for each in leads), encoding="utf-8")
    return tmp_path


@pytest.fixture
def outputs(command, folder):  # noqa: ARG001 - the folder that the command runs in
    """The outputs of a lead by name."""

    def of(lead):
        words = ("explain", "policies/inbound", "leads.jsonl", *AS_OF, "--id", lead, "--format", "json")
        found = json.loads(command(*words).stdout)
        assert list(found) == ["policy", "as_of", "id", "outputs", "definitions", "missing"]
        assert found["as_of"] == "2026-11-21T09:00:00+01:00"
        return {each["output"]: each for each in found["outputs"]}

    return of


def test_decay_is_shown_from_the_original_points(outputs):
    raises, content, _ = outputs("L-17")["scores.engagement"]["points"]["items"]
    first, second = raises["items"][0]["events"]
    # The first of the two on one day is left out; the other is 32 days old: one whole period of 30 days.
    assert (first["picked"], second["picked"]) == (False, True)
    assert (second["day"], second["age_days"], second["every"], second["periods"]) == ("2026-10-20", 32, "30 days", 1)
    assert (second["original"], second["points"]) == ("40.00", "20.00")
    assert raises["items"][0]["points"] == "20.00"
    clicked = content["items"][1]
    assert (clicked["sum"], clicked["at_most"], clicked["cap_bound"], clicked["points"]) == (
        "20.00",
        "15.00",
        True,
        "15.00",
    )
    assert clicked["window"] == ["2026-11-08", "2026-11-21"]


def test_open_outputs_say_what_they_may_become_and_what_would_have_to_be_known(outputs):
    found = outputs("L-17")
    assert found["scores.fit"]["may_be"] == {"from": "10.00", "to": "70.00"}
    assert found["scores.fit"]["missing"] == ["role", "industry", "job_title"]
    assert found["scores.fit"]["undecided"] is True
    assert found["stage"]["undecided"] is False


def test_rules_have_the_words_and_the_line_of_the_policy(outputs, folder):
    persona = outputs("L-17")["personas.ideal_customer"]
    text = (folder / "policies/inbound/policy.lead").read_text(encoding="utf-8").splitlines()
    part = persona["condition"]["parts"][1]
    assert part["text"] == "country in dach"
    assert part["file"] == "policies/inbound/policy.lead"
    assert text[part["line"] - 1].strip() == "country in dach"


def test_reasons_of_a_disqualified_lead_say_that_this_wins(command, folder):
    words = ("explain", "policies/inbound", "leads.jsonl", *AS_OF, "--id", "L-18")
    outcome = command(*words)
    assert outcome.code == 0
    assert "-> disqualified\n    true    a reason to disqualify holds\n" in outcome.stdout
    assert "lead.sales: no, owned by sales\n  the lead is disqualified, which wins over everything\n" in outcome.stdout
    assert str(folder) not in outcome.both


def test_page_can_be_written_to_a_file(command, folder):
    words = ("explain", "policies/inbound", "leads.jsonl", *AS_OF, "--id", "L-17")
    shown = command(*words).stdout
    command(*words, "--output", "why.txt")
    assert (folder / "why.txt").read_text(encoding="utf-8") == shown


SCHEMA = """
type: object
properties:
  id: {type: string, x-leadspec-id: true}
  country: {type: string, enum: [DE, AT]}
  cars: {type: integer}
  contract_end: {type: string, format: date}
  activities:
    type: array
    items:
      type: object
      required: [type, at]
      properties:
        type: {type: string, enum: [demo_requested]}
        at: {type: string, format: date-time}
"""
POLICY = """policy "Open"
  schema "lead.schema.yaml"
  timezone "Europe/Berlin"
  departments marketing

define soon: contract_end in the next 6 months
score fit from 0 to 100:
  +10 when country is one of DE, AT
  +15 when cars > 5
  +5 for each demo_requested since contract_end
flag "big" when fit >= 20
marketing counts a lead when: fit >= 20 and soon
"""


@pytest.fixture
def page(command, tmp_path):
    """The explanation of one lead as it is printed."""
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "lead.schema.yaml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "policy.lead").write_text(POLICY, encoding="utf-8")
    row = {"id": "L-1", "country": "DE", "contract_end": "2026-09-01", "activities": []}
    (tmp_path / "leads.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return lambda *more: command("explain", ".", "leads.jsonl", *AS_OF, "--id", "L-1", *more).stdout


def test_what_is_open_through_a_score_says_so(page):
    shown = page()
    assert "flags.big: no, open\n  false   fit >= 20  (open: cars)\n" in shown
    assert "+15 when cars > 5  [unknown  (cars is missing)]" in shown


def test_a_date_test_is_told_once_and_whole(page):
    lines = page().splitlines()
    assert [line for line in lines if "in the next" in line] == ["  false   contract_end in the next 6 months"]


def test_a_date_of_the_lead_is_told_to_those_who_ask(page):
    assert "no event demo_requested from a date of the lead to 2026-11-21" in page()
    assert "2026-09-01" not in page() + page("--format", "json")
    assert "no event demo_requested from 2026-09-01 to 2026-11-21" in page("--show-values")


def test_values_of_what_holds_are_told_too(page):
    words = "+10 when country is one of DE, AT"
    assert f"{words}\n" in page()
    assert f"{words}  [true  (country is DE)]\n" in page("--show-values")


def test_a_yes_or_no_beside_true_is_told_as_itself(command, tmp_path):
    (tmp_path / "s.yaml").write_text("type: object\nproperties:\n  n: {type: boolean}\n", encoding="utf-8")
    head = 'policy "A"\n  schema "s.yaml"\n  departments marketing, sales\n\n'
    rule = 'flag "x" when n is not true\nmarketing counts a lead when: n is present\n'
    (tmp_path / "p.lead").write_text(head + rule, encoding="utf-8")
    (tmp_path / "l.jsonl").write_text('{"id": "1", "n": false}\n', encoding="utf-8")
    page = command("explain", "p.lead", "l.jsonl", "--id", "1").stdout
    assert "flags.x: yes\n  true    n is not true\n    false   n\n\n" in page

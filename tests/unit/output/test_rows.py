"""Rows for programs and for spreadsheets, from verdicts written by hand."""

from __future__ import annotations

import csv
import io
import json

import pytest

from leadspec.ir.verdict import PersonaVerdict, Verdict
from leadspec_cli.output.csv_text import csv_header, csv_row, text_cell
from leadspec_cli.output.json_text import json_document, json_line
from leadspec_cli.output.outputs import Outputs
from leadspec_cli.output.rows import match_share, row_object

INDUSTRY = "industry is one of machinery, chemicals"
JOB = 'job_title contains any word of "head", "director", "Leiter"'

WORKED = Verdict(
    id="L-17",
    stage="mql",
    counts={"marketing": True, "sales": None, "agreed": True},
    scores={"fit": 3000, "engagement": 4000},
    labels={"temperature": "warm"},
    tables={"route": "SMB DACH"},
    personas={"ideal_customer": PersonaVerdict(None, 2, 4, (), (INDUSTRY, JOB))},
    disqualified=(),
    flags=("hand-raise without phone",),
    undecided=("personas.ideal_customer", "scores.fit", "stage", "lead.sales"),
    missing=("industry", "job_title"),
)

OUTPUTS = Outputs(
    stages=("disqualified", "suspect", "prospect", "mql", "sql"),
    counts=("marketing", "sales", "agreed"),
    departments=("marketing", "sales"),
    scores=("fit", "engagement"),
    labels=("temperature",),
    tables=("route",),
    personas=("ideal_customer",),
    disqualified=("competitor", "no way to contact"),
    flags=("hand-raise without phone",),
    paths=("personas.ideal_customer", "scores.fit", "stage", "lead.sales"),
    fields=("industry", "job_title"),
)

# The row of the contract, character for character.
EXPECTED = (
    '{"id": "L-17", "stage": "mql", "lead": {"marketing": true, "sales": null, "agreed": true}, '
    '"scores": {"fit": "30.00", "engagement": "40.00"}, "labels": {"temperature": "warm"}, '
    '"tables": {"route": "SMB DACH"}, '
    '"personas": {"ideal_customer": {"match": "0.50", "misses": [], '
    '"open": ["industry is one of machinery, chemicals", '
    '"job_title contains any word of \\"head\\", \\"director\\", \\"Leiter\\""]}}, '
    '"disqualified": [], "flags": ["hand-raise without phone"], '
    '"undecided": ["personas.ideal_customer", "scores.fit", "stage", "lead.sales"], '
    '"missing": ["industry", "job_title"]}'
)


def test_row_is_that_of_the_contract():
    assert json_line(row_object(WORKED)) == EXPECTED


def test_csv_row_has_dotted_columns_and_joined_lists():
    header, row = csv.reader(io.StringIO(csv_header(OUTPUTS) + csv_row(WORKED, OUTPUTS)))
    assert dict(zip(header, row, strict=True)) == {
        "id": "L-17",
        "stage": "mql",
        "lead.marketing": "true",
        "lead.sales": "",
        "lead.agreed": "true",
        "scores.fit": "30.00",
        "scores.engagement": "40.00",
        "labels.temperature": "warm",
        "tables.route": "SMB DACH",
        "personas.ideal_customer.match": "0.50",
        "personas.ideal_customer.misses": "",
        "personas.ideal_customer.open": f"{INDUSTRY}; {JOB}",
        "disqualified": "",
        "flags": "hand-raise without phone",
        "undecided": "personas.ideal_customer; scores.fit; stage; lead.sales",
        "missing": "industry; job_title",
    }


@pytest.mark.parametrize(
    ("true_lines", "lines", "share"), [(0, 0, "0.00"), (1, 3, "0.33"), (2, 3, "0.67"), (1, 8, "0.13"), (4, 4, "1.00")]
)
def test_match_is_rounded_half_away_to_two_decimals(true_lines, lines, share):
    assert match_share(PersonaVerdict(None, true_lines, lines)) == share


def test_numbers_of_tables_are_exact_texts():
    verdict = Verdict("1", None, {}, {}, {}, {"price": -2_500_000}, {}, (), ())
    assert row_object(verdict)["tables"] == {"price": "-2.5"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "\n=", "::error::"])
def test_cell_of_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start):
    assert text_cell(start + "cmd()").startswith("'")


@pytest.mark.parametrize("text", ["-5", "-5.25", "12", "a=b", "plain", ""])
def test_cell_that_nothing_would_run_stays(text):
    assert text_cell(text) == text


def test_score_below_zero_stays_a_number_in_csv():
    outputs = Outputs((), (), (), ("fit",), (), (), (), (), (), (), ())
    row = csv_row(Verdict("=1+1", None, {}, {"fit": -2500}, {}, {}, {}, (), ()), outputs)
    assert row == "'=1+1,,-25.00,,,,\n"


def test_control_and_invisible_characters_never_stand_raw():
    nasty = "a\x1b[31m\u202e\u200b\u00ad\x9b\U000e0041\ud800 ##[group]\nx"
    line = json_line({"id": nasty})
    assert json.loads(line) == {"id": nasty}
    for raw in ("\x1b", "\u202e", "\u200b", "\u00ad", "\x9b", "\U000e0041", "\n", "##["):
        assert raw not in line
        assert raw not in text_cell(nasty)
    line.encode("utf-8")
    assert json.loads(json_document([nasty])) == [nasty]

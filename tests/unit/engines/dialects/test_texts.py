"""SQL that is not run: it parses as its dialect, stays as it is, and refuses what it is not known to say.

After a change that is meant: `LEADSPEC_SNAPSHOTS=write python -m pytest tests/unit/engines/dialects`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from conformance.engines import load
from leadspec.engines.sql.bigquery_dialect import column_name, distinct_names
from leadspec.engines.sql.bigquery_query import bigquery_sql
from leadspec.engines.sql.comparisons import word_pattern
from leadspec.engines.sql.letters import words_of
from leadspec.engines.sql.postgres_query import postgres_sql
from leadspec.engines.sql.refusals import RefusalError
from leadspec.engines.sql.snowflake_dialect import recomposing_marks
from leadspec.engines.sql.snowflake_query import snowflake_sql
from leadspec.ir.canonical import meaning_digest
from leadspec.ir.core import Program
from leadspec.values.text import fold
from leadspec.values.unicode14 import nfc
from leadspec.values.zones import zone

SNAPSHOTS = Path(__file__).parent / "snapshots"
POLICIES = Path(__file__).parents[4] / "policies"
DIALECTS = {"postgres": postgres_sql, "snowflake": snowflake_sql, "bigquery": bigquery_sql}
UNTESTED = {"snowflake": snowflake_sql, "bigquery": bigquery_sql}

SCHEMA = """
$schema: https://json-schema.org/draft/2020-12/schema
type: object
properties:
  id: {type: string, x-leadspec-id: true}
  job_title: {type: string}
  company:
    type: object
    properties:
      employees: {type: number}
  activities:
    type: array
    items:
      type: object
      properties:
        type: {enum: [demo, visit]}
        at: {type: string, format: date-time}
        amount: {type: number}
"""
SMALL = """
policy "Small"
  schema "schema.yaml"
  timezone "Europe/Berlin"
  departments marketing

score fit:
  +10 when job_title contains word "head"
  +5 when company.employees >= 50
  +2 for each demo in the last 30 days, at most once per day, at most 10 points

stage raw: everyone
stage mql: fit >= 10

marketing counts a lead when: stage is at least mql
we count a lead when: stage is at least mql
"""


def _program(policy: str, schema: str = SCHEMA) -> Program:
    analysis = load(policy, schema, {})
    assert analysis.program is not None, [each.message for each in analysis.diagnostics]
    return analysis.program


def _inbound() -> Program:
    folder = POLICIES / "inbound"
    files = {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir() if each.is_file()}
    shared = (POLICIES / "shared").iterdir()
    files |= {f"../shared/{each.name}": each.read_text(encoding="utf-8") for each in shared if each.is_file()}
    analysis = load(files["policy.lead"], files["lead.schema.yaml"], files)
    assert analysis.program is not None, [each.message for each in analysis.diagnostics]
    return analysis.program


PROGRAMS = {"small": _program(SMALL), "inbound": _inbound()}
BERLIN = zone("Europe/Berlin")


def _with_condition(condition: str) -> Program:
    return _program(SMALL.replace("fit >= 10", condition))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_small_policy_stays_as_it_is(dialect: str) -> None:
    _same_as_kept(f"small.{dialect}.sql", DIALECTS[dialect](PROGRAMS["small"], BERLIN))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_a_policy_rests_on_stays_as_it_is(dialect: str) -> None:
    """The columns of the inbound policy's answers, and all functions and types that its text names."""
    text = DIALECTS[dialect](PROGRAMS["inbound"], BERLIN)
    query = sqlglot.parse(text, read=dialect)[-1]
    assert isinstance(query, exp.Select)
    bare = re.sub(r"'(?:[^'\\]|\\.|'')*'|\"[^\"]*\"|`[^`]*`|^--.*$", "''", text, flags=re.MULTILINE)
    named = {*re.findall(r"\b(\w+) ?\((?!SELECT)", bare), *re.findall(r"\bAS (\w+(?:\[\]|\(\d+, \d+\))?)\)", bare)}
    words = {each for each in named if len(each) > 2} - _KEYWORDS
    _same_as_kept(f"inbound.{dialect}.txt", "\n".join([*query.named_selects, "", *sorted(words)]) + "\n")


_KEYWORDS = frozenset({"ALL", "AND", "ANY", "FROM", "MATERIALIZED", "NOT", "THEN", "WHEN", "WHERE", "wanted"})


def _same_as_kept(name: str, text: str) -> None:
    path = SNAPSHOTS / name
    if os.environ.get("LEADSPEC_SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8"), "see the first lines of this file where the change is meant"


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", PROGRAMS)
def test_it_parses_and_reads_what_it_says(name: str, dialect: str) -> None:
    *functions, query = sqlglot.parse(DIALECTS[dialect](PROGRAMS[name], BERLIN), read=dialect)
    assert all(isinstance(each, exp.Create) for each in functions)
    assert isinstance(query, exp.Select)
    own = {each.alias for each in query.find_all(exp.CTE)}
    tables = {each.name for each in query.find_all(exp.Table) if each.name}
    assert {"leads", "params"} <= tables - own
    assert query.named_selects[:2] == ["id", "stage"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_it_says_whose_it_is_and_whether_it_ran(dialect: str) -> None:
    text = DIALECTS[dialect](PROGRAMS["small"], BERLIN)
    assert "-- Policy: Small\n" in text
    assert f"-- Meaning: {meaning_digest(PROGRAMS['small'])}\n" in text
    assert ("text only, not run" in text) is (dialect in UNTESTED)


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ('job_title matches "a.*"', "`matches`"),
        ('job_title contains word "head of"', "phrase with spaces"),
        ("did demo then visit within 7 days", "looks at all other events"),
        ("did visit at least 3 times within any 7 days", "looks at all other events"),
    ],
)
def test_snowflake_refuses_what_is_not_known(condition: str, says: str) -> None:
    with pytest.raises(RefusalError, match=says):
        snowflake_sql(_with_condition(condition), BERLIN)


def test_names_in_bigquery() -> None:
    assert column_name("company.employees") == "company__employees"
    assert column_name("ideal_customer#1") == "ideal_customer_u23_1"
    with pytest.raises(RefusalError, match="no column of it"):
        column_name("_PARTITIONS")
    with pytest.raises(RefusalError, match="beside"):
        distinct_names(["a.b", "a__b"])
    with pytest.raises(RefusalError, match="beside"):
        distinct_names(["stage", "STAGE"])


def test_bigquery_refuses_fields_that_become_one() -> None:
    schema = SCHEMA.replace("  job_title:", "  company__employees: {type: number}\n  job_title:")
    policy = SMALL.replace("fit >= 10", "company__employees > 1")
    with pytest.raises(RefusalError, match="company__employees"):
        bigquery_sql(_program(policy, schema), BERLIN)


def test_words_are_read_back_out_of_their_pattern() -> None:
    assert words_of(word_pattern("head", "über", "c++")) == ("head", "über", "c++")
    assert words_of(r"\A(?:a)\z") is None


def test_no_other_mark_would_have_to_be_normalised_again() -> None:
    """A capital under any other mark is folded letter by letter."""
    marks = set(recomposing_marks())
    assert {"\u030c", "\u0331"} <= marks
    for letter in "JHTWYAÄΩΥ":
        for code in range(0x300, 0x370):
            text = nfc(letter + chr(code))
            if not marks & set(text):
                assert fold(text) == "".join(map(fold, text)), hex(code)

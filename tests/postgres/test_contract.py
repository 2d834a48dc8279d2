"""What the emitted query refuses: a table, parameters or a server that could give another answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest

from conformance.engines import load
from leadspec.cleanup import clean
from leadspec.documents.model import NumberText
from leadspec.engines.sql.params import params_row
from leadspec.engines.sql.postgres_dialect import MOST_BYTES, short
from leadspec.engines.sql.postgres_query import postgres_sql, postgres_tables
from leadspec.ir.core import Program
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.zones import Zone, zone
from postgres.copying import event_lines, lead_lines
from postgres.engine import copied, params_table
from postgres.server import PostgresFaultError, Session

SCHEMA = """
$schema: https://json-schema.org/draft/2020-12/schema
type: object
properties:
  id: {type: string, x-leadspec-id: true}
  title: {type: string}
  employees: {type: number}
  consent: {type: boolean}
  founded: {type: string, format: date}
  created_at: {type: string, format: date-time}
  tags: {type: array, items: {type: string}}
  sizes: {type: array, items: {type: number}}
  activities:
    type: array
    items:
      type: object
      properties:
        type: {enum: [demo, visit]}
        at: {type: string, format: date-time}
        amount: {type: number}
"""
POLICY = """
policy "Contract"
  schema "schema.yaml"
  timezone "Europe/Berlin"
  departments marketing

score fit:
  +10 when title contains word "head"
  +5 when employees >= 50
  +1 when consent
  +1 when founded before 2020-01-01
  +1 when created_at in the last 30 days
  +1 when tags include "vip"
  +1 when sizes include 3
  +1 when sum of amount of demo in the last 30 days > 100
  +2 when did visit in the last 7 days

stage raw: everyone
stage mql: fit >= 10

marketing counts a lead when: stage is at least mql
we count a lead when: stage is at least mql
"""


def _program() -> tuple[Program, Zone]:
    analysis = load(POLICY, SCHEMA, {})
    assert analysis.program is not None, [each.message for each in analysis.diagnostics]
    return analysis.program, zone("Europe/Berlin")


PROGRAM, ZONE = _program()
_AS_OF = parse_instant("2026-11-21T09:00:00+01:00")
assert isinstance(_AS_OF, Instant)
AS_OF = _AS_OF.at


def _leads() -> Sequence[object]:
    analysis = load(POLICY, SCHEMA, {})
    assert analysis.schema is not None
    given = {
        "id": "SECRET-1",
        "title": "Head of Sales",
        "employees": NumberText("120"),
        "tags": ["vip", 'a"b\\c,{}', "NULL"],
        "sizes": [NumberText("3")],
        "activities": [{"type": "demo", "at": "2026-11-20T10:00:00Z", "amount": NumberText("150.5")}],
    }
    return clean([(1, given)], analysis.schema, ZONE).leads


@pytest.fixture
def loaded(session: Session) -> Iterator[Session]:
    leads = _leads()
    statements = [
        "BEGIN;",
        *postgres_tables(PROGRAM, ZONE),
        *copied("leads", lead_lines(leads, PROGRAM, ZONE)),  # type: ignore[arg-type]
        *copied("events", event_lines(leads, PROGRAM, ZONE)),  # type: ignore[arg-type]
        params_table(params_row(PROGRAM, AS_OF, ZONE)),
    ]
    session.run("\n".join(statements))
    yield session
    session.run("ROLLBACK;")


def _ask(session: Session) -> list[str]:
    query = postgres_sql(PROGRAM, ZONE).rstrip()
    return session.run(f"SELECT row_to_json(a) FROM (\n{query}\n) AS a;")


def test_what_is_compiled_answers(loaded: Session) -> None:
    (line,) = _ask(loaded)
    answer = json.loads(line)
    assert (answer["id"], answer["stage"], answer["scores.fit"]) == ("SECRET-1", "mql", 18.0)


def test_a_view_with_the_same_columns_answers_too(loaded: Session) -> None:
    loaded.run("ALTER TABLE leads RENAME TO all_leads; CREATE VIEW leads AS SELECT * FROM all_leads WHERE true;")
    assert len(_ask(loaded)) == 1


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ("ALTER TABLE leads ALTER employees TYPE double precision", "leads.employees"),
        ("ALTER TABLE leads ALTER employees TYPE numeric(18, 7)", "leads.employees"),
        ("ALTER TABLE leads ALTER title TYPE character(20)", "leads.title"),
        ('ALTER TABLE leads ALTER title TYPE text COLLATE "C"', "leads.title"),
        ("ALTER TABLE leads ALTER created_at TYPE timestamptz(3)", "leads.created_at"),
        ("ALTER TABLE leads ALTER created_at TYPE timestamp", "leads.created_at"),
        ("ALTER TABLE leads ALTER founded TYPE timestamp", None),
        ("ALTER TABLE leads ALTER consent TYPE text", None),
        ("ALTER TABLE leads ALTER sizes TYPE double precision[]", "leads.sizes"),
        ("ALTER TABLE leads ALTER tags TYPE varchar(50)[]", "leads.tags"),
        ("ALTER TABLE leads DROP title", None),
        ("ALTER TABLE events ALTER at TYPE timestamp", "events.at"),
        ("ALTER TABLE events ALTER amount TYPE real", "events.amount"),
        ('ALTER TABLE events DROP "leadspec.day"', None),
        ("DROP TABLE events", None),
    ],
)
def test_another_table_is_an_error(loaded: Session, change: str, column: str | None) -> None:
    loaded.run(f"{change};")
    with pytest.raises(PostgresFaultError) as caught:
        _ask(loaded)
    told = str(caught.value)
    assert column is None or f"the column {column} is not of the type that the table contract gives it" in told
    assert "SECRET" not in told
    assert "Head" not in told


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM params",
        "INSERT INTO params SELECT * FROM params",
        "UPDATE params SET meaning = 'sha256:0'",
        "UPDATE params SET meaning = NULL",
    ],
)
def test_without_its_own_one_row_of_parameters_it_is_an_error(loaded: Session, change: str) -> None:
    loaded.run(f"{change};")
    with pytest.raises(PostgresFaultError, match="params has to hold the one row that leadspec compile --params makes"):
        _ask(loaded)


@pytest.mark.parametrize("change", ["DROP TABLE params", "ALTER TABLE params DROP as_of"])
def test_without_parameters_it_is_an_error(loaded: Session, change: str) -> None:
    loaded.run(f"{change};")
    with pytest.raises(PostgresFaultError, match="does not exist"):
        _ask(loaded)


def test_a_server_that_reads_signs_in_texts_is_refused(loaded: Session) -> None:
    loaded.run("SET standard_conforming_strings = off; SET escape_string_warning = off;")
    with pytest.raises(PostgresFaultError, match="the server has to be"):
        _ask(loaded)
    loaded.run("ROLLBACK; SET standard_conforming_strings = on;")


def test_no_name_is_cut_by_the_server() -> None:
    long = "company." + "ä" * 60
    assert short("company.employees") == "company.employees"
    assert len(short(long).encode()) <= MOST_BYTES
    assert short(long) != short(long + "x")

"""Emitted SQL and judged files: the answers of the interpreter, and a refusal where what they read is not right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from benchmarks.judging import POLICY, cleaned_leads
from conformance.engines import load
from leadspec.engines.duckdb.files import Settings, TableJudge
from leadspec.engines.duckdb.run import DuckDBFaultError, connected
from leadspec.engines.interpreter import Interpreter
from leadspec.engines.sql.compile import compile_sql
from leadspec.engines.sql.contract import ID
from leadspec.engines.sql.lead_table import stage_leads
from leadspec.engines.sql.params import params_row
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec_cli.commands.checking import check_policy
from unit.engines.ir_builder import AS_OF, PAGE_ONE, ZONE, _page_one, event, instant, millionths

NOW = instant(AS_OF)
PROGRAM: Program = PAGE_ONE
LEADS = [
    Lead("L-1", {"email": "a@x.example", "company.employees": millionths(120), "country": "DE"}),
    Lead("L-2", {}, (event("demo_requested", "2026-11-10T10:00:00+01:00"),)),
    Lead("L-3", {"created_at": NOW}, (event("unsubscribed", "2026-11-20T10:00:00+01:00"),)),
]


@pytest.fixture
def database() -> Iterator[Any]:
    with connected() as connection:
        connection.register("leads", stage_leads(LEADS, PROGRAM, ZONE))
        yield connection


def given_params(database: Any, **changed: Any) -> None:
    row = {**params_row(PROGRAM, NOW, ZONE), **changed}
    database.register("params", pyarrow.table({name: [value] for name, value in row.items()}))


def stages(rows: list[tuple[Any, ...]]) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in rows]


def expected() -> list[tuple[str, str | None]]:
    return [(each.id, each.stage) for each in Interpreter().prepare(PROGRAM, NOW, ZONE).verdicts(LEADS)]


def test_emitted_text_reads_leads_and_params(database: Any) -> None:
    given_params(database)
    assert stages(database.execute(compile_sql(PROGRAM, ZONE)).fetchall()) == expected()


def test_emitted_text_names_the_policy_and_its_meaning() -> None:
    head = compile_sql(PROGRAM, ZONE).split("WITH", 1)[0].splitlines()
    assert all(line.startswith("-- ") for line in head)
    assert head[0] == f"-- Policy: {PROGRAM.name}"
    assert "sha256:" in head[1]


def test_emitted_text_is_the_same_every_time() -> None:
    assert compile_sql(PROGRAM, ZONE) == compile_sql(_page_one(), ZONE)


def test_refuses_to_run_without_params(database: Any) -> None:
    with pytest.raises(Exception, match="params"):
        database.execute(compile_sql(PROGRAM, ZONE)).fetchall()


def test_refuses_no_row_of_params_and_two(database: Any) -> None:
    given_params(database)
    for rows in ("SELECT * FROM params LIMIT 0", "SELECT * FROM params UNION ALL SELECT * FROM params"):
        database.execute(f"CREATE OR REPLACE TEMP TABLE other AS {rows}")
        text = compile_sql(PROGRAM, ZONE).replace("FROM params\n", "FROM other\n")
        with pytest.raises(Exception, match="one row"):
            database.execute(text).fetchall()


def test_refuses_params_of_another_policy(database: Any) -> None:
    given_params(database, meaning="sha256:00")
    with pytest.raises(Exception, match="for this policy"):
        database.execute(compile_sql(PROGRAM, ZONE)).fetchall()


@pytest.mark.parametrize("name", ["as_of", "today", "today_cal", "today_minus_30_days"])
def test_refuses_params_with_a_gap(database: Any, name: str) -> None:
    """With nothing there events would count as unseen: another answer, and no word of it."""
    given_params(database, **{name: None})
    with pytest.raises(Exception, match="for this policy"):
        database.execute(compile_sql(PROGRAM, ZONE)).fetchall()


@pytest.mark.parametrize("column", ["company.employees", "created_at", "country"])
def test_refuses_a_column_of_another_type_or_none(database: Any, column: str) -> None:
    given_params(database)
    text = compile_sql(PROGRAM, ZONE).replace("FROM leads\n", "FROM other\n")
    database.execute(f'CREATE TEMP VIEW other AS SELECT * REPLACE (1.5::DOUBLE AS "{column}") FROM leads')
    with pytest.raises(Exception, match="Error"):
        database.execute(text).fetchall()
    database.execute(f'CREATE OR REPLACE TEMP VIEW other AS SELECT * EXCLUDE ("{column}") FROM leads')
    with pytest.raises(Exception, match="not found"):
        database.execute(text).fetchall()


def test_judges_a_file(tmp_path: Path) -> None:
    table = stage_leads(LEADS, PROGRAM, ZONE)
    pyarrow.parquet.write_table(pyarrow.concat_tables([table] * 50), tmp_path / "it's.parquet")
    judge = TableJudge(PROGRAM, NOW, ZONE, Settings(threads=2))
    for _ in range(2):  # the second time over the first answer
        assert judge.to_parquet(str(tmp_path / "it's.parquet"), str(tmp_path / "answers.parquet")) == 150
    answers = pyarrow.parquet.read_table(tmp_path / "answers.parquet")
    assert list(zip(answers["id"].to_pylist(), answers["stage"].to_pylist(), strict=True)) == expected() * 50
    assert answers.schema.field("scores.fit").type == pyarrow.decimal128(18, 2)
    assert answers.schema.field("undecided").type == pyarrow.list_(pyarrow.string())


def test_answers_keep_the_order_of_the_leads_where_a_list_is_long(tmp_path: Path) -> None:
    """DuckDB would make a join of the list, and a join keeps no order."""
    leads = 40_000
    written = pyarrow.table(
        {ID: [str(each) for each in range(leads)], "country": ["DE"] * leads, "activities": _no_events(leads)}
    )
    pyarrow.parquet.write_table(written, tmp_path / "leads.parquet", row_group_size=1_000)
    policy = (
        'policy "Many"\n  schema "schema.yaml"\n  departments sales\nflag "x" owned by sales when country is one of '
    )
    program = load(policy + '("A", "B", "C", "D", "DE", "E", "F", "G")\n', SCHEMA_OF_MANY, {}).program
    assert program is not None
    TableJudge(program, NOW, None, Settings(threads=4)).to_parquet(
        str(tmp_path / "leads.parquet"), str(tmp_path / "answers.parquet")
    )
    answers = pyarrow.parquet.read_table(tmp_path / "answers.parquet")
    assert answers["id"].to_pylist() == written[ID].to_pylist()


SCHEMA_OF_MANY = "type: object\nproperties:\n  id: {type: string, x-leadspec-id: true}\n  country: {type: string}\n"


def _no_events(leads: int) -> Any:
    shape = pyarrow.struct([("type", pyarrow.string()), ("at", pyarrow.timestamp("us", "UTC"))])
    return pyarrow.array([[]] * leads, pyarrow.list_(shape))


def reference() -> tuple[Program, list[Lead]]:
    """No lead counts by it, and a line of a score hangs on a fact of events that may be missing."""
    analysis = check_policy(str(POLICY)).analysis
    assert analysis.program is not None
    return analysis.program, cleaned_leads(analysis, 200, 12)


@pytest.mark.parametrize("given", [lambda: (PROGRAM, LEADS), reference], ids=["page one", "reference"])
def test_answers_alone_are_those_of_the_whole_table(tmp_path: Path, given: Any) -> None:
    program, leads = given()
    pyarrow.parquet.write_table(stage_leads(leads, program, ZONE), tmp_path / "leads.parquet")
    found = []
    for answers_only in (False, True):
        judge = TableJudge(program, NOW, ZONE, answers_only=answers_only)
        judge.to_parquet(str(tmp_path / "leads.parquet"), str(tmp_path / "answers.parquet"))
        found.append(pyarrow.parquet.read_table(tmp_path / "answers.parquet"))
    assert found[1].equals(found[0].drop_columns(["undecided", "missing"]))


def test_a_file_that_is_none_is_told_without_its_values(tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_text("secret@x.example")
    with pytest.raises(DuckDBFaultError) as caught:
        TableJudge(PROGRAM, NOW, ZONE).to_parquet(str(tmp_path / "broken.parquet"), str(tmp_path / "out.parquet"))
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_the_engine_reaches_no_file() -> None:
    with connected() as connection, pytest.raises(Exception, match="disabled"):
        connection.execute("SELECT * FROM read_csv('/etc/passwd')")

"""`leadspec compile`: code that stands by itself, gives the same answers, and refuses what is not its own."""

from __future__ import annotations

import json
import runpy
import shutil
from pathlib import Path

import duckdb
import pytest
from pyarrow import parquet

from leadspec.engines import capabilities
from leadspec.engines.sql import dialects
from leadspec.engines.sql.dialects import DIALECTS
from leadspec.ir.lead import Lead
from leadspec_cli.commands.console import standard_console
from leadspec_cli.commands.exits import Exit
from leadspec_cli.commands.reading import DataRequest, open_leads, open_policy

AS_OF = "2026-11-21T09:00:00+01:00"
DATA = "policies/inbound/leads.jsonl"
OTHERS = ("spark", "postgres", "snowflake", "bigquery")
SAMPLES = ("inbound", "handover", "temperature", "two-definitions")


@pytest.fixture
def folder(tmp_path, repository) -> Path:
    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    return tmp_path


# --- Python -----------------------------------------------------------------------------------------------------------


def test_python_says_what_it_is_and_gives_the_same_answers(command, folder, monkeypatch):
    assert command("compile", "policies/inbound", "--to", "python", "--output", "inbound.py").code == Exit.FINE
    rows = command("qualify", "policies/inbound", DATA, "--limit", "80", "--as-of", AS_OF, "--format", "jsonl").stdout
    monkeypatch.chdir(folder)
    module = runpy.run_path(str(folder / "inbound.py"))
    found = json.loads(command("compile", "policies/inbound", "--to", "python", "--format", "json").stdout)
    assert found["policy"] == {"name": module["POLICY"], "digest": module["MEANING"], "language": module["LANGUAGE"]}
    assert found["to"] == "python"
    assert found["code"] == (folder / "inbound.py").read_text(encoding="utf-8")
    judge = module["judge"](1_795_248_000_000_000)
    expected = [json.loads(line) for line in rows.splitlines()]
    answers = [dict(zip(module["OUTPUTS"], judge(lead), strict=True)) for lead in cleaned(80)]
    assert [each["stage"] for each in answers] == [each["stage"] for each in expected]
    cents = [int(each["scores"]["fit"].replace(".", "")) for each in expected]
    assert [each["scores.fit"] for each in answers] == cents
    assert [each["tables.route"] for each in answers] == [each["tables"]["route"] for each in expected]


def cleaned(number: int) -> list[object]:
    """The first leads of the sample that were not rejected."""
    request = DataRequest("policies/inbound", DATA, AS_OF)
    leads = open_leads(open_policy(standard_console({}), request), request)
    return [each for each, _ in zip(leads, range(number), strict=False) if isinstance(each, Lead)]


def test_python_refuses_to_run_without_an_instant(command, folder):
    command("compile", "policies/inbound", "--to", "python", "--output", "inbound.py")
    module = runpy.run_path(str(folder / "inbound.py"))
    with pytest.raises(ValueError, match="instant"):
        module["judge"]()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("words", [("--to", "python"), ("--to", "sql"), ("--params", "--as-of", AS_OF)])
def test_text_is_the_same_everywhere(command, separate, folder, words):
    here = command("compile", "policies/handover", *words).stdout
    there = separate(["compile", "policies/handover", *words], folder, {"PYTHONHASHSEED": "17", "LC_ALL": "C"})
    assert there.stdout == here
    assert here.isascii() or "policies" not in here
    assert str(folder) not in here


# --- SQL --------------------------------------------------------------------------------------------------------------


def database(command, folder: Path, policy: str, *, data: str, params: str = "params.sql") -> duckdb.DuckDBPyConnection:
    """`leads`, `params` and the query as a person would bring them together."""
    limit = ("--limit", "120", "--quiet")
    command("clean", f"policies/{policy}", data, "--output", "clean.parquet", *limit)
    command("compile", f"policies/{policy}", "--params", "--as-of", AS_OF, "--output", params)
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"CREATE TABLE leads AS FROM '{folder}/clean.parquet'")
    given = (folder / params).as_posix()
    what = (folder / params).read_text(encoding="utf-8") if params.endswith(".sql") else f"FROM '{given}'"
    connection.execute(f"CREATE TABLE params AS {what}")
    return connection


@pytest.mark.parametrize("policy", SAMPLES)
def test_sql_gives_the_table_that_qualify_writes(command, folder, policy):
    data = f"policies/{policy}/leads.{'csv' if policy == 'two-definitions' else 'jsonl'}"
    params = "params.parquet" if policy == "handover" else "params.sql"
    connection = database(command, folder, policy, data=data, params=params)
    query = command("compile", f"policies/{policy}", "--to", "sql").stdout
    rows = connection.sql(query).to_arrow_table()
    command("qualify", f"policies/{policy}", data, "--output", "a.parquet", "--as-of", AS_OF, "--limit", "120")
    expected = parquet.read_table(folder / "a.parquet")
    assert rows.column_names == expected.column_names
    assert rows.to_pylist() == expected.to_pylist()
    assert rows.num_rows > 90


@pytest.mark.usefixtures("folder")
def test_sql_says_what_it_is(command):
    object_ = json.loads(command("compile", "policies/inbound", "--to", "sql", "--format", "json").stdout)
    assert (object_["to"], object_["dialect"]) == ("sql", "duckdb")
    head = object_["code"].splitlines()[:5]
    assert head[0] == "-- Policy: Inbound leads"
    assert head[1] == f"-- Meaning: {object_['policy']['digest']}"
    assert head[2] == "-- Language: 1"
    assert AS_OF[:10] not in object_["code"]
    assert command("compile", "policies/inbound", "--to", "sql", "--dialect", "duckdb").stdout == object_["code"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("DELETE FROM params", "params has to hold the one row"),
        ("INSERT INTO params FROM params", "params has to hold the one row"),
        ("UPDATE params SET meaning = 'sha256:0'", "params has to hold the one row"),
        ("DROP TABLE params", "params does not exist"),
        ("ALTER TABLE params DROP COLUMN today", "today"),
        ('ALTER TABLE leads DROP COLUMN "company.employees"', "company.employees"),
        ('ALTER TABLE leads ALTER "company.employees" TYPE DOUBLE', "company.employees"),
        ("ALTER TABLE leads ALTER country TYPE BLOB", "country"),
    ],
)
def test_sql_refuses_other_tables_and_parameters(command, folder, change, says):
    connection = database(command, folder, "inbound", data=DATA)
    connection.execute(change)
    with pytest.raises(duckdb.Error, match=says):
        connection.execute(command("compile", "policies/inbound", "--to", "sql").stdout).fetchall()


@pytest.mark.usefixtures("folder")
def test_parameters_are_the_same_in_each_form(command, folder):
    words = ("compile", "policies/inbound", "--params", "--as-of", AS_OF)
    found = json.loads(command(*words, "--format", "json").stdout)
    assert found["as_of"] == AS_OF
    params = found["params"]
    assert params["meaning"] == found["policy"]["digest"]
    assert (params["as_of"], params["today"]) == (1_795_248_000_000_000, 20_778)
    command(*words, "--output", "params.parquet")
    assert parquet.read_table(folder / "params.parquet").to_pylist() == [params]
    assert duckdb.sql(command(*words).stdout).to_arrow_table().to_pylist() == [params]
    assert command(*words, "--to", "sql").stdout == command(*words).stdout


@pytest.mark.usefixtures("folder")
def test_every_dialect_of_the_list_is_written(command):
    for name in DIALECTS:
        outcome = command("compile", "policies/inbound", "--to", "sql", "--dialect", name)
        assert outcome.code == Exit.FINE
        assert f"-- Dialect: {name}" in outcome.stdout


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", OTHERS)
def test_dialect_that_is_not_there_is_refused_with_words(command, monkeypatch, name):
    monkeypatch.setattr("leadspec_cli.commands.compile_run.DIALECTS", {"duckdb": DIALECTS["duckdb"]})
    outcome = command("compile", "policies/inbound", "--to", "sql", "--dialect", name)
    assert (outcome.code, outcome.stdout) == (Exit.COULD_NOT_RUN, "")
    assert f"error[engine-unavailable]: SQL for `{name}` is not there yet" in outcome.stderr
    assert "there is SQL for `duckdb`" in outcome.stderr


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "`--to` is missing"),
        (("--to", "java"), "`--to` cannot be `java`"),
        (("--to", "sql", "--dialect", "oracle"), "`--dialect` cannot be `oracle`"),
        (("--to", "python", "--dialect", "duckdb"), "`--dialect` is of SQL"),
        (("--to", "sql", "--as-of", AS_OF), "code holds no instant"),
        (("--to", "python", "--params", "--as-of", AS_OF), "`--params` are for SQL"),
        (("--params",), "`--params` needs the instant of the run"),
        (("--params", "--as-of", "2026-11-21"), "is a date without a time"),
        (("--to", "sql", "--format", "parquet"), "code is text"),
        (("--to", "sql", "--output", "a.parquet"), "code is text"),
        (("--params", "--as-of", AS_OF, "--format", "parquet"), "Parquet is written to a file"),
        (("--to", "python", "--output", "nowhere/a.py"), "there is no folder `nowhere`"),
        (("--to", "python", "--output", "policies/inbound/policy.lead"), "is what the result is made from"),
        (("--to", "python", "--output", "-"), "is not a file"),
    ],
)
def test_what_cannot_be_done_is_said_in_plain_words(command, words, says):
    outcome = command("compile", "policies/inbound", *words)
    assert (outcome.code, outcome.stdout) == (Exit.COULD_NOT_RUN, "")
    assert says in outcome.stderr
    assert "Traceback" not in outcome.stderr
    object_ = json.loads(command("compile", "policies/inbound", *words, "--format", "json").stdout or "{}")
    assert set(object_) <= {"diagnostics", "policy", "as_of", "params", "to", "dialect", "code"}


def test_policy_that_does_not_check_leaves_the_old_code(command, folder):
    (folder / "old.sql").write_text("old\n", encoding="utf-8")
    policy = folder / "policies" / "inbound" / "policy.lead"
    policy.write_text(policy.read_text(encoding="utf-8") + '\nflag "x" when emial is present\n', encoding="utf-8")
    outcome = command("compile", "policies/inbound", "--to", "sql", "--output", "old.sql")
    assert outcome.code == Exit.COULD_NOT_RUN
    assert "unknown-name" in outcome.stderr
    assert (folder / "old.sql").read_text(encoding="utf-8") == "old\n"


def test_interrupt_leaves_the_old_code(command, folder, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    (folder / "old.sql").write_text("old\n", encoding="utf-8")
    monkeypatch.setattr("leadspec_cli.files.write.os.fsync", interrupted)
    outcome = command("compile", "policies/inbound", "--to", "sql", "--output", "old.sql")
    assert outcome.code == Exit.INTERRUPTED
    assert (folder / "old.sql").read_text(encoding="utf-8") == "old\n"
    assert not list(folder.glob(".*.part"))


@pytest.mark.usefixtures("folder")
def test_dialect_that_cannot_say_a_construct_refuses_the_policy(command, monkeypatch):
    monkeypatch.setattr(capabilities, "ENGINES", (*capabilities.ENGINES, "duckdb"))
    monkeypatch.setattr(capabilities, "_REASONS", {("duckdb", "Decay"): "it cannot count days"})
    outcome = command("compile", "policies/inbound", "--to", "sql", "--dialect", "duckdb")
    assert (outcome.code, outcome.stdout) == (Exit.COULD_NOT_RUN, "")
    assert "duckdb cannot say points that fade in `engagement`, because it cannot count days" in outcome.stderr


def test_list_of_dialects_is_that_of_the_option(command):
    shown = command("compile", "--help").stdout
    assert all(name in shown for name in dialects.DIALECTS)

"""The page that says how to run a policy on PostgreSQL, done as it says; and its answers beside those of `qualify`."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow.parquet as parquet

from postgres.server import NAME, Session

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "run-on-postgres.md"
LEADSPEC = [sys.executable, "-c", "from leadspec_cli.main import run; raise SystemExit(run())"]
_BLOCK = re.compile(r"^```(python|sh|console)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_page_gives_the_answers_of_qualify(session: Session, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    session.run("CREATE DATABASE how_to;")
    environment = {**os.environ, "PGHOST": str(session.folder), "PGUSER": NAME, "PGDATABASE": "how_to"}
    blocks = _BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert [kind for kind, _ in blocks] == ["console", "python", "sh", "console", "console", "sh", "sh"]
    for kind, body in blocks:
        _do(kind, body, tmp_path, environment)
    leadspec = [*LEADSPEC, "qualify", "policies/inbound", "clean.parquet", "--quiet"]
    as_of = ["--as-of", "2026-11-21T09:00:00+01:00", "--output", "expected.parquet"]
    subprocess.run([*leadspec, *as_of], cwd=tmp_path, check=False, capture_output=True)
    expected = parquet.read_table(tmp_path / "expected.parquet").to_pylist()
    with (tmp_path / "answers.csv").open(encoding="utf-8", newline="") as answers:
        found = {row["id"]: row for row in csv.DictReader(answers)}
    assert len(found) == len(expected) > 100
    for row in expected:
        assert found[row["id"]] == {name: _said(value) for name, value in row.items()}


def _do(kind: str, body: str, folder: Path, environment: Mapping[str, str]) -> None:
    if kind == "python":
        command = [sys.executable, "-c", body]
    elif kind == "sh":
        command = ["sh", "-c", body]
    else:
        words = body.splitlines()[0].removeprefix("$ leadspec ").split()
        command = [*LEADSPEC, *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode in ((0, 1) if kind == "console" else (0,)), done.stdout + done.stderr


def _said(value: object) -> str:
    """A cell as PostgreSQL writes it in CSV."""
    match value:
        case None:
            return ""
        case bool():
            return "t" if value else "f"
        case list():
            return "{" + ",".join(_item(str(each)) for each in value) + "}"
        case _:
            return str(value)


def _item(text: str) -> str:
    plain = re.fullmatch(r"[^\s\"\\{},]+", text) and text.upper() != "NULL"
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def test_the_program_of_the_page_loads_lists_and_signs_as_they_are(session: Session, tmp_path: Path) -> None:
    texts = ['a"b\\c,{}', "NULL", "", "it's", "ä\n\t☃", "x\0y"]
    event = "struct_pack(type := 'demo', at := TIMESTAMPTZ '2026-10-25 02:30:00.123456+01', "
    event += '"leadspec.position" := 0::INTEGER, "leadspec.day" := DATE \'2026-10-25\', page := ?)'
    duck = duckdb.connect()
    duck.execute("SET TimeZone = 'UTC'")
    duck.execute(
        f"""COPY (SELECT 'A "1"' AS "leadspec.id", ?::VARCHAR AS "a.b", ?::VARCHAR[] AS tags,
            [1.5, -0.000001]::DECIMAL(18, 6)[] AS sizes, []::DATE[] AS days, [{event}] AS activities)
            TO '{tmp_path / "clean.parquet"}'""",
        [texts[0], texts, texts[4]],
    )
    session.run("CREATE DATABASE loaded;")
    environment = {**os.environ, "PGHOST": str(session.folder), "PGUSER": NAME, "PGDATABASE": "loaded"}
    for kind, body in _BLOCK.findall(PAGE.read_text(encoding="utf-8"))[1:3]:
        _do(kind, body, tmp_path, environment)
    asked = r"""SELECT replace(json_build_array("a.b", tags, sizes, days, (SELECT json_agg(json_build_array(at =
        '2026-10-25 01:30:00.123456+00', "leadspec.day" = '2026-10-25', "leadspec.position", page)) FROM events)
        )::text, U&'\+10FFFF', '<NUL>') FROM leads"""  # psql prints the last code point as nothing
    done = subprocess.run(["psql", "-XAtc", asked], env=environment, capture_output=True, check=True)
    loaded = [*texts[:-1], "x<NUL>y"]
    assert json.loads(done.stdout) == [texts[0], loaded, [1.5, -0.000001], [], [[True, True, 0, texts[4]]]]

"""The page of the table contract: its example prints what it says, and it names what the code names."""

from __future__ import annotations

import io
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from leadspec.ir.table import CONTRACT, DAY, ID_COLUMN, METADATA_KEY, POSITION, day_of
from leadspec_cli.main import run
from leadspec_cli.output import clean_parquet

REPOSITORY = Path(__file__).resolve().parents[3]
PAGE = (REPOSITORY / "docs/reference/table-contract.md").read_text(encoding="utf-8")


def fenced(word: str) -> str:
    found = re.search(rf"^```{word}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_prints_what_the_page_says(tmp_path, monkeypatch):
    shutil.copytree(REPOSITORY / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "lead.json").write_text(fenced("json lead.json"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        assert run(["clean", "policies/inbound", "lead.json", "--output", "clean.parquet", "--quiet"]) == 0
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(fenced("python"), "table-contract.md", "exec"), {})
    assert printed.getvalue() == fenced("text")


def test_the_page_names_what_the_code_names():
    for name in (ID_COLUMN, POSITION, DAY, day_of("F"), METADATA_KEY):
        assert f"`{name}`" in PAGE
    assert f"This is contract {CONTRACT}." in PAGE
    assert f"after {clean_parquet._LEADS:,} leads or {clean_parquet._EVENTS:,} events" in PAGE

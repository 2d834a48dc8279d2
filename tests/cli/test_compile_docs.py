"""The programs on the pages about Python and warehouses run, and print what the pages say."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import sys

import pytest

from leadspec_cli.docs import generated_pages
from leadspec_cli.docs_engines import engines_page
from meta.docs_pages import REPOSITORY, Page

PROGRAM = re.compile(r"```python\n(.*?)```", re.DOTALL)
PRINTED = re.compile(r"```text\n(.*?)```", re.DOTALL)
HOW_TO = REPOSITORY / "docs" / "how-to"


def test_program_that_calls_a_policy_runs(tmp_path, monkeypatch):
    shutil.copytree(REPOSITORY / "policies", tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "page", type(sys)("page"))
    page = (HOW_TO / "call-from-python.md").read_text(encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec("\n".join(PROGRAM.findall(page)), {"__name__": "page"})
    assert printed.getvalue().splitlines() == [
        "missing-head-line",
        *(each.strip() for each in PRINTED.findall(page)),
        "email is not an e-mail address",
    ]


def test_nightly_job_runs_and_gives_what_qualify_gives(tmp_path, capsys):
    text = (HOW_TO / "run-in-a-warehouse.md").read_text(encoding="utf-8")
    page = Page(text, tmp_path)
    page.check()
    assert not page.faults
    (program,) = PROGRAM.findall(text)
    with contextlib.chdir(tmp_path):
        exec(program, {"__name__": "nightly"})
    assert re.match(r"\[\('L-\d+', 'sql', True, Decimal\('", capsys.readouterr().out)
    assert (tmp_path / "answers.parquet").exists()


def test_page_of_engines_is_generated_from_the_one_table():
    page = engines_page()
    assert generated_pages()["reference/engines.md"] == page
    from leadspec.engines.capabilities import CONSTRUCTS, ENGINES
    from leadspec.engines.sql.dialects import DIALECTS

    for construct in CONSTRUCTS:
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{construct}` |")]
        assert len(re.findall(r"\| (?:yes|no: [^|]+) (?=\|)", row)) == len(ENGINES)
    assert all(f"| `{each}` |" in page for each in DIALECTS)


def test_reason_against_a_construct_stands_in_the_table(monkeypatch):
    from leadspec.engines import capabilities

    monkeypatch.setattr(capabilities, "_REASONS", {("python", "Decay"): "it cannot count"})
    (row,) = [line for line in engines_page().splitlines() if line.startswith("| `Decay` |")]
    assert "| no: it cannot count |" in row


@pytest.mark.parametrize("name", ["duckdb", "postgres"])
def test_dialects_on_which_answers_were_tested_say_so(name):
    (row,) = [line for line in engines_page().splitlines() if line.startswith(f"| `{name}` | `leads`")]
    assert "held to the reference interpreter" in row

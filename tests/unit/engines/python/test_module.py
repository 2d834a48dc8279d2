"""A policy as a module of its own: readable, the same each time, and no answer without the instant of the run."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from leadspec.analysis.model import Analysis
from leadspec.engines.python import PythonProgram
from leadspec.engines.python.module import source
from leadspec.ir.canonical import meaning_digest
from leadspec.ir.core import Program
from leadspec.ir.lead import Event, Lead
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.zones import zone
from leadspec_cli.commands.checking import check_policy

INBOUND = Path(__file__).parents[4] / "policies" / "inbound" / "policy.lead"
AS_OF = "2026-11-21T09:00:00+01:00"


@pytest.fixture(scope="module")
def program() -> Program:
    analysis: Analysis = check_policy(str(INBOUND)).analysis
    assert analysis.program is not None
    return analysis.program


def run(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    exec(compile(text, "policy.py", "exec"), found)
    return found


def leads() -> list[Lead]:
    at = parse_instant(AS_OF)
    assert isinstance(at, Instant)
    day = 86_400_000_000
    events = (Event("demo_requested", at.at - 40 * day), Event("demo_requested", at.at - day, {"page": "/pricing"}))
    facts = {
        "email": "Me@Freemail.example",
        "country": "DE",
        "company.employees": 600_000_000,
        "job_title": "Head of IT",
    }
    return [Lead("A", {}), Lead("B", facts), Lead("C", facts, events), Lead("D", {"country": "AT"}, events)]


def test_head_says_what_it_is(program: Program) -> None:
    head = ast.get_docstring(ast.parse(source(program)))
    assert head is not None
    assert 'Policy "Inbound leads"' in head
    assert f"meaning {meaning_digest(program)}" in head
    assert "language version 1" in head


def test_module_answers_as_the_engine_does(program: Program) -> None:
    module = run(source(program))
    judge = PythonProgram(program, zone("Europe/Berlin")).at(module["instant_of"](AS_OF))
    assert module["OUTPUTS"] == judge.python.paths
    answer = module["judge"](AS_OF)
    assert [answer(each) for each in leads()] == [judge.answer(each) for each in leads()]


@pytest.mark.parametrize("as_of", [None, "2026-11-21", "yesterday", "2026-11-21T09:00:00", 1.5, True])
def test_no_answer_without_the_instant_of_the_run(program: Program, as_of: object) -> None:
    with pytest.raises(ValueError, match="say at which instant to run"):
        run(source(program))["judge"](as_of)


def test_no_float_stands_anywhere(program: Program) -> None:
    constants = [each.value for each in ast.walk(ast.parse(source(program))) if isinstance(each, ast.Constant)]
    assert not any(isinstance(each, float) for each in constants)


def test_text_depends_on_the_program_alone(program: Program) -> None:
    here = source(program)
    assert source(program) == here
    script = (
        "import sys; from leadspec_cli.commands.checking import check_policy;"
        "from leadspec.engines.python.module import source;"
        "sys.stdout.write(source(check_policy(sys.argv[1]).analysis.program))"
    )
    for seed in ("0", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-c", script, str(INBOUND)], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout == here

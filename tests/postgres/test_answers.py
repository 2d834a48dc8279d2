"""The conformance cases and random policies, on a server.

`make test` takes every sixth case and a few policies; `make test-postgres` all cases and more policies.
"""

from __future__ import annotations

import os

import pytest

from agreement.cases import case_of
from agreement.records import mixed
from conformance.casefile import case_files
from conformance.engines import EngineRunner
from conformance.test_conformance import test_case_gives_what_the_contract_says as holds
from leadspec.engines.interpreter import Interpreter
from postgres.engine import PostgresEngine
from postgres.server import Session

ALL = os.environ.get("LEADSPEC_POSTGRES") == "all"
_CASES = [case for file in case_files() for case in file.cases if case.error is None]
CASES = _CASES if ALL else _CASES[::6]
POLICIES = int(os.environ.get("LEADSPEC_POLICIES", "150" if ALL else "12"))


@pytest.mark.parametrize("case", CASES, ids=lambda each: each.id)
def test_case(case: object, session: Session) -> None:
    holds(case, EngineRunner("postgres", PostgresEngine(session)))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(POLICIES))
def test_random_policy_gives_the_answers_of_the_interpreter(seed: int, session: Session) -> None:
    case = case_of(f"postgres {seed}", 12)
    leads = [*case.cleaned.leads, *mixed(seed, case.cleaned.leads, 20)]
    expected = list(Interpreter().prepare(case.program, case.as_of, case.zone).verdicts(leads))
    found = list(PostgresEngine(session).prepare(case.program, case.as_of, case.zone).verdicts(leads))
    assert found == expected

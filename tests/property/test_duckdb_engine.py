"""DuckDB answers as the interpreter does, to the letter: values, what is undecided, and which facts are missing."""

from __future__ import annotations

import pytest
from hypothesis import given

from leadspec.engines.duckdb import DuckDBEngine
from leadspec.engines.interpreter import Interpreter
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.values.zones import Zone
from property.may_programs import NOW, leads, programs
from property.soak import seeds, tries
from property.typed_leads import cleaned, random_records
from property.typed_policies import random_policy
from property.typed_runs import program_of
from unit.engines.ir_builder import ZONE

LEADS = 60


def agree(program: Program, as_of: int, zone: Zone | None, given: list[Lead]) -> None:
    wanted = Interpreter().prepare(program, as_of, zone).verdicts(given)
    found = DuckDBEngine().prepare(program, as_of, zone).verdicts(given)
    for expected, answer, lead in zip(wanted, found, given, strict=True):
        assert answer == expected, lead


@pytest.mark.parametrize("seed", seeds(8))
def test_random_policies_get_the_same_answers(seed: int) -> None:
    policy = random_policy(seed)
    analysis = policy.load()
    program = program_of(policy, analysis)
    agree(
        program,
        policy.as_of,
        policy.zone,
        list(cleaned(random_records(seed, policy, LEADS), analysis, policy.zone).values()),
    )


@tries(12)
@given(programs(), leads(), leads())
def test_random_programs_get_the_same_answers(program: Program, one: Lead, other: Lead) -> None:
    agree(program, NOW, ZONE, [one, other])

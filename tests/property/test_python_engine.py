"""Generated Python gives exactly what the interpreter gives: random policies, random programs, random leads.

Compared are whole verdicts, with all that is undecided and missing, and the lean answers with the verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given

from agreement.contenders import decided
from leadspec.engines.interpreter import evaluate_prepared, prepare
from leadspec.engines.python import PythonProgram
from leadspec.engines.python.runtime import never_back
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.values.zones import Zone
from property.may_programs import NOW, leads, programs
from property.soak import SOAK, seeds, tries
from property.typed_leads import cleaned, random_records
from property.typed_policies import random_policy
from property.typed_runs import program_of
from unit.engines.ir_builder import ZONE

RECORDS = 12
FIRST_KINDS = ("personas", "scores", "labels", "tables", "stage")


def agrees(program: Program, as_of: int, zone: Zone, some: Iterable[Lead], told: str) -> int:
    """How many verdicts were compared, in each way in which a window may be asked for."""
    prepared = prepare(program, as_of, zone)
    engines = [PythonProgram(program, zone)]
    if never_back(zone):
        engines.append(PythonProgram(program, zone, back_never=False))
    judges = [each.at(as_of) for each in engines]
    count = 0
    for lead in some:
        expected = evaluate_prepared(prepared, lead).verdict
        for judge in judges:
            assert judge.verdict(lead) == expected, f"{told}\n{lead}"
            answer = judge.answer(lead)
            assert answer == decided(judge.python.paths, expected), f"{told}\n{lead}"
            count += 1
    return count


def test_random_policies_get_the_same_verdicts() -> None:
    policies = verdicts = 0
    for seed in seeds(150):
        policy = random_policy(seed)
        analysis = policy.load()
        program = program_of(policy, analysis)
        some = cleaned(random_records(seed, policy, RECORDS), analysis, policy.zone)
        verdicts += agrees(program, policy.as_of, policy.zone, some.values(), f"seed {seed}\n{policy.text}")
        policies += 1
    if SOAK > 1:
        print(f"{policies:,} policies, {verdicts:,} verdicts, no difference")


@tries(100)
@given(programs(), leads())
def test_random_programs_get_the_same_verdicts(program: Program, lead: Lead) -> None:
    agrees(program, NOW, ZONE, [lead], repr(program))

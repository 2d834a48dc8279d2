"""The engine from outside: pickles, threads, long tables and chains, and nothing touched but memory."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from leadspec.engines.interpreter import evaluate
from leadspec.engines.python import PythonEngine, PythonProgram
from leadspec.engines.python.runtime import never_back, start_of
from leadspec.ir.core import (
    AtLeast,
    Compare,
    Definition,
    Not,
    Program,
    Ref,
    Relation,
    Role,
    Truth,
    ValueKind,
)
from leadspec.ir.lead import Lead
from leadspec.values.zones import zone, zone_names
from unit.engines.ir_builder import ALWAYS, BOOLEAN, NUMBER, ZONE, definition, fact, number, program, rows

NOW = 1_790_000_000_000_000


def same_as_reference(made: Program, *some: Lead) -> None:
    judge = PythonEngine().prepare(made, NOW, ZONE)
    for lead in some:
        assert judge.verdict(lead) == evaluate(made, lead, NOW, ZONE).verdict


def with_number(value: int) -> Lead:
    return Lead("L", {"n": value * 1_000_000})


def test_table_longer_than_python_nests() -> None:
    made = [(Compare(Relation.EQUAL, fact("n", NUMBER), number(each), NUMBER), f"row {each}") for each in range(3_000)]
    table = definition("t", Role.TABLE, rows(*made, (ALWAYS, "other")))
    same_as_reference(
        program(table), with_number(0), with_number(2_999), with_number(1_777), with_number(-1), Lead("L", {})
    )


@pytest.mark.parametrize("negated", [False, True])
def test_chain_of_definitions_longer_than_python_recurses(negated: bool) -> None:
    made: list[Definition] = [definition("d0", Role.DEFINE, Truth(fact("b", BOOLEAN)), kind=BOOLEAN)]
    for each in range(1, 2_000):
        before: Any = Truth(Ref(f"d{each - 1}", BOOLEAN))
        body = Not(before) if negated else AtLeast(2, (before, Truth(fact("b", BOOLEAN))))
        made.append(definition(f"d{each}", Role.DEFINE, body, kind=BOOLEAN))
    made.append(definition("f", Role.FLAG, Truth(Ref("d1999", BOOLEAN)), kind=BOOLEAN))
    same_as_reference(program(*made), Lead("L", {"b": True}), Lead("L", {"b": False}), Lead("L", {}))


@pytest.mark.parametrize("name", ["get", "lead", "for", "None", "answer", "fold", "2nd", "", "ÄÖ", "print", "match"])
def test_any_name_may_stand_in_a_policy(name: str) -> None:
    condition = definition(name or "x", Role.FLAG, Truth(fact("class", ValueKind.BOOLEAN)), kind=BOOLEAN)
    same_as_reference(program(condition), Lead("L", {"class": True}), Lead("L", {}))


def test_judge_is_pickled_as_its_program() -> None:
    made = program(definition("f", Role.FLAG, Truth(fact("b", BOOLEAN)), kind=BOOLEAN))
    judge = PythonEngine().prepare(made, NOW, ZONE)
    lead = Lead("L", {"b": True})
    before = judge.verdict(lead)
    again = pickle.loads(pickle.dumps(judge))
    assert again.verdict(lead) == before
    assert again.answer(lead) == judge.answer(lead)


def test_threads_share_a_judge() -> None:
    condition = Compare(Relation.AT_LEAST, fact("n", NUMBER), number(500), NUMBER)
    made = program(definition("f", Role.FLAG, condition, kind=BOOLEAN))
    judge = PythonEngine().prepare(made, NOW, ZONE)
    some = [with_number(each) for each in range(1_000)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(judge.verdict, some))
    assert [bool(each.flags) for each in found] == [False] * 500 + [True] * 500


def test_instant_is_a_whole_number() -> None:
    made = PythonProgram(program(definition("f", Role.FLAG, ALWAYS, kind=BOOLEAN)), None)
    with pytest.raises(TypeError, match="microseconds"):
        made.at("2026-11-21")  # type: ignore[arg-type]


def test_start_of_a_day_is_its_first_instant() -> None:
    for name in sorted(zone_names())[::7]:
        here = zone(name)
        assert here is not None
        if not never_back(here):
            continue
        near = {here.day(at) + each for at in here.starts[-40:] for each in (-1, 0, 1, 2)}
        for day in (*sorted(near), -20_000, 0, 20_000, 60_000, 80_000):
            start = start_of(here, day)
            assert here.day(start) >= day > here.day(start - 1), (name, day)


def test_some_zone_went_back_over_midnight() -> None:
    """Else nothing would need the other way of asking windows."""
    st_johns = zone("America/St_Johns")
    assert st_johns is not None
    assert not never_back(st_johns)


CONTAINED = """
import sys
from conformance.engines import load
from leadspec.cleanup import clean
from leadspec.engines.python import PythonEngine
from leadspec.values.zones import zone
from property.typed_leads import cleaned, random_records
from property.typed_policies import random_policy
from property.typed_runs import program_of

judges = []
for seed in range(4):
    policy = random_policy(seed)
    analysis = policy.load()
    program = program_of(policy, analysis)
    some = list(cleaned(random_records(seed, policy, 6), analysis, policy.zone).values())
    judge = PythonEngine().prepare(program, policy.as_of, policy.zone)
    list(judge.verdicts(some)), [judge.answer(each) for each in some]
    judges.append((judge, some))

touched = []
OUTSIDE = ("open", "socket", "subprocess", "os.", "shutil", "glob", "tempfile", "ctypes", "import", "compile", "exec")
sys.addaudithook(lambda event, _: touched.append(event) if event.startswith(OUTSIDE) else None)
for judge, some in judges:
    list(judge.verdicts(some)), [judge.answer(each) for each in some]
found = list(touched)
open(sys.argv[0] if sys.argv[0] != "-c" else sys.executable, "rb").close()
print(found, "open" in touched)
"""


def test_evaluation_touches_nothing_but_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CONTAINED],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
    )
    assert done.stdout.strip() == "[] True"

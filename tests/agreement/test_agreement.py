"""All engines say the same: random policies, schemas and raw leads; the generator says everything; kept cases.

The same seeds in each run. `make soak` goes on for as long as it is told to.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from agreement.cases import case_of
from agreement.contenders import CONTENDERS, REFERENCE, why_absent
from agreement.core_constructs import all_constructs, constructs
from agreement.harness import DEFAULT, agree, differences
from agreement.raw_json import raw_json, raw_of
from agreement.regressions import Regression, regressions, rows
from agreement.unclean import record_of
from property.soak import SOAK

POLICIES = 24
BY_DUCKDB = 6
SAMPLE = 200
LEAST_SHARE = 0.05
IN_PROCESS = tuple(each for each in DEFAULT if each != "duckdb")


def test_generated_python_says_what_the_interpreter_says() -> None:
    agreed(range(POLICIES * SOAK), IN_PROCESS)


def test_duckdb_says_what_the_interpreter_says() -> None:
    agreed(range(1_000, 1_000 + BY_DUCKDB * SOAK), ("duckdb", "python"))


@pytest.mark.spark
def test_spark_says_what_the_interpreter_says() -> None:
    absent = why_absent("spark")
    if absent is not None:
        pytest.skip(absent)
    agreed(range(2_000, 2_000 + 4 * SOAK), ("spark", "python"))


def agreed(seeds: range, engines: tuple[str, ...]) -> None:
    verdicts: Counter[str] = Counter()
    rejects = 0
    for seed in seeds:
        found = agree(seed, engines, leads=40, by_reference=16)
        told = "\n".join(str(each) for each in found.differences)
        assert not found.differences, f"seed {seed}\n{told}\n{found.cases[0].policy}"
        verdicts.update(found.verdicts)
        rejects += found.rejects
    assert rejects, "some records have to be rejected"
    for each in (*engines, REFERENCE):
        assert verdicts[each] > 5 * len(seeds), each


# --- the generator ----------------------------------------------------------------------------------------------------


@cache
def sample() -> list[frozenset[str] | None]:
    """What the programs of the first seeds hold; None where a policy does not check."""
    cases = (case_of(seed, 0) for seed in range(SAMPLE))
    return [constructs(each.program) if each.checks and not each.analysis.diagnostics else None for each in cases]


def test_every_policy_of_a_hundred_checks() -> None:
    assert sum(each is None for each in sample()) <= SAMPLE // 100


def test_every_construct_of_the_core_occurs_in_one_policy_of_twenty() -> None:
    found: Counter[str] = Counter()
    for each in sample():
        found.update(each or ())
    rare = {each: found[each] / SAMPLE for each in all_constructs() if found[each] < SAMPLE * LEAST_SHARE}
    assert rare == {}


def test_what_is_called_impossible_never_occurs() -> None:
    held = frozenset[str]().union(*(each for each in sample() if each))
    said = {each for each in held if "=" in each}
    assert said <= all_constructs() | {each for each in said if each.startswith("Definition.")}


def test_a_seed_gives_one_case() -> None:
    assert case_of(5, 8) == case_of(5, 8)
    assert case_of(5, 8) != case_of(6, 8)


def test_a_clean_lead_is_what_becomes_of_its_raw_record() -> None:
    for seed in range(12):
        case = case_of(seed, 10)
        assert case.analysis.schema is not None
        raw = [record_of(each, case.analysis.schema) for each in case.cleaned.leads]
        again = [raw_of(raw_json(each)) for each in raw]
        assert again == raw
        assert replace(case, records=tuple(again)).cleaned.leads == case.cleaned.leads


# --- kept cases -------------------------------------------------------------------------------------------------------


HERE = tuple(each for each in CONTENDERS if each != "spark" and why_absent(each) is None)


@pytest.mark.parametrize("regression", list(regressions()), ids=lambda each: each.name)
def test_a_case_on_which_engines_differed_is_settled(regression: Regression) -> None:
    assert rows(regression.case) == regression.expected
    assert differences(regression.case, HERE) == []


@pytest.mark.spark
def test_a_case_on_which_engines_differed_is_settled_on_spark() -> None:
    absent = why_absent("spark")
    if absent is not None:
        pytest.skip(absent)
    for regression in regressions():
        assert differences(regression.case, ("spark",)) == [], regression.name

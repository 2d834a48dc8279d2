"""Any policy that DuckDB runs, Spark runs. Compiling needs neither Java nor pyspark."""

from __future__ import annotations

import pytest

from leadspec.engines.capabilities import CONSTRUCTS, reason_against
from leadspec.engines.spark import SparkEngine
from leadspec.ir.walk import walk
from property.typed_policies import random_policy
from property.typed_runs import program_of

SEEDS = (21, 22)  # small policies that hold every construct between them


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_spark_says_what_duckdb_says(construct: str) -> None:
    assert reason_against("duckdb", construct) is not None or reason_against("spark", construct) is None


def test_policies_with_every_construct_compile() -> None:
    met: set[str] = set()
    for seed in SEEDS:
        policy = random_policy(seed)
        program = program_of(policy, policy.load())
        assert SparkEngine().prepare(program, policy.as_of, policy.zone).steps.stages
        met |= {type(node).__name__ for each in program.definitions for node in walk(each.body)}
    missed = CONSTRUCTS.keys() - met - {"Decay"}
    assert not missed

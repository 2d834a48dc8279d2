"""Random policies and leads: Spark says what the interpreter says."""

from __future__ import annotations

import pytest

from leadspec.engines.interpreter import evaluate_prepared, prepare
from leadspec.engines.spark import SparkEngine
from property.soak import seeds
from property.typed_leads import cleaned, random_records
from property.typed_policies import random_policy
from property.typed_runs import program_of

pytestmark = pytest.mark.spark


@pytest.mark.parametrize("seed", seeds(20))
def test_random_policy_gets_the_same_verdicts(seed: int) -> None:
    policy = random_policy(seed)
    analysis = policy.load()
    program = program_of(policy, analysis)
    leads = list(cleaned(random_records(seed, policy, 40), analysis, policy.zone).values())
    prepared = prepare(program, policy.as_of, policy.zone)
    expected = [evaluate_prepared(prepared, each).verdict for each in leads]
    found = list(SparkEngine().prepare(program, policy.as_of, policy.zone).verdicts(leads))
    assert found == expected, f"seed {seed}\n{policy.text}"

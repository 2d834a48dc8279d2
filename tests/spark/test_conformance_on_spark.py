"""Every conformance case on Spark, each policy as one plan over all its leads."""

from __future__ import annotations

import pytest

from conformance import test_conformance
from conformance.casefile import Case
from conformance.engines import EngineRunner
from leadspec.engines.spark import SparkEngine

pytestmark = pytest.mark.spark
RUNNER = EngineRunner("spark", SparkEngine())


@pytest.mark.parametrize(
    "case", [each for each in test_conformance.CASES if each.error is None], ids=lambda each: each.id
)
def test_case_gives_on_spark_what_the_contract_says(case: Case) -> None:
    test_conformance.test_case_gives_what_the_contract_says(case, RUNNER)

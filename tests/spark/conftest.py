"""Tests that start Spark: `make test-spark` runs them. They say why where they cannot run."""

from __future__ import annotations

import pytest

from agreement.contenders import why_absent


@pytest.fixture(autouse=True)
def _spark_is_here() -> None:
    absent = why_absent("spark")
    if absent is not None:
        pytest.skip(absent)

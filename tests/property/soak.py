"""How many examples a law is tried on: few and always the same in `make test`, more where asked for.

`LEADSPEC_SOAK=50` tries fifty times as many, chosen at random; a failure prints how to find it again.
"""

from __future__ import annotations

import os
from random import Random

from hypothesis import HealthCheck, settings

SOAK = max(int(os.environ.get("LEADSPEC_SOAK", "1")), 1)


def tries(examples: int) -> settings:
    """The settings of a law that is tried on so many examples, times `LEADSPEC_SOAK`."""
    return settings(
        max_examples=examples * SOAK,
        derandomize=SOAK == 1,
        database=None,
        print_blob=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def seeds(count: int) -> list[int]:
    """Seeds for random policies: the first ones, or as many as asked for of all."""
    return list(range(count)) if SOAK == 1 else Random().sample(range(10**9), count * SOAK)

"""The reference interpreter: short, slow and obvious. It is the definition of every rule.

In: a program of the core IR, a cleaned lead, the instant of the run and the policy's zone. Out: an `Evaluation`, the
verdict with every reason that led to it. The rules it writes down: `docs/reference/semantics.md`.
"""

from leadspec.engines.interpreter.evaluation import (
    Evaluation,
    InterpretedPolicy,
    Interpreter,
    evaluate,
    evaluate_prepared,
)
from leadspec.engines.interpreter.prepare import Prepared, prepare

__all__ = [
    "Evaluation",
    "InterpretedPolicy",
    "Interpreter",
    "Prepared",
    "evaluate",
    "evaluate_prepared",
    "prepare",
]

"""Evaluate a program for one lead: every definition in its order, then the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from leadspec.engines.interpreter.outcomes import evaluate_match
from leadspec.engines.interpreter.points import evaluate_points
from leadspec.engines.interpreter.prepare import Prepared, prepare
from leadspec.engines.interpreter.reasons import DefinitionResult, NodeResult
from leadspec.engines.interpreter.run import Run
from leadspec.engines.interpreter.verdict import verdict_of
from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    AtLeast,
    Body,
    Choose,
    Compare,
    Condition,
    Const,
    DayOf,
    Elapsed,
    EventSet,
    Field,
    FirstMatch,
    FirstOf,
    Group,
    Later,
    Measured,
    Not,
    OneOf,
    OutcomeIn,
    Points,
    Present,
    Program,
    Ref,
    Round,
    Tally,
    TextPart,
    Truth,
    Value,
)
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import Verdict
from leadspec.values.zones import Zone


@dataclass(frozen=True)
class Evaluation:
    """One lead's answer with all its reasons.

    `results`: by definition. `nodes`: conditions, values and event sets in the lead's scope, see `of`.
    """

    prepared: Prepared
    lead: Lead
    results: Mapping[str, DefinitionResult]
    nodes: Mapping[int, NodeResult]
    verdict: Verdict

    def of(self, node: Condition | Value | EventSet) -> NodeResult | None:
        """What a node of the program gave; None where it was not reached, or is in the scope of an event."""
        return self.nodes.get(id(node))


def evaluate(program: Program, lead: Lead, as_of: int, zone: Zone | None) -> Evaluation:
    """The answer for one lead, with all reasons. For many leads prepare once, see `evaluate_prepared`."""
    return evaluate_prepared(prepare(program, as_of, zone), lead)


def evaluate_prepared(prepared: Prepared, lead: Lead) -> Evaluation:
    run = Run(prepared, lead)
    for definition in prepared.program.definitions:
        run.definitions[definition.name] = _definition(run, definition.body)
    verdict = verdict_of(prepared.program, lead.id, run.definitions)
    return Evaluation(prepared, lead, run.definitions, run.nodes, verdict)


def _definition(run: Run, body: Body) -> DefinitionResult:
    match body:
        case FirstMatch():
            return evaluate_match(run, body)
        case Points() | Group() | FirstOf():
            return evaluate_points(run, body)
        case Compare() | OneOf() | Present() | Not() | AtLeast() | OutcomeIn() | Truth():
            return run.condition(body)
        case (
            Const()
            | Field()
            | Ref()
            | Arithmetic()
            | Choose()
            | Round()
            | TextPart()
            | DayOf()
            | AsOf()
            | Later()
            | Elapsed()
            | Measured()
            | Tally()
        ):
            return run.value(body)
        case _:
            assert_never(body)


class Interpreter:
    """The reference engine, as `engines.base.Engine`."""

    name = "reference"

    def prepare(self, program: Program, as_of: int, zone: Zone | None) -> InterpretedPolicy:
        return InterpretedPolicy(prepare(program, as_of, zone))


@dataclass(frozen=True)
class InterpretedPolicy:
    """A program made ready, as `engines.base.Judge`."""

    prepared: Prepared

    def verdicts(self, leads: Iterable[Lead]) -> Iterator[Verdict]:
        return (evaluate_prepared(self.prepared, lead).verdict for lead in leads)

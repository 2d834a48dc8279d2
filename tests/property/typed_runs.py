"""Policies at work: what a policy says of records, in forms that two policies can be compared by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leadspec.analysis.model import Analysis
from leadspec.engines.interpreter import Evaluation, evaluate_prepared, prepare
from leadspec.ir.core import Program
from leadspec.ir.invariants import check
from leadspec.ir.lead import Lead
from property.typed_leads import Record, cleaned
from property.typed_policies import TypedPolicy


def program_of(policy: TypedPolicy, analysis: Analysis | None = None) -> Program:
    """The core IR of a policy, which has no fault."""
    found = policy.load() if analysis is None else analysis
    faults = [(each.id, each.message) for each in found.diagnostics]
    assert faults == [], policy.text
    assert found.program is not None
    assert check(found.program) == [], policy.text
    return found.program


def evaluations(policy: TypedPolicy, program: Program, leads: Mapping[str, Lead]) -> dict[str, Evaluation]:
    prepared = prepare(program, policy.as_of, policy.zone)
    return {name: evaluate_prepared(prepared, each) for name, each in leads.items()}


def meanings(policy: TypedPolicy, analysis: Analysis, records: Sequence[Record]) -> dict[str, object]:
    """What the policy says of each record that is not rejected, by its id."""
    leads = cleaned(records, analysis, policy.zone)
    program = program_of(policy, analysis)
    return {name: each.verdict.meaning() for name, each in evaluations(policy, program, leads).items()}

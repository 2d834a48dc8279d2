"""May-sets hold all that filling in missing facts may give, never grow by a fact, and blame the right facts."""

from __future__ import annotations

from typing import assert_never

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadspec.engines.interpreter import evaluate_prepared, prepare
from leadspec.engines.interpreter.reasons import (
    DefinitionResult,
    FirstOfResult,
    GroupResult,
    LineResult,
    MatchResult,
)
from leadspec.engines.interpreter.results import ConditionResult, ValueResult
from leadspec.ir.core import Program
from leadspec.ir.invariants import check
from leadspec.ir.lead import Lead
from property.may_programs import NOW, completions, gap_name, gaps, leads, programs
from unit.engines.ir_builder import ZONE

SMALL = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MOST = 40


def value_of(result: DefinitionResult) -> object:
    match result:
        case ConditionResult(value=value) | ValueResult(value=value):
            return value
        case LineResult() | GroupResult() | FirstOfResult():
            return result.points.cents
        case MatchResult(outcome=outcome):
            return outcome
        case _:
            assert_never(result)


def may_be(result: DefinitionResult, value: object) -> bool:
    """Whether a value is in the may-set of a result."""
    match result:
        case ConditionResult(may=may):
            return value in may
        case ValueResult():
            if not result.open:
                return value == result.value
            if value is None or not isinstance(value, int):
                return value is not None or result.may_miss
            return result.low <= value <= result.high
        case LineResult() | GroupResult() | FirstOfResult():
            return isinstance(value, int) and result.points.low <= value <= result.points.high
        case MatchResult(outcomes=outcomes):
            return value in outcomes
        case _:
            assert_never(result)


def is_within(narrow: DefinitionResult, wide: DefinitionResult) -> bool:
    """Whether the may-set of one result lies in that of another."""
    match narrow, wide:
        case ConditionResult(), ConditionResult():
            return narrow.may <= wide.may
        case ValueResult(), ValueResult():
            if not narrow.open:
                return may_be(wide, narrow.value)
            return (
                wide.open and narrow.low >= wide.low and narrow.high <= wide.high and wide.may_miss >= narrow.may_miss
            )
        case MatchResult(), MatchResult():
            return set(narrow.outcomes) <= set(wide.outcomes)
        case (LineResult() | GroupResult() | FirstOfResult(), LineResult() | GroupResult() | FirstOfResult()):
            return wide.points.low <= narrow.points.low and narrow.points.high <= wide.points.high
        case _:
            return False


def missing_of(result: DefinitionResult) -> frozenset[str]:
    if isinstance(result, LineResult | GroupResult | FirstOfResult):
        return result.points.missing
    return result.missing


def is_decided(result: DefinitionResult) -> bool:
    match result:
        case ConditionResult():
            return result.decided
        case ValueResult():
            return not result.open
        case MatchResult():
            return len(result.outcomes) == 1
        case _:
            return result.points.decided


@SMALL
@given(programs())
def test_the_programs_keep_the_promises_of_the_ir(program: Program) -> None:
    assert check(program) == []


@SMALL
@given(programs(), leads())
def test_may_sets_hold_every_completion_and_never_widen(program: Program, lead: Lead) -> None:
    prepared = prepare(program, NOW, ZONE)
    before = evaluate_prepared(prepared, lead).results
    for name, result in before.items():
        assert may_be(result, value_of(result)), f"{name}: its own value"
    for complete in completions(lead, gaps(lead), MOST):
        after = evaluate_prepared(prepared, complete).results
        for name, result in after.items():
            assert may_be(before[name], value_of(result)), f"{name}: a completion outside of the may-set"
            assert is_within(result, before[name]), f"{name}: a fact more, and a wider may-set"


@SMALL
@given(programs(), leads())
def test_only_the_missing_facts_it_names_change_a_result(program: Program, lead: Lead) -> None:
    prepared = prepare(program, NOW, ZONE)
    before = evaluate_prepared(prepared, lead).results
    absent = gaps(lead)
    for name, result in before.items():
        blamed = missing_of(result)
        assert is_decided(result) is not bool(blamed), name
        assert blamed <= {gap_name(each) for each in absent}, name
        others = [each for each in absent if gap_name(each) not in blamed]
        for complete in completions(lead, others, 12):
            assert value_of(evaluate_prepared(prepared, complete).results[name]) == value_of(result), name


@SMALL
@given(programs(), st.data())
def test_a_lead_without_gaps_is_decided(program: Program, data: st.DataObject) -> None:
    lead = data.draw(leads())
    prepared = prepare(program, NOW, ZONE)
    # The last completion fills in every gap.
    *_, complete = completions(lead, gaps(lead), 10**6) if len(gaps(lead)) < 6 else (lead,)
    if not gaps(complete):
        assert all(is_decided(each) for each in evaluate_prepared(prepared, complete).results.values())

"""The truth of a condition: true, false or unknown by Kleene, and which of these it may be.

May-sets are lifted part by part: a condition may be whatever its parts may make of it, each chosen freely. That is
linear in the policy and never claims too little, though `x or not x` may seem open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from leadspec.engines.interpreter.comparisons import compared, one_of
from leadspec.engines.interpreter.reasons import MatchResult
from leadspec.engines.interpreter.results import (
    ConditionResult,
    Truth3,
    condition_result,
    decided,
    joined,
)
from leadspec.engines.interpreter.values import truth_of
from leadspec.ir.core import AtLeast, Compare, Condition, Not, OneOf, OutcomeIn, Present, Ref, Truth
from leadspec.ir.lead import Event

if TYPE_CHECKING:
    from leadspec.engines.interpreter.run import Run


def evaluate_condition(run: Run, node: Condition, event: Event | None) -> ConditionResult:
    """The truth of a condition for the lead, or for one event of it."""
    match node:
        case Compare():
            return compared(node, run.value(node.left, event), run.value(node.right, event))
        case OneOf():
            return one_of(node, run.prepared.sets[id(node)], run.value(node.item, event))
        case Present():
            return _present(run, node, event)
        case Not(item=item):
            return _negated(run.condition(item, event))
        case AtLeast(number=number, items=items):
            return at_least(number, [run.condition(item, event) for item in items])
        case OutcomeIn():
            return _outcome_in(run, node)
        case Truth(item=Ref(name=name)):
            found = run.definitions[name]
            return found if isinstance(found, ConditionResult) else truth_of(run.value(node.item, event))
        case Truth(item=item):
            return truth_of(run.value(item, event))
        case _:
            assert_never(node)


def _present(run: Run, node: Present, event: Event | None) -> ConditionResult:
    """That a fact is missing is known, so asking for it is decided; a measure may yet come to be there."""
    item = run.value(node.item, event)
    value = item.value is not None and item.value != ()
    if not item.open or id(node) in run.prepared.factual:
        return decided(value)
    # Something open may be there, else it would be decided as missing.
    return condition_result(value, {True, False} if item.may_miss else {True}, item.missing)


def _negated(item: ConditionResult) -> ConditionResult:
    if item.decided:
        return decided(_not(item.value))
    return ConditionResult(_not(item.value), frozenset(map(_not, item.may)), item.missing)


def _not(truth: Truth3) -> Truth3:
    return None if truth is None else not truth


def at_least(number: int, items: list[ConditionResult]) -> ConditionResult:
    """True where at least `number` are true; false where too few can be; else unknown."""
    true = sum(item.value is True for item in items)
    unknown = sum(item.value is None for item in items)
    value: Truth3 = True if true >= number else False if true + unknown < number else None
    if all(item.decided for item in items):
        return decided(value)
    may: set[Truth3] = set()
    if sum(True in item.may for item in items) >= number:
        may.add(True)
    if sum(False not in item.may for item in items) < number:
        may.add(False)
    # Unknown: fewer than `number` true, but with the unknown ones enough. What may be unknown helps without being
    # true, so it is; of the rest as many are true as still leaves too few.
    may_be_unknown = sum(None in item.may for item in items)
    must_be_true = sum(not item.may_fail for item in items)
    either = sum(len(item.may) == 2 and None not in item.may for item in items)
    if must_be_true < number <= must_be_true + may_be_unknown + min(either, number - 1 - must_be_true):
        may.add(None)
    return condition_result(value, may, joined(item.missing for item in items))


def all_of(items: list[ConditionResult]) -> ConditionResult:
    return at_least(len(items), items)


def _outcome_in(run: Run, node: OutcomeIn) -> ConditionResult:
    found = run.definitions[node.name]
    if not isinstance(found, MatchResult):
        raise TypeError(f"`{node.name}` has no outcomes")
    may = {outcome in node.outcomes for outcome in found.outcomes}
    return condition_result(found.outcome in node.outcomes, may, found.missing)

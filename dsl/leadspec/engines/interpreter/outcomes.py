"""The first row that is true, and the rows that may be first: stages, labels and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadspec.engines.interpreter.reasons import MatchResult
from leadspec.engines.interpreter.results import (
    HIGHEST,
    LOWEST,
    NOTHING,
    ConditionResult,
    ValueResult,
    joined,
    known,
    open_value,
)
from leadspec.ir.core import FirstMatch, Row

if TYPE_CHECKING:
    from leadspec.engines.interpreter.run import Run


def evaluate_match(run: Run, node: FirstMatch) -> MatchResult:
    """A row whose condition is unknown is passed over; rows after one that surely holds are not looked at."""
    results: list[ConditionResult] = []
    for row in node.rows:
        result = run.condition(row.condition)
        results.append(result)
        if not result.may_fail:
            break
    chosen = next((index for index, each in enumerate(results) if each.value is True), None)
    if chosen is None:
        raise ValueError("no row of a first match holds; its last one always must")
    may = tuple(index for index, each in enumerate(results) if each.may_hold)
    possible = [node.rows[index] for index in may]
    outcomes = tuple(dict.fromkeys(row.outcome for row in possible))
    missing = NOTHING if len(outcomes) == 1 else joined(results[index].missing for index in may)
    row = node.rows[chosen]
    return MatchResult(
        tuple(results), chosen, may, row.outcome, row.number, outcomes, _as_value(row, possible, missing), missing
    )


def _as_value(row: Row, possible: list[Row], missing: frozenset[str]) -> ValueResult:
    """The result of a table as a number or text that other rules read."""
    if not missing:
        return known(row.outcome if row.number is None else row.number)
    if row.number is None:
        return open_value(row.outcome, LOWEST, HIGHEST, False, missing)
    numbers = [each.number for each in possible if each.number is not None]
    return open_value(row.number, min(numbers), max(numbers), False, missing)

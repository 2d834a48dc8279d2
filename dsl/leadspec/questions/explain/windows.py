"""The first and the last local day of a window, so that nobody has to count them."""

from __future__ import annotations

from leadspec.engines.interpreter import Evaluation
from leadspec.engines.interpreter.results import ValueResult
from leadspec.ir.core import (
    AsOf,
    AtLeast,
    Compare,
    Condition,
    DayOf,
    EventSet,
    Field,
    Relation,
    Scope,
    Value,
    ValueKind,
)


def window_days(evaluation: Evaluation, node: EventSet) -> tuple[int | None, int | None]:
    """The days on which an event can lie in a window; None for an end that it does not have, or that is missing.

    An event after `as_of` is not seen, so the last day is at most today where anything is measured in days.
    """
    first: int | None = None
    last: int | None = None
    for test in _comparisons(node.window):
        day = _day(evaluation, test)
        if day is None:
            continue
        match test.relation:
            case Relation.MORE | Relation.AT_LEAST:
                begins = day + (test.relation is Relation.MORE and test.kind is ValueKind.DAY)
                first = begins if first is None else max(first, begins)
            case Relation.LESS | Relation.AT_MOST:
                ends = day - (test.relation is Relation.LESS and test.kind is ValueKind.DAY)
                last = ends if last is None else min(last, ends)
    if node.window is not None and evaluation.prepared.zone is not None:
        today = evaluation.prepared.day(evaluation.prepared.as_of)
        last = today if last is None else min(last, today)
    return first, last


def _comparisons(window: Condition | None) -> list[Compare]:
    match window:
        case Compare():
            return [window]
        case AtLeast(number=number, items=items) if number == len(items):
            return [each for each in items if isinstance(each, Compare)]
        case _:
            return []


def _day(evaluation: Evaluation, test: Compare) -> int | None:
    """The day that an event's own day or instant is compared with."""
    if not _is_of_event(test.left):
        return None
    match test.right:
        case AsOf():
            limit: int | None = evaluation.prepared.moments[id(test.right)]
        case _:
            found = evaluation.of(test.right)
            limit = found.value if isinstance(found, ValueResult) and isinstance(found.value, int) else None
    if limit is None or test.kind is ValueKind.DAY:
        return limit
    return evaluation.prepared.day(limit) if test.kind is ValueKind.INSTANT else None


def _is_of_event(node: Value) -> bool:
    item = node.item if isinstance(node, DayOf) else node
    return isinstance(item, Field) and item.scope is Scope.EVENT

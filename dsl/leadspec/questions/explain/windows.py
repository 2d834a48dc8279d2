"""The first and the last local day of a window, so that nobody has to count them."""

from __future__ import annotations

from leadspec.engines.interpreter import Evaluation
from leadspec.engines.interpreter.results import ValueResult
from leadspec.ir.core import Bound, EventSet, Relation, ValueKind
from leadspec.ir.kinds import kind_of_value


def window_days(evaluation: Evaluation, node: EventSet) -> tuple[int | None, int | None]:
    """The days on which an event can lie in a window; None for an end that it does not have, or that is missing.

    An event after `as_of` is not seen, so the last day is at most today where anything is measured in days.
    """
    first: int | None = None
    last: int | None = None
    for bound in node.window:
        day = _day(evaluation, bound)
        if day is None:
            continue
        of_days = kind_of_value(bound.limit) is ValueKind.DAY
        match bound.relation:
            case Relation.MORE | Relation.AT_LEAST:
                begins = day + (bound.relation is Relation.MORE and of_days)
                first = begins if first is None else max(first, begins)
            case Relation.LESS | Relation.AT_MOST:
                ends = day - (bound.relation is Relation.LESS and of_days)
                last = ends if last is None else min(last, ends)
    if node.window and evaluation.prepared.zone is not None:
        today = evaluation.prepared.day(evaluation.prepared.as_of)
        last = today if last is None else min(last, today)
    return first, last


def _day(evaluation: Evaluation, bound: Bound) -> int | None:
    """The day of a bound's limit."""
    found = evaluation.of(bound.limit)
    limit = found.value if isinstance(found, ValueResult) and isinstance(found.value, int) else None
    if limit is None or kind_of_value(bound.limit) is ValueKind.DAY:
        return limit
    return evaluation.prepared.day(limit)

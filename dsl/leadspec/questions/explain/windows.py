"""The first and the last local day of a window, so that nobody has to count them."""

from __future__ import annotations

from collections.abc import Mapping

from leadspec.engines.interpreter import Evaluation
from leadspec.engines.interpreter.results import ValueResult
from leadspec.ir.core import Bound, EventSet, Field, Ref, Relation, Scope, ValueKind
from leadspec.ir.kinds import kind_of_value
from leadspec.ir.walk import Node, walk


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


def days_of_the_lead(evaluation: Evaluation, node: EventSet) -> tuple[bool, bool]:
    """Whether the first and whether the last day of a window come from facts of the lead, so that they tell these."""
    bodies: dict[str, Node] = {each.name: each.body for each in evaluation.prepared.program.definitions}
    of_lead = [bound.relation for bound in node.window if _reads_the_lead(bodies, bound.limit)]
    first = any(each in (Relation.MORE, Relation.AT_LEAST) for each in of_lead)
    last = any(each in (Relation.LESS, Relation.AT_MOST) for each in of_lead)
    return first, last


def _reads_the_lead(bodies: Mapping[str, Node], node: Node) -> bool:
    """Whether a value reads a fact of the lead, itself or by way of the definitions that it names."""
    waiting, seen = [node], set[str]()
    while waiting:
        for each in walk(waiting.pop()):
            if isinstance(each, Field) and each.scope is Scope.LEAD:
                return True
            if isinstance(each, Ref) and each.name not in seen:
                seen.add(each.name)
                waiting.append(bodies[each.name])
    return False


def _day(evaluation: Evaluation, bound: Bound) -> int | None:
    """The day of a bound's limit."""
    found = evaluation.of(bound.limit)
    limit = found.value if isinstance(found, ValueResult) and isinstance(found.value, int) else None
    if limit is None or kind_of_value(bound.limit) is ValueKind.DAY:
        return limit
    return evaluation.prepared.day(limit)

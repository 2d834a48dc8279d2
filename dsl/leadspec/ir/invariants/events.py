"""Event sets: their types, the bounds of their windows, what is measured of them."""

from __future__ import annotations

from collections.abc import Iterator

from leadspec.ir.core import Bound, EventSet, Measure, Measured, Preceded, Relation, Scope, ValueKind
from leadspec.ir.invariants.known import Known, duration_problems, named
from leadspec.ir.kinds import kind_of_value

# Measures that give a number whatever they look at, and those that look at a field.
NUMBERS = frozenset({Measure.COUNT, Measure.DIFFERENT, Measure.DAYS, Measure.SUM, Measure.MOST_WITHIN})
OF_A_FIELD = frozenset(
    {Measure.DIFFERENT, Measure.SUM, Measure.LARGEST, Measure.SMALLEST, Measure.OF_FIRST, Measure.OF_LAST}
)


def event_set_problems(known: Known, node: EventSet) -> Iterator[str]:
    yield from _type_problems(known, node.types)
    if len(node.window) > 2:
        yield "a window has two ends at most"


def preceded_problems(known: Known, node: Preceded) -> Iterator[str]:
    yield from _type_problems(known, node.types)
    if node.within is not None and node.within.amount < 1:
        yield f"nothing lies within {node.within}"
    yield from duration_problems(node.within)


def _type_problems(known: Known, types: tuple[str, ...]) -> Iterator[str]:
    for name in sorted(set(types) - known.event_types):
        yield f"the schema has no event `{name}`"
    if not types:
        yield "no type of event is meant"
    if list(types) != sorted(set(types)):
        yield "the types of events are not sorted and without doubles"


def bound_problems(node: Bound) -> Iterator[str]:
    # That its limit reads no event is checked where the limit's own fields are.
    kind = kind_of_value(node.limit)
    if kind not in (ValueKind.DAY, ValueKind.INSTANT):
        yield f"a window does not end at {named(kind)}"
    if node.relation in (Relation.EQUAL, Relation.NOT_EQUAL):
        yield f"`{node.relation.value}` is no end of a window"


def measure_problems(node: Measured) -> Iterator[str]:
    name, field = node.measure.value, node.field
    if (field is not None) is not (node.measure in OF_A_FIELD):
        yield f"`{name}` {'needs a' if field is None else 'has no'} field"
    elif field is not None and field.scope is not Scope.EVENT:
        yield f"`{name}` of `{field.name}` measures a field of the lead"
    elif field is not None and node.measure not in NUMBERS and field.kind is not node.kind:
        yield f"`{name}` of `{field.name}` is {named(field.kind)}, not {named(node.kind)}"
    if (node.within is not None) is not (node.measure is Measure.MOST_WITHIN):
        yield f"`{name}` {'needs a' if node.within is None else 'has no'} duration"
    yield from duration_problems(node.within)
    if node.measure in NUMBERS and node.kind is not ValueKind.NUMBER:
        yield f"`{name}` is a number, not {named(node.kind)}"
    if node.measure in (Measure.FIRST_AT, Measure.LAST_AT) and node.kind is not ValueKind.INSTANT:
        yield f"`{name}` is an instant, not {named(node.kind)}"

"""Values: every part of the kind that its place needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    Choose,
    Choosing,
    Const,
    DayOf,
    Elapsed,
    Field,
    Later,
    Measured,
    Ref,
    Round,
    Scope,
    Tally,
    TextPart,
    Value,
    ValueKind,
)
from leadspec.ir.invariants.events import measure_problems
from leadspec.ir.invariants.known import ORDERED, Known, duration_problems, expect, kind_of_body, named
from leadspec.values.decimals import LIMIT, SCALE


def value_problems(known: Known, node: Value, of_event: bool) -> Iterator[str]:
    match node:
        case Const():
            yield from _const_problems(node)
        case Field():
            yield from _field_problems(known, node, of_event)
        case Ref(name=name, kind=kind):
            found = known.earlier.get(name)
            if found is None:
                yield f"it refers to `{name}`, which no earlier definition has"
            elif kind_of_body(found.body) is not kind:
                yield f"it refers to `{name}` as {named(kind)}, but that is {named(kind_of_body(found.body))}"
        case Arithmetic(first=first, rest=rest):
            yield from expect("arithmetic", [first, *(item for _, item in rest)], ValueKind.NUMBER)
        case Choose(how=how, items=items, kind=kind):
            yield from expect(how.value, items, kind)
            if not items:
                yield "it chooses from nothing"
            if how is not Choosing.FIRST_KNOWN and kind not in ORDERED:
                yield f"{named(kind)} has no {how.value} value"
        case Round(item=item, digits=digits):
            yield from expect("rounding", [item], ValueKind.NUMBER)
            if not 0 <= digits <= SCALE:
                yield f"it rounds to {digits} digits"
        case TextPart(piece=piece, item=item):
            yield from expect(f"the {piece.value}", [item], ValueKind.TEXT)
        case DayOf(item=item):
            yield from expect("a day", [item], ValueKind.INSTANT)
        case AsOf(kind=kind, back=back):
            if kind not in (ValueKind.DAY, ValueKind.INSTANT):
                yield f"the moment of the run cannot be {named(kind)}"
            if back is not None and back.is_clock is not (kind is ValueKind.INSTANT):
                yield f"{named(kind)} does not move by {back}"
            yield from duration_problems(back)
        case Later(item=item, by=by):
            yield from expect("a move", [item], ValueKind.INSTANT if by.is_clock else ValueKind.DAY)
            yield from duration_problems(by)
            if by.amount < 1:
                yield f"{by} is not later"
        case Elapsed(unit=unit, start=start, end=end):
            yield from expect(f"{unit.value}s", [start, end], ValueKind.INSTANT if unit.is_clock else ValueKind.DAY)
        case Measured():
            yield from measure_problems(node)
            if of_event:
                yield "it measures events inside a test of one event"
        case Tally():
            pass
        case _:
            assert_never(node)


def _field_problems(known: Known, node: Field, of_event: bool) -> Iterator[str]:
    fields = known.event_fields if node.scope is Scope.EVENT else known.fields
    if node.scope is Scope.EVENT and not of_event:
        yield f"the event's field `{node.name}` stands outside of any event"
    if node.name not in fields:
        yield f"the program does not say that it reads `{node.name}`"
    elif fields[node.name] is not node.kind:
        yield f"`{node.name}` is {named(fields[node.name])}, not {named(node.kind)}"


def _const_problems(node: Const) -> Iterator[str]:
    wanted = {ValueKind.BOOLEAN: bool, ValueKind.TEXT: str}.get(node.kind, int)
    if node.kind is ValueKind.ARRAY or type(node.value) is not wanted:
        yield f"`{node.value!r}` is not {named(node.kind)}"
    elif node.kind is ValueKind.NUMBER and not -LIMIT < int(node.value) < LIMIT:
        yield f"the number {node.value} is out of range"

"""What a node is checked against: the fields, events and lists of its program, and the definitions before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from leadspec.ir.core import (
    Body,
    Definition,
    FirstMatch,
    ListUse,
    Program,
    Value,
    ValueKind,
)
from leadspec.ir.kinds import CONDITIONS, RULES, kind_of_value
from leadspec.values.durations import Duration

ORDERED = frozenset({ValueKind.NUMBER, ValueKind.DAY, ValueKind.INSTANT})
OWN_FIELDS = {"at": ValueKind.INSTANT, "type": ValueKind.TEXT}


@dataclass(frozen=True)
class Known:
    """`earlier` grows from definition to definition."""

    fields: Mapping[str, ValueKind]
    event_fields: Mapping[str, ValueKind]
    event_types: frozenset[str]
    lists: Mapping[str, ListUse]
    earlier: dict[str, Definition] = field(default_factory=dict)


def known_of(program: Program) -> Known:
    fields = {each.name: each.kind for each in program.fields}
    event_fields = {each.name: each.kind for each in program.event_fields}
    return Known(fields, event_fields | OWN_FIELDS, frozenset(program.event_types), program.lists)


def kind_of_body(body: Body) -> ValueKind | None:
    """The kind of a definition's result."""
    if isinstance(body, CONDITIONS):
        return ValueKind.BOOLEAN
    if isinstance(body, RULES):
        return ValueKind.NUMBER
    if isinstance(body, FirstMatch):
        return ValueKind.TEXT if any(row.number is None for row in body.rows) else ValueKind.NUMBER
    return kind_of_value(body)


def expect(what: str, items: Iterable[Value], kind: ValueKind) -> Iterator[str]:
    for item in items:
        found = kind_of_value(item)
        if found is not kind:
            yield f"{what} needs {named(kind)}, not {named(found)}"


def duration_problems(duration: Duration | None) -> Iterator[str]:
    if duration is not None and duration.normal() != duration:
        yield f"{duration} is not in days, months or minutes"


def named(kind: ValueKind | None) -> str:
    return "nothing" if kind is None else f"{'an' if kind.value[0] in 'ai' else 'a'} {kind.value}"

"""Definitions -> program: what the outputs reach, in an order in which each reads only earlier ones."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from leadspec.analysis.context import Context
from leadspec.analysis.head import Head
from leadspec.analysis.lists import entries_of
from leadspec.analysis.model import LANGUAGE_VERSION, kind_of
from leadspec.diagnostics import Label
from leadspec.diagnostics.kinds import policy as kinds
from leadspec.ir import core
from leadspec.ir.walk import Node, walk
from leadspec.schema.model import Field, OnInvalid, Schema, TextFormat
from leadspec.types import (
    ArrayType,
    BooleanType,
    DateTimeType,
    DateType,
    EnumType,
    NumberType,
    NumberUnit,
    TextType,
    Type,
)
from leadspec.values.decimals import format_number
from leadspec.values.text import fold

_OUTPUTS = frozenset(
    {
        core.Role.PERSONA,
        core.Role.SCORE,
        core.Role.CLASSIFY,
        core.Role.TABLE,
        core.Role.DISQUALIFY,
        core.Role.FLAG,
        core.Role.STAGE,
        core.Role.COUNTS,
    }
)


def build_program(
    context: Context, head: Head, schema: Schema, definitions: Mapping[str, core.Definition], places: Mapping[str, int]
) -> core.Program:
    """The program of a policy without faults. `places`: where in the policy each rule stands."""
    roots = [each for each in definitions.values() if each.role in _OUTPUTS]
    roots.sort(key=lambda each: places[each.name])
    ordered = _reached(context, definitions, [each.name for each in roots])
    reads = _Reads(ordered)
    orders_events = schema.activities is not None and reads.events
    return core.Program(
        name=head.name,
        language=LANGUAGE_VERSION,
        departments=head.departments,
        zone=head.zone if reads.time else None,
        definitions=tuple(ordered),
        fields=tuple(field_use(each) for each in schema.fields if each.name in reads.fields),
        event_fields=tuple(field_use(each) for each in _event_fields(schema) if each.name in reads.event_fields),
        event_types=schema.activities.types if schema.activities else (),
        lists={name: _list_use(context, name) for name in sorted(reads.lists)},
        schema_order=(
            *(each.name for each in schema.fields),
            *(f"activities.{each.name}" for each in _event_fields(schema)),
        ),
        outputs=tuple(each.name for each in roots),
        events_contract=_events_contract(schema, reads.event_fields) if orders_events else (),
        reads_events=reads.events,
        reads_time=reads.time,
        metadata=head.metadata,
    )


def _reached(context: Context, definitions: Mapping[str, core.Definition], roots: list[str]) -> list[core.Definition]:
    """What the outputs reach: each after what it reads, else in the order of the outputs. Nothing recurses."""
    ordered: list[core.Definition] = []
    state: dict[str, bool] = {}  # False: open, True: done
    for root in roots:
        stack = [root]
        while stack:
            name = stack[-1]
            if state.get(name):
                stack.pop()
            elif name in state:
                state[name] = True
                ordered.append(definitions[name])
                stack.pop()
            else:
                state[name] = False
                for each in reversed(_references(definitions[name])):
                    if each in definitions and each not in state:
                        stack.append(each)
                    elif each in definitions and not state[each]:
                        _report_cycle(context, definitions[name], definitions[each])
    return ordered


def _references(definition: core.Definition) -> list[str]:
    found = dict.fromkeys(definition.members)
    for node in walk(definition.body):
        if isinstance(node, core.Ref | core.OutcomeIn):
            found[node.name] = None
    return list(found)


def _report_cycle(context: Context, reader: core.Definition, read: core.Definition) -> None:
    context.fail(
        kinds.DEFINITION_CYCLE,
        reader.span,
        f"`{reader.name}` and `{read.name}` read each other: neither can be worked out",
        "break the circle: let one of them ask for facts instead",
        secondary=[Label(read.span, "the other one")],
    )


class _Reads:
    """What definitions read: the lead's fields, the events' fields, lists, events, time."""

    def __init__(self, definitions: Iterable[core.Definition]) -> None:
        self.fields: set[str] = set()
        self.event_fields: set[str] = set()
        self.lists: set[str] = set()
        self.events = False
        self.time = False
        for definition in definitions:
            for node in walk(definition.body):
                self._take(node)

    def _take(self, node: Node) -> None:
        match node:
            case core.Field(name, kind, scope):
                (self.fields if scope is core.Scope.LEAD else self.event_fields).add(name)
                # Which instant a local time is, or a date without time, depends on the zone.
                self.time |= kind is core.ValueKind.INSTANT
            case core.OneOf(lists=lists):
                self.lists.update(lists)
            case core.EventSet():
                self.events = self.time = True  # an event after `as_of` is not seen
            case core.AsOf() | core.DayOf() | core.Later():
                self.time = True
            case _:
                pass


def _event_fields(schema: Schema) -> tuple[Field, ...]:
    return schema.activities.fields if schema.activities else ()


def _list_use(context: Context, name: str) -> core.ListUse:
    entries = entries_of(context, context.symbols.by_name[name])
    return core.ListUse(name, tuple(sorted({fold(text) for text, _ in entries})))


def _events_contract(schema: Schema, read: Container[str]) -> tuple[tuple[str, str], ...]:
    """What decides whether an event counts at all, beyond the fields that are read.

    A field that no rule reads may reject an event, and with it points: so what it asks for belongs to the meaning,
    unless the schema says that a value which does not fit is taken as missing.
    """
    activities = schema.activities
    if activities is None:
        return ()
    found = [("event id", activities.event_id)] if activities.event_id else []
    found += [("missing", each) for each in activities.type_missing]
    found += [("time missing", each) for each in activities.at_missing]
    for block, name in (*activities.required_within, *activities.required_blocks):
        found.append((f"required in {block}", name))
    for each in activities.fields:
        if each.name not in read and (each.required or each.on_invalid is OnInvalid.REJECT):
            use = field_use(each)
            members = [("member", member) for member in use.members or ()]
            found += [(f"unread {each.name} {key}", value) for key, value in (*use.contract, *members)]
            found.append((f"unread {each.name}", use.kind.value))
    return tuple(sorted(found))


def field_use(field: Field) -> core.FieldUse:
    """What the meaning of a policy needs to know of a field: type, members, markers, bounds."""
    type_ = field.type
    item = type_.item if isinstance(type_, ArrayType) else type_
    return core.FieldUse(
        field.name,
        kind_of(type_),
        kind_of(item) if isinstance(type_, ArrayType) else None,
        item.members if isinstance(item, EnumType) else None,
        _contract(field, item),
    )


def _contract(field: Field, item: Type) -> tuple[tuple[str, str], ...]:
    found = [("type", _type_word(item))]
    numbers = {
        "minimum": field.minimum,
        "maximum": field.maximum,
        "exclusive minimum": field.exclusive_minimum,
        "exclusive maximum": field.exclusive_maximum,
    }
    found += [(key, format_number(value)) for key, value in numbers.items() if value is not None]
    lengths = {"min length": field.min_length, "max length": field.max_length, "decimals": field.decimals}
    found += [(key, str(value)) for key, value in lengths.items() if value is not None]
    if field.pattern is not None:
        found.append(("pattern", field.pattern))
    if field.format is not TextFormat.PLAIN:
        found.append(("format", field.format.value))
    if field.required:
        found.append(("required", "true"))
    if field.on_invalid is not OnInvalid.REJECT:
        found.append(("on invalid", field.on_invalid.value))
    if isinstance(item, NumberType) and item.unit is not NumberUnit.PLAIN:
        found.append(("unit", item.unit.value))
    found += [("missing", each) for each in field.missing]
    return tuple(sorted(found))


def _type_word(type_: Type) -> str:
    match type_:
        case BooleanType():
            return "boolean"
        case NumberType(integer=integer):
            return "integer" if integer else "number"
        case EnumType():
            return "enum"
        case DateType():
            return "date"
        case DateTimeType():
            return "date-time"
        case TextType():
            return "text"
        case _:
            return "other"

"""Leads as an Arrow table in the shape of the table contract, with the columns that a policy reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from leadspec.engines.sql.contract import ACTIVITIES, DAY, ID, POSITION, day_column
from leadspec.engines.sql.reads import fields_read
from leadspec.ir.core import Program, ValueKind
from leadspec.ir.lead import FactValue, Lead
from leadspec.values.text import exact
from leadspec.values.zones import Zone

_SCALE = 6


def stage_leads(leads: Sequence[Lead], program: Program, zone: Zone | None) -> pa.Table:
    """All leads, in their order. Facts that the policy does not read are left out."""
    item_kinds = {each.name: each.item_kind for each in program.fields}
    columns: dict[str, Any] = {ID: pa.array([each.id for each in leads], pa.string())}
    read, of_events = fields_read(program)
    for name, kind in read.items():
        column_type, change = _column(kind, item_kinds.get(name))
        empty: list[object] | None = [] if kind is ValueKind.ARRAY else None
        columns[name] = pa.array([_changed(each.facts.get(name), change, empty) for each in leads], column_type)
        if kind is ValueKind.INSTANT and zone is not None:
            given = [_changed(each.facts.get(name), zone.day, None) for each in leads]
            columns[day_column(name)] = pa.array(given, pa.date32())
    columns[ACTIVITIES] = _activities(leads, of_events, zone)
    return pa.table(columns)


def _changed(value: FactValue | None, change: Callable[[Any], Any], empty: object) -> object:
    return empty if value is None else change(value)


def _column(kind: ValueKind, item: ValueKind | None) -> tuple[pa.DataType, Callable[[Any], Any]]:
    match kind:
        case ValueKind.BOOLEAN:
            return pa.bool_(), bool
        case ValueKind.NUMBER:
            return pa.decimal128(18, _SCALE), _decimal
        case ValueKind.TEXT:
            return pa.string(), exact
        case ValueKind.DAY:
            return pa.date32(), int
        case ValueKind.INSTANT:
            return pa.timestamp("us", "UTC"), int
        case ValueKind.ARRAY:
            inner, change = _column(item or ValueKind.TEXT, None)
            return pa.list_(inner), lambda values: [change(each) for each in values]


def _decimal(value: int) -> object:
    from decimal import Decimal

    return Decimal(value).scaleb(-_SCALE)


def _activities(leads: Sequence[Lead], of_events: dict[str, ValueKind], zone: Zone | None) -> Any:
    own = {name: (name, *_column(kind, None)) for name, kind in of_events.items()}
    if zone is not None:
        timed = [name for name, kind in of_events.items() if kind is ValueKind.INSTANT]
        own |= {day_column(name): (name, pa.date32(), zone.day) for name in timed}
    shape = pa.struct(
        [
            ("type", pa.string()),
            ("at", pa.timestamp("us", "UTC")),
            (POSITION, pa.int32()),
            (DAY, pa.date32()),
            *((name, column_type) for name, (_, column_type, _) in own.items()),
        ]
    )
    rows = [
        [
            {
                "type": each.type,
                "at": each.at,
                POSITION: place,
                DAY: None if zone is None else zone.day(each.at),
                **{name: _changed(each.facts.get(fact), change, None) for name, (fact, _, change) in own.items()},
            }
            for place, each in enumerate(lead.events)
        ]
        for lead in leads
    ]
    return pa.array(rows, pa.list_(shape))

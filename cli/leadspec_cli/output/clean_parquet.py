"""Cleaned leads as Parquet: the one input shape of all engines, as `docs/reference/table-contract.md` sets it down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from typing import Any, Final

import msgspec
import pyarrow as pa

from leadspec.analysis.program import field_use
from leadspec.ir.lead import Event, Lead
from leadspec.ir.table import CONTRACT, DAY, ID_COLUMN, METADATA_KEY, OWN, POSITION, day_of
from leadspec.schema.model import Activities, Field, Schema
from leadspec.types import ArrayType, BooleanType, DateTimeType, DateType, EnumType, NumberType, TextType, Type
from leadspec.values.decimals import SCALE
from leadspec.values.zones import ZONE_DATA_VERSION, Zone
from leadspec_cli.output.arrow_columns import (
    INSTANT,
    NUMBER,
    ParquetText,
    days,
    decimals,
    instants,
    lists,
    texts,
    whole_numbers,
)

# A row group ends after so many leads or events, so that memory is bounded and the bytes are always the same.
_LEADS: Final = 16_384
_EVENTS: Final = 65_536

Facts = Mapping[str, Any]


class ParquetLeadWriter:
    """Writes the leads of one schema. What the methods return is to be written in that order."""

    def __init__(self, schema: Schema, zone: Zone | None) -> None:
        self._columns = _columns(schema.fields, zone)
        self._activities = schema.activities
        self._event_columns = _columns(schema.activities.fields, zone) if schema.activities is not None else []
        self._zone = zone
        self._text = ParquetText(_table_schema(schema, zone))
        self._leads: list[Lead] = []
        self._events = 0

    def add(self, lead: Lead) -> bytes:
        self._leads.append(lead)
        self._events += len(lead.events)
        return self._group() if len(self._leads) >= _LEADS or self._events >= _EVENTS else b""

    def end(self) -> bytes:
        return (self._group() if self._leads else b"") + self._text.end()

    def _group(self) -> bytes:
        leads, self._leads, self._events = self._leads, [], 0
        columns = [texts([each.id for each in leads])]
        facts = [each.facts for each in leads]
        columns += [build(facts) for _, build in self._columns]
        if self._activities is not None:
            columns.append(self._event_lists(leads))
        return self._text.group(columns)

    def _event_lists(self, leads: Sequence[Lead]) -> pa.Array:
        events = list(chain.from_iterable(each.events for each in leads))
        members = [
            texts([each.type for each in events]),
            instants([each.at for each in events]),
            pa.array(chain.from_iterable(range(len(each.events)) for each in leads), pa.int32()),
        ]
        if self._zone is not None:
            members.append(days(_days(events, self._zone)))
        facts = [each.facts for each in events]
        members += [build(facts) for _, build in self._event_columns]
        items = pa.StructArray.from_arrays(members, fields=_event_fields(self._event_columns, self._zone))
        return lists([each.events for each in leads], items).cast(pa.list_(_item(items.type)))


def collisions(schema: Schema) -> list[str]:
    """Fields whose names the contract keeps for itself."""
    names = [each.name for each in schema.fields]
    if schema.activities is not None:
        names += [schema.activities.name, *(each.name for each in schema.activities.fields)]
    return [each for each in names if each.startswith(OWN)]


Column = tuple[pa.Field, Callable[[Sequence[Facts]], pa.Array]]


def _columns(fields: Iterable[Field], zone: Zone | None) -> list[Column]:
    """Each field, and behind one with a date-time its local day, as a column and what builds it."""
    found: list[Column] = []
    for field in fields:
        found.append(_column(field))
        if zone is not None and isinstance(field.type, DateTimeType):
            found.append(_day_column(field, zone))
    return found


def _column(field: Field) -> Column:
    name, type_ = field.name, field.type
    if isinstance(type_, ArrayType):
        item_type, build = _scalar(type_.item)

        def build_lists(facts: Sequence[Facts]) -> pa.Array:
            values = [each.get(name, ()) for each in facts]
            items = build(list(chain.from_iterable(values)))
            return lists(values, items).cast(pa.list_(_item(item_type)))

        return pa.field(name, pa.list_(_item(item_type)), nullable=False), build_lists
    arrow_type, build = _scalar(type_)
    return pa.field(name, arrow_type), lambda facts: build([each.get(name) for each in facts])


def _day_column(field: Field, zone: Zone) -> Column:
    name = field.name

    def build(facts: Sequence[Facts]) -> pa.Array:
        moments = (each.get(name) for each in facts)
        return days([None if each is None else zone.day(each) for each in moments])

    return pa.field(day_of(name), pa.date32()), build


def _scalar(type_: Type) -> tuple[pa.DataType, Callable[[Sequence[Any]], pa.Array]]:
    match type_:
        case BooleanType():
            return pa.bool_(), lambda values: pa.array(values, pa.bool_())
        case NumberType(integer=True):
            return pa.int64(), whole_numbers
        case NumberType():
            return NUMBER, lambda values: decimals(values, SCALE)
        case DateType():
            return pa.date32(), days
        case DateTimeType():
            return INSTANT, instants
        case TextType() | EnumType():
            return pa.string(), texts
        case _:
            raise TypeError(f"no field of a schema has the type {type_}")


def _item(type_: pa.DataType) -> pa.Field:
    return pa.field("element", type_, nullable=False)


def _event_fields(columns: Iterable[Column], zone: Zone | None) -> list[pa.Field]:
    found = [
        pa.field("type", pa.string(), nullable=False),
        pa.field("at", INSTANT, nullable=False),
        pa.field(POSITION, pa.int32(), nullable=False),
    ]
    if zone is not None:
        found.append(pa.field(DAY, pa.date32(), nullable=False))
    return found + [field for field, _ in columns]


def _days(events: Sequence[Event], zone: Zone) -> list[int | None]:
    day = zone.day
    return [day(each.at) for each in events]


def _table_schema(schema: Schema, zone: Zone | None) -> pa.Schema:
    fields = [pa.field(ID_COLUMN, pa.string(), nullable=False)]
    fields += [field for field, _ in _columns(schema.fields, zone)]
    activities = schema.activities
    if activities is not None:
        event = pa.struct(_event_fields(_columns(activities.fields, zone), zone))
        fields.append(pa.field(activities.name, pa.list_(_item(event)), nullable=False))
    about = {
        "contract": CONTRACT,
        "id": ID_COLUMN,
        "id_field": schema.id_field,
        "activities": None if activities is None else activities.name,
        "zone": None if zone is None else zone.name,
        "zone_data": None if zone is None else ZONE_DATA_VERSION,
        "schema": schema_digest(schema),
    }
    return pa.schema(fields, {METADATA_KEY: json.dumps(about, ensure_ascii=False)})


def schema_digest(schema: Schema) -> str:
    """Equal for schemas that clean the same records to the same leads; titles and remarks do not count."""
    activities = schema.activities
    form = {
        "fields": [msgspec.to_builtins(field_use(each)) for each in schema.fields],
        "activities": None if activities is None else _activities_form(activities),
        "id": schema.id_field,
        "required": [sorted(schema.required_within), sorted(schema.required_blocks)],
    }
    return sha256(json.dumps(form, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _activities_form(activities: Activities) -> dict[str, object]:
    return {
        "name": activities.name,
        "types": activities.types,
        "fields": [msgspec.to_builtins(field_use(each)) for each in activities.fields],
        "id": activities.event_id,
        "missing": [sorted(activities.type_missing), sorted(activities.at_missing)],
        "required": [sorted(activities.required_within), sorted(activities.required_blocks)],
    }

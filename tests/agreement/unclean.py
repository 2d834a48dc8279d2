"""Clean leads as raw records: what the clean-up makes of such a record is the lead again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from leadspec.documents import NumberText, Raw
from leadspec.ir.lead import FactValue, Lead, Scalar
from leadspec.schema.model import Field, Schema
from leadspec.types import ArrayType, DateTimeType, DateType, NumberType, Type
from leadspec.values.days import format_day
from leadspec.values.decimals import format_number
from leadspec.values.instants import format_instant

Record = dict[str, Raw]


def record_of(lead: Lead, schema: Schema) -> Record:
    id_field = schema.by_name.get(schema.id_field) if schema.id_field else None
    found = _block(lead.facts, schema.fields)
    _put(found, id_field.path if id_field else ("id",), lead.id)
    activities = schema.activities
    if activities is not None and lead.events:
        events: list[Raw] = [
            {"type": each.type, "at": format_instant(each.at), **_block(each.facts, activities.fields)}
            for each in lead.events
        ]
        _put(found, activities.path, events)
    return found


def _block(facts: Mapping[str, FactValue], fields: Iterable[Field]) -> Record:
    found: Record = {}
    for each in fields:
        if each.name in facts:
            _put(found, each.path, _raw(facts[each.name], each.type))
    return found


def _put(record: Record, path: tuple[str, ...], value: Raw) -> None:
    for key in path[:-1]:
        inner = record.setdefault(key, {})
        assert isinstance(inner, dict)
        record = inner
    record[path[-1]] = value


def _raw(value: FactValue, type_: Type) -> Raw:
    if isinstance(type_, ArrayType):
        assert isinstance(value, tuple)
        return [_scalar(each, type_.item) for each in value]
    assert not isinstance(value, tuple)
    return _scalar(value, type_)


def _scalar(value: Scalar, type_: Type) -> Raw:
    match value:
        case bool() | str():
            return value
        case int():
            match type_:
                case NumberType():
                    return NumberText(format_number(value))
                case DateType():
                    return format_day(value)
                case DateTimeType():
                    return format_instant(value)
                case _:
                    raise AssertionError(type_)

"""Values of facts as texts, by their type in the schema; only shown to those who asked for values."""

from __future__ import annotations

from leadspec.ir.lead import FactValue, Scalar
from leadspec.schema.model import Schema
from leadspec.types import ArrayType, DateTimeType, DateType, NumberType, Type
from leadspec.values.days import format_day
from leadspec.values.decimals import format_number
from leadspec.values.instants import format_instant


def fact_text(type_: Type | None, value: FactValue) -> str:
    if isinstance(value, tuple):
        item = type_.item if isinstance(type_, ArrayType) else None
        return ", ".join(_scalar_text(item, each) for each in value)
    return _scalar_text(type_, value)


def _scalar_text(type_: Type | None, value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    match type_:
        case NumberType():
            return format_number(value)
        case DateType():
            return format_day(value)
        case DateTimeType():
            return format_instant(value)
        case _:
            return str(value)


def type_of(schema: Schema, name: str) -> Type | None:
    field = schema.by_name.get(name)
    return None if field is None else field.type

"""Cleaned leads for other engines: one object a lead in the schema's shape, every value in its declared type.

| schema | JSON |
|---|---|
| text, enum | text; an enum's member as the schema spells it |
| number, integer | number, exact, without an exponent |
| boolean | true, false |
| date | `"2026-01-31"` |
| date-time | `"2026-01-31T09:00:00Z"`, always UTC, with a fraction only where there is one |
| array | array; never empty |
| nested object | object |
| activities | array of events, earliest first, each with `type` and `at` |

A missing fact has no key. Read as data again, it gives the same leads.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from leadspec.cleanup.report import Reject
from leadspec.ir.lead import Event, FactValue, Lead, Scalar
from leadspec.schema.model import Field, Schema
from leadspec.types import ArrayType, DateTimeType, DateType, NumberType
from leadspec.values.days import format_day
from leadspec.values.decimals import format_number
from leadspec.values.instants import format_instant
from leadspec_cli.output.data_report import DataReport, data_object
from leadspec_cli.output.json_text import json_line
from leadspec_cli.output.rejects_text import reject_object

_UNDECLARED_ID = ("id",)


class LeadWriter(Struct, frozen=True):
    """Writes the leads of one schema."""

    schema: Schema

    def line(self, lead: Lead) -> str:
        """The lead as JSON on one line, without the line's end."""
        schema = self.schema
        id_field = schema.by_name.get(schema.id_field) if schema.id_field else None
        tree: dict[str, object] = {}
        if id_field is None:
            _put(tree, _UNDECLARED_ID, json_line(lead.id))
        elif id_field.name not in lead.facts:
            _put(tree, id_field.path, json_line(lead.id))
        for field in schema.fields:
            if field.name in lead.facts:
                _put(tree, field.path, _fact(field, lead.facts[field.name]))
        if schema.activities is not None and lead.events:
            events = ", ".join(self._event(event) for event in lead.events)
            _put(tree, schema.activities.path, f"[{events}]")
        return _object(tree)

    def _event(self, event: Event) -> str:
        tree: dict[str, object] = {"type": json_line(event.type), "at": json_line(format_instant(event.at))}
        for name, field in self.schema.event_fields.items():
            if name in event.facts:
                _put(tree, field.path, _fact(field, event.facts[name]))
        return _object(tree)


def report_object(data: DataReport, rejects: tuple[Reject, ...]) -> dict[str, object]:
    """The tail of `clean --format json`. `unused_not_shown`: names that may be values are counted only."""
    report, names = data.clean, data.names
    return {
        "summary": {
            "records": report.rows,
            "leads": report.leads,
            "events": report.events,
            "rejected": report.rejected,
            "unused": dict(names.shown),
            "unused_not_shown": names.hidden,
            "never_supplied": list(report.never_supplied),
        },
        "rejected": [reject_object(each) for each in rejects],
        **data_object(data),
    }


def _fact(field: Field, value: FactValue) -> str:
    if isinstance(field.type, ArrayType) and isinstance(value, tuple):
        item = field.type.item
        return "[" + ", ".join(_scalar(item, each) for each in value) + "]"
    if isinstance(field.type, ArrayType) or isinstance(value, tuple):
        raise TypeError(f"{field.name} has a value of another type than its schema")
    return _scalar(field.type, value)


def _scalar(type_: object, value: Scalar) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        match type_:
            case NumberType():
                return format_number(value)
            case DateType():
                return json_line(format_day(value))
            case DateTimeType():
                return json_line(format_instant(value))
    return json_line(value)


def _put(tree: dict[str, object], path: tuple[str, ...], text: str) -> None:
    for key in path[:-1]:
        branch = tree.setdefault(key, {})
        if not isinstance(branch, dict):
            raise TypeError("a field stands inside of another field")
        tree = branch
    tree[path[-1]] = text


def _object(tree: Mapping[str, object]) -> str:
    parts = (f"{json_line(key)}: {_object(value) if isinstance(value, dict) else value}" for key, value in tree.items())
    return "{" + ", ".join(parts) + "}"

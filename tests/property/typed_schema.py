"""Random schemas: fields of every type, with markers, bounds and marks, and events with fields of their own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import Any

from leadspec.syntax import tree
from property.typed_choices import Choices


class Kind(Enum):
    """What a value is, as far as tests of it differ."""

    TEXT = "text"
    ENUM = "enum"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DAY = "date"
    INSTANT = "date-time"


_TYPES: Mapping[Kind, Mapping[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.ENUM: {"type": "string"},
    Kind.NUMBER: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.INSTANT: {"type": "string", "format": "date-time"},
}


@dataclass(frozen=True)
class FieldSpec:
    """One field: `keywords` are those of JSON Schema, beside the ones that its kind asks for."""

    path: tuple[str, ...]
    kind: Kind
    many: bool = False
    whole: bool = False
    members: tuple[str, ...] = ()
    keywords: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return ".".join(self.path)

    @property
    def unit(self) -> str | None:
        return self.keywords.get("x-unit")

    @property
    def node(self) -> tree.Name:
        """As a policy names it."""
        return tree.Name(self.path, bracketed=not all(each.isidentifier() for each in self.path))

    def with_keywords(self, **keywords: Any) -> FieldSpec:
        """With more keywords; `_` in a name stands for `-`."""
        return replace(self, keywords={**self.keywords, **{key.replace("_", "-"): keywords[key] for key in keywords}})

    def without(self, keyword: str) -> FieldSpec:
        return replace(self, keywords={key: value for key, value in self.keywords.items() if key != keyword})

    def as_json(self) -> dict[str, Any]:
        item = {**_TYPES[self.kind]}
        if self.whole:
            item["type"] = "integer"
        if self.members:
            item["enum"] = list(self.members)
        if self.many:
            return {"type": "array", "items": {**item, **self.keywords}}
        return {**item, **self.keywords}


@dataclass(frozen=True)
class SchemaSpec:
    """`fields` without the id; `event_fields` without `type` and `at`."""

    fields: tuple[FieldSpec, ...]
    event_types: tuple[str, ...]
    event_fields: tuple[FieldSpec, ...]
    required: tuple[str, ...] = ()
    event_type_keywords: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The schema as JSON."""
        events = _properties(self.event_fields)
        events["type"] = {"type": "string", "enum": list(self.event_types), **self.event_type_keywords}
        events["at"] = {"type": "string", "format": "date-time"}
        properties = {"id": {"type": "string", "x-leadspec-id": True}, **_properties(self.fields)}
        properties["activities"] = {
            "type": "array",
            "items": {"type": "object", "required": ["type", "at"], "properties": events},
        }
        return json.dumps({"type": "object", "required": ["id", *self.required], "properties": properties}, indent=1)


def _properties(fields: Iterable[FieldSpec]) -> dict[str, Any]:
    """Fields as `properties`, those with a longer path inside of blocks."""
    found: dict[str, Any] = {}
    for each in fields:
        at = found
        for part in each.path[:-1]:
            at = at.setdefault(part, {"type": "object", "properties": {}})["properties"]
        at[each.path[-1]] = each.as_json()
    return found


def _spec(name: str, kind: Kind, *, many: bool = False, whole: bool = False, members: str = "", **keywords: Any) -> Any:
    path = tuple(name.split("/"))
    named = {key if key in _PLAIN else key.replace("_", "-"): value for key, value in keywords.items()}
    return FieldSpec(path, kind, many, whole, tuple(members.split("|")) if members else (), named)


_PLAIN = frozenset({"minimum", "maximum", "exclusiveMinimum", "pattern", "maxLength", "format"})
_COUNTRIES = "DE|AT|CH|FR|NO|IS"

# Members that are also words of the language or names of fields, and fields that are words of the language.
_LEAD = (
    _spec("email", Kind.TEXT, format="email", x_personal=True),
    _spec("country", Kind.ENUM, members=_COUNTRIES),
    _spec("seats", Kind.NUMBER, whole=True, x_missing=[-1]),
    _spec("newsletter", Kind.BOOLEAN),
    _spec("signed_on", Kind.DAY),
    _spec("created_at", Kind.INSTANT),
    _spec("last_stage", Kind.TEXT, x_leadspec_previous_stage=True),
    _spec("budget", Kind.NUMBER),
    _spec("city", Kind.TEXT, x_missing=["unknown", "-"]),
    _spec("tags", Kind.TEXT, many=True),
    _spec("regions", Kind.ENUM, many=True, members="north|south|east|west"),
    _spec("sizes", Kind.NUMBER, many=True),
    _spec("company/employees", Kind.NUMBER, whole=True, minimum=0, maximum=1_000_000),
    _spec("company/country", Kind.ENUM, members=_COUNTRIES),
    _spec("share_won", Kind.NUMBER, x_unit="share"),
    _spec("discount", Kind.NUMBER, x_unit="percent"),
    # From here on a schema has some of them only.
    _spec("job_title", Kind.TEXT),
    _spec("company/name", Kind.TEXT),
    _spec("Lead Source", Kind.ENUM, members="web|fair|trade fair|partner"),
    _spec("status", Kind.ENUM, members="new|open|missing|present|any|email"),
    _spec("source", Kind.ENUM, members="web|raffle|partner"),
    _spec("owner", Kind.TEXT),
    _spec("postcode", Kind.TEXT, pattern="[0-9A-Z -]{3,10}", x_on_invalid="missing"),
    _spec("note", Kind.TEXT, maxLength=40, x_on_invalid="missing"),
    _spec("website", Kind.TEXT, format="uri"),
    _spec("customer", Kind.BOOLEAN, x_missing=["n/a"]),
    _spec("count", Kind.NUMBER, whole=True, minimum=0),
    _spec("price", Kind.NUMBER, x_decimals=2),
    _spec("größe", Kind.NUMBER, exclusiveMinimum=-10),
    _spec("first", Kind.DAY),
    _spec("renewal", Kind.DAY, x_missing=["1900-01-01"]),
    _spec("updated_at", Kind.INSTANT),
    _spec("free_days", Kind.DAY, many=True),
    _spec("visits", Kind.INSTANT, many=True),
    _spec("answers", Kind.BOOLEAN, many=True),
)
_ALWAYS = 16

_EVENT = (
    _spec("page", Kind.TEXT),
    _spec("amount", Kind.NUMBER),
    _spec("channel", Kind.ENUM, members="web|phone|fair"),
    _spec("paid", Kind.BOOLEAN),
    _spec("valid_until", Kind.DAY),
    _spec("seen_at", Kind.INSTANT),
    _spec("seats", Kind.NUMBER, whole=True, minimum=0, x_on_invalid="missing"),
    _spec("cart/total", Kind.NUMBER, x_decimals=2),
    _spec("key", Kind.TEXT, x_leadspec_event_id=True),
)
_EVENT_ALWAYS = 6
EVENT_TYPES = ("demo_requested", "page_viewed", "purchase", "mail_sent", "trade fair")

_MARKERS: Mapping[Kind, Any] = {
    Kind.TEXT: "none",
    Kind.ENUM: "none",
    Kind.NUMBER: 0,
    Kind.BOOLEAN: "none",
    Kind.DAY: "none",
    Kind.INSTANT: "none",
}


def make_schema(choices: Choices) -> SchemaSpec:
    """A schema with fields of every kind, some of them with a marker of missing or rejected values taken as such."""
    fields = _decorated(choices, [*_LEAD[:_ALWAYS], *choices.some(_LEAD[_ALWAYS:], 3, 8)])
    events = _decorated(choices, [*_EVENT[:_EVENT_ALWAYS], *choices.some(_EVENT[_EVENT_ALWAYS:], 0, 3)])
    required = choices.one((), (), (), ("country",))
    keywords = choices.one({}, {}, {"x-missing": ["none"]})
    return SchemaSpec(fields, EVENT_TYPES, events, required, keywords)


def _decorated(choices: Choices, fields: list[FieldSpec]) -> tuple[FieldSpec, ...]:
    at = choices.pick(len(fields))
    each = fields[at]
    if not any(key.startswith("x-leadspec") for key in each.keywords):
        marker = [_MARKERS[each.kind]]
        fields[at] = choices.one(
            each,
            each.with_keywords(x_missing=marker),
            each if each.many else each.with_keywords(x_on_invalid="missing"),
        )
    return tuple(fields)

"""The `activities` of a data description: files with one event on each row."""

from __future__ import annotations

from msgspec.structs import replace

from leadspec.cleanup import CleanOptions
from leadspec.data.model import EventFile, Named, Want
from leadspec.data.nodes import get, items, named
from leadspec.data.reading import Names, did_you_mean, read_options, read_spellings, shown
from leadspec.data.uses import named_columns, read_use
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import description as kinds
from leadspec.diagnostics.kinds import file as file_kinds
from leadspec.documents import Mapping as Block
from leadspec.documents import Node
from leadspec.schema.model import Activities, Field, Schema
from leadspec.source import Span
from leadspec.types import EnumType
from leadspec.values.days import parse_day
from leadspec.values.instants import DAY, Instant, parse_instant
from leadspec.values.zones import Zone

_WHAT = "a field of the schema's events"


def event_fields(activities: Activities) -> tuple[Field, ...]:
    """The fields of an event whose values can be spelled, its type first."""
    return (Field(("type",), EnumType(activities.types)), *activities.fields)


def read_event_files(
    node: Node | None, schema: Schema, zone: Zone | None, found: list[Diagnostic]
) -> tuple[EventFile, ...]:
    if node is None:
        return ()
    if schema.activities is None:
        message = "the schema has no activities, so nothing can ask for events"
        found.append(kinds.UNKNOWN_FIELD.at(_head(node), message, "delete this, or add activities to the schema"))
        return ()
    files = (_event_file(each, schema.activities, zone, found) for each in items(node))
    return tuple(each for each in files if each is not None)


def _event_file(node: Node, activities: Activities, zone: Zone | None, found: list[Diagnostic]) -> EventFile | None:
    fields = {each.name: each for each in event_fields(activities)}
    paths: dict[str, tuple[str, ...]] = {name: each.path for name, each in fields.items()} | {"at": ("at",)}
    columns = named_columns(get(node, "fields"), {each: each for each in paths}, _WHAT, found)
    type_node = get(node, "type")
    constant = named(type_node)
    _put(columns, "type", named(get(type_node, "column")), found)
    _put(columns, "at", named(get(node, "at")), found)
    if constant is not None:
        columns["type"] = None
        if constant.text not in activities.types:
            message = f"`{shown(constant.text)}` is no type of event in the schema"
            hints = did_you_mean(constant.text, activities.types)
            found.append(kinds.UNKNOWN_MEMBER.at(constant.span, message, *hints))
    options = read_options(
        node, Names({name: (name, each) for name, each in fields.items()}, _WHAT), CleanOptions(), found
    )
    spelled = read_spellings(get(type_node, "values"), activities.types, "the type of an event", found)
    if spelled:
        options = replace(options, values={**options.values, "type": {**options.values.get("type", {}), **spelled}})
    since = named(get(node, "since"))
    if since is not None:
        options = replace(options, since=_since(since, options.zone or zone, found))
    wants = tuple(
        Want(name, path, (name,), columns.get(name), off=name in columns and columns[name] is None)
        for name, path in paths.items()
    )
    use = read_use(node, wants, options)
    key, by = _keys(node, found)
    if use is None or key is None:
        return None
    return EventFile(use, key, by, constant.text if constant is not None else None)


def _put(columns: dict[str, Named | None], name: str, column: Named | None, found: list[Diagnostic]) -> None:
    if column is None:
        return
    if name in columns:
        message = f"the column of `{name}` is named under `fields` as well"
        found.append(kinds.FIELD_TWICE.at(column.span, message, "delete one of the two"))
    columns[name] = column


def _keys(node: Node, found: list[Diagnostic]) -> tuple[Named | None, Named | None]:
    """The column with the key of this file, and that of the leads if the key is not the lead's id."""
    lead, by, key = (named(get(node, each)) for each in ("lead", "by", "key"))
    if lead is not None:
        for each, name in ((by, "by"), (key, "key")):
            if each is not None:
                message = f"`{name}` and `lead` both say whose events these are"
                found.append(kinds.FIELD_TWICE.at(each.span, message, "keep `lead`, or `by` and `key`"))
        return lead, None
    if (by is None or key is None) and get(node, "file") is not None:
        hint = "add `lead:`, the column with the lead's id; or `by:` and `key:`, a column of the leads and one of here"
        found.append(file_kinds.MISSING_KEY.at(_head(node), "it is not said whose events these are", hint))
    return key, by


def _since(text: Named, zone: Zone | None, found: list[Diagnostic]) -> int | None:
    day = parse_day(text.text)
    if day is not None:
        return zone.at_start(day) if zone is not None else day * DAY
    moment = parse_instant(text.text)
    if isinstance(moment, Instant):
        return moment.at
    if moment is not None and zone is not None:
        return zone.instant(moment.day, moment.microsecond)[0]
    message = "`since` is neither a day nor an instant"
    found.append(kinds.BAD_READING.at(text.span, message, "write it like `2026-01-31` or `2026-01-31T10:00:00+01:00`"))
    return None


def _head(node: Node) -> Span:
    return node.entries[0].key_span if isinstance(node, Block) and node.entries else node.span

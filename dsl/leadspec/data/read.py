"""The text of a data description -> what is wanted of which file, checked by the shipped JSON Schema and the schema.

`read_description` gives all faults of one text in one run. What a file has is not known here.
"""

from __future__ import annotations

from functools import cache
from pkgutil import get_data
from typing import Any

from msgspec import Struct
from msgspec.json import decode

from leadspec.cleanup import CleanOptions
from leadspec.data.digest import description_digest
from leadspec.data.event_files import event_fields, read_event_files
from leadspec.data.model import Description, FileUse, Lookup, Named, Want
from leadspec.data.nodes import entries, get, named, word
from leadspec.data.presets import Preset, load_preset
from leadspec.data.reading import Names, did_you_mean, read_options, shown
from leadspec.data.uses import named_columns, read_use
from leadspec.diagnostics import Diagnostic, sort_diagnostics
from leadspec.diagnostics.kinds import description as kinds
from leadspec.documents import Node
from leadspec.documents.conform import check_shape
from leadspec.schema.model import Schema
from leadspec.values.zones import Zone

_WHAT = "a data description"
_FIELD = "a field of the schema"


class ReadDescription(Struct, frozen=True):
    """`description` is there wherever a file of leads is named; use it only if no diagnostic is an error."""

    description: Description | None
    diagnostics: tuple[Diagnostic, ...]


@cache
def description_schema() -> dict[str, Any]:
    """The JSON Schema of a data description."""
    content = get_data(__name__.rpartition(".")[0], "description.schema.json")
    assert content is not None  # a package that lies in files or in an archive gives its data
    schema: dict[str, Any] = decode(content)
    return schema


def read_description(node: Node, schema: Schema, zone: Zone | None) -> ReadDescription:
    """`zone`: that of the policy, in which days begin."""
    found = check_shape(node, description_schema(), _WHAT)
    # It speaks of the leads, so people write it there too.
    preset_name = word(get(node, "preset")) or word(get(get(node, "leads"), "preset"))
    preset = load_preset(preset_name) if preset_name is not None else None
    leads = _leads(get(node, "leads"), schema, preset, found)
    lookups = tuple(
        lookup
        for entry in entries(get(node, "lookups"))
        if (lookup := _lookup(entry.key, Named(entry.key, entry.key_span), entry.value, schema, found)) is not None
    )
    activities = read_event_files(get(node, "activities"), schema, zone, found)
    if leads is not None:
        _fields_twice(leads, lookups, found)
    description = None
    if leads is not None:
        digest = description_digest(node, preset)
        description = Description(leads, lookups, activities, digest, schema.id_field or "id")
    return ReadDescription(description, sort_diagnostics(found))


def _leads(node: Node | None, schema: Schema, preset: Preset | None, found: list[Diagnostic]) -> FileUse | None:
    fields = {each.name: (each.name, each) for each in schema.fields}
    options_names = dict(fields)
    targets = {each.name: each.path for each in schema.fields}
    if schema.activities is not None:
        name = schema.activities.name
        targets[name] = schema.activities.path
        options_names |= {
            f"{name}.{each.name}": (f"{name}.{each.name}", each) for each in event_fields(schema.activities)
        }
    id_name = schema.id_field or "id"
    targets.setdefault(id_name, ("id",))
    columns = named_columns(get(node, "fields"), {each: each for each in targets}, _FIELD, found)
    id_column = named(get(node, "id"))
    if id_column is not None:
        said = columns.get(id_name)
        if said is not None and said.text != id_column.text:
            message = f"`{id_name}` is given by `id`, and once more here"
            found.append(kinds.FIELD_TWICE.at(said.span, message, "delete one of the two"))
        columns[id_name] = id_column
    base = preset.options(schema) if preset is not None else CleanOptions()
    preset_columns = preset.columns_by_field(schema) if preset is not None else {}
    wants = tuple(
        Want(
            name,
            path,
            (name,),
            columns.get(name),
            preset_columns.get(name, ()),
            off=name in columns and columns[name] is None,
        )
        for name, path in targets.items()
    )
    return read_use(node, wants, read_options(node, Names(options_names), base, found))


def _lookup(block: str, at: Named, node: Node, schema: Schema, found: list[Diagnostic]) -> Lookup | None:
    if block not in schema.objects or (schema.activities is not None and block == schema.activities.name):
        hints = did_you_mean(block, schema.objects) or ("a look-up fills a block of the schema, such as `company`",)
        found.append(kinds.UNKNOWN_FIELD.at(at.span, f"`{shown(block)}` is no block of the schema", *hints))
        return None
    inside = [each for each in schema.fields if each.name.startswith(f"{block}.")]
    # Inside of its block a field may be written without it.
    short = {each.name.removeprefix(f"{block}."): each.name for each in inside}
    names = {**{each.name: each.name for each in inside}, **short}
    columns = named_columns(get(node, "fields"), names, f"a field of the block `{block}`", found)
    by_name = {each.name: each for each in inside}
    known = {name: (full, by_name[full]) for name, full in names.items()}
    options = read_options(node, Names(known, f"a field of the block `{block}`"), CleanOptions(), found)
    wants = tuple(
        Want(
            full,
            by_name[full].path,
            (name, full),
            columns.get(full),
            off=full in columns and columns[full] is None,
        )
        for name, full in short.items()
    )
    use = read_use(node, wants, options)
    by, key = named(get(node, "by")), named(get(node, "key"))
    return Lookup(block, use, by, key) if use is not None and by is not None and key is not None else None


def _fields_twice(leads: FileUse, lookups: tuple[Lookup, ...], found: list[Diagnostic]) -> None:
    first = {each.field: each.column for each in leads.wants if each.column is not None}
    for lookup in lookups:
        for want in lookup.use.wants:
            if want.column is not None and want.field in first:
                message = f"`{want.field}` is given by a column of the leads already"
                found.append(kinds.FIELD_TWICE.at(want.column.span, message, "delete one of the two"))

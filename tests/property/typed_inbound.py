"""The policy of `policies/inbound` in the form of a generated one, so that the same mutants are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import replace

from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.syntax.parse import parse
from leadspec.values.instants import Instant, parse_instant
from property.typed_policies import MAIN, SCHEMA, SHARED, TypedPolicy
from property.typed_schema import FieldSpec, Kind, SchemaSpec
from property.typed_trees import mapped

FOLDER = Path(__file__).parents[2] / "policies" / "inbound"
AS_OF = "2026-11-21T09:00:00+01:00"
_FILES = {"../shared/lists.lead": SHARED, "lead.schema.yaml": SCHEMA}
_SAID_BY_KIND = frozenset({"type", "enum", "items", "properties"})


@cache
def inbound_policy() -> TypedPolicy:
    at = parse_instant(AS_OF)
    assert isinstance(at, Instant)
    names = (each.name for each in FOLDER.iterdir() if each.suffix in (".txt", ".csv"))
    files = {name: (FOLDER / name).read_text(encoding="utf-8") for name in sorted(names)}
    shared = _tree(FOLDER.parent / "shared" / "lists.lead")
    return TypedPolicy(mapped(_tree(FOLDER / "policy.lead"), _moved), _schema(), at.at, shared, files)


def _tree(path: Path) -> tree.File:
    parsed = parse(Source(MAIN, path.read_text(encoding="utf-8")))
    assert parsed.diagnostics == ()
    return parsed.file


def _moved(node: Any) -> Any:
    """The names of the files that a generated policy has."""
    if isinstance(node, tree.TextLiteral) and node.value in _FILES:
        return replace(node, value=_FILES[node.value])
    return node


def _schema() -> SchemaSpec:
    raw = yaml.safe_load((FOLDER / "lead.schema.yaml").read_text(encoding="utf-8"))
    properties = dict(raw["properties"])
    del properties["id"]
    events = dict(properties.pop("activities")["items"]["properties"])
    types = tuple(events.pop("type")["enum"])
    del events["at"]
    return SchemaSpec(tuple(_fields(properties)), types, tuple(_fields(events)))


def _fields(properties: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[FieldSpec]:
    for name, raw in properties.items():
        if "properties" in raw:
            yield from _fields(raw["properties"], (*path, name))
            continue
        item = raw.get("items", raw)
        kind = _kind(item)
        keywords = {key: value for key, value in raw.items() if key not in _SAID_BY_KIND}
        if kind in (Kind.DAY, Kind.INSTANT):
            keywords.pop("format", None)
        whole = item["type"] == "integer"
        yield FieldSpec((*path, name), kind, "items" in raw, whole, tuple(item.get("enum", ())), keywords)


def _kind(item: Mapping[str, Any]) -> Kind:
    if "enum" in item:
        return Kind.ENUM
    match item["type"], item.get("format"):
        case "string", "date":
            return Kind.DAY
        case "string", "date-time":
            return Kind.INSTANT
        case "string", _:
            return Kind.TEXT
        case "boolean", _:
            return Kind.BOOLEAN
        case _:
            return Kind.NUMBER

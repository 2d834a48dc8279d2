"""Helpers: a schema from a few lines, and records cleaned with it."""

from __future__ import annotations

from leadspec.cleanup import Cleaned, CleanOptions, clean
from leadspec.documents import plain
from leadspec.documents.yaml_text import load_yaml
from leadspec.schema import Schema, read_schema
from leadspec.source import Source
from leadspec.values.zones import zone

BERLIN = zone("Europe/Berlin")


def schema_of(fields: str, required: str = "") -> Schema:
    """`fields`: the lines under `properties`, each a YAML entry."""
    lines = "\n".join(f"  {line}" for line in fields.strip().splitlines())
    result = read_schema(Source("s.yaml", f"type: object\nrequired: [{required}]\nproperties:\n{lines}\n"))
    assert result.diagnostics == ()
    assert result.schema is not None
    return result.schema


def records(text: str) -> list[dict]:
    loaded = load_yaml(Source("d.yaml", text))
    assert loaded.diagnostics == ()
    value = plain(loaded.node)
    return value if isinstance(value, list) else [value]


def cleaned(fields: str, data: str | list, *, zone=BERLIN, required: str = "", **options) -> Cleaned:
    rows = records(data) if isinstance(data, str) else data
    return clean(list(enumerate(rows, 1)), schema_of(fields, required), zone, CleanOptions(**options))


def fact(field: str, value: str, **options):
    """What one YAML value of a field `f` becomes: the fact, `None` if missing, or the reason of the reject."""
    found = cleaned(f"f: {field}", f"f: {value}", **options)
    if found.rejects:
        return found.rejects[0].reason
    return found.leads[0].facts.get("f")

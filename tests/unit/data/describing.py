"""Helpers: a schema with everything in it, and descriptions read against it."""

from __future__ import annotations

from leadspec.data.model import Description
from leadspec.data.read import ReadDescription, read_description
from leadspec.documents import load
from leadspec.schema import Schema, read_schema
from leadspec.source import Source
from leadspec.values.zones import zone

BERLIN = zone("Europe/Berlin")
FIELDS = """
type: object
properties:
  id: {type: string, x-leadspec-id: true}
  email: {type: string, format: email, x-personal: true}
  phone: {type: string, x-personal: true}
  country: {type: string, enum: [DE, AT, CH]}
  newsletter: {type: boolean}
  revenue: {type: number}
  signed_on: {type: string, format: date}
  created_at: {type: string, format: date-time}
  tags: {type: array, items: {type: string}}
  company:
    type: object
    properties:
      name: {type: string}
      employees: {type: integer}
      active: {type: boolean}
  activities:
    type: array
    items:
      type: object
      required: [type, at]
      properties:
        id: {type: string, x-leadspec-event-id: true}
        type: {type: string, enum: [demo_requested, page_viewed, mail_sent]}
        at: {type: string, format: date-time}
        page: {type: string}
        seconds: {type: number}
"""


def schema(fields: str = FIELDS) -> Schema:
    found = read_schema(Source("s.yaml", fields))
    assert found.diagnostics == ()
    assert found.schema is not None
    return found.schema


def read(text: str, fields: str = FIELDS) -> ReadDescription:
    loaded = load(Source("data.yaml", text))
    assert loaded.diagnostics == ()
    assert loaded.node is not None
    return read_description(loaded.node, schema(fields), BERLIN)


def sound(text: str, fields: str = FIELDS) -> Description:
    found = read(text, fields)
    assert [each.message for each in found.diagnostics] == []
    assert found.description is not None
    return found.description


def faults(text: str, fields: str = FIELDS) -> list[tuple[str, int, int]]:
    """Each finding's id, line and column."""
    source = Source("data.yaml", text)
    found = []
    for each in read(text, fields).diagnostics:
        assert each.primary is not None
        found.append((each.id, *source.position(each.primary.location.start)))  # type: ignore[union-attr]
    return found

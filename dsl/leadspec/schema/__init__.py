"""The lead schema: JSON Schema text to the fields of a lead."""

from leadspec.schema.from_json_schema import SchemaResult, from_json_schema, read_schema
from leadspec.schema.model import Activities, Field, OnInvalid, Schema, TextFormat

__all__ = [
    "Activities",
    "Field",
    "OnInvalid",
    "Schema",
    "SchemaResult",
    "TextFormat",
    "from_json_schema",
    "read_schema",
]

"""The closed list of schema keywords: where each may stand, and what to say about all others."""

from __future__ import annotations

from enum import Enum

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import schema as kinds
from leadspec.diagnostics.suggest import nearest
from leadspec.documents import Entry
from leadspec.documents.build import shown


class Shape(Enum):
    """What a part of the schema describes, in the words of a person."""

    OBJECT = "a block of fields"
    ARRAY = "a list"
    ACTIVITIES = "the list of activities"
    TEXT = "a text"
    ENUM = "a text with an `enum`"
    DATE = "a date"
    DATE_TIME = "a date with time"
    NUMBER = "a number"
    INTEGER = "a whole number"
    BOOLEAN = "true or false"


_ANY = frozenset(Shape)
_SCALARS = _ANY - {Shape.OBJECT, Shape.ARRAY, Shape.ACTIVITIES}
_FIELDS = _SCALARS | {Shape.ARRAY}
_NUMBERS = frozenset({Shape.NUMBER, Shape.INTEGER})
_TEXT = frozenset({Shape.TEXT})
_LISTS = frozenset({Shape.ARRAY, Shape.ACTIVITIES})
_OBJECT = frozenset({Shape.OBJECT})

PLACES: dict[str, frozenset[Shape]] = {
    "type": _ANY,
    "title": _ANY,
    "description": _ANY,
    "examples": _ANY,
    "default": _ANY,
    "$schema": _ANY,
    "$id": _ANY,
    "$comment": _ANY,
    "$ref": _ANY,
    "$defs": _OBJECT,
    "properties": _OBJECT,
    "required": _OBJECT,
    "additionalProperties": _OBJECT,
    "items": _LISTS,
    "enum": frozenset({Shape.ENUM}),
    "format": frozenset({Shape.TEXT, Shape.DATE, Shape.DATE_TIME}),
    "minLength": _TEXT,
    "maxLength": _TEXT,
    "pattern": _TEXT,
    "minimum": _NUMBERS,
    "maximum": _NUMBERS,
    "exclusiveMinimum": _NUMBERS,
    "exclusiveMaximum": _NUMBERS,
    "x-decimals": frozenset({Shape.NUMBER}),
    "x-unit": _NUMBERS,
    "x-missing": _FIELDS,
    "x-on-invalid": _FIELDS,
    "x-fixed": _FIELDS,
    "x-personal": _FIELDS,
    "x-known-after-outcome": _FIELDS,
    "x-leadspec-id": frozenset({Shape.TEXT, Shape.INTEGER}),
    "x-leadspec-event-id": frozenset({Shape.TEXT, Shape.INTEGER}),
    "x-leadspec-previous-stage": frozenset({Shape.TEXT, Shape.ENUM}),
}

ANNOTATIONS = frozenset({"title", "description", "examples", "default", "$schema", "$id", "$comment"})

_POLICY = "say it in the policy, where both departments read it"
_UNSUPPORTED = {
    "oneOf": _POLICY,
    "anyOf": _POLICY,
    "allOf": "write the keywords into the field itself",
    "not": _POLICY,
    "if": _POLICY,
    "then": _POLICY,
    "else": _POLICY,
    "dependentRequired": _POLICY,
    "dependentSchemas": _POLICY,
    "dependencies": _POLICY,
    "const": "write `enum` with one member",
    "multipleOf": "use `type: integer`, or `x-decimals` for the digits to keep",
    "definitions": "write `$defs`",
    "nullable": "delete it: every field may be missing unless it is `required`",
    "minItems": "delete it; ask for presence in the policy",
    "maxItems": "delete it",
    "uniqueItems": "delete it; values that stand twice in a list do not matter",
    "contains": _POLICY,
    "minContains": _POLICY,
    "maxContains": _POLICY,
    "prefixItems": "write `items`",
    "additionalItems": "write `items`",
    "unevaluatedItems": "delete it",
    "unevaluatedProperties": "write `additionalProperties: false`",
    "patternProperties": "list the fields under `properties`",
    "propertyNames": "list the fields under `properties`",
    "minProperties": "write `required`",
    "maxProperties": "write `additionalProperties: false`",
    "readOnly": "delete it",
    "writeOnly": "delete it",
    "deprecated": "say it in the `description`",
    "contentEncoding": "delete it",
    "contentMediaType": "delete it",
    "contentSchema": "delete it",
    "$anchor": "give the part a name under `$defs`",
    "$dynamicAnchor": "give the part a name under `$defs`",
    "$dynamicRef": "write `$ref`",
    "$recursiveRef": "write `$ref`",
    "$vocabulary": "delete it",
    "id": "write `$id`",
    "example": "write `examples` with a list",
    "discriminator": "delete it",
    "xml": "delete it",
    "externalDocs": "say it in the `description`",
}


def unknown_keyword(entry: Entry) -> Diagnostic | None:
    """What is wrong with a keyword wherever it stands, if anything."""
    name = entry.key
    if name in PLACES:
        return None
    if name in _UNSUPPORTED:
        return kinds.UNSUPPORTED_KEYWORD.at(
            entry.key_span, f"`{name}` of JSON Schema is not used here", _UNSUPPORTED[name]
        )
    near = nearest(name, PLACES)
    near += [each for each in (f"x-{name}", f"x-leadspec-{name}") if each in PLACES]
    hint = f"did you mean `{near[0]}`?" if near else "delete it; a field's name belongs under `properties`"
    return kinds.UNKNOWN_KEYWORD.at(entry.key_span, f"there is no schema keyword `{shown(name)}`", hint)


def misplaced_keyword(entry: Entry, shape: Shape) -> Diagnostic | None:
    places = PLACES.get(entry.key)
    if places is None or shape in places:
        return None
    return kinds.MISPLACED_KEYWORD.at(
        entry.key_span, f"`{entry.key}` does not go with {shape.value}", _place_hint(entry.key, shape)
    )


def _place_hint(keyword: str, shape: Shape) -> str:
    if keyword == "$defs":
        return "move `$defs` to the top of the schema"
    if shape in _LISTS and PLACES[keyword] & _SCALARS:
        return f"put `{keyword}` into `items`"
    if shape is Shape.OBJECT and PLACES[keyword] & _SCALARS:
        return f"put `{keyword}` on the fields inside"
    if keyword in ("minLength", "maxLength", "pattern", "format") and shape is Shape.ENUM:
        return f"delete `{keyword}`; the `enum` lists all values already"
    if keyword == "enum":
        return "only texts have an `enum`; use `type: string`, or bounds for numbers"
    wanted = ", ".join(each.value for each in Shape if each in PLACES[keyword])
    return f"`{keyword}` goes with: {wanted}"

"""Whether a document has the shape that a JSON Schema describes: data descriptions, test files, project files.

The schema is a plain mapping that ships with leadspec. Beside the keywords of draft 2020-12 it may say `x-wanted`, a
phrase for people such as "one sign": what stands at a place that does not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Keyed
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator, TypeChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import file as kinds
from leadspec.diagnostics.suggest import nearest
from leadspec.documents.build import shown
from leadspec.documents.model import Mapping, Node, NumberText, Scalar, Sequence, kind_of
from leadspec.source import Span

_KINDS_OF_VALUE = {
    "object": "a block of keys and values",
    "array": "a list",
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
}
_MOST_NAMED = 12


def check_shape(root: Node, schema: Keyed[str, Any], what: str) -> list[Diagnostic]:
    """What does not fit, in the order of the text. `what`: the document, as in "a data description"."""
    found: dict[object, Diagnostic] = {}
    for error in _VALIDATOR(schema).iter_errors(_value(root)):
        for diagnostic in _findings(error, root, what):
            found.setdefault((diagnostic.kind.id, diagnostic.message, diagnostic.primary), diagnostic)
    return sorted(found.values(), key=_start)


def _start(diagnostic: Diagnostic) -> int:
    location = diagnostic.primary.location if diagnostic.primary is not None else None
    return location.start if isinstance(location, Span) else 0


def _value(node: Node) -> Any:
    match node:
        case Scalar(value=NumberText() as text):
            return Decimal(text)
        case Scalar(value=value):
            return value
        case Sequence(items=items):
            return [_value(each) for each in items]
        case Mapping(entries=entries):
            return {each.key: _value(each.value) for each in entries}


def _is_number(_: TypeChecker, value: object) -> bool:
    return isinstance(value, Decimal)


def _is_integer(_: TypeChecker, value: object) -> bool:
    return isinstance(value, Decimal) and value == value.to_integral_value()


_VALIDATOR: Any = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many({"number": _is_number, "integer": _is_integer}),
)


def _findings(error: ValidationError, root: Node, what: str) -> Iterator[Diagnostic]:
    if error.validator in ("anyOf", "oneOf") and error.context:
        yield from _of_alternatives(error, root, what)
        return
    node = _at(root, error.absolute_path)
    where = _name(error.absolute_path, what)
    schema: Any = error.schema
    match error.validator:
        case "additionalProperties" | "unevaluatedProperties":
            yield from _unknown_keys(node, schema, where)
        case "required":
            missing = [each for each in _required(schema) if isinstance(node, Mapping) and node.get(each) is None]
            for key in missing:
                yield kinds.MISSING_KEY.at(_head(node), f"`{key}` is missing in {where}", f"add `{key}:`")
        case "propertyNames":
            key = str(error.instance)
            span = next((each.key_span for each in _entries(node) if each.key == key), node.span)
            yield kinds.WRONG_SHAPE.at(span, f"`{shown(key)}` in {where} is not {_wanted(schema, error)}")
        case _:
            is_ = f"is {kind_of(node)}, and" if error.validator == "type" else "does not fit:"
            yield kinds.WRONG_SHAPE.at(_head(node), f"{where} {is_} {_wanted(schema, error)} is wanted")


def _of_alternatives(error: ValidationError, root: Node, what: str) -> Iterator[Diagnostic]:
    """Of several forms the one that was meant: whose kind of value fits, and of these the one that goes furthest."""
    branches: dict[int, list[ValidationError]] = {}
    for each in error.context or ():
        branches.setdefault(int(each.relative_schema_path[0]), []).append(each)
    fitting = [
        found
        for found in branches.values()
        if not any(each.validator in ("type", "const", "enum") and not each.relative_path for each in found)
    ]
    if not fitting:
        node = _at(root, error.absolute_path)
        wanted = _wanted(error.schema, error)
        where = _name(error.absolute_path, what)
        yield kinds.WRONG_SHAPE.at(_head(node), f"{where} is {kind_of(node)}, and {wanted} is wanted")
        return
    meant = max(fitting, key=lambda found: (max(len(each.relative_path) for each in found), -len(found)))
    for each in meant:
        yield from _findings(each, root, what)


def _unknown_keys(node: Node, schema: Any, where: str) -> Iterator[Diagnostic]:
    known = list(schema.get("properties", {}))
    taken = {each.key for each in _entries(node)}
    for entry in _entries(node):
        if entry.key in known:
            continue
        near = nearest(entry.key, [each for each in known if each not in taken])
        hint = f"did you mean `{near[0]}`?" if near else _known(known)
        yield kinds.UNKNOWN_KEY.at(entry.key_span, f"`{shown(entry.key)}` is no key of {where}", hint)


def _known(known: list[str]) -> str:
    named = ", ".join(f"`{each}`" for each in known[:_MOST_NAMED])
    return f"known here: {named}" + (" …" if len(known) > _MOST_NAMED else "") if known else "delete it"


def _required(schema: Any) -> list[str]:
    return list(schema.get("required", ()))


def _wanted(schema: Any, error: ValidationError) -> str:
    if "x-wanted" in schema:
        return str(schema["x-wanted"])
    value: Any = error.validator_value
    match error.validator:
        case "type":
            types = [value] if isinstance(value, str) else list(value)
            return " or ".join(_KINDS_OF_VALUE[each] for each in types)
        case "enum":
            return "one of " + ", ".join(f"`{each}`" for each in value)
        case "const":
            return f"`{value}`"
        case "minItems" | "minProperties":
            return "at least one entry" if value == 1 else f"at least {value} entries"
        case "maxItems" | "maxProperties":
            return "no more than one entry" if value == 1 else f"no more than {value} entries"
        case "minLength":
            return "a text that is not empty"
        case "minimum":
            return f"a number of at least {value}"
        case "maximum":
            return f"a number of at most {value}"
        case "anyOf" | "oneOf":
            return " or ".join(dict.fromkeys(_form(each) for each in value))
        case _:
            return "another value"


def _form(schema: Any) -> str:
    if "x-wanted" in schema:
        return str(schema["x-wanted"])
    type_ = schema.get("type", "string")
    return _KINDS_OF_VALUE[type_] if isinstance(type_, str) else " or ".join(_KINDS_OF_VALUE[each] for each in type_)


def _at(root: Node, path: Iterable[str | int]) -> Node:
    node = root
    for step in path:
        if isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
        elif isinstance(node, Mapping):
            node = node.get(str(step)) or node
    return node


def _entries(node: Node) -> tuple[Any, ...]:
    return node.entries if isinstance(node, Mapping) else ()


def _head(node: Node) -> Span:
    """The whole of a value; of a block its first key, so that a message does not point at many lines."""
    return node.entries[0].key_span if isinstance(node, Mapping) and node.entries else node.span


def _name(path: Iterable[str | int], what: str) -> str:
    """`leads.fields`, `cases[3].expect`; numbers from 1, as people count."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return f"`{shown(text)}`" if text else what

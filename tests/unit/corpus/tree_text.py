"""A compact text of surface trees, without spans: one node on a line where it fits, else its parts below it."""

from __future__ import annotations

from enum import Enum
from typing import Any

from leadspec.node import Node
from leadspec.syntax import tree
from leadspec.values.days import format_day
from leadspec.values.decimals import format_number
from leadspec.values.durations import Duration

WIDTH = 110
# Numbers of these fields are points or percent, in millionths.
_MILLIONTHS = {"low", "high", "at_most", "at_least", "amount"}
_NO_DEFAULT = object()


def tree_text(file: tree.File) -> str:
    """The statements one after the other, then what stands below them."""
    lines = [line for statement in file.statements for line in _lines(statement, "")]
    lines += [f"below: # {comment}".rstrip() for comment in file.comments_below]
    return "\n".join(lines) + "\n"


def _lines(value: Any, indent: str, label: str = "") -> list[str]:
    whole = indent + label + _flat(value, label.removesuffix(": "))
    if len(whole) <= WIDTH or not isinstance(value, Node | tuple):
        return [whole]
    inner = indent + "  "
    if isinstance(value, tuple):
        return [f"{indent}{label}".rstrip(), *(line for each in value for line in _lines(each, inner))]
    made = [f"{indent}{label}{type(value).__name__}"]
    for name, part in _parts(value):
        made += _lines(part, inner, f"{name}: ")
    return made


def _flat(value: Any, field: str = "") -> str:
    match value:
        case tree.Name(parts=parts, bracketed=bracketed):
            return "[" + "][".join(parts) + "]" if bracketed else ".".join(parts)
        case tree.NumberLiteral(value=number):
            return format_number(number)
        case tree.PercentLiteral(value=number):
            return format_number(number) + "%"
        case tree.TextLiteral(value=text, exact=exact):
            return ("exactly " if exact else "") + _quoted(text)
        case tree.DateLiteral(day=day):
            return format_day(day)
        case tree.InstantLiteral(text=text):
            return text
        case tree.BooleanLiteral(value=truth):
            return "true" if truth else "false"
        case tree.Trivia(above=above, behind=behind):
            return " ".join([*(f"# {each}" for each in above), *([] if behind is None else [f"behind # {behind}"])])
        case Node():
            parts = ", ".join(f"{name}={_flat(part, name)}" for name, part in _parts(value))
            return f"{type(value).__name__}({parts})"
        case Duration(amount=amount, unit=unit):
            return f"{amount} {unit.value}"
        case Enum():
            return value.name
        case tuple():
            return "[" + ", ".join(_flat(each, field) for each in value) + "]"
        case str():
            return _quoted(value)
        case bool() | None:
            return str(value)
        case int() if field in _MILLIONTHS:
            return format_number(value)
        case int():
            return str(value)
    raise AssertionError(value)


def _parts(node: Node) -> list[tuple[str, Any]]:
    """The fields that say something: no spans, nothing that is left at its default."""
    kind = type(node)
    fields = kind.__struct_fields__
    without = (_NO_DEFAULT,) * (len(fields) - len(kind.__struct_defaults__))
    defaults = zip(fields, (*without, *kind.__struct_defaults__), strict=True)
    return [
        (name, value) for name, default in defaults if name != "span" and _says(value := getattr(node, name), default)
    ]


def _says(value: Any, default: Any) -> bool:
    if isinstance(value, tree.Trivia):
        return bool(value.above or value.behind is not None)
    return type(value) is not type(default) or bool(value != default)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'

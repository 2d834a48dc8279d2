"""What occurs in a program of the core IR: kinds of nodes, and the variants of each, as names that a test can count.

An engine sees nothing but these. What no policy of the generator holds, no agreement has tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from inspect import get_annotations
from typing import Any

from leadspec.ir import core
from leadspec.ir.core import Arithmetic, Decay, Points, Program, Role
from leadspec.ir.walk import walk
from leadspec.node import Node, compared_fields
from leadspec.values.durations import Unit

_ENUMS = [each for name in core.__all__ if isinstance(each := getattr(core, name), type) and issubclass(each, Enum)]
_FIXED = {each.__name__: tuple(one.value for one in each) for each in (*_ENUMS, Unit)} | {"bool": (True, False)}

KINDS = tuple(each for name in core.__all__ if isinstance(each := getattr(core, name), type) and issubclass(each, Node))

_SEEN = tuple(each for each in KINDS if each not in (core.Definition, core.FieldUse, core.ListUse))

# What the language has no way to say, and so no policy holds.
IMPOSSIBLE = frozenset(
    {
        "Const.kind=array",  # an array is a field, never written out
        "Ref.kind=array",
        "Choose.kind=array",
        "Choose.kind=boolean",
        "Measured.kind=array",
        "Compare.kind=array",
        "Compare.kind=boolean",  # two truths are compared by `and`, `or`, `not`
        "Const.kind=boolean",  # `true` is what holds of no conditions
        "AsOf.kind=boolean",
        "AsOf.kind=number",
        "AsOf.kind=text",
        "AsOf.kind=array",
        "Bound.relation==",  # a window has no such end
        "Bound.relation=!=",
    }
)


def all_constructs() -> frozenset[str]:
    """Everything that a program may hold."""
    found = {kind.__name__ for kind in _SEEN} | {f"Definition.role={each.value}" for each in Role}
    for kind in KINDS:
        if kind in _SEEN:
            found.update(_variants_of(kind))
    found.update(f"Operator={each.value}" for each in core.Operator)
    return frozenset(found) - IMPOSSIBLE


def constructs(program: Program) -> frozenset[str]:
    """What a program holds."""
    found: set[str] = set()
    for definition in program.definitions:
        found |= {"Definition", f"Definition.role={definition.role.value}"}
        for node in walk(definition.body):
            found.update(_said(node))
            match node:
                case Arithmetic(rest=rest):
                    found.update(f"Operator={operator.value}" for operator, _ in rest)
                case Points(decay=Decay() as decay):
                    found.update(_said(decay))
    return frozenset(found)


def _variants_of(kind: type[Node]) -> Iterator[str]:
    said = get_annotations(kind)
    for name in compared_fields(kind):
        options = said[name].split(" | ")
        for option in options:
            values = _FIXED.get(option, ())
            yield from (f"{kind.__name__}.{name}={each}" for each in values if len(options) == 1 or option != "bool")
        if "None" in options:
            yield from (f"{kind.__name__}.{name} {each}" for each in ("given", "absent"))
        if said[name] == "tuple[Bound, ...]":
            yield from (f"{kind.__name__}.{name} of {each}" for each in range(3))


def _said(node: Any) -> Iterator[str]:
    kind = type(node)
    yield kind.__name__
    for name in compared_fields(kind):
        value = getattr(node, name)
        if isinstance(value, Enum):
            yield f"{kind.__name__}.{name}={value.value}"
        elif isinstance(value, bool):
            yield f"{kind.__name__}.{name}={value}"
        elif isinstance(value, tuple) and name == "window":
            yield f"{kind.__name__}.{name} of {len(value)}"
        yield f"{kind.__name__}.{name} {'absent' if value is None else 'given'}"

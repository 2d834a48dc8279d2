"""Equal nodes as one: what is kept of a node by its identity is found wherever the policy says the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from msgspec.structs import replace as with_parts

from leadspec.ir.core import Program
from leadspec.node import Node, compared_fields

Known = dict[tuple[Any, ...], Node]


def with_shared_nodes(program: Program) -> Program:
    """The same program. What takes no part in equality (places, reasons) is that of the first of equal nodes."""
    known: Known = {}
    shared = (with_parts(each, body=_shared(each.body, known)[0]) for each in program.definitions)
    return replace(program, definitions=tuple(shared))


def _shared(value: Any, known: Known) -> tuple[Any, Any]:
    """What stands for a value, and what it is known by: a node that is shared already by its identity."""
    if isinstance(value, tuple):
        found = [_shared(each, known) for each in value]
        return tuple([each for each, _ in found]), tuple([key for _, key in found])
    if not isinstance(value, Node):
        return value, (type(value), value)
    names = compared_fields(type(value))
    parts = [_shared(getattr(value, name), known) for name in names]
    key = (type(value), *(part_key for _, part_key in parts))
    node = known.get(key)
    if node is None:
        node = known[key] = with_parts(value, **dict(zip(names, (part for part, _ in parts), strict=True)))
    return node, id(node)

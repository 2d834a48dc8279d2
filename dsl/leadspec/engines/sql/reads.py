"""Which facts a policy reads."""

from __future__ import annotations

from leadspec.ir.core import Field, Program, Scope, ValueKind
from leadspec.ir.walk import walk


def fields_read(program: Program) -> tuple[dict[str, ValueKind], dict[str, ValueKind]]:
    """The lead's fields, and the events' own."""
    found: tuple[dict[str, ValueKind], dict[str, ValueKind]] = ({}, {})
    for definition in program.definitions:
        for node in walk(definition.body):
            if isinstance(node, Field):
                own = node.scope is Scope.EVENT
                if not (own and node.name in ("at", "type")):
                    found[own].setdefault(node.name, node.kind)
    return found

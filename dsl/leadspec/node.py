"""The base of all tree nodes: frozen, small, cheap to make and to define.

Nodes are msgspec structs rather than dataclasses because a program of a hundred node classes starts with each run:
a dataclass costs some 0.4 ms to define, a struct some 0.01 ms, and an instance is made several times faster
(`docs/decisions/0002-dependencies.md`).
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from msgspec import Struct

from leadspec.source import Span

NOWHERE = Span("", 0, 0)


class Node(Struct, frozen=True, kw_only=True, eq=False, gc=False):
    """A node with its place in the source. Two nodes are equal when they say the same, wherever they stand.

    `apart` names the fields that, like `span`, take no part in equality.
    """

    apart: ClassVar[tuple[str, ...]] = ()

    span: Span = NOWHERE

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in compared_fields(type(self)))

    def __ne__(self, other: object) -> bool:  # a struct has one of its own, which asks whether they are one object
        return not self == other

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in compared_fields(type(self)))))


@cache
def compared_fields(kind: type[Node]) -> tuple[str, ...]:
    """The fields of a kind of node that say something."""
    apart: Any = {"span", *(name for base in kind.__mro__ for name in getattr(base, "apart", ()))}
    return tuple(name for name in kind.__struct_fields__ if name not in apart)

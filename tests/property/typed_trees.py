"""Walking and changing surface trees of any kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from msgspec.structs import replace

from leadspec.node import Node, compared_fields
from leadspec.syntax import tree

T = TypeVar("T")


def walk(node: object) -> Iterator[Any]:
    """The node and all below it, each before its parts; nothing recurses."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, tuple):
            waiting.extend(reversed(at))
        elif isinstance(at, Node):
            yield at
            waiting.extend(getattr(at, each) for each in reversed(compared_fields(type(at))))


def mapped(file: tree.File, change: Callable[[Any], Any]) -> tree.File:
    """The tree with each node replaced by what `change` makes of it, parts first."""
    return _mapped(file, change)


def _mapped(node: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(node, tuple):
        return tuple(_mapped(each, change) for each in node)
    if not isinstance(node, Node):
        return node
    parts = {name: _mapped(getattr(node, name), change) for name in compared_fields(type(node))}
    return change(replace(node, **parts))

"""Walking and changing surface trees of any kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import get_annotations
from typing import Any

from msgspec.structs import replace

from leadspec.node import Node, compared_fields


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


def mapped(node: Any, change: Callable[[Any], Any]) -> Any:
    """The tree with each node replaced by what `change` makes of it, parts first."""
    if isinstance(node, tuple):
        return tuple(mapped(each, change) for each in node)
    if not isinstance(node, Node):
        return node
    parts = {name: mapped(getattr(node, name), change) for name in compared_fields(type(node))}
    return change(replace(node, **parts))


def annotation(kind: type[Node], name: str) -> str:
    """The type of a part, as it is written in the class."""
    return next(found[name] for each in kind.__mro__ if name in (found := get_annotations(each)))

"""What occurs in a tree: kinds of nodes, and the variants of each, as names that a test can count."""

from __future__ import annotations

from enum import Enum
from typing import get_args

from leadspec.node import Node, compared_fields
from leadspec.syntax import tree
from leadspec.values.durations import Duration, Unit
from property.typed_policies import TypedPolicy
from property.typed_trees import annotation, walk

_WINDOWS = get_args(tree.Window)


def node_kinds() -> frozenset[str]:
    """All kinds of nodes that a policy can be made of."""
    found = (getattr(tree, each) for each in tree.__all__)
    kinds = {each for each in found if isinstance(each, type) and issubclass(each, Node)}
    return frozenset(each.__name__ for each in kinds if not any(each in other.__mro__[1:] for other in kinds))


def variants() -> frozenset[str]:
    """Each value of each attribute that has a fixed set of them, such as `Comparison.operator=is`.

    Windows are told apart by what they are about, and by the kind of their durations.
    """
    found = set()
    for kind in node_kinds():
        node = getattr(tree, kind)
        found.update(f"{kind}.{name}={_say(each)}" for name in compared_fields(node) for each in _values(node, name))
    for window in (each.__name__ for each in _WINDOWS):
        found.add(f"event {window}")
        if window != "WithinAfter":
            found.add(f"date {window}")
    for window in ("InTheLast", "InTheNext", "AtLeastAgo", "WithinAfter"):
        found.update(f"{window} {each}" for each in ("clock", "days", "months"))
    found.discard("event InTheNext")
    return frozenset(found)


def constructs(policy: TypedPolicy) -> frozenset[str]:
    """The kinds and variants in a policy."""
    found = set()
    for file in (policy.file, policy.shared):
        for node in walk(file) if file is not None else ():
            kind = type(node).__name__
            found.add(kind)
            found.update(
                f"{kind}.{name}={_say(value)}"
                for name in compared_fields(type(node))
                if isinstance(value := getattr(node, name), Enum | bool)
            )
            window = getattr(node, "window", None)
            if window is not None:
                about = "date" if isinstance(node, tree.DateTest) else "event"
                found.add(f"{about} {type(window).__name__}")
                if isinstance(duration := getattr(window, "duration", None), Duration):
                    found.add(f"{type(window).__name__} {_length(duration)}")
    return frozenset(found)


def _length(duration: Duration) -> str:
    return "clock" if duration.is_clock else "days" if duration.in_days() is not None else "months"


def _values(kind: type[Node], name: str) -> list[object]:
    """All values of a part that has a fixed set of them."""
    type_ = annotation(kind, name)
    if type_ == "bool":
        return [True, False]
    found = Unit if type_ == "Unit" else getattr(tree, type_, None)
    return list(found) if isinstance(found, type) and issubclass(found, Enum) else []


def _say(value: object) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)

"""Looking into a document whose shape is checked elsewhere: what has another shape is passed over here."""

from __future__ import annotations

from leadspec.data.model import Named
from leadspec.documents import Entry, Mapping, Node, Scalar, Sequence


def entries(node: Node | None) -> tuple[Entry, ...]:
    return node.entries if isinstance(node, Mapping) else ()


def get(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def word(node: Node | None) -> str | None:
    """A text, or the text of a number, of true or of false."""
    match node:
        case Scalar(value=bool() as value):
            return "true" if value else "false"
        case Scalar(value=str() as text) if text:
            return str(text)
        case _:
            return None


def named(node: Node | None) -> Named | None:
    """A text with its place."""
    match node:
        case Scalar(value=str() as text, span=span) if text:
            return Named(str(text), span)
        case _:
            return None


def words(node: Node | None) -> tuple[Named, ...]:
    """The texts of a list, or of a single one."""
    nodes = node.items if isinstance(node, Sequence) else () if node is None else (node,)
    return tuple(Named(text, each.span) for each in nodes if (text := word(each)) is not None)

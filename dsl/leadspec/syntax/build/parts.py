"""What reductions hand to each other: pieces that are no nodes of the tree."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from leadspec.source import Span
from leadspec.syntax import tree

Children = list[Any]


class Paren(Struct, frozen=True):
    """A parenthesis, until what stands around it has taken what it holds."""

    inner: tree.Expression
    span: Span


class Body(Struct, frozen=True):
    """What a head defines, with the reason at its end; `comments`: of lines that have no node of their own."""

    expression: tree.Expression
    because: str | None
    comments: tuple[str, ...] = ()


class Choices(Struct, frozen=True):
    """The values of a list, and whether they stand in parentheses."""

    values: tuple[Any, ...]
    enclosed: bool
    span: Span


class Because(Struct, frozen=True):
    """A reason; `comments`: those above and behind it, where it has a line of its own."""

    text: str
    span: Span
    comments: tuple[str, ...] = ()


class NeedOf(Struct, frozen=True):
    kind: tree.Need
    number: int
    span: Span


class Clause(Struct, frozen=True):
    """One clause behind a comma: `cap`, `floor` (millionths), a cooldown or a decay."""

    name: str
    value: Any
    span: Span


def unwrap(node: Any) -> Any:
    """What a parenthesis holds, or the node itself."""
    return node.inner if type(node) is Paren else node


def text_of(because: Because | None) -> str | None:
    return None if because is None else because.text

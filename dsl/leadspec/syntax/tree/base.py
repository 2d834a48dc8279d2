"""What stands around a line and means nothing, and the base of the nodes that are lines."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from leadspec.node import Node


class Trivia(Struct, frozen=True, gc=False):
    """Whole-line comments above a line, one comment behind it, blank lines.

    Comments are kept without `#` and the space after it; `blank_before`: a blank line stands above.
    """

    above: tuple[str, ...] = ()
    behind: str | None = None
    blank_before: bool = False


NO_TRIVIA = Trivia()


class LineNode(Node, frozen=True, kw_only=True):
    """A node that has a line of its own."""

    apart: ClassVar[tuple[str, ...]] = ("trivia",)

    trivia: Trivia = NO_TRIVIA

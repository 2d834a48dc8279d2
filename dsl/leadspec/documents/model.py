"""A loaded document: scalars, sequences and mappings, each with the stretch of text it came from."""

from __future__ import annotations

import re

from msgspec import Struct

from leadspec.diagnostics import Diagnostic
from leadspec.source import Span

MAX_DEPTH = 64
"""How deep sequences and mappings may nest, in any document and any record."""

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
"""A number as JSON writes it. The text is kept: it is converted by whoever knows what it should be."""


class NumberText(str):
    """The text of a number that stood without quotes, exactly as written."""

    __slots__ = ()


class Scalar(Struct, frozen=True):
    """A text, the text of a number, true, false or null."""

    value: str | bool | None
    span: Span


class Sequence(Struct, frozen=True):
    items: tuple[Node, ...]
    span: Span


class Entry(Struct, frozen=True):
    key: str
    key_span: Span
    value: Node


class Mapping(Struct, frozen=True):
    """Keys and values in the order of the text; a key that stands twice is kept once (and reported)."""

    entries: tuple[Entry, ...]
    span: Span

    def get(self, key: str) -> Node | None:
        return next((each.value for each in self.entries if each.key == key), None)


Node = Scalar | Sequence | Mapping


class Unreadable(Struct, frozen=True):
    """A cell whose file says that there is no value in it, such as `#N/A` or NaN.

    `written`: what stands for it, so that a schema can declare it a marker. `reason`: ends a sentence about the cell.
    """

    written: str
    reason: str


Raw = None | bool | str | list["Raw"] | dict[str, "Raw"] | Unreadable
"""The same tree without places. A number is a `NumberText`, any other text is a `str`."""


class Loaded(Struct, frozen=True):
    """`node` is there whenever a tree could be built at all; use it only if no diagnostic is an error."""

    node: Node | None
    diagnostics: tuple[Diagnostic, ...] = ()


def kind_of(node: Node) -> str:
    """What a node is, in the words of a person, with its article."""
    match node:
        case Mapping():
            return "a block of keys and values"
        case Sequence():
            return "a list"
        case Scalar(value=None):
            return "nothing"
        case Scalar(value=bool()):
            return "true or false"
        case Scalar(value=NumberText()):
            return "a number"
        case Scalar():
            return "a text"


def plain(node: Node) -> Raw:
    """The tree without places. No deeper than `MAX_DEPTH`, which both loaders see to."""
    match node:
        case Scalar(value=value):
            return value
        case Sequence(items=items):
            return [plain(each) for each in items]
        case Mapping(entries=entries):
            return {each.key: plain(each.value) for each in entries}

"""The tree of a pattern (see `pattern_syntax`), and what is said of a text that is none."""

from __future__ import annotations

from msgspec import Struct

from leadspec.values.charsets import CharSet


class PatternFault(Struct, frozen=True):
    """Why a text is no pattern, where (character offset in the pattern), and what to do; in plain words."""

    message: str
    offset: int
    hint: str


class Literal(Struct, frozen=True):
    """One character, as itself."""

    character: str


class OneOf(Struct, frozen=True):
    """One character of a set, or where `negated` one that is not in it."""

    characters: CharSet
    negated: bool = False


class Sequence(Struct, frozen=True):
    parts: tuple[Node, ...]


class Choice(Struct, frozen=True):
    options: tuple[Node, ...]


class Repeat(Struct, frozen=True):
    """`least` to `most` times; `most` is `None` for any number, else at least 1."""

    part: Node
    least: int
    most: int | None


Node = Literal | OneOf | Sequence | Choice | Repeat

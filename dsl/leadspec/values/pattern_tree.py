"""The tree of a pattern (see `pattern_syntax`), and what is said of a text that is none."""

from __future__ import annotations

from dataclasses import dataclass

from leadspec.values.charsets import CharSet


@dataclass(frozen=True, slots=True)
class PatternFault:
    """Why a text is no pattern, where (character offset in the pattern), and what to do; in plain words."""

    message: str
    offset: int
    hint: str


@dataclass(frozen=True, slots=True)
class Literal:
    """One character, as itself."""

    character: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """One character of a set, or where `negated` one that is not in it."""

    characters: CharSet
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`least` to `most` times; `most` is `None` for any number, else at least 1."""

    part: Node
    least: int
    most: int | None


Node = Literal | OneOf | Sequence | Choice | Repeat

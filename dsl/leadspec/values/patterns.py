r"""Patterns: the condition `matches "…"`, and `pattern` in a schema.

Reference: `docs/reference/semantics.md`, patterns. A pattern must match the whole folded text, letters in either
case; with `exactly`, the whole text after NFC, as it stands. It is matched here in time linear in the text, and
printed for other engines in a form that each of them reads alike: every set of characters spelled out.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from typing import assert_never

from msgspec import Struct

from leadspec.values.automaton import (
    MOST_POSITIONS,
    Automaton,
    build_automaton,
    characters_of,
    count_positions,
)
from leadspec.values.charsets import with_folded
from leadspec.values.pattern_syntax import parse_tree
from leadspec.values.pattern_tree import Choice, Literal, Node, OneOf, PatternFault, Repeat, Sequence
from leadspec.values.text import exact as exact_form
from leadspec.values.unicode14 import lower, nfc

__all__ = ["Pattern", "PatternFault", "parse_pattern"]


class Pattern(Struct, frozen=True, dict=True):
    """A pattern: its text as written, whether case counts (`exactly`), and what it looks for in a text."""

    text: str
    exact: bool
    tree: Node

    def matches(self, text: str) -> bool:
        """Whether a whole text matches; the text is folded (`text.fold`), or `text.exact` where case counts."""
        return self.automaton.matches(text)

    @cached_property
    def automaton(self) -> Automaton:
        return build_automaton(self.tree)

    def to_re2(self) -> str:
        """The pattern for RE2 (DuckDB and others), anchored at both ends, for text in the same form."""
        return rf"\A(?:{_print(self.tree)})\z"

    def to_java(self) -> str:
        """The pattern for Java (Spark): of what is printed, Java and RE2 read every sign alike."""
        return self.to_re2()


def parse_pattern(text: str, *, exact: bool = False) -> Pattern | PatternFault:
    """The pattern that a text says, or the first fault in it (offsets are those of the text after NFC)."""
    tree = parse_tree(exact_form(text))
    if isinstance(tree, PatternFault):
        return tree
    if count_positions(tree) > MOST_POSITIONS:
        return PatternFault(
            f"written out, the pattern has more than {MOST_POSITIONS:,} characters",
            0,
            "use smaller numbers in `{…}`, above all inside other repetitions, or `+` and `*`",
        )
    return Pattern(text, exact, tree if exact else _folded(tree))


def _folded(node: Node) -> Node:
    """The pattern for folded text: of each letter the form that stands there."""
    match node:
        case Literal() | OneOf():
            return _sequence(_folded_run([node]))
        case Sequence(parts=parts):
            # Neighbouring literals fold together, because a small letter may join the accent after it.
            runs = (_folded_run(run) for _, run in groupby(parts, key=lambda part: isinstance(part, Literal)))
            return _sequence([part for run in runs for part in run])
        case Choice(options=options):
            return Choice(tuple(map(_folded, options)))
        case Repeat(part=part, least=least, most=most):
            return Repeat(_folded(part), least, most)
        case _:
            assert_never(node)


def _folded_run(run: Iterable[Node]) -> list[Node]:
    """Neighbours in a sequence, either all literals or none."""
    parts = list(run)
    letters = "".join(part.character for part in parts if isinstance(part, Literal))
    if letters:
        return [Literal(each) for each in nfc(lower(letters).replace("ς", "σ"))]
    return [
        OneOf(with_folded(part.characters), part.negated) if isinstance(part, OneOf) else _folded(part)
        for part in parts
    ]


def _sequence(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def _print(node: Node) -> str:
    match node:
        case Literal(character=character):
            return _print_code(ord(character))
        case OneOf():
            return f"[{''.join(_print_range(*each) for each in characters_of(node))}]"
        case Sequence(parts=parts):
            return "".join(f"(?:{_print(part)})" if isinstance(part, Choice) else _print(part) for part in parts)
        case Choice(options=options):
            return "|".join(map(_print, options))
        case Repeat(part=part, least=least, most=most):
            atom = _print(part) if isinstance(part, Literal | OneOf) else f"(?:{_print(part)})"
            return f"{atom}{{{least},{'' if most is None else most}}}"
        case _:
            assert_never(node)


def _print_range(first: int, last: int) -> str:
    return _print_code(first) if first == last else f"{_print_code(first)}-{_print_code(last)}"


def _print_code(code: int) -> str:
    character = chr(code)
    return character if character.isascii() and character.isalnum() else f"\\x{{{code:x}}}"

"""Comments that stand where the tree has no line of its own go to the nearest line that it has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from leadspec.syntax import tree
from leadspec.syntax.build.parts import Because


def comments_of(trivia: tree.Trivia) -> tuple[str, ...]:
    return trivia.above if trivia.behind is None else (*trivia.above, trivia.behind)


def commented(trivia: tree.Trivia, comments: tuple[str, ...]) -> tree.Trivia:
    return replace(trivia, above=(*trivia.above, *comments)) if comments else trivia


def commented_lines(lines: Iterable[Any], because: Because | None) -> tuple[Any, ...]:
    """Lines of a block, the last with the comments of the reason below it."""
    found = tuple(lines)
    if because is None or not because.comments:
        return found
    last = found[-1]
    return (*found[:-1], replace(last, trivia=commented(last.trivia, because.comments)))


def commented_block(block: tree.Block, below: tuple[str, ...], above: tuple[str, ...] = ()) -> tree.Block:
    """A block with more comments above its first line and above its last."""
    first, *_ = block.lines
    lines = (replace(first, trivia=replace(first.trivia, above=(*above, *first.trivia.above))), *block.lines[1:])
    last = lines[-1]
    return replace(block, lines=(*lines[:-1], replace(last, trivia=commented(last.trivia, below))))

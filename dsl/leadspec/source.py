"""Texts and places in them.

Offsets count characters (Unicode code points) inside; lines and columns are made at the edges, 1-based.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct


class Span(NamedTuple):
    """A stretch of a source text: `start` belongs to it, `end` does not (character offsets)."""

    file: str
    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The stretch from the start of this one to the end of `other` (same file)."""
        return Span(self.file, self.start, other.end)


class Place(Struct, frozen=True):
    """A place in a data file, where no text is kept: 1-based line and column, record and field."""

    file: str
    line: int | None = None
    column: int | None = None
    row: int | None = None
    field: str | None = None


Location = Span | Place


class Source(Struct, frozen=True, dict=True):
    """A text with the name that messages show for it (a path relative to where the command runs)."""

    name: str
    text: str

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column (in characters) of an offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its end."""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end].rstrip("\r")

    def span(self, start: int, end: int) -> Span:
        return Span(self.name, start, end)

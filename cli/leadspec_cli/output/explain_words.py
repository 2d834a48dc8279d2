"""What both forms of an explanation share: the policy's own words for a rule, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from leadspec.schema.model import Schema
from leadspec.source import Source, Span
from leadspec.values.zones import Zone
from leadspec_cli.output.run_head import RunHead


class ExplainContext(Struct, frozen=True):
    """What an explanation is shown with beside itself. `sources`: the policy's texts."""

    head: RunHead
    sources: Mapping[str, Source]
    schema: Schema
    zone: Zone | None

    def words(self, span: Span, otherwise: str) -> str:
        """A rule as the policy writes it, if it stands on one line there, or on several only inside brackets."""
        source = self.sources.get(span.file)
        if source is None or not 0 <= span.start < span.end <= len(source.text):
            return otherwise
        return _one_line(source.text[span.start : span.end].strip()) or otherwise

    def place(self, span: Span) -> tuple[str, int] | None:
        """File and 1-based line."""
        source = self.sources.get(span.file)
        if source is None or span.start > len(source.text):
            return None
        return span.file, source.position(span.start)[0]


_PIECE = re.compile(r'"[^"\n]*"|#[^\n]*|[()]|\s+|[^\s()"#]+')


def _one_line(text: str) -> str | None:
    """Without comments, and without the spaces and line ends that only make columns; those inside quotes stay.

    None for a block, whose lines mean something.
    """
    depth = 0
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        depth += (piece == "(") - (piece == ")")
        if piece.isspace():
            if "\n" in piece and depth == 0:
                return None
            pieces.append(" ")
        elif not piece.startswith("#"):
            pieces.append(piece)
    return _joined(pieces)


def _joined(pieces: list[str]) -> str:
    """The pieces with one space where some stand; never a change inside quotes."""
    line = ""
    for piece in pieces:
        if piece == " " and (not line or line[-1] in " ("):
            continue
        if piece == ")":
            line = line.rstrip(" ")
        line += piece
    return line

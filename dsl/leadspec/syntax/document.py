"""Text that may be broken into lines: pieces and brackets, each bracket on one line or each of its parts on its own."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

WIDTH = 120
INDENT = "  "


class Bracket(Struct, frozen=True):
    """Parts inside parentheses. `added`: the parentheses stand only where the parts are on lines of their own."""

    parts: tuple[Document, ...]
    added: bool = False


Document = tuple["str | Bracket", ...]


def join(documents: Iterable[Document], separator: str = " ") -> Document:
    joined: list[str | Bracket] = []
    for number, document in enumerate(documents):
        if number:
            joined.append(separator)
        joined.extend(document)
    return tuple(joined)


def flat(document: Document) -> str:
    """All on one line."""
    pieces = []
    for piece in document:
        if isinstance(piece, str):
            pieces.append(piece)
        else:
            inner = " ".join(flat(part) for part in piece.parts)
            pieces.append(inner if piece.added else f"({inner})")
    return "".join(pieces)


def lines(document: Document, indent: str) -> list[str]:
    """One line where it fits, else the outermost brackets broken, each part on a line of its own."""
    whole = indent + flat(document)
    if len(whole) <= WIDTH or not any(isinstance(piece, Bracket) for piece in document):
        return [whole]
    made = [indent]
    for piece in document:
        if isinstance(piece, str):
            made[-1] += piece
            continue
        made[-1] += "("
        for part in piece.parts:
            made.extend(lines(part, indent + INDENT))
        made.append(indent + ")")
    return made

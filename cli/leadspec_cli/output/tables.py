"""Tables of plain text that fit the width of their reader's window."""

from __future__ import annotations

from collections.abc import Sequence

from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import cells, visible

_GAP = "  "
_LEAST = 8
_HEAD = "1"


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], style: TextStyle, width: int, numbers: str = ""
) -> list[str]:
    """Lines of a table. `numbers` marks each column `n` (right) or `t` (left); the widest text column gives way."""
    shown = [[visible(cell, style.encoding) for cell in row] for row in rows]
    titles = [visible(head, style.encoding) for head in heads]
    right = [mark == "n" for mark in numbers.ljust(len(titles), "t")]
    widths = [max(cells(row[at]) for row in [titles, *shown]) for at in range(len(titles))]
    spare = width - sum(widths) - len(_GAP) * (len(widths) - 1)
    if spare < 0:
        widest = max((at for at in range(len(widths)) if not right[at]), key=lambda at: widths[at], default=0)
        widths[widest] = max(_LEAST, widths[widest] + spare)
    head = style.paint(_HEAD, _line(titles, widths, right))
    return [head, *(_line(row, widths, right) for row in shown)]


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = [_padded(_cut(cell, size), size, to_right) for cell, size, to_right in zip(row, widths, right, strict=True)]
    return _GAP.join(parts).rstrip()


def _cut(cell: str, size: int) -> str:
    """The cell, or as much of its start as fits with three dots."""
    if cells(cell) <= size:
        return cell
    kept = cell
    while kept and cells(kept) > size - 3:
        kept = kept[:-1]
    return kept.rstrip() + "..."


def _padded(cell: str, size: int, to_right: bool) -> str:
    space = " " * max(0, size - cells(cell))
    return space + cell if to_right else cell + space


def counted(number: int, thing: str) -> str:
    """`1 lead`, `2,000 leads`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"

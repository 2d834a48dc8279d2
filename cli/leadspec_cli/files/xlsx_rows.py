"""The rows of one sheet that are not blank, one after the other, each as values by column."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from leadspec.documents import Raw
from leadspec.values.text import strip
from leadspec_cli.files.bytes import too_large
from leadspec_cli.files.xlsx_cells import MERGED, NO_RESULT, Cells
from leadspec_cli.files.xlsx_package import Package, check_length, damaged, parse

_MOST_COLUMNS: Final = 16_384
_MOST_ROWS: Final = 1_048_576
_MOST_MERGED: Final = 200_000
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 400
_PLACE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MERGE: Final = re.compile(
    rb'<(?:[A-Za-z0-9]{1,20}:)?mergeCell\s[^<>]{0,200}?ref="([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"'
)

SheetRow = tuple[int, dict[int, Raw]]
"""The number of a row, and its values by the number of their column, both from 1 on."""


class Merged(Struct, frozen=True):
    """Merged cells: the first and last row and column."""

    top: int
    bottom: int
    left: int
    right: int


def sheet_rows(package: Package, part: str, cells: Cells, merged: list[Merged] | None = None) -> Iterator[SheetRow]:
    """Raises `FileFault` for a broken sheet while it is read."""
    reader = _Reader(package.name, cells)
    waiting = deque(sorted(merged or (), key=lambda each: each.top))
    here: list[Merged] = []
    with package.open(part) as stream:
        for _ in parse(stream, package.name, reader.start, reader.end, reader.said):
            for row, values in reader.done:
                while waiting and waiting[0].top <= row:
                    here.append(waiting.popleft())
                if here:
                    here = [each for each in here if each.bottom >= row]
                    _mark(here, row, values)
                yield row, values
            reader.done.clear()


def _mark(merged: list[Merged], row: int, values: dict[int, Raw]) -> None:
    """Of merged cells only the first has a value; the others are not blank, but nobody can say what they are."""
    for each in merged:
        for column in range(each.left, each.right + 1):
            if (row, column) != (each.top, each.left):
                values.setdefault(column, MERGED)


def merged_cells(package: Package, part: str) -> list[Merged]:
    """All merged cells of a sheet, which its text names behind the rows."""
    found: list[Merged] = []
    tail = b""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            end = 0
            for match in _MERGE.finditer(text):
                end = match.end()
                first, last = (_PLACE.fullmatch(each.decode("ascii")) for each in match.groups())
                if first is None or last is None:
                    raise damaged(package.name)
                left, right = column_number(first[1]), min(column_number(last[1]), _MOST_COLUMNS)
                found.append(Merged(int(first[2]), int(last[2]), left, right))
            if len(found) > _MOST_MERGED:
                raise too_large(package.name, f"it has more than {_MOST_MERGED:,} merged cells")
            tail = text[max(end, len(text) - _OVERLAP) :]
    return found


@cache
def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


class _Reader:
    """Gathers the rows of a sheet while its XML is read. `done`: rows that are complete and not blank."""

    def __init__(self, name: str, cells: Cells) -> None:
        self.done: list[SheetRow] = []
        self._name = name
        self._cells = cells
        self._row = 0
        self._column = 0
        self._values: dict[int, Raw] = {}
        self._in_cell = False
        self._kind = "n"
        self._style: str | None = None
        self._formula = self._stored = self._taking = self._sounding = False
        self._pieces: list[str] = []
        self._length = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._place(attributes.get("r"))
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s")
            self._formula = self._stored = self._taking = self._sounding = False
            self._pieces.clear()
            self._in_cell = True
        elif tag == "row":
            number = attributes.get("r")
            row = self._row + 1 if number is None else int(number)
            if not self._row < row <= _MOST_ROWS:
                raise damaged(self._name, self._row or None)
            self._row, self._column, self._values, self._length = row, 0, {}, 0
        elif self._in_cell:
            if tag in ("v", "t"):
                self._stored = True
                self._taking = not self._sounding
            elif tag == "f":
                self._formula = True
            elif tag == "rPh":
                self._sounding = True

    def said(self, text: str) -> None:
        if self._taking:
            self._pieces.append(text)
            self._length += len(text)
            check_length(self._length, self._name)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._taking = False
        elif tag == "rPh":
            self._sounding = False
        elif tag == "c":
            self._in_cell = False
            value = self._value("".join(self._pieces))
            if value is not None and not (isinstance(value, str) and not strip(value)):
                self._values[self._column] = value
        elif tag == "row" and self._values:
            self.done.append((self._row, self._values))
            self._values = {}

    def _value(self, content: str) -> Raw:
        if self._formula and not content and not (self._stored and self._kind == "str"):
            return NO_RESULT
        if not content:
            return None
        return self._cells.value(self._kind, self._style, content)

    def _place(self, place: str | None) -> None:
        """Cells stand in order, each once; one that does not say where it is follows the one before."""
        column = self._column + 1
        if place is not None:
            match = _PLACE.fullmatch(place)
            if match is None or int(match[2]) != self._row:
                raise damaged(self._name, self._row or None)
            column = column_number(match[1])
        if not self._column < column <= _MOST_COLUMNS:
            raise damaged(self._name, self._row or None)
        self._column = column

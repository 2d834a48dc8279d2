"""One record of a table of text, strictly: quotes stand around whole cells, or are written twice inside of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from leadspec.diagnostics.kinds import data as kinds
from leadspec.source import Place
from leadspec_cli.files.fault import fault
from leadspec_cli.files.records import Broken, Row

CELL_LIMIT: Final = 1_000_000
"""Characters of a row whose cells hold line ends."""

STRAY_RETURN: Final = "holds a carriage return that ends no line"


class RecordReader:
    """`lines`: where the further lines of a record come from."""

    def __init__(self, name: str, delimiter: str, quote: str, lines: Iterator[tuple[int, str]]) -> None:
        self.name = name
        self.delimiter = delimiter
        self.quote = quote
        self.lines = lines
        sign, mark = re.escape(delimiter), re.escape(quote)
        inner = f"[^{mark}]*+(?:{mark}{mark}[^{mark}]*+)*+"
        # A cell in quotes, or one without any, each followed by a separator or the end.
        self._cell = re.compile(rf"(?:{mark}({inner}){mark}|([^{mark}{sign}]*))({sign}|\Z)")
        self._rest_of_cell = re.compile(f"{inner}{mark}")

    def row(self, number: int, line: str) -> Row | Broken | None:
        """The record that starts on a line, with the further lines that a cell in quotes may hold.

        `None` for an empty line. Raises `FileFault` for a quote that is not closed.
        """
        text = line.removesuffix("\r")
        if not text:
            return None
        if "\r" in text:
            return Broken(number, STRAY_RETURN) if self.quote not in text else self._slowly(number, text)
        if self.quote not in text:
            return Row(number, text.split(self.delimiter))
        quick = self._quick_cells(text)
        return Row(number, quick) if quick is not None else self._slowly(number, text)

    def _slowly(self, number: int, text: str) -> Row | Broken:
        at = 0
        cells: list[str] = []
        quote = self.quote
        while True:
            match = self._cell.match(text, at)
            if match is not None:
                quoted, bare, end = match.groups()
                if quoted is not None:
                    cells.append(quoted.replace(quote + quote, quote))
                elif "\r" in bare:
                    return Broken(number, STRAY_RETURN)
                else:
                    cells.append(bare)
                at = match.end()
                if not end:
                    return Row(number, cells)
            elif text[at] != quote:
                return Broken(
                    number, f"has a quote inside cell {len(cells) + 1}, which does not start with one", tuple(cells)
                )
            elif self._rest_of_cell.match(text, at + 1):
                reason = f"has text behind the closing quote of cell {len(cells) + 1}"
                return Broken(number, reason, tuple(cells))
            else:
                cell, text, at = self._long_cell(number, text, at)
                cells.append(cell)
                if at == len(text):
                    return Row(number, cells)
                at += 1

    def _long_cell(self, number: int, text: str, at: int) -> tuple[str, str, int]:
        """A cell that goes on over the end of its line; then the line on which it ends, and where."""
        quote = self.quote
        parts = [text[at + 1 :]]
        size = len(text)
        end_found = "closed where a cell ends"
        for _, line in self.lines:
            size += len(line) + 1
            if size > CELL_LIMIT:
                end_found = f"closed within {CELL_LIMIT:,} characters"
                break
            text = line.removesuffix("\r")
            match = self._rest_of_cell.match(text)
            if match is None:
                parts.append(text)
                continue
            end = match.end()
            if text[end : end + 1] not in ("", self.delimiter):
                break
            parts.append(text[: end - 1])
            return "\n".join(parts).replace(quote + quote, quote), text, end
        raise fault(
            kinds.CSV_QUOTE,
            Place(self.name, number, at + 1),
            f"the quote on line {number}, column {at + 1} opens a cell and is not {end_found}",
            f"close it with `{quote}`, and write a quote inside a cell twice: `{quote}{quote}`",
        )

    def _quick_cells(self, text: str) -> list[str] | None:
        """The cells of a line whose quotes stand around whole cells only; `None` for any other line."""
        delimiter = self.delimiter
        parts = text.split(self.quote)
        last = len(parts) - 1
        if last % 2:
            return None
        cells: list[str] = []
        for i, part in enumerate(parts):
            if i % 2:
                cells.append(part)
            elif part == delimiter and 0 < i < last:
                pass
            elif not part:
                if 0 < i < last:
                    return None  # two quotes that stand for one
            else:
                start = 0 if i == 0 else 1
                end = len(part) if i == last else len(part) - 1
                if end < start or (i > 0 and part[0] != delimiter) or (i < last and part[-1] != delimiter):
                    return None
                cells += part[start:end].split(delimiter)
        return cells


def in_quotes(quote: str) -> re.Pattern[str]:
    """Any stretch between quotes."""
    mark = re.escape(quote)
    return re.compile(f"{mark}[^{mark}]*+(?:{mark}{mark}[^{mark}]*+)*+{mark}")

"""Tables of text: a header, then rows, one record each (RFC 4180), with `,` `;` or a tab between the cells.

A row that does not fit the header is rejected by itself. A quote that is opened and not closed where its cell ends
never swallows what follows: it is found, with its place, as soon as the text cannot be read any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadspec.diagnostics.kinds import data as kinds
from leadspec.source import Place
from leadspec.values.text import strip
from leadspec_cli.files.fault import fault
from leadspec_cli.files.header import check_header
from leadspec_cli.files.records import Broken, Row, Table

CELL_LIMIT = 1_000_000
"""Characters of a row whose cells hold line ends."""

_STRAY_RETURN = "holds a carriage return that ends no line"
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SEPARATOR_LINE = re.compile(r'"?sep=.?"?', re.IGNORECASE)
_IN_QUOTES = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
_REST_OF_CELL = re.compile(r'[^"]*+(?:""[^"]*+)*+"')

Lines = Iterator[tuple[int, str]]


def read_table(lines: Lines, name: str, delimiter: str | None = None) -> Table:
    """A table from the lines of its text. Raises `FileFault` for the header here, and for quotes while reading."""
    number, line = next(((number, line) for number, line in lines if strip(line)), (0, ""))
    if not line:
        raise fault(kinds.NO_RECORDS, Place(name), f"`{name}` is empty", "check the export")
    if "\r" in _without_end(line) and '"' not in line:
        raise fault(
            kinds.CSV_HEADER, Place(name, number), f"the first line {_STRAY_RETURN}", "end lines with LF or CRLF"
        )
    if _SEPARATOR_LINE.fullmatch(strip(line)):
        what = "names the sign between the cells, and not the columns"
        raise fault(kinds.CSV_HEADER, Place(name, number), f"the first line {what}", "delete this line")
    if delimiter is None:
        delimiter = _delimiter_of(line, number, name)
    reader = _Reader(name, delimiter, lines)
    first = reader.record(number, line)
    if isinstance(first, Broken):
        raise fault(kinds.CSV_HEADER, Place(name, number), f"the first line {first.reason}")
    header = tuple(map(strip, first.cells))
    check_header(header, Place(name, number))
    reader.width = len(header)
    return Table(header, reader.rows())


def _delimiter_of(header: str, line: int, name: str) -> str:
    bare = _IN_QUOTES.sub("", header)
    counts = {each: bare.count(each) for each in _DELIMITERS}
    most = max(counts.values())
    found = [each for each, count in counts.items() if count == most]
    if most and len(found) > 1:
        both = " as ".join(_DELIMITERS[each] for each in found)
        raise fault(
            kinds.CSV_DELIMITER,
            Place(name, line),
            f"the first line has as many {both}",
            "use one sign between the columns, and put names that hold it in quotes",
        )
    return found[0]


class _Reader:
    def __init__(self, name: str, delimiter: str, lines: Lines) -> None:
        self.name = name
        self.delimiter = delimiter
        self.lines = lines
        self.width = 0
        sign = re.escape(delimiter)
        # A cell in quotes, or one without any, each followed by a separator or the end.
        self.cell = re.compile(rf'(?:"([^"]*+(?:""[^"]*+)*+)"|([^"{sign}]*))({sign}|\Z)')

    def rows(self) -> Iterator[Row | Broken]:
        delimiter, width = self.delimiter, self.width
        for number, line in self.lines:
            if '"' in line:
                found = self.record(number, line)
            else:
                text = _without_end(line)
                if not text:
                    continue
                if "\r" in text:
                    yield Broken(number, _STRAY_RETURN)
                    continue
                found = Row(number, text.split(delimiter))
            if isinstance(found, Row) and len(found.cells) != width:
                yield Broken(number, f"has {_cells(len(found.cells))}, and the header has {width}")
            else:
                yield found

    def record(self, number: int, line: str) -> Row | Broken:
        """The record that starts on a line, with the further lines that a cell in quotes may hold."""
        text, at = _without_end(line), 0
        quick = _quick_cells(text, self.delimiter) if "\r" not in text else None
        if quick is not None:
            return Row(number, quick)
        cells: list[str] = []
        while True:
            match = self.cell.match(text, at)
            if match is not None:
                quoted, bare, end = match.groups()
                if quoted is not None:
                    cells.append(quoted.replace('""', '"'))
                elif "\r" in bare:
                    return Broken(number, _STRAY_RETURN)
                else:
                    cells.append(bare)
                at = match.end()
                if not end:
                    return Row(number, cells)
            elif text[at] != '"':
                return Broken(number, f"has a quote inside cell {len(cells) + 1}, which does not start with one")
            elif _REST_OF_CELL.match(text, at + 1):
                return Broken(number, f"has text behind the closing quote of cell {len(cells) + 1}")
            else:
                cell, text, at = self._long_cell(number, text, at)
                cells.append(cell)
                if at == len(text):
                    return Row(number, cells)
                at += 1

    def _long_cell(self, number: int, text: str, at: int) -> tuple[str, str, int]:
        """A cell that goes on over the end of its line; then the line on which it ends, and where."""
        parts = [text[at + 1 :]]
        size = len(text)
        end_found = "closed where a cell ends"
        for _, line in self.lines:
            size += len(line)
            if size > CELL_LIMIT:
                end_found = f"closed within {CELL_LIMIT:,} characters"
                break
            text = _without_end(line)
            match = _REST_OF_CELL.match(text)
            if match is None:
                parts.append(text)
                continue
            end = match.end()
            if text[end : end + 1] not in ("", self.delimiter):
                break
            parts.append(text[: end - 1])
            return "\n".join(parts).replace('""', '"'), text, end
        raise fault(
            kinds.CSV_QUOTE,
            Place(self.name, number, at + 1),
            f"the quote on line {number}, column {at + 1} opens a cell and is not {end_found}",
            'close it with `"`, and write a quote inside a cell twice: `""`',
        )


def _quick_cells(text: str, delimiter: str) -> list[str] | None:
    """The cells of a line whose quotes stand around whole cells only; `None` for any other line."""
    parts = text.split('"')
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


def _without_end(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"

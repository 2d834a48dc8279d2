"""Tables of text: a header, then rows, one record each (RFC 4180), with `,` `;` `|` or a tab between the cells.

A row that does not fit the header is rejected by itself. A quote that is opened and not closed where its cell ends
never swallows what follows: it is found, with its place, as soon as the text cannot be read any more.

Lines in which nothing is doubtful are split many at a time by the standard library; all others one by one by
`csv_record`, which alone decides what is sound.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from leadspec.diagnostics.kinds import data as kinds
from leadspec.source import Place
from leadspec.values.text import strip
from leadspec_cli.files.csv_lines import Lines
from leadspec_cli.files.csv_record import STRAY_RETURN, RecordReader, in_quotes
from leadspec_cli.files.fault import FileFault, fault
from leadspec_cli.files.header import check_header
from leadspec_cli.files.records import Broken, Row, Table

DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
QUOTES: Final = ('"', "'")

_SEPARATOR_LINE = re.compile(r'"?sep=([^\w\s"\']|\t|\\t)"?', re.IGNORECASE)
_LIKE_SEPARATOR_LINE = re.compile(r'"?sep=.?"?', re.IGNORECASE)


class RowChunk(Struct, frozen=True):
    """Rows that stand behind one another, each with as many cells as the table has columns; their lines."""

    lines: Sequence[int]
    rows: list[list[str]]


class TextRows:
    """The rows of a table, to be read once: one by one, or many at a time.

    `open_end`: each line ends with a sign between cells, behind which there is nothing.
    """

    def __init__(self, reader: RecordReader, lines: Lines, width: int, *, open_end: bool) -> None:
        self.delimiter = reader.delimiter
        self.quote = reader.quote
        self._reader = reader
        self._lines = lines
        self._width = width
        self.open_end = open_end

    def __iter__(self) -> Iterator[Row | Broken]:
        for each in self.chunks():
            if isinstance(each, Broken):
                yield each
            else:
                yield from map(Row, each.lines, each.rows)

    def chunks(self) -> Iterator[RowChunk | Broken]:
        """The same rows in the same order."""
        lines = self._lines
        while held := lines.peek():
            rows = None if lines.with_returns else self._split(held)
            if rows is None:
                yield from self._one_by_one()
            else:
                first = lines.number + 1
                lines.skip(len(held))
                yield RowChunk(range(first, first + len(rows)), rows)

    def _split(self, lines: list[str]) -> list[list[str]] | None:
        """The cells of lines of which each is a row without doubt; `None` if that is not sure of all."""
        quote = self.quote
        if not any(quote in each for each in lines):
            if "" in lines:
                return None
            rows = [each.split(self.delimiter) for each in lines]
        else:
            reader = csv.reader(lines, delimiter=self.delimiter, quotechar=quote, strict=True)
            try:
                rows = list(reader)
            except csv.Error:
                return None
            # The standard library keeps a quote where none may stand. All other quotes were around cells.
            if len(rows) != len(lines) or any(quote in cell for cell in map("".join, rows)):
                return None
        if set(map(len, rows)) != {self._width}:
            return None
        if not self.open_end:
            return rows
        return None if any(strip(each[-1]) for each in rows) else [each[:-1] for each in rows]

    def _one_by_one(self) -> Iterator[RowChunk | Broken]:
        """The lines at hand, and those that the last record takes."""
        numbers: list[int] = []
        rows: list[list[str]] = []
        lines, width = self._lines, self._width
        while lines.at_hand:
            number, line = next(lines)
            try:
                found = self._reader.row(number, line)
            except FileFault:
                if rows:
                    yield RowChunk(numbers, rows)
                raise
            if found is None:
                continue
            if isinstance(found, Row):
                cells = found.cells
                if len(cells) == width and not (self.open_end and strip(cells[-1])):
                    numbers.append(found.line)
                    rows.append(cells[:-1] if self.open_end else cells)
                    continue
                reason = f"has {_cells(len(cells))}, and the header has {width}"
                if len(cells) == width:
                    reason = f"has a value in cell {width}, which the header does not name"
                found = Broken(number, reason, tuple(cells))
            if rows:
                yield RowChunk(numbers, rows)
                numbers, rows = [], []
            yield found
        if rows:
            yield RowChunk(numbers, rows)


def read_table(
    blocks: Iterator[str], name: str, delimiter: str | None = None, quote: str = '"', *, usual: str | None = None
) -> Table:
    """A table from blocks of whole lines. `usual`: the sign between cells, unless the text declares another.

    Raises `FileFault` for the header here, and for quotes while reading.
    """
    lines = Lines(blocks)
    number, line = _first(lines, name)
    declared = _SEPARATOR_LINE.fullmatch(line.strip(" \r"))
    if declared is not None:
        sign = declared[1].replace("\\t", "\t")
        if delimiter is not None and delimiter != sign:
            what = "the first line names another sign between the cells than was declared"
            raise fault(kinds.CSV_DELIMITER, Place(name, number), what, "change one of them")
        delimiter = sign
        number, line = _first(lines, name)
    elif _LIKE_SEPARATOR_LINE.fullmatch(strip(line)):
        what = "the first line names the sign between the cells, and not the columns"
        raise fault(kinds.CSV_HEADER, Place(name, number), what, "delete this line")
    delimiter = delimiter or usual or _delimiter_of(line, number, name, quote)
    if "\r" in line.removesuffix("\r") and quote not in line:
        what = f"the first line {STRAY_RETURN}"
        raise fault(kinds.CSV_HEADER, Place(name, number), what, "end all lines alike")
    reader = RecordReader(name, delimiter, quote, lines)
    first = reader.row(number, line)
    if not isinstance(first, Row):
        reason = "" if first is None else first.reason
        hint = "put quotes around whole names, right beside the signs between them"
        raise fault(kinds.CSV_HEADER, Place(name, number), f"the first line {reason}", hint)
    header = tuple(map(strip, first.cells))
    width = len(header)
    open_end = width > 1 and not header[-1]
    if open_end:
        header = header[:-1]
    check_header(header, Place(name, number))
    return Table(header, TextRows(reader, lines, width, open_end=open_end))


def _first(lines: Lines, name: str) -> tuple[int, str]:
    number, line = next(((number, line) for number, line in lines if strip(line)), (0, ""))
    if not line:
        raise fault(kinds.NO_RECORDS, Place(name), f"`{name}` is empty", "check the export")
    return number, line


def _delimiter_of(header: str, line: int, name: str, quote: str) -> str:
    bare = in_quotes(quote).sub("", header)
    counts = {each: bare.count(each) for each in DELIMITERS}
    most = max(counts.values())
    found = [each for each, count in counts.items() if count == most]
    if most and len(found) > 1:
        both = " as ".join(DELIMITERS[each] for each in found)
        raise fault(
            kinds.CSV_DELIMITER,
            Place(name, line),
            f"the first line has as many {both}",
            "use one sign between the columns, and put names that hold it in quotes",
        )
    return found[0]


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"

"""Files of lists: `.txt` with one entry on each line, `.csv` with a named column."""

from __future__ import annotations

import csv
from collections.abc import Callable

from leadspec.analysis.model import ListFile
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import policy as kinds
from leadspec.diagnostics.suggest import nearest
from leadspec.source import Place, Source
from leadspec.syntax import tree

_DELIMITERS = (",", ";", "\t")


def read_list(source: Source, statement: tree.ListStatement, report: Callable[[Diagnostic], None]) -> ListFile | None:
    """The entries of a list's file; `None` where it cannot be read as one, which is reported."""
    named = statement.file
    if named is None:
        return None
    is_csv = named.value.lower().endswith(".csv")
    if not is_csv and statement.column is not None:
        report(
            kinds.LIST_FILE.at(
                statement.column.span,
                f"`{named.value}` is read line by line and has no columns",
                "leave out `column`, or name a `.csv` file",
            )
        )
        return None
    if not is_csv:
        return ListFile(source.name, tuple(_lines(source.text)))
    if statement.column is None:
        columns = _header(source)
        example = columns[0] if columns else "domain"
        report(
            kinds.LIST_FILE.at(
                named.span,
                f"`{named.value}` has columns, and the list does not say which one holds its entries",
                f'write `from "{named.value}" column "{example}"`',
            )
        )
        return None
    return _column(source, statement.column, report)


def _lines(text: str) -> list[tuple[str, int]]:
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        entry = line.strip()
        if entry and not entry.startswith("#"):
            found.append((entry, number))
    return found


def _header(source: Source) -> list[str]:
    first = source.text.removeprefix("\ufeff").split("\n", 1)[0].rstrip("\r")
    return [each.strip() for each in next(csv.reader([first], delimiter=_delimiter(first)), [])]


def _delimiter(header: str) -> str:
    """The sign that parts the columns: of the three in use, the one that the header has most of."""
    return max(_DELIMITERS, key=header.count)


def _column(source: Source, column: tree.TextLiteral, report: Callable[[Diagnostic], None]) -> ListFile | None:
    text = source.text.removeprefix("\ufeff")
    columns = _header(source)
    if column.value not in columns:
        near = nearest(column.value, columns)
        shown = ", ".join(f'"{each}"' for each in columns[:8])
        hint = f'did you mean `"{near[0]}"`?' if near else f"its first line has {shown or 'no names'}"
        report(kinds.LIST_FILE.at(column.span, f"`{source.name}` has no column `{column.value}`", hint))
        return None
    place = columns.index(column.value)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text.split("\n", 1)[0]), strict=True)
    found: list[tuple[str, int]] = []
    try:
        for row in rows:
            if rows.line_num > 1 and len(row) > place and row[place].strip():
                found.append((row[place].strip(), rows.line_num))
    except csv.Error:
        report(
            kinds.LIST_FILE.at(
                Place(source.name, line=rows.line_num),
                "a quote in this line is not closed, or text follows it",
                'write quotes around the whole cell, and a quote inside it twice: `"a ""b"" c"`',
            )
        )
        return None
    return ListFile(source.name, tuple(found))

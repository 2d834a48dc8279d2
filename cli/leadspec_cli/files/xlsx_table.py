"""Excel sheets as tables of typed rows. The first row that is not blank is the header; the line is the sheet's row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct

from leadspec.diagnostics.kinds import data as data_kinds
from leadspec.diagnostics.kinds import file as kinds
from leadspec.documents import Raw
from leadspec.source import Place
from leadspec.values.text import strip
from leadspec_cli.files.fault import fault
from leadspec_cli.files.header import check_header
from leadspec_cli.files.records import Broken, Table, TypedRow
from leadspec_cli.files.unpacked import open_seekable
from leadspec_cli.files.xlsx_cells import Cells, read_dates, read_texts
from leadspec_cli.files.xlsx_package import Package, damaged, open_package, sound
from leadspec_cli.files.xlsx_rows import SheetRow, merged_cells, sheet_rows

UNPACKED_LIMIT: Final = 1_000_000_000
"""Bytes of a workbook that is packed once more."""

_SHOWN: Final = 10


class _Sheet(Struct, frozen=True):
    name: str
    part: str
    visible: bool


class OpenSheet(Struct, frozen=True):
    """The sheet that is read, and the names of the others that could have been meant."""

    name: str
    others: tuple[str, ...]
    table: Table


@contextmanager
def open_xlsx(path: Path, name: str, sheet: str | None = None) -> Iterator[OpenSheet]:
    """The rows of the sheet that is named, else of the first visible one that is not blank. Raises `FileFault`."""
    with open_seekable(path, name, UNPACKED_LIMIT) as stream, open_package(stream, name) as package:
        with sound(name):
            book = _part(package.related(""), "officeDocument") or "xl/workbook.xml"
            parts = package.related(book)
            sheets, from_1904 = _sheets(package, book, parts)
            texts = read_texts(package, _part(parts, "sharedStrings"))
            cells = Cells(texts, read_dates(package, _part(parts, "styles")), from_1904)
            chosen, others = _chosen(package, sheets, cells, sheet)
            rows = sheet_rows(package, chosen.part, cells, merged_cells(package, chosen.part))
            table = _table(rows, name)
        yield OpenSheet(chosen.name, others, table)


def _part(parts: Mapping[str, tuple[str, str]], kind: str) -> str | None:
    return next((part for found, part in parts.values() if found == kind), None)


def _sheets(package: Package, book: str, parts: Mapping[str, tuple[str, str]]) -> tuple[list[_Sheet], bool]:
    """The sheets of cells in their order, and whether days are counted from 1904."""
    found: list[_Sheet] = []
    from_1904 = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if tag == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true", "on")
        elif tag == "sheet":
            # The prefix is the writer's choice.
            id_ = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            kind, part = parts.get(id_, ("", ""))
            if kind == "worksheet":
                found.append(_Sheet(attributes["name"], part, attributes.get("state", "visible") == "visible"))

    package.parse(book, start)
    if not found:
        raise damaged(package.name)
    return found, from_1904


def _chosen(package: Package, sheets: list[_Sheet], cells: Cells, named: str | None) -> tuple[_Sheet, tuple[str, ...]]:
    if named is not None:
        for each in sheets:
            if each.name == named:
                return each, ()
        names = ", ".join(f"`{each.name}`" for each in sheets[:_SHOWN])
        what = f"`{package.name}` has no sheet `{named}`"
        raise fault(kinds.NOT_FOUND, Place(package.name), what, f"its sheets are {names}")
    filled = [each for each in sheets if each.visible and _filled(package, each, cells)]
    if not filled:
        what = f"no sheet of `{package.name}` that can be seen has anything in it"
        raise fault(data_kinds.NO_RECORDS, Place(package.name), what, "check the export; show a sheet that is hidden")
    return filled[0], tuple(each.name for each in filled[1:])


def _filled(package: Package, sheet: _Sheet, cells: Cells) -> bool:
    return next(sheet_rows(package, sheet.part, cells), None) is not None


def _table(rows: Iterator[SheetRow], name: str) -> Table:
    first = next(rows, None)
    if first is None:
        raise fault(data_kinds.NO_RECORDS, Place(name), f"`{name}` is empty", "check the export")
    line, values = first
    # A table may stand anywhere in its sheet.
    columns = range(min(values), max(values) + 1)
    header = tuple(_name(values.get(each)) for each in columns)
    check_header(header, Place(name, line))
    return Table(header, _records(rows, columns))


def _name(value: Raw) -> str:
    return strip(value) if isinstance(value, str) else "true" if value is True else "false" if value is False else ""


def _records(rows: Iterable[SheetRow], columns: range) -> Iterator[TypedRow | Broken]:
    first, last = columns[0], columns[-1]
    for line, values in rows:
        if min(values) < first or max(values) > last:
            yield Broken(line, "has a value outside of the columns that the header names")
        else:
            yield TypedRow(line, [values.get(each) for each in columns])

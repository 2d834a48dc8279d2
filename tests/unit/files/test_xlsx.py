"""Excel sheets as leads: what each kind of cell is, where a table lies, and what is refused."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from leadspec.documents import NumberText, Unreadable
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.readers import DataFile
from leadspec_cli.files.xlsx_cells import Cells, DateFormat, SharedTexts, number, unescaped
from unit.files.table_files import read_rows

# Excel knows no zones.
EPOCH = datetime.fromisoformat("1899-12-30")
LAST = datetime.fromisoformat("2199-12-31")
MOMENT = datetime.fromisoformat("2026-01-31T10:30")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = {
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="s"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="s" Type="{OFFICE}/worksheet" '
    f'Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="{OFFICE}/sharedStrings" '
    f'Target="/xl/sharedStrings.xml"/><Relationship Id="f" Type="{OFFICE}/styles" Target="styles.xml"/>'
    "</Relationships>",
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>id</t></si><si><r><t>two </t></r><r><t>runs</t></r>'
    "<rPh><t>sound</t></rPh></si></sst>",
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="9"/></cellXfs></styleSheet>',
}


def workbook(path: Path, rows: str, **parts: str) -> Path:
    """A workbook with this XML between `<sheetData>` and its end."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**PARTS, "xl/worksheets/sheet1.xml": sheet, **parts}.items():
            archive.writestr(name, content)
    return path


def cells_of(tmp_path: Path, cells: str) -> list[object]:
    """The cells of the second row, behind a header with as many names."""
    count = cells.count("<c")
    header = "".join(f'<c t="str"><v>h{i}</v></c>' for i in range(count))
    path = workbook(tmp_path / "t.xlsx", f"<row>{header}</row><row>{cells}</row>")
    (row,) = read_rows(path)[1]
    assert isinstance(row, list)
    return row


def fault_of(path: Path, sheet: str | None = None):
    with pytest.raises(FileFault) as caught:
        read_rows(path, sheet)
    return caught.value.diagnostics[0]


@pytest.fixture
def book(tmp_path):
    found = Workbook()
    found.target = tmp_path / "t.xlsx"
    return found


def rows_of(book, sheet=None):
    book.save(book.target)
    return read_rows(book.target, sheet)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c t="s"><v>1</v></c>', "two runs"),
        ('<c t="inlineStr"><is><t>007</t></is></c>', "007"),
        ('<c t="str"><f>A1</f><v>NO</v></c>', "NO"),
        ('<c t="str"><f>A1</f><v></v></c>', None),
        ('<c t="b"><v>1</v></c>', True),
        ('<c t="b"><v>0</v></c>', False),
        ("<c><v>7</v></c>", "7"),
        ("<c><v>0.10000000000000001</v></c>", "0.1"),
        ("<c><v>120.0</v></c>", "120"),
        ("<c><v>1E22</v></c>", "10000000000000000000000"),
        ("<c><v>12345678901234567890</v></c>", "12345678901234567890"),
        ('<c s="3"><v>0.5</v></c>', "0.5"),
        ('<c s="1"><v>46053</v></c>', "2026-01-31"),
        ('<c s="1"><v>46053.5</v></c>', "2026-01-31T12:00:00"),
        ('<c s="2"><v>46053</v></c>', "2026-01-31T00:00:00"),
        ('<c s="2"><v>46053.4375</v></c>', "2026-01-31T10:30:00"),
        ('<c s="1"><v>59</v></c>', "1900-02-28"),
        ('<c s="1"><v>61</v></c>', "1900-03-01"),
        ('<c t="d"><v>2026-01-31T10:30:00</v></c>', "2026-01-31T10:30:00"),
        ("<c><f>A1+1</f><v>2</v></c>", "2"),
        ("<c/>", None),
    ],
)
def test_each_cell_has_the_value_that_is_stored(tmp_path, cell, expected):
    assert cells_of(tmp_path, f"<c><v>1</v></c>{cell}")[1:] == [expected]


@pytest.mark.parametrize(
    ("cell", "written", "reason"),
    [
        ('<c t="e"><v>#N/A</v></c>', "#N/A", "is the error `#N/A`"),
        ('<c t="e"><f>A9</f><v>#REF!</v></c>', "#REF!", "is the error `#REF!`"),
        ('<c t="e"><v>Meier</v></c>', "", "is an error"),
        ("<c><f>A1+1</f></c>", "", "is a formula whose result is not stored"),
        ("<c><f>A1+1</f><v></v></c>", "", "is a formula whose result is not stored"),
        ('<c t="s"><v>2</v></c>', "", "stands for a text that the workbook does not hold"),
        ('<c t="s"><v>-1</v></c>', "", "stands for a text that the workbook does not hold"),
        ("<c><v>NaN</v></c>", "", "is not a number, though the sheet says so"),
        ("<c><v>1e999</v></c>", "", "is not a number, though the sheet says so"),
        ("<c><v>1_000</v></c>", "", "is not a number, though the sheet says so"),
        ('<c s="1"><v>60</v></c>', "", "is 29 February 1900, a day that there never was"),
        ('<c s="1"><v>-1</v></c>', "", "is a number with a format of dates, and no date"),
        ('<c s="1"><v>1e300</v></c>', "", "is a number with a format of dates, and no date"),
        ('<c t="b"><v>yes</v></c>', "", "is neither true nor false, though the sheet says so"),
    ],
)
def test_what_is_no_value_says_so_and_why(tmp_path, cell, written, reason):
    (found,) = cells_of(tmp_path, f"<c><v>1</v></c>{cell}")[1:]
    assert isinstance(found, Unreadable)
    assert found.written == written
    assert found.reason.startswith(reason)


def test_a_workbook_of_a_spreadsheet_program(book):
    sheet = book.active
    sheet.append([])
    sheet.append([None, "id", "when", "share", "spent"])
    sheet.append([None, "007", MOMENT, 0.5, timedelta(hours=30)])
    sheet.append([])
    sheet.append([None, 8, date(2026, 1, 31)])
    sheet["D3"].number_format = "0%"
    sheet.row_dimensions[5].hidden = True
    header, rows = rows_of(book)
    assert header == ("id", "when", "share", "spent")
    assert rows == [["007", "2026-01-31T10:30:00", "0.5", "1.25"], ["8", "2026-01-31", None, None]]


def test_the_line_is_the_row_of_the_sheet(tmp_path):
    path = workbook(
        tmp_path / "t.xlsx",
        '<row r="3"><c r="B3"><v>1</v></c></row><row r="4"><c r="B4" t="str"><v> </v></c></row>'
        '<row r="9"><c r="B9"><v>5</v></c></row><row r="10"><c r="B10"><v>6</v></c><c r="F10"><v>7</v></c></row>',
    )
    with DataFile(path, "t.xlsx").open() as records:
        assert [each.line for each in records.rows] == [9, 10]
    assert read_rows(path)[1][1].reason == "has a value outside of the columns that the header names"


def test_days_may_count_from_1904(tmp_path):
    book = PARTS["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    rows = '<row><c t="str"><v>id</v></c></row><row><c s="1"><v>0</v></c></row><row><c s="1"><v>44591</v></c></row>'
    path = workbook(tmp_path / "t.xlsx", rows, **{"xl/workbook.xml": book})
    assert read_rows(path)[1] == [["1904-01-01"], ["2026-01-31"]]


def test_the_first_filled_sheet_that_can_be_seen_is_read_and_named(book):
    book.active.title = "Hidden"
    book.active.append(["x"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Blank")
    for name in ("Leads", "Old"):
        book.create_sheet(name).append(["id"])
        book[name].append([name])
    assert rows_of(book)[1] == [["Leads"]]
    assert rows_of(book, "Old")[1] == [["Old"]]
    assert rows_of(book, "Hidden")[0] == ("x",)
    file = DataFile(book.target, "t.xlsx")
    with file.open():
        pass
    assert [each.sheet for each in file.found] == ["Leads"]
    assert not file.found[0].usual
    found = fault_of(book.target, "Leeds")
    assert found.hints == ("its sheets are `Hidden`, `Blank`, `Leads`, `Old`",)


def test_nothing_in_sight_is_no_empty_answer(book):
    book.create_sheet("H").append(["id"])
    book["H"].sheet_state = "veryHidden"
    book.save(book.target)
    assert fault_of(book.target).kind.id == "no-records"


def test_merged_cells_are_no_blanks(book):
    sheet = book.active
    for row in (["id", "country", "size"], ["1", "DE", 5], ["2", None, 6], [None, None, None]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("A4:C4")
    _, (first, second) = rows_of(book)
    assert first == ["1", "DE", "5"]
    assert second[0] == "2"
    assert isinstance(second[1], Unreadable)


def test_a_header_needs_a_name_in_each_column(book):
    book.active.append(["id", None, "country"])
    book.save(book.target)
    assert fault_of(book.target).message == "column 2 of 3 has no name"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="9999999"><c><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        "<row><c><v>1</c></row>",
        "<a>" * 200,
        "&lol;",
    ],
)
def test_a_broken_sheet_is_refused(tmp_path, rows):
    assert fault_of(workbook(tmp_path / "t.xlsx", rows)).kind.id == "damaged-file"


def test_a_sheet_in_an_encoding_that_does_not_exist_is_refused(tmp_path):
    sheet = '<?xml version="1.0" encoding="bogus"?><worksheet><sheetData/></worksheet>'
    path = workbook(tmp_path / "t.xlsx", "", **{"xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(FileFault, match="is damaged"):
        read_rows(path)


def test_entities_are_refused_before_they_grow(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        path = workbook(tmp_path / "t.xlsx", "", **{part: bomb})
        assert fault_of(path).kind.id == "damaged-file"


def test_bombs_are_refused_by_their_sizes(tmp_path, monkeypatch):
    monkeypatch.setattr("leadspec_cli.files.xlsx_package._LARGE", 100_000)
    path = workbook(tmp_path / "t.xlsx", f"<row>{'<c/>' * 100_000}</row>")
    assert fault_of(path).kind.id == "file-too-large"
    monkeypatch.setattr("leadspec_cli.files.xlsx_package.PARTS_LIMIT", 3)
    assert "parts" in fault_of(path).message


LONG = "x" * 600


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        (f'<row><c t="str"><v>{LONG}{LONG}</v></c></row>', ""),
        (f'<row><c t="inlineStr"><is><r><t>{LONG}</t></r><r><t>{LONG}</t></r></is></c></row>', ""),
        (f'<row><c t="str"><v>{LONG}</v></c><c t="str"><v>{LONG}</v></c></row>', ""),
        ("", f"<si><r><t>{LONG}</t></r><r><t>{LONG}</t></r></si>"),
    ],
)
def test_a_text_or_a_row_without_end_is_refused(tmp_path, monkeypatch, rows, texts):
    monkeypatch.setattr("leadspec_cli.files.xlsx_package.RECORD_LIMIT", 1_000)
    path = workbook(tmp_path / "t.xlsx", rows, **{"xl/sharedStrings.xml": f"<sst>{texts}</sst>"})
    assert fault_of(path).kind.id == "file-too-large"


def test_a_list_of_parts_without_end_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("leadspec_cli.files.xlsx_package._LIST_LIMIT", 100)
    assert "list of its parts" in fault_of(workbook(tmp_path / "t.xlsx", "<row><c><v>1</v></c></row>")).message


def test_names_of_elements_may_have_a_prefix(tmp_path):
    rows = "<x:row><x:c><x:v>1</x:v></x:c></x:row>"
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    path = workbook(tmp_path / "t.xlsx", "", **{"xl/worksheets/sheet1.xml": sheet})
    assert read_rows(path)[0] == ("1",)


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused(tmp_path, part):
    path = workbook(tmp_path / "t.xlsx", "<row><c><v>1</v></c></row>", **{part: ""})
    assert "holds macros" in fault_of(path).message


def test_parts_that_are_missing_are_refused(tmp_path):
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "a zip of another kind")
    assert fault_of(path).kind.id == "damaged-file"


@pytest.mark.parametrize("ending", ["xlsm", "xlsb", "xls", "ods"])
def test_other_workbooks_are_refused_with_what_to_do(tmp_path, ending):
    path = tmp_path / f"t.{ending}"
    path.write_bytes(b"PK\x03\x04")
    found = fault_of(path)
    assert found.kind.id == "unknown-file-format"
    assert "`.xlsx`" in found.hints[0]


def test_signs_that_xml_cannot_hold_are_unescaped():
    assert unescaped("a_x000D_b_x005F_x0041_") == "a\rb_x0041_"
    assert unescaped("_xD800_") == "_xD800_"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_as_a_text_that_is_the_same_double(value):
    found = number(repr(value))
    assert isinstance(found, NumberText)
    assert float(found) == value


@given(st.datetimes(EPOCH + timedelta(days=61), LAST))
def test_a_moment_comes_back_to_the_millisecond(moment):
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    serial = (moment - EPOCH) / timedelta(days=1)
    cells = Cells(SharedTexts(), {1: DateFormat(dated=True, timed=True)}, from_1904=False)
    found = cells.value("n", "1", repr(serial))
    assert isinstance(found, str)
    assert datetime.fromisoformat(found) == moment

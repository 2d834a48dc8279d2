"""Tables: strict about quotes and headers, a bad row by itself."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadspec_cli.files import csv_table
from leadspec_cli.files import text_blocks as text_blocks_module
from leadspec_cli.files.csv_record import CELL_LIMIT
from leadspec_cli.files.csv_table import TextRows, read_table
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.records import Broken, Row
from leadspec_cli.files.text_blocks import text_blocks


def read(text: str, delimiter: str | None = None):
    table = read_table(text_blocks(io.BytesIO(text.encode("utf-8")), "t.csv"), "t.csv", delimiter)
    return table.header, list(table.rows)


def rows(text: str):
    return [each.cells if isinstance(each, Row) else each.reason for each in read(text)[1]]


def place_of(text: str):
    with pytest.raises(FileFault) as caught:
        read(text)
    return [(each.id, each.primary.location.line, each.primary.location.column) for each in caught.value.diagnostics]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found_in_the_header(sign):
    assert read(f"a{sign}b\n1{sign}2\n") == (("a", "b"), [Row(2, ["1", "2"])])


def test_signs_inside_quotes_of_the_header_do_not_count():
    assert read('"a,b,c";d\n1;2\n')[0] == ("a,b,c", "d")


def test_a_tie_is_an_error_unless_declared():
    assert place_of("a,b;c\n") == [("csv-delimiter", 1, None)]
    assert read("a,b;c\n1;2\n", ";")[0] == ("a,b", "c")


def test_quoted_cells():
    assert rows('a,b\n"x ""y""","1,2"\n"","\n"\n') == [['x "y"', "1,2"], ["", "\n"]]


def test_lines_are_counted_through_cells_that_hold_line_ends():
    assert [each.line for each in read('a,b\n"1\r\n2",x\r\n3,y\n')[1]] == [2, 4]


def test_blank_lines_are_passed_over_and_the_last_line_needs_no_end():
    assert rows("\na\n\n1\r\n\r\n2") == [["1"], ["2"]]


def test_ragged_rows_are_rejected_one_by_one():
    assert rows("a,b\n1\n1,2,3\n1,2\n") == [
        "has 1 cell, and the header has 2",
        "has 3 cells, and the header has 2",
        ["1", "2"],
    ]


def test_quotes_out_of_place_reject_their_row_only():
    assert rows('a,b\n1",2\n"1"x,2\n1,"2"\n') == [
        "has a quote inside cell 1, which does not start with one",
        "has text behind the closing quote of cell 1",
        ["1", "2"],
    ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('a,b\n1,"2\n3,4\n', 2, 3),
        ('a,b\n1,2\n"1,2\n"3",4\n5,6\n', 3, 1),
        ('a,b\n1,2\n3,"x""\n', 3, 3),
        ('a,b\n1,"' + "x" * CELL_LIMIT + '\n"\n', 2, 3),
    ],
)
def test_an_open_quote_is_found_where_it_stands(text, line, column):
    assert place_of(text) == [("csv-quote", line, column)]


def test_an_open_quote_costs_no_more_than_reading():
    assert place_of('a,b\n1,"' + '""\n' * 300_000) == [("csv-quote", 2, 3)]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("a,a\n", "csv-header"),
        ("a,A \n", "csv-header"),
        ("a,,b\n", "csv-header"),
        ("a,b\r1,2\r3,4\r\n", "csv-header"),
        ("sep=\na;b\n", "csv-header"),
        ("sep=;\n", "no-records"),
        ("", "no-records"),
        ("\n\n", "no-records"),
    ],
)
def test_headers_name_each_column_once(text, id_):
    assert place_of(text)[0][0] == id_


def test_names_of_columns_are_not_shown():
    with pytest.raises(FileFault) as caught:
        read("canary,canary\n")
    assert "canary" not in str(caught.value.diagnostics)


def test_a_lone_carriage_return_rejects_its_row():
    reason = "holds a carriage return that ends no line"
    assert rows('a,b\n1\r,2\n"1",2\r3\n1,2\n"1\r",2\n') == [reason, reason, ["1", "2"], ["1\r", "2"]]


def test_the_limit_of_a_cell_is_said():
    with pytest.raises(FileFault) as caught:
        rows('a,b\n1,"' + "x" * CELL_LIMIT + '\n"\n')
    assert "not closed within 1,000,000 characters" in caught.value.diagnostics[0].message


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=8)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=8), st.sampled_from(",;\t"), st.sampled_from([0, 1]))
def test_what_is_written_is_read_back(table, sign, quoting):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, quoting=quoting, lineterminator="\n")
    writer.writerow(["a", "b", "c"])
    writer.writerows(table)
    assert read(out.getvalue())[1] == [
        Row(each.line, cells) for each, cells in zip(read(out.getvalue())[1], table, strict=True)
    ]


@given(st.text(alphabet='ab,;"\n\r\t é'))
def test_any_text_is_read_or_refused(text):
    try:
        header, found = read(text)
    except FileFault:
        return
    assert all(len(each.cells) == len(header) for each in found if isinstance(each, Row))
    assert all(isinstance(each, (Row, Broken)) for each in found)


def test_a_first_line_may_declare_the_sign_between_cells():
    for first in ("sep=;", '"sep=;"', "SEP=;", "sep=;\r"):
        header, found = read(f"{first}\na;b,c\n1;2,3\n")
        assert (header, found) == (("a", "b,c"), [Row(3, ["1", "2,3"])])
    assert read("sep=\t\na\tb\n1\t2\n")[1] == read("sep=\\t\na\tb\n1\t2\n")[1] == [Row(3, ["1", "2"])]
    with pytest.raises(FileFault) as caught:
        read("sep=;\na;b\n", ",")
    assert caught.value.diagnostics[0].id == "csv-delimiter"


def test_lines_that_all_end_with_a_carriage_return():
    assert read('a,b\r1,"2\r3"\r\r4,5') == (("a", "b"), [Row(2, ["1", "2\n3"]), Row(5, ["4", "5"])])


def test_another_quote():
    table = read_table(text_blocks(io.BytesIO(b"a,b\n'1,\"x\"','it''s'\n2,\"3\"\n"), "t.csv"), "t.csv", None, "'")
    assert list(table.rows) == [Row(2, ['1,"x"', "it's"]), Row(3, ["2", '"3"'])]


def test_sums_and_formulas_are_rows_like_others():
    assert rows("a,b\n=1+1,@x\nTotal,3\n") == [["=1+1", "@x"], ["Total", "3"]]


def test_leads_before_an_open_quote_come_first():
    table = read_table(text_blocks(io.BytesIO(b'a,b\n1,2\n3,"4\n'), "t.csv"), "t.csv")
    found = iter(table.rows)
    assert next(found) == Row(2, ["1", "2"])
    with pytest.raises(FileFault):
        next(found)


def test_a_sign_at_the_end_of_each_line_opens_no_column():
    table = read_table(text_blocks(io.BytesIO(b"a;b;\n1;2;\n3;4; \n5;6;7\n8;9\n"), "t.csv"), "t.csv")
    assert table.header == ("a", "b")
    assert table.rows.open_end
    assert list(table.rows) == [
        Row(2, ["1", "2"]),
        Row(3, ["3", "4"]),
        Broken(4, "has a value in cell 3, which the header does not name", ("5", "6", "7")),
        Broken(5, "has 2 cells, and the header has 3", ("8", "9")),
    ]
    assert place_of("a;;\n1;;\n") == [("csv-header", 1, None)]


class OneByOne(TextRows):
    """Never splits many lines at a time."""

    def _split(self, lines):  # noqa: ARG002
        return None


@given(
    st.text(alphabet='ab,;"\n\r é'), st.integers(1, 9), st.sampled_from(['"', "'"]), st.sampled_from([b"a,b", b"a,b,"])
)
def test_many_rows_at_a_time_are_the_rows_one_by_one(text, size, quote, header):
    def found(kind):
        text_blocks_module._BLOCK, before = size, text_blocks_module._BLOCK
        csv_table.TextRows = kind
        result = []
        try:
            content = text.replace('"', quote).encode()
            table = read_table(text_blocks(io.BytesIO(header + b"\n" + content), "t.csv"), "t.csv", ",", quote)
            result.extend(table.rows)
        except FileFault as fault:
            result.append(str(fault.diagnostics))
        finally:
            text_blocks_module._BLOCK = before
            csv_table.TextRows = TextRows
        return result

    assert found(TextRows) == found(OneByOne)

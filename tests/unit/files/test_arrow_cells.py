"""Every type of Arrow as the raw values that the clean-up reads, in each kind of file that can hold it."""

from __future__ import annotations

import datetime as dt
import struct
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadspec.documents import NumberText, Unreadable
from leadspec_cli.files.arrow_cells import raw_values
from unit.files.table_files import ENDINGS, column, read_rows, write_table

DAY = 86_400


def at(values, type_):
    return pa.array(values, pa.int64()).cast(type_)


SCALARS = [
    (pa.array(["007", "NO", "", None]), ["007", "NO", "", None]),
    (pa.array(["ä", None], pa.large_string()), ["ä", None]),
    (pa.array([True, None, False]), [True, None, False]),
    (pa.array([1, -(2**63), None]), ["1", "-9223372036854775808", None]),
    (pa.array([2**64 - 1], pa.uint64()), ["18446744073709551615"]),
    (pa.array([0.1, 120.0, -0.0, 123456789012345.0, 1e22]), ["0.1", "120", "0", "123456789012345", "1" + "0" * 22]),
    (pa.array([1e-7, 5e-324]), ["0.0000001", "5e-324"]),
    (pa.array([0.1, 16777216.0], pa.float32()), ["0.1", "16777216"]),
    (pa.array([Decimal("1.50"), None, Decimal("-0.01")], pa.decimal128(10, 2)), ["1.50", None, "-0.01"]),
    (pa.array([dt.date(2026, 1, 31), None]), ["2026-01-31", None]),
    (at([DAY * 1000, None], pa.date64()), ["1970-01-02", None]),
    (at([0, 1_500], pa.timestamp("ms")), ["1970-01-01T00:00:00", "1970-01-01T00:00:01.5"]),
    (at([1], pa.timestamp("ns")), ["1970-01-01T00:00:00.000000001"]),
    (at([DAY, None], pa.timestamp("s", "Europe/Berlin")), ["1970-01-02T00:00:00Z", None]),
    (at([0], pa.timestamp("us", "+02:00")), ["1970-01-01T00:00:00Z"]),
    (pa.array(["a", None, "a"]).dictionary_encode(), ["a", None, "a"]),
    (pa.nulls(2), [None, None]),
    (pa.array([b"0123456789abcdef", None], pa.uuid()), ["30313233-3435-3637-3839-616263646566", None]),
    (pa.ExtensionArray.from_storage(pa.bool8(), pa.array([1, 0, None], pa.int8())), [True, False, None]),
    (pa.array([[1, None], None, []], pa.list_(pa.int32())), [["1", None], None, []]),
    (pa.array([[1, 2], None], pa.list_(pa.int32(), 2)), [["1", "2"], None]),
    (pa.array([[("a", 1)], None, []], pa.map_(pa.string(), pa.int32())), [{"a": "1"}, None, {}]),
    (pa.array([[{"type": "x", "n": 1}], []]), [[{"type": "x", "n": "1"}], []]),
]


@pytest.mark.parametrize(("values", "expected"), SCALARS, ids=[str(each.type) for each, _ in SCALARS])
@pytest.mark.parametrize("ending", ENDINGS)
def test_each_type_has_one_form(tmp_path, ending, values, expected):
    path = write_table(pa.table({"x": values}), tmp_path / f"t{ending}")
    assert column(path) == expected


NO_VALUES = [
    (pa.array([float("nan"), float("inf"), float("-inf")]), ["NaN", "Infinity", "-Infinity"]),
    (pa.array([b"x", b"\xff"]), ["", ""]),
    (pa.array([1], pa.duration("us")), [""]),
    (at([2**62], pa.timestamp("s")), [""]),
    (pa.array([[("a", 1), ("a", 2)]], pa.map_(pa.string(), pa.int32())), [""]),
]


@pytest.mark.parametrize(("values", "written"), NO_VALUES, ids=[str(each.type) for each, _ in NO_VALUES])
def test_what_is_no_value_says_so_and_why(values, written):
    found = raw_values(values)
    assert [each.written for each in found if isinstance(each, Unreadable)] == written
    assert raw_values(pa.nulls(1, values.type)) == [None]


def test_a_time_of_day_in_a_date_is_not_dropped():
    assert raw_values(at([1000], pa.date64())) == ["1970-01-01T00:00:01"]


def test_a_decimal_of_thousands_is_written_out():
    assert raw_values(pa.array([Decimal("15E3"), None], pa.decimal128(5, -3))) == ["15000", None]


def test_numbers_are_numbers_and_texts_are_texts():
    assert [type(each) for each in raw_values(pa.array([1]))] == [NumberText]
    assert [type(each) for each in raw_values(pa.array(["1"]))] == [str]
    assert [type(each) for each in raw_values(pa.array([1.5]))] == [NumberText]


def test_a_text_that_is_no_utf_8_is_rejected_by_itself():
    bad = pa.array([b"a", b"\xff", None]).view(pa.string())
    assert raw_values(bad) == ["a", Unreadable("", "is not UTF-8 text"), None]


@pytest.mark.parametrize("view", [pa.list_view(pa.int32()), pa.large_list_view(pa.int32())])
def test_views_of_lists_may_be_cut(view):
    assert raw_values(pa.array([[1, 2], None, [3, 4]], view).slice(1, 2)) == [None, ["3", "4"]]


@pytest.mark.parametrize(("values", "expected"), SCALARS, ids=[str(each.type) for each, _ in SCALARS])
def test_a_cut_column_gives_the_cut_values(values, expected):
    assert raw_values(values.slice(1)) == expected[1:]


def test_dotted_members_of_events_become_blocks_and_what_leadspec_derived_is_left_out():
    events = pa.array([[{"type": "x", "page.path": "/", "leadspec.position": 0}]])
    assert raw_values(events) == [[{"type": "x", "page": {"path": "/"}}]]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_double_is_read_as_a_text_that_is_the_same_double(value):
    (text,) = raw_values(pa.array([value]))
    assert isinstance(text, str)
    assert float(text) == value


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_a_single_is_read_as_a_text_that_is_the_same_single(value):
    (text,) = raw_values(pa.array([value], pa.float32()))
    assert isinstance(text, str)
    assert struct.pack("f", float(text)) == struct.pack("f", value + 0.0)


def test_structs_are_columns_with_dotted_names(tmp_path):
    table = pa.table({"id": ["1", "2"], "company": [{"name": "A", "size": {"people": 3}}, None], "x.y": [1, 2]})
    header, rows = read_rows(write_table(table, tmp_path / "t.parquet"))
    assert header == ("id", "company.name", "company.size.people", "x.y")
    assert rows == [["1", "A", "3", "1"], ["2", None, None, "2"]]

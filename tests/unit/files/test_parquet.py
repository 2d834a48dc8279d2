"""Parquet and Arrow files as leads: what they hold, and what is refused."""

from __future__ import annotations

import gzip
import random
from contextlib import suppress

import pyarrow as pa
import pytest
from pyarrow import parquet

from leadspec.cleanup import Reject
from leadspec.ir.lead import Lead
from leadspec.schema import read_schema
from leadspec.source import Source
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.leads import read_leads
from leadspec_cli.files.readers import DataFile
from unit.files.table_files import ENDINGS, read_rows, write_table

SCHEMA = read_schema(
    Source(
        "lead.schema.yaml",
        """type: object
properties:
  id: {type: string, x-leadspec-id: true}
  score: {type: number, x-missing: ["#N/A"]}
  note: {type: string, x-missing: ["NaN"]}
  tags: {type: array, items: {type: string}}
""",
    )
).schema


def fault_of(path, **options):
    with pytest.raises(FileFault) as caught:
        read_rows(path, **options)
    return caught.value.diagnostics[0]


def leads_of(path):
    return list(read_leads(DataFile(path, path.name), SCHEMA))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("packed", [False, True])
def test_every_kind_of_file_is_read_packed_or_not(tmp_path, ending, packed):
    table = pa.table({"id": ["1", "2"], "n": [1, None]})
    path = write_table(table, tmp_path / f"t{ending}")
    if packed:
        path.with_name(f"t{ending}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path = path.with_name(f"t{ending}.gz")
    assert read_rows(path) == (("id", "n"), [["1", "1"], ["2", None]])


def test_lines_are_numbers_of_rows_over_all_row_groups(tmp_path):
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.table({"id": [str(i) for i in range(10_000)]}), path, row_group_size=3_000)
    with DataFile(path, "t.parquet").open() as records:
        lines = [(each.line, each.cells[0]) for each in records.rows]
    assert lines == [(i + 1, str(i)) for i in range(10_000)]


def test_nan_rejects_the_row_with_its_place(tmp_path):
    table = pa.table({"id": ["1", "2", "3"], "score": [1.5, float("nan"), float("inf")]})
    first, second, third = leads_of(write_table(table, tmp_path / "t.parquet"))
    assert isinstance(first, Lead)
    assert isinstance(second, Reject)
    assert (second.row, second.field, second.reason) == (2, "score", "is NaN, which is no number")
    assert isinstance(third, Reject)


def test_a_schema_may_declare_nan_as_missing(tmp_path):
    table = pa.table({"id": ["1"], "note": [float("nan")]})
    (lead,) = leads_of(write_table(table, tmp_path / "t.parquet"))
    assert isinstance(lead, Lead)
    assert "note" not in lead.facts


def test_nan_in_a_list_rejects_the_row(tmp_path):
    (found,) = leads_of(write_table(pa.table({"id": ["1"], "tags": [[1.5, float("nan")]]}), tmp_path / "t.parquet"))
    assert isinstance(found, Reject)
    assert found.reason == "has an item, number 2, that is NaN, which is no number"


def test_a_column_that_no_field_asks_for_may_hold_anything(tmp_path):
    table = pa.table({"id": ["1"], "blob": [b"\xff"], "other": [float("nan")]})
    (lead,) = leads_of(write_table(table, tmp_path / "t.parquet"))
    assert isinstance(lead, Lead)


@pytest.mark.parametrize("ending", ENDINGS)
def test_two_columns_of_one_name_are_refused(tmp_path, ending):
    table = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["Email", "email "])
    found = fault_of(write_table(table, tmp_path / f"t{ending}"))
    assert found.kind.id == "csv-header"
    assert found.message == "columns 1 and 2 have the same name"


def test_a_struct_and_a_dotted_column_of_one_name_are_refused(tmp_path):
    table = pa.table({"company": [{"name": "A"}], "company.name": ["B"]})
    assert fault_of(write_table(table, tmp_path / "t.parquet")).kind.id == "csv-header"


@pytest.mark.parametrize("ending", [*ENDINGS, ".xlsx"])
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "no-records"),
        (b"id,email\n1,a@firm.example\n", "damaged-file"),
        (b"PAR1", "damaged-file"),
        (b"PAR1\x00\x00\x00\x00PAR1", "damaged-file"),
        (b"PARE\x00\x00\x00\x00PARE", "damaged-file"),
        (b"ARROW1\x00\x00", "damaged-file"),
        (b"FEA1\x00\x00\x00\x00FEA1", "damaged-file"),
        (b"PK\x03\x04", "damaged-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged-file"),
        (b"\xff" * 64, "damaged-file"),
        (bytes(64), "damaged-file"),
    ],
)
def test_other_files_are_refused_in_words(tmp_path, ending, content, kind):
    path = tmp_path / f"t{ending}"
    path.write_bytes(content)
    found = fault_of(path)
    assert found.kind.id == kind
    assert path.name in found.message


def test_an_encrypted_footer_is_named_as_such(tmp_path):
    path = tmp_path / "t.parquet"
    path.write_bytes(b"PARE" + bytes(64) + b"PARE")
    assert "is encrypted" in fault_of(path).message


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_broken_file_is_refused_wherever_it_is_broken(tmp_path, ending):
    rng = random.Random(3)
    table = pa.table({"id": [str(i) for i in range(50)], "n": list(range(50)), "l": [[i] for i in range(50)]})
    good = write_table(table, tmp_path / f"t{ending}").read_bytes()
    path = tmp_path / f"bad{ending}"
    for i in range(60):
        bad = bytearray(good)
        if i % 2:
            bad[rng.randrange(len(bad))] ^= rng.randrange(1, 256)
        else:
            del bad[rng.randrange(len(bad)) :]
        path.write_bytes(bad)
        # Read to its end, or refused: nothing else comes out.
        with suppress(FileFault):
            read_rows(path)


def test_a_bomb_of_rows_is_refused(tmp_path):
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.table({"id": pa.nulls(5_000_000, pa.string())}), path, row_group_size=5_000_000)
    assert fault_of(path).kind.id == "file-too-large"


def test_what_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("leadspec_cli.files.parquet_records.UNPACKED_LIMIT", 1_000)
    path = tmp_path / "t.parquet.gz"
    path.write_bytes(gzip.compress(bytes(2_000)))
    assert fault_of(path).kind.id == "file-too-large"


def test_nesting_without_end_is_refused(tmp_path):
    type_ = pa.int32()
    for _ in range(70):
        type_ = pa.list_(type_)
    table = pa.table({"id": pa.array(["1"]), "deep": pa.nulls(1, type_)})
    path = write_table(table, tmp_path / "t.parquet")
    assert fault_of(path).kind.id in ("too-deep", "damaged-file")


def test_a_table_of_another_contract_is_refused(tmp_path):
    table = pa.table({"leadspec.id": ["1"], "id": ["1"]}).replace_schema_metadata({"leadspec": '{"contract": 2}'})
    found = fault_of(write_table(table, tmp_path / "t.parquet"))
    assert found.kind.id == "damaged-file"
    assert "contract" in found.message


@pytest.mark.parametrize("written", ["", "[", "[]", "7"])
def test_metadata_that_are_no_contract_are_refused(tmp_path, written):
    table = pa.table({"id": ["1"]}).replace_schema_metadata({"leadspec": written})
    assert fault_of(write_table(table, tmp_path / "t.parquet")).kind.id == "damaged-file"

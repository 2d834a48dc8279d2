"""Files that would fill the memory or take forever: refused while little of them is read."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest

from leadspec_cli.files import bytes as bytes_module
from leadspec_cli.files import text_blocks
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.readers import DataFile
from leadspec_cli.files.records import Table


def refused(path, name: str) -> str:
    with pytest.raises(FileFault) as caught, DataFile(path, name).open() as records:
        for _ in records.rows if isinstance(records, Table) else records:
            pass
    (fault,) = caught.value.diagnostics
    assert fault.hints
    return fault.id


@pytest.mark.parametrize("filling", [b"\n", b" ", b"x", b"1\n"])
@pytest.mark.parametrize("name", ["d.csv.gz", "d.tsv.gz", "d.json.gz", "d.jsonl.gz"])
def test_what_unpacks_to_far_more_than_any_export_is_refused(tmp_path, monkeypatch, name, filling):
    monkeypatch.setattr(bytes_module, "_BOMB_SIZE", 1_000_000)
    monkeypatch.setattr(text_blocks, "LINE_LIMIT", 500_000)
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"id\n1\n" + filling * 20_000_000))
    tracemalloc.start()
    assert refused(path, name) == "file-too-large"
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


def test_what_packs_well_and_is_small_is_read(tmp_path):
    path = tmp_path / "d.csv.gz"
    path.write_bytes(gzip.compress(b"id,size\n" + b"1,1\n" * 50_000))
    with DataFile(path, path.name).open() as table:
        assert isinstance(table, Table)
        assert sum(1 for _ in table.rows) == 50_000


@pytest.mark.parametrize("name", ["d.csv", "d.jsonl"])
def test_a_line_without_end_is_refused(tmp_path, monkeypatch, name):
    monkeypatch.setattr(text_blocks, "LINE_LIMIT", 100_000)
    path = tmp_path / name
    path.write_bytes(b"id\n" + b"x" * 1_000_000)
    assert refused(path, name) == "file-too-large"


@pytest.mark.parametrize("cut", [1, 6, 12])
@pytest.mark.parametrize("name", ["d.csv.gz", "d.json.gz", "d.jsonl.gz"])
def test_what_was_packed_and_cut_off_is_refused(tmp_path, name, cut):
    path = tmp_path / name
    path.write_bytes(gzip.compress(b'{"id": "1"}\n')[:-cut])
    assert refused(path, name) == "file-unreadable"

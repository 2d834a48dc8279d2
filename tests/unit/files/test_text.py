"""UTF-8 and nothing else."""

from __future__ import annotations

import gzip

import pytest

from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.text import read_source
from leadspec_cli.files.text_blocks import open_text

TEXT = "name: Müller\nend: 1\n"


def test_marks_and_line_ends_make_no_difference(tmp_path):
    path = tmp_path / "a.yaml"
    for content in (TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n")):
        path.write_bytes(content.encode("utf-8"))
        assert read_source(path, "a.yaml").text == TEXT


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "cp1250", "mac-roman"]
)
def test_other_encodings_are_refused_everywhere(tmp_path, encoding):
    path = tmp_path / "a.yaml"
    path.write_bytes(TEXT.encode(encoding))
    with pytest.raises(FileFault) as caught:
        read_source(path, "a.yaml")
    assert caught.value.diagnostics[0].id == "not-utf-8"
    assert caught.value.diagnostics[0].primary.location.line == 1


@pytest.mark.parametrize(
    ("content", "id_", "line"),
    [
        (b"a\nb\xff\n", "not-utf-8", 2),
        (b"a\nb\xed\xa0\x80\n", "not-utf-8", 2),
        (b"a\n\nb\0\n", "control-character", 3),
        (b"a\n\nb\rc\n", "control-character", 3),
        (b"\x1f\x8bxx", "not-utf-8", 1),
        (b"PK\x03\x04", "not-utf-8", 1),
    ],
)
def test_faults_name_their_line(tmp_path, content, id_, line):
    path = tmp_path / "a"
    path.write_bytes(content)
    with pytest.raises(FileFault) as caught:
        read_source(path, "a")
    assert [(each.id, each.primary.location.line) for each in caught.value.diagnostics] == [(id_, line)]


def test_the_limit_is_named(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x" * 1_000_001)
    with pytest.raises(FileFault) as caught:
        read_source(path, "a")
    assert caught.value.diagnostics[0].id == "file-too-large"
    assert "1 MB" in caught.value.diagnostics[0].message


def test_packed_files_are_unpacked_and_broken_ones_refused(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a\n1\n"))
    with open_text(path, path.name) as (_, blocks):
        assert list(blocks) == ["a\n1\n"]
    for content in (path.read_bytes()[:-6], b"a\n1\n", b"\x1f\x8b\x08\0" + b"x" * 50):
        path.write_bytes(content)
        with pytest.raises(FileFault), open_text(path, path.name) as (_, blocks):
            list(blocks)

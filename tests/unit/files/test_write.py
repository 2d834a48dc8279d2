"""Files are written whole or not at all."""

from __future__ import annotations

import os

import pytest

from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.write import write_atomically, writing


def names(folder):
    return [each.name for each in folder.iterdir()]


def test_a_file_is_written_and_replaced(tmp_path):
    path = tmp_path / "a.csv"
    write_atomically(path, "one\n")
    path.chmod(0o640)
    write_atomically(path, iter(["zwei ü\n", b"three\n"]))
    assert path.read_text("utf-8") == "zwei ü\nthree\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError, GeneratorExit])
def test_nothing_is_left_behind_when_writing_stops(tmp_path, stop):
    path = tmp_path / "a.csv"
    path.write_text("before")

    def pieces():
        yield "half"
        raise stop

    with pytest.raises(stop):
        write_atomically(path, pieces())
    assert path.read_text() == "before"
    assert names(tmp_path) == ["a.csv"]


def test_faults_are_findings(tmp_path):
    for path in (tmp_path, tmp_path / "none" / "a.csv"):
        with pytest.raises(FileFault):
            write_atomically(path, "x")
    assert names(tmp_path) == []


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text("before")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileFault) as caught, writing(path) as stream:
        stream.write(b"half")
    assert caught.value.diagnostics[0].id == "file-unreadable"
    assert path.read_text() == "before"
    assert names(tmp_path) == ["a.csv"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.csv").write_text("x")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_atomically(tmp_path / "link.csv", "y")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "y"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_or_device_is_never_replaced(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(FileFault) as caught:
        write_atomically(pipe, "y")
    assert [each.id for each in caught.value.diagnostics] == ["not-a-file"]
    assert pipe.is_fifo()
    assert names(tmp_path) == ["pipe.csv"]

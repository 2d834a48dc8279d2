"""How a run ends: exit codes, bugs of our own, closed pipes, interrupts, streams that cannot print everything."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from leadspec_cli import main
from leadspec_cli.commands.exits import Exit

PROCESS = [sys.executable, "-c", "import sys; from leadspec_cli.main import run; sys.exit(run())"]
SECRET = "c4n4ry-value@person.example"


@pytest.fixture
def broken_command(monkeypatch):
    """A command that meets a bug of our own, with a value of the data in the exception."""

    @click.command(context_settings={"ignore_unknown_options": True})
    @click.argument("words", nargs=-1)
    def broken(words):  # noqa: ARG001 - takes whatever comes
        raise KeyError(SECRET)

    monkeypatch.setattr(main, "COMMANDS", {**main.COMMANDS, "broken": ""})
    monkeypatch.setattr(main.CommandGroup, "get_command", lambda *_: broken)


def test_exit_codes_are_those_of_the_contract():
    assert [Exit.FINE, Exit.NO, Exit.COULD_NOT_RUN, Exit.UNDECIDED, Exit.BUG] == [0, 1, 2, 3, 70]
    assert [Exit.HUNG_UP, Exit.INTERRUPTED, Exit.NOBODY_READS, Exit.TERMINATED] == [129, 130, 141, 143]


@pytest.mark.usefixtures("broken_command")
def test_bug_is_told_without_a_traceback_or_a_value(command, tmp_path):
    outcome = command("broken", SECRET)
    assert outcome.code == Exit.BUG
    assert outcome.stderr.startswith("this is a bug in leadspec: KeyError at ")
    assert "what to send" in outcome.stderr
    assert "Traceback" not in outcome.both
    assert SECRET not in outcome.both
    assert str(tmp_path) not in outcome.both


@pytest.mark.usefixtures("broken_command")
def test_bug_is_an_object_for_programs(command):
    outcome = command("broken", "--format", "json")
    assert outcome.code == Exit.BUG
    assert outcome.stdout.startswith('{\n  "diagnostics": [],\n  "bug": {\n    "message": "this is a bug in leadspec')


@pytest.mark.usefixtures("broken_command")
def test_report_of_a_bug_is_written_on_demand_and_holds_no_value(command, tmp_path, monkeypatch):
    report = tmp_path / "report.txt"
    monkeypatch.setenv("LEADSPEC_DEBUG", str(report))
    outcome = command("broken", SECRET, f"--id={SECRET}")
    text = report.read_text(encoding="utf-8")
    assert outcome.code == Exit.BUG
    assert "in broken" in text
    assert "options: broken --id" in text
    assert SECRET not in text


@pytest.mark.usefixtures("broken_command")
def test_report_of_a_bug_holds_the_value_for_those_who_ask(command, tmp_path, monkeypatch):
    report = tmp_path / "report.txt"
    monkeypatch.setenv("LEADSPEC_DEBUG", str(report))
    command("broken", "--show-values")
    assert SECRET in report.read_text(encoding="utf-8")


def test_without_a_command_the_help_is_shown_and_it_is_no_success(command):
    outcome = command()
    assert outcome.code == Exit.COULD_NOT_RUN
    assert "Usage: leadspec" in outcome.stderr


def test_version_is_that_of_the_package(command, repository):
    project = (repository / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{main.VERSION}"' in project
    assert command("--version").stdout == f"leadspec {main.VERSION}\n"


def test_closed_pipe_is_quiet(repository):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*PROCESS, "lint", "--rule", "bad-as-of"],
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=repository,
        check=False,
    )
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == Exit.NOBODY_READS


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "words", [("lint", "--rule", "bad-as-of"), ("lint", "--rule", "bad-as-of", "--format", "json")]
)
def test_full_disk_is_no_bug_and_no_success(repository, words):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run([*PROCESS, *words], stdout=full, stderr=subprocess.PIPE, cwd=repository, check=False)
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"the output cannot be written") == 1
    assert done.returncode == Exit.COULD_NOT_RUN


def test_closed_output_is_no_bug(repository):
    line = f"{sys.executable} -c '{PROCESS[2]}' lint --rule bad-as-of >&-"
    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, cwd=repository, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_interrupt_in_the_middle_leaves_the_old_output(command, tmp_path, repository, monkeypatch):
    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "out.csv").write_text("old\n", encoding="utf-8")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("leadspec_cli.output.summary.Tally.add", interrupted)
    outcome = command("qualify", "policies/inbound", "policies/inbound/leads.jsonl", "--output", "out.csv")
    assert (outcome.code, outcome.stderr) == (Exit.INTERRUPTED, "\ninterrupted\n")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["leadspec.yaml", "out.csv", "policies"]


@pytest.mark.parametrize("module", ["click", "leadspec_cli.commands.console"])
def test_interrupt_ends_with_130_before_anything_is_loaded(module):
    loader = (
        "import sys, builtins\n"
        "real = builtins.__import__\n"
        "def loading(name, *rest):\n"
        f"    if name == {module!r}: raise KeyboardInterrupt\n"
        "    return real(name, *rest)\n"
        "builtins.__import__ = loading\n"
    )
    words = [PROCESS[0], "-c", loader + PROCESS[2].removeprefix("import sys; "), "--version"]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


def test_interrupt_ends_with_130(tmp_path):
    running = subprocess.Popen(
        [*PROCESS, "fmt", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    _, error = running.communicate(timeout=10)
    assert running.returncode == Exit.INTERRUPTED
    assert error == b"\ninterrupted\n"


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="the system has no such signals")
@pytest.mark.parametrize(("number", "code"), [("SIGTERM", Exit.TERMINATED), ("SIGHUP", Exit.HUNG_UP)])
def test_process_that_is_asked_to_end_leaves_no_draft_behind(tmp_path, repository, number, code):
    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "out.jsonl").write_text("old\n", encoding="utf-8")
    before = {path.name for path in tmp_path.iterdir()}
    wait = "import time; from leadspec_cli.output.clean_result import LeadWriter; "
    wait += "LeadWriter.line = lambda *_: time.sleep(60); "
    words = ("clean", "policies/inbound", "policies/inbound/leads.jsonl", "--output", "out.jsonl")
    running = subprocess.Popen([PROCESS[0], "-c", wait + PROCESS[2], *words], stderr=subprocess.PIPE, cwd=tmp_path)
    latest = time.monotonic() + 20
    while {path.name for path in tmp_path.iterdir()} == before and time.monotonic() < latest:
        time.sleep(0.01)
    assert any(path.suffix == ".part" for path in tmp_path.iterdir())
    # As `timeout` does it: once to the process, once more to its group.
    running.send_signal(getattr(signal, number))
    running.send_signal(getattr(signal, number))
    _, error = running.communicate(timeout=10)
    assert (running.returncode, error) == (code, b"")
    assert {path.name for path in tmp_path.iterdir()} == before
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "old\n"


def test_stream_without_the_letters_gets_their_code_points(command, tmp_path):
    (tmp_path / "größe.lead").write_text("größer ≥ 3\n", encoding="utf-8")
    outcome = command("fmt", "--check", "größe.lead", encoding="ascii")
    assert outcome.code == Exit.NO
    assert outcome.both.isascii()
    assert "gr\\xf6\\xdfe.lead" in outcome.stdout


def test_json_is_utf_8_whatever_the_stream_is(command, tmp_path):
    (tmp_path / "größe.lead").write_text("größer ≥ 3\n", encoding="utf-8")
    outcome = command("fmt", "--check", "größe.lead", "--format", "json", encoding="ascii")
    assert "größe.lead" in outcome.stdout


def test_no_file_name_brings_control_characters_to_the_screen(command, tmp_path):
    name = "a\x1b[31m\u202e.lead"
    (tmp_path / name).write_text("foo\n", encoding="utf-8")
    outcome = command("fmt", "--check", ".")
    assert outcome.code == Exit.NO
    assert "\x1b" not in outcome.both
    assert "\u202e" not in outcome.both

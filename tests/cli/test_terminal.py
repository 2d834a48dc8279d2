"""What a terminal gets and a pipe does not: colours, the width of the window, progress."""

from __future__ import annotations

import itertools
import shutil

import pytest

AS_OF = ("--as-of", "2026-11-21T09:00:00+01:00")
QUALIFY = ("qualify", "policies/inbound", "policies/inbound/leads.jsonl", *AS_OF)


@pytest.fixture
def folder(tmp_path, repository, monkeypatch):
    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "broken.lead").write_text("nonsense\n", encoding="utf-8")
    for name in ("NO_COLOR", "TERM", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_colours_on_a_terminal_only(command):
    assert "\x1b[1;31merror[unknown-statement]\x1b[0m" in command("lint", "broken.lead", terminal=True).stdout
    assert "\x1b" not in command("lint", "broken.lead").both


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "environment"), [((), {"NO_COLOR": "1"}), ((), {"TERM": "dumb"}), (("--no-color",), {})]
)
def test_no_colours_for_those_who_want_none(command, monkeypatch, words, environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert "\x1b" not in command("lint", "broken.lead", *words, terminal=True).both
    assert "\x1b" not in command("lint", "nowhere.lead", *words, terminal=True).both


@pytest.mark.usefixtures("folder")
def test_formats_for_programs_have_no_colours_on_a_terminal_either(command):
    for format_ in ("json", "jsonl", "csv"):
        assert "\x1b" not in command(*QUALIFY, "--limit", "9", "--format", format_, terminal=True).stdout


@pytest.mark.usefixtures("folder")
def test_page_fits_a_narrow_window(command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("NO_COLOR", "1")
    table = command(*QUALIFY, "--limit", "9", terminal=True).stdout.split("\n\n")[1]
    assert max(len(line) for line in table.splitlines()) <= 50


@pytest.mark.usefixtures("folder")
def test_long_work_shows_progress_on_a_terminal_and_clears_it(command, monkeypatch):
    clock = itertools.count()
    monkeypatch.setattr("leadspec_cli.commands.progress.time.monotonic", lambda: next(clock))
    shown = command(*QUALIFY, "--limit", "600", terminal=True).stderr
    assert "\r\x1b[K256 leads" in shown
    assert "\r\x1b[K512 leads" in shown
    # Whatever is printed next finds an empty line.
    assert "leads\r\x1b[K" in shown
    assert not shown.endswith("leads")
    assert "256 leads" not in command(*QUALIFY, "--limit", "600").stderr
    assert "256 leads" not in command(*QUALIFY, "--limit", "600", "--quiet", terminal=True).stderr

"""The same bytes on every machine: no hash seed, locale, time zone or window shows in what a command prints."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

AS_OF = ("--as-of", "2026-11-21T09:00:00+01:00")
DATA = "leads.jsonl"

COMMANDS = {
    "page": ("qualify", "policies/inbound", DATA, *AS_OF),
    "object": ("qualify", "policies/inbound", DATA, *AS_OF, "--format", "json"),
    "reasons": ("explain", "policies/inbound", DATA, *AS_OF, "--id", "L-0002"),
    "findings": ("lint", "broken.lead"),
}
MACHINES = {
    "plain": {"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "TZ": "UTC"},
    "german": {"PYTHONHASHSEED": "4242", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de", "TZ": "Europe/Berlin"},
    "turkish, far away": {"PYTHONHASHSEED": "7", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
    "narrow, colours wanted": {"COLUMNS": "40", "TERM": "xterm", "CLICOLOR_FORCE": "1", "FORCE_COLOR": "1"},
}
BROKEN = """policy "Größe"
  schema "lead.schema.yaml"
  departments marketing, sales
persona p: all of (b is 1, c = 2)
score s: +5 when öde ≥ 3 or x and y
stage a: everyone
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("machine")
    shutil.copytree(Path(__file__).resolve().parents[2] / "policies", folder / "policies")
    (folder / "leadspec.yaml").touch()
    leads = (folder / "policies/inbound/leads.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "leads.jsonl").write_text("".join(leads[:60]), encoding="utf-8")
    (folder / "broken.lead").write_text(BROKEN, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected():
    return {}


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("name", COMMANDS)
def test_output_is_the_same_everywhere(separate, place, expected, name, machine):
    outcome = separate(COMMANDS[name], place, {"PYTHONIOENCODING": "utf-8", **MACHINES[machine]})
    assert outcome.code in (0, 1), outcome.stderr
    assert "\x1b" not in outcome.both
    assert outcome == expected.setdefault(name, outcome)

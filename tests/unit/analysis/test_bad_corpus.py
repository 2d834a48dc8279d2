"""Policies that do not check, each with all that is reported about it, as people see it.

`LEADSPEC_ACCEPT=1` writes the findings down anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import pathlib
import posixpath

import pytest

from leadspec.analysis.load import load_policy
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import file as file_kinds
from leadspec.diagnostics.render import render_text
from leadspec.source import Source

CORPUS = pathlib.Path(__file__).parents[2] / "corpus" / "bad"
FOLDERS = ("names", "types", "policy")
CASES = sorted(
    each.relative_to(CORPUS).as_posix()
    for folder in FOLDERS
    for each in (CORPUS / folder).glob("*.lead")
    if not each.name.startswith("circle_")
)
ENDING = ".diagnostics.txt"


def findings(case: str) -> str:
    folder = posixpath.dirname(case)

    def read(path: str) -> Source | Diagnostic:
        name = posixpath.normpath(posixpath.join(folder, path))
        file = CORPUS / name
        if file.is_file():
            return Source(name, file.read_text(encoding="utf-8"))
        return file_kinds.NOT_FOUND.at(None, f"there is no file `{path}`")

    found = load_policy(Source(case, (CORPUS / case).read_text(encoding="utf-8")), read)
    assert found.program is None
    return render_text(found.diagnostics, found.sources)


@pytest.mark.parametrize("case", CASES)
def test_findings(case: str) -> None:
    golden = CORPUS / (case + ENDING)
    found = findings(case)
    if os.environ.get("LEADSPEC_ACCEPT"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_no_golden_is_an_orphan() -> None:
    goldens = [
        each.relative_to(CORPUS).as_posix() for folder in FOLDERS for each in (CORPUS / folder).glob(f"*{ENDING}")
    ]
    assert sorted(each.removesuffix(ENDING) for each in goldens) == CASES

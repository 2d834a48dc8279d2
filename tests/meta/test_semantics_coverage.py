"""The table of the review of the meaning: each finding once, each with tests and cases that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from conformance.casefile import case_files

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "contributing" / "semantics-coverage.md"
FINDINGS = [f"{letter}{number}" for letter, last in (("A", 16), ("B", 25), ("C", 24)) for number in range(1, last + 1)]
LATER = {"engines", "solver", "sign-off", "lint", "back-tests", "test files"}
_ROW = re.compile(r"^\| (?P<id>[ABC]\d+) \| (?P<line>[^|]+) \| (?P<held>[^|]+) \|$", re.MULTILINE)
_NAMED = re.compile(r"`([^`]+)`")
_LATER = re.compile(r"(?:^|; )later: (?P<part>[\w-]+(?: files)?)(?:, [^;]+)?$")


def rows() -> list[tuple[str, str, str]]:
    return [(each["id"], each["line"], each["held"]) for each in _ROW.finditer(PAGE.read_text(encoding="utf-8"))]


def test_every_finding_stands_once():
    assert [id_ for id_, _, _ in rows()] == FINDINGS
    assert len({line for _, line, _ in rows()}) == len(FINDINGS)


def test_every_finding_is_held_by_a_test_or_waits_for_a_part():
    for id_, _, held in rows():
        later = _LATER.search(held)
        assert _NAMED.findall(held[: later.start()] if later else held) or later, id_
        assert later is None or later["part"] in LATER, id_
        assert ("later" in held) == (later is not None), id_


def test_every_case_and_test_is_there():
    cases = {case.id for file in case_files() for case in file.cases}
    missing = []
    for id_, _, held in rows():
        later = _LATER.search(held)
        for named in _NAMED.findall(held[: later.start()] if later else held):
            file, _, test = named.partition("::")
            there = test in functions(ROOT / file) if test else named in cases
            if not there:
                missing.append((id_, named))
    assert missing == []


def test_every_case_of_the_review_is_named():
    """Of the finding that it works out; or it is another's example, and named beside it."""
    named = {each for _, _, held in rows() for each in _NAMED.findall(held)}
    cases = {case.id for file in case_files() for case in file.cases if file.path.stem.startswith("review_")}
    assert sorted(cases - named) == []


def functions(path: Path) -> set[str]:
    assert path.is_file(), path
    return {
        node.name
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }

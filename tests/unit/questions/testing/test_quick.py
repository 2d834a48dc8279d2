"""Cases that pass by decided values alone: the same results as from whole rows, on every sort of expectation."""

from __future__ import annotations

from itertools import product

import pytest

from leadspec.engines.interpreter import Interpreter
from leadspec.engines.python import CompiledPolicy, PythonEngine
from leadspec.ir.core import Program
from leadspec.questions.testing import Bench, LeadCase
from unit.questions.testing.running import HERE, policy, ready

GIVEN = (
    "{}",
    "{email: a@b.example}",
    "{email: a@b.example, country: AT, size: 60, note: head}",
    "{email: a@b.example, country: DE, size: 2000, activities: [{type: demo, at: 2026-10-20T10:00:00+01:00}]}",
    "{country: AT, tags: [x]}",
)
EXPECT = (
    "stage: mql",
    "stage: {at least: mql}",
    "lead: {marketing: true}",
    "lead: {sales: false, agreed: null}",
    "scores: {fit: 10.5}",
    "scores: {fit: {at least: 30}}",
    "labels: {warmth: hot, colour: blue}",
    "tables: {route: Home, worth: 2.5}",
    "personas: {ideal: {match: 0.5}}",
    "personas: {ideal: {open: []}}",
    "disqualified: []",
    'disqualified: ["no way in"]',
    "flags: {include: [big]}",
    "undecided: []",
    "missing: [size]",
    "scores: {fit: 0}\n      missing: [size, note]",
)


def cases() -> tuple[Program, list[LeadCase]]:
    told = "".join(
        f"  - name: case {place}\n    given: {given}\n    expect:\n      {expect}\n"
        for place, (given, expect) in enumerate(product(GIVEN, EXPECT))
    )
    found = ready(f"as_of: 2026-11-01T09:00:00+01:00\ncases:\n{told}")
    assert not found.diagnostics, [each.message for each in found.diagnostics]
    program = policy().program
    assert program is not None
    return program, [each for each in found.cases if isinstance(each, LeadCase)]


def test_results_are_those_of_whole_rows_of_the_reference():
    program, found = cases()
    first, second = (list(Bench(each, program, HERE).run(found)) for each in (Interpreter(), PythonEngine()))
    assert len(first) > 50
    assert first == second
    passed = sum(each.passed for each in first)
    assert 15 < passed < len(first) - 15


def test_whole_rows_are_made_only_for_cases_that_ask_or_fail(monkeypatch: pytest.MonkeyPatch):
    program, found = cases()
    made: list[str] = []
    whole = CompiledPolicy.verdict
    monkeypatch.setattr(CompiledPolicy, "verdict", lambda self, lead: made.append(lead.id) or whole(self, lead))
    results = list(Bench(PythonEngine(), program, HERE).run(found))
    asks = ("lead.", "personas", "undecided", "missing")
    needed = [
        each
        for each in results
        if not each.passed or any(check.subject.path.startswith(asks) for check in each.case.checks)
    ]
    assert len(made) == len(needed) < len(results)

"""Every case, put to every engine; and every first guess, put to the parser.

DuckDB takes longer to plan a query than the others to answer: it gets each third case of a topic, and all of them
where LEADSPEC_DUCKDB is `all` (`make test-duckdb`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

import pytest

from conformance.casefile import Case, Expectation, Guess, case_files, first_guesses
from conformance.engines import DUCKDB, ENGINES, PolicyFaultError, Runner, load
from leadspec.diagnostics import Diagnostic, Label, Severity
from leadspec.source import Source, Span

TOPICS = [file.cases for file in case_files()]
CASES = [case for cases in TOPICS for case in cases]
STEP = 1 if os.environ.get("LEADSPEC_DUCKDB") == "all" else 3
ASKED = [
    pytest.param(case, engine, id=f"{case.id}-{engine.name}")
    for cases in TOPICS
    for place, case in enumerate(each for each in cases if each.error is None)
    for engine in ENGINES
    if engine is not DUCKDB or place % STEP == 0
]


@pytest.mark.parametrize("case", [each for each in CASES if each.error is not None], ids=lambda each: each.id)
def test_faulty_case_is_refused(case: Case) -> None:
    _expect_fault(case)


@pytest.mark.parametrize(("case", "engine"), ASKED)
def test_case_gives_what_the_contract_says(case: Case, engine: Runner) -> None:
    differences = []
    for question in case.questions:
        leads = [_with_id(each.given, number) for number, each in enumerate(question.leads, start=1)]
        try:
            rows = engine.run(question.policy, case.schema, leads, case.as_of, case.files)
        except PolicyFaultError as fault:
            pytest.fail(f"the policy does not check:\n{_told(fault.diagnostics, question.policy)}\n{question.policy}")
        differences += [
            f"{dict(each.given)}\n  expected {each.said}\n  but {difference}"
            for each, row in zip(question.leads, rows, strict=True)
            for difference in _differences(each, row)
        ]
    assert not differences, "\n".join([case.questions[0].policy, *differences])


def _with_id(given: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    return given if "id" in given else {"id": f"lead {number}", **given}


def _expect_fault(case: Case) -> None:
    policy = case.questions[0].policy
    analysis = load(policy, case.schema, case.files)
    assert analysis.program is None, policy
    errors = [each for each in analysis.diagnostics if each.severity is Severity.ERROR]
    told = _told(errors, policy)
    if isinstance(case.error, str):
        assert case.error in {each.id for each in errors}, told
    if case.line is not None:
        assert case.line in {_line(each, policy) for each in errors}, f"no error on line {case.line}:\n{told}\n{policy}"


def _differences(expected: Expectation, row: Mapping[str, Any] | None) -> list[str]:
    if expected.rejected or row is None:
        return [] if expected.rejected and row is None else [f"it is {'' if row is None else 'not '}rejected"]
    lead = row["lead"]
    held = [f"lead.{name} is {lead[name]}" for name, holds in expected.holds.items() if (lead[name] is True) != holds]
    return held + [
        f"{path} is {got!r}"
        for key, each in expected.row.items()
        for path, got in _differing(each, row.get(key, "not there"), key)
    ]


def _differing(expected: Any, got: Any, path: str) -> list[tuple[str, Any]]:
    """Where a row differs from what is expected of it; keys that nothing is expected of are left alone."""
    if not isinstance(expected, dict):
        return [] if expected == got else [(path, got)]
    if not isinstance(got, dict) or (not expected and got):
        return [(path, got)]
    found = []
    for key, each in expected.items():
        found += _differing(each, got.get(key, "not there"), f"{path}.{key}")
    return found


def _line(diagnostic: Diagnostic, policy: str) -> int | None:
    match diagnostic.primary:
        case Label(Span(start=start)):
            return Source("policy.lead", policy).position(start)[0]
    return None


def _told(diagnostics: Any, policy: str) -> str:
    return "\n".join(f"  {_line(each, policy)}: {each.id}: {each.message} {each.hints}" for each in diagnostics)


@pytest.mark.parametrize("guess", first_guesses(), ids=lambda each: each.id)
def test_first_guess_gets_its_replacement(guess: Guess) -> None:
    analysis = load(guess.wrong, _schema(), {})
    errors = [each for each in analysis.diagnostics if each.severity is Severity.ERROR]
    told = _told(errors, guess.wrong)
    assert guess.line in {_line(each, guess.wrong) for each in errors}, f"no error on its line:\n{told}"
    hints = [hint for each in errors for hint in each.hints]
    if guess.says is not None:
        assert any(guess.says in each for each in hints), told
    if guess.hint is not None:
        offered = [part for each in hints for part in re.findall(r"`([^`]+)`", each)]
        assert any(_contains(each, guess.hint) for each in offered), f"no hint offers `{guess.hint}`:\n{told}"


@pytest.mark.parametrize("guess", first_guesses(), ids=lambda each: each.id)
def test_replacement_of_a_first_guess_is_right(guess: Guess) -> None:
    analysis = load(guess.right, _schema(), {})
    assert analysis.ok, _told(analysis.diagnostics, guess.right)


def _contains(text: str, part: str) -> bool:
    """Whether the part stands in the text, not inside a word."""
    before = r"(?<!\w)" if part[0].isalnum() else ""
    after = r"(?!\w)" if part[-1].isalnum() else ""
    return re.search(before + re.escape(part) + after, text) is not None


def _schema() -> str:
    return CASES[0].schema

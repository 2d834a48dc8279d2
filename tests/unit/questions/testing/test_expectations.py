"""Every kind of expectation: the true one passes, and each wrong one beside it fails. None passes by accident."""

from __future__ import annotations

import pytest

from leadspec.questions.testing import LeadResult, value_text, wanted_text
from unit.questions.testing.running import case, passes, run

# For `buyer`: true expectations and, for each, wrong ones of the same kind.
BUYER = [
    ("{stage: mql}", ["{stage: prospect}", "{stage: suspect}", "{stage: disqualified}"]),
    ("{stage at least: mql}", ["{stage at most: prospect}"]),
    ("{stage is at least: prospect}", ["{stage is at most: suspect}"]),
    ("{stage: {at least: prospect, at most: mql}}", ["{stage: {at least: suspect, at most: prospect}}"]),
    ("{stage: {one of: [mql, suspect]}}", ["{stage: {one of: [prospect, suspect]}}", "{stage: {none of: [mql]}}"]),
    ("{stage: {not: suspect}}", ["{stage: {not: mql}}", "{stage not: mql}"]),
    ("{lead: {marketing: true}}", ["{lead: {marketing: false}}", "{lead: {marketing: null}}"]),
    ("{lead: {sales: null}}", ["{lead: {sales: false}}", "{lead: {sales: true}}"]),
    ("{lead.agreed: true}", ["{lead.agreed: false}", "{lead.agreed: null}", "{lead: {agreed: {not: true}}}"]),
    ("{scores: {fit: 30.5}}", ["{scores: {fit: 30.51}}", "{scores: {fit: 30}}", "{scores: {fit: -30.5}}"]),
    ("{scores: {fit: 30.50}}", ["{scores: {fit: {not: 30.500}}}"]),
    ("{scores.fit: '30.50'}", ["{scores.fit: '3050'}"]),
    ("{scores: {fit: 3.05e1}}", ["{scores: {fit: 3e1}}"]),
    ("{scores: {fit: {at least: 30.5}}}", ["{scores: {fit: {at least: 30.51}}}", "{scores: {fit at least: 31}}"]),
    ("{scores: {fit: {at most: 30.5}}}", ["{scores: {fit: {at most: 30.49}}}", "{scores.fit at most: 30}"]),
    ("{scores: {fit: {at least: 30, at most: 31}}}", ["{scores: {fit: {at least: 31, at most: 32}}}"]),
    ("{scores: {fit: {one of: [1, 30.5]}}}", ["{scores: {fit: {one of: [1, 2]}}}"]),
    ("{labels: {warmth: hot}}", ["{labels: {warmth: warm}}", "{labels.warmth: cold}"]),
    ("{labels: {warmth: {at least: warm}}}", ["{labels: {warmth: {at most: warm}}}"]),
    ("{labels: {colour: red}}", ["{labels: {colour: blue}}"]),
    ("{tables: {route: Home}}", ["{tables: {route: Away}}"]),
    ("{tables: {worth: 7}}", ["{tables: {worth: 2.5}}"]),
    ("{tables: {worth: 7.0}}", ["{tables: {worth: {not: 7}}}"]),
    ("{tables: {worth: {at least: 7}}}", ["{tables: {worth: {at most: 2.5}}}"]),
    ("{personas: {ideal: null}}", ["{personas: {ideal: true}}", "{personas: {ideal: false}}"]),
    ("{personas: {ideal: {match: 0.67}}}", ["{personas: {ideal: {match: 0.66}}}", "{personas.ideal.match: 1}"]),
    ("{personas: {ideal: {match: 67%}}}", ["{personas: {ideal: {match: 33%}}}"]),
    ("{personas: {ideal: {match at least: 50%}}}", ["{personas: {ideal: {match at least: 68%}}}"]),
    ("{personas: {ideal: {misses: []}}}", ["{personas: {ideal: {misses: [country is AT]}}}"]),
    ("{personas: {ideal: {open: ['note contains \"head\"']}}}", ["{personas: {ideal: {open: []}}}"]),
    ("{disqualified: []}", ["{disqualified: [no way in]}", "{disqualified: {include: no way in}}"]),
    ("{disqualified: {no way in: false}}", ["{disqualified: {no way in: true}}"]),
    ("{flags: []}", ["{flags: [big]}", "{flags: {not: []}}", "{flags.big: true}"]),
    (
        "{undecided: [lead.sales, personas.ideal]}",  # in any order
        ["{undecided: [personas.ideal]}", "{undecided: []}", "{undecided: [personas.ideal, lead.sales, stage]}"],
    ),
    (
        "{undecided: {include: lead.sales}}",
        ["{undecided: {include: [lead.sales, stage]}}", "{undecided: {exclude: lead.sales}}"],
    ),
    ("{undecided: {exclude: [stage, scores.fit]}}", ["{undecided: {exclude: [stage, lead.sales]}}"]),
    ("{missing: [note]}", ["{missing: []}", "{missing: [email]}", "{missing: [note, email]}"]),
]
# For a lead of whom only the size is known.
LARGE = [
    ("{stage: disqualified}", ["{stage: prospect}", "{stage at least: suspect}"]),
    ("{stage at most: suspect}", ["{stage: suspect}"]),
    ("{disqualified: [no way in]}", ["{disqualified: []}", "{disqualified: {exclude: no way in}}"]),
    ("{flags: [big]}", ["{flags: []}", "{flags: {big: false}}"]),
    ("{flags: {include: [big]}}", ["{flags: {exclude: [big]}}"]),
    ("{lead: {marketing: false, sales: false, agreed: false}}", ["{lead: {agreed: true}}"]),
    ("{labels: {colour: blue}}", ["{labels: {colour: red}}"]),
    ("{tables: {route: Away}}", ["{tables: {route: Home}}"]),
]


@pytest.mark.parametrize(
    ("given", "expect"), [*(("buyer", e) for e, _ in BUYER), *(("{size: 2000}", e) for e, _ in LARGE)]
)
def test_true_expectation_passes(given: str, expect: str) -> None:
    assert passes(given, expect)


@pytest.mark.parametrize(
    ("given", "expect"),
    [*(("buyer", e) for _, wrong in BUYER for e in wrong), *(("{size: 2000}", e) for _, wrong in LARGE for e in wrong)],
)
def test_wrong_expectation_fails(given: str, expect: str) -> None:
    assert not passes(given, expect)


def test_one_wrong_among_true_ones_fails() -> None:
    assert passes("buyer", "{stage: mql, scores: {fit: 30.5}, flags: []}")
    assert not passes("buyer", "{stage: mql, scores: {fit: 30.4}, flags: []}")


def test_number_of_a_table_that_ends_in_a_half() -> None:
    assert passes("{email: a@b.example}", "{tables: {worth: 2.50}}")


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("{stage: suspect}", "stage: expected suspect, got mql"),
        ("{scores: {fit: {at least: 40}}}", "scores.fit: expected at least 40.00, got 30.50"),
        ("{lead: {sales: true}}", "lead.sales: expected true, got null"),
        ("{labels: {warmth: {one of: [cold, warm]}}}", "labels.warmth: expected one of [cold, warm], got hot"),
        ("{undecided: []}", "undecided: expected [], got [personas.ideal, lead.sales]"),
        ("{personas: {ideal: {match: 100%}}}", "personas.ideal.match: expected 1.00, got 0.67"),
        ("{tables: {worth: 2.5}}", "tables.worth: expected 2.5, got 7"),
    ],
)
def test_failure_says_what_was_expected_and_what_came(expect: str, said: str) -> None:
    (result,) = run(case("buyer", expect))
    assert isinstance(result, LeadResult)
    (miss,) = result.misses
    subject = miss.check.subject
    assert f"{subject.path}: expected {wanted_text(miss.check)}, got {value_text(subject.range, miss.answer)}" == said


@pytest.mark.parametrize(
    ("given", "expect", "outputs"),
    [
        ("buyer", "{stage: prospect}", ["stage"]),
        ("buyer", "{scores: {fit: 1}}", ["scores.fit"]),
        ("buyer", "{lead: {sales: true}}", ["lead.sales"]),
        ("buyer", "{personas: {ideal: {match: 1}}}", ["personas.ideal"]),
        ("buyer", "{flags: [big]}", ["flags.big"]),
        ("buyer", "{disqualified: [no way in]}", ["disqualified.no way in"]),
        ("buyer", "{undecided: [stage, lead.sales]}", ["personas.ideal", "stage"]),
        ("buyer", "{missing: []}", ["personas.ideal", "lead.sales"]),
        ("{size: 1}", "{stage: suspect}", ["disqualified.no way in", "stage"]),
        ("{size: 1}", "{lead: {marketing: true}}", ["disqualified.no way in", "lead.marketing"]),
    ],
)
def test_failure_explains_its_own_output_alone(given: str, expect: str, outputs: list[str]) -> None:
    (result,) = run(case(given, expect))
    assert isinstance(result, LeadResult)
    assert [each.path for each in result.misses[0].reasons.outputs] == outputs


def test_failure_of_a_stage_shows_the_expected_row_and_the_one_that_holds() -> None:
    (result,) = run(case("{email: a@b.example, size: 60}", "{stage: mql}"))
    assert isinstance(result, LeadResult)
    (output,) = result.misses[0].reasons.outputs
    assert [each.outcome for each in output.rows] == ["mql", "prospect"]  # type: ignore[union-attr]


def test_values_of_the_lead_stand_in_no_reason() -> None:
    (result,) = run(case("{email: canary@firm.example, note: canary, size: 4711}", "{stage: mql, scores: {fit: 1}}"))
    assert "canary" not in repr(result.misses[0].reasons)  # type: ignore[union-attr]
    assert "4711000000" not in repr([each.reasons for each in result.misses])  # type: ignore[union-attr]

"""Shares and counts over many leads: exact bounds on both sides, conditions on outputs and on fields."""

from __future__ import annotations

from textwrap import indent

import pytest

from leadspec.cleanup import clean
from leadspec.engines.interpreter import Interpreter
from leadspec.questions.testing import Bench, DataCase, DataResult, DataRun, nobody_counted, share_text
from unit.questions.testing.running import HERE, policy, ready

# Ten leads: four from Austria, of whom one has no way in; sizes 10, 20 … 100; one mql.
LEADS = [
    {
        "email": None if number == 0 else f"a{number}@firm.example",
        "country": "AT" if number < 4 else "DE",
        "size": str(10 * (number + 1)),
        "customer": number == 9,
        "created_at": f"2026-01-{number + 1:02d}T10:00:00Z",
        "born": f"1990-01-{number + 1:02d}",
        "note": "Head" if number % 2 else None,
        "tags": ["a", "b"] if number < 2 else ["A "] if number == 2 else [],
        "stage": "old" if number == 3 else None,
        "company": {"name": "Firm" if number < 5 else None},
        "activities": [{"type": "demo", "at": "2026-10-30T10:00:00Z"}] if number == 7 else [],
    }
    for number in range(10)
]


def measure(expect: str) -> DataResult:
    text = "as_of: 2026-11-01T09:00:00+01:00\ncases:\n"
    text += indent(f"- name: one\n  over: leads.csv\n  expect: {expect}\n", "  ")
    found = ready(text)
    assert not found.diagnostics, [(each.id, each.message) for each in found.diagnostics]
    (case,) = found.cases
    assert isinstance(case, DataCase)
    analysis = policy()
    assert analysis.program is not None
    assert analysis.schema is not None
    bench = Bench(Interpreter(), analysis.program, HERE)
    leads = clean(enumerate(LEADS, 1), analysis.schema, HERE).leads  # type: ignore[arg-type]
    assert len(leads) == 10
    run = DataRun([case])
    for verdict, lead in zip(bench.judge(case.as_of).verdicts(leads), leads, strict=True):
        run.add(verdict, lead)
    (result,) = run.results(3)
    return result


@pytest.mark.parametrize(
    ("expect", "holds"),
    [
        ("{share: {country: AT, at least: 40%}}", True),
        ("{share: {country: AT, at least: 40.01%}}", False),
        ("{share: {country: AT, at most: 40%}}", True),
        ("{share: {country: AT, at most: 39.99%}}", False),
        ("{share: {country: AT, exactly: 40%}}", True),
        ("{share: {country: AT, exactly: 41%}}", False),
        ("{share: {country: AT, exactly: 39%}}", False),
        ("{share: {country: AT, at least: 0.4}}", True),
        ("{share: {country: AT, at least: 0.41}}", False),
        ("{share: {country: AT, at least: 10%, at most: 39%}}", False),
        ("{share: {size at most: 30, among: {country: AT}, exactly: 75%}}", True),
        ("{share: {size at most: 30, among: {country: AT}, exactly: 30%}}", False),
        ("{share: {size: 10, among: {size at most: 30}, at least: 33.3333%}}", True),  # one third, exactly
        ("{share: {size: 10, among: {size at most: 30}, at least: 33.3334%}}", False),
        ("{count: {at least: 10}}", True),
        ("{count: {at least: 11}}", False),
        ("{count: {exactly: 9}}", False),
        ("{count: {country: AT, exactly: 4}}", True),
        ("{count: {country: AT, at most: 3}}", False),
        ("{count: {country: AT, among: {size at least: 20}, exactly: 3}}", True),
        ("{count: [{country: AT, exactly: 4}, {country: DE, exactly: 6}]}", True),
        ("{count: [{country: AT, exactly: 4}, {country: DE, exactly: 5}]}", False),
        ("{share: {country: AT, exactly: 40%}, count: {country: DE, exactly: 5}}", False),
    ],
)
def test_bounds_are_exact(expect: str, holds: bool) -> None:
    assert measure(expect).passed is holds


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        ("country: AT", 4),
        ("country: at", 4),  # members as the clean-up reads them
        ("country: {not: AT}", 6),
        ("country: {one of: [AT, NO]}", 4),
        ("country none of: [AT, NO]", 6),
        ("email: null", 1),
        ("email: {not: null}", 9),
        ("note: null", 5),
        ("note: ' head'", 5),  # texts without case and outer spaces, as a policy compares them
        ("size: 10", 1),
        ("size: 10.0", 1),
        ("size at least: 100", 1),
        ("size: {at least: 20, at most: 30}", 2),
        ("revenue at least: 0", 0),  # nobody's is known
        ("revenue at most: 0", 0),
        ("customer: true", 1),
        ("customer: false", 9),
        ("born at least: 1990-01-09", 2),
        ("created_at at least: 2026-01-09T11:00:00+01:00", 2),
        ("created_at at most: 2026-01-01T09:59:59Z", 0),
        ("company.name: firm", 5),
        ("company: {name: firm}", 5),
        ("tags: []", 7),
        ("tags: [b, a]", 2),
        ("tags: [a]", 1),
        ("tags include: a", 3),
        ("tags exclude: b", 8),
        ("'[stage]': old", 1),
        ("'[country]': AT", 4),
        ("stage: mql", 1),
        ("stage at least: prospect", 6),
        ("stage: disqualified", 1),
        ("lead.marketing: true", 9),
        ("lead: {agreed: true}", 1),
        ("scores: {fit at least: 30}", 1),
        ("labels.warmth at least: warm", 6),
        ("tables: {worth: 7}", 6),
        ("personas: {ideal: false}", 10),
        ("personas.ideal.match: 0.33", 5),
        ("disqualified.no way in: true", 1),
        ("disqualified: [no way in]", 1),
        ("flags: []", 10),
        ("undecided include: lead.sales", 0),
        ("missing: []", 10),
        ("country: AT, size: 10", 1),
    ],
)
def test_condition_holds_for_so_many(condition: str, met: int) -> None:
    (found,) = measure(f"{{count: {{{condition}, exactly: {met}}}}}").measured
    assert (found.met, found.among) == (met, 10)
    assert found.passed
    assert not measure(f"{{count: {{{condition}, exactly: {met + 1}}}}}").passed


def test_ids_are_of_those_of_whom_there_are_too_many() -> None:
    (found,) = measure("{count: {country: AT, at most: 1}}").measured
    assert found.ids == ("1", "2", "3", "4")
    (found,) = measure("{count: {country: AT, at least: 7}}").measured
    assert found.ids == ("5", "6", "7", "8", "9")  # no more than five
    (found,) = measure("{count: {country: AT, at least: 3}}").measured
    assert found.ids == ()


@pytest.mark.parametrize("expect", ["{share: {stage: mql, among: {country: NO}, at most: 10%}}",
                                    "{count: {stage: mql, among: {country: NO}, at most: 10}}"])  # fmt: skip
def test_nothing_out_of_nothing_is_a_fault(expect: str) -> None:
    (found,) = nobody_counted(measure(expect))
    assert found.id == "nobody-counted"
    assert found.primary is not None


def test_somebody_counted_is_none() -> None:
    assert nobody_counted(measure("{count: {stage: mql, among: {country: AT}, at most: 10}}")) == []


@pytest.mark.parametrize(("share", "text"), [(100_000, "10%"), (125_000, "12.5%"), (1_000_000, "100%"), (0, "0%")])
def test_share_is_shown_as_it_is_written(share: int, text: str) -> None:
    assert share_text(share) == text

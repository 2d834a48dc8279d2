"""The machinery itself: a planted fault is found, made small and kept; a soak goes on where it ended."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from agreement import contenders, regressions
from agreement.cases import Batch, Case, case_of
from agreement.contenders import Contender, Said, why_absent
from agreement.harness import Outcome, agree, differences, differs_like
from agreement.minimise import minimised
from agreement.soak import CHUNK, Journal, Plan, main, soak, summary
from leadspec.engines.interpreter import Interpreter
from leadspec.ir.verdict import Verdict

Plant = Callable[[Verdict], Verdict]


def a_cent_more(verdict: Verdict) -> Verdict:
    """Five points taken away are a cent less than that."""
    return replace(verdict, scores={name: each + (each == -500) for name, each in verdict.scores.items()})


def never_undecided(verdict: Verdict) -> Verdict:
    return replace(verdict, undecided=())


class Planted(Contender):
    """The interpreter with a fault."""

    def __init__(self, fault: Plant) -> None:
        self.fault = fault

    def answers(self, batch: Batch) -> Sequence[Said]:
        judge = Interpreter().prepare(batch.case.program, batch.case.as_of, batch.case.zone)
        return [self.fault(each) for each in judge.verdicts(batch.leads)]


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Callable[[Plant], None]:
    def planted(fault: Plant) -> None:
        known = {**contenders.CONTENDERS, "planted": lambda: Planted(fault)}
        monkeypatch.setattr("agreement.harness.CONTENDERS", known)
        monkeypatch.setattr("agreement.contenders.CONTENDERS", known)

    return planted


@pytest.mark.parametrize("fault", [a_cent_more, never_undecided], ids=lambda each: each.__name__)
def test_a_planted_fault_is_found_and_made_small(plant: Callable[[Plant], None], fault: Plant, tmp_path: Path) -> None:
    plant(fault)
    found = next(outcome for outcome in map(_planted, range(200)) if outcome.differences)
    case, fails = found.cases[0], differs_like(found.differences[0])
    small = minimised(case, fails)
    assert fails(small)
    assert len(small.records) == 1
    assert len(small.policy.splitlines()) <= 20, small.policy
    assert sum(map(len, small.files.values())) < 2_500
    path = regressions.write(small, "planted", tmp_path)
    kept = regressions.read(path)
    assert kept.case.records == small.records
    assert regressions.rows(kept.case) == kept.expected
    assert fails(kept.case)


def _planted(seed: int) -> Outcome:
    return agree(seed, ("planted",), records=6)


def test_an_engine_that_breaks_off_differs(plant: Callable[[Plant], None]) -> None:
    def breaks(_: Verdict) -> Verdict:
        raise ZeroDivisionError

    plant(breaks)
    assert [each.lead for each in differences(case_of(1, 4), ("planted",))] == [None]


def test_two_engines_are_held_against_each_other_beyond_the_reference(plant: Callable[[Plant], None]) -> None:
    def on_mixed_leads(verdict: Verdict) -> Verdict:
        return replace(verdict, stage="elsewhere") if verdict.id == "mixed-30" else verdict

    plant(on_mixed_leads)
    found = agree(3, ("python", "planted"), leads=60, by_reference=15)
    assert [each.engine for each in found.differences] == ["planted"]
    assert found.verdicts["python"] == found.verdicts["planted"] == 60
    assert found.verdicts["interpreter"] == 15


def test_a_soak_goes_on_where_it_ended(tmp_path: Path) -> None:
    plan = Plan(("python",), 3, 0, 0)
    journal = Journal(tmp_path / "deep" / "journal.jsonl")

    def run(policies: int) -> int:
        return soak(plan, journal, start=0, policies=policies, seconds=600, jobs=1).policies

    assert run(CHUNK) == CHUNK
    with journal.path.open("a", encoding="utf-8") as out:
        out.write('{"plan": {"engi')  # ended while it was written
        out.write("\n")
    assert run(CHUNK) == CHUNK, "nothing is tried again"
    assert run(2 * CHUNK) == 2 * CHUNK
    assert [each["first"] for each in journal.lines(plan)] == [0, CHUNK]
    other = Plan(("python",), 4, 0, 0)
    assert journal.done(other)[1].policies == 0, "another plan tries every seed again"


def test_a_soak_that_finds_something_keeps_it(
    plant: Callable[[Plant], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(a_cent_more)
    own = ["--journal", str(tmp_path / "journal.jsonl"), "--keep", str(tmp_path / "kept"), "--records", "6"]
    assert main([*own, "--engines", "planted", "--policies", "200", "--leads", "10", "--by-reference", "10"]) == 1
    kept = list((tmp_path / "kept").glob("*.json"))
    assert len(kept) == 1
    assert str(kept[0]) in capsys.readouterr().out
    assert json.loads(kept[0].read_text(encoding="utf-8"))["policy"]


def test_what_cannot_run_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--engines", "abacus"]) == 2
    assert "no engine called `abacus`" in capsys.readouterr().err
    assert why_absent("python") is None


def test_a_summary_names_every_count() -> None:
    assert summary(agree(1, ("python",), records=2)).startswith("1 policies; verdicts: interpreter 2, python 2;")


def test_a_case_whose_policy_does_not_check_says_so() -> None:
    assert not Case("", {}, 0, ()).checks

"""One lead at a time: generated Python against the same policy by hand, on cleaned leads. Answers are checked."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

from benchmarks.clock import Times, cpu, in_turns, middle, ratio
from benchmarks.figures import Figure
from benchmarks.policies import ROOT
from benchmarks.reference import made_leads, twin
from leadspec.analysis.model import Analysis
from leadspec.cleanup import clean
from leadspec.engines.python import CompiledPolicy, PythonProgram
from leadspec.ir.lead import Lead
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.zones import zone
from leadspec_cli.commands.checking import check_policy

POLICY = ROOT / "tests" / "benchmarks" / "reference" / "policy.lead"
LEADS = 10_000
ROUNDS = 9
AS_OF = "2026-09-21T14:13:20Z"

# What the twin gives, by the path of an output; the reasons follow.
PATHS = ("stage", "labels.persona", "scores.fit", "scores.engagement", "labels.route")


def measure() -> list[Figure]:
    analysis = check_policy(str(POLICY)).analysis
    judge = policy_at(analysis)
    figures = [_compiling(analysis)]
    forms: list[tuple[str, Callable[[Lead], Any], int, tuple[float, float] | None]] = [
        ("verdict only", judge.answer, LEADS, (0.7, 0.9)),
        ("with the steps to it", judge.steps, LEADS, (2.0, 2.0)),
        ("the whole row", judge.verdict, LEADS // 10, None),
    ]
    for place, (most, words) in enumerate(((0, "no activities"), (30, "0 to 30 activities"))):
        leads = cleaned_leads(analysis, LEADS, most)
        check_answers(judge, leads)
        for title, function, count, goals in forms:
            some = leads[:count]
            by_hand, own = in_turns(ROUNDS, partial(_each, twin.judge, some), partial(_each, function, some))
            goal = None if goals is None else goals[place]
            figures.append(_figure(f"one lead, {words}: {title}", own, by_hand, count, goal))
    return figures


def _figure(what: str, own: list[Times], by_hand: list[Times], count: int, goal: float | None) -> Figure:
    times = f"{middle(own, cpu) * 1e6 / count:.2f} µs, by hand {middle(by_hand, cpu) * 1e6 / count:.2f} µs"
    return Figure(what, ratio(own, by_hand, cpu), f"{times}, {count:,} leads", goal)


def _each(function: Callable[[Lead], Any], leads: list[Lead]) -> None:
    for lead in leads:
        function(lead)


def policy_at(analysis: Analysis) -> CompiledPolicy:
    as_of = parse_instant(AS_OF)
    if analysis.program is None or not isinstance(as_of, Instant):
        raise RuntimeError("the reference policy does not check")
    if as_of.at != twin.AS_OF:
        raise RuntimeError("the twin is written for another instant")
    return PythonProgram(analysis.program, zone("UTC")).at(as_of.at)


def cleaned_leads(analysis: Analysis, count: int, most_events: int) -> list[Lead]:
    as_of = parse_instant(AS_OF)
    if analysis.schema is None or not isinstance(as_of, Instant):
        raise RuntimeError("the reference policy does not check")
    found = clean(enumerate(made_leads.records(count, as_of.at, most_events), 1), analysis.schema, zone("UTC"))
    if found.rejects:
        raise RuntimeError(f"{found.rejects[0]}")
    return list(found.leads)


def check_answers(judge: CompiledPolicy, leads: list[Lead]) -> None:
    """The twin gives each lead the same answer."""
    paths = judge.python.paths
    places = [paths.index(each) for each in PATHS]
    reasons = [
        (place, each.removeprefix("disqualified.")) for place, each in enumerate(paths) if "disqualified." in each
    ]
    for lead in leads:
        found = judge.answer(lead)
        stage, *rest = (found[place] for place in places)
        own = (stage, tuple(reason for place, reason in reasons if found[place]), *rest)
        if own != twin.judge(lead):
            raise RuntimeError(f"lead {lead.id}: {own}, by hand {twin.judge(lead)}")


def _compiling(analysis: Analysis) -> Figure:
    """From the checked policy to a function."""
    assert analysis.program is not None
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        _ = PythonProgram(analysis.program, zone("UTC")).at(0).answer
        taken.append((time.process_time() - start) * 1e3)
    return Figure(
        "compile 71 conditions to Python: ms", median(taken), f"from {min(taken):.1f} to {max(taken):.1f}", 15
    )

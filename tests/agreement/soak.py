"""Holds engines against each other for as long as it is told to: `make soak`, or `python -m agreement.soak --help`.

Resumable: what was tried is kept in a journal, one JSON line for each chunk of seeds, and the next run goes on behind
it. Stops at the first disagreement, makes its case small, and writes it where the normal tests find it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from agreement import regressions
from agreement.cases import Case
from agreement.contenders import why_absent
from agreement.harness import DEFAULT, RECORDS, Difference, Outcome, agree, differs_like
from agreement.minimise import minimised
from agreement.unclean import Record, record_of
from leadspec.ir.lead import Lead

CHUNK = 20
JOURNAL = Path(".soak") / "journal.jsonl"


@dataclass(frozen=True)
class Plan:
    """What each seed is tried with; two runs with one plan share a journal's seeds."""

    engines: tuple[str, ...]
    records: int
    leads: int
    by_reference: int

    @property
    def key(self) -> dict[str, Any]:
        return {"engines": list(self.engines), "records": self.records, "leads": self.leads, "ref": self.by_reference}


def chunk(plan: Plan, first: int, count: int) -> Outcome:
    """The seeds of a chunk, up to the first that differs."""
    total = Outcome()
    for seed in range(first, first + count):
        total.add(
            agree(seed, plan.engines, records=plan.records, leads=plan.leads, by_reference=plan.by_reference or None)
        )
        if total.differences:
            break
    return total


class AtOnce(Executor):
    """Does what it is given before it returns: one process, this one."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(function(*arguments, **named))
        return done


class Journal:
    """What was tried, in a file: a line for each chunk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self, plan: Plan | None = None) -> Iterator[dict[str, Any]]:
        if not self.path.exists():
            return
        for line in self.path.read_text(encoding="utf-8").splitlines():
            try:
                found = json.loads(line)
            except ValueError:  # cut off while it was written
                continue
            if plan is None or found["plan"] == plan.key:
                yield found

    def add(self, plan: Plan, first: int, outcome: Outcome) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        said = {
            "plan": plan.key,
            "first": first,
            "policies": outcome.policies,
            "verdicts": dict(outcome.verdicts),
            "rejects": outcome.rejects,
            "differences": len(outcome.differences),
        }
        with self.path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(said) + "\n")

    def done(self, plan: Plan) -> tuple[set[int], Outcome]:
        """The first seeds of the chunks that agreed, and what they come to."""
        starts, total = set(), Outcome()
        for each in self.lines(plan):
            if not each["differences"] and each["first"] not in starts:
                starts.add(each["first"])
                total.add(Outcome(each["policies"], Counter(each["verdicts"]), each["rejects"]))
        return starts, total


def soak(plan: Plan, journal: Journal, *, start: int, policies: int, seconds: float, jobs: int) -> Outcome:
    """Goes on until so many policies are tried in all, the time is over, or engines differ."""
    tried, total = journal.done(plan)
    ends = time.monotonic() + seconds
    seeds = (first for first in range(start, sys.maxsize, CHUNK) if first not in tried)
    with ProcessPoolExecutor(jobs) if jobs > 1 else AtOnce() as pool:
        running: dict[Future[Outcome], int] = {}
        while True:
            wanted = policies - total.policies - CHUNK * len(running)
            while len(running) < jobs and wanted > 0 and time.monotonic() < ends and not total.differences:
                first = next(seeds)
                running[pool.submit(chunk, plan, first, CHUNK)] = first
                wanted -= CHUNK
            if not running:
                return total
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for each in finished:
                first, outcome = running.pop(each), each.result()
                journal.add(plan, first, outcome)
                total.add(outcome)
            _show(total)


def kept(case: Case, found: Difference, engines: Sequence[str], folder: Path) -> Path:
    """A case that differs, made small, as a file for the normal tests."""
    if found.subject is not None:
        case = replace(case, records=(_as_record(case, found.subject),))
    for engine in (found.engine, *engines):  # where two engines part, either may part from the interpreter
        fails = differs_like(replace(found, engine=engine))
        if fails(case):
            return regressions.write(minimised(case, fails), f"{engine} and the interpreter differed", folder)
    return regressions.write(case, f"{found.engine} and another engine differed", folder)


def _as_record(case: Case, lead: Lead) -> Record:
    assert case.analysis.schema is not None
    return record_of(lead, case.analysis.schema)


def _show(total: Outcome) -> None:
    print(f"\r{summary(total)}", end="", file=sys.stderr, flush=True)


def summary(total: Outcome) -> str:
    verdicts = ", ".join(f"{name} {count:,}" for name, count in sorted(total.verdicts.items()))
    return (
        f"{total.policies:,} policies; verdicts: {verdicts}; {total.rejects:,} rejects; {len(total.differences)} differ"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Hold engines against each other on random policies and leads.")
    parser.add_argument("--engines", default=",".join(DEFAULT), help="names with commas (default: %(default)s)")
    parser.add_argument("--minutes", type=float, default=10.0, help="how long (default: %(default)s)")
    parser.add_argument("--policies", type=int, default=10**9, help="how many in all, with those of the journal")
    parser.add_argument("--start", type=int, default=0, help="the first seed (default: %(default)s)")
    parser.add_argument("--records", type=int, default=RECORDS, help="raw leads for each policy (default: %(default)s)")
    parser.add_argument("--leads", type=int, default=200, help="leads for each policy in all (default: %(default)s)")
    parser.add_argument("--by-reference", type=int, default=20, help="of these by the interpreter (default: 20)")
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time (default: %(default)s)")
    parser.add_argument("--journal", type=Path, default=JOURNAL, help="what was tried (default: %(default)s)")
    parser.add_argument("--keep", type=Path, default=regressions.FOLDER, help="where a small case goes")
    given = parser.parse_args(arguments)

    engines = tuple(given.engines.split(","))
    for name in engines:
        if absent := why_absent(name):
            print(f"{name} cannot run here: {absent}", file=sys.stderr)
            return 2
    plan = Plan(engines, given.records, given.leads, given.by_reference)
    total = soak(
        plan,
        Journal(given.journal),
        start=given.start,
        policies=given.policies,
        seconds=given.minutes * 60,
        jobs=given.jobs,
    )
    print(f"\r{summary(total)}")
    if not total.differences:
        return 0
    case, difference = total.cases[0], total.differences[0]
    print(f"seed {case.seed}: {difference}")
    print(f"kept as {kept(case, difference, engines, given.keep)}")
    return 1


if __name__ == "__main__":
    sys.exit(main())

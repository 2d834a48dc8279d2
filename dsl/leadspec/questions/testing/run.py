"""Runs cases that were made ready: each lead judged once, each expectation compared with its row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from msgspec import Struct, field

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.testing import NOBODY_COUNTED
from leadspec.engines.base import Engine, Judge
from leadspec.engines.interpreter import evaluate
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import Verdict
from leadspec.questions.explain import explain
from leadspec.questions.testing.answers import answer_of, holds
from leadspec.questions.testing.model import (
    Check,
    DataCase,
    DataResult,
    LeadCase,
    LeadResult,
    Measure,
    Measured,
    MeasureKind,
    Miss,
)
from leadspec.questions.testing.quick import quick_of
from leadspec.questions.testing.relevant import reasons_for
from leadspec.values.decimals import ONE
from leadspec.values.zones import Zone

_IDS_KEPT = 5


class Bench:
    """A policy under test, made ready once for each instant. The reference interpreter gives the reasons."""

    def __init__(self, engine: Engine, program: Program, zone: Zone | None, *, show_values: bool = False) -> None:
        self._program = program
        self._zone = zone
        self._show_values = show_values
        self.judge = cache(lambda as_of: self._judge(engine, as_of))

    def _judge(self, engine: Engine, as_of: int) -> Judge:
        return engine.prepare(self._program, as_of, self._zone)

    def run(self, cases: Iterable[LeadCase]) -> Iterator[LeadResult]:
        """The results in the order of the cases."""
        for as_of, group in groupby(cases, key=lambda each: each.as_of):
            judge = self.judge(as_of)
            quick = quick_of(judge, self._program)
            if quick is None:
                batch = list(group)
                verdicts = judge.verdicts(each.lead for each in batch)
                yield from map(self._result, batch, verdicts)
                continue
            for case in group:
                if quick.passes(case):
                    yield LeadResult(case, ())
                    continue
                for verdict in judge.verdicts([case.lead]):
                    yield self._result(case, verdict)

    def _result(self, case: LeadCase, verdict: Verdict) -> LeadResult:
        return LeadResult(case, tuple(self._misses(case, verdict)))

    def _misses(self, case: LeadCase, verdict: Verdict) -> Iterator[Miss]:
        failed: list[Check] = [
            each for each in case.checks if not holds(each, answer_of(each.subject, verdict, case.lead))
        ]
        if not failed:
            return
        explanation = explain(evaluate(self._program, case.lead, case.as_of, self._zone), show_values=self._show_values)
        for check in failed:
            answer = answer_of(check.subject, verdict, case.lead)
            yield Miss(check, answer, reasons_for(check, answer, verdict, explanation))


class Tally(Struct):
    """Counts the leads of a data file for one measure."""

    measure: Measure
    met: int = 0
    among: int = 0
    met_ids: list[str] = field(default_factory=list)
    other_ids: list[str] = field(default_factory=list)

    def add(self, verdict: Verdict, lead: Lead) -> None:
        if not _all_hold(self.measure.among, verdict, lead):
            return
        self.among += 1
        met = _all_hold(self.measure.checks, verdict, lead)
        self.met += met
        ids = self.met_ids if met else self.other_ids
        if len(ids) < _IDS_KEPT:
            ids.append(lead.id)

    def measured(self) -> Measured:
        measure = self.measure
        # A share is compared without dividing: met of among against so many millionths.
        unit, whole = (ONE, self.among) if measure.kind is MeasureKind.SHARE else (1, 1)
        too_few = measure.at_least is not None and self.met * unit < measure.at_least * whole
        too_many = measure.at_most is not None and self.met * unit > measure.at_most * whole
        if measure.exactly is not None:
            too_few = self.met * unit < measure.exactly * whole
            too_many = self.met * unit > measure.exactly * whole
        ids = tuple(self.met_ids if too_many else self.other_ids if too_few else ())
        return Measured(measure, self.met, self.among, not (too_few or too_many), ids)


class DataRun:
    """All cases over one data file at one instant, counted in one pass."""

    def __init__(self, cases: Sequence[DataCase]) -> None:
        self._cases = [(case, [Tally(each) for each in case.measures]) for case in cases]
        self._tallies = [each for _, tallies in self._cases for each in tallies]
        self.leads = 0

    def add(self, verdict: Verdict, lead: Lead) -> None:
        self.leads += 1
        for each in self._tallies:
            each.add(verdict, lead)

    def results(self, rejected: int) -> list[DataResult]:
        return [
            DataResult(case, self.leads, rejected, tuple(each.measured() for each in tallies))
            for case, tallies in self._cases
        ]


def nobody_counted(result: DataResult) -> list[Diagnostic]:
    """Nothing out of nothing is no answer."""
    hint = f"check `{result.case.over}`" if not result.leads else "check the conditions under `among`"
    return [
        NOBODY_COUNTED.at(each.measure.span, f"this {each.measure.kind.value} is taken among no lead at all", hint)
        for each in result.measured
        if not each.among
    ]


def _all_hold(checks: Sequence[Check], verdict: Verdict, lead: Lead) -> bool:
    return all(holds(each, answer_of(each.subject, verdict, lead)) for each in checks)

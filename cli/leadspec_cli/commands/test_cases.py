"""The cases of one test file, run in their order; those over data are counted in one pass over each data file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from leadspec.cleanup.report import Reject
from leadspec.diagnostics import Diagnostic, Label
from leadspec.ir.lead import Lead
from leadspec.questions.testing import (
    Bench,
    BrokenCase,
    CaseResult,
    DataCase,
    DataResult,
    DataRun,
    LeadCase,
    TestFile,
    nobody_counted,
)
from leadspec.source import Place, Source, Span
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.engines import cases_engine
from leadspec_cli.commands.exits import CannotRunError
from leadspec_cli.commands.lead_stream import require_activities
from leadspec_cli.commands.progress import Progress
from leadspec_cli.commands.reading import DataRequest, Policy, open_leads, with_data
from leadspec_cli.files.fault import FileFault
from leadspec_cli.output.run_head import DataHead

_BATCH = 1_000


class TestRequest(Struct, frozen=True):
    """What the options say."""

    paths: tuple[str, ...]
    only: str | None
    fail_fast: bool
    as_of: str | None
    engine: str
    data_root: str | None
    no_activities: bool
    show_values: bool


class FileRun(Struct):
    console: Console
    request: TestRequest
    policy: Policy
    file: TestFile
    cases: Sequence[LeadCase | DataCase | BrokenCase]
    diagnostics: list[Diagnostic]
    sources: dict[str, Source]
    counted: dict[tuple[str, int], Mapping[str, DataResult] | None] = field(default_factory=dict)
    described: dict[str, DataHead] = field(default_factory=dict)  # the data descriptions that cases are over

    def results(self) -> Iterator[CaseResult]:
        """In the order of the file."""
        policy = self.policy
        bench = Bench(cases_engine(), policy.program, policy.zone, show_values=self.request.show_values)
        for kind, group in groupby(self.cases, key=type):
            if kind is LeadCase:
                yield from bench.run(each for each in group if isinstance(each, LeadCase))
                continue
            for case in group:
                if isinstance(case, DataCase):
                    yield self._over(case, bench)
                elif isinstance(case, BrokenCase):
                    yield case

    def _over(self, case: DataCase, bench: Bench) -> CaseResult:
        key = (case.over, case.as_of)
        if key not in self.counted:
            self.counted[key] = self._count(case, bench)
        results = self.counted[key]
        result = None if results is None else results[case.name]
        nobody = nobody_counted(result) if result is not None else []
        self.diagnostics.extend(nobody)
        return BrokenCase(case.name, case.span) if result is None or nobody else result

    def _count(self, case: DataCase, bench: Bench) -> Mapping[str, DataResult] | None:
        """The results of all cases over this file at this instant; None where it cannot be read."""
        same = [each for each in self.cases if isinstance(each, DataCase)]
        run = DataRun([each for each in same if (each.over, each.as_of) == (case.over, case.as_of)])
        try:
            rejected = self._read(case, bench, run)
        except (CannotRunError, FileFault) as error:
            if isinstance(error, CannotRunError):
                self.sources.update({name: each for name, each in error.sources.items() if name not in self.sources})
            self.diagnostics.extend(placed(each, case.over_span) for each in error.diagnostics)
            return None
        return {each.case.name: each for each in run.results(rejected)}

    def _read(self, case: DataCase, bench: Bench, run: DataRun) -> int:
        """Counts the leads into `run`; the number of records that are no leads."""
        name, request = beside(self.file.name, case.over), self.request
        wanted = DataRequest(
            self.file.policy,
            name,
            data_root=request.data_root,
            no_activities=request.no_activities,
            show_values=request.show_values,
        )
        leads = open_leads(self.policy, wanted)
        if not request.no_activities:
            require_activities(self.policy.program, leads, name)
        head = with_data(self.policy, leads, ()).head.data
        if head is not None:
            self.described[case.over] = head
        judge = bench.judge(case.as_of)
        batch: list[Lead] = []
        rejected = 0

        def count() -> None:
            for verdict, lead in zip(judge.verdicts(batch), batch, strict=True):
                run.add(verdict, lead)
            batch.clear()

        with Progress(self.console, "leads") as progress:
            for item in leads:
                progress.step()
                if isinstance(item, Reject):
                    rejected += 1
                    continue
                batch.append(item)
                if len(batch) == _BATCH:
                    count()
            count()
        return rejected


def beside(file: str, name: str) -> str:
    """A path that a test file names, as it is seen from where the command runs."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file.replace("\\", "/")), name))


def placed(diagnostic: Diagnostic, span: Span) -> Diagnostic:
    """A finding about a file as such, at the place of the test that names it."""
    primary = diagnostic.primary
    where = None if primary is None else primary.location
    if where is None or (isinstance(where, Place) and where.line is None):
        return replace(diagnostic, primary=Label(span))
    return diagnostic

"""What a run of tests gave, file by file, before it is shown."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from leadspec.diagnostics import Diagnostic
from leadspec.questions.testing import BrokenCase, CaseResult, DataResult, LeadResult
from leadspec.source import Source
from leadspec_cli.output.explain_words import ExplainContext
from leadspec_cli.output.run_head import DataHead, RunHead


class FileResult(Struct, frozen=True):
    """One test file. Without `context` it could not be run at all. `hides_ids`: ids of its data are personal.
    `described`: the data descriptions among what its cases are over.
    """

    name: str
    policy: str | None = None
    head: RunHead | None = None
    context: ExplainContext | None = None
    cases: tuple[CaseResult, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    hides_ids: bool = False
    described: Mapping[str, DataHead] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        return not self.diagnostics and all(not isinstance(each, BrokenCase) and each.passed for each in self.cases)

    @property
    def failures(self) -> tuple[LeadResult | DataResult, ...]:
        return tuple(each for each in self.cases if not isinstance(each, BrokenCase) and not each.passed)

    @property
    def broken(self) -> int:
        return sum(isinstance(each, BrokenCase) for each in self.cases)

    @property
    def good(self) -> int:
        return len(self.cases) - len(self.failures) - self.broken


class TestsResult(Struct, frozen=True):
    """All files. `sources`: the texts that findings and cases point into; `stopped`: not everything was run."""

    __test__ = False  # its name makes pytest look twice

    files: tuple[FileResult, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    stopped: bool

    @property
    def cases(self) -> int:
        return sum(len(each.cases) for each in self.files)

    @property
    def passed(self) -> int:
        return sum(each.good for each in self.files)

    @property
    def failed(self) -> int:
        return sum(len(each.failures) for each in self.files)

    @property
    def broken(self) -> int:
        return sum(each.broken for each in self.files)

    @property
    def errors(self) -> bool:
        return bool(self.diagnostics)

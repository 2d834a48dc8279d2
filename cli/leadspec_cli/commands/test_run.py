"""What `test` does: finds test files, runs their cases in order, shows what failed and what could not be run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from leadspec.diagnostics import sort_diagnostics
from leadspec.diagnostics.kinds.file import NOT_FOUND
from leadspec.diagnostics.kinds.testing import NO_TESTS
from leadspec.diagnostics.render import TextStyle
from leadspec.questions.testing import (
    BrokenCase,
    CaseResult,
    DataResult,
    ReadTests,
    ReadyTests,
    TestFile,
    make_ready,
    read_tests,
    without_leads,
)
from leadspec.source import Place, Source, Span
from leadspec_cli.commands.console import Console
from leadspec_cli.commands.engines import check_engine
from leadspec_cli.commands.exits import CannotRunError, Exit
from leadspec_cli.commands.formats import JSON, TEXT, chosen_format
from leadspec_cli.commands.instants import read_as_of
from leadspec_cli.commands.reading import DataRequest, Policy, open_policy
from leadspec_cli.commands.sinks import open_sink
from leadspec_cli.commands.targets import check_overwriting, files_under, policy_file
from leadspec_cli.commands.test_cases import FileRun, TestRequest, beside, placed
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.paths import find_root, resolve
from leadspec_cli.files.text import YAML_DATA_LIMIT, read_source
from leadspec_cli.output.explain_words import ExplainContext
from leadspec_cli.output.test_json import tests_document
from leadspec_cli.output.test_result import FileResult, TestsResult
from leadspec_cli.output.test_text import tests_text

ENDINGS = (".test.yaml", ".test.yml", ".test.json")

# A policy is opened before it is known at which instants it is to judge.
_ANY_INSTANT = "2000-01-01T00:00:00Z"


def run_test(console: Console, request: TestRequest, *, named_format: str | None, output: str | None) -> Exit:
    format_ = chosen_format(named_format, output, (TEXT, JSON), TEXT)
    check_engine(request.engine)
    as_of = None if request.as_of is None else read_as_of(request.as_of, None)
    names = test_files(request.paths)
    runner = _Runner(console, request, as_of)
    files: list[FileResult] = []
    for name in names:
        found = runner.file(name)
        files.append(found)
        if request.fail_fast and not found.passed:
            break
    if request.only is not None and not any(each.cases or each.diagnostics for each in files):
        message = f"no case has `{request.only}` in its name"
        raise CannotRunError(NO_TESTS.at(None, message, "leave `-k` out to run all cases"))
    data = [beside(file.name, each.case.over) for file in files for each in file.cases if isinstance(each, DataResult)]
    check_overwriting((output,), (*names, *runner.sources, *data))
    diagnostics = sort_diagnostics(each for file in files for each in file.diagnostics)
    result = TestsResult(tuple(files), diagnostics, runner.sources, len(files) < len(names) or runner.stopped)
    with open_sink(console, output, people=format_ == TEXT) as sink:
        if format_ == JSON:
            sink.write(tests_document(result))
        else:
            style = console.style(console.stdout) if output is None else TextStyle()
            sink.write(tests_text(result, style, quiet=console.quiet))
    if diagnostics and format_ == TEXT:
        console.flush()
        console.note_findings(diagnostics, runner.sources)
    if result.errors:
        return Exit.COULD_NOT_RUN
    return Exit.NO if result.failed else Exit.FINE


def test_files(paths: Sequence[str]) -> list[str]:
    """All test files meant by files and folders, each once; without paths those of this folder."""
    missing = [path for path in paths if not Path(path).exists()]
    if missing:
        raise CannotRunError(*(NOT_FOUND.at(Place(path), f"there is no file or folder `{path}`") for path in missing))
    hint = f"tests are files that end in `{ENDINGS[0]}`"
    wrong = [path for path in paths if not Path(path).is_dir() and not path.endswith(ENDINGS)]
    if wrong:
        raise CannotRunError(*(NO_TESTS.at(Place(path), f"`{path}` is no test file", hint) for path in wrong))
    found = dict.fromkeys(file for path in paths or (".",) for file in files_under(path, ENDINGS))
    if not found:
        where = ", ".join(f"`{path}`" for path in paths) or "this folder"
        raise CannotRunError(NO_TESTS.at(None, f"there is no test file in {where}", hint))
    return list(found)


class _Runner(Struct):
    """Runs one file after the other; a policy that several of them test is opened once."""

    console: Console
    request: TestRequest
    as_of: int | None
    sources: dict[str, Source] = field(default_factory=dict)
    stopped: bool = False
    policies: dict[str, Policy | CannotRunError] = field(default_factory=dict)

    def file(self, name: str) -> FileResult:
        try:
            path = resolve(name, Path.cwd(), [find_root(Path(name))])
            source = read_source(path, name, YAML_DATA_LIMIT)
        except FileFault as fault:
            return FileResult(name, diagnostics=fault.diagnostics)
        self.sources[name] = source
        read = read_tests(source)
        found = self._read(read, source)
        if self.request.show_values:
            return found
        diagnostics = tuple(without_leads(each, source, read.leads) for each in found.diagnostics)
        return replace(found, diagnostics=diagnostics)

    def _read(self, read: ReadTests, source: Source) -> FileResult:
        name, file = source.name, read.file
        if file is None:
            return FileResult(name, diagnostics=read.diagnostics)
        try:
            policy = self._policy(file)
        except CannotRunError as error:
            self.sources.update({each: text for each, text in error.sources.items() if each not in self.sources})
            return FileResult(name, diagnostics=(*read.diagnostics, *error.diagnostics))
        except FileFault as fault:
            return FileResult(name, diagnostics=(*read.diagnostics, *fault.diagnostics))
        self.sources.update({each: text for each, text in policy.sources.items() if each not in self.sources})
        ready = self._ready(file, source, policy)
        if read.diagnostics:
            return FileResult(name, diagnostics=(*read.diagnostics, *ready.diagnostics))
        return self._run(file, ready, policy)

    def _policy(self, file: TestFile) -> Policy:
        place = file.policy_span or Span(file.name, 0, 0)
        try:
            name = policy_file(beside(file.name, file.policy))
            resolve(name, Path.cwd(), [find_root(Path(file.name))], place)
        except CannotRunError as error:
            raise CannotRunError(*(placed(each, place) for each in error.diagnostics)) from None
        if name not in self.policies:
            try:
                wanted = DataRequest(name, "", self.request.as_of or _ANY_INSTANT)
                self.policies[name] = open_policy(self.console, wanted)
            except CannotRunError as error:
                self.policies[name] = error
        found = self.policies[name]
        if isinstance(found, CannotRunError):
            raise found
        return found

    def _ready(self, file: TestFile, source: Source, policy: Policy) -> ReadyTests:
        only = self.request.only
        return make_ready(
            file,
            source,
            policy.program,
            policy.schema,
            policy.zone,
            as_of=self.as_of,
            chosen=lambda name: only is None or only.casefold() in name.casefold(),
        )

    def _run(self, file: TestFile, ready: ReadyTests, policy: Policy) -> FileResult:
        run = FileRun(self.console, self.request, policy, file, ready.cases, list(ready.diagnostics), self.sources)
        results: list[CaseResult] = []
        for result in run.results():
            results.append(result)
            if self.request.fail_fast and not (not isinstance(result, BrokenCase) and result.passed):
                self.stopped = len(results) < len(ready.cases)
                break
        context = ExplainContext(policy.head, policy.sources, policy.schema, policy.zone)
        return FileResult(
            file.name,
            policy=policy.program.name,
            head=policy.head,
            context=context,
            cases=tuple(results),
            diagnostics=tuple(run.diagnostics),
            hides_ids=policy.id_is_personal and not self.request.show_values,
            described=run.described,
        )

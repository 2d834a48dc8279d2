"""The result of tests for people: each file, each failure with its reasons, and one line that sums up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import visible
from leadspec.ir.core import Role
from leadspec.questions.explain import MatchOutput, OutputReason
from leadspec.questions.testing import (
    DataResult,
    LeadResult,
    Measure,
    Measured,
    MeasureKind,
    Miss,
    share_text,
    value_text,
    wanted_text,
)
from leadspec.source import Span
from leadspec.values.decimals import divide_half_away, format_cents
from leadspec_cli.output.explain_text import reason_sections
from leadspec_cli.output.explain_words import ExplainContext
from leadspec_cli.output.tables import counted
from leadspec_cli.output.test_result import FileResult, TestsResult

_RED = "1;31"
_STRONG = "1"
_PLACE = "34"


def tests_text(result: TestsResult, style: TextStyle, *, quiet: bool) -> str:
    lines: list[str] = []
    for file in result.files:
        if not quiet:
            lines += _file(file, style)
        for failure in file.failures:
            lines += ["", *_failure(failure, file, result, style), ""]
    if not quiet:
        lines += ["", _summary(result)]
    text = "\n".join(lines).strip("\n").replace("\n\n\n", "\n\n")
    return f"{text}\n" if text else ""


def _file(file: FileResult, style: TextStyle) -> Iterator[str]:
    name = visible(file.name, style.encoding)
    if file.context is None:
        yield f"{name}: could not be run"
        return
    if not file.cases:
        return  # none was picked
    yield f"{name}: {_counts(file.good, len(file.failures), file.broken)}"
    told = set()
    for case in file.cases:
        if isinstance(case, DataResult) and case.rejected and case.case.over not in told:
            told.add(case.case.over)
            rejected = counted(case.rejected, "record")
            leads = counted(case.leads, "lead")
            yield f"  {visible(case.case.over, style.encoding)}: {leads}, {rejected} rejected and not counted"


def _counts(passed: int, failed: int, broken: int) -> str:
    parts = [f"{passed:,} passed"]
    parts += [f"{failed:,} failed"] if failed else []
    parts += [f"{broken:,} could not be run"] if broken else []
    return ", ".join(parts)


def _summary(result: TestsResult) -> str:
    stopped = "; stopped at the first that did not pass" if result.stopped else ""
    head = f"{counted(result.cases, 'case')} in {counted(len(result.files), 'file')}"
    return f"{head}: {_counts(result.passed, result.failed, result.broken)}{stopped}"


def _failure(failure: LeadResult | DataResult, file: FileResult, result: TestsResult, style: TextStyle) -> list[str]:
    head = f"{style.paint(_RED, 'FAILED')} {style.paint(_STRONG, visible(failure.case.name, style.encoding))}"
    lines = [head, f"  {style.paint(_PLACE, '-->')} {_place(failure.case.span, result, style)}"]
    if isinstance(failure, DataResult):
        for measured in failure.measured:
            if not measured.passed:
                lines += _measured(measured, failure, file, style)
        return lines
    if file.context is not None:
        lines += _misses(failure.misses, file.context, style)
    return lines


def _place(span: Span, result: TestsResult, style: TextStyle) -> str:
    source = result.sources.get(span.file)
    line, column = (1, 1) if source is None else source.position(span.start)
    return visible(f"{span.file}:{line}:{column}", style.encoding)


def _misses(misses: Sequence[Miss], context: ExplainContext, style: TextStyle) -> Iterator[str]:
    """What was expected and came, and below it the reasons; once for all that have the same."""
    for outputs, group in groupby(misses, key=lambda each: each.reasons.outputs):
        same = list(group)
        for miss in same:
            subject = miss.check.subject
            came = value_text(subject.range, miss.answer)
            words = f"{subject.path}: expected {wanted_text(miss.check)}, got {came}"
            yield f"  {style.paint(_STRONG, visible(words, style.encoding))}"
        wanted = {str(value) for miss in same for value in miss.check.values}
        for output in outputs:
            place = context.place(_rule(output, wanted))
            if place is not None:
                text = context.sources[place[0]].line(place[1]).strip()
                yield f"    {style.paint(_PLACE, '-->')} {visible(f'{place[0]}:{place[1]}: {text}', style.encoding)}"
        for title, lines in reason_sections(same[0].reasons, context, style):
            yield f"    {title}"
            yield from (f"    {line}" for line in lines)


def _rule(output: OutputReason, wanted: set[str]) -> Span:
    """The rule to look at: of a stage the one that was expected, if it was looked at, else the one that holds."""
    if not isinstance(output, MatchOutput):
        return output.span
    rows = [row for row in output.rows if row.outcome in wanted]
    return (rows[0] if rows and output.role is Role.STAGE else output.deciding).span


def _measured(measured: Measured, result: DataResult, file: FileResult, style: TextStyle) -> Iterator[str]:
    measure = measured.measure
    among = f"{measured.met:,} of {counted(measured.among, 'lead')}"
    if measure.kind is MeasureKind.SHARE:
        came = f"{percent(measured)}, {among}"
    else:
        came = f"{measured.met:,}, of {counted(measured.among, 'lead')}"
    words = f"{measure.kind.value} of {_conditions(measure)}: expected {bounds_text(measure)}, got {came}"
    yield f"  {style.paint(_STRONG, visible(words, style.encoding))}"
    data = f"{result.case.over}: {counted(result.leads, 'lead')}, {counted(result.rejected, 'record')} rejected"
    yield f"    {visible(data, style.encoding)}"
    if measured.ids and not file.hides_ids:
        side = "such leads" if _above(measured) else "others"
        yield f"    {side}: {visible(', '.join(measured.ids), style.encoding)}"


def _above(measured: Measured) -> bool:
    measure = measured.measure
    limit = measure.exactly if measure.exactly is not None else measure.at_most
    if limit is None:
        return False
    share = measure.kind is MeasureKind.SHARE
    return measured.met * 1_000_000 > limit * measured.among if share else measured.met > limit


def _conditions(measure: Measure) -> str:
    said = " and ".join(f"{each.subject.path} {wanted_text(each)}" for each in measure.checks) or "leads"
    if not measure.among:
        return said
    return f"{said} among {' and '.join(f'{each.subject.path} {wanted_text(each)}' for each in measure.among)}"


def bounds_text(measure: Measure) -> str:
    limits = (("at least", measure.at_least), ("at most", measure.at_most), ("exactly", measure.exactly))
    share = measure.kind is MeasureKind.SHARE
    return " and ".join(
        f"{word} {share_text(each) if share else f'{each:,}'}" for word, each in limits if each is not None
    )


def percent(measured: Measured) -> str:
    """The share to two decimals of a percent."""
    return f"{format_cents(divide_half_away(measured.met * 10_000, measured.among))}%" if measured.among else "0%"

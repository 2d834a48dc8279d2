"""The result of tests for programs; keys stay as they are."""

from __future__ import annotations

from leadspec.diagnostics.render import diagnostic_objects
from leadspec.questions.testing import (
    BrokenCase,
    CaseResult,
    Check,
    DataResult,
    Measured,
    MeasureKind,
    Miss,
    share_text,
    value_object,
    wanted_object,
)
from leadspec.source import Span
from leadspec.values.instants import format_instant
from leadspec_cli.output.explain_json import explanation_object
from leadspec_cli.output.explain_words import ExplainContext
from leadspec_cli.output.json_text import json_document
from leadspec_cli.output.test_result import FileResult, TestsResult
from leadspec_cli.output.test_text import percent

JsonObject = dict[str, object]


def tests_document(result: TestsResult) -> str:
    found: JsonObject = {
        "files": [_file(each, result) for each in result.files],
        "summary": {
            "files": len(result.files),
            "cases": result.cases,
            "passed": result.passed,
            "failed": result.failed,
            "errors": result.broken + sum(each.context is None for each in result.files),
            "stopped": result.stopped,
        },
        "diagnostics": diagnostic_objects(result.diagnostics, result.sources),
    }
    return json_document(found).decode("utf-8")


def _file(file: FileResult, result: TestsResult) -> JsonObject:
    return {
        "file": file.name,
        "policy": None if file.head is None else file.head.policy_object(),
        "cases": [_case(each, file, result) for each in file.cases],
    }


def _case(case: CaseResult, file: FileResult, result: TestsResult) -> JsonObject:
    if isinstance(case, BrokenCase):
        return {"name": case.name, **_place(case.span, result), "status": "error"}
    status = "passed" if case.passed else "failed"
    # A case that has no instant has a policy that reads no time; it runs at 0.
    zone = None if file.context is None else file.context.zone
    as_of = format_instant(case.case.as_of, zone) if case.case.as_of else None
    found: JsonObject = {"name": case.case.name, **_place(case.case.span, result), "status": status, "as_of": as_of}
    if isinstance(case, DataResult):
        found["over"] = case.case.over
        if case.case.over in file.described:
            found["data"] = file.described[case.case.over].data_object()
        found["leads"] = case.leads
        found["rejected"] = case.rejected
        found["measures"] = [_measured(each, file) for each in case.measured]
    elif file.context is not None:
        found["failures"] = [_miss(each, file.context, result) for each in case.misses]
    return found


def _place(span: Span, result: TestsResult) -> JsonObject:
    source = result.sources.get(span.file)
    line, column = (None, None) if source is None else source.position(span.start)
    return {"line": line, "column": column}


def _miss(miss: Miss, context: ExplainContext, result: TestsResult) -> JsonObject:
    return {
        "output": miss.check.subject.path,
        "expected": wanted_object(miss.check),
        "actual": value_object(miss.check.subject.range, miss.answer),
        **_place(miss.check.span, result),
        "reasons": explanation_object(miss.reasons, context)["outputs"],
    }


def _measured(measured: Measured, file: FileResult) -> JsonObject:
    measure = measured.measure
    share = measure.kind is MeasureKind.SHARE
    limits = (("at least", measure.at_least), ("at most", measure.at_most), ("exactly", measure.exactly))
    return {
        "kind": measure.kind.value,
        "of": [_condition(each) for each in measure.checks],
        "among": [_condition(each) for each in measure.among],
        "expected": {word: share_text(each) if share else each for word, each in limits if each is not None},
        "actual": percent(measured) if share else measured.met,
        "met": measured.met,
        "leads": measured.among,
        "passed": measured.passed,
        "ids": [] if file.hides_ids else list(measured.ids),
    }


def _condition(check: Check) -> JsonObject:
    return {check.subject.path: wanted_object(check)}

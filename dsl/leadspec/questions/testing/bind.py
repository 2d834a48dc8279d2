"""A test file made ready for its policy: names looked up, leads cleaned, instants settled."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.testing import CASE_FORM, TEST_INSTANT
from leadspec.documents import Entry
from leadspec.documents import Mapping as Block
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.questions.testing.conditions import Conditions, Vocabulary
from leadspec.questions.testing.leads import LeadMaker, block_of
from leadspec.questions.testing.measures import MEASURES, measures_of
from leadspec.questions.testing.model import (
    BrokenCase,
    Check,
    DataCase,
    LeadCase,
    ReadyCase,
    TestFile,
    WrittenCase,
)
from leadspec.questions.testing.subjects import field_subjects, output_subjects
from leadspec.schema.model import Schema
from leadspec.source import Source
from leadspec.values.zones import Zone


class ReadyTests(Struct, frozen=True):
    """All cases that were chosen, in the order of the file; and what is wrong with those that cannot be run."""

    cases: tuple[ReadyCase | BrokenCase, ...]
    diagnostics: tuple[Diagnostic, ...]


def make_ready(
    file: TestFile,
    source: Source,
    program: Program,
    schema: Schema,
    zone: Zone | None,
    *,
    as_of: int | None = None,
    chosen: Callable[[str], bool] = lambda _: True,
) -> ReadyTests:
    """`as_of` takes the place of the one at the head of the file; `chosen` says by its name whether a case is run."""
    outputs = output_subjects(program)
    vocabularies = Vocabulary(outputs), Vocabulary({**field_subjects(schema, outputs), **outputs})
    head = file.as_of if as_of is None else as_of
    written = [each for each in file.cases if chosen(each.name)]
    drafts = [_draft(each, file, *vocabularies, zone, program.reads_time, head) for each in written]
    made = LeadMaker(schema, zone, source).make([each.block for each in drafts if each.block is not None])
    leads = iter(made)
    cases: list[ReadyCase | BrokenCase] = []
    faults: list[Diagnostic] = []
    for draft in drafts:
        lead = None if draft.block is None else next(leads)
        if isinstance(lead, list):
            draft.faults.extend(lead)
        faults += draft.faults
        cases.append(_ready(draft, lead if isinstance(lead, Lead) else None))
    return ReadyTests(tuple(cases), tuple(dict.fromkeys(faults)))


class _Draft(Struct):
    case: WrittenCase
    as_of: int
    block: Block | None
    checks: list[Check]
    measures: list[Entry]
    ready: DataCase | None
    faults: list[Diagnostic]


def _draft(
    case: WrittenCase,
    file: TestFile,
    outputs: Vocabulary,
    anything: Vocabulary,
    zone: Zone | None,
    reads_time: bool,
    head: int | None,
) -> _Draft:
    faults: list[Diagnostic] = []
    as_of = head if case.as_of is None else case.as_of
    if as_of is None and reads_time:
        hint = "add `as_of:` with date, time and offset at the head of the file, such as `2026-11-01T09:00:00+01:00`"
        faults.append(TEST_INSTANT.at(case.span, "the policy reads time, and this case says no instant", hint))
    entries = case.expect.entries
    asked = [each for each in entries if each.key in MEASURES]
    others = [each for each in entries if each.key not in MEASURES]
    draft = _Draft(case, as_of or 0, None, [], asked, None, faults)
    if case.over is None:
        for each in asked:
            message = f"`{each.key}` asks about many leads, and this case has one"
            faults.append(CASE_FORM.at(each.key_span, message, "name a data file with `over` in place of `given`"))
        draft.checks = Conditions(outputs, zone, faults, tuple(MEASURES)).read(others)
        draft.block = block_of(case, file.leads, faults)
        return draft
    for each in others:
        message = f"`{each.key}` asks about one lead, and this case is about those of a data file"
        hint = "say how many: `share: {...: ..., at least: 100%}` or `count: {...}`"
        faults.append(CASE_FORM.at(each.key_span, message, hint))
    found = measures_of(asked, anything, zone, faults)
    over_span = case.span if case.over_span is None else case.over_span
    draft.ready = DataCase(case.name, case.span, draft.as_of, case.over, over_span, tuple(found))
    return draft


def _ready(draft: _Draft, lead: Lead | None) -> ReadyCase | BrokenCase:
    case = draft.case
    if draft.faults:
        return BrokenCase(case.name, case.span)
    if draft.ready is not None:
        return draft.ready
    if lead is None:  # it has neither a lead nor a data file, which was said before
        return BrokenCase(case.name, case.span)
    return LeadCase(case.name, case.span, draft.as_of, lead, tuple(draft.checks))

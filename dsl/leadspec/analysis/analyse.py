"""Parsed files + schema -> names and types checked, and the core IR of the policy if nothing is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leadspec.analysis.context import Context
from leadspec.analysis.events import check_event_set
from leadspec.analysis.head import Head, check_department, read_head
from leadspec.analysis.lists import check_filled
from leadspec.analysis.model import Analysis, ListFile, ParsedFile, SymbolKind
from leadspec.analysis.order import key_of, plan
from leadspec.analysis.program import build_program
from leadspec.analysis.statements import define, settle_types, stage_definition
from leadspec.analysis.symbols import SHARED, collect
from leadspec.diagnostics import Diagnostic, Label, has_errors, sort_diagnostics
from leadspec.diagnostics.kinds import policy as kinds
from leadspec.diagnostics.kinds import syntax as syntax_kinds
from leadspec.ir import core
from leadspec.schema.model import Schema
from leadspec.source import Source, Span
from leadspec.syntax import tree

_ANSWERS = (
    tree.Persona,
    tree.Score,
    tree.Classify,
    tree.Table,
    tree.Disqualify,
    tree.Flag,
    tree.Stage,
    tree.Counts,
)

# Behind a list without end, the tree holds values as conditions; other faults of form are read as they were meant.
_MISREAD = (syntax_kinds.TEXT_WITHOUT_TEST, syntax_kinds.OPEN_LIST)


def analyse(
    files: Sequence[ParsedFile],
    schema: Schema | None,
    list_files: Mapping[str, ListFile | None] | None = None,
    found_before: Sequence[Diagnostic] = (),
) -> Analysis:
    """The policy whose main file stands first. Everything wrong is reported in one run.

    `schema` is None where it could not be read: names are then not checked against fields. `list_files`: by list
    name, None where a file could not be read. `found_before`: what loading and parsing reported.
    """
    diagnostics: list[Diagnostic] = list(found_before)
    sources = {each.source.name: each.source for each in files}
    symbols = collect(files, schema, diagnostics.append)
    settled = frozenset(each.primary.location for each in found_before if each.primary is not None)
    context = Context(symbols, schema, sources, list_files or {}, diagnostics, settled=settled)
    head = read_head(context, files[0])
    statements = _statements(context, files)
    _check_whole(context, files[0], head, statements)
    settle_types(context)
    for symbol in symbols.of(SymbolKind.LIST):
        check_filled(context, symbol)
    for symbol in symbols.of(SymbolKind.EVENTS):
        if isinstance(symbol.statement, tree.EventsStatement):
            check_event_set(context, symbol.statement)
    reasons = tuple(dict.fromkeys(key_of(each) or "" for each in statements if isinstance(each, tree.Disqualify)))
    context.disqualifies = bool(reasons)
    places = {key: number for number, each in enumerate(statements) if (key := key_of(each)) is not None}
    definitions: dict[str, core.Definition] = {}
    for statement in plan(context, statements):
        for definition in define(context, statement, reasons):
            definitions[definition.name] = definition
    stage = stage_definition(context, reasons)
    if stage is not None:
        definitions[stage.name] = stage
        places[stage.name] = places[stage.members[0]]
    program = None
    if schema is not None and not has_errors(diagnostics):
        program = build_program(context, head, schema, definitions, places)
        _check_zone(context, head, program)
    if has_errors(diagnostics):
        program = None
    reported = _without_consequences(diagnostics, len(found_before), sources)
    return Analysis(program, sort_diagnostics(reported), tuple(files), schema, symbols.by_name)


def _without_consequences(
    diagnostics: Sequence[Diagnostic], before: int, sources: Mapping[str, Source]
) -> list[Diagnostic]:
    """The findings, but for those of names and types on a line that was read otherwise than it was surely meant."""

    def line(diagnostic: Diagnostic) -> tuple[str, int] | None:
        place = diagnostic.primary.location if diagnostic.primary is not None else None
        if not isinstance(place, Span) or place.file not in sources:
            return None
        return place.file, sources[place.file].position(place.start)[0]

    misread = {line(each) for each in diagnostics[:before] if each.kind in _MISREAD} - {None}
    return [*diagnostics[:before], *(each for each in diagnostics[before:] if line(each) not in misread)]


def _statements(context: Context, files: Sequence[ParsedFile]) -> list[tree.Statement]:
    """All statements; of a used file only what it may give."""
    found = list(files[0].file.statements)
    for used in files[1:]:
        for statement in used.file.statements:
            if isinstance(statement, SHARED):
                found.append(statement)
            else:
                context.fail(
                    kinds.MISPLACED_STATEMENT,
                    statement.span,
                    f"`{used.source.name}` is used by a policy, so it holds lists, events and definitions only",
                    "move this into the policy itself",
                )
    return found


def _check_whole(context: Context, main: ParsedFile, head: Head, statements: Sequence[tree.Statement]) -> None:
    """What holds for the statements together."""
    gives_answer = any(isinstance(each, _ANSWERS) for each in statements)
    if not gives_answer and not main.file.broken and not has_errors(context.diagnostics):
        context.report(
            kinds.NO_ANSWER.at(
                context.first_line(head.span),
                "the policy says nothing about a lead",
                "write what counts, for example `we count a lead when: email is present`",
            )
        )
    first_by_key: dict[str, tree.Statement] = {}
    for statement in statements:
        if isinstance(statement, tree.Counts):
            check_department(context, head, statement.department)
        else:
            check_department(context, head, getattr(statement, "owner", None))
        _check_doubles(context, statement, first_by_key)
    _check_stages(context, [each for each in statements if isinstance(each, tree.Stage)])


def _check_doubles(context: Context, statement: tree.Statement, first_by_key: dict[str, tree.Statement]) -> None:
    """Two reasons, remarks or verdicts that would have one name in a lead's row."""
    if not isinstance(statement, tree.Disqualify | tree.Flag | tree.Counts):
        return
    key = key_of(statement) or ""
    first = first_by_key.setdefault(key, statement)
    if first is statement:
        return
    match statement:
        case tree.Counts(department):
            who = f"`{department.text}` says" if department else "it is said"
            message = f"{who} twice when it counts a lead" if department else "what we agreed on is said twice"
            hint = "join the two conditions with `or`, or delete one"
            span: Span = statement.span
        case tree.Disqualify(reason):
            message, span = f"two rules disqualify for the reason `{reason.value}`", reason.span
            hint = "join them below one `disqualify` with `any of:`, or give one another reason"
        case tree.Flag(remark):
            message, span = f"two flags make the remark `{remark.value}`", remark.span
            hint = "join them below one `flag` with `any of:`, or give one another remark"
    context.fail(
        kinds.DOUBLED_OUTPUT, span, message, hint, secondary=[Label(context.first_line(first.span), "the first one")]
    )


def _check_stages(context: Context, stages: Sequence[tree.Stage]) -> None:
    """The first stage is open to everyone, and no other one is."""
    for number, stage in enumerate(stages):
        if number == 0 and stage.condition is not None:
            context.fail(
                kinds.FIRST_STAGE,
                stage.name.span,
                f"the first stage, `{stage.name.text}`, has a condition, so a lead could have no stage at all",
                f"write `stage {stage.name.text}: everyone`, or a stage for everyone above it",
            )
        elif number and stage.condition is None:
            context.fail(
                kinds.FIRST_STAGE,
                stage.span,
                f"`everyone` stands in the first stage only, and `{stage.name.text}` is not the first",
                f"move `{stage.name.text}` above all other stages, or write its condition",
                secondary=[Label(stages[0].name.span, "the first stage")],
            )


def _check_zone(context: Context, head: Head, program: core.Program) -> None:
    if program.reads_time and program.zone is None and not head.names_zone:
        context.report(
            kinds.MISSING_ZONE.at(
                context.first_line(head.span),
                "the policy reads dates or events, and does not say in which time zone a day begins",
                'add a line to the head, for example `timezone "Europe/Berlin"`',
            )
        )

"""Statements -> definitions of the core IR, each with the rules that hold for it as a whole."""

from __future__ import annotations

from leadspec.analysis import rows
from leadspec.analysis.arithmetic import as_condition, plain_value
from leadspec.analysis.context import Context
from leadspec.analysis.elaborate import condition, elaborate
from leadspec.analysis.model import TRUE, Symbol, SymbolKind, Typed, all_of, any_of, kind_of
from leadspec.analysis.order import key_of
from leadspec.analysis.outcomes import is_outcome
from leadspec.analysis.points import score_body
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.syntax.print import print_expression
from leadspec.types import ArrayType, BooleanType, LabelType, NumberType, describe


def settle_types(context: Context) -> None:
    """What each name gives, as far as its statement alone says it: all but a `define`, which says it by its body."""
    for symbol in context.symbols.by_name.values():
        found = _settled(symbol)
        if found is not None:
            context.known.setdefault(symbol.name, found)
        if isinstance(symbol.statement, tree.Persona):
            context.lines[symbol.name] = len(symbol.statement.block.lines)


def _settled(symbol: Symbol) -> Typed | None:
    statement = symbol.statement
    match statement:
        case tree.Persona() | tree.Stage():
            return Typed(BooleanType(), symbol.span)
        case tree.Score():
            return Typed(NumberType(), symbol.span)
        case tree.Classify():
            return Typed(rows.label_type(statement), symbol.span, outcome=symbol.name)
        case tree.Table():
            type_ = rows.table_type(statement)
            return Typed(type_, symbol.span, outcome=symbol.name if isinstance(type_, LabelType) else None)
        case tree.Define() | tree.ListStatement() | tree.EventsStatement():
            return None


def define(context: Context, statement: tree.Statement, reasons: tuple[str, ...]) -> list[core.Definition]:
    """The definitions that a statement gives; none where it is faulty."""
    match statement:
        case tree.Define():
            return _define(context, statement)
        case tree.Persona():
            return _persona(context, statement)
        case tree.Score(name):
            body = score_body(context, statement)
            return [_definition(statement, core.Role.SCORE, body, core.ValueKind.NUMBER, name.text, statement.owner)]
        case tree.Classify(name):
            found = rows.classify_body(context, statement)
            ranked = statement.best_first
            return [_definition(statement, core.Role.CLASSIFY, found, None, name.text, statement.owner, ranked=ranked)]
        case tree.Table(name):
            found = rows.table_body(context, statement)
            kind = core.ValueKind.NUMBER if isinstance(rows.table_type(statement), NumberType) else None
            return [_definition(statement, core.Role.TABLE, found, kind, name.text, statement.owner)]
        case tree.Disqualify(reason, test):
            return _rule(context, statement, core.Role.DISQUALIFY, reason.value, test, statement.owner)
        case tree.Flag(remark, test):
            return _rule(context, statement, core.Role.FLAG, remark.value, test, statement.owner)
        case tree.Stage():
            return _stage_condition(context, statement)
        case tree.Counts():
            return _counts(context, statement, reasons)
        case tree.PolicyHead() | tree.Use() | tree.ListStatement() | tree.EventsStatement():
            return []


_Rule = (
    tree.Define
    | tree.Persona
    | tree.Score
    | tree.Classify
    | tree.Table
    | tree.Disqualify
    | tree.Flag
    | tree.Stage
    | tree.Counts
)


def _definition(
    statement: _Rule,
    role: core.Role,
    body: core.Body,
    kind: core.ValueKind | None,
    label: str,
    owner: tree.Name | None,
    *,
    text: str = "",
    because: str | None = None,
    members: tuple[str, ...] = (),
    ranked: bool = False,
) -> core.Definition:
    return core.Definition(
        key_of(statement) or label,
        role,
        body,
        kind,
        label,
        owner.text if owner else None,
        text,
        because or statement.because,
        members,
        ranked,
        span=statement.span,
    )


def _define(context: Context, statement: tree.Define) -> list[core.Definition]:
    typed = elaborate(context, statement.body)
    name = statement.name.text
    if not typed.failed and (isinstance(typed.type, ArrayType) or typed.node is None or is_outcome(typed)):
        shown = context.text(statement.body.span)
        typed = context.fail(
            kinds.NOT_DEFINABLE,
            statement.body.span,
            f"`{shown}` is {describe(typed.type)}, and a definition is a condition, a number, a text or a date",
            f"use `{shown}` itself where it is needed, or define a condition on it",
        )
    known = typed if typed.failed else Typed(typed.type, statement.name.span)
    context.known.setdefault(name, known)
    if typed.failed:
        return []
    kind = kind_of(typed.type)
    body: core.Body = as_condition(typed) if kind is core.ValueKind.BOOLEAN else plain_value(typed)
    return [_definition(statement, core.Role.DEFINE, body, kind, name, statement.owner)]


def _persona(context: Context, statement: tree.Persona) -> list[core.Definition]:
    name = statement.name.text
    lines: list[core.Definition] = []
    for number, line in enumerate(statement.block.lines, 1):
        typed = condition(context, line.condition)
        if typed.failed:
            continue
        lines.append(
            core.Definition(
                f"{name}#{number}",
                core.Role.PERSONA_LINE,
                as_condition(typed),
                core.ValueKind.BOOLEAN,
                name,
                text=print_expression(_on_one_line(line.condition)),
                because=line.because,
                span=line.span,
            )
        )
    if len(lines) < len(statement.block.lines):
        return []
    references = tuple(_reference(each.name, each.span) for each in lines)
    body = all_of(references, statement.block.span)
    persona = _definition(
        statement,
        core.Role.PERSONA,
        body,
        core.ValueKind.BOOLEAN,
        name,
        statement.owner,
        because=statement.because or statement.block.because,
        members=tuple(each.name for each in lines),
    )
    return [*lines, persona]


def _on_one_line(node: tree.Expression) -> tree.Expression:
    """A block as it would be written on one line."""
    if not isinstance(node, tree.Block):
        return node
    items = tuple(_on_one_line(each.condition) for each in node.lines)
    return tree.Inline(node.need, items, node.number, span=node.span)


def _rule(
    context: Context,
    statement: tree.Disqualify | tree.Flag,
    role: core.Role,
    label: str,
    test: tree.Expression,
    owner: tree.Name | None,
) -> list[core.Definition]:
    typed = condition(context, test)
    if typed.failed:
        return []
    return [_definition(statement, role, as_condition(typed), core.ValueKind.BOOLEAN, label, owner)]


def _stage_condition(context: Context, statement: tree.Stage) -> list[core.Definition]:
    body: core.Condition = TRUE
    if statement.condition is not None:
        typed = condition(context, statement.condition)
        if typed.failed:
            return []
        body = as_condition(typed)
    return [
        _definition(
            statement,
            core.Role.STAGE_CONDITION,
            body,
            core.ValueKind.BOOLEAN,
            statement.name.text,
            statement.owner,
            text=statement.text.value if statement.text else "",
        )
    ]


def _counts(context: Context, statement: tree.Counts, reasons: tuple[str, ...]) -> list[core.Definition]:
    typed = condition(context, statement.condition)
    if typed.failed:
        return []
    span = statement.condition.span
    body = as_condition(typed)
    if reasons:
        body = core.AtLeast(2, (_not_disqualified(context, reasons, span), body), span=span)
    label = statement.department.text if statement.department else core.AGREED
    return [_definition(statement, core.Role.COUNTS, body, core.ValueKind.BOOLEAN, label, statement.department)]


def _not_disqualified(context: Context, reasons: tuple[str, ...], span: Span) -> core.Condition:
    """Known at all times: an open reason does not disqualify."""
    if context.symbols.stages:
        return core.Not(core.OutcomeIn(core.STAGE, (core.DISQUALIFIED,), span=span), span=span)
    tests = tuple(_reference(key, span) for key in reasons)
    none = core.Const(0, core.ValueKind.NUMBER, span=span)
    return core.Compare(core.Relation.EQUAL, core.Tally(tests, span=span), none, core.ValueKind.NUMBER, span=span)


def stage_definition(context: Context, reasons: tuple[str, ...]) -> core.Definition | None:
    """The lead's stage: disqualified, or the last stage whose own condition holds."""
    stages = context.symbols.of(SymbolKind.STAGE)
    if not stages:
        return None
    found = []
    if reasons:
        span = stages[0].span
        test = any_of(tuple(_reference(each, span) for each in reasons), span)
        found.append(core.Row(test, core.DISQUALIFIED, span=span))
    for each in stages[:0:-1]:
        found.append(core.Row(_reference(each.name, each.span), each.name, span=each.span))
    found.append(core.Row(TRUE, stages[0].name, span=stages[0].span))
    names = tuple(each.name for each in stages)
    body = core.FirstMatch(tuple(found), span=stages[0].span)
    return core.Definition(core.STAGE, core.Role.STAGE, body, label=core.STAGE, members=names, span=stages[0].span)


def _reference(name: str, span: Span) -> core.Condition:
    return core.Truth(core.Ref(name, core.ValueKind.BOOLEAN, span=span), span=span)

"""Explain one evaluation: in an `Evaluation`, out an `Explanation`. Nothing is evaluated again."""

from __future__ import annotations

from leadspec.engines.interpreter import Evaluation
from leadspec.engines.interpreter.reasons import DefinitionResult, MatchResult
from leadspec.engines.interpreter.results import ConditionResult, ValueResult
from leadspec.engines.interpreter.verdict import (
    condition_of,
    counts_value,
    match_result,
    missing_for,
    output_definitions,
    output_name,
    output_path,
    score_points,
)
from leadspec.ir.core import Condition, Definition, FirstMatch, Role
from leadspec.questions.explain import model
from leadspec.questions.explain.conditions import Context, condition_reason
from leadspec.questions.explain.points import points_reason


def explain(evaluation: Evaluation, *, show_values: bool = False) -> model.Explanation:
    """Why a lead got its answer. Values of its facts are left out unless `show_values`."""
    context = Context(evaluation, show_values)
    program = evaluation.prepared.program
    results = evaluation.results
    given = output_definitions(program)
    outputs = [_output(context, each, results[each.name], output_path(each)) for each in given]
    names = {each.name for each in given}
    others = [each for each in program.definitions if each.name not in names]
    definitions = {each.name: _definition_reason(context, each, results[each.name]) for each in others}
    return model.Explanation(
        lead_id=evaluation.lead.id,
        policy=program.name,
        as_of=evaluation.prepared.as_of,
        zone=program.zone,
        outputs=tuple(outputs),
        definitions=definitions,
        missing=evaluation.verdict.missing,
    )


def _definition_reason(context: Context, definition: Definition, result: DefinitionResult) -> model.DefinitionReason:
    reason: model.ConditionReason | None = None
    known = True
    value = None
    if isinstance(definition.body, Condition):
        reason = condition_reason(context, definition.body, definition.text)
    elif isinstance(result, ValueResult):
        known = result.value is not None
        value = result.value if context.show_values else None
    return model.DefinitionReason(
        definition.name, definition.role, definition.text, definition.span, definition.because, reason, known, value
    )


def _output(context: Context, definition: Definition, result: DefinitionResult, path: str) -> model.OutputReason:
    open_facts = missing_for(definition, result)
    name, role, owner = output_name(definition), definition.role, definition.owner
    undecided, missing = open_facts is not None, context.missing(open_facts or frozenset())
    because, span = definition.because, definition.span
    head = (path, name, role, owner, undecided, missing, because, span)
    match role:
        case Role.SCORE:
            points = score_points(result)
            if isinstance(result, ConditionResult | ValueResult | MatchResult):
                raise TypeError("a score is made of points")
            return model.ScoreOutput(*head, points.cents, points.low, points.high, points_reason(context, result))
        case Role.CLASSIFY | Role.TABLE | Role.STAGE:
            found = match_result(result)
            rows = _rows(context, definition, found)
            return model.MatchOutput(*head, found.outcome, found.number, found.outcomes, rows, found.chosen)
    if not isinstance(definition.body, Condition):
        raise TypeError(f"{role.value} is a condition")
    condition = condition_of(result)
    reason = condition_reason(context, definition.body, definition.text or context.words.condition(definition.body))
    if role is Role.PERSONA:
        true = sum(condition_of(context.evaluation.results[each]).value is True for each in definition.members)
        return model.PersonaOutput(*head, condition.value, reason, true, definition.members)
    value = counts_value(condition) if role is Role.COUNTS else condition.value is True
    return model.ConditionOutput(*head, value, reason)


def _rows(context: Context, definition: Definition, found: MatchResult) -> tuple[model.RowReason, ...]:
    if not isinstance(definition.body, FirstMatch):
        raise TypeError("a stage, label or table is the first row that holds")
    looked_at = definition.body.rows[: len(found.rows)]
    return tuple(
        model.RowReason(row.outcome, condition_reason(context, row.condition), row.because, row.span)
        for row in looked_at
    )

"""The answer for one lead, gathered from the results of its definitions in the policy's order."""

from __future__ import annotations

from collections.abc import Mapping

from leadspec.engines.interpreter.reasons import (
    DefinitionResult,
    FirstOfResult,
    GroupResult,
    LineResult,
    MatchResult,
)
from leadspec.engines.interpreter.results import ConditionResult, PointsBounds, joined
from leadspec.engines.interpreter.values import truth_of
from leadspec.ir.core import Definition, Program, Role
from leadspec.ir.verdict import PersonaVerdict, Verdict

OUTPUTS = {
    Role.PERSONA: "personas",
    Role.SCORE: "scores",
    Role.CLASSIFY: "labels",
    Role.TABLE: "tables",
    Role.DISQUALIFY: "disqualified",
    Role.FLAG: "flags",
    Role.STAGE: "stage",
    Role.COUNTS: "lead",
}


def output_path(definition: Definition) -> str:
    """How an output is called in a lead's row: `scores.fit`, `stage`."""
    place = OUTPUTS[definition.role]
    return place if definition.role is Role.STAGE else f"{place}.{output_name(definition)}"


def output_definitions(program: Program) -> tuple[Definition, ...]:
    """The definitions that give an output, in the policy's order; as they are evaluated where that is not said."""
    if not program.outputs:
        return tuple(each for each in program.definitions if each.role in OUTPUTS)
    by_name = {each.name: each for each in program.definitions}
    return tuple(by_name[name] for name in program.outputs)


def output_name(definition: Definition) -> str:
    return definition.label or definition.name


def missing_for(definition: Definition, result: DefinitionResult) -> frozenset[str] | None:
    """The facts that an output hangs on; None where it is decided. Of a condition only counts whether it holds."""
    match definition.role:
        case Role.SCORE:
            points = score_points(result)
            return None if points.decided else points.missing
        case Role.CLASSIFY | Role.TABLE | Role.STAGE:
            match = match_result(result)
            return match.missing if len(match.outcomes) > 1 else None
        case _:
            condition = condition_of(result)
            return condition.missing if condition.open else None


def verdict_of(program: Program, lead_id: str, results: Mapping[str, DefinitionResult]) -> Verdict:
    """One lead's row."""
    stage: str | None = None
    counts: dict[str, bool | None] = {}
    scores: dict[str, int] = {}
    labels: dict[str, str] = {}
    tables: dict[str, str | int] = {}
    personas: dict[str, PersonaVerdict] = {}
    disqualified: list[str] = []
    flags: list[str] = []
    undecided: list[str] = []
    missing: list[frozenset[str]] = []
    texts = {each.name: each.text for each in program.definitions if each.role is Role.PERSONA_LINE}
    for definition in output_definitions(program):
        name, result = output_name(definition), results[definition.name]
        open_facts = missing_for(definition, result)
        if open_facts is not None:
            undecided.append(output_path(definition))
            missing.append(open_facts)
        match definition.role:
            case Role.PERSONA:
                personas[name] = persona_verdict(definition, results, texts)
            case Role.SCORE:
                scores[name] = score_points(result).cents
            case Role.CLASSIFY:
                labels[name] = match_result(result).outcome
            case Role.TABLE:
                match = match_result(result)
                tables[name] = match.outcome if match.number is None else match.number
            case Role.DISQUALIFY | Role.FLAG:
                if condition_of(result).value is True:
                    (disqualified if definition.role is Role.DISQUALIFY else flags).append(name)
            case Role.STAGE:
                stage = match_result(result).outcome
            case Role.COUNTS:
                counts[name] = counts_value(condition_of(result))
            case _:
                raise ValueError(f"{definition.role} is no output")
    return Verdict(
        lead_id,
        stage,
        counts,
        scores,
        labels,
        tables,
        personas,
        tuple(disqualified),
        tuple(flags),
        tuple(undecided),
        in_schema_order(program, joined(missing)),
    )


def counts_value(result: ConditionResult) -> bool | None:
    """True where it holds, None where it does not but missing facts may make it hold, else False."""
    if result.value is True:
        return True
    return None if result.may_hold else False


def persona_verdict(
    definition: Definition, results: Mapping[str, DefinitionResult], texts: Mapping[str, str]
) -> PersonaVerdict:
    lines = {name: condition_of(results[name]).value for name in definition.members}
    return PersonaVerdict(
        holds=condition_of(results[definition.name]).value,
        true_lines=sum(value is True for value in lines.values()),
        lines=len(lines),
        misses=tuple(texts.get(name) or name for name, value in lines.items() if value is False),
        open=tuple(texts.get(name) or name for name, value in lines.items() if value is None),
    )


def in_schema_order(program: Program, names: frozenset[str]) -> tuple[str, ...]:
    """Field names as the schema orders them; what it does not name stands last, by name."""
    order = {name: place for place, name in enumerate(program.schema_order)}
    return tuple(sorted(names, key=lambda name: (order.get(name, len(order)), name)))


def condition_of(result: DefinitionResult) -> ConditionResult:
    """The result of a definition that is a condition, or a truth value."""
    match result:
        case ConditionResult():
            return result
        case LineResult() | GroupResult() | FirstOfResult() | MatchResult():
            raise TypeError("points and labels are no conditions")
        case _:
            return truth_of(result)


def score_points(result: DefinitionResult) -> PointsBounds:
    match result:
        case LineResult() | GroupResult() | FirstOfResult():
            return result.points
        case _:
            raise TypeError("a score is made of points")


def match_result(result: DefinitionResult) -> MatchResult:
    if not isinstance(result, MatchResult):
        raise TypeError("a stage, label or table is the first row that holds")
    return result

"""An explanation for programs: the outputs with their reasons. Points and numbers are exact texts, days are dates."""

from __future__ import annotations

from leadspec.ir.core import Role
from leadspec.questions.explain import model
from leadspec.source import Span
from leadspec.values.days import format_day
from leadspec.values.decimals import format_cents, format_number
from leadspec.values.instants import format_instant
from leadspec_cli.output.explain_words import ExplainContext
from leadspec_cli.output.facts import fact_text, type_of

JsonObject = dict[str, object]


def explanation_object(found: model.Explanation, context: ExplainContext) -> JsonObject:
    return {
        "policy": context.head.policy_object(),
        **context.head.data_entry(),
        "as_of": context.head.as_of,
        "id": found.lead_id,
        "outputs": [_output(each, context) for each in found.outputs],
        "definitions": {name: _definition(each, context) for name, each in found.definitions.items()},
        "missing": list(found.missing),
    }


def _output(output: model.OutputReason, context: ExplainContext) -> JsonObject:
    found: JsonObject = {
        "output": output.path,
        "owner": output.owner,
        "undecided": output.undecided,
        "missing": list(output.missing),
        "because": output.because,
        **_place(output.span, context),
    }
    match output:
        case model.ScoreOutput():
            found["value"] = format_cents(output.cents)
            found["may_be"] = {"from": format_cents(output.low), "to": format_cents(output.high)}
            found["points"] = _points(output.points, context)
        case model.MatchOutput():
            found["value"] = output.outcome if output.number is None else format_number(output.number)
            found["may_be"] = list(output.may)
            found["rows"] = [
                {
                    "outcome": row.outcome,
                    "applies": number == output.chosen,
                    "because": row.because,
                    **_place(row.span, context),
                    "condition": _condition(row.reason, context),
                }
                for number, row in enumerate(output.rows)
            ]
        case model.PersonaOutput():
            found["value"] = output.value
            found["lines_that_hold"] = output.true_lines
            found["lines"] = list(output.lines)
            found["condition"] = _condition(output.reason, context)
        case model.ConditionOutput():
            found["value"] = output.value
            found["condition"] = _condition(output.reason, context)
    return found


def _definition(definition: model.DefinitionReason, context: ExplainContext) -> JsonObject:
    found: JsonObject = {
        "role": definition.role.value,
        "text": context.words(definition.span, definition.text) if _is_line(definition) else definition.text,
        "because": definition.because,
        **_place(definition.span, context),
        "known": definition.known,
    }
    if definition.reason is not None:
        found["condition"] = _condition(definition.reason, context)
    if definition.value is not None:
        found["value"] = fact_text(None, definition.value)
    return found


def _is_line(definition: model.DefinitionReason) -> bool:
    return definition.role is Role.PERSONA_LINE


def _condition(reason: model.ConditionReason, context: ExplainContext, above: Span | None = None) -> JsonObject:
    """`above`: where the condition around it stands; a part with the same words is said in words of our own."""
    found: JsonObject = {
        "text": reason.text if reason.span == above else context.words(reason.span, reason.text),
        "form": reason.form.value,
        "truth": reason.truth.value,
        "undecided": reason.undecided,
        "missing": list(reason.missing),
        **_place(reason.span, context),
    }
    if reason.number is not None:
        found["number"] = reason.number
    if reason.refers_to is not None:
        found["refers_to"] = reason.refers_to
    if reason.facts:
        found["facts"] = [_fact(fact, context) for fact in reason.facts]
    if reason.events:
        found["events"] = [_seen(seen, context) for seen in reason.events]
    if reason.parts:
        found["parts"] = [_condition(part, context, reason.span) for part in reason.parts]
    return found


def _fact(fact: model.Fact, context: ExplainContext) -> JsonObject:
    found: JsonObject = {"field": fact.name, "known": fact.known}
    if fact.value is not None:
        found["value"] = fact_text(type_of(context.schema, fact.name), fact.value)
    return found


def _seen(seen: model.SeenEvents, context: ExplainContext) -> JsonObject:
    return {
        "text": seen.text,
        "first_day": _day(seen.first_day),
        "last_day": _day(seen.last_day),
        "anchor_missing": seen.anchor_missing,
        "events": [
            {"type": each.type, "at": format_instant(each.at, context.zone), "counted": each.counted, "sure": each.sure}
            for each in seen.events
        ],
    }


def _points(points: model.PointsReason, context: ExplainContext) -> JsonObject:
    common: JsonObject = {
        "points": format_cents(points.cents),
        "may_be": {"from": format_cents(points.low), "to": format_cents(points.high)},
        "missing": list(points.missing),
        "because": points.because,
        **_place(points.span, context),
    }
    match points:
        case model.LineReason():
            return {
                "kind": "line",
                "text": context.words(points.span, points.text),
                **common,
                "applies": points.applies.value,
                "sum": format_cents(points.total),
                "at_most": _cents(points.cap),
                "cap_bound": points.cap_bound,
                "amount_missing": points.amount_missing,
                "condition": None if points.when is None else _condition(points.when, context),
                "window": None if points.seen is None else [_day(points.seen.first_day), _day(points.seen.last_day)],
                "events": [_event(each, context) for each in points.events],
            }
        case model.GroupReason():
            return {
                "kind": "group",
                "text": points.title,
                **common,
                "sum": format_cents(points.total),
                "at_least": _cents(points.floor),
                "at_most": _cents(points.cap),
                "floor_bound": points.floor_bound,
                "cap_bound": points.cap_bound,
                "items": [_points(item, context) for item in points.items],
            }
        case model.FirstOfReason():
            items = [_points(item, context) for item in points.items]
            return {"kind": "first of", **common, "chosen": points.chosen, "items": items}


def _event(event: model.EventReason, context: ExplainContext) -> JsonObject:
    return {
        "type": event.type,
        "at": format_instant(event.at, context.zone),
        "day": _day(event.day),
        "age_days": event.age_days,
        "every": None if event.every is None else str(event.every),
        "periods": event.periods,
        "original": format_cents(event.original),
        "points": format_cents(event.cents),
        "amount_missing": event.amount_missing,
        "counted": event.counted,
        "picked": event.picked,
        "sure": event.sure,
    }


def _place(span: Span, context: ExplainContext) -> JsonObject:
    place = context.place(span)
    return {"file": None, "line": None} if place is None else {"file": place[0], "line": place[1]}


def _day(day: int | None) -> str | None:
    return None if day is None else format_day(day)


def _cents(cents: int | None) -> str | None:
    return None if cents is None else format_cents(cents)

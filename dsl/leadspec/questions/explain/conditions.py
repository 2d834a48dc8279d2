"""Why a condition is true, false or unknown: the tree of its parts, the facts and the events that they read."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from leadspec.engines.interpreter import Evaluation
from leadspec.engines.interpreter.reasons import EventsResult
from leadspec.engines.interpreter.results import ConditionResult
from leadspec.engines.interpreter.verdict import in_schema_order
from leadspec.ir.core import (
    AtLeast,
    Condition,
    EventSet,
    Field,
    Measured,
    Not,
    OutcomeIn,
    Ref,
    Scope,
    Truth,
    ValueKind,
)
from leadspec.ir.walk import Node, children
from leadspec.questions.explain import model
from leadspec.questions.explain.windows import days_of_the_lead, window_days
from leadspec.questions.explain.wording import Words


class Context(Struct, frozen=True):
    """What every part of an explanation needs."""

    evaluation: Evaluation
    show_values: bool

    @property
    def words(self) -> Words:
        return Words(self.evaluation.prepared.program.event_types)

    def missing(self, names: frozenset[str]) -> tuple[str, ...]:
        return in_schema_order(self.evaluation.prepared.program, names)


def truth(value: bool | None) -> model.Truth:
    return model.Truth.UNKNOWN if value is None else model.Truth.TRUE if value else model.Truth.FALSE


def condition_reason(context: Context, node: Condition, text: str = "") -> model.ConditionReason:
    """The condition and, part by part, all below it; conditions with a name of their own are only named."""
    result = context.evaluation.of(node)
    if not isinstance(result, ConditionResult):
        raise ValueError("only conditions that were evaluated can be explained")
    form, number, refers_to = _form(node)
    parts = children(node) if form in (model.Form.ALL, model.Form.ANY, model.Form.AT_LEAST, model.Form.NOT) else ()
    is_test = form is model.Form.TEST
    return model.ConditionReason(
        text=text or context.words.condition(node),
        form=form,
        truth=truth(result.value),
        undecided=result.open,
        missing=context.missing(result.missing),
        span=node.span,
        number=number,
        refers_to=refers_to,
        parts=tuple(condition_reason(context, part) for part in parts if isinstance(part, Condition)),
        facts=tuple(_facts(context, node)) if is_test else (),
        events=tuple(_events(context, node)) if is_test else (),
    )


def _form(node: Condition) -> tuple[model.Form, int | None, str | None]:
    match node:
        case AtLeast(number=number, items=items):
            if number == len(items):
                return model.Form.ALL, None, None
            return (model.Form.ANY, None, None) if number == 1 else (model.Form.AT_LEAST, number, None)
        case Not():
            return model.Form.NOT, None, None
        case Truth(item=Ref(name=name)) | OutcomeIn(name=name):
            return model.Form.NAMED, None, name
        case _:
            return model.Form.TEST, None, None


def _own_nodes(node: Condition) -> Iterator[Node]:
    """The values that a test reads itself, without entering the tests of single events."""
    waiting: list[Node] = [node]
    while waiting:
        at = waiting.pop()
        yield at
        waiting.extend(() if isinstance(at, EventSet) else reversed(children(at)))


def _facts(context: Context, node: Condition) -> Iterator[model.Fact]:
    names = dict.fromkeys(
        (each.name, each.kind) for each in _own_nodes(node) if isinstance(each, Field) and each.scope is Scope.LEAD
    )
    facts = context.evaluation.lead.facts
    for name, kind in names:
        value = facts.get(name)
        shown = value if context.show_values else None
        yield model.Fact(name, known=value is not None or kind is ValueKind.ARRAY, value=shown)


def _events(context: Context, node: Condition) -> Iterator[model.SeenEvents]:
    for each in _own_nodes(node):
        if isinstance(each, Measured):
            yield seen_events(context, each.events)


def seen_events(context: Context, node: EventSet) -> model.SeenEvents:
    """The events of a set, with the days that its window spans; those that tell a date of the lead only if asked."""
    result = context.evaluation.of(node)
    if not isinstance(result, EventsResult):
        raise ValueError("only event sets that were evaluated can be explained")
    first, last = window_days(context.evaluation, node)
    of_lead = (False, False) if context.show_values else days_of_the_lead(context.evaluation, node)
    first_hidden, last_hidden = of_lead
    return model.SeenEvents(
        text=context.words.events(node),
        first_day=None if first_hidden else first,
        last_day=None if last_hidden else last,
        anchor_missing=result.unknown,
        events=tuple(
            model.SeenEvent(each.event.type, each.event.at, each.counted and not result.unknown, each.sure)
            for each in result.members
        ),
        first_hidden=first_hidden,
        last_hidden=last_hidden,
    )

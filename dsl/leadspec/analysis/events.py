"""Events: which of them count, and what is measured of them."""

from __future__ import annotations

from leadspec.analysis.arithmetic import as_condition
from leadspec.analysis.context import Context, Special, failed, listing
from leadspec.analysis.model import Symbol, SymbolKind, Typed, all_of, kind_of, negate
from leadspec.analysis.windows import Bounds, check_duration
from leadspec.diagnostics.kinds import name as name_kinds
from leadspec.diagnostics.kinds import policy as policy_kinds
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
from leadspec.schema.model import Activities, Field
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.types import BooleanType, DateTimeType, EnumType, NumberType, describe
from leadspec.values.decimals import LIMIT, ONE
from leadspec.values.durations import Duration

_BOUNDS = {
    tree.Bound.AT_LEAST: core.Relation.AT_LEAST,
    tree.Bound.AT_MOST: core.Relation.AT_MOST,
    tree.Bound.EXACTLY: core.Relation.EQUAL,
}
_AGGREGATES = {
    tree.AggregateKind.SUM: core.Measure.SUM,
    tree.AggregateKind.LARGEST: core.Measure.LARGEST,
    tree.AggregateKind.SMALLEST: core.Measure.SMALLEST,
}


def activities_of(context: Context, span: Span) -> Activities | None:
    """The events of the schema; a schema without any is reported."""
    schema = context.schema
    if schema is None:
        return None
    if schema.activities is None and all(each.kind is not policy_kinds.NO_ACTIVITIES for each in context.diagnostics):
        context.fail(
            policy_kinds.NO_ACTIVITIES,
            span,
            "this asks for events, and the schema has none",
            "add a list of activities to the schema: an array of objects with an enum `type` and a date-time `at`",
        )
    return schema.activities


def event_types(context: Context, pattern: tree.EventPattern) -> frozenset[str] | Special:
    """The types that a pattern names, all of them for any event; UNKNOWABLE where a fault was reported."""
    activities = activities_of(context, pattern.span)
    if activities is None:
        return Special.UNKNOWABLE
    if pattern.type is None:
        return frozenset(activities.types)
    return types_named(context, pattern.type, activities)


def types_named(context: Context, name: tree.Name, activities: Activities) -> frozenset[str] | Special:
    text = name.text
    if text in activities.types:
        return frozenset({text})
    if text in context.symbols.broken:
        return Special.UNKNOWABLE
    symbol = context.symbols.by_name.get(text)
    if symbol is not None and symbol.kind is SymbolKind.EVENTS and not name.bracketed:
        return types_of_set(symbol, activities)
    sets = [each.name for each in context.symbols.of(SymbolKind.EVENTS)]
    near = context.nearest(text, [*activities.types, *sets])
    hints = [f"did you mean `{near[0]}`?"] if near else []
    hints.append(f"the schema has the event types {listing(activities.types, 24)}")
    what = f", but a {symbol.kind.value}" if symbol is not None else ""
    context.fail(name_kinds.UNKNOWN_EVENT, name.span, f"`{text}` is no event type of the schema{what}", *hints)
    return Special.UNKNOWABLE


def types_of_set(symbol: Symbol, activities: Activities) -> frozenset[str]:
    """The known types of a named set; unknown ones are reported where the set is written."""
    statement = symbol.statement
    if not isinstance(statement, tree.EventsStatement):
        return frozenset()
    names = {each.value if isinstance(each, tree.TextLiteral) else each.text for each in statement.types}
    return frozenset(names & set(activities.types))


def check_event_set(context: Context, statement: tree.EventsStatement) -> None:
    """`events N: A, B`: each is a type of the schema."""
    activities = activities_of(context, statement.span)
    if activities is None:
        return
    for each in statement.types:
        text = each.value if isinstance(each, tree.TextLiteral) else each.text
        if text in activities.types:
            continue
        symbol = context.symbols.by_name.get(text)
        if symbol is not None and symbol.kind is SymbolKind.EVENTS:
            context.fail(
                name_kinds.UNKNOWN_EVENT,
                each.span,
                f"`{text}` is a set of events, and a set is made of event types",
                f"write its types: {listing(sorted(types_of_set(symbol, activities)), 24)}",
            )
            continue
        types_named(context, tree.Name((text,), bracketed=True, span=each.span), activities)


def event_set(
    context: Context,
    pattern: tree.EventPattern,
    where: Typed | None,
    window: Bounds | None,
    span: Span,
) -> core.EventSet | None:
    """The events of a pattern; `None` where a fault was reported."""
    types = event_types(context, pattern)
    if isinstance(types, Special) or window is None or (where is not None and where.failed):
        return None
    condition = None if where is None else as_condition(where)
    return core.EventSet(tuple(sorted(types)), condition, window, span=span)


def event_field(context: Context, name: tree.Name) -> Field | Typed | None:
    """The event's field of an aggregate: `at` and `type` as typed values, any other as a field of the schema."""
    inside = context.in_event()
    if context.schema is None:
        return None
    if name.parts[0] == "lead" and len(name.parts) > 1:
        context.fail(
            name_kinds.UNKNOWN_NAME,
            name.span,
            f"`{name.text}` is a field of the lead, and here stands a field of the event",
            f"an event has {listing(inside.names())}",
        )
        return None
    if name.text == "at":
        return Typed(DateTimeType(), name.span)
    if name.text == "type" and context.schema.activities is not None:
        return Typed(EnumType(context.schema.activities.types), name.span)
    found = context.schema.event_fields.get(name.text)
    if found is None and context.schema.activities is not None:
        inside.unknown(name)
    return found


def _field_node(name: tree.Name, found: Field | Typed) -> core.Field:
    """The node of what `event_field` found."""
    text = name.text if isinstance(found, Typed) else found.name
    return core.Field(text, kind_of(found.type), core.Scope.EVENT, span=name.span)


def count_test(events: core.EventSet, bound: tree.Bound, number: int, span: Span) -> core.Condition:
    measured = core.Measured(core.Measure.COUNT, events, span=span)
    return _compare(measured, _BOUNDS[bound], number, span)


def did(
    context: Context,
    events: core.EventSet,
    times: tree.Times | None,
    on_days: int | None,
    negated: bool,
    span: Span,
) -> Typed:
    """`did TYPE …`: at least once, unless it says how often or on how many days."""
    tests: list[core.Condition] = []
    if times is not None:
        if not check_number(
            context, times.number, times.span, least=0 if times.bound is not tree.Bound.AT_LEAST else 1
        ):
            return failed(span)
        tests.append(count_test(events, times.bound, times.number, span))
    if on_days is not None:
        if not check_number(context, on_days, span, least=1):
            return failed(span)
        days = core.Measured(core.Measure.DAYS, events, span=span)
        tests.append(_compare(days, core.Relation.AT_LEAST, on_days, span))
    if not tests:
        tests.append(count_test(events, tree.Bound.AT_LEAST, 1, span))
    return Typed(BooleanType(), span, negate(all_of(tuple(tests), span), negated, span))


def check_number(context: Context, number: int, span: Span, least: int) -> bool:
    """Whether events can be counted up to this; else it is reported."""
    if number < least:
        context.fail(
            kinds.IMPOSSIBLE_COUNT,
            span,
            f"every lead has something at least {number} times",
            "write a number of at least 1, or `did not …` for what did not happen",
        )
        return False
    if number * ONE >= LIMIT:
        context.fail(kinds.NUMBER_TOO_LARGE, span, "this number is too large", "write a smaller number")
        return False
    return True


def burst(context: Context, events: core.EventSet, number: int, duration: Duration, negated: bool, span: Span) -> Typed:
    """`did TYPE at least N times within any D`: consecutive dates, or hours."""
    if not check_number(context, number, span, least=1) or not check_duration(context, duration, span):
        return failed(span)
    if duration.in_months() is not None:
        days = 30 * (duration.in_months() or 1)
        return context.fail(
            kinds.BAD_WINDOW,
            span,
            f"`{duration}` is not a fixed number of days, so it fits nowhere the same",
            f"write days or weeks, for example `within any {days} days`",
        )
    measured = core.Measured(core.Measure.MOST_WITHIN, events, within=duration.normal(), span=span)
    test = _compare(measured, core.Relation.AT_LEAST, number, span)
    return Typed(BooleanType(), span, negate(test, negated, span))


def count(context: Context, events: core.EventSet, different: tree.Name | None, span: Span) -> Typed:
    if different is None:
        return Typed(NumberType(integer=True), span, core.Measured(core.Measure.COUNT, events, span=span))
    found = event_field(context, different)
    if found is None:
        return failed(span)
    field = _field_node(different, found)
    node = core.Measured(core.Measure.DIFFERENT, events, field=field, span=span)
    return Typed(NumberType(integer=True), span, node)


def days_with(events: core.EventSet, span: Span) -> Typed:
    return Typed(NumberType(integer=True), span, core.Measured(core.Measure.DAYS, events, span=span))


def aggregate(context: Context, kind: tree.AggregateKind, field: tree.Name, events: core.EventSet, span: Span) -> Typed:
    """`sum of F of TYPE`, `largest F of TYPE`, `smallest F of TYPE`: of numbers."""
    found = event_field(context, field)
    if found is None:
        return failed(span)
    if isinstance(found, Typed) or not isinstance(found.type, NumberType):
        hints = []
        if isinstance(found.type, DateTimeType):
            hints.append("for the instant of an event write `first …` or `last …`")
        return context.fail(
            kinds.NOT_A_NUMBER,
            field.span,
            f"`{field.text}` of an event is {describe(found.type)}, not a number",
            *hints,
        )
    node = core.Measured(_AGGREGATES[kind], events, field=_field_node(field, found), span=span)
    return Typed(found.type, span, node)


def moment(which: tree.Which, events: core.EventSet, span: Span) -> Typed:
    """`first TYPE`, `last TYPE`."""
    measure = core.Measure.FIRST_AT if which is tree.Which.FIRST else core.Measure.LAST_AT
    return Typed(DateTimeType(), span, core.Measured(measure, events, core.ValueKind.INSTANT, span=span))


def fact(context: Context, which: tree.Which, field: tree.Name, events: core.EventSet, span: Span) -> Typed:
    """`F of last TYPE`."""
    found = event_field(context, field)
    if found is None:
        return failed(span)
    if isinstance(found, Typed) and isinstance(found.type, DateTimeType):
        return moment(which, events, span)
    measure = core.Measure.OF_FIRST if which is tree.Which.FIRST else core.Measure.OF_LAST
    node = core.Measured(measure, events, kind_of(found.type), _field_node(field, found), span=span)
    if isinstance(found.type, BooleanType):
        return Typed(found.type, span, core.Truth(node, span=span))
    return Typed(found.type, span, node)


def _compare(measured: core.Measured, relation: core.Relation, number: int, span: Span) -> core.Condition:
    bound = core.Const(number * ONE, core.ValueKind.NUMBER, span=span)
    return core.Compare(relation, measured, bound, core.ValueKind.NUMBER, span=span)

"""Expressions -> typed core nodes: one arm for each node of the surface tree, the rules in their own modules.

Types and core nodes are found together: what an expression means depends on its types (a bare word on its other
side, `is` on the kind of value), so a tree between the two would say everything twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from leadspec.analysis import arithmetic, compare, events, texts, windows
from leadspec.analysis.arithmetic import as_condition
from leadspec.analysis.context import Context, failed
from leadspec.analysis.model import FALSE, TRUE, SymbolKind, Typed, all_of, any_of, negate
from leadspec.analysis.operands import is_word, members_of, number, percent_operand, stands_left, text_operand, word
from leadspec.analysis.references import check_count, lines_of, match_of, name_value, previous_stage
from leadspec.analysis.windows import check_duration, event_window
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.syntax.print import print_expression
from leadspec.types import (
    ArrayType,
    BooleanType,
    DateTimeType,
    DateType,
    EnumType,
    NumberType,
    TextType,
    describe,
)


def condition(context: Context, node: tree.Expression) -> Typed:
    """An expression where a condition stands."""
    typed = elaborate(context, node)
    if typed.failed or isinstance(typed.type, BooleanType):
        return typed
    shown = context.text(node.span)
    hints = [f"compare it with a value, for example `{shown} is present`"]
    if isinstance(typed.type, NumberType):
        hints = [f"compare it with a number, for example `{shown} >= 1`"]
    elif members := members_of(typed.type):
        hints = [f"compare it with a value, for example `{shown} is {members[0]}`"]
    elif isinstance(typed.type, ArrayType):
        hints = [f"ask what it includes, for example `{shown} include …`, or whether it `is present`"]
    return context.fail(
        kinds.NOT_A_CONDITION, node.span, f"`{shown}` is {describe(typed.type)}, and here stands a condition", *hints
    )


def operand(context: Context, node: tree.Expression, other: Typed) -> Typed:
    """The value side of a test: bare words and texts are taken as values of the other side."""
    match node:
        case tree.Name() if is_word(node):
            return word(context, node, other) or elaborate(context, node)
        case tree.TextLiteral():
            return text_operand(context, node, other)
        case tree.PercentLiteral():
            return failed(node.span) if other.failed else percent_operand(context, node, _number_type(other))
        case _:
            return elaborate(context, node)


def elaborate(context: Context, node: tree.Expression) -> Typed:
    """The type and the core node of an expression. Whatever is wrong is reported, once."""
    span = node.span
    match node:
        case tree.NumberLiteral(value):
            return number(context, value, span)
        case tree.PercentLiteral():
            return percent_operand(context, node, None)
        case tree.TextLiteral():
            return text_operand(context, node, Typed(TextType(), span))
        case tree.DateLiteral(day):
            return Typed(DateType(), span, core.Const(day, core.ValueKind.DAY, span=span))
        case tree.InstantLiteral(instant):
            return Typed(DateTimeType(), span, core.Const(instant, core.ValueKind.INSTANT, span=span))
        case tree.BooleanLiteral(value):
            return Typed(BooleanType(), span, TRUE if value else FALSE)
        case tree.Name():
            return name_value(context, node)
        case tree.PreviousStage():
            return previous_stage(context, span)
        case tree.MatchOf(persona):
            return match_of(context, persona, span)
        case tree.Sum() | tree.Product() | tree.Choice() | tree.Round():
            return _calculation(context, node)
        case tree.TextPart(kind, item):
            return arithmetic.text_part(context, kind, elaborate(context, item), span)
        case tree.TimeSince(unit, item):
            return arithmetic.elapsed(context, unit, elaborate(context, item), None, span)
        case tree.TimeBetween(unit, start, end):
            return arithmetic.elapsed(context, unit, elaborate(context, start), elaborate(context, end), span)
        case (
            tree.CountOf()
            | tree.DaysWith()
            | tree.Aggregate()
            | tree.EventMoment()
            | tree.EventFact()
            | tree.Did()
            | tree.DidWithinAny()
            | tree.DidThen()
        ):
            return _about_events(context, node)
        case tree.Comparison(operator, left, right):
            one, other = _two_sides(context, operator, left, right)
            return compare.relate(context, operator, one, other, span)
        case tree.OneOf(left, values, negated):
            subject = elaborate(context, left)
            return _negated(compare.one_of(context, subject, _operands(context, values, subject), span), negated)
        case tree.InList(left, name, negated):
            return texts.in_list(context, elaborate(context, left), name, negated, span)
        case tree.Between(left, low, high):
            subject = elaborate(context, left)
            ends = _operands(context, (low, high), subject)
            return compare.between(context, subject, ends[0], ends[1], span)
        case tree.Presence(left, missing):
            return _negated(compare.presence(context, elaborate(context, left), span), missing)
        case tree.Truth(left, wanted):
            return compare.truth(context, elaborate(context, left), wanted, span)
        case tree.TextTest(left=left):
            return texts.text_test(context, elaborate(context, left), node, span)
        case tree.Includes():
            return _includes(context, node)
        case tree.DateTest(left, window):
            subject = elaborate(context, left)
            return windows.date_test(context, subject, window, _moment(context, window), span)
        case tree.LinesOf(count, persona):
            return lines_of(context, count, persona, span)
        case tree.Not(item):
            return _negated(condition(context, item), True, span)
        case tree.And(items):
            return _joined(context, tree.Need.ALL, items, 0, span)
        case tree.Or(items):
            return _joined(context, tree.Need.ANY, items, 0, span)
        case tree.Inline(need, items, count):
            return _joined(context, need, items, count, span)
        case tree.Block(need, lines, count):
            return _joined(context, need, [each.condition for each in lines], count, span)
        case _:
            assert_never(node)


# --- Conditions -----------------------------------------------------------------------------------------------


def _joined(context: Context, need: tree.Need, items: Sequence[tree.Expression], count: int, span: Span) -> Typed:
    typed = [
        _value_as_condition(context, items, number) or condition(context, each) for number, each in enumerate(items)
    ]
    if need is tree.Need.AT_LEAST and not check_count(context, count, len(items), "conditions", span):
        return failed(span)
    if any(each.failed for each in typed):
        return failed(span)
    nodes = tuple(as_condition(each) for each in typed)
    match need:
        case tree.Need.ALL:
            return Typed(BooleanType(), span, all_of(nodes, span))
        case tree.Need.ANY:
            return Typed(BooleanType(), span, any_of(nodes, span))
        case tree.Need.NONE:
            return Typed(BooleanType(), span, core.Not(any_of(nodes, span), span=span))
        case tree.Need.AT_LEAST:
            return Typed(BooleanType(), span, core.AtLeast(count, nodes, span=span))


def _value_as_condition(context: Context, items: Sequence[tree.Expression], number: int) -> Typed | None:
    """`country is DE or AT`: words that stand for nothing behind a test of a value belong to that test."""
    words = [number]
    while words[0] > 0 and _stands_for_nothing(context, items[words[0] - 1]):
        words.insert(0, words[0] - 1)
    test = items[words[0] - 1] if words[0] > 0 else None
    if not _stands_for_nothing(context, items[number]) or not isinstance(test, tree.Comparison):
        return None
    if test.operator is not tree.Comparator.IS:
        return None
    if words[0] < number:
        return failed(items[number].span)  # the first of them was reported, with all of them
    while words[-1] + 1 < len(items) and _stands_for_nothing(context, items[words[-1] + 1]):
        words.append(words[-1] + 1)
    meant = print_expression(tree.OneOf(test.left, (test.right, *(items[each] for each in words))))
    name = items[number]
    assert isinstance(name, tree.Name)
    return context.unknown(name, f"write `{meant}` if it is one more value")


def _stands_for_nothing(context: Context, node: tree.Expression) -> bool:
    return isinstance(node, tree.Name) and context.lookup(node) is None


def _negated(typed: Typed, negated: bool, span: Span | None = None) -> Typed:
    if typed.failed or not negated:
        return typed
    place = span or typed.span
    return Typed(BooleanType(), place, negate(as_condition(typed), True, place))


def _two_sides(
    context: Context, operator: tree.Comparator, left: tree.Expression, right: tree.Expression
) -> tuple[Typed, Typed]:
    if isinstance(left, tree.PercentLiteral) and not isinstance(right, tree.PercentLiteral):
        other = elaborate(context, right)
        return operand(context, left, other), other
    one = stands_left(context, left, right) or elaborate(context, left)
    if operator in _ORDERS and isinstance(one.type, EnumType) and isinstance(right, tree.TextLiteral):
        return one, elaborate(context, right)  # that texts have no order says more than that this is no member
    return one, operand(context, right, one)


_ORDERS = (tree.Comparator.LESS, tree.Comparator.AT_MOST, tree.Comparator.MORE, tree.Comparator.AT_LEAST)


def _operands(context: Context, values: Sequence[tree.Expression], other: Typed) -> list[Typed]:
    return [operand(context, each, other) for each in values]


def _includes(context: Context, node: tree.Includes) -> Typed:
    item = elaborate(context, node.left)
    other = item
    if isinstance(item.type, ArrayType):
        other = Typed(item.type.item, item.span, item.node)
    lists, values = [], []
    for each in node.values:
        symbol = context.symbols.by_name.get(each.text) if isinstance(each, tree.Name) else None
        members = members_of(other.type) or ()
        if isinstance(each, tree.Name) and symbol and symbol.kind is SymbolKind.LIST and each.text not in members:
            lists.append(each)
        else:
            values.append(operand(context, each, other))
    if lists and node.quantifier is tree.Quantifier.ONE:
        shown = context.text(node.left.span)
        return context.fail(
            kinds.CONSTANT_NEEDED,
            lists[0].span,
            f"`{lists[0].text}` is a list, and `include` asks for one value",
            f"write `{shown} include any of {lists[0].text}` or `{shown} include all of {lists[0].text}`",
        )
    return _negated(texts.includes(context, item, node.quantifier, values, lists, node.span), node.negated)


# --- Calculations ---------------------------------------------------------------------------------------------


def _calculation(context: Context, node: tree.Sum | tree.Product | tree.Choice | tree.Round) -> Typed:
    match node:
        case tree.Sum(first, rest):
            items = _alike(context, [first, *(each for _, each in rest)])
            steps = [(sign, each) for (sign, _), each in zip(rest, items[1:], strict=True)]
            return arithmetic.add(context, items[0], steps, node.span)
        case tree.Product(first, factors):
            items = [elaborate(context, each) for each in (first, *(each for _, each in factors))]
            parts = [(factor, each) for (factor, _), each in zip(factors, items[1:], strict=True)]
            return arithmetic.multiply(context, items[0], parts, node.span)
        case tree.Choice(kind, operands):
            return arithmetic.choose(context, kind, _alike(context, operands), node.span)
        case tree.Round(item, digits):
            return arithmetic.round_number(context, elaborate(context, item), digits, node.span)


def _alike(context: Context, nodes: Sequence[tree.Expression]) -> list[Typed]:
    """Values of one kind: percentages, texts and bare words take theirs from the first that has its own."""
    found: list[Typed | None] = [
        None
        if isinstance(each, tree.PercentLiteral | tree.TextLiteral)
        else elaborate(context, each)
        if not _may_be_member(context, each)
        else None
        for each in nodes
    ]
    model = next((each for each in found if each is not None and not each.failed), None)
    if model is not None and isinstance(model.type, EnumType) and _has_other_text(model.type, nodes):
        model = Typed(TextType(), model.span, model.node)
    return [
        typed
        if typed is not None
        else (operand(context, each, model) if model is not None else elaborate(context, each))
        for each, typed in zip(nodes, found, strict=True)
    ]


def _may_be_member(context: Context, node: tree.Expression) -> bool:
    return isinstance(node, tree.Name) and not node.bracketed and context.lookup(node) is None


def _has_other_text(type_: EnumType, nodes: Sequence[tree.Expression]) -> bool:
    """Whether a quoted text stands among values of an enum that is none of them: then all are plain texts."""
    return any(isinstance(each, tree.TextLiteral) and each.value not in type_.members for each in nodes)


def _number_type(other: Typed) -> NumberType | None:
    type_ = other.type.item if isinstance(other.type, ArrayType) else other.type
    return type_ if isinstance(type_, NumberType) else None


# --- Events ---------------------------------------------------------------------------------------------------

_EventNode = (
    tree.CountOf
    | tree.DaysWith
    | tree.Aggregate
    | tree.EventMoment
    | tree.EventFact
    | tree.Did
    | tree.DidWithinAny
    | tree.DidThen
)


def _about_events(context: Context, node: _EventNode) -> Typed:
    span = node.span
    if context.scope is core.Scope.EVENT:
        return context.fail(
            kinds.NESTED_EVENTS,
            span,
            "a condition on one event cannot ask for other events",
            "ask for them outside of it, joined with `and`",
        )
    if isinstance(node, tree.DidThen):
        return _did_then(context, node)
    window = None if isinstance(node, tree.DidWithinAny | tree.EventMoment | tree.EventFact) else node.window
    found = events_of(context, node.events, window, span)
    if found is None:
        return failed(span)
    match node:
        case tree.Did(negated=negated, times=times, on_days=on_days):
            return events.did(context, found, times, on_days, negated, span)
        case tree.DidWithinAny(number=least, duration=duration, negated=negated):
            return events.burst(context, found, least, duration, negated, span)
        case tree.CountOf(different=different):
            return events.count(context, found, different, span)
        case tree.DaysWith():
            return events.days_with(found, span)
        case tree.Aggregate(kind=kind, field=field):
            return events.aggregate(context, kind, field, found, span)
        case tree.EventMoment(which=which):
            return events.moment(which, found, span)
        case tree.EventFact(field=field, which=which):
            return events.fact(context, which, field, found, span)


def events_of(
    context: Context, pattern: tree.EventPattern, window: tree.Window | None, span: Span
) -> core.EventSet | None:
    """The set of events of a pattern and its window; `None` where a fault was reported."""
    where = _where(context, pattern, window)
    bounds = event_window(context, window, None if window is None else _moment(context, window))
    return events.event_set(context, pattern, where, bounds, span)


def _where(context: Context, pattern: tree.EventPattern, window: tree.Window | None) -> Typed | None:
    where = pattern.where
    if where is None:
        return None
    if context.schema is not None and context.schema.activities is None:
        return failed(where.span)  # that there are no events is reported for the pattern
    inner = context.in_event()
    if isinstance(where, tree.Name) and window is not None:
        typed = elaborate(inner, where)
        if isinstance(typed.type, DateType | DateTimeType):
            # `where valid_until before 2026-01-01`: the window is the event's, so the date is left without a test.
            meant = print_expression(tree.DateTest(where, window))
            message = f"`{context.text(where.span)}` is {describe(typed.type)}, and here stands a condition"
            return context.fail(
                kinds.NOT_A_CONDITION, where.span, message, f"write `where ({meant})` if the test is about this date"
            )
    return condition(inner, where)


def _did_then(context: Context, node: tree.DidThen) -> Typed:
    earlier = events_of(context, node.first, None, node.first.span)
    where = _where(context, node.second, node.window)
    window = event_window(context, node.window, None if node.window is None else _moment(context, node.window))
    if node.within is not None and not check_duration(context, node.within, node.span):
        window = None
    later = events.event_set(context, node.second, where, window, node.span)
    if later is None or earlier is None:
        return failed(node.span)
    within = None if node.within is None else node.within.normal()
    preceded = core.Preceded(earlier.types, earlier.where, within, span=earlier.span)
    return events.did(context, replace(later, preceded=preceded), None, None, node.negated, node.span)


def _moment(context: Context, window: tree.Window) -> Typed | None:
    """The T of `since T`, `before T`, `within D after T`."""
    match window:
        case tree.Before(moment) | tree.Since(moment) | tree.WithinAfter(moment=moment):
            return elaborate(context, moment)
        case _:
            return None

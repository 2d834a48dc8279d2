"""Tests of one value: `is`, order, `one of`, `between`, presence, `is true`."""

from __future__ import annotations

from collections.abc import Sequence

from leadspec.analysis.arithmetic import as_condition, as_day, plain_value, scaled, value_node
from leadspec.analysis.context import Context, failed
from leadspec.analysis.forms import among, compare
from leadspec.analysis.model import Typed, all_of, any_of, kind_of
from leadspec.analysis.outcomes import is_outcome, outcome_one_of, relate_outcome
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
from leadspec.source import Span
from leadspec.syntax import tree
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
from leadspec.values.days import format_day, parse_day
from leadspec.values.decimals import ONE, format_number, parse_number
from leadspec.values.text import fold, is_blank

_RELATIONS = {
    tree.Comparator.IS: core.Relation.EQUAL,
    tree.Comparator.IS_NOT: core.Relation.NOT_EQUAL,
    tree.Comparator.LESS: core.Relation.LESS,
    tree.Comparator.AT_MOST: core.Relation.AT_MOST,
    tree.Comparator.MORE: core.Relation.MORE,
    tree.Comparator.AT_LEAST: core.Relation.AT_LEAST,
}
_EQUALITIES = (tree.Comparator.IS, tree.Comparator.IS_NOT)
_SIGNS = {tree.Comparator.RANK_AT_LEAST: ">=", tree.Comparator.RANK_AT_MOST: "<="}


def relate(context: Context, operator: tree.Comparator, left: Typed, right: Typed, span: Span) -> Typed:
    """`left operator right` as a condition."""
    if left.failed or right.failed:
        return failed(span)
    if is_outcome(left):
        return relate_outcome(context, operator, left, right, span)
    if is_outcome(right):
        return context.fail(
            kinds.TYPE_MISMATCH,
            span,
            f"`{context.text(right.span)}` is {describe(right.type)}, and stands on the left of its test",
            f"write `{context.text(right.span)} {operator.value} …`",
        )
    if operator in _SIGNS:
        sign = _SIGNS[operator]
        return context.fail(
            kinds.NO_ORDER,
            span,
            f"`{operator.value}` compares stages and ranked labels, and `{context.text(left.span)}` is "
            f"{describe(left.type)}",
            f"write `{context.text(left.span)} {sign} {context.text(right.span)}`",
        )
    match left.type, right.type:
        case (ArrayType(), _) | (_, ArrayType()):
            return _many(context, operator, left, right, span)
        case BooleanType(), BooleanType():
            return _booleans(context, operator, left, right, span)
        case NumberType(), NumberType():
            return _numbers(context, operator, left, right, span)
        case ((TextType() | EnumType()), (TextType() | EnumType())):
            return _texts(context, operator, left, right, span)
        case ((DateType() | DateTimeType()), (DateType() | DateTimeType())):
            return _moments(operator, left, right, span)
        case _:
            return mismatch(context, left, right, span)


def one_of(context: Context, left: Typed, values: Sequence[Typed], span: Span) -> Typed:
    """`left is one of values`. Constants become one test; other values are compared one by one."""
    if left.failed or any(each.failed for each in values):
        return failed(span)
    if is_outcome(left):
        return outcome_one_of(context, left, values, span)
    if isinstance(left.type, ArrayType):
        return _many(context, tree.Comparator.IS, left, values[0], span)
    constants: list[tuple[core.Const, bool]] = []
    alone, others = [], []
    for each in values:
        test = relate(context, tree.Comparator.IS, left, each, span)
        if test.failed:
            return failed(span)
        constant = each.constant
        if constant is not None and constant.kind is kind_of(left.type) and not left.lines:
            constants.append((constant, each.exact))
            alone.append(as_condition(test))
        else:
            others.append(as_condition(test))
    if len(constants) == 1:
        others.insert(0, alone[0])
    elif constants:
        others.insert(0, _among(left, constants, span))
    return Typed(BooleanType(), span, any_of(tuple(others), span))


def between(
    context: Context, left: Typed, low: Typed, high: Typed, span: Span, words: str = "between {} and {}"
) -> Typed:
    """Both ends belong. `words`: how the range is written where it stands."""
    if left.failed or low.failed or high.failed:
        return failed(span)
    if is_outcome(left):
        return relate(context, tree.Comparator.AT_LEAST, left, low, span)
    first, last = low.constant, high.constant
    if first and last and first.kind is last.kind and _is_later(first, last):
        return context.fail(
            kinds.RANGE_BACKWARDS,
            span,
            f"`{context.text(low.span)}` is more than `{context.text(high.span)}`, so nothing lies between them",
            f"write `{words.format(context.text(high.span), context.text(low.span))}`",
        )
    above = relate(context, tree.Comparator.AT_LEAST, left, low, span)
    if above.failed:
        return above
    below = relate(context, tree.Comparator.AT_MOST, left, high, span)
    if below.failed:
        return below
    return Typed(BooleanType(), span, all_of((as_condition(above), as_condition(below)), span))


def presence(context: Context, left: Typed, span: Span) -> Typed:
    """`left is present`: of facts and of what is worked out from them."""
    if left.failed:
        return failed(span)
    name = context.text(left.span)
    item: core.Value | None = None
    match left.node:
        case core.Truth(core.Field() | core.Measured() as inner):
            item = inner
        case core.Const() | core.Tally():
            item = None
        case core.Ref(name=referred) if context.is_always_known(referred):
            item = None
        case _ if not is_outcome(left) and not isinstance(left.type, BooleanType):
            item = value_node(left)
        case _ if left.node is not None and is_outcome(left):
            item = value_node(left)  # the previous stage is a field
    if item is None:
        what = _what_is_known(context, left)
        return context.fail(
            kinds.NEVER_MISSING,
            span,
            f"`{name}` is {what} of this policy and never missing",
            "ask whether the facts that it reads are present, for example `email is present`",
        )
    return Typed(BooleanType(), span, core.Present(item, span=span))


def _what_is_known(context: Context, left: Typed) -> str:
    match left.node:
        case core.Ref(name) | core.Truth(core.Ref(name)) if name in context.symbols.by_name:
            return f"a {context.symbols.by_name[name].kind.value}"
        case core.Const():
            return "a fixed value"
        case _:
            return describe(left.type)


def truth(context: Context, left: Typed, wanted: bool, span: Span) -> Typed:
    """`left is true`, `left is false`."""
    if left.failed:
        return failed(span)
    if not isinstance(left.type, BooleanType):
        return context.fail(
            kinds.NOT_A_CONDITION,
            left.span,
            f"`{context.text(left.span)}` is {describe(left.type)}, which is neither true nor false",
            f"compare it with a value, for example `{context.text(left.span)} is present`",
        )
    node = as_condition(left)
    return Typed(BooleanType(), span, node if wanted else core.Not(node, span=span))


def mismatch(context: Context, left: Typed, right: Typed, span: Span) -> Typed:
    a, b = context.text(left.span), context.text(right.span)
    hints = []
    match left.type, right.type:
        case (BooleanType(), _) if right.constant is not None:
            hints.append(f"write `{a} is true` or `{a} is false`")
        case (_, BooleanType()) if isinstance(right.node, core.AtLeast) and not right.node.items:
            hints.append(f"`{a}` is {describe(left.type)}; ask for one of its values, or whether it is present")
        case ((TextType() | EnumType()), NumberType()):
            hints.append(f'if the text is meant, write it in quotes: `"{b}"`')
        case NumberType(), (TextType() | EnumType()) if right.constant is not None:
            number = parse_number(str(right.constant.value))
            example = format_number(number) if isinstance(number, int) else "2.5"
            hints.append(f"numbers stand without quotes: `{example}`")
        case ((DateType() | DateTimeType()), _):
            day = parse_day(str(right.constant.value)) if right.constant else None
            hints.append(f"dates stand without quotes: `{'2026-01-31' if day is None else format_day(day)}`")
    if not hints:
        hints.append("compare values of one kind")
    return context.fail(
        kinds.TYPE_MISMATCH,
        span,
        f"`{a}` is {describe(left.type)}, and `{b}` is {describe(right.type)}",
        *hints,
    )


def _many(context: Context, operator: tree.Comparator, left: Typed, right: Typed, span: Span) -> Typed:
    many, one = (left, right) if isinstance(left.type, ArrayType) else (right, left)
    negation = "do not include" if operator is tree.Comparator.IS_NOT else "include"
    return context.fail(
        kinds.MANY_VALUES,
        span,
        f"`{context.text(many.span)}` has many values, so it is not compared with one",
        f"write `{context.text(many.span)} {negation} {context.text(one.span)}`",
    )


def _booleans(context: Context, operator: tree.Comparator, left: Typed, right: Typed, span: Span) -> Typed:
    if operator not in _EQUALITIES:
        return _no_order(context, operator, left, span)
    a, b = as_condition(left), as_condition(right)
    same: core.Condition
    match b:  # beside true or false it is the condition itself
        case core.AtLeast(number=0, items=()):
            same = a
        case core.Not(item=core.AtLeast(number=0, items=())):
            same = core.Not(a, span=span)
        case _:
            both = core.AtLeast(2, (a, b), span=span)
            neither = core.AtLeast(2, (core.Not(a, span=span), core.Not(b, span=span)), span=span)
            same = core.AtLeast(1, (both, neither), span=span)
    return Typed(BooleanType(), span, same if operator is tree.Comparator.IS else core.Not(same, span=span))


def _numbers(context: Context, operator: tree.Comparator, left: Typed, right: Typed, span: Span) -> Typed:
    for match, other in ((left, right), (right, left)):
        const = other.constant
        if match.lines and const is not None and not 0 <= int(const.value) <= ONE:
            shown = context.text(other.span)
            return context.fail(
                kinds.PERCENT_WITHOUT_UNIT,
                other.span,
                f"`{context.text(match.span)}` is a share, from 0% to 100%",
                f"write `{shown}%`" if 0 < int(const.value) <= 100 * ONE else "write for example `50%`",
            )
    for whole, other in ((left, right), (right, left)):
        const = other.constant
        exact_number = isinstance(whole.type, NumberType) and whole.type.integer and whole.constant is None
        if exact_number and const is not None and operator in _EQUALITIES and int(const.value) % ONE:
            return context.fail(
                kinds.IMPOSSIBLE_VALUE,
                other.span,
                f"`{context.text(whole.span)}` is a whole number and never {format_number(int(const.value))}",
                "compare it with a whole number, or use `>=` and `<=`",
            )
    # A share of lines is compared exactly: k of n against p is k against p times n.
    a, b = scaled(left, right.lines), scaled(right, left.lines)
    return _compare(operator, a, b, core.ValueKind.NUMBER, span)


def _texts(context: Context, operator: tree.Comparator, left: Typed, right: Typed, span: Span) -> Typed:
    if operator not in _EQUALITIES:
        return _no_order(context, operator, left, span)
    for side, other in ((right, left), (left, right)):
        const = side.constant
        if const is not None and is_blank(str(const.value)):
            words = "is missing" if operator is tree.Comparator.IS else "is present"
            return context.fail(
                kinds.EMPTY_TEXT,
                side.span,
                "an empty text is a missing one, so nothing is equal to it",
                f"write `{context.text(other.span)} {words}`",
            )
    exact = left.exact or right.exact
    return _compare(operator, value_node(left), value_node(right), core.ValueKind.TEXT, span, exact)


def _moments(operator: tree.Comparator, left: Typed, right: Typed, span: Span) -> Typed:
    if isinstance(left.type, DateTimeType) and isinstance(right.type, DateTimeType):
        return _compare(operator, value_node(left), value_node(right), core.ValueKind.INSTANT, span)
    return _compare(operator, as_day(left), as_day(right), core.ValueKind.DAY, span)


def _compare(
    operator: tree.Comparator,
    left: core.Value,
    right: core.Value,
    kind: core.ValueKind,
    span: Span,
    exact: bool = False,
) -> Typed:
    return Typed(BooleanType(), span, compare(_RELATIONS[operator], left, right, kind, span, exact))


def _no_order(context: Context, operator: tree.Comparator, left: Typed, span: Span) -> Typed:
    return context.fail(
        kinds.NO_ORDER,
        span,
        f"`{operator.value}` compares numbers and dates, and `{context.text(left.span)}` is {describe(left.type)}",
        "if the field holds numbers or dates, give it that type in the schema",
        "for a text use `is`, `is one of`, `contains` or `starts with`",
    )


def _among(left: Typed, constants: list[tuple[core.Const, bool]], span: Span) -> core.Condition:
    plain = _distinct([each for each, exact in constants if not exact])
    minding = _distinct([each for each, exact in constants if exact], exactly=True)
    return among(plain_value(left), plain, minding, span)


def _distinct(constants: list[core.Const], exactly: bool = False) -> tuple[core.Const, ...]:
    """Without doubles: texts that are equal when compared are one."""
    found: dict[object, core.Const] = {}
    for each in constants:
        found.setdefault(fold(each.value) if isinstance(each.value, str) and not exactly else each.value, each)
    return tuple(found.values())


def _is_later(first: core.Const, last: core.Const) -> bool:
    return isinstance(first.value, int) and isinstance(last.value, int) and first.value > last.value

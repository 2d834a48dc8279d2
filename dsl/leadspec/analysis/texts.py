"""Text tests, `include`, and lists: what `contains`, `in` and their kin compare with."""

from __future__ import annotations

from collections.abc import Sequence

from leadspec.analysis.arithmetic import as_day, plain_value, value_node
from leadspec.analysis.context import Context, failed
from leadspec.analysis.forms import among
from leadspec.analysis.lists import constants_of, find_list, members_in
from leadspec.analysis.model import NOWHERE, Typed, negate
from leadspec.analysis.outcomes import is_outcome
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
from leadspec.values.patterns import PatternFault, parse_pattern
from leadspec.values.text import exact, fold, is_blank

_HOW = {
    tree.TextTestKind.CONTAINS: core.TextHow.CONTAINS,
    tree.TextTestKind.CONTAINS_WORD: core.TextHow.WORD,
    tree.TextTestKind.STARTS_WITH: core.TextHow.STARTS,
    tree.TextTestKind.ENDS_WITH: core.TextHow.ENDS,
    tree.TextTestKind.MATCHES: core.TextHow.MATCHES,
}


def text_test(context: Context, left: Typed, test: tree.TextTest | tree.TextCell, span: Span) -> Typed:
    """`left contains "x"`, `left starts with any of LIST`; what is looked for is fixed."""
    if left.failed:
        return failed(span)
    if not isinstance(left.type, TextType | EnumType) or is_outcome(left):
        return _not_a_text(context, left, test)
    plain: dict[str, core.Const] = {}
    minding: dict[str, core.Const] = {}
    lists: list[str] = []
    ok = True
    for operand in test.operands:
        if isinstance(operand, tree.Name):
            symbol = find_list(context, operand, f'a text stands in quotes: `"{operand.text}"`')
            if symbol is None:
                ok = False
            elif test.any_of:
                lists.append(symbol.name)
            else:
                ok = False
                context.fail(
                    kinds.CONSTANT_NEEDED,
                    operand.span,
                    f"`{operand.text}` is a list, and `{test.kind.value}` looks for one text",
                    f"write `{_any_of(test.kind)} {operand.text}`",
                )
            continue
        if is_blank(operand.value):
            ok = False
            context.fail(
                kinds.EMPTY_TEXT, operand.span, "an empty text is part of every text", "write what to look for"
            )
            continue
        if test.kind is tree.TextTestKind.MATCHES and not _check_pattern(context, operand):
            ok = False
            continue
        constant = core.Const(exact(operand.value), core.ValueKind.TEXT, span=operand.span)
        if operand.exact:
            minding.setdefault(exact(operand.value), constant)
        elif test.kind is tree.TextTestKind.MATCHES:
            plain.setdefault(operand.value, constant)  # folding a pattern would change `\D` to `\d`
        else:
            plain.setdefault(fold(operand.value), constant)
    if not ok:
        return failed(span)
    node = among(
        value_node(left),
        tuple(plain.values()),
        tuple(minding.values()),
        span,
        tuple(dict.fromkeys(lists)),
        _HOW[test.kind],
    )
    return Typed(BooleanType(), span, negate(node, test.negated, span))


def in_list(context: Context, left: Typed, name: tree.Name, negated: bool, span: Span) -> Typed:
    """`left in LIST`, `left not in LIST`. The entries are taken as what `left` is."""
    symbol = find_list(context, name, f"for one value write `is {name.text}`")
    if symbol is None or left.failed:
        return failed(span)
    shown = context.text(left.span)
    if is_outcome(left) or isinstance(left.type, BooleanType):
        return context.fail(
            kinds.TYPE_MISMATCH,
            span,
            f"`{shown}` is {describe(left.type)}, and a list holds texts",
            f"name the values: `{shown} is one of …`",
        )
    if isinstance(left.type, ArrayType):
        words = "do not include" if negated else "include"
        return context.fail(
            kinds.MANY_VALUES,
            span,
            f"`{shown}` has many values, so it is not in a list as a whole",
            f"write `{shown} {words} any of {name.text}`",
        )
    if isinstance(left.type, TextType):
        node: core.Condition = core.OneOf(value_node(left), lists=(symbol.name,), span=span)
        return Typed(BooleanType(), span, negate(node, negated, span))
    if isinstance(left.type, EnumType):
        constants = members_in(context, symbol, left.type.members, left)
    else:
        constants = constants_of(context, symbol, left)
    if constants is None:
        return failed(span)
    item = as_day(left) if isinstance(left.type, DateType | DateTimeType) else plain_value(left)
    node = core.OneOf(item, constants, span=span)
    return Typed(BooleanType(), span, negate(node, negated, span))


def includes(
    context: Context,
    left: Typed,
    quantifier: tree.Quantifier,
    values: Sequence[Typed],
    lists: Sequence[tree.Name],
    span: Span,
) -> Typed:
    """`tags include "a"`, `include any of`, `include all of`: never unknown."""
    if left.failed or any(each.failed for each in values):
        return failed(span)
    if not isinstance(left.type, ArrayType):
        return context.fail(
            kinds.ONE_VALUE,
            span,
            f"`{context.text(left.span)}` has one value, so it includes nothing",
            f"write `{context.text(left.span)} {_instead(quantifier, [*values, *lists], context)}`",
            *(["for a part of a text write `contains`"] if isinstance(left.type, TextType) else []),
        )
    item_type = left.type.item
    names = []
    inline: list[core.Const] = []
    for each in lists:
        symbol = find_list(context, each)
        if symbol is None:
            return failed(span)
        if isinstance(item_type, TextType):
            names.append(symbol.name)
            continue
        if isinstance(item_type, EnumType):
            found = members_in(context, symbol, item_type.members, left)
        else:
            found = constants_of(context, symbol, Typed(item_type, left.span, left.node))
        if found is None:
            return failed(span)
        inline.extend(found)
    plain: dict[object, core.Const] = {}
    minding: dict[object, core.Const] = {}
    for value in values:
        constant = value.constant
        if constant is None:
            return context.fail(
                kinds.CONSTANT_NEEDED,
                value.span,
                f"`{context.text(value.span)}` is not a fixed value, and `include` takes fixed values only",
                "write the values, or the name of a list",
            )
        if not _fits(item_type, value):
            return context.fail(
                kinds.TYPE_MISMATCH,
                value.span,
                f"each value of `{context.text(left.span)}` is {describe(item_type)}, and "
                f"`{context.text(value.span)}` is {describe(value.type)}",
            )
        if isinstance(constant.value, str) and is_blank(constant.value):
            return context.fail(
                kinds.EMPTY_TEXT, value.span, "empty values are dropped, so none is included", "ask `is missing`"
            )
        if value.exact:
            minding.setdefault(constant.value, constant)
        else:
            plain.setdefault(fold(constant.value) if isinstance(constant.value, str) else constant.value, constant)
    for constant in inline:
        plain.setdefault(fold(constant.value) if isinstance(constant.value, str) else constant.value, constant)
    need = core.ArrayNeed.ALL if quantifier is tree.Quantifier.ALL else core.ArrayNeed.ANY
    node = among(
        value_node(left), tuple(plain.values()), tuple(minding.values()), span, tuple(dict.fromkeys(names)), need=need
    )
    return Typed(BooleanType(), span, node)


def _instead(quantifier: tree.Quantifier, values: Sequence[Typed | tree.Name], context: Context) -> str:
    """The test of one value that was probably meant."""
    shown = ", ".join(context.text(each.span) for each in values)
    if values and isinstance(values[0], tree.Name):
        return f"in {shown}"
    return f"is {shown}" if quantifier is tree.Quantifier.ONE else f"is one of {shown}"


def _fits(item: object, value: Typed) -> bool:
    match item, value.type:
        case ((TextType() | EnumType()), (TextType() | EnumType())):
            return True
        case NumberType(), NumberType():
            return True
        case DateType(), DateType():
            return True
        case DateTimeType(), DateTimeType():
            return True
        case BooleanType(), BooleanType():
            return True
        case _:
            return False


def _not_a_text(context: Context, left: Typed, test: tree.TextTest | tree.TextCell) -> Typed:
    shown = context.text(left.span)
    hints = [f"`{test.kind.value}` looks into texts; compare numbers and dates with `is`, `>=` or `<=`"]
    if isinstance(left.type, ArrayType):
        hints = [f"for one of its values write `{shown} include …`"]
    elif is_outcome(left):
        hints = [f"name the values: `{shown} is one of …`"]
    return context.fail(kinds.NOT_A_TEXT, left.span, f"`{shown}` is {describe(left.type)}, not a text", *hints)


def _any_of(kind: tree.TextTestKind) -> str:
    return "contains any word of" if kind is tree.TextTestKind.CONTAINS_WORD else f"{kind.value} any of"


def _check_pattern(context: Context, literal: tree.TextLiteral) -> bool:
    fault = parse_pattern(literal.value, exact=literal.exact)
    if not isinstance(fault, PatternFault):
        return True
    context.fail(kinds.BAD_PATTERN, _inside(literal, fault), fault.message, fault.hint)
    return False


def _inside(literal: tree.TextLiteral, fault: PatternFault) -> Span:
    """The place of a pattern's fault in the policy: inside quotes a quote is written twice."""
    span = literal.span
    if span == NOWHERE or exact(literal.value) != literal.value:
        return span
    written = literal.value.replace('"', '""')
    first = span.end - 1 - len(written)
    start = first + fault.offset + literal.value[: fault.offset].count('"')
    return Span(span.file, start, min(start + 1, span.end))

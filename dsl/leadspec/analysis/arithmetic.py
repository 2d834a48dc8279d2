"""Numbers worked out: sums, products, choices, rounding, parts of texts, elapsed time."""

from __future__ import annotations

from collections.abc import Sequence

from leadspec.analysis.context import Context, failed
from leadspec.analysis.model import Typed, kind_of
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.types import (
    BooleanType,
    DateTimeType,
    DateType,
    EnumType,
    LabelType,
    NumberType,
    NumberUnit,
    StageType,
    TextType,
    Type,
    describe,
)
from leadspec.values.decimals import ONE, SCALE
from leadspec.values.durations import Unit

_SIGNS = {tree.Sign.PLUS: core.Operator.ADD, tree.Sign.MINUS: core.Operator.SUBTRACT}
_FACTORS = {tree.Factor.TIMES: core.Operator.MULTIPLY, tree.Factor.DIVIDED_BY: core.Operator.DIVIDE}
_CHOICES = {
    tree.ChoiceKind.LARGER: core.Choosing.LARGEST,
    tree.ChoiceKind.SMALLER: core.Choosing.SMALLEST,
    tree.ChoiceKind.FIRST_KNOWN: core.Choosing.FIRST_KNOWN,
}


def as_condition(typed: Typed) -> core.Condition:
    """The node of a typed condition."""
    return typed.node  # type: ignore[return-value]


def value_node(typed: Typed) -> core.Value:
    """The node of a typed value."""
    return typed.node  # type: ignore[return-value]


def plain_value(typed: Typed) -> core.Value:
    """A value as it stands outside comparisons: a persona's match as a share, rounded to six digits."""
    node = value_node(typed)
    if not typed.lines:
        return node
    lines = core.Const(typed.lines * ONE, core.ValueKind.NUMBER, span=typed.span)
    return core.Arithmetic(node, ((core.Operator.DIVIDE, lines),), span=typed.span)


def scaled(typed: Typed, factor: int | None) -> core.Value:
    """A number times a whole number, exactly."""
    node = value_node(typed)
    if not factor or factor == 1:
        return node
    if isinstance(node, core.Const):
        return core.Const(int(node.value) * factor, core.ValueKind.NUMBER, span=node.span)
    times = core.Const(factor * ONE, core.ValueKind.NUMBER, span=typed.span)
    return core.Arithmetic(node, ((core.Operator.MULTIPLY, times),), span=typed.span)


def as_day(typed: Typed) -> core.Value:
    """A date, or the local date of a date-time."""
    node = value_node(typed)
    return core.DayOf(node, span=typed.span) if isinstance(typed.type, DateTimeType) else node


def add(context: Context, first: Typed, rest: Sequence[tuple[tree.Sign, Typed]], span: Span) -> Typed:
    steps = tuple((_SIGNS[sign], each) for sign, each in rest)
    unit = common_unit([first, *(each for _, each in rest)])
    return _chain(context, first, steps, NumberType(unit), span)


def multiply(context: Context, first: Typed, rest: Sequence[tuple[tree.Factor, Typed]], span: Span) -> Typed:
    steps = tuple((_FACTORS[factor], each) for factor, each in rest)
    for operator, each in steps:
        if operator is core.Operator.DIVIDE and each.constant is not None and each.constant.value == 0:
            return context.fail(
                kinds.IMPOSSIBLE_VALUE, each.span, "a division by zero is always missing", "divide by another number"
            )
    return _chain(context, first, steps, NumberType(), span)


def common_unit(items: Sequence[Typed]) -> NumberUnit:
    """The unit that all numbers share, else none."""
    units = {each.type.unit for each in items if isinstance(each.type, NumberType)}
    return units.pop() if len(units) == 1 else NumberUnit.PLAIN


def _chain(
    context: Context, first: Typed, steps: Sequence[tuple[core.Operator, Typed]], type_: NumberType, span: Span
) -> Typed:
    items = [first, *(each for _, each in steps)]
    wrong = [each for each in items if not want_number(context, each)]
    if wrong:
        return failed(span)
    integer = all(isinstance(each.type, NumberType) and each.type.integer for each in items)
    whole = integer and all(operator is not core.Operator.DIVIDE for operator, _ in steps)
    node = core.Arithmetic(
        plain_value(first), tuple((operator, plain_value(each)) for operator, each in steps), span=span
    )
    return Typed(NumberType(type_.unit, whole), span, node)


def want_number(context: Context, typed: Typed) -> bool:
    """Whether this is a number; else it is reported."""
    if typed.failed:
        return False
    if isinstance(typed.type, NumberType):
        return True
    hints = ["calculate with numbers only"]
    if isinstance(typed.type, DateType | DateTimeType):
        shown = context.text(typed.span)
        hints = [f"for the days up to now write `days since {shown}`, between two dates `days from {shown} to …`"]
    context.fail(
        kinds.NOT_A_NUMBER, typed.span, f"`{context.text(typed.span)}` is {describe(typed.type)}, not a number", *hints
    )
    return False


def choose(context: Context, kind: tree.ChoiceKind, items: Sequence[Typed], span: Span) -> Typed:
    """`larger of`, `smaller of`, `first known of`: of values of one kind."""
    if any(each.failed for each in items):
        return failed(span)
    for each in items:
        if each.exact:
            message = "`exactly` stands on a text that is not compared here"
            return context.fail(kinds.EXACTLY_WITHOUT_TEST, each.span, message, "put `exactly` into the comparison")
    type_ = _common_type(items)
    if type_ is None:
        first = items[0]
        odd = next((each for each in items if kind_of(each.type) is not kind_of(first.type)), first)
        message = f"`{context.text(first.span)}` is {describe(first.type)}"
        if odd is not first:
            message += f", and `{context.text(odd.span)}` is {describe(odd.type)}"
        return context.fail(
            kinds.TYPE_MISMATCH,
            odd.span,
            message,
            f"`{kind.value} of` takes numbers, dates or texts, all of one kind",
        )
    if kind is not tree.ChoiceKind.FIRST_KNOWN and isinstance(type_, TextType | EnumType):
        return context.fail(
            kinds.NO_ORDER, span, f"`{kind.value} of` compares numbers and dates, and texts have no order"
        )
    days = isinstance(type_, DateType)
    nodes = tuple(as_day(each) if days else plain_value(each) for each in items)
    return Typed(type_, span, core.Choose(_CHOICES[kind], nodes, kind_of(type_), span=span))


def _common_type(items: Sequence[Typed]) -> Type | None:
    types = [each.type for each in items]
    if any(isinstance(each, LabelType | StageType | BooleanType) for each in types):
        return None
    if all(isinstance(each, NumberType) for each in types):
        integer = all(isinstance(each, NumberType) and each.integer for each in types)
        return NumberType(common_unit(items), integer)
    if all(each == types[0] for each in types):
        return types[0]
    if all(isinstance(each, TextType | EnumType) for each in types):
        return TextType()
    if all(isinstance(each, DateType | DateTimeType) for each in types):
        return DateType()
    return None


def round_number(context: Context, item: Typed, digits: int, span: Span) -> Typed:
    if not want_number(context, item):
        return failed(span)
    if not 0 <= digits <= SCALE:
        return context.fail(
            kinds.TOO_MANY_DIGITS, span, f"a number has at most {SCALE} digits after the point", "write 0 to 6"
        )
    unit = item.type.unit if isinstance(item.type, NumberType) else NumberUnit.PLAIN
    return Typed(NumberType(unit, digits == 0), span, core.Round(plain_value(item), digits, span=span))


def text_part(context: Context, kind: tree.TextPartKind, item: Typed, span: Span) -> Typed:
    if item.failed:
        return failed(span)
    if not isinstance(item.type, TextType | EnumType) or item.outcome:
        return context.fail(
            kinds.NOT_A_TEXT,
            item.span,
            f"`{context.text(item.span)}` is {describe(item.type)}, and `{kind.value} of` needs a text",
            f"name a field with texts, for example `{kind.value} of email`",
        )
    match kind:
        case tree.TextPartKind.DOMAIN:
            return Typed(TextType(), span, core.TextPart(core.TextPiece.DOMAIN, value_node(item), span=span))
        case tree.TextPartKind.LENGTH:
            node = core.TextPart(core.TextPiece.LENGTH, value_node(item), span=span)
            return Typed(NumberType(integer=True), span, node)


def elapsed(context: Context, unit: Unit, start: Typed, end: Typed | None, span: Span) -> Typed:
    """`days since X` (no `end`: up to the instant of the run), `days from X to Y`."""
    ends = [start] if end is None else [start, end]
    for each in ends:
        if not want_moment(context, each):
            return failed(span)
        if unit.is_clock and isinstance(each.type, DateType):
            return clock_on_date(context, each, f"{unit.value}s", f"write `days` in place of `{unit.value}s`", span)
    if unit.is_clock:
        now: core.Value = core.AsOf(core.ValueKind.INSTANT, span=span)
        node = core.Elapsed(unit, value_node(start), now if end is None else value_node(end), span=span)
    else:
        today: core.Value = core.AsOf(core.ValueKind.DAY, span=span)
        node = core.Elapsed(unit, as_day(start), today if end is None else as_day(end), span=span)
    return Typed(NumberType(integer=True), span, node)


def want_moment(context: Context, typed: Typed) -> bool:
    """Whether this is a date or a date with time; else it is reported."""
    if typed.failed:
        return False
    if isinstance(typed.type, DateType | DateTimeType):
        return True
    context.fail(
        kinds.NOT_A_DATE,
        typed.span,
        f"`{context.text(typed.span)}` is {describe(typed.type)}, not a date",
        "name a date, a field with a date, or `first …` or `last …` of an event",
    )
    return False


def clock_on_date(context: Context, typed: Typed, words: str, hint: str, span: Span) -> Typed:
    return context.fail(
        kinds.HOURS_ON_A_DATE,
        span,
        f"`{context.text(typed.span)}` is a date without a time, so {words} cannot be counted from it",
        hint,
    )

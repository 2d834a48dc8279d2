"""Values in terms: `interpreter.values` and `interpreter.bounds`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, assert_never

from leadspec.engines.interpreter.results import HIGHEST, LOWEST, MOST
from leadspec.engines.sql.calendar import elapsed, later, moved_day, real
from leadspec.engines.sql.measures import measured
from leadspec.engines.sql.numbers import (
    add,
    count_true,
    divide_half_away,
    either,
    greatest,
    least,
    limited,
    multiply,
    only_where,
    quotient_half_away,
    subtract,
)
from leadspec.engines.sql.outcomes import as_value
from leadspec.engines.sql.results import (
    Cond,
    Match,
    Pts,
    Shape,
    Val,
    closed_value,
    fact_value,
    open_number,
    open_value,
)
from leadspec.engines.sql.terms import (
    FALSE,
    NULL,
    TRUE,
    ZERO,
    Op,
    Term,
    all_of,
    any_of,
    apply,
    coalesce,
    compare,
    holds,
    is_null,
    literal,
    negated,
    where,
)
from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    Choose,
    Choosing,
    Const,
    DayOf,
    Elapsed,
    Field,
    Later,
    Measured,
    Operator,
    Ref,
    Round,
    Tally,
    TextPart,
    TextPiece,
    Value,
    ValueKind,
)
from leadspec.values import decimals
from leadspec.values.text import fold

if TYPE_CHECKING:
    from leadspec.engines.sql.compiler import Compiler

ONE = literal(decimals.ONE)


def compile_value(c: Compiler, node: Value, event: Term | None) -> Val:
    match node:
        case Const(value=value, kind=kind):
            return closed_value(kind, literal(value), c.words, literal(fold(value)) if isinstance(value, str) else NULL)
        case Field():
            return c.field(node, event)
        case Ref(name=name, kind=kind):
            return referred(c, name, kind)
        case Arithmetic(first=first, rest=rest):
            result = c.value(first, event)
            for operator, item in rest:
                result = _calculated(operator, result, c.value(item, event), c.words)
            return result
        case Choose():
            return _choose(node, [c.value(item, event) for item in node.items], c.words)
        case Round(item=item, digits=digits):
            return _rounded(c.value(item, event), digits, c.words)
        case TextPart(piece=piece, item=item):
            return _text_part(piece, c.value(item, event), c.words)
        case DayOf(item=Field() as field):
            return c.day_of_field(field, event)
        case DayOf(item=item):
            zone = c.zone
            return _moved(c.value(item, event), ValueKind.DAY, lambda at: moved_day(at, zone), c.words)
        case AsOf(kind=kind):
            return closed_value(kind, c.moment(node), c.words)
        case Later(item=item, by=by):
            kind = ValueKind.INSTANT if by.is_clock else ValueKind.DAY
            return _moved(c.value(item, event), kind, lambda at: later(at, by), c.words)
        case Elapsed():
            return _elapsed(node, c.value(node.start, event), c.value(node.end, event), c.words)
        case Measured():
            return measured(c, node)
        case Tally(items=items):
            return _tally([c.condition(item, event) for item in items], c.words)
        case _:
            assert_never(node)


def referred(c: Compiler, name: str, kind: ValueKind) -> Val:
    """An earlier definition's result as a value."""
    result = c.results[name]
    match result:
        case Val():
            return result
        case Cond():
            return _truth(result, c.words)
        case Pts(cents=cents, low=low, high=high, missing=missing):
            scale = literal(decimals.CENT)
            if result.closed:
                return closed_value(ValueKind.NUMBER, multiply(cents, scale), c.words)
            ends = (multiply(cents, scale), multiply(low, scale), multiply(high, scale))
            return open_value(ValueKind.NUMBER, TRUE, *ends, FALSE, missing)
        case Match():
            return as_value(result, kind, c.words)
        case _:
            assert_never(result)


def _truth(result: Cond, words: int) -> Val:
    match result.shape:
        case Shape.CLOSED:
            return closed_value(ValueKind.BOOLEAN, result.value, words)
        case Shape.BY_NULL:
            return fact_value(ValueKind.BOOLEAN, result.value, result.missing)
        case Shape.OPEN:
            ends = literal(LOWEST), literal(HIGHEST)
            undecided = result.undecided
            return open_value(ValueKind.BOOLEAN, undecided, result.value, *ends, result.unknown, result.missing)


def _moved(item: Val, kind: ValueKind, move: Callable[[Term], Term], words: int) -> Val:
    """A value under a function that never turns two values round."""
    value = move(item.value)
    value = where((is_null(item.value), NULL), other=value) if item.value.null and not value.null else value
    match item.shape:
        case Shape.CLOSED:
            return closed_value(kind, value, words)
        case Shape.BY_NULL:
            return fact_value(kind, value, item.missing)
        case Shape.OPEN:
            return open_value(kind, item.open, value, move(item.low), move(item.high), item.may_miss, item.missing)


def _rounded(item: Val, digits: int, words: int) -> Val:
    step = 10 ** (decimals.SCALE - digits)

    def to_step(number: Term) -> Term:
        return multiply(divide_half_away(number, step), literal(step))

    value = limited(to_step(item.value), -MOST, MOST)
    if item.shape is Shape.CLOSED:
        return closed_value(ValueKind.NUMBER, value, words)
    return open_number(item.open, value, to_step(item.low), to_step(item.high), item.may_miss, item.missing)


def _calculated(operator: Operator, left: Val, right: Val, words: int) -> Val:
    value = limited(_result(operator, left.value, right.value), -MOST, MOST)
    if left.shape is right.shape is Shape.CLOSED:
        return closed_value(ValueKind.NUMBER, value, words)
    opened = all_of((any_of((left.open, right.open)), negated(left.never), negated(right.never)))
    may_miss = any_of((left.may_miss, right.may_miss))
    missing = either((left.missing, right.missing), words)
    match operator:
        case Operator.ADD:
            low, high = add(left.low, right.low), add(left.high, right.high)
        case Operator.SUBTRACT:
            low, high = subtract(left.low, right.high), subtract(left.high, right.low)
        case Operator.MULTIPLY:
            low, high = _corners(left, right, lambda a, b: divide_half_away(multiply(a, b), decimals.ONE))
        case Operator.DIVIDE:
            by_zero = all_of((negated(right.open), holds(compare(Op.EQUAL, right.value, ZERO))))
            opened = all_of((opened, negated(by_zero)))
            around = holds(all_of((compare(Op.AT_MOST, right.low, ZERO), compare(Op.AT_LEAST, right.high, ZERO))))
            may_miss = any_of((may_miss, around))
            low, high = _corners(left, right, _divided)
            low, high = where((around, literal(-MOST)), other=low), where((around, literal(MOST)), other=high)
        case _:
            assert_never(operator)
    return open_number(opened, value, low, high, may_miss, missing)


def _result(operator: Operator, left: Term, right: Term) -> Term:
    match operator:
        case Operator.ADD:
            return add(left, right)
        case Operator.SUBTRACT:
            return subtract(left, right)
        case Operator.MULTIPLY:
            return divide_half_away(multiply(left, right), decimals.ONE)
        case Operator.DIVIDE:
            return _divided(left, right)
        case _:
            assert_never(operator)


def _divided(left: Term, right: Term) -> Term:
    quotient = quotient_half_away(multiply(left, ONE), where((compare(Op.EQUAL, right, ZERO), literal(1)), other=right))
    return where((compare(Op.EQUAL, right, ZERO), NULL), other=quotient)


def _corners(left: Val, right: Val, function: Callable[[Term, Term], Term]) -> tuple[Term, Term]:
    """A product or quotient is extreme where its operands are; rounding keeps the order."""
    ends = [function(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
    return least(ends), greatest(ends)


def _choose(node: Choose, items: Sequence[Val], words: int) -> Val:
    value, folded = _chosen(node.how, [each.value for each in items]), NULL
    if node.kind is ValueKind.TEXT:
        folded = _chosen(node.how, [each.folded for each in items])
    if all(each.shape is Shape.CLOSED for each in items):
        return closed_value(node.kind, value, words, folded)
    looked_at = [negated(each.never) for each in items]
    if node.how is Choosing.FIRST_KNOWN:
        settled: Term = FALSE
        for place, each in enumerate(items):
            looked_at[place] = all_of((looked_at[place], negated(settled)))
            settled = any_of((settled, negated(each.may_miss)))
        low = _end_of(least, [(at, each.low) for at, each in zip(looked_at, items, strict=True)])
        high = _end_of(greatest, [(at, each.high) for at, each in zip(looked_at, items, strict=True)])
    else:
        low, high = _ends_of_known(node.how, items, looked_at)
    may_miss = all_of(each.may_miss for each in items)
    opened = any_of(all_of((at, each.open)) for at, each in zip(looked_at, items, strict=True))
    missing = either([only_where(at, each.missing) for at, each in zip(looked_at, items, strict=True)], words)
    return open_value(node.kind, opened, value, low, high, may_miss, missing, folded)


def _ends_of_known(how: Choosing, items: Sequence[Val], possible: Sequence[Term]) -> tuple[Term, Term]:
    """The ends of the largest (or smallest) known one: a sure one bounds it from its own side."""
    largest = how is Choosing.LARGEST
    near, far = (greatest, least) if largest else (least, greatest)
    outer = _end_of(near, [(at, each.high if largest else each.low) for at, each in zip(possible, items, strict=True)])
    inner_ends = [each.low if largest else each.high for each in items]
    sure = [all_of((at, negated(each.may_miss))) for at, each in zip(possible, items, strict=True)]
    inner = _end_of(near, list(zip(sure, inner_ends, strict=True)))
    inner = coalesce(inner, _end_of(far, list(zip(possible, inner_ends, strict=True))))
    return (inner, outer) if largest else (outer, inner)


def _end_of(end: Callable[[Sequence[Term]], Term], items: Sequence[tuple[Term, Term]]) -> Term:
    """The least or greatest of those that take part; NULL where none does."""
    found: Term = NULL
    for takes_part, each in items:
        both = end([found, each]) if found is not NULL else each
        found = where((takes_part, where((is_null(found), each), other=both)), other=found)
    return found


def _chosen(how: Choosing, values: Sequence[Term]) -> Term:
    if how is Choosing.FIRST_KNOWN:
        found = values[-1]
        for each in reversed(values[:-1]):
            found = coalesce(each, found)
        return found
    end = greatest if how is Choosing.LARGEST else least
    found = values[0]
    for each in values[1:]:
        found = where((is_null(found), each), (is_null(each), found), other=end((found, each)))
    return found


def _text_part(piece: TextPiece, item: Val, words: int) -> Val:
    if piece is TextPiece.DOMAIN:
        domain = apply(Op.DOMAIN, item.folded, null=True)
        if item.shape is Shape.CLOSED:
            return closed_value(ValueKind.TEXT, domain, words, domain)
        ends = literal(LOWEST), literal(HIGHEST)
        return open_value(ValueKind.TEXT, item.open, domain, *ends, TRUE, item.missing, domain)
    length = multiply(apply(Op.LENGTH, item.folded, low=0, high=MOST // decimals.ONE), ONE)
    match item.shape:
        case Shape.CLOSED:
            return closed_value(ValueKind.NUMBER, length, words)
        case Shape.BY_NULL:
            return fact_value(ValueKind.NUMBER, length, item.missing, ends=(0, MOST))
        case Shape.OPEN:
            ends = literal(0), literal(MOST)
            return open_value(ValueKind.NUMBER, item.open, length, *ends, item.may_miss, item.missing)


def _elapsed(node: Elapsed, start: Val, end: Val, words: int) -> Val:
    def count(first: Term, last: Term) -> Term:
        return multiply(elapsed(node.unit, real(first), real(last)), ONE)

    absent = any_of((is_null(start.value), is_null(end.value)))
    value = where((absent, NULL), other=count(start.value, end.value))
    shapes = {start.shape, end.shape}
    if shapes == {Shape.CLOSED}:
        return closed_value(ValueKind.NUMBER, value, words)
    missing = either((start.missing, end.missing), words)
    sides = [each for each in (start, end) if each.shape is Shape.CLOSED]
    if Shape.OPEN not in shapes and len(sides) == 1 and not sides[0].value.null:
        return fact_value(ValueKind.NUMBER, value, missing)  # of which nothing is known where it is missing
    lowest, highest = literal(LOWEST), literal(HIGHEST)
    unbounded = any_of((compare(Op.AT_LEAST, start.high, highest), compare(Op.AT_MOST, end.low, lowest)))
    low = where((unbounded, literal(-MOST)), other=count(start.high, end.low))
    unbounded = any_of((compare(Op.AT_MOST, start.low, lowest), compare(Op.AT_LEAST, end.high, highest)))
    high = where((unbounded, literal(MOST)), other=count(start.low, end.high))
    opened = all_of((any_of((start.open, end.open)), negated(start.never), negated(end.never)))
    may_miss = any_of((start.may_miss, end.may_miss))
    return open_number(opened, value, low, high, may_miss, missing)


def _tally(items: Sequence[Cond], words: int) -> Val:
    value = multiply(count_true(each.value for each in items), ONE)
    if all(each.shape is Shape.CLOSED for each in items):
        return closed_value(ValueKind.NUMBER, value, words)
    low = multiply(count_true(each.sure for each in items), ONE)
    high = multiply(count_true(each.true for each in items), ONE)
    missing = either([only_where(each.open, each.missing) for each in items], words)
    return open_value(ValueKind.NUMBER, TRUE, value, low, high, FALSE, missing)

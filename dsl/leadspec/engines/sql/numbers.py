"""Terms that are integers, and lists of them. Each knows its bounds, so what is fixed is worked out at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from leadspec.engines.sql import terms
from leadspec.engines.sql.terms import (
    FALSE,
    MANY,
    ZERO,
    Op,
    Term,
    _term,
    compare,
    is_literal,
    literal,
    negated,
    where,
)
from leadspec.values import decimals


def add(*terms: Term) -> Term:
    return reduce(_add, terms, ZERO)


def _add(left: Term, right: Term) -> Term:
    if is_literal(left, None) or _is(left, 0):
        return left if is_literal(left, None) else right
    if _is(right, 0):
        return left
    return _calculated(Op.ADD, left, right, lambda a, b: a + b)


def subtract(left: Term, right: Term) -> Term:
    return left if _is(right, 0) else _calculated(Op.SUBTRACT, left, right, lambda a, b: a - b)


def multiply(left: Term, right: Term) -> Term:
    if _is(right, 1):
        return left
    return _calculated(Op.MULTIPLY, left, right, lambda a, b: a * b)


def negative(item: Term) -> Term:
    return subtract(ZERO, item)


def divide(left: Term, right: Term) -> Term:
    """Towards zero, of what is not negative by what is positive."""
    return _calculated(Op.DIVIDE, left, right, lambda a, b: max(a, 0) // max(b, 1))


def _is(term: Term, value: int) -> bool:
    return term.op is Op.LITERAL and type(term.data) is int and term.data == value


def _calculated(op: Op, left: Term, right: Term, function: Callable[[int, int], int]) -> Term:
    if is_literal(left, None) or is_literal(right, None):
        return literal(None)
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return _term(op, (left, right))
    ends = [function(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
    if left.op is right.op is Op.LITERAL:
        return literal(ends[0])
    return _term(op, (left, right), low=min(ends), high=max(ends))


def size(item: Term) -> Term:
    """Without its sign."""
    return where((compare(Op.LESS, item, ZERO), negative(item)), other=item)


def least(terms: Iterable[Term]) -> Term:
    """The smallest of some; none of them is NULL."""
    return reduce(lambda a, b: a if a is b else where((compare(Op.AT_MOST, a, b), a), other=b), terms)


def greatest(terms: Iterable[Term]) -> Term:
    """The largest of some; none of them is NULL."""
    return reduce(lambda a, b: a if a is b else where((compare(Op.AT_LEAST, a, b), a), other=b), terms)


def limited(item: Term, low: int, high: int) -> Term:
    """NULL where an integer is not within bounds."""
    inside = [compare(Op.AT_LEAST, item, literal(low)), compare(Op.AT_MOST, item, literal(high))]
    if all(is_literal(each, True) for each in inside):
        return item
    found = where(*((negated(each), literal(None)) for each in inside), other=item)
    return narrowed(found, low, high)


def narrowed(item: Term, low: int, high: int) -> Term:
    """The same term, of which more is known."""
    low = low if item.low is None else max(low, item.low)
    high = high if item.high is None else min(high, item.high)
    return Term(item.op, item.args, item.data, low, high, item.null, item.free)


def divide_half_away(numerator: Term, denominator: int) -> Term:
    """The quotient by a positive number, rounded to a whole number, ties away from zero."""
    if numerator.op is Op.LITERAL and type(numerator.data) is int:
        return literal(decimals.divide_half_away(numerator.data, denominator))
    twice, whole = literal(2 * denominator), literal(denominator)

    def rounded(positive: Term) -> Term:
        return divide(add(multiply(positive, literal(2)), whole), twice)

    return _signed(numerator, rounded, lambda n: decimals.divide_half_away(n, denominator))


def _signed(item: Term, function: Callable[[Term], Term], exact: Callable[[int], int]) -> Term:
    """A function of the size, with the sign given back."""
    positive, minus = function(item), negative(function(negative(item)))
    found = where((compare(Op.LESS, item, ZERO), minus), other=positive)
    if item.low is None or item.high is None:
        return found
    ends = exact(item.low), exact(item.high)
    return Term(found.op, found.args, found.data, min(ends), max(ends), found.null, found.free)


def quotient_half_away(numerator: Term, denominator: Term) -> Term:
    """Like `divide_half_away` by a term that is not 0."""
    if denominator.op is Op.LITERAL and type(denominator.data) is int:
        found = divide_half_away(numerator, abs(denominator.data))
        return found if denominator.data > 0 else negative(found)
    above, below = size(numerator), size(denominator)
    quotient = divide(add(multiply(above, literal(2)), below), multiply(below, literal(2)))
    same = compare(
        Op.EQUAL, _as_number(compare(Op.LESS, numerator, ZERO)), _as_number(compare(Op.LESS, denominator, ZERO))
    )
    return where((same, quotient), other=negative(quotient))


def _as_number(truth: Term) -> Term:
    return where((truth, literal(1)), other=ZERO)


def count_true(truths: Iterable[Term]) -> Term:
    """How many of some truths hold."""
    return add(*(_as_number(each) for each in truths))


# --- Lists ----------------------------------------------------------------------------------------------------


def mapped(items: Term, name: str, to: Term, place: str | None = None) -> Term:
    names = (name,) if place is None else (name, place)
    return _term(Op.MAP, (items, to), names, low=to.low, high=to.high, null=items.null, bound=names)


def filtered(items: Term, name: str, by: Term, place: str | None = None) -> Term:
    if is_literal(by, True):
        return items
    names = (name,) if place is None else (name, place)
    return _term(Op.FILTER, (items, by), names, low=items.low, high=items.high, null=items.null, bound=names)


def count(items: Term) -> Term:
    return _term(Op.COUNT, (items,), low=0, high=MANY, null=False)


def total(items: Term) -> Term:
    low, high = items.low, items.high
    bounds = (None, None) if low is None or high is None else (min(low, 0) * MANY, max(high, 0) * MANY)
    return _term(Op.SUM, (items,), low=bounds[0], high=bounds[1], null=False)


def end_of(op: Op, items: Term) -> Term:
    """The largest or smallest; NULL of none."""
    return _term(op, (items,), low=items.low, high=items.high, null=True)


def bits(items: Term) -> Term:
    return _term(Op.BIT_OR_ALL, (items,), low=0, high=2**62 - 1, null=False)


def distinct(items: Term) -> Term:
    return _term(Op.DISTINCT, (items,), low=items.low, high=items.high, null=False)


def at(items: Term, place: Term) -> Term:
    return _term(Op.AT, (items, place), low=items.low, high=items.high, null=True)


def first(items: Term) -> Term:
    return at(items, literal(1))


def last(items: Term) -> Term:
    return at(items, literal(-1))


def slice_of(items: Term, start: Term, end: Term) -> Term:
    return _term(Op.SLICE, (items, start, end), low=items.low, high=items.high, null=False)


def in_order(items: Term) -> Term:
    return _term(Op.SORT, (items,), low=items.low, high=items.high, null=False)


def any_in(items: Term, name: str, by: Term) -> Term:
    """Whether a truth holds for any of some elements."""
    if is_literal(by, False):
        return FALSE
    return compare(Op.MORE, count(filtered(items, name, by)), ZERO)


# --- Sets of facts --------------------------------------------------------------------------------------------

WORD = 62  # facts in one integer

Mask = tuple[Term, ...]


def either(masks: Sequence[Mask], words: int) -> Mask:
    return tuple(reduce(_bit_or, (mask[word] for mask in masks), ZERO) for word in range(words))


def _bit_or(left: Term, right: Term) -> Term:
    if _is(left, 0) or left is right:
        return right
    if _is(right, 0):
        return left
    return _term(Op.BIT_OR, (left, right), low=0, high=2**62 - 1, null=False)


def only_where(condition: Term, mask: Mask) -> Mask:
    return tuple(terms.only_where(condition, each) for each in mask)

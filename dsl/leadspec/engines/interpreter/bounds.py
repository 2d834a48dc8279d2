"""Arithmetic on bounds: what a number, day or instant may be, given what its parts may be.

Every function returns bounds that hold all results that values inside the given bounds can have (it may return wider
ones), and grows with its arguments: narrower bounds never give wider ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from msgspec import Struct

from leadspec.engines.interpreter.results import HIGHEST, LOWEST, MOST, NEVER, ValueResult, known, open_value
from leadspec.ir.core import Operator, ValueKind
from leadspec.values import decimals


def widest(kind: ValueKind) -> tuple[int, int]:
    """The bounds of a value nothing is known about."""
    return (-MOST, MOST) if kind is ValueKind.NUMBER else (LOWEST, HIGHEST)


def moved(item: ValueResult, move: Callable[[int], int]) -> ValueResult:
    """A value under a function that never turns two values round, such as the day of an instant."""
    if item.never:
        return item
    value = None if item.value is None else move(_number(item))
    if not item.open:
        return known(value)
    low = item.low if item.low <= LOWEST else move(item.low)
    high = item.high if item.high >= HIGHEST else move(item.high)
    return open_value(value, low, high, item.may_miss, item.missing)


def rounded(item: ValueResult, digits: int) -> ValueResult:
    """A number rounded half away from zero; missing where that takes it out of range."""
    if item.never:
        return item
    value = None if item.value is None else decimals.round_to(_number(item), digits)
    if not item.open:
        return known(value)
    step = 10 ** (decimals.SCALE - digits)
    low, high = (decimals.divide_half_away(each, step) * step for each in (item.low, item.high))
    return number_within(value, low, high, item.may_miss, item.missing)


def calculated(operator: Operator, left: ValueResult, right: ValueResult) -> ValueResult:
    """One step of arithmetic. A missing operand, a division by zero or a result out of range is missing."""
    if left.never or right.never:
        return NEVER
    value = None if left.value is None or right.value is None else _calculate(operator, _number(left), _number(right))
    if not left.open and not right.open:
        return known(value)
    may_miss = left.may_miss or right.may_miss
    missing = left.missing | right.missing
    match operator:
        case Operator.ADD:
            low, high = left.low + right.low, left.high + right.high
        case Operator.SUBTRACT:
            low, high = left.low - right.high, left.high - right.low
        case Operator.MULTIPLY:
            low, high = _corners(left, right, lambda a, b: decimals.divide_half_away(a * b, decimals.ONE))
        case Operator.DIVIDE:
            if not right.open and right.value == 0:
                return NEVER  # whatever is divided by zero
            if right.low <= 0 <= right.high:
                low, high, may_miss = -MOST, MOST, True
            else:
                low, high = _corners(left, right, lambda a, b: decimals.divide_half_away(a * decimals.ONE, b))
        case _:
            assert_never(operator)
    return number_within(value, low, high, may_miss, missing)


def _calculate(operator: Operator, left: int, right: int) -> int | None:
    match operator:
        case Operator.ADD:
            return decimals.add(left, right)
        case Operator.SUBTRACT:
            return decimals.subtract(left, right)
        case Operator.MULTIPLY:
            return decimals.multiply(left, right)
        case Operator.DIVIDE:
            return decimals.divide(left, right)
        case _:
            assert_never(operator)


def _corners(left: ValueResult, right: ValueResult, function: Callable[[int, int], int]) -> tuple[int, int]:
    """A product or quotient is extreme where its operands are; rounding keeps the order."""
    ends = [function(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
    return min(ends), max(ends)


def number_within(value: int | None, low: int, high: int, may_miss: bool, missing: frozenset[str]) -> ValueResult:
    """Like `open_value`, for a number that is missing where it would be out of range."""
    if low > MOST or high < -MOST:
        return NEVER
    outside = low < -MOST or high > MOST
    return open_value(value, max(low, -MOST), min(high, MOST), may_miss or outside, missing)


class Candidate(Struct, frozen=True):
    """One of several values of which one is taken: its bounds, and whether it is surely known."""

    low: int
    high: int
    sure: bool


def candidate(item: ValueResult) -> Candidate:
    return Candidate(item.low, item.high, not item.may_miss)


def largest_of(candidates: Iterable[Candidate]) -> tuple[int, int, bool]:
    """The bounds of the largest known one, and whether none may be known. There is at least one candidate."""
    items = list(candidates)
    sure = [each.low for each in items if each.sure]
    low = max(sure) if sure else min(each.low for each in items)
    return low, max(each.high for each in items), not sure


def smallest_of(candidates: Iterable[Candidate]) -> tuple[int, int, bool]:
    """The bounds of the smallest known one, and whether none may be known. There is at least one candidate."""
    low, high, may_miss = largest_of(Candidate(-each.high, -each.low, each.sure) for each in candidates)
    return -high, -low, may_miss


def hull(candidates: Iterable[Candidate]) -> tuple[int, int]:
    """The bounds of any of them. There is at least one candidate."""
    items = list(candidates)
    return min(each.low for each in items), max(each.high for each in items)


def _number(item: ValueResult) -> int:
    """The known value of an ordered kind. The IR's invariants keep other kinds away from here."""
    if type(item.value) is not int:
        raise TypeError(f"expected a number, a day or an instant, not {type(item.value).__name__}")
    return item.value

"""Comparisons of two values, and of a value with a set: the leaves of a condition."""

from __future__ import annotations

from typing import assert_never

from leadspec.engines.interpreter.prepare import ValueSet, compared_form
from leadspec.engines.interpreter.results import (
    UNKNOWN,
    ConditionResult,
    Truth3,
    ValueResult,
    condition_result,
    decided,
)
from leadspec.ir.core import ArrayNeed, Compare, OneOf, Relation, TextHow, ValueKind
from leadspec.ir.lead import FactValue, Scalar
from leadspec.values import text
from leadspec.values.patterns import Pattern

ORDERED = frozenset({ValueKind.NUMBER, ValueKind.DAY, ValueKind.INSTANT})


def compared(node: Compare, left: ValueResult, right: ValueResult) -> ConditionResult:
    """Unknown where a value is missing."""
    if node.kind in ORDERED:
        return in_order(node.relation, left, right)
    value = _same(node, left.value, right.value)
    if not left.open and not right.open:
        return decided(value)
    return _open(value, {True, False}, left, right)


def in_order(relation: Relation, left: ValueResult, right: ValueResult) -> ConditionResult:
    """Numbers, days or instants; unknown where one is missing."""
    value: Truth3 = None
    if isinstance(left.value, int) and isinstance(right.value, int):
        value = _related(relation, left.value, right.value)
    if not left.open and not right.open:
        return decided(value)
    return _open(value, _may_hold(relation, left, right), left, right)


def _open(value: Truth3, may: set[Truth3], left: ValueResult, right: ValueResult) -> ConditionResult:
    """A comparison of which one side is open; `may`: what it may be where both are there."""
    if left.never or right.never:
        return UNKNOWN
    if left.may_miss or right.may_miss:
        may.add(None)
    return condition_result(value, may, left.missing | right.missing)


def _same(node: Compare, left: FactValue | None, right: FactValue | None) -> Truth3:
    if left is None or right is None:
        return None
    if isinstance(left, str) and isinstance(right, str):
        form = text.exact if node.exact else text.fold
        left, right = form(left), form(right)
    return (left == right) is (node.relation is Relation.EQUAL)


def _related(relation: Relation, left: int, right: int) -> bool:
    match relation:
        case Relation.EQUAL:
            return left == right
        case Relation.NOT_EQUAL:
            return left != right
        case Relation.LESS:
            return left < right
        case Relation.AT_MOST:
            return left <= right
        case Relation.MORE:
            return left > right
        case Relation.AT_LEAST:
            return left >= right
        case _:
            assert_never(relation)


def _may_hold(relation: Relation, left: ValueResult, right: ValueResult) -> set[Truth3]:
    """What two values within their bounds may make of a relation."""
    match relation:
        case Relation.EQUAL | Relation.NOT_EQUAL:
            may: set[Truth3] = set()
            if left.low <= right.high and right.low <= left.high:
                may.add(relation is Relation.EQUAL)
            if not left.low == left.high == right.low == right.high:
                may.add(relation is Relation.NOT_EQUAL)
            return may
        case Relation.LESS | Relation.AT_MOST:
            # The likeliest pair and the least likely one; between them both truths occur.
            return {_related(relation, left.low, right.high), _related(relation, left.high, right.low)}
        case Relation.MORE | Relation.AT_LEAST:
            return {_related(relation, left.high, right.low), _related(relation, left.low, right.high)}
        case _:
            assert_never(relation)


def one_of(node: OneOf, values: ValueSet, item: ValueResult) -> ConditionResult:
    """Unknown where the item is missing; an array never is."""
    if isinstance(item.value, tuple):
        return decided(_array_has(node, values, item.value))
    if item.never:
        return UNKNOWN
    value = None if item.value is None else _matches(node, values, item.value)
    if not item.open:
        return decided(value)
    may: set[Truth3] = {None} if item.may_miss else set()
    if not values.plain:
        may |= {False} if values.empty else {True, False}
    else:
        inside = any(item.low <= each <= item.high for each in values.plain)
        may |= {True} if inside else set()
        may |= {False} if not (inside and item.low == item.high) else set()
    return condition_result(value, may, item.missing)


def _array_has(node: OneOf, values: ValueSet, entries: tuple[Scalar, ...]) -> bool:
    if node.need is not ArrayNeed.ALL:
        return any(_matches(node, values, entry) for entry in entries)
    texts = {compared_form(node, entry) for entry in entries if isinstance(entry, str)}
    return (
        values.texts <= texts
        and values.plain <= set(entries)
        and all(any(is_like(node.how, each, one) for one in texts) for each in values.likenesses)
    )


def _matches(node: OneOf, values: ValueSet, item: FactValue) -> bool:
    """Whether an item is one of the values, or as a text is like one of them."""
    if not isinstance(item, str):
        return item in values.plain
    form = compared_form(node, item)
    if node.how is not TextHow.EQUALS:
        return any(is_like(node.how, each, form) for each in values.likenesses)
    return form in values.texts


def is_like(how: TextHow, wanted: str | Pattern, form: str) -> bool:
    """Whether a text is like one that is wanted, both in the form in which they are compared."""
    if isinstance(wanted, Pattern):
        return wanted.matches(form)
    match how:
        case TextHow.EQUALS:
            return form == wanted
        case TextHow.CONTAINS:
            return wanted in form
        case TextHow.WORD:
            return text.contains_word(form, wanted)
        case TextHow.STARTS:
            return form.startswith(wanted)
        case TextHow.ENDS:
            return form.endswith(wanted)
        case TextHow.MATCHES:
            raise ValueError(f"`{wanted}` was to be a pattern")
        case _:
            assert_never(how)

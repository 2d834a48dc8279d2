"""Conditions: what is compared has one kind, what is named exists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from leadspec.ir.core import (
    ArrayNeed,
    AsOf,
    AtLeast,
    Compare,
    Condition,
    Const,
    FirstMatch,
    Not,
    OneOf,
    OutcomeIn,
    Present,
    Relation,
    TextHow,
    Truth,
    ValueKind,
)
from leadspec.ir.invariants.known import ORDERED, Known, expect, named
from leadspec.ir.kinds import kind_of_value
from leadspec.values.patterns import PatternFault, parse_pattern


def condition_problems(known: Known, node: Condition) -> Iterator[str]:
    match node:
        case Compare():
            yield from _compare_problems(node)
        case OneOf():
            yield from _one_of_problems(known, node)
        case AtLeast(number=number, items=items):
            if not 0 <= number <= len(items):
                yield f"at least {number} of {len(items)} conditions"
        case OutcomeIn(name=name, outcomes=outcomes):
            yield from _outcome_problems(known, name, outcomes)
        case Truth(item=item):
            yield from expect("a condition", [item], ValueKind.BOOLEAN)
        case Present() | Not():
            pass
        case _:
            assert_never(node)


def _compare_problems(node: Compare) -> Iterator[str]:
    yield from expect("a comparison", [node.left, node.right], node.kind)
    if node.kind is ValueKind.ARRAY:
        yield "arrays are not compared"
    if node.kind not in ORDERED and node.relation not in (Relation.EQUAL, Relation.NOT_EQUAL):
        yield f"{named(node.kind)} has no order"
    if isinstance(node.left, Const | AsOf) and not isinstance(node.right, Const | AsOf):
        yield "what is fixed stands on the right of a comparison"


def _one_of_problems(known: Known, node: OneOf) -> Iterator[str]:
    kind = kind_of_value(node.item)
    if (kind is ValueKind.ARRAY) is not (node.need in (ArrayNeed.ANY, ArrayNeed.ALL)):
        yield "any or all of the entries are asked for of arrays, and only of these"
    for each in node.values:
        if kind is not ValueKind.ARRAY and each.kind is not kind:
            yield f"{named(kind)} is never {named(each.kind)}"
        if node.how is not TextHow.EQUALS and each.kind is not ValueKind.TEXT:
            yield f"`{node.how.value}` is asked of texts"
        elif node.how is TextHow.MATCHES and isinstance(parse_pattern(str(each.value)), PatternFault):
            yield f"`{each.value}` is no pattern"
    if node.exact and (node.lists or any(each.kind is not ValueKind.TEXT for each in node.values)):
        yield "only texts are exact, and no lists"
    if len(set(node.values)) < len(node.values):
        yield "a value stands twice in one set"
    for name in node.lists:
        if name not in known.lists:
            yield f"there is no list `{name}`"
    if node.lists and kind not in (ValueKind.TEXT, ValueKind.ARRAY):
        yield f"{named(kind)} is not looked up in a list"


def _outcome_problems(known: Known, name: str, outcomes: tuple[str, ...]) -> Iterator[str]:
    found = known.earlier.get(name)
    if found is None or not isinstance(found.body, FirstMatch):
        yield f"it asks for an outcome of `{name}`, which no earlier definition has"
        return
    unknown = set(outcomes) - {row.outcome for row in found.body.rows}
    for outcome in sorted(unknown):
        yield f"`{name}` never gives `{outcome}`"

"""What may be said in two ways gives every lead the same answer in both.

Each rewrite replaces one form by others wherever it stands. Digests of the two texts may differ; answers may not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace as with_parts

from leadspec.syntax import tree
from leadspec.values.decimals import ONE
from leadspec.values.durations import Duration
from property.soak import tries
from property.typed_leads import random_records
from property.typed_policies import TypedPolicy, varied_policies
from property.typed_runs import meanings
from property.typed_trees import mapped

Rewrite = Callable[[Any, TypedPolicy], Any]


def one_by_one(node: Any, _: TypedPolicy) -> Any:
    """`is one of A, B` as `is A or is B`; `contains any of`, `include any of` and `include all of` likewise."""
    match node:
        case tree.OneOf(left, values, negated):
            return _joined(tree.Or, [tree.Comparison(tree.Comparator.IS, left, each) for each in values], negated)
        case tree.TextTest(kind, left, operands, True, negated) if not _has_list(operands):
            return _joined(tree.Or, [tree.TextTest(kind, left, (each,)) for each in operands], negated)
        case tree.Includes(left, quantifier, values, negated) if not _has_list(values):
            how = tree.And if quantifier is tree.Quantifier.ALL else tree.Or
            return _joined(how, [tree.Includes(left, tree.Quantifier.ONE, (each,)) for each in values], negated)
    return node


def _has_list(values: tuple[Any, ...]) -> bool:
    return any(isinstance(each, tree.Name) and each.text.startswith("list_") for each in values)


def _joined(how: type, tests: list[Any], negated: bool) -> Any:
    whole = tests[0] if len(tests) == 1 else how(tuple(tests))
    return tree.Not(whole) if negated else whole


def de_morgan(node: Any, _: TypedPolicy) -> Any:
    """`A and B` as `not (not A or not B)`, and the other way round; `none of` as nothing of `any of`."""
    match node:
        case tree.And(items):
            return tree.Not(tree.Or(tuple(map(tree.Not, items))))
        case tree.Or(items):
            return tree.Not(tree.And(tuple(map(tree.Not, items))))
        case tree.Inline(tree.Need.NONE, items):
            return tree.Inline(tree.Need.ALL, tuple(map(tree.Not, items)))
        case tree.Inline(tree.Need.ANY, items):
            return tree.Inline(tree.Need.AT_LEAST, items, 1)
        case tree.Inline(tree.Need.ALL, items):
            return tree.Inline(tree.Need.AT_LEAST, items, len(items))
    return node


def opposites(node: Any, _: TypedPolicy) -> Any:
    """`X < Y` as `not X >= Y`, `between` as two comparisons, `at most N times` as not more often."""
    match node:
        case tree.Comparison(operator, left, right) if operator in _OPPOSITE:
            return tree.Not(tree.Comparison(_OPPOSITE[operator], left, right))
        case tree.Between(left, low, high):
            ends = (tree.Comparison(_AT_LEAST, left, low), tree.Comparison(_AT_MOST, left, high))
            return tree.And(ends)
        case tree.Did(negated=True):
            return tree.Not(with_parts(node, negated=False))
        case tree.Did(times=tree.Times(tree.Bound.AT_MOST, number), on_days=None):
            return tree.Not(with_parts(node, times=tree.Times(tree.Bound.AT_LEAST, number + 1)))
        case tree.DateTest(left, tree.FromToAgo(near, far, unit)) if near:
            near_by, beyond = (tree.DateTest(left, tree.AtLeastAgo(Duration(each, unit))) for each in (near, far))
            return tree.And((near_by, tree.Not(beyond)))
    return node


_AT_LEAST, _AT_MOST = tree.Comparator.AT_LEAST, tree.Comparator.AT_MOST
_OPPOSITE = {
    tree.Comparator.LESS: tree.Comparator.AT_LEAST,
    tree.Comparator.MORE: tree.Comparator.AT_MOST,
    tree.Comparator.IS_NOT: tree.Comparator.IS,
}


def counted(node: Any, policy: TypedPolicy) -> Any:
    """`did A` as `count of A >= 1`, `days since X` as the days from X to the day of the run."""
    match node:
        case tree.Did(events, False, None, None, window):
            return tree.Comparison(_AT_LEAST, tree.CountOf(events, None, window), tree.NumberLiteral(ONE))
        case tree.Did(events, False, tree.Times(bound, number), None, window):
            operator = {tree.Bound.AT_LEAST: _AT_LEAST, tree.Bound.AT_MOST: _AT_MOST}.get(bound, tree.Comparator.IS)
            return tree.Comparison(operator, tree.CountOf(events, None, window), tree.NumberLiteral(number * ONE))
        case tree.TimeSince(unit, item) if not unit.is_clock:
            return tree.TimeBetween(unit, item, tree.DateLiteral(policy.zone.day(policy.as_of)))
    return node


def by_name(policy: TypedPolicy) -> TypedPolicy:
    """The condition of each flag and verdict under a name of its own."""
    statements: list[tree.Statement] = []
    for each in policy.file.statements:
        if isinstance(each, tree.Flag | tree.Counts | tree.Disqualify) and not isinstance(each.condition, tree.Block):
            name = tree.Name((f"named_{len(statements)}",))
            statements.append(tree.Define(name, each.condition))
            statements.append(with_parts(each, condition=name))
        else:
            statements.append(each)
    return policy.with_statements(statements)


def everywhere(rewrite: Rewrite) -> Callable[[TypedPolicy], TypedPolicy]:
    def rewritten(policy: TypedPolicy) -> TypedPolicy:
        def change(node: Any) -> Any:
            return rewrite(node, policy)

        shared = None if policy.shared is None else mapped(policy.shared, change)
        return replace(policy, file=mapped(policy.file, change), shared=shared)

    return rewritten


REWRITES = {each.__name__: everywhere(each) for each in (one_by_one, de_morgan, opposites, counted)} | {
    "by_name": by_name
}


@pytest.mark.parametrize("rewrite", REWRITES.values(), ids=REWRITES)
def test_a_rewrite_keeps_every_answer(rewrite: Callable[[TypedPolicy], TypedPolicy]) -> None:
    @tries(14)
    @given(varied_policies())
    def law(policy: TypedPolicy) -> None:
        other = rewrite(policy)
        found = random_records("rewritten", policy, 8)
        assert meanings(other, other.load(), found) == meanings(policy, policy.load(), found)

    law()

"""Conditions in the one form that engines see, however they were written."""

from __future__ import annotations

from leadspec.analysis.model import all_of, any_of
from leadspec.ir import core
from leadspec.source import Span

_MIRRORED = {
    core.Relation.LESS: core.Relation.MORE,
    core.Relation.MORE: core.Relation.LESS,
    core.Relation.AT_MOST: core.Relation.AT_LEAST,
    core.Relation.AT_LEAST: core.Relation.AT_MOST,
}


def compare(
    relation: core.Relation,
    left: core.Value,
    right: core.Value,
    kind: core.ValueKind,
    span: Span,
    exact: bool = False,
) -> core.Condition:
    """A comparison; what is fixed stands on the right."""
    if isinstance(left, core.Const) and not isinstance(right, core.Const | core.AsOf):
        relation, left, right = _MIRRORED.get(relation, relation), right, left
    return core.Compare(relation, left, right, kind, exact, span=span)


def among(
    item: core.Value,
    plain: tuple[core.Const, ...],
    minding: tuple[core.Const, ...],
    span: Span,
    lists: tuple[str, ...] = (),
    how: core.TextHow = core.TextHow.EQUALS,
    need: core.ArrayNeed | None = None,
) -> core.Condition:
    """`item` among `plain` values, entries of `lists`, and `minding` texts, which mind case: a set of each kind."""
    sets: list[core.Condition] = []
    if plain or lists or not minding:
        sets.append(core.OneOf(item, plain, lists, how, need, span=span))
    if minding:
        sets.append(core.OneOf(item, minding, (), how, need, exact=True, span=span))
    return (all_of if need is core.ArrayNeed.ALL else any_of)(tuple(sets), span)

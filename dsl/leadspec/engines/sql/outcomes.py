"""First matches in terms: `interpreter.outcomes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadspec.engines.sql.numbers import either, greatest, least, only_where
from leadspec.engines.sql.results import (
    Cond,
    Match,
    Shape,
    Val,
    closed_condition,
    closed_value,
    open_condition,
    open_value,
)
from leadspec.engines.sql.terms import (
    FALSE,
    NULL,
    Op,
    Term,
    all_of,
    any_of,
    compare,
    is_in,
    is_literal,
    literal,
    negated,
    where,
)
from leadspec.ir.core import FirstMatch, OutcomeIn, ValueKind
from leadspec.values.text import fold

if TYPE_CHECKING:
    from leadspec.engines.sql.compiler import Compiler


def compile_match(c: Compiler, node: FirstMatch) -> Match:
    """A row whose condition is unknown is passed over; rows after one that surely holds are not looked at."""
    rows = [c.condition(row.condition) for row in node.rows]
    outcome = _chosen(rows, [literal(row.outcome) for row in node.rows])
    numbered = all(row.number is not None for row in node.rows)
    number = _chosen(rows, [literal(row.number) for row in node.rows]) if numbered else NULL
    may: list[Term] = []
    settled: Term = FALSE
    for each in rows:
        may.append(all_of((each.true, negated(settled))))
        settled = any_of((settled, each.sure))
    folded = _chosen(rows, [literal(fold(row.outcome)) for row in node.rows])
    outcomes = tuple(row.outcome for row in node.rows)
    undecided = FALSE
    if any(each.shape is not Shape.CLOSED for each in rows) and len(set(outcomes)) > 1:
        undecided = any_of(
            all_of((possible, compare(Op.NOT_EQUAL, outcome, literal(other))))
            for possible, other in zip(may, outcomes, strict=True)
            if not is_literal(possible, False)
        )
    blamed = either([only_where(possible, each.missing) for possible, each in zip(may, rows, strict=True)], c.words)
    numbers = tuple(row.number for row in node.rows)
    return Match(outcome, folded, number, outcomes, numbers, tuple(may), undecided, only_where(undecided, blamed))


def _chosen(rows: list[Cond], values: list[Term]) -> Term:
    arms = [(each.value, value) for each, value in zip(rows, values, strict=True)]
    return where(*arms[:-1], other=values[-1])  # the last row always holds


def outcome_in(c: Compiler, node: OutcomeIn) -> Cond:
    found = c.results[node.name]
    if not isinstance(found, Match):
        raise TypeError(f"`{node.name}` has no outcomes")
    value = is_in(found.outcome, sorted(node.outcomes)) if node.outcomes else FALSE
    if is_literal(found.undecided, False):
        return closed_condition(value, c.words)
    inside = [may for may, outcome in zip(found.may, found.outcomes, strict=True) if outcome in node.outcomes]
    outside = [may for may, outcome in zip(found.may, found.outcomes, strict=True) if outcome not in node.outcomes]
    return open_condition(value, any_of(inside), any_of(outside), FALSE, found.missing)


def as_value(found: Match, kind: ValueKind, words: int) -> Val:
    """The result of a table as a number or text that other rules read."""
    numbered = not is_literal(found.number, None)
    value = found.number if numbered else found.outcome
    folded = NULL if numbered else found.folded
    if is_literal(found.undecided, False):
        return closed_value(kind, value, words, folded)
    low = high = value
    if numbered:
        numbers = [literal(each) for each in found.numbers]
        possible = list(zip(found.may, numbers, strict=True))
        low = least([value, *(where((may, each), other=value) for may, each in possible)])
        high = greatest([value, *(where((may, each), other=value) for may, each in possible)])
    return open_value(kind, found.undecided, value, low, high, FALSE, found.missing, folded)

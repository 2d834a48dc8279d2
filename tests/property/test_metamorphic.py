"""What may be said in two ways gives every lead the same answer in both: each rewrite of `agreement.rewrites` alone.

A rewrite that finds nothing to change has proved nothing, so each must change some of the policies.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace as with_parts

from agreement.records import wild_records
from agreement.rewrites import REWRITES, NodeRewrite, PolicyRewrite, everywhere
from leadspec.cleanup import clean
from leadspec.engines.interpreter import Interpreter
from leadspec.syntax import tree
from property.soak import SOAK
from property.typed_leads import Record
from property.typed_policies import TypedPolicy, random_policy

FIRST = 50_000
TRIED = 160 * SOAK
CHANGED = 4 * SOAK
RECORDS = 10


@cache
def original(seed: int) -> tuple[TypedPolicy, list[Record]]:
    policy = random_policy(seed)
    return policy, wild_records(seed, policy, RECORDS)


@cache
def answers_of(seed: int) -> dict[str, object]:
    return answers(*original(seed))


def answers(policy: TypedPolicy, records: list[Record]) -> dict[str, object]:
    """What a policy means for each record: its answer, or why it is rejected."""
    analysis = policy.load()
    assert analysis.program is not None, [each.message for each in analysis.diagnostics] + [policy.text]
    assert analysis.schema is not None
    cleaned = clean(enumerate(records, 1), analysis.schema, policy.zone)
    verdicts = Interpreter().prepare(analysis.program, policy.as_of, policy.zone).verdicts(cleaned.leads)
    found: dict[str, object] = {each.id: each.meaning() for each in verdicts}
    return found | {f"row {each.row}": each for each in cleaned.rejects}


@pytest.mark.parametrize("rewrite", REWRITES.values(), ids=REWRITES)
def test_a_rewrite_keeps_every_answer(rewrite: PolicyRewrite) -> None:
    changed = 0
    for seed in range(FIRST, FIRST + TRIED):
        policy, records = original(seed)
        other = rewrite(policy)
        if other == policy:
            continue
        assert answers(other, records) == answers_of(seed), f"seed {seed}\n{policy.text}\n---\n{other.text}"
        changed += 1
        if changed == CHANGED:
            return
    assert changed, "no policy has what this rewrite changes"


def test_there_are_enough_relations() -> None:
    assert len(REWRITES) >= 25


# --- rewrites that are wrong are found --------------------------------------------------------------------------------


def open_end(node: Any) -> Any:
    """`X < 5` as `not X > 5`: at 5 they part."""
    match node:
        case tree.Comparison(tree.Comparator.LESS, left, right):
            return tree.Not(tree.Comparison(tree.Comparator.MORE, left, right))
    return node


def missing_as_false(node: Any) -> Any:
    """`X is not Y` as `X is missing or not X is Y`: for a lead without X they part."""
    match node:
        case tree.Comparison(tree.Comparator.IS_NOT, tree.Name() as left, tree.Name() | tree.TextLiteral() as right):
            return tree.Or((tree.Presence(left, True), tree.Not(tree.Comparison(tree.Comparator.IS, left, right))))
    return node


def first_line_left_out(node: Any) -> Any:
    """A score without its first line."""
    match node:
        case tree.Score(lines=lines) if len(lines) > 1:
            return with_parts(node, lines=lines[1:])
    return node


@pytest.mark.parametrize("rewrite", [open_end, missing_as_false, first_line_left_out], ids=lambda each: each.__name__)
def test_a_rewrite_that_changes_an_answer_is_found(rewrite: NodeRewrite) -> None:
    for seed in range(FIRST, FIRST + TRIED):
        policy, records = original(seed)
        other = everywhere(rewrite)(policy)
        if other != policy and other.load().program is not None and answers(other, records) != answers_of(seed):
            return
    pytest.fail("no lead shows it")

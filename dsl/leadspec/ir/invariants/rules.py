"""Points and first matches: ranges, decays, and a last row that always holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from leadspec.ir.core import (
    AtLeast,
    Body,
    Const,
    Decay,
    FirstOf,
    Group,
    Points,
    PointsRule,
    Ref,
    Row,
    Truth,
    Value,
    ValueKind,
)
from leadspec.ir.invariants.known import Known, duration_problems, expect
from leadspec.values.decimals import to_cents


def rule_problems(node: PointsRule) -> Iterator[str]:
    match node:
        case Points():
            yield from _points_problems(node)
        case Group(floor=floor, cap=cap):
            yield from range_problems(floor, cap)
            if (floor or 0) > 0 or (cap or 0) < 0:
                yield "a group has room for no points: its floor is at most 0, its cap at least 0"
        case FirstOf(items=items):
            if any(item.events is not None for item in items):
                yield "the lines of `first of` are not about events"
        case _:
            assert_never(node)


def range_problems(floor: int | None, cap: int | None) -> Iterator[str]:
    if floor is not None and cap is not None and floor > cap:
        yield "the floor is above the cap"


def row_problems(known: Known, rows: tuple[Row, ...]) -> Iterator[str]:
    last: Body | None = rows[-1].condition if rows else None
    # A stage's row may name its own condition: that of the first stage is `everyone`.
    if isinstance(last, Truth) and isinstance(last.item, Ref) and last.item.name in known.earlier:
        last = known.earlier[last.item.name].body
    if not (isinstance(last, AtLeast) and last.number == 0):
        yield "the last row does not always hold"
    if len({row.number is None for row in rows}) > 1:
        yield "some rows give a number and some do not"


def _points_problems(node: Points) -> Iterator[str]:
    yield from expect("points", [node.amount], ValueKind.NUMBER)
    if node.sign not in (1, -1):
        yield f"a sign of {node.sign}"
    if (node.events is None) is not (node.occasion is None):
        yield "events and their occasion stand together"
    if (node.times_per is None) is not (node.per is None):
        yield "a cooldown is so many times in a period"
    if node.events is None and (node.per is not None or node.decay is not None):
        yield "only points for events have a cooldown or a decay"
    if node.times_per is not None and node.times_per < 1:
        yield f"at most {node.times_per} times"
    if node.cap is not None and node.cap < 0:
        yield "a cap is a size"
    if node.decay is not None:
        yield from _decay_problems(node.decay, node.amount)


def _decay_problems(decay: Decay, amount: Value) -> Iterator[str]:
    cents = decay.cents
    if not isinstance(amount, Const):
        yield "a decay of points that are no number"
    elif not cents or cents[0] != to_cents(int(amount.value)):
        yield "a decay does not begin with the points"
    if any(each < 0 for each in cents) or any(a < b for a, b in pairwise(cents)):
        yield "a decay goes down to 0, as sizes without sign"
    if decay.every.amount < 1:
        yield f"{decay.every} never elapses"
    yield from duration_problems(decay.every)

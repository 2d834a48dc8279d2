from __future__ import annotations

from itertools import product

import pytest

from leadspec.engines.interpreter.cooldown import pick
from leadspec.engines.interpreter.reasons import EventPoints, Member
from leadspec.engines.interpreter.results import (
    TRUE,
    ConditionResult,
    PointsBounds,
    condition_result,
    known,
)
from leadspec.ir.lead import Event

OPEN = condition_result(False, {True, False}, frozenset({"f"}))


def points(index: int, included: ConditionResult, cents: int) -> EventPoints:
    member = Member(index, Event("a", index), included)
    return EventPoints(member, known(cents), None, None, None, PointsBounds(cents, cents, cents), picked=False)


def possible_sums(events: list[EventPoints], most: int | None, from_last: bool) -> list[int]:
    """The sums of all sets of events that may be there."""
    sums = []
    for there in product((True, False), repeat=len(events)):
        if all(present or not each.member.sure for present, each in zip(there, events, strict=True)):
            given = [each.bounds.cents for present, each in zip(there, events, strict=True) if present]
            ordered = given[::-1] if from_last else given
            sums.append(sum(ordered[:most]))
    return sums


@pytest.mark.parametrize("most", [None, 1, 2])
@pytest.mark.parametrize("from_last", [True, False])
def test_bounds_hold_every_choice(most: int | None, from_last: bool) -> None:
    for included, cents in product(product((TRUE, OPEN), repeat=3), product((-3, 2, 5), repeat=3)):
        events = [points(i, *each) for i, each in enumerate(zip(included, cents, strict=True))]
        choice = pick(events, most, from_last=from_last)
        sums = possible_sums(events, most, from_last)
        assert choice.points.low <= min(sums) <= max(sums) <= choice.points.high
        if len(set(cents)) == 1 or most is None:  # as on one day: bounds are exact where the points are alike
            assert (choice.points.low, choice.points.high) == (min(sums), max(sums))


def test_the_latest_count_and_uncertain_ones_do_not() -> None:
    events = [points(0, TRUE, 1), points(1, TRUE, 2), points(2, TRUE, 4), points(3, OPEN, 8)]
    assert pick(events, 2, from_last=True).picked == {1, 2}
    assert pick(events, 2, from_last=True).points == PointsBounds(6, 6, 12)
    assert pick(events, 2, from_last=False).picked == {0, 1}
    assert pick(events, 2, from_last=False).points == PointsBounds(3, 3, 3)
    assert pick(events, None, from_last=True).points == PointsBounds(7, 7, 15)


def test_no_events() -> None:
    assert pick([], 1, from_last=True).points == PointsBounds(0, 0, 0)

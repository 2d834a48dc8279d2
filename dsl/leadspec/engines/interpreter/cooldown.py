"""Of the events of one period, the latest so many count. What may count bounds what they may be worth.

An event surely counts if so few may follow it that there is room; it may count if so few surely follow it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from leadspec.engines.interpreter.reasons import EventPoints
from leadspec.engines.interpreter.results import PointsBounds


class Choice(Struct, frozen=True):
    """The places of the events that count, and what they are and may be worth together."""

    picked: frozenset[int]
    points: PointsBounds


def pick(events: Sequence[EventPoints], most: int | None, *, from_last: bool) -> Choice:
    """The last (or first) `most` of some events in their order; all of them where `most` is None."""
    room = len(events) if most is None else most
    ordered = events[::-1] if from_last else events
    counted = [each for each in ordered if each.member.counted][:room]
    certain: list[EventPoints] = []
    perhaps: list[EventPoints] = []
    sure_ahead = 0
    for ahead, each in enumerate(ordered):
        if sure_ahead >= room:
            break
        (certain if each.member.sure and ahead < room else perhaps).append(each)
        sure_ahead += each.member.sure
    # So many of `perhaps` count beside the certain ones: at least, at most.
    fewest = sure_ahead - len(certain)
    mostly = min(room, len(events)) - len(certain)
    low = _least([each.bounds.low for each in perhaps], fewest, mostly)
    high = -_least([-each.bounds.high for each in perhaps], fewest, mostly)
    points = PointsBounds(
        sum(each.bounds.cents for each in counted),
        sum(each.bounds.low for each in certain) + low,
        sum(each.bounds.high for each in certain) + high,
    )
    return Choice(frozenset(each.member.index for each in counted), points)


def _least(values: list[int], fewest: int, most: int) -> int:
    """The smallest sum of at least `fewest` and at most `most` of some values."""
    ordered = sorted(values)
    return sum(ordered[:fewest]) + sum(value for value in ordered[fewest:most] if value < 0)

"""How often each value of a column stands in the data, in memory that does not grow with the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final, Generic, TypeVar

Value = TypeVar("Value", int, str)

MOST_VALUES: Final = 8_192
"""So many different values are counted at a time; the rare ones make room for others (lossy counting)."""
_MOST_KEPT: Final = MOST_VALUES // 2
# So few values are looked for one by one.
_FEW: Final = 16


class Counts(Generic[Value]):
    """Counts of values. Those that are frequent enough to be told of are never dropped, but may be counted a few short.

    `total`: all values. `first`: the line where a counted value stood first. `dropped`: what made room was handed
    to it.
    """

    def __init__(self) -> None:
        self.counter: Counter[Value] = Counter()
        self.first: dict[Value, int] = {}
        self.total = 0

    def add(self, values: Sequence[Value], lines: Sequence[int]) -> list[Value]:
        """Counts a chunk; gives the values that made room."""
        counter = self.counter
        before = len(counter)
        counter.update(values)
        self.total += len(values)
        new = len(counter) - before
        if not new:
            return []
        if new <= _FEW:
            for value in islice(reversed(counter), new):
                self.first[value] = lines[values.index(value)]
        else:
            line_of = dict(zip(reversed(values), reversed(lines), strict=True))
            self.first.update((value, line_of[value]) for value in islice(reversed(counter), new))
        return self._make_room() if len(counter) > MOST_VALUES else []

    def _make_room(self) -> list[Value]:
        least, dropped = 0, []
        while len(self.counter) > _MOST_KEPT:
            least += 1
            dropped += [value for value, count in self.counter.items() if count <= least]
            # A new one has no gaps between its entries, which `reversed` would have to step over.
            self.counter = Counter({value: count for value, count in self.counter.items() if count > least})
        for value in dropped:
            self.first.pop(value, None)
        return dropped


class Spread:
    """What is remembered of numbers that are not counted one by one: the lowest, the highest, and some in between."""

    _ENDS: Final = 32
    _SAMPLE: Final = 1_024

    def __init__(self) -> None:
        self._low: list[int] = []
        self._high: list[int] = []
        self._sample: list[int] = []

    def add(self, values: Collection[int]) -> None:
        if not values:
            return
        found = sorted(set(values))
        self._low = sorted({*self._low, *found[: self._ENDS]})[: self._ENDS]
        self._high = sorted({*self._high, *found[-self._ENDS :]})[-self._ENDS :]
        sample = sorted({*self._sample, *found})
        self._sample = sample[:: len(sample) // self._SAMPLE + 1]

    def values(self) -> set[int]:
        return {*self._low, *self._sample, *self._high}

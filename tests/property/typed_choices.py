"""Where a generator takes its choices from: Hypothesis, which can shrink them, or a seed, which is fast.

A generator asks for nothing but whole numbers, so both draw the same things. The first alternative of each choice is
the simplest one: Hypothesis shrinks towards it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Pick = Callable[[int], int]  # a number from 0 to n - 1


class Choices:
    """Choices of a generator, all made by `pick`."""

    def __init__(self, pick: Pick) -> None:
        self.pick = pick

    def of(self, items: Sequence[T]) -> T:
        return items[self.pick(len(items))]

    def one(self, *items: Any) -> Any:
        return self.of(items)

    def number(self, least: int, most: int) -> int:
        """From `least` to `most`, both included."""
        return least + self.pick(most - least + 1)

    def rarely(self, times: int = 4) -> bool:
        """Once in so many times."""
        return self.pick(times) == times - 1

    def some(self, items: Sequence[T], least: int = 1, most: int = 3) -> tuple[T, ...]:
        """Different items, in any order."""
        left = list(items)
        count = min(self.number(least, most), len(left))
        return tuple(left.pop(self.pick(len(left))) for _ in range(count))

    def shuffled(self, items: Sequence[T]) -> list[T]:
        return list(self.some(items, len(items), len(items)))


def seeded(seed: int | str) -> Choices:
    return Choices(Random(seed).randrange)


def drawn(draw: Callable[[st.SearchStrategy[int]], int]) -> Choices:
    """For use inside of `st.composite`."""
    return Choices(lambda count: draw(_below(count)) if count > 1 else 0)


@cache
def _below(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)

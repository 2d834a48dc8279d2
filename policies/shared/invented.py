"""What the makers of samples share: chance that is the same everywhere, and files that are written or checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """The only source of chance is `Random.random()`, whose sequence Python promises to keep."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, limit: int) -> int:
        return int(self._random.random() * limit)

    def percent(self, chance: int) -> bool:
        return self.below(100) < chance

    def one_of(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]

    def by_share(self, shares: dict[str, int]) -> str:
        left = self.below(sum(shares.values()))
        for name, share in shares.items():
            if left < share:
                return name
            left -= share
        raise AssertionError


def write_or_check(path: Path, text: str, arguments: Sequence[str]) -> int:
    """Writes the file; with `--check` says by the exit status whether it holds this text already."""
    if "--check" in arguments:
        return 0 if path.read_bytes() == text.encode() else 1
    path.write_bytes(text.encode())
    return 0

"""The lines of a table of text, one by one, or as many as are at hand."""

from __future__ import annotations

from collections.abc import Iterator


class Lines:
    """Lines without their ends. `number`: of the line that was given last."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self.number = 0
        self._blocks = blocks
        self._held: list[str] = []
        self._at = 0
        self._returns = False

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return self

    def __next__(self) -> tuple[int, str]:
        if self._at == len(self._held):
            self._load()
        line = self._held[self._at]
        self._at += 1
        self.number += 1
        return self.number, line

    @property
    def at_hand(self) -> bool:
        """Whether the next line is in memory already."""
        return self._at < len(self._held)

    @property
    def with_returns(self) -> bool:
        """Whether a line at hand may hold a carriage return."""
        return self._returns

    def peek(self) -> list[str]:
        """All lines at hand, without using them up; more are read if there are none. Empty at the end."""
        if self._at == len(self._held):
            try:
                self._load()
            except StopIteration:
                return []
        if self._at:
            self._held = self._held[self._at :]
            self._at = 0
        return self._held

    def skip(self, count: int) -> None:
        self._at += count
        self.number += count

    def _load(self) -> None:
        block = next(self._blocks)
        while not block:
            block = next(self._blocks)
        self._returns = "\r" in block
        if self._returns and block.count("\r\n") == block.count("\r"):
            block = block.replace("\r\n", "\n")
            self._returns = False
        self._held = block.split("\n")
        if not self._held[-1]:
            self._held.pop()
        self._at = 0

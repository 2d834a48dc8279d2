"""Suggestions for names that are not there, within a budget: thousands of slips must not cost their square."""

from __future__ import annotations

from collections.abc import Collection

from leadspec.diagnostics.suggest import nearest

_MOST_COMPARISONS = 20_000


class Near:
    """Near misses among names; after many comparisons it has no more ideas."""

    def __init__(self) -> None:
        self._left = _MOST_COMPARISONS

    def __call__(self, word: str, known: Collection[str]) -> list[str]:
        self._left -= len(known)
        return nearest(word, known) if self._left >= 0 else []

"""Near misses: what a person probably meant to write."""

from __future__ import annotations

from collections.abc import Iterable


def edit_distance(left: str, right: str) -> int:
    """The least number of letters to add, drop, change or swap with a neighbour."""
    before: list[int] = []
    current = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, previous, current = current, before, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, current[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, previous[j - 2] + 1)
            current.append(cost)
    return current[-1]


def nearest(word: str, known: Iterable[str], limit: int = 1) -> list[str]:
    """The known names within a third of the word's length, nearest first, then by name."""
    folded = word.casefold()
    most = max(1, len(word) // 3)
    near = []
    for name in set(known):
        if abs(len(name) - len(word)) > most:
            continue
        distance = edit_distance(folded, name.casefold())
        if distance <= most:
            near.append((distance, name))
    return [name for _, name in sorted(near)[:limit]]

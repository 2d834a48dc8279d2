"""Names of locals: like the names of the policy, each once, and never a word of Python."""

from __future__ import annotations

import keyword
import re

_NO_WORD = re.compile(r"[^a-z0-9_]+")
_LONGEST = 40


class Names:
    def __init__(self, taken: frozenset[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def fresh(self, stem: str) -> str:
        """A name that is not used yet."""
        word = _NO_WORD.sub("_", stem.lower()).strip("_")[:_LONGEST].rstrip("_") or "x"
        if word[0].isdigit() or keyword.iskeyword(word) or keyword.issoftkeyword(word):
            word = f"_{word}"
        found = word
        number = self._next.get(word, 1)
        while found in self._taken:
            number += 1
            found = f"{word}_{number}"
        self._next[word] = number
        self._taken.add(found)
        return found

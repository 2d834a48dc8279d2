"""Ids that stand in more than one record of a source, found in two passes with eight bytes for each record.

The first pass keeps a number for each id, the same for equal ids. Only where numbers meet does the second pass look
at the ids themselves, so no chance meeting ever rejects a record, and memory grows with what is doubled only. Where
the numbers are kept is for the caller to say.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

Ids = Iterable[tuple[Sequence[int], Sequence[str]]]
"""The lines and the ids of many records at a time."""

SHELVES: Final = 256
MOST_LINES: Final = 20


class Digests(Protocol):
    """Keeps numbers of 64 bits, sorted into shelves by their last bits."""

    def add(self, digests: Iterable[int]) -> None: ...

    def shelves(self) -> Iterator[array[int]]:
        """All numbers, equal ones on one shelf."""
        ...


class InMemory:
    """`Digests` in eight bytes each."""

    def __init__(self) -> None:
        self._shelves = [array("q") for _ in range(SHELVES)]

    def add(self, digests: Iterable[int]) -> None:
        shelves = self._shelves
        for digest in digests:
            shelves[digest % SHELVES].append(digest)

    def shelves(self) -> Iterator[array[int]]:
        return iter(self._shelves)

    def clear(self) -> None:
        self._shelves = [array("q") for _ in range(SHELVES)]


class Doubles(Mapping[str, tuple[int, ...]]):
    """Takes the lines of ids, and holds those that stand twice from `end` on. Callers may bring one of their own."""

    def __init__(self) -> None:
        self.lines: dict[str, list[int]] = {}

    def add(self, id_: str, line: int) -> None:
        found = self.lines.setdefault(id_, [])
        if len(found) <= MOST_LINES:
            found.append(line)

    def end(self) -> None:
        self.lines = {id_: lines for id_, lines in self.lines.items() if len(lines) > 1}

    def __getitem__(self, id_: str) -> tuple[int, ...]:
        return tuple(self.lines[id_])

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


def find_duplicates(
    ids: Callable[[], Ids], digests: Digests | None = None, doubles: Doubles | None = None
) -> Mapping[str, tuple[int, ...]]:
    """Each id that stands twice or more, with its lines (the first `MOST_LINES` of them). `ids` starts a pass."""
    kept = digests if digests is not None else InMemory()
    for _, texts in ids():
        kept.add(map(_digest, texts))
    suspects = [_repeated(shelf) for shelf in kept.shelves()]
    if not any(suspects):
        return {}
    found = doubles if doubles is not None else Doubles()
    for numbers, texts in ids():
        for number, id_ in zip(numbers, texts, strict=True):
            digest = _digest(id_)
            shelf = suspects[digest % SHELVES]
            at = bisect_left(shelf, digest)
            if at < len(shelf) and shelf[at] == digest:
                found.add(id_, number)
    found.end()
    return found


def _repeated(shelf: array[int]) -> array[int]:
    """The numbers that stand twice, in order."""
    if len(set(shelf)) == len(shelf):
        return array("q")
    return array("q", (number for number, count in sorted(Counter(shelf).items()) if count > 1))


def reason_for(lines: tuple[int, ...]) -> str:
    """Why all records with one id are rejected."""
    shown = [str(each) for each in lines[:MOST_LINES]]
    tail = ", …" if len(lines) > MOST_LINES else ""
    return f"has an id that stands in more than one record: lines {', '.join(shown)}{tail}"


# Differs from run to run, and only saves time: what is found depends on the ids alone.
_digest: Callable[[str], int] = hash

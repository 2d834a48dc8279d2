"""Ids that stand in more than one record of a source, found in two passes with eight bytes for each record.

The first pass keeps a number for each id, the same for equal ids. Only where numbers meet does the second pass look
at the ids themselves, so no chance meeting ever rejects a record, and memory grows with what is doubled only. Where
the numbers are kept is for the caller to say.
"""

from __future__ import annotations

from array import array
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


def find_duplicates(ids: Callable[[], Ids], digests: Digests | None = None) -> Mapping[str, tuple[int, ...]]:
    """Each id that stands twice or more, with its lines (the first `MOST_LINES` of them). `ids` starts a pass."""
    kept = digests if digests is not None else InMemory()
    for _, texts in ids():
        kept.add(map(_digest, texts))
    suspects = _repeated(kept)
    if not suspects:
        return {}
    lines: dict[str, list[int]] = {}
    for numbers, texts in ids():
        for number, id_ in zip(numbers, texts, strict=True):
            if _digest(id_) in suspects:
                found = lines.setdefault(id_, [])
                if len(found) <= MOST_LINES:
                    found.append(number)
    return {id_: tuple(found) for id_, found in lines.items() if len(found) > 1}


def _repeated(digests: Digests) -> set[int]:
    repeated: set[int] = set()
    for shelf in digests.shelves():
        if len(set(shelf)) < len(shelf):
            seen: set[int] = set()
            for digest in shelf:
                (repeated if digest in seen else seen).add(digest)
    return repeated


def reason_for(lines: tuple[int, ...]) -> str:
    """Why all records with one id are rejected."""
    shown = [str(each) for each in lines[:MOST_LINES]]
    tail = ", …" if len(lines) > MOST_LINES else ""
    return f"has an id that stands in more than one record: lines {', '.join(shown)}{tail}"


# Differs from run to run, and only saves time: what is found depends on the ids alone.
_digest: Callable[[str], int] = hash

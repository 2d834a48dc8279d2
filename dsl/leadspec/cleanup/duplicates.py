"""Ids that stand in more than one record of a source, found in two passes with eight bytes for each record.

The first pass keeps a short digest of each id. Only where digests meet does the second pass look at the ids
themselves, so no chance meeting of digests ever rejects a record, and memory grows with what is doubled only.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b

Ids = Iterable[tuple[int, str]]
"""The line and the id of each record."""

_SHELVES = 256
MOST_LINES = 20


def find_duplicates(ids: Callable[[], Ids]) -> Mapping[str, tuple[int, ...]]:
    """Each id that stands twice or more, with its lines (the first `MOST_LINES` of them). `ids` starts a pass."""
    shelves = [array("Q") for _ in range(_SHELVES)]
    for _, id_ in ids():
        digest = _digest(id_)
        shelves[digest % _SHELVES].append(digest)
    suspects: set[int] = set()
    for shelf in shelves:
        if len(set(shelf)) < len(shelf):
            seen: set[int] = set()
            for digest in shelf:
                (suspects if digest in seen else seen).add(digest)
    if not suspects:
        return {}
    lines: dict[str, list[int]] = {}
    for line, id_ in ids():
        if _digest(id_) in suspects:
            found = lines.setdefault(id_, [])
            if len(found) <= MOST_LINES:
                found.append(line)
    return {id_: tuple(found) for id_, found in lines.items() if len(found) > 1}


def reason_for(lines: tuple[int, ...]) -> str:
    """Why all records with one id are rejected."""
    shown = [str(each) for each in lines[:MOST_LINES]]
    tail = ", …" if len(lines) > MOST_LINES else ""
    return f"has an id that stands in more than one record: lines {', '.join(shown)}{tail}"


def _digest(id_: str) -> int:
    return int.from_bytes(blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")

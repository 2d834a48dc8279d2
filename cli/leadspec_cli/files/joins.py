"""Rows of other files, kept by their key until their lead comes.

They are kept in a database that SQLite holds in memory while it is small and in a file without a name when it is not;
the file is gone with the process, however that ends. Keys are compared exactly, as texts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from json import JSONDecoder
from json.encoder import encode_basestring as _text  # quotes alone; nothing is escaped that need not be
from typing import Any

from leadspec.documents import NumberText, Raw, Unreadable

_CACHE_KIB = 48_000
_DECODER = JSONDecoder(parse_int=NumberText, parse_float=NumberText)
_MOST_LINES = 20
# A key that no text of data holds: NUL is refused everywhere.
_UNREADABLE = "\0unreadable"
_UNREADABLE_SIGN = "u0000unreadable"


def _with_unreadable(value: dict[str, Any]) -> Any:
    return Unreadable(*value[_UNREADABLE]) if _UNREADABLE in value else value


_SLOW_DECODER = JSONDecoder(parse_int=NumberText, parse_float=NumberText, object_hook=_with_unreadable)


class JoinStore:
    """One table for the events of all files, in their order, and one for each lookup."""

    def __init__(self) -> None:
        # The empty name: a database of its own, on the disk only as far as it does not fit.
        self._database = sqlite3.connect("", isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KIB}", "temp_store=FILE"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.execute("BEGIN")
        self._files = 0
        self._used = bytearray()
        self._first: list[int] = []

    def close(self) -> None:
        self._database.close()

    # --- events ---------------------------------------------------------------------------------------------------

    def add_events(self, rows: Iterable[tuple[str | None, int, str]]) -> None:
        """All events of the next file: key, line, event as JSON."""
        if self._files == 0:
            self._database.execute(
                "CREATE TABLE events (id INTEGER PRIMARY KEY, file INT, key TEXT, line INT, event TEXT)"
            )
        (last,) = self._database.execute("SELECT COALESCE(MAX(id), 0) FROM events").fetchone()
        self._first.append(last + 1)
        number = self._files
        self._files += 1
        self._database.executemany(
            "INSERT INTO events (file, key, line, event) VALUES (?, ?, ?, ?)",
            ((number, key, line, event) for key, line, event in rows),
        )

    def index_events(self) -> None:
        """Call once, when all files are in."""
        if self._files:
            self._database.execute("CREATE INDEX by_key ON events (file, key)")
            (last,) = self._database.execute("SELECT COALESCE(MAX(id), 0) FROM events").fetchone()
            self._used = bytearray(last // 8 + 1)
            self._first.append(last + 1)

    def events(self, file: int, key: str) -> Iterator[tuple[int, str]]:
        """The line and JSON of each event of a file with a key, in the order of the file."""
        found = self._database.execute(
            "SELECT id, line, event FROM events WHERE file = ? AND key = ? ORDER BY id", (file, key)
        )
        used = self._used
        for id_, line, event in found:
            used[id_ >> 3] |= 1 << (id_ & 7)
            yield line, event

    def events_left(self, file: int) -> int:
        """How many events of a file no lead has had."""
        first, after = self._first[file], self._first[file + 1]
        return sum(not self._used[id_ >> 3] >> (id_ & 7) & 1 for id_ in range(first, after))

    # --- lookups --------------------------------------------------------------------------------------------------

    def add_lookup(self, number: int, rows: Iterable[tuple[str, int, str]]) -> int:
        """All rows of a lookup: key, line, cells as JSON. How many of them say the same as an earlier one."""
        self._database.execute(f"CREATE TABLE lookup_{number} (key TEXT, line INT, cells TEXT)")
        self._database.executemany(f"INSERT INTO lookup_{number} VALUES (?, ?, ?)", rows)
        self._database.execute(f"CREATE INDEX by_key_{number} ON lookup_{number} (key)")
        (copies,) = self._database.execute(
            f"SELECT COALESCE(SUM(n - 1), 0) FROM (SELECT COUNT(*) AS n FROM lookup_{number} GROUP BY key, cells)"
        ).fetchone()
        return int(copies)

    def lookup(self, number: int, key: str) -> str | tuple[int, ...] | None:
        """The cells of the row with a key; None if there is none, the lines if there are several that differ."""
        found = self._database.execute(
            f"SELECT cells, line FROM lookup_{number} WHERE key = ? ORDER BY line LIMIT {_MOST_LINES}", (key,)
        ).fetchall()
        if not found:
            return None
        cells: str = found[0][0]
        return cells if all(each == cells for each, _ in found) else tuple(line for _, line in found)


@contextmanager
def join_store() -> Iterator[JoinStore]:
    store = JoinStore()
    try:
        yield store
    finally:
        store.close()


def encode(value: Raw) -> str:
    """A raw value as JSON; numbers keep every digit and stay numbers."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case NumberText():
            return str(value)
        case str():
            return _text(value)
        case list():
            return f"[{','.join(map(encode, value))}]"
        case Unreadable(written, reason):
            return encode({_UNREADABLE: [written, reason]})
        case dict():
            return "{" + ",".join(f"{_text(key)}:{encode(each)}" for key, each in value.items()) + "}"


def decode(text: str) -> Raw:
    value: Raw = (_SLOW_DECODER if _UNREADABLE_SIGN in text else _DECODER).decode(text)
    return value

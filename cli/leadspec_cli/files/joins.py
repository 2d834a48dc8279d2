"""Rows of other files, kept by their key until their lead comes.

They are kept in a database that SQLite holds in memory while it is small and in a file without a name when it is not;
the file is gone with the process, however that ends. Keys are compared exactly, as texts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from json import JSONDecoder
from json.encoder import encode_basestring
from typing import Any

from leadspec.diagnostics.kinds.file import UNREADABLE
from leadspec.documents import NumberText, Raw, Unreadable
from leadspec_cli.files.fault import fault

text_as_json = encode_basestring  # quotes alone; nothing is escaped that need not be
_CACHE_KIB = 48_000
_DECODER = JSONDecoder(parse_int=NumberText, parse_float=NumberText)
_MOST_LINES = 20
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM)
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
        self._left: list[int] = []
        self._differ: set[int] = set()

    def close(self) -> None:
        self._database.close()

    # --- events ---------------------------------------------------------------------------------------------------

    def add_events(self, rows: Iterable[tuple[str | None, int, str]]) -> None:
        """All events of the next file: key, line, event as JSON."""
        if self._files == 0:
            self._database.execute(
                "CREATE TABLE events (id INTEGER PRIMARY KEY, file INT, key TEXT, line INT, event TEXT)"
            )
        number = self._files
        self._files += 1
        added = self._database.executemany(
            "INSERT INTO events (file, key, line, event) VALUES (?, ?, ?, ?)",
            ((number, key, line, event) for key, line, event in rows),
        )
        self._left.append(added.rowcount)

    def index_events(self) -> None:
        """Call once, when all files are in."""
        if self._files:
            self._database.execute("CREATE INDEX by_key ON events (file, key)")
            (last,) = self._database.execute("SELECT COALESCE(MAX(id), 0) FROM events").fetchone()
            self._used = bytearray(last // 8 + 1)

    def events(self, file: int, key: str) -> Iterator[tuple[int, str]]:
        """The line and JSON of each event of a file with a key, in the order of the file."""
        found = self._database.execute(
            "SELECT id, line, event FROM events WHERE file = ? AND key = ? ORDER BY id", (file, key)
        )
        used = self._used
        for id_, line, event in found:
            bit = 1 << (id_ & 7)
            if not used[id_ >> 3] & bit:
                used[id_ >> 3] |= bit
                self._left[file] -= 1
            yield line, event

    def events_left(self, file: int) -> int:
        """How many events of a file no lead has had."""
        return self._left[file]

    # --- lookups --------------------------------------------------------------------------------------------------

    def add_lookup(self, number: int, rows: Iterable[tuple[str, int, str]]) -> int:
        """All rows of a lookup: key, line, cells as JSON. How many of them say the same as an earlier one."""
        self._database.execute(f"CREATE TABLE lookup_{number} (key TEXT, line INT, cells TEXT)")
        self._database.executemany(f"INSERT INTO lookup_{number} VALUES (?, ?, ?)", rows)
        self._database.execute(f"CREATE INDEX by_key_{number} ON lookup_{number} (key)")
        (copies,) = self._database.execute(
            f"SELECT COALESCE(SUM(n - 1), 0) FROM (SELECT COUNT(*) AS n FROM lookup_{number} GROUP BY key, cells)"
        ).fetchone()
        self._database.execute(
            f"CREATE TABLE differ_{number} AS"
            f" SELECT key FROM lookup_{number} GROUP BY key HAVING MIN(cells) <> MAX(cells)"
        )
        self._database.execute(f"CREATE INDEX differ_by_key_{number} ON differ_{number} (key)")
        if self._database.execute(f"SELECT 1 FROM differ_{number} LIMIT 1").fetchone() is not None:
            self._differ.add(number)
        return int(copies)

    def lookup(self, number: int, key: str) -> str | tuple[int, ...] | None:
        """The cells of the row with a key; None if there is none, the first lines if there are several that differ."""
        ask = self._database.execute
        differs = f"SELECT 1 FROM differ_{number} WHERE key = ?"
        if number in self._differ and ask(differs, (key,)).fetchone() is not None:
            lines = f"SELECT line FROM lookup_{number} WHERE key = ? ORDER BY line LIMIT {_MOST_LINES}"
            return tuple(line for (line,) in ask(lines, (key,)))
        found = ask(f"SELECT cells FROM lookup_{number} WHERE key = ? LIMIT 1", (key,)).fetchone()
        return None if found is None else str(found[0])


@contextmanager
def join_store() -> Iterator[JoinStore]:
    """A store that is gone afterwards. Raises `FileFault` where there is no room for it."""
    store = JoinStore()
    try:
        yield store
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _NO_ROOM:
            raise
        hint = "make room on the disk, or name another folder for temporary files in TMPDIR"
        raise fault(UNREADABLE, None, "the temporary files that join the data cannot be written", hint) from None
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
            return text_as_json(value)
        case list():
            return f"[{','.join(map(encode, value))}]"
        case Unreadable(written, reason):
            return encode({_UNREADABLE: [written, reason]})
        case dict():
            return "{" + ",".join(f"{text_as_json(key)}:{encode(each)}" for key, each in value.items()) + "}"


def decode(text: str) -> Raw:
    value: Raw = (_SLOW_DECODER if _UNREADABLE_SIGN in text else _DECODER).raw_decode(text)[0]
    return value

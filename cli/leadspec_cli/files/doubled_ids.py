"""The lines of ids that stand in more than one record: in memory while they are few, then in a database on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from leadspec.cleanup.duplicates import MOST_LINES, Doubles
from leadspec.diagnostics.kinds import file as kinds
from leadspec_cli.files.fault import fault

if TYPE_CHECKING:
    import sqlite3  # loaded when it is needed

MOST_IN_MEMORY: Final = 50_000
_MANY: Final = 1_000


class DoubledIds(Doubles):
    """`add` all lines of all ids that may be doubled, then `end`; after that it holds those that are."""

    def __init__(self, most: int = MOST_IN_MEMORY) -> None:
        super().__init__()
        self._most = most
        self._database: sqlite3.Connection | None = None
        self._waiting: list[tuple[bytes, int]] = []
        self._count = 0

    def add(self, id_: str, line: int) -> None:
        if self._database is not None:
            self._waiting.append((_key(id_), line))
            if len(self._waiting) >= _MANY:
                self._flush(self._database)
            return
        super().add(id_, line)
        if len(self.lines) > self._most:
            self._database = _opened()
            self._waiting = [(_key(each), number) for each, numbers in self.lines.items() for number in numbers]
            self.lines = {}
            self._flush(self._database)

    def end(self) -> None:
        if self._database is None:
            super().end()
            self._count = len(self.lines)
            return
        self._flush(self._database)
        self._database.execute("CREATE INDEX by_id ON doubled (id, line)")
        counted = "SELECT COUNT(*) FROM (SELECT 1 FROM doubled GROUP BY id HAVING COUNT(*) > 1)"
        (self._count,) = self._database.execute(counted).fetchone()

    def __getitem__(self, id_: str) -> tuple[int, ...]:
        if self._database is None:
            return super().__getitem__(id_)
        rows = self._database.execute(
            "SELECT line FROM doubled WHERE id = ? ORDER BY line LIMIT ?", (_key(id_), MOST_LINES + 1)
        ).fetchall()
        if len(rows) < 2:
            raise KeyError(id_)
        return tuple(line for (line,) in rows)

    def __iter__(self) -> Iterator[str]:
        if self._database is None:
            yield from self.lines
            return
        for (key,) in self._database.execute("SELECT id FROM doubled GROUP BY id HAVING COUNT(*) > 1"):
            yield key.decode("utf-8", "surrogatepass")

    def __len__(self) -> int:
        return self._count

    def _flush(self, database: sqlite3.Connection) -> None:
        from sqlite3 import Error

        try:
            database.executemany("INSERT INTO doubled VALUES (?, ?)", self._waiting)
        except Error:
            hint = "make room on the disk that holds temporary files"
            raise fault(kinds.UNREADABLE, None, "a temporary file cannot be written", hint) from None
        self._waiting = []


def _opened() -> sqlite3.Connection:
    import sqlite3

    # The empty name: a database of its own, on the disk as far as it does not fit, and gone with the process.
    database = sqlite3.connect("", isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-16000", "temp_store=FILE"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("CREATE TABLE doubled (id BLOB, line INT)")
    database.execute("BEGIN")
    return database


def _key(id_: str) -> bytes:
    return id_.encode("utf-8", "surrogatepass")

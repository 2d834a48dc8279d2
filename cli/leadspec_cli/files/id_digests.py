"""Numbers of ids, eight bytes each: in memory while they are few, in a file without a name when they are not."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterable, Iterator
from typing import IO, Final

from leadspec.cleanup.duplicates import SHELVES, InMemory
from leadspec.diagnostics.kinds import file as kinds
from leadspec_cli.files.fault import fault

MOST_IN_MEMORY: Final = 1 << 21


class Spilling(InMemory):
    """`Digests` whose memory does not grow with their number. The file is gone with the process, however that ends."""

    def __init__(self, most: int = MOST_IN_MEMORY) -> None:
        super().__init__()
        self._most = most
        self._count = 0
        self._file: IO[bytes] | None = None
        self._spilled: list[list[tuple[int, int]]] = [[] for _ in range(SHELVES)]

    def add(self, digests: Iterable[int]) -> None:
        new = list(digests)
        super().add(new)
        self._count += len(new)
        if self._count >= self._most:
            self._spill()

    def shelves(self) -> Iterator[array[int]]:
        for shelf, places in zip(super().shelves(), self._spilled, strict=True):
            if self._file is None:
                yield shelf
                continue
            whole = array("q")
            for start, size in places:
                self._file.seek(start)
                whole.frombytes(self._file.read(size))
            whole.extend(shelf)
            yield whole

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _spill(self) -> None:
        try:
            self._write()
        except OSError:
            hint = "make room on the disk that holds temporary files"
            raise fault(kinds.UNREADABLE, None, "a temporary file cannot be written", hint) from None

    def _write(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - `close` does it
        at = self._file.tell()
        for shelf, places in zip(super().shelves(), self._spilled, strict=True):
            content = shelf.tobytes()
            self._file.write(content)
            places.append((at, len(content)))
            at += len(content)
        self.clear()
        self._count = 0

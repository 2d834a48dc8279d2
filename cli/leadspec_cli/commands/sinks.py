"""Where a result goes: into a file, whole or not at all, or to standard output as it comes.

A result for programs is bytes. What must not reach standard output before it is known to be sound is held back in a
temporary file that has no name.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from leadspec_cli.commands.console import Console
from leadspec_cli.files.write import writing

# So much of a held result stays in memory, the rest goes to the disk.
_IN_MEMORY = 4_000_000


class Sink:
    """Takes bytes, and text as UTF-8. `release` lets out what was held back, and everything after it at once."""

    def __init__(self, write: Callable[[bytes], object], held: IO[bytes] | None) -> None:
        self._write = write
        self._held = held

    def write(self, content: str | bytes) -> None:
        data = content.encode("utf-8") if isinstance(content, str) else content
        if self._held is not None:
            self._held.write(data)
        else:
            self._write(data)

    def release(self) -> None:
        if self._held is None:
            return
        held, self._held = self._held, None
        held.seek(0)
        # By lines, so that no letter of several bytes is torn apart.
        for line in held:
            self._write(line)
        held.close()


@contextmanager
def open_sink(console: Console, output: str | None, *, hold: bool = False, people: bool = False) -> Iterator[Sink]:
    """A sink for one result. With `hold` nothing reaches standard output before `release` or the end of the block.

    A result for `people` obeys the encoding of standard output; any other is UTF-8.
    """
    if output is not None:
        with writing(Path(output)) as stream:
            yield Sink(stream.write, None)
        return
    write = (lambda data: console.say(data.decode("utf-8"))) if people else console.write
    if not hold:
        yield Sink(write, None)
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as held:
        sink = Sink(write, held)
        yield sink
        sink.release()

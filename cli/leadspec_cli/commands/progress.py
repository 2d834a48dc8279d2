"""A line on the terminal that says how far a long run is; nothing anywhere else."""

from __future__ import annotations

import time
from types import TracebackType

from leadspec_cli.commands.console import Console

_EVERY_SECONDS = 0.25
_LOOK_EVERY = 256
_CLEAR_LINE = "\r\x1b[K"


class Progress:
    """Counts records. Shows on standard error if that is a terminal; cleared at the end."""

    def __init__(self, console: Console, what: str) -> None:
        self._console = console
        self._what = what
        self._on = console.stderr.isatty() and not console.quiet and console.environment.get("TERM") != "dumb"
        self._count = 0
        self._next = time.monotonic() + _EVERY_SECONDS
        self._shown = False

    def step(self) -> None:
        self._count += 1
        if self._on and self._count % _LOOK_EVERY == 0 and time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY_SECONDS
            self._shown = True
            self._console.note(f"{_CLEAR_LINE}{self._count:,} {self._what}")
            self._console.stderr.flush()

    def clear(self) -> None:
        """Before anything else is written to the terminal."""
        if self._shown:
            self._console.note(_CLEAR_LINE)
            self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

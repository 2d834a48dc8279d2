"""How a command ends: the exit codes that scripts rely on, and the one way to say that it could not run."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadspec.diagnostics import Diagnostic
    from leadspec.source import Source


class Exit(IntEnum):
    FINE = 0
    NO = 1  # findings, a difference, a failed test, a missing sign-off, rejected rows
    COULD_NOT_RUN = 2  # usage, a file that cannot be read, a policy or schema that does not check
    UNDECIDED = 3  # a proof ran out of its budget
    BUG = 70
    HUNG_UP = 129  # as shells count a terminal that was closed
    INTERRUPTED = 130  # as shells count Ctrl-C
    NOBODY_READS = 141  # as shells count a closed pipe
    TERMINATED = 143  # as shells count a plain `kill`


class EndedBySignal(BaseException):
    """The process was asked to end: unwinds everything, so that no half-written file is left behind."""

    def __init__(self, code: Exit) -> None:
        super().__init__(code.name)
        self.code = code


class CannotRunError(Exception):
    """A user's fault that ends the command: `main` shows the findings and exits with `COULD_NOT_RUN`."""

    def __init__(self, *diagnostics: Diagnostic, sources: Mapping[str, Source] | None = None) -> None:
        super().__init__("the command could not run")
        self.diagnostics = diagnostics
        self.sources = sources or {}

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> CannotRunError:
        return cls(*diagnostics, sources=sources)

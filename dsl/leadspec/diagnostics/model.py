"""A diagnostic: what is wrong, where, and what to do, for a person who does not program."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from msgspec import Struct

from leadspec.source import Location, Place, Span


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Phase(Enum):
    """Where in the pipeline a kind of finding arises."""

    FILE = "file"  # reading any file: size, encoding, path
    SYNTAX = "syntax"  # the shape of a policy's text
    NAME = "name"  # what a name stands for
    TYPE = "type"  # what goes with what
    POLICY = "policy"  # a policy as a whole: required statements, cycles
    SCHEMA = "schema"  # the lead schema
    DATA = "data"  # leads and their events
    TEST = "test"  # test files
    USAGE = "usage"  # the command line
    LINT = "lint"  # sound, but not good


class Status(Enum):
    PREVIEW = "preview"
    STABLE = "stable"
    DEPRECATED = "deprecated"
    REMOVED = "removed"


class Kind(Struct, frozen=True):
    """One kind of finding: a row of the registry and the source of its page in the docs.

    `id` is kebab-case, reads after "allow …", and is never used again for something else.
    `title` says in one line what is found; `why` explains it and what to do (Markdown, plain words).
    `bad` and `good` are examples: text of a policy (or of a schema or data file), wrong and mended.
    """

    id: str
    phase: Phase
    title: str
    why: str
    severity: Severity = Severity.ERROR
    bad: str | None = None
    good: str | None = None
    since: str = "0.1"
    status: Status = Status.STABLE

    def at(
        self,
        location: Location | None,
        message: str,
        *hints: str,
        label: str = "",
        secondary: Iterable[Label] = (),
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A finding of this kind. `message`: one line, lower case, no final stop, user text in backticks."""
        primary = None if location is None else Label(location, label)
        return Diagnostic(self, message, primary, tuple(secondary), hints, fix)


class Label(Struct, frozen=True):
    location: Location
    text: str = ""


class Edit(Struct, frozen=True):
    """Replace the text at `span` by `text`."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """A replacement that a tool may make; `safe` only if the meaning stays what the author surely meant."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


class Diagnostic(Struct, frozen=True):
    """One finding. `hints` say what to do, each a full clause, exact replacements in backticks."""

    kind: Kind
    message: str
    primary: Label | None = None
    secondary: tuple[Label, ...] = ()
    hints: tuple[str, ...] = ()
    fix: Fix | None = None

    @property
    def id(self) -> str:
        return self.kind.id

    @property
    def severity(self) -> Severity:
        return self.kind.severity


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(each.severity is Severity.ERROR for each in diagnostics)


def _sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    match diagnostic.primary:
        case Label(Span(file, start, _)):
            return (file, start, 0, diagnostic.id, diagnostic.message)
        case Label(Place(file=file, line=line, column=column)):
            return (file, line or 0, column or 0, diagnostic.id, diagnostic.message)
        case _:
            return ("", 0, 0, diagnostic.id, diagnostic.message)


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file and place, each finding once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=_sort_key))

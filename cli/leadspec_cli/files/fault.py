"""The one exception of this package: what is wrong with a file, as findings for a person."""

from __future__ import annotations

from collections.abc import Iterable

from leadspec.diagnostics import Diagnostic, Kind
from leadspec.source import Location


class FileFault(Exception):  # noqa: N818 - a user's mistake, shown as diagnostics
    """A file cannot be read or written. Carries at least one diagnostic."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(each.message for each in self.diagnostics))


def fault(kind: Kind, location: Location | None, message: str, *hints: str) -> FileFault:
    return FileFault([kind.at(location, message, *hints)])

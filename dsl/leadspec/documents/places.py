"""Findings about texts that may hold somebody's data: with their place, and without a stretch of the text."""

from __future__ import annotations

from leadspec.diagnostics import Diagnostic, Label
from leadspec.source import Location, Place, Source, Span


def without_text(diagnostic: Diagnostic, source: Source, first_line: int = 1, first_column: int = 1) -> Diagnostic:
    """The same finding with a line and column in place of a stretch of text, so that no data is shown.

    `first_line`, `first_column`: where the source's text starts in its file.
    """
    primary = diagnostic.primary
    secondary = tuple(_placed(each, source, first_line, first_column) for each in diagnostic.secondary)
    return Diagnostic(
        diagnostic.kind,
        diagnostic.message,
        None if primary is None else _placed(primary, source, first_line, first_column),
        secondary,
        diagnostic.hints,
    )


def _placed(label: Label, source: Source, first_line: int, first_column: int) -> Label:
    location: Location = label.location
    if isinstance(location, Span):
        line, column = source.position(location.start)
        column += first_column - 1 if line == 1 else 0
        location = Place(location.file, line + first_line - 1, column)
    return Label(location, label.text)

"""Findings for programs: plain objects, 1-based, columns in characters; an end is the first column after the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from leadspec.diagnostics.model import Diagnostic, Fix, Label
from leadspec.source import Place, Source, Span

JsonObject = dict[str, object]


def diagnostic_objects(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> list[JsonObject]:
    """One object for each finding, keys always in the same order; what is not known is null.

    A finding about data has `row` and `field` too; one with further places has them under `related`.
    """
    return [_object(each, sources) for each in diagnostics]


def _object(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> JsonObject:
    found: JsonObject = {
        "id": diagnostic.id,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_place(diagnostic.primary, sources),
        "hints": list(diagnostic.hints),
        "fix": _fix(diagnostic.fix, sources),
    }
    if diagnostic.primary is not None and isinstance(diagnostic.primary.location, Place):
        found["row"] = diagnostic.primary.location.row
        found["field"] = diagnostic.primary.location.field
    if diagnostic.secondary:
        found["related"] = [{**_place(label, sources), "message": label.text} for label in diagnostic.secondary]
    return found


def _place(label: Label | None, sources: Mapping[str, Source]) -> JsonObject:
    if label is None:
        return {"file": None, "line": None, "column": None, "end_line": None, "end_column": None}
    location = label.location
    if isinstance(location, Place):
        place = {"line": location.line, "column": location.column}
        return {"file": location.file, **place, "end_line": None, "end_column": None}
    return {"file": location.file, **_stretch(location, sources)}


def _stretch(span: Span, sources: Mapping[str, Source]) -> JsonObject:
    source = sources.get(span.file)
    if source is None:
        return {"line": None, "column": None, "end_line": None, "end_column": None}
    length = len(source.text)
    line, column = source.position(min(span.start, length))
    end_line, end_column = source.position(min(span.end, length))
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


def _fix(fix: Fix | None, sources: Mapping[str, Source]) -> JsonObject | None:
    if fix is None:
        return None
    edits = [{"file": edit.span.file, **_stretch(edit.span, sources), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}

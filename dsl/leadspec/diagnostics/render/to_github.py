"""Findings as annotations of a pull request: one workflow command for each, everything in it escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from leadspec.diagnostics.model import Diagnostic, Severity
from leadspec.diagnostics.render.characters import visible
from leadspec.diagnostics.render.to_json import diagnostic_objects
from leadspec.source import Source

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_github(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> str:
    """One line for each finding; the server shows it beside the line of the policy."""
    return "".join(_command(each, sources) for each in diagnostics)


def _command(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    place = diagnostic_objects([diagnostic], sources)[0]
    properties = {
        "file": place["file"],
        "line": place["line"],
        "endLine": place["end_line"],
        "col": place["column"],
        # The server takes an end column within one line only.
        "endColumn": place["end_column"] if place["end_line"] == place["line"] else None,
        "title": diagnostic.id,
    }
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    words = [diagnostic.message, *(f"hint: {hint}" for hint in diagnostic.hints)]
    text = "%0A".join(_data(visible(word)) for word in words)
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{text}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")

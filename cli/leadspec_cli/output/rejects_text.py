"""Rejected records: one line for people, an object for programs, cells for spreadsheets."""

from __future__ import annotations

from leadspec.cleanup.report import Reject
from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import visible
from leadspec_cli.output.csv_text import csv_line, text_cell


def reject_object(reject: Reject) -> dict[str, object]:
    found: dict[str, object] = {"row": reject.row, "id": reject.id, "field": reject.field, "reason": reject.reason}
    if reject.further:
        found["further"] = [{"field": name, "reason": reason} for name, reason in reject.further]
    return found


def reject_line(file: str, reject: Reject, style: TextStyle) -> str:
    """One line on standard error. The first words are ours, so that no value can forge a line."""
    sentences = "; ".join(reason if name is None else f"`{name}` {reason}" for name, reason in faults(reject))
    who = "" if reject.id is None else f" (id {reject.id})"
    return visible(f"rejected {file}:{reject.row}{who}: {sentences}", style.encoding) + "\n"


def rejects_csv_header() -> str:
    return csv_line(("row", "id", "field", "reason"))


def rejects_csv_lines(reject: Reject) -> str:
    """A line for each field that does not fit."""
    return "".join(
        csv_line((str(reject.row), text_cell(reject.id or ""), text_cell(name or ""), text_cell(reason)))
        for name, reason in faults(reject)
    )


def faults(reject: Reject) -> tuple[tuple[str | None, str], ...]:
    """Each field that does not fit, `None` for the record as a whole, with its reason."""
    return ((reject.field, reject.reason), *reject.further)

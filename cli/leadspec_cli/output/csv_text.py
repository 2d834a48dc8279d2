"""Rows for spreadsheets: one column for each output, and no cell that a spreadsheet would run.

A cell of text that starts like a formula gets an apostrophe in front (CWE-1236); numbers that we made ourselves stay
numbers. Who needs the texts exactly as they are takes JSON Lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from leadspec.diagnostics.render.characters import visible
from leadspec.ir.verdict import Verdict
from leadspec.values.decimals import format_cents, format_number
from leadspec_cli.output.outputs import Outputs
from leadspec_cli.output.rows import match_share

# Also full-width forms, which some programs take for the plain ones, and `::`, which build servers obey.
_FORMULA: Final = re.compile(r"\s*(?:[=+\-@\t\r\n|＝＋－＠]|::)")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_NEEDS_QUOTES: Final = re.compile(r'[",;\r\n\t]|^\s|\s$')
_TRUTHS: Final = {True: "true", False: "false", None: ""}


def csv_header(outputs: Outputs) -> str:
    columns = [
        "id",
        "stage",
        *(f"lead.{name}" for name in outputs.counts),
        *(f"scores.{name}" for name in outputs.scores),
        *(f"labels.{name}" for name in outputs.labels),
        *(f"tables.{name}" for name in outputs.tables),
        *(f"personas.{name}.{part}" for name in outputs.personas for part in ("match", "misses", "open")),
        "disqualified",
        "flags",
        "undecided",
        "missing",
    ]
    return csv_line(columns)


def csv_row(verdict: Verdict, outputs: Outputs) -> str:
    row = [
        text_cell(verdict.id),
        text_cell(verdict.stage or ""),
        *(_TRUTHS[verdict.counts[name]] for name in outputs.counts),
        *(format_cents(verdict.scores[name]) for name in outputs.scores),
        *(text_cell(verdict.labels[name]) for name in outputs.labels),
        *(_table_cell(verdict.tables[name]) for name in outputs.tables),
    ]
    for name in outputs.personas:
        persona = verdict.personas[name]
        row += [match_share(persona), _list_cell(persona.misses), _list_cell(persona.open)]
    row += [_list_cell(each) for each in (verdict.disqualified, verdict.flags, verdict.undecided, verdict.missing)]
    return csv_line(row)


def csv_line(cells: Iterable[str]) -> str:
    """One line; a cell with a separator, a quote or outer spaces stands in quotes."""
    return ",".join(_quoted(cell) for cell in cells) + "\n"


def text_cell(text: str) -> str:
    """A text that came from data or a policy, so that no spreadsheet runs it; `-5` is a number and stays one."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        text = "'" + text
    return visible(text)


def _table_cell(result: str | int) -> str:
    return text_cell(result) if isinstance(result, str) else format_number(result)


def _list_cell(texts: Iterable[str]) -> str:
    return text_cell("; ".join(texts))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell

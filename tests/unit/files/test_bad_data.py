"""The corpus of broken data: each file beside what is said about it.

A line of the expected text is a finding (`line:column id message`) or a reject (`row LINE FIELD: REASON`), and last
what was repaired or left out. `LEADSPEC_ACCEPT=1` writes the texts anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leadspec.cleanup import Reject
from leadspec.diagnostics.kinds import registry
from leadspec.schema import read_schema
from leadspec.source import Place
from leadspec.values.zones import zone
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.leads import read_leads
from leadspec_cli.files.readers import DataFile
from leadspec_cli.files.text import read_source

FOLDER = Path(__file__).parents[2] / "corpus" / "bad" / "data"
FILES = sorted(each for each in FOLDER.iterdir() if not each.name.endswith((".diagnostics.txt", ".schema.yaml", ".md")))


def said_about(path: Path) -> str:
    schema = read_schema(read_source(FOLDER / "lead.schema.yaml", "lead.schema.yaml")).schema
    lines: list[str] = []
    try:
        leads = read_leads(DataFile(path, path.name), schema, zone("Europe/Berlin"))
        for each in leads:
            if isinstance(each, Reject):
                lines.append(f"row {each.row} {each.field or '-'}: {each.reason}")
                lines += [f"    {field}: {reason}" for field, reason in each.further]
        report = leads.report
        lines += [
            f"event {each.row}.{each.number} {each.field or '-'}: {each.reason}" for each in report.rejected_events
        ]
        lines += [f"{kind}: {count}" for kind, count in report.repairs.items()]
    except FileFault as fault:
        for found in fault.diagnostics:
            place = found.primary.location if found.primary else None
            assert isinstance(place, Place)
            assert found.id in registry()
            lines.append(f"{place.line or '-'}:{place.column or '-'} {found.id} {found.message}")
            lines += [f"    {hint}" for hint in found.hints]
    return "".join(f"{each}\n" for each in lines)


@pytest.mark.parametrize("path", FILES, ids=lambda each: each.name)
def test_each_file_is_spoken_of_as_expected(path):
    expected = path.with_name(f"{path.name}.diagnostics.txt")
    said = said_about(path)
    if os.environ.get("LEADSPEC_ACCEPT"):
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")
    assert said


def test_no_expected_text_stands_alone():
    names = {each.name for each in FILES}
    assert {each.name.removesuffix(".diagnostics.txt") for each in FOLDER.glob("*.diagnostics.txt")} == names

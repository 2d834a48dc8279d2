"""What every file of a description has: its name, which column is which field, and what its reader is told."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from leadspec.cleanup import CleanOptions
from leadspec.data.model import FileUse, Named, Want
from leadspec.data.nodes import entries, get, named, word
from leadspec.data.reading import did_you_mean, shown
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import description as kinds
from leadspec.documents import Node


def read_use(node: Node | None, wants: tuple[Want, ...], options: CleanOptions) -> FileUse | None:
    file = named(get(node, "file"))
    if file is None:
        return None
    encoding, delimiter = word(get(node, "encoding")), word(get(node, "delimiter"))
    quote, sheet, records = word(get(node, "quote")), word(get(node, "sheet")), word(get(node, "records"))
    return FileUse(file, wants, replace(options, file=file.text), encoding, delimiter, quote, sheet, records)


def named_columns(
    node: Node | None, names: Mapping[str, str], what: str, found: list[Diagnostic]
) -> dict[str, Named | None]:
    """The column of each field that is named; None where the file does not give it. `names`: as written, in full."""
    columns: dict[str, Named | None] = {}
    for entry in entries(node):
        full = names.get(entry.key)
        if full is None:
            message = f"`{shown(entry.key)}` is not {what}"
            found.append(kinds.UNKNOWN_FIELD.at(entry.key_span, message, *did_you_mean(entry.key, names)))
        elif full in columns:
            message = f"`{full}` is given a column twice"
            found.append(kinds.FIELD_TWICE.at(entry.key_span, message, "delete one of the two"))
        else:
            columns[full] = named(entry.value)
    return columns

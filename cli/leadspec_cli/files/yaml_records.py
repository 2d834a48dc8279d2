"""Records in YAML: a list of blocks, or a single block. The file is held in memory, so it has a limit."""

from __future__ import annotations

from collections.abc import Iterator

from leadspec.diagnostics import has_errors
from leadspec.diagnostics.kinds import data as kinds
from leadspec.documents import Mapping, Sequence, kind_of, plain
from leadspec.documents.places import without_text
from leadspec.documents.yaml_text import load_yaml
from leadspec.source import Place, Source
from leadspec_cli.files.fault import FileFault, fault
from leadspec_cli.files.records import Broken, Nested


def read_yaml(source: Source) -> Iterator[Nested | Broken]:
    """The records of a YAML text. Raises `FileFault` with all faults of the text."""
    loaded = load_yaml(source, private=True)
    if loaded.node is None or has_errors(loaded.diagnostics):
        raise FileFault(without_text(each, source) for each in loaded.diagnostics)
    match loaded.node:
        case Sequence(items=items):
            nodes = items
        case Mapping() as single:
            nodes = (single,)
        case other:
            raise fault(
                kinds.NOT_RECORDS,
                Place(source.name, 1),
                f"`{source.name}` holds {kind_of(other)}, not records",
                "write a list with one block for each lead",
            )
    last_line, nth = 0, 0
    for node in nodes:
        line, _ = source.position(node.span.start)
        nth = nth + 1 if line == last_line else 1
        last_line = line
        value = plain(node)
        if isinstance(value, dict):
            yield Nested(line, value, nth)
        else:
            yield Broken(line, f"is {kind_of(node)}, not a block of fields")

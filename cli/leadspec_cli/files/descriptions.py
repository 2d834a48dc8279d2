"""DATA as it is named on the command line: a file of leads, or the description of several files."""

from __future__ import annotations

import re
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace

from leadspec.cleanup import CleanOptions
from leadspec.diagnostics import has_errors, sort_diagnostics
from leadspec.documents import Loaded, Node, load
from leadspec.schema.model import Schema
from leadspec.source import Source
from leadspec.values.zones import Zone
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.paths import resolve
from leadspec_cli.files.readers import DataFile
from leadspec_cli.files.sources import DataSource
from leadspec_cli.files.text import read_source

if TYPE_CHECKING:
    from leadspec_cli.files.parts import Parts

_ENDINGS = (".yaml", ".yml", ".json")
_LONGEST = 1_000_000
# A text that cannot be read as YAML may still be seen to be a description: its own words may be shown.
_LOOKS_LIKE_ONE = re.compile(r"^leads:[ \t]*(?:\{|$)", re.MULTILINE)
_HAS_FILE = re.compile(r"\bfile[ \t]*:")


@runtime_checkable
class Described(Protocol):
    """A source of data that a description puts together. `files`: the names that messages show."""

    @property
    def description_digest(self) -> str: ...

    @property
    def files(self) -> tuple[str, ...]: ...

    @property
    def paths(self) -> tuple[Path, ...]: ...


class Data(Struct, frozen=True):
    source: DataSource
    options: CleanOptions


class DescriptionFault(FileFault):
    """Faults of a description, with its text for the messages."""

    def __init__(self, fault: FileFault, source: Source) -> None:
        super().__init__(fault.diagnostics)
        self.source = source


def open_data(
    name: str, base: Path, roots: list[Path], schema: Schema, zone: Zone | None, *, show_values: bool
) -> Data:
    """Raises `FileFault`, for a description with all its faults."""
    path = resolve(name, base, roots)
    found = _description(path, name)
    if found is not None:
        from leadspec.data.detect import is_description

        source, loaded = found
        if loaded.node is None or has_errors(loaded.diagnostics):
            if _LOOKS_LIKE_ONE.search(source.text) and _HAS_FILE.search(source.text):
                raise DescriptionFault(FileFault(loaded.diagnostics), source)
        elif is_description(loaded.node, schema):
            return _described(loaded.node, path.parent, source, roots, schema, zone, show_values=show_values)
    return Data(DataFile(path, name), CleanOptions(show_values=show_values))


def _description(path: Path, name: str) -> tuple[Source, Loaded] | None:
    """The document that may be a description; None for what cannot be one."""
    if not name.lower().endswith(_ENDINGS) or path.stat().st_size > _LONGEST:
        return None
    try:
        source = read_source(path, name)
    except FileFault:
        return None  # its reader says what is wrong with it
    if name.lower().endswith(".json") and not source.text.lstrip().startswith("{"):
        return None
    return source, load(source)


def open_description(
    source: Source, folder: Path, roots: list[Path], schema: Schema, zone: Zone | None, *, show_values: bool = False
) -> Data:
    """The data of a description that is sound YAML, as if it lay in a folder. Raises `DescriptionFault`."""
    node = load(source).node
    if node is None:
        raise ValueError("this text is no YAML")
    return _described(node, folder, source, roots, schema, zone, show_values=show_values)


def _described(
    node: Node, folder: Path, source: Source, roots: list[Path], schema: Schema, zone: Zone | None, *, show_values: bool
) -> Data:
    from leadspec.data.read import read_description
    from leadspec_cli.files.described import DescribedData
    from leadspec_cli.files.parts import open_parts

    read = read_description(node, schema, zone)
    parts: Parts | None = None
    faults = list(read.diagnostics)
    if read.description is not None:
        try:
            parts = open_parts(read.description, folder, PurePosixPath(PurePath(source.name).parent.as_posix()), roots)
        except FileFault as fault:
            faults += fault.diagnostics
    if read.description is None or parts is None or has_errors(faults):
        raise DescriptionFault(FileFault(sort_diagnostics(faults)), source)
    return Data(DescribedData(read.description, parts, schema), _options(parts, show_values))


def _options(parts: Parts, show_values: bool) -> CleanOptions:
    """How each field is read: as the file that it comes from says."""

    def shown(options: CleanOptions) -> CleanOptions:
        return replace(options, show_values=show_values)

    by_field = {
        name: shown(part.use.options)
        for (_, part), given in zip(parts.lookups, parts.given, strict=True)
        for name in given
    }
    events = tuple(replace(shown(part.use.options), file=part.file.name) for _, part in parts.events)
    return replace(shown(parts.leads.use.options), by_field=by_field, event_files=events)

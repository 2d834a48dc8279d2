"""The files of a data description, opened once to see what columns they have, and put in their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from leadspec.data.model import Description, EventFile, FileUse, Lookup, Named
from leadspec.diagnostics import Diagnostic, Label, sort_diagnostics
from leadspec.diagnostics.kinds import description as kinds
from leadspec.source import Place, Span
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.paths import resolve_data
from leadspec_cli.files.projections import Projection, project
from leadspec_cli.files.readers import DataFile
from leadspec_cli.files.records import Table


class Part(Struct, frozen=True):
    """One file. `projection`: which column is which field, where the file has columns at all."""

    file: DataFile
    use: FileUse
    header: tuple[str, ...]
    projection: Projection | None


class Parts(Struct, frozen=True):
    """`given`: for each lookup the fields that it gives, in their order."""

    leads: Part
    lookups: tuple[tuple[Lookup, Part], ...]
    events: tuple[tuple[EventFile, Part], ...]
    given: tuple[tuple[str, ...], ...]


def open_parts(description: Description, folder: Path, shown: PurePosixPath, roots: list[Path]) -> Parts:
    """`folder`: that of the description; `shown`: the same as messages show it. Raises `FileFault` with all faults."""
    found: list[Diagnostic] = []

    def part(use: FileUse, keys: Iterable[Named]) -> Part | None:
        name = (shown / use.file.text).as_posix()
        try:
            path, root = resolve_data(use.file.text, folder, roots, use.file.span)
            if root is not None:
                name = PurePosixPath(use.file.text).as_posix()
            file = DataFile(path, name, use.delimiter, use.encoding, use.sheet, use.quote, use.records)
            with file.open() as records:
                header = records.header if isinstance(records, Table) else ()
                is_table = isinstance(records, Table)
            _only_where_it_counts(use, file, found)
        except FileFault as fault:
            found.extend(_in_description(each, use.file.span) for each in fault.diagnostics)
            return None
        return Part(file, use, header, project(header, use, keys, name, found) if is_table else None)

    by = [each.by for each in description.lookups]
    by += [each.by for each in description.activities if each.by is not None]
    leads = part(description.leads, by)
    lookups = [(each, part(each.use, [each.key])) for each in description.lookups]
    events = [(each, part(each.use, [each.key])) for each in description.activities]
    if leads is not None:
        _ids_wanted(description, leads, found)
    there = [(lookup, each) for lookup, each in lookups if each is not None]
    given: list[tuple[str, ...]] = []
    if leads is not None:
        owners = _owners(leads, there, found)
        given = [tuple(name for name in _fields(each) if owners.get(name) is each) for _, each in there]
        there = [(lookup, _without(each, owners)) for lookup, each in there]
        leads = _without(leads, owners)
    if found or leads is None:
        raise FileFault(sort_diagnostics(found))
    return Parts(leads, tuple(there), tuple((use, each) for use, each in events if each is not None), tuple(given))


_TEXTS = ("csv", "tsv")
_TYPED = ("parquet", "arrow", "arrows", "feather", "xlsx", "yaml", "yml")


def _only_where_it_counts(use: FileUse, file: DataFile, found: list[Diagnostic]) -> None:
    """Finds what is said of a file and would be passed over in silence."""
    told = {
        "delimiter": (use.delimiter, file.format in _TEXTS, "tables of text have one"),
        "quote": (use.quote, file.format in _TEXTS, "tables of text have one"),
        "encoding": (use.encoding, file.format not in _TYPED, "texts but YAML, which is UTF-8, have one"),
        "sheet": (use.sheet, file.format == "xlsx", "workbooks have one"),
        "records": (use.records, file.format == "json", "JSON files have their records inside of something else"),
    }
    for key, (value, fits, who) in told.items():
        if value is not None and not fits:
            what = "list around its records" if key == "records" else key
            message = f"`{file.name}` has no {what}: only {who}"
            found.append(kinds.BAD_READING.at(use.file.span, message, f"delete `{key}`"))


def _in_description(diagnostic: Diagnostic, span: Span) -> Diagnostic:
    """A fault of a file as a whole is mended where the file is named."""
    match diagnostic.primary:
        case Label(Place(line=None)):
            return replace(diagnostic, primary=Label(span))
        case _:
            return diagnostic


def _ids_wanted(description: Description, leads: Part, found: list[Diagnostic]) -> None:
    if leads.projection is None or description.id_name in leads.projection.indexes:
        return
    for each in description.activities:
        if each.by is None:
            message = f"events need the leads' ids, and `{leads.file.name}` has no column `{description.id_name}`"
            found.append(kinds.UNKNOWN_COLUMN.at(each.key.span, message, "name the column under `leads`: `id: …`"))


def _fields(part: Part) -> list[str]:
    """What a file gives; records that nest may give anything that is wanted of them."""
    if part.projection is not None:
        return list(part.projection.indexes)
    return [each.field for each in part.use.wants if not each.off]


def _owners(leads: Part, lookups: list[tuple[Lookup, Part]], found: list[Diagnostic]) -> dict[str, Part]:
    """The one file that gives each field: the one that is told to; if two have a column of that name, none is."""
    owners = dict.fromkeys(_fields(leads), leads)
    for _, part in lookups:
        for name in _fields(part):
            owner = owners.setdefault(name, part)
            if owner is part:
                continue
            told, other = _column(part, name), _column(owner, name)
            if told is not None or owner.projection is None:
                owners[name] = part
            elif other is None and part.projection is not None:
                message = f"`{owner.file.name}` and `{part.file.name}` both have a column for `{name}`"
                hint = f"write `{name}: null` under `fields` of the file that shall not give it"
                found.append(kinds.FIELD_TWICE.at(part.use.file.span, message, hint))
    return owners


def _column(part: Part, name: str) -> Span | None:
    return next((each.column.span for each in part.use.wants if each.field == name and each.column is not None), None)


def _without(part: Part, owners: Mapping[str, Part]) -> Part:
    """A part that gives up the columns which another file gives better."""
    if part.projection is None:
        return part
    kept = {name: i for name, i in part.projection.indexes.items() if owners.get(name) is part}
    lost = [i for name, i in part.projection.indexes.items() if name not in kept and i not in kept.values()]
    lost = [i for i in lost if i not in part.projection.keys.values()]
    unused = tuple(sorted({*part.projection.unused, *lost}))
    return Part(part.file, part.use, part.header, Projection(kept, unused, part.projection.keys))


def unused_names(part: Part, taken: set[str]) -> tuple[str, ...]:
    """The columns that nothing reads; one that is called as a field is gets another name."""
    if part.projection is None:
        return ()
    names = (part.header[i] for i in part.projection.unused)
    return tuple(f"{each} (column)" if each in taken else each for each in names)

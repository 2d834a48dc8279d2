"""Which column of a file is which field, and the raw values of a record in that order, whatever the file's format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from leadspec.data.model import FileUse, Named, Want
from leadspec.data.reading import did_you_mean, shown
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import description as kinds
from leadspec.documents import Raw
from leadspec.values.text import nfc, strip
from leadspec_cli.files.records import Nested, Row, TypedRow


class Projection(Struct, frozen=True):
    """For tables: `indexes` by field, in the order of the wants; `unused`: the columns that nothing reads.

    `keys`: the columns that say which records belong together, by the name that the description gives them.
    """

    indexes: dict[str, int]
    unused: tuple[int, ...]
    keys: dict[str, int]


def project(
    header: Sequence[str], use: FileUse, keys: Iterable[Named], file: str, found: list[Diagnostic]
) -> Projection:
    """Finds all columns of a table. Those that are named and not there are findings."""
    places = {strip(nfc(each)): i for i, each in enumerate(header)}
    indexes: dict[str, int] = {}
    for want in use.wants:
        if want.column is not None:
            index = _named(places, want.column, file, found)
            if index is not None:
                indexes[want.field] = index
    taken = set(indexes.values())
    for names_of in (_own_names, _preset_names):
        for want in use.wants:
            if want.column is None and not want.off and want.field not in indexes:
                # A column that is named for one field is not at the same time the one with another's name.
                index = next(
                    (places[each] for each in names_of(want) if places.get(each, -1) not in (-1, *taken)), None
                )
                if index is not None:
                    indexes[want.field] = index
                    taken.add(index)
    key_indexes = {}
    for key in keys:
        index = places.get(strip(nfc(key.text)), indexes.get(key.text))
        if index is None:
            index = _named(places, key, file, found)
        if index is not None:
            key_indexes[key.text] = index
    used = {*indexes.values(), *key_indexes.values()}
    ordered = {want.field: indexes[want.field] for want in use.wants if want.field in indexes}
    return Projection(ordered, tuple(i for i in range(len(header)) if i not in used), key_indexes)


def _named(places: dict[str, int], column: Named, file: str, found: list[Diagnostic]) -> int | None:
    index = places.get(strip(nfc(column.text)))
    if index is None:
        message = f"`{file}` has no column `{shown(column.text)}`"
        hints = did_you_mean(column.text, places) or ("write it as the first line of the file does",)
        found.append(kinds.UNKNOWN_COLUMN.at(column.span, message, *hints))
    return index


def _own_names(want: Want) -> tuple[str, ...]:
    return want.names


def _preset_names(want: Want) -> tuple[str, ...]:
    return want.preset


class NestedReader:
    """Takes wanted values out of nested records: by the name of a key, else by its dotted path."""

    def __init__(self, use: FileUse) -> None:
        named = {want.column.text for want in use.wants if want.column is not None}
        self._wanted = [(want.field, _names(want, named)) for want in use.wants if not want.off]

    def values(self, record: dict[str, Raw]) -> dict[str, Raw]:
        """By field, where there is anything."""
        found: dict[str, Raw] = {}
        for field, names in self._wanted:
            value = next((value for name in names if (value := value_at(record, name)) is not None), None)
            if value is not None:
                found[field] = value
        return found


def _names(want: Want, named: set[str]) -> tuple[str, ...]:
    """Where a field may stand; what is named for one field is not at the same time another's own name."""
    if want.column is not None:
        return (want.column.text,)
    return tuple(each for each in want.names + want.preset if each not in named)


def value_at(record: dict[str, Raw], name: str) -> Raw:
    """The value of a key, or the one that a dotted path leads to."""
    if name in record:
        return record[name]
    value: Raw = record
    if "." not in name:
        return None
    for key in name.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def put(tree: dict[str, Raw], path: tuple[str, ...], value: Raw) -> None:
    """Puts a value into a tree; what stands in the way is replaced, and blocks inside are not changed but copied."""
    for key in path[:-1]:
        branch = tree.get(key)
        branch = dict(branch) if isinstance(branch, dict) else {}
        tree[key] = branch
        tree = branch
    tree[path[-1]] = value


Reader = Callable[[Row | TypedRow | Nested], dict[str, Raw]]
"""The raw values of a record by field."""


def reader_of(use: FileUse, projection: Projection | None) -> Reader:
    if projection is None:
        reader = NestedReader(use)
        return lambda record: reader.values(record.fields) if isinstance(record, Nested) else {}
    columns = tuple(projection.indexes.items())
    return lambda record: {} if isinstance(record, Nested) else {name: record.cells[i] for name, i in columns}


def key_of(name: str, projection: Projection | None) -> Callable[[Row | TypedRow | Nested], Raw]:
    """The raw key of a record."""
    if projection is None:
        return lambda record: value_at(record.fields, name) if isinstance(record, Nested) else None
    index = projection.keys[name]
    return lambda record: None if isinstance(record, Nested) else record.cells[index]

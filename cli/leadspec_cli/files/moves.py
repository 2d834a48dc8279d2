"""Nested records under the names of fields: what stands elsewhere in a record is moved to its field's place."""

from __future__ import annotations

from leadspec.data.model import FileUse
from leadspec.documents import Raw
from leadspec_cli.files.projections import put, value_at


class Moves:
    """The moves of one file. Most records need few of them."""

    def __init__(self, use: FileUse) -> None:
        named = {each.column.text for each in use.wants if each.column is not None}
        self._told = [(each.path, each.column.text) for each in use.wants if each.column is not None]
        self._off = [each.path for each in use.wants if each.off or each.column is not None]
        self._else = [
            (each.path, each.names, tuple(name for name in each.preset if name not in named))
            for each in use.wants
            if each.column is None and not each.off and each.preset
        ]

    def moved(self, given: dict[str, Raw]) -> dict[str, Raw]:
        """Another record; the one that is given stays as it is."""
        record = dict(given)
        values = [(path, name, value_at(record, name)) for path, name in self._told]
        taken = {name for _, name in self._told}
        for path, own, names in self._else:
            if all(value_at(record, each) is None or each in taken for each in own):
                found = next(((name, value) for name in names if (value := value_at(record, name)) is not None), None)
                if found is not None:
                    values.append((path, *found))
        for path in self._off:
            _drop(record, ".".join(path))
        for _, name, _ in values:
            _drop(record, name)
        for path, _, value in values:
            if value is not None:
                put(record, path, value)
        return record


def _drop(record: dict[str, Raw], name: str) -> None:
    """Takes a value away, and the blocks that then hold nothing."""
    if name in record:
        del record[name]
        return
    key, _, rest = name.partition(".")
    block = record.get(key)
    if rest and isinstance(block, dict):
        block = dict(block)
        _drop(block, rest)
        record[key] = block
        if not block:
            del record[key]

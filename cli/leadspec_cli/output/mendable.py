"""Rejected records that can be mended and fed back: why each was rejected, then its own cells exactly as they stood.

The cells are not made harmless for spreadsheets, as everything else is: `=1+1` has to come back as `=1+1`. That is
why such a file is written only where somebody names it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Final, Protocol

from msgspec import Struct

from leadspec.cleanup.report import OWN_PREFIX, REJECT_COLUMNS, Reject
from leadspec.documents import NumberText, Raw, Unreadable
from leadspec.schema.model import Schema
from leadspec.values.text import fold
from leadspec_cli.output.csv_text import text_cell
from leadspec_cli.output.json_text import json_line
from leadspec_cli.output.rejects_text import faults

_ID: Final = "id"
_MORE: Final = f"{OWN_PREFIX}more"
_MOST_COLUMNS: Final = 2_000
_NEEDS_QUOTES: Final = re.compile(r"""["',;|\t\r\n]|^\s|\s$""")
_UNWRITABLE: Final = re.compile("[\x00\ud800-\udfff]")
_JSON_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


class Cells(Struct, frozen=True):
    """A row of a table. One that does not fit the header has more or fewer cells than names."""

    names: tuple[str, ...]
    cells: Sequence[Raw]


class Keys(Struct, frozen=True):
    """A record of nested values."""

    fields: Mapping[str, Raw]


Behind = Cells | Keys | None
"""The record behind a reject; `None` where it could not be read at all."""


class Writer(Protocol):
    """`lines`: the text for one rejected record; `rest`: what follows once all are known."""

    def line(self, reject: Reject, record: Behind) -> str: ...

    def rest(self, header: tuple[str, ...] | None) -> Iterator[str]: ...


class JsonLines:
    """One object a record: `row`, `id`, `field`, `reason`, then the record's own keys."""

    def __init__(self, schema: Schema) -> None:
        self._paths = {".".join(path): path for path in _paths(schema)}
        self._schema = _taken(schema, (path[0] for path in self._paths.values()))

    def line(self, reject: Reject, record: Behind) -> str:
        match record:
            case Keys(fields):
                own: dict[str, Raw] = dict(fields)
            case Cells(names, cells):
                own = self._nested(names, cells)
                if len(cells) > len(names):
                    own[_MORE] = list(cells[len(names) :])
            case None:
                own = {}
        kept = _without_earlier(tuple(own), self._schema)
        columns = _own_columns(kept, self._schema)
        found = dict(zip(columns, _told(reject), strict=True))
        return raw_json({**found, **{name: own[name] for name in kept}}) + "\n"

    def rest(self, header: tuple[str, ...] | None) -> Iterator[str]:  # noqa: ARG002 - each line stands alone
        return iter(())

    def _nested(self, names: Sequence[str], cells: Sequence[Raw]) -> dict[str, Raw]:
        """A row as a record: the column `company.name` is the key `name` inside of `company`."""
        found: dict[str, Raw] = {}
        paths = [self._paths.get(name, (name,)) for name in names]
        blocks = {path[0] for path in paths if len(path) > 1}
        for (*outer, key), cell in zip(paths, cells, strict=False):
            inner = found
            for block in outer:
                below = inner.setdefault(block, {})
                if not isinstance(below, dict):
                    raise TypeError("a field stands inside of another field")
                inner = below
            # A column that is called as a block is, and that the schema does not have.
            inner[f"{OWN_PREFIX}{key}" if inner is found and key in blocks else key] = cell
        return found


class Csv:
    """One line a record. Rows of a table are written as they come; of nested records all columns must be known first,
    and until then they wait in `waiting`, a file of nobody else.
    """

    def __init__(self, schema: Schema, waiting: IO[str]) -> None:
        self._schema = _taken(schema, map(".".join, _paths(schema)))
        self._waiting = waiting
        self._columns: dict[str, None] = {}
        self._table: _Table | None = None

    def line(self, reject: Reject, record: Behind) -> str:
        if isinstance(record, Cells):
            start = ""
            if self._table is None:
                self._table = _Table(record.names, self._schema)
                start = self._table.header
            return start + self._table.line(reject, record.cells)
        flat = {} if record is None else dict(_flat(record.fields))
        more = {}
        for name in flat:
            if name not in self._columns and len(self._columns) >= _MOST_COLUMNS:
                more[name] = flat[name]
            else:
                self._columns[name] = None
        if more:
            flat = {name: text for name, text in flat.items() if name not in more} | {_MORE: json_line(more)}
            self._columns[_MORE] = None
        self._waiting.write(json.dumps([reject.row, *_told(reject)[1:], flat]) + "\n")
        return ""

    def rest(self, header: tuple[str, ...] | None) -> Iterator[str]:
        if self._table is None:
            names = tuple(self._columns) if self._columns or header is None else header
            self._table = _Table(names, self._schema)
            yield self._table.header
        self._waiting.seek(0)
        for line in self._waiting:
            row, id_, field, reason, flat = json.loads(line)
            cells = [flat.get(name, "") for name in self._table.names]
            yield self._table.line(Reject(row, id_, field, reason), cells)


class _Table:
    """The columns of one file."""

    def __init__(self, names: tuple[str, ...], schema: frozenset[str]) -> None:
        self.names = names
        kept = _without_earlier(names, schema)
        columns = _own_columns(kept, schema)
        self._id_at = names.index(_ID) if _ID in kept else None
        left_out = set(names) - set(kept) | {_ID}
        self._left_out = frozenset(at for at, name in enumerate(names) if name in left_out)
        self.header = _line([*columns, *(name for name in kept if name != _ID)])

    def line(self, reject: Reject, cells: Sequence[Raw]) -> str:
        row, id_, field, reason = _told(reject)
        shown = text_cell(id_ or "")
        if self._id_at is not None:
            shown = _text(cells[self._id_at]) if self._id_at < len(cells) else ""
        own = (_text(cell) for at, cell in enumerate(cells) if at not in self._left_out)
        return _line([row, shown, text_cell(field or ""), text_cell(reason or ""), *own])


def raw_json(value: Raw) -> str:
    """A value as JSON, a number exactly as it was written."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json_line(key)}: {raw_json(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(raw_json, value)) + "]"
        case NumberText() if _JSON_NUMBER.fullmatch(value):
            return str(value)
        case Unreadable(written):
            return json_line(written)
        case _:
            return json_line(value)


def _told(reject: Reject) -> tuple[NumberText, str | None, str | None, str]:
    found = faults(reject)
    fields = "; ".join(name or "" for name, _ in found) if any(name for name, _ in found) else None
    return NumberText(reject.row), reject.id, fields, "; ".join(reason for _, reason in found)


def _paths(schema: Schema) -> list[tuple[str, ...]]:
    activities = schema.activities
    return [*(each.path for each in schema.fields), *([activities.path] if activities is not None else [])]


def _taken(schema: Schema, names: Iterable[str]) -> frozenset[str]:
    """Names that stand for fields. `id` does not where it is the id: what we know of it is then what would be read."""
    return frozenset(names) - ({_ID} if schema.id_field in (None, _ID) else frozenset())


def _own_columns(names: Iterable[str], schema: frozenset[str]) -> tuple[str, ...]:
    """The names of our columns beside those of the data; none may be taken for a field of the schema."""
    data = frozenset(names)
    taken = {fold(each) for each in (*data, *schema)}
    if _ID in data:
        taken.discard(_ID)  # the data's own column stands in the place of ours
    return tuple(f"{OWN_PREFIX}{each}" if each in taken else each for each in REJECT_COLUMNS)


def _without_earlier(names: tuple[str, ...], schema: frozenset[str]) -> tuple[str, ...]:
    """The data's own names, without the columns that stand in front since an earlier run rejected the same records."""
    own = len(REJECT_COLUMNS)
    kept = (*((_ID,) if names[1:2] == (_ID,) else ()), *names[own:])
    return kept if names[:own] == _own_columns(kept, schema) else names


def _flat(fields: Mapping[str, Raw], before: str = "") -> Iterator[tuple[str, str]]:
    """Dotted names, and texts as a table has them."""
    for key, value in fields.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, _text(value)


def _text(value: Raw) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return _UNWRITABLE.sub("\ufffd", value)
        case Unreadable(written):
            return written
        case _:
            return raw_json(value)


def _line(cells: Iterable[str]) -> str:
    return (
        ",".join('"' + each.replace('"', '""') + '"' if _NEEDS_QUOTES.search(each) else each for each in cells) + "\n"
    )

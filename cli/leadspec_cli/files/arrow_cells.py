"""Arrow columns as raw values: each cell keeps the type of its file, and numbers their exact text.

| column | cell |
|---|---|
| integer, decimal | a number, exact |
| float, double | a number: its shortest decimal text; NaN and infinity are no values |
| boolean | true, false |
| date | `2026-01-31` |
| timestamp with a zone | `2026-01-31T09:00:00Z`, the same instant; one without a zone the same without `Z` |
| string, UUID, dictionary | text |
| list | list |
| struct, map | block of fields |
| bytes, lengths of time | no values |
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Final
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import types

from leadspec.documents import NumberText, Raw, Unreadable
from leadspec.ir.table import OWN

_WITHOUT_END: Final = "T00:00:00"
_FURTHEST: Final = 40  # digits that an exponent may stand for
_OUT_OF_RANGE: Final = "<"  # how Arrow's text of a time begins that it cannot write

_NO_NUMBER: Final = {
    "nan": Unreadable("NaN", "is NaN, which is no number"),
    "inf": Unreadable("Infinity", "is infinity, which is no number"),
    "-inf": Unreadable("-Infinity", "is infinity, which is no number"),
}
_BINARY: Final = Unreadable("", "is bytes without an encoding, and a text is wanted")
_NOT_UTF_8: Final = Unreadable("", "is not UTF-8 text")
_NO_TIME: Final = Unreadable("", "lies outside the years that can be read")
_KEY_TWICE: Final = Unreadable("", "is a map with a key that stands twice")


def raw_values(column: pa.Array) -> list[Raw]:
    """One value for each cell of a sound column."""
    type_ = column.type
    for test, convert in _CONVERTERS:
        if test(type_):
            return convert(column)
    what = Unreadable("", f"has the type `{str(type_)[:40]}`, which is not read")
    return [None if none else what for none in column.is_null().to_pylist()]


def _plain(column: pa.Array) -> list[Raw]:
    values: list[Raw] = column.to_pylist()
    return values


def _texts(column: pa.Array) -> list[Raw]:
    try:
        return _plain(column)
    except UnicodeDecodeError:
        large = pa.large_binary() if types.is_large_string(column.type) else pa.binary()
        return [each if each is None else _text(each) for each in column.cast(large).to_pylist()]


def _text(content: bytes) -> Raw:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _NOT_UTF_8


def _written(column: pa.Array) -> list[str | None]:
    texts: list[str | None] = column.cast(pa.string()).to_pylist()
    return texts


def _whole(column: pa.Array) -> list[Raw]:
    return [None if each is None else NumberText(each) for each in _written(column)]


def _floats(column: pa.Array) -> list[Raw]:
    return [None if each is None else _float(each) for each in _written(column)]


def _float(text: str) -> Raw:
    if "e" in text:
        return NumberText(_without_exponent(text))
    if text == "-0":
        return NumberText("0")
    return _NO_NUMBER.get(text) or NumberText(text)


def _decimals(column: pa.Array) -> list[Raw]:
    return [None if each is None else NumberText(_without_exponent(each)) for each in _written(column)]


def _without_exponent(text: str) -> str:
    digits, sign, exponent = text.lower().partition("e")
    return f"{Decimal(text):f}" if sign and abs(int(exponent)) <= _FURTHEST else text if sign else digits


def _times(column: pa.Array) -> list[Raw]:
    aware = getattr(column.type, "tz", None) is not None
    # Without its zone a timestamp is shown in UTC, and no zone data of the machine is asked.
    local = column.cast(pa.timestamp(column.type.unit)) if aware else column
    end = "Z" if aware else ""
    return [None if each is None else _time(each, end) for each in _written(local)]


def _time(text: str, end: str) -> Raw:
    if text.startswith(_OUT_OF_RANGE):
        return _NO_TIME
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return text.replace(" ", "T", 1) + end


def _dates(column: pa.Array) -> list[Raw]:
    if types.is_date64(column.type):
        # Milliseconds, though a date is meant: a time of day in them is not dropped in silence.
        times = _times(column.view(pa.int64()).cast(pa.timestamp("ms")))
        return [each.removesuffix(_WITHOUT_END) if isinstance(each, str) else each for each in times]
    return [_NO_TIME if each and each.startswith(_OUT_OF_RANGE) else each for each in _written(column)]


def _clock_times(column: pa.Array) -> list[Raw]:
    return list(_written(column))


def _bytes(column: pa.Array) -> list[Raw]:
    return [None if none else _BINARY for none in column.is_null().to_pylist()]


def _dictionary(column: pa.Array) -> list[Raw]:
    values = raw_values(column.dictionary)
    return [None if each is None else values[each] for each in column.indices.to_pylist()]


def _run_ends(column: pa.Array) -> list[Raw]:
    return raw_values(pc.run_end_decode(column))


def _extension(column: pa.Array) -> list[Raw]:
    storage = column.storage
    if isinstance(column.type, pa.UuidType):
        return [None if each is None else str(UUID(bytes=each)) for each in storage.to_pylist()]
    if isinstance(column.type, pa.Bool8Type):
        return [None if each is None else each != 0 for each in storage.to_pylist()]
    return raw_values(storage)


def _lists(column: pa.Array) -> list[Raw]:
    if types.is_fixed_size_list(column.type):
        column = column.cast(pa.list_(column.type.value_field))
    if not len(column):
        return []
    offsets: list[int] = column.offsets.to_pylist()
    start, end = offsets[0], offsets[-1]
    values = raw_values(column.values.slice(start, end - start))
    items: list[Raw] = [values[a - start : b - start] for a, b in pairwise(offsets)]
    return _with_nulls(items, column)


def _list_views(column: pa.Array) -> list[Raw]:
    """Lists that each say where they start and how long they are, in any order."""
    spans = [(a, a + size) for a, size in zip(column.offsets.to_pylist(), column.sizes.to_pylist(), strict=True)]
    if not spans:
        return []
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    values = raw_values(column.values.slice(start, end - start))
    items: list[Raw] = [values[a - start : b - start] for a, b in spans]
    return _with_nulls(items, column)


def _maps(column: pa.Array) -> list[Raw]:
    if not len(column):
        return []
    offsets: list[int] = column.offsets.to_pylist()
    start, size = offsets[0], offsets[-1] - offsets[0]
    keys = raw_values(column.keys.slice(start, size))
    values = raw_values(column.items.slice(start, size))
    found: list[Raw] = []
    for a, b in pairwise(offsets):
        block = {_key(keys[i]): values[i] for i in range(a - start, b - start)}
        found.append(block if len(block) == b - a else _KEY_TWICE)
    return _with_nulls(found, column)


def _key(key: Raw) -> str:
    return key if isinstance(key, str) else "true" if key is True else "false" if key is False else ""


def _structs(column: pa.Array) -> list[Raw]:
    """Blocks of fields. A member with a dotted name lies in a block of its own, as the fields of a schema do;
    what leadspec derived from other members is left out.
    """
    there = [field.name for field in column.type]
    names = [name for name in there if not name.startswith(OWN)]
    members = [raw_values(each) for name, each in zip(there, column.flatten(), strict=True) if name in names]
    if not members:
        return _with_nulls([{} for _ in range(len(column))], column)
    blocks: list[Raw]
    if any("." in name for name in names):
        paths = [tuple(name.split(".")) for name in names]
        blocks = [_nested(paths, values) for values in zip(*members, strict=True)]
    else:
        blocks = [dict(zip(names, values, strict=True)) for values in zip(*members, strict=True)]
    return _with_nulls(blocks, column)


def _nested(paths: Iterable[tuple[str, ...]], values: Iterable[Raw]) -> dict[str, Raw]:
    root: dict[str, Raw] = {}
    for path, value in zip(paths, values, strict=True):
        block = root
        for key in path[:-1]:
            inner = block.setdefault(key, {})
            if not isinstance(inner, dict):
                # A single value and a block of the same name: the clean-up says that it is not one value.
                inner = block[key] = {}
            block = inner
        block[path[-1]] = value
    return root


def _with_nulls(values: list[Raw], column: pa.Array) -> list[Raw]:
    if column.null_count:
        for i, none in enumerate(column.is_null().to_pylist()):
            if none:
                values[i] = None
    return values


def _is_text(type_: pa.DataType) -> bool:
    return bool(types.is_string(type_) or types.is_large_string(type_) or types.is_string_view(type_))


def _is_bytes(type_: pa.DataType) -> bool:
    return bool(
        types.is_binary(type_)
        or types.is_large_binary(type_)
        or types.is_fixed_size_binary(type_)
        or types.is_binary_view(type_)
    )


def _is_list(type_: pa.DataType) -> bool:
    return bool(types.is_list(type_) or types.is_large_list(type_) or types.is_fixed_size_list(type_))


def _is_list_view(type_: pa.DataType) -> bool:
    return bool(types.is_list_view(type_) or types.is_large_list_view(type_))


_CONVERTERS: Final[tuple[tuple[Callable[[pa.DataType], bool], Callable[[pa.Array], list[Raw]]], ...]] = (
    (lambda type_: isinstance(type_, pa.BaseExtensionType), _extension),
    (_is_text, _texts),
    (types.is_integer, _whole),
    (types.is_floating, _floats),
    (types.is_boolean, _plain),
    (types.is_timestamp, _times),
    (types.is_date, _dates),
    (types.is_decimal, _decimals),
    (_is_list, _lists),
    (_is_list_view, _list_views),
    (types.is_struct, _structs),
    (types.is_map, _maps),
    (types.is_dictionary, _dictionary),
    (types.is_null, _plain),
    (types.is_time, _clock_times),
    (types.is_run_end_encoded, _run_ends),
    (_is_bytes, _bytes),
)

"""The names of columns and keys that the schema does not have: which of them may be shown, which are slips.

Such a name comes from the data and may be a value: of a file without a header, of an object that is keyed by
e-mail address. This is the one place that decides what is shown of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from leadspec.cleanup.report import CleanReport
from leadspec.diagnostics.suggest import nearest
from leadspec.schema.model import Schema
from leadspec.values.text import fold, strip

_LONGEST: Final = 40
_MOST_DIGITS: Final = 3
_SIGNS: Final = frozenset("_ .-/()[]{}")
_VALUE: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|(?:\+|00)[1-9][0-9 ()/.-]{5,}")
# Names of three letters are all near to each other.
_SHORTEST_NEAR: Final = 4
# Near misses are looked for among so many names and so many fields: each pair costs time.
_MOST_NEAR: Final = 50
_MOST_FIELDS: Final = 300


class Misnamed(Struct, frozen=True):
    """A name that nothing reads, and the field (or block of fields) without any value that was probably meant.

    `certain`: the two differ in case and outer spaces only; or not at all, where a key of nested records is dotted;
    or `name` is a block of the schema where columns are wanted, and `field` the first field in it.
    """

    name: str
    field: str
    certain: bool


class UnusedNames(Struct, frozen=True):
    """`shown`: with the number of records. `hidden`: how many more there are that may be values."""

    shown: Mapping[str, int]
    hidden: int
    misnamed: tuple[Misnamed, ...]


def is_a_value(text: str) -> bool:
    """Whether a text can be no name of a column or key: an e-mail address, a telephone number."""
    return _VALUE.fullmatch(strip(text)) is not None


def looks_like_a_name(text: str) -> bool:
    """Whether a text is written as columns and keys are: `Company (legal) 2`, and not `+49 30 123`."""
    if not text or len(text) > _LONGEST or not text[0].isalpha():
        return False
    if not all(each in _SIGNS or each.isdecimal() or unicodedata.category(each)[0] in "LM" for each in text):
        return False
    return sum(map(str.isdecimal, text)) <= _MOST_DIGITS


def unused_names(report: CleanReport, schema: Schema, *, show_values: bool) -> UnusedNames:
    """What may be said of the names in `report.unused`. With `show_values` that is all."""
    shown = {name: count for name, count in report.unused.items() if show_values or looks_like_a_name(name)}
    return UnusedNames(shown, len(report.unused) - len(shown), _misnamed(report, schema))


def _misnamed(report: CleanReport, schema: Schema) -> tuple[Misnamed, ...]:
    wanted = _without_values(report, schema)
    if not wanted or not report.unused:
        return ()
    by_fold = {fold(each): each for each in reversed(wanted)}
    found = []
    for name in report.unused:
        # A name that is a field's but for its case tells nothing that the schema does not tell.
        field = by_fold.get(fold(name))
        if field is not None and field == name:
            # The column of a table may be called as a block is.
            inside = (each for each in wanted if each.startswith(f"{name}."))
            found.append(Misnamed(name, next(inside, field), certain=True))
        elif field is not None:
            found.append(Misnamed(name, field, certain=True))
    met = {each.field for each in found}
    known = {each.name for each in found}
    left = [each for each in wanted if each not in met][:_MOST_FIELDS]
    names = [each for each in report.unused if each not in known and looks_like_a_name(each)]
    # The names of most records first: a column that is called otherwise stands in all of them.
    for name in sorted(names, key=lambda each: -report.unused[each])[:_MOST_NEAR]:
        near = nearest(name, left) if len(name) >= _SHORTEST_NEAR else []
        if near:
            found.append(Misnamed(name, near[0], certain=False))
    return tuple(found)


def _without_values(report: CleanReport, schema: Schema) -> list[str]:
    """Fields that no record had a value for, and blocks in which no field had one."""
    never = set(report.never_supplied)
    empty = list(report.never_supplied)
    if schema.activities is not None and not report.activities_supplied:
        empty.append(schema.activities.name)
    filled = [each.name for each in schema.fields if each.name not in never]
    if schema.activities is not None and report.activities_supplied:
        filled.append(schema.activities.name)
    if schema.id_field is None and not report.id_supplied:
        empty.append("id")
    live = set(_blocks(filled))
    return [*empty, *dict.fromkeys(each for each in _blocks(empty) if each not in live)]


def _blocks(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        parts = name.split(".")
        yield from (".".join(parts[:depth]) for depth in range(1, len(parts)))

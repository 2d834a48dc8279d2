"""Which column of a header is probably which field: certain ones are proposed, near ones are asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from leadspec.cleanup.names import looks_like_a_name
from leadspec.data.facts import facts, fields_of_facts
from leadspec.data.presets import PRESETS, load_preset
from leadspec.diagnostics.suggest import nearest
from leadspec.schema.model import Schema
from leadspec.values.text import fold, is_separator

# Near misses are looked for among so many columns and fields: each pair costs time.
_MOST_COLUMNS = 60
_MOST_FIELDS = 300
_SHORTEST = 4
_LEAD_ID = "leadid"


class Suggestion(Struct, frozen=True):
    """`columns`: by field, where the names differ; `same`: fields whose column is called as they are.

    `asked`: by field, columns of which one may be meant, for a person to choose. `alike`: columns that differ in case
    and signs only. `unused`: columns that may be shown; `hidden`: how many more there are, which may be values.
    """

    columns: Mapping[str, str]
    same: tuple[str, ...]
    asked: Mapping[str, tuple[str, ...]]
    alike: tuple[tuple[str, ...], ...]
    unused: tuple[str, ...]
    hidden: int


def suggest(header: Sequence[str], schema: Schema) -> Suggestion:
    id_name = schema.id_field or "id"
    fields = list(dict.fromkeys([id_name, *(each.name for each in schema.fields)]))
    if schema.activities is not None:
        fields.append(schema.activities.name)
    same = tuple(each for each in fields if each in header)
    free = [each for each in header if each not in same]
    open_fields = [each for each in fields if each not in same]
    columns: dict[str, str] = {}
    asked: dict[str, tuple[str, ...]] = {}
    by_field = fields_of_facts(schema)
    words = {name: words_of(fact) for name, fact in by_field.items()}
    tests: list[Callable[[str, str], bool]] = [
        lambda field, column: normal(field) == normal(column),
        lambda field, column: normal(column) in words.get(field, ()),
    ]
    for test in tests:
        found = {each: [column for column in free if test(each, column)] for each in open_fields}
        # Ids of other things stand beside that of the lead.
        own = [each for each in found.get(id_name, ()) if normal(each) == _LEAD_ID]
        if own:
            found[id_name] = own
        claims = defaultdict(list)
        for field, some in found.items():
            for column in some:
                claims[column].append(field)
        for field, some in found.items():
            if len(some) == 1 and len(claims[some[0]]) == 1:
                columns[field] = some[0]
            elif some:
                asked[field] = tuple(some)
        settled = {*columns, *asked}
        open_fields = [each for each in open_fields if each not in settled]
        free = [each for each in free if each not in columns.values()]
    asked |= _near(open_fields, [each for each in free if looks_like_a_name(each)])
    known = {*(column for some in asked.values() for column in some)}
    left = [each for each in free if each not in known]
    shown = tuple(each for each in left if looks_like_a_name(each))
    return Suggestion(columns, same, asked, _alike(header), shown, len(left) - len(shown))


def normal(name: str) -> str:
    """A name without case, spaces and signs."""
    return "".join(each for each in fold(name) if not is_separator(each))


@cache
def words_of(fact: str) -> frozenset[str]:
    """All that headers say for a fact, in every language and export that is known; each `normal`."""
    known = facts()[fact]
    presets = (preset for name in PRESETS if (preset := load_preset(name)) is not None)
    told: Iterable[str] = (
        *known.fields,
        *(word for some in known.words.values() for word in some),
        *(column for preset in presets for column in preset.columns.get(fact, ())),
    )
    nested = (f"properties.{each}" for each in told)
    return frozenset(normal(each) for each in (*told, *nested))


def _near(fields: list[str], columns: list[str]) -> dict[str, tuple[str, ...]]:
    """Names that differ in a few letters, and columns that are called as the last part of a field."""
    names = fields[:_MOST_FIELDS]
    last = defaultdict(list)
    for each in names:
        if "." in each:
            last[normal(each.rpartition(".")[2])].append(each)
    found: dict[str, list[str]] = defaultdict(list)
    for column in columns[:_MOST_COLUMNS]:
        near = last.get(normal(column), [])
        if not near and len(column) >= _SHORTEST:
            near = nearest(column, names)
        for field in near:
            found[field].append(column)
    return {field: tuple(found[field]) for field in fields if field in found}


def _alike(header: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    groups = defaultdict(list)
    for each in header:
        if looks_like_a_name(each):
            groups[normal(each)].append(each)
    return tuple(tuple(some) for some in groups.values() if len(some) > 1)

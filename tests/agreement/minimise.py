"""Makes a case smaller while it still fails: records, statements, conditions, fields, events.

Nothing here knows what fails: it tries smaller cases, those that check, and keeps what still fails. Greedy, so that
the outcome is small, not the smallest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any, TypeVar

from msgspec.structs import replace as with_parts

from agreement.cases import Case
from leadspec.documents import Raw
from leadspec.formatter import print_file
from leadspec.node import Node, compared_fields
from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.syntax.parse import parse
from property.typed_policies import MAIN
from property.typed_trees import mapped

T = TypeVar("T")
Fails = Callable[[Case], bool]
_ENDS = (tree.BooleanLiteral(True), tree.BooleanLiteral(False))


def minimised(case: Case, fails: Fails) -> Case:
    """The smallest case found that still fails; `fails` must hold for `case`."""

    def still(other: Case) -> bool:
        try:
            return other.checks and fails(other)
        except Exception:  # what cannot even be run is no smaller case of the same failure
            return False

    while True:
        before = case
        case = _fewer_records(case, still)
        case = _less_said(case, still)
        case = _smaller_schema(case, still)
        case = _smaller_records(case, still)
        if case == before:
            return replace(case, files=_files_named(case))


def _shrunk(item: T, smaller: Callable[[T], Iterator[T]], still: Callable[[T], bool]) -> T:
    """Takes each smaller item that still fails, and goes on from there."""
    at, taken = 0, True
    while taken:
        at, taken = 0, False
        options = list(smaller(item))
        while at < len(options):
            if still(options[at]):
                item, taken = options[at], True
                options = list(smaller(item))
            else:
                at += 1
    return item


# --- records ----------------------------------------------------------------------------------------------------------


def _fewer_records(case: Case, still: Fails) -> Case:
    def smaller(other: Case) -> Iterator[Case]:
        for records in _parts_left_out(other.records):
            yield replace(other, records=records)

    return _shrunk(case, smaller, still)


def _parts_left_out(items: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    """Halves, then quarters, then one left out."""
    size = len(items) // 2
    while size > 1:
        for at in range(0, len(items), size):
            yield items[:at] + items[at + size :]
        size //= 2
    for at in range(len(items)):
        yield items[:at] + items[at + 1 :]


def _smaller_records(case: Case, still: Fails) -> Case:
    def smaller(other: Case) -> Iterator[Case]:
        for at, record in enumerate(other.records):
            for less in _smaller_raw(record):
                assert isinstance(less, dict)
                yield replace(other, records=(*other.records[:at], less, *other.records[at + 1 :]))

    return _shrunk(case, smaller, still)


def _smaller_raw(raw: Raw) -> Iterator[Raw]:
    match raw:
        case dict():
            for key in raw:
                yield {name: each for name, each in raw.items() if name != key}
            for key, inner in raw.items():
                yield from ({**raw, key: less} for less in _smaller_raw(inner))
        case list():
            yield from map(list, _parts_left_out(tuple(raw)))
            for at, inner in enumerate(raw):
                yield from ([*raw[:at], less, *raw[at + 1 :]] for less in _smaller_raw(inner))
        case _:
            return


# --- the policy -------------------------------------------------------------------------------------------------------


def _less_said(case: Case, still: Fails) -> Case:
    for name in (MAIN, *(each for each in case.files if each.endswith(".lead"))):
        case = _less_said_in(case, name, still)
    return case


def _less_said_in(case: Case, name: str, still: Fails) -> Case:
    parsed = parse(Source(name, case.policy if name == MAIN else case.files[name]))
    if parsed.diagnostics:
        return case

    def holds(file: Any) -> bool:
        try:
            return still(_with_file(case, name, file))
        except Exception:  # not every tree can be printed
            return False

    bare = mapped(parsed.file, _without_trivia)
    file = _shrunk(bare if holds(bare) else parsed.file, _smaller_trees, holds)
    return case if file is parsed.file else _with_file(case, name, file)


def _without_trivia(node: Any) -> Any:
    return with_parts(node, trivia=tree.Trivia()) if hasattr(node, "trivia") else node


def _with_file(case: Case, name: str, file: tree.File) -> Case:
    text = print_file(file)
    return replace(case, policy=text) if name == MAIN else replace(case, files={**case.files, name: text})


def _smaller_trees(node: Any) -> Iterator[Any]:
    """Trees with a part left out, or with a part in the place of the whole. Many of them do not check."""
    if not isinstance(node, Node):
        return
    for name in compared_fields(type(node)):
        value = getattr(node, name)
        if isinstance(value, tuple):
            yield from (with_parts(node, **{name: less}) for less in _parts_left_out(value))
            for at, each in enumerate(value):
                for less in (*_in_its_place(each), *_smaller_trees(each)):
                    yield with_parts(node, **{name: (*value[:at], less, *value[at + 1 :])})
        elif value is not None and not isinstance(value, bool | int):
            yield with_parts(node, **{name: None})
            for less in (*_in_its_place(value), *_smaller_trees(value)):
                yield with_parts(node, **{name: less})


def _in_its_place(node: Any) -> Iterator[Any]:
    """Smaller nodes that may stand where a node stands: its parts, true, false."""
    if not isinstance(node, Node) or isinstance(node, tree.BooleanLiteral | tree.Name | tree.NumberLiteral):
        return
    if not isinstance(node, tree.Statement):
        yield from _ENDS
    for name in compared_fields(type(node)):
        value = getattr(node, name)
        yield from (each for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, Node))


# --- the schema -------------------------------------------------------------------------------------------------------


def _smaller_schema(case: Case, still: Fails) -> Case:
    name = next(each for each in case.files if ".schema." in each)
    try:
        schema = json.loads(case.files[name])
    except ValueError:
        return case

    def with_schema(other: Any) -> Case:
        return replace(case, files={**case.files, name: json.dumps(other, indent=1)})

    found = _shrunk(schema, _without_a_part, lambda other: still(with_schema(other)))
    return with_schema(found)


def _without_a_part(schema: Any, path: tuple[str, ...] = ()) -> Iterator[Any]:
    """Schemas without one of the keys below `properties`, or one of the keywords of a field."""
    at = schema
    for key in path:
        at = at[key]
    for key in at:
        if (path or key == "required") and key != "type":
            less = deepcopy(schema)
            inner = less
            for part in path:
                inner = inner[part]
            del inner[key]
            yield less
    for key, value in at.items():
        if isinstance(value, dict):
            yield from _without_a_part(schema, (*path, key))


def _files_named(case: Case) -> dict[str, str]:
    texts = [case.policy, *(text for name, text in case.files.items() if name.endswith(".lead"))]
    return {name: text for name, text in case.files.items() if any(f'"{name}"' in each for each in texts)}

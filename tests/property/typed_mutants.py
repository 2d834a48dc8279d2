"""Policies that are almost another one: one place of its trees or of its schema is changed.

Most places are found by the shape of the trees alone, so a new kind of node needs no line here: one of a fixed set of
values becomes another one, numbers and lengths of time grow, what may be absent is left out, items are dropped,
doubled and swapped, conditions are negated, names become other names. Many mutants do not check; that is a test too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, get_args

from msgspec.structs import replace as with_parts

from leadspec.node import Node, compared_fields
from leadspec.syntax import tree
from leadspec.values.decimals import ONE
from leadspec.values.durations import Duration, Unit
from leadspec.values.instants import SECOND, format_instant
from property.typed_choices import Choices
from property.typed_policies import DEPARTMENTS, ZONES, TypedPolicy
from property.typed_schema import FieldSpec, Kind, SchemaSpec
from property.typed_trees import annotation, walk

Step = tuple[str, int | None]
Path = tuple[Step, ...]


@dataclass(frozen=True)
class Mutant:
    """`where`: the kind of node and its part, and what was done there, such as `Comparison.operator: other`."""

    policy: TypedPolicy
    where: str


def mutant(policy: TypedPolicy, choices: Choices) -> Mutant:
    """The policy with one change that can be seen in its text."""
    while True:
        found = _of_schema(policy, choices) if choices.rarely(8) else _of_file(policy, choices)
        if found.policy.text != policy.text or found.policy.texts != policy.texts:
            return found


# --- one place of a tree ------------------------------------------------------------------------------------------


def _of_file(policy: TypedPolicy, choices: Choices) -> Mutant:
    shared = policy.shared if policy.shared is not None and choices.rarely(4) else None
    file = shared or policy.file
    places = list(_places(file))
    node, path = choices.of(places)
    changes = list(_changes(node, _Pools(policy), choices))
    if not changes:
        return Mutant(policy, "nothing")
    where, changed = choices.of(changes)
    new = _put(file, path, changed)
    if shared is not None:
        return Mutant(replace(policy, shared=new), f"used file: {where}")
    return Mutant(replace(policy, file=new), where)


def _places(file: tree.File) -> Iterator[tuple[Any, Path]]:
    """All nodes, each with the way to it."""
    waiting: list[tuple[Any, Path]] = [(file, ())]
    while waiting:
        node, path = waiting.pop()
        if node is not file:
            yield node, path
        for name in compared_fields(type(node)):
            for step, part in _parts(name, getattr(node, name)):
                waiting.append((part, (*path, *step)))


def _parts(name: str, value: Any, at: int | None = None) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, tuple):
        for number, each in enumerate(value):
            for step, part in _parts("", each):
                yield ((name, number), *(() if step == (("", None),) else step)), part
    elif isinstance(value, Node):
        yield ((name, at),), value


def _put(node: Any, path: Path, new: Any) -> Any:
    if not path:
        return new
    (name, number), *rest = path
    value = getattr(node, name) if name else node
    if number is None:
        return with_parts(node, **{name: _put(value, tuple(rest), new)})
    inner = _put(value[number], tuple(rest), new)
    items = (*value[:number], inner, *value[number + 1 :])
    return with_parts(node, **{name: items}) if name else items


class _Pools:
    """What may stand in the place of a name."""

    def __init__(self, policy: TypedPolicy) -> None:
        statements = [*policy.file.statements, *(policy.shared.statements if policy.shared else ())]
        named = [each.name for each in statements if isinstance(getattr(each, "name", None), tree.Name)]
        self.names = [*named, *(each.node for each in policy.schema.fields)]
        self.event_types = [tree.Name((each,), bracketed=not each.isidentifier()) for each in policy.schema.event_types]
        self.event_fields = [each.node for each in policy.schema.event_fields]
        self.members = [tree.Name((each,)) for field in policy.schema.fields for each in field.members]
        self.departments = [tree.Name((each,)) for each in DEPARTMENTS]


_CONDITIONS = tuple(each for each in get_args(tree.Condition) if each is not tree.Block)


def _changes(node: Any, pools: _Pools, choices: Choices) -> Iterator[tuple[str, Any]]:
    kind = type(node).__name__
    if isinstance(node, tree.InstantLiteral):
        at = node.instant + choices.one(SECOND, -SECOND)
        yield "InstantLiteral: other", tree.InstantLiteral(at, format_instant(at))
        return
    for name in compared_fields(type(node)):
        value = getattr(node, name)
        for what, changed in _changed(node, name, value, pools, choices):
            yield f"{kind}.{name}: {what}", _sayable(with_parts(node, **{name: changed}))
    if isinstance(node, _CONDITIONS):
        yield f"{kind}: negated", node.item if isinstance(node, tree.Not) else tree.Not(node)
    match node:
        case tree.Name():
            for pool in ("names", "event_types", "event_fields", "members"):
                yield f"Name: other of {pool}", choices.of(getattr(pools, pool))
        case tree.MetaLine(key=tree.MetaKey.TIMEZONE):
            yield "timezone: other", with_parts(node, values=(tree.TextLiteral(choices.of(ZONES)),))
        case tree.Comparison(operator, left, right):
            yield "Comparison: sides swapped", tree.Comparison(operator, right, left)


def _sayable(node: Any) -> Any:
    """A node for which there are words: `matches` has one pattern, and without `any of` there is one text."""
    match node:
        case tree.TextTest(kind=kind, any_of=any_of) | tree.TextCell(kind=kind, any_of=any_of):
            if kind is tree.TextTestKind.MATCHES or not any_of:
                return with_parts(node, operands=node.operands[:1], any_of=False)
        case tree.Includes(quantifier=tree.Quantifier.ONE):
            return with_parts(node, values=node.values[:1])
    return node


def _changed(node: Any, name: str, value: Any, pools: _Pools, choices: Choices) -> Iterator[tuple[str, Any]]:
    """Other values of one part of a node."""
    match value:
        case Enum():
            yield "other", choices.of([each for each in type(value) if each is not value])
        case bool():
            yield "other", not value
        case int():
            steps = (ONE, -ONE, ONE // 100, -value * 2) if abs(value) >= 10_000 or value == 0 else (1, -1)
            yield "other", value + choices.of(steps)
        case str() if name not in ("key",):
            yield "other", choices.one(value + "x", value.upper(), value[1:])
        case Duration(amount, unit):
            longer = Duration(amount + 1, unit)
            yield "longer", choices.one(longer, Duration(amount, choices.of(tuple(Unit))), _same(value))
        case tuple() if value and name not in ("parts",):
            at = choices.pick(len(value))
            yield "doubled", (*value[: at + 1], *value[at:])
            if len(value) > 1:
                yield "dropped", (*value[:at], *value[at + 1 :])
                at = min(at, len(value) - 2)
                yield "swapped", (*value[:at], value[at + 1], value[at], *value[at + 2 :])
    if name == "owner":
        yield "other", choices.one(None, *pools.departments)
    elif value is not None and annotation(type(node), name).endswith("| None"):
        yield "left out", None
    elif value is None and name in ("at_most", "high"):
        yield "given", 10 * ONE
    elif value is None and name == "on_days":
        yield "given", 2


def _same(duration: Duration) -> Duration:
    """The same length in another unit, where there is one."""
    match duration.unit:
        case Unit.WEEK:
            return Duration(duration.amount * 7, Unit.DAY)
        case Unit.YEAR:
            return Duration(duration.amount * 12, Unit.MONTH)
        case Unit.HOUR:
            return Duration(duration.amount * 60, Unit.MINUTE)
        case _:
            return Duration(duration.amount + 7, duration.unit)


# --- one field of a schema ----------------------------------------------------------------------------------------


def _of_schema(policy: TypedPolicy, choices: Choices) -> Mutant:
    schema = policy.schema
    if choices.rarely(6):
        return Mutant(replace(policy, schema=_other_events(schema, choices)), "schema: events")
    part = choices.one("fields", "event_fields")
    found = list(getattr(schema, part))
    nodes = [*walk(policy.file), *(walk(policy.shared) if policy.shared else ())]
    read = {each.text for each in nodes if isinstance(each, tree.Name)}
    wanted = [at for at, each in enumerate(found) if each.name in read] or list(range(len(found)))
    at = choices.of(wanted)
    what, found[at] = choices.of(list(_other_fields(found[at], choices)))
    return Mutant(replace(policy, schema=replace(schema, **{part: tuple(found)})), f"schema: {what}")


def _other_events(schema: SchemaSpec, choices: Choices) -> SchemaSpec:
    return choices.one(
        replace(schema, event_types=(*schema.event_types, "chat_started")),
        replace(schema, event_types=schema.event_types[:-1]),
        replace(schema, event_type_keywords={"x-missing": ["none", "mail_sent"]}),
    )


def _other_fields(field: FieldSpec, choices: Choices) -> Iterator[tuple[str, FieldSpec]]:
    markers = {Kind.NUMBER: [5], Kind.DAY: ["2026-01-01"], Kind.INSTANT: ["2026-01-01"], Kind.BOOLEAN: [False]}
    marker = list(field.members[:1]) if field.members else markers.get(field.kind, ["head"])
    yield "marker", field.with_keywords(x_missing=[*field.keywords.get("x-missing", ()), *marker])
    yield "marker of its own", field.with_keywords(x_missing=marker)
    for keyword in field.keywords:
        if not keyword.startswith("x-leadspec"):
            yield f"without {keyword}", field.without(keyword)
    if not field.many:
        invalid = "reject" if field.keywords.get("x-on-invalid") == "missing" else "missing"
        yield "on invalid", field.with_keywords(x_on_invalid=invalid)
    yield "personal", field.with_keywords(x_personal=True)
    yield "title", field.with_keywords(title="Anything")
    if field.members:
        yield "members", replace(field, members=choices.one(field.members[1:], (*field.members, "other")))
        yield "order of members", replace(field, members=field.members[::-1])
    if field.kind is Kind.NUMBER:
        yield "whole", replace(field, whole=not field.whole)
        yield "minimum", field.with_keywords(minimum=choices.one(0, 1, 10))
        if not field.whole:
            yield "decimals", field.with_keywords(x_decimals=choices.one(0, 1, 2))
    if field.kind is Kind.TEXT and not field.keywords:
        yield "longest", field.with_keywords(maxLength=choices.one(3, 5))
        yield "pattern", field.with_keywords(pattern="[a-zA-Z ]+")

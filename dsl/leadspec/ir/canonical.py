"""The canonical form of a policy's meaning, and its digest: what the departments sign.

Reference: `docs/reference/semantics.md`, meaning. Inside is everything that can change what a policy gives, and who
must sign: the language's version, the policy's name, its departments and owners, the zone's name where time is read,
all that an output reaches, the fields read with type, markers and bounds, the entries of lists. Outside are comments,
layout, reasons, titles, names of definitions and lists, order that does not matter, unused parts, zone data.

Each node is a small JSON text in which its parts stand as their own SHA-256, so a definition that is used a thousand
times is worked out once, and one that is used by name is the same as one that is written out. JSON is canonical:
sorted keys, no spaces, UTF-8, numbers as their shortest decimal text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import assert_never

from leadspec.ir import core
from leadspec.values.days import format_day
from leadspec.values.decimals import format_number
from leadspec.values.durations import Duration
from leadspec.values.instants import format_instant
from leadspec.values.text import exact, fold

Json = None | bool | str | list["Json"] | dict[str, "Json"]

FORM = "leadspec meaning 1"
"""Changes whenever the form itself does: then every digest changes, though no meaning does."""


def meaning_digest(program: core.Program) -> str:
    """`sha256:…` over the canonical form: equal digests mean equal meaning, owners and name included."""
    return f"sha256:{sha256(canonical_bytes(program)).hexdigest()}"


def list_digests(program: core.Program) -> dict[str, str]:
    """The digest of each list that the policy reaches, by name: to say that only a list has changed."""
    return {name: f"sha256:{_list_digest(use)}" for name, use in sorted(program.lists.items())}


def canonical_bytes(program: core.Program) -> bytes:
    """The canonical form as UTF-8 text."""
    return _text(canonical_form(program)).encode()


def canonical_form(program: core.Program) -> dict[str, Json]:
    """The canonical form, whose rules stand as digests of their own forms."""
    forms = _Forms(program)
    by_name = {each.name: each for each in program.definitions}
    outputs: list[Json] = [forms.output(each, by_name) for each in program.definitions if each.role in _OUTPUTS]
    return {
        "form": FORM,
        "language": str(program.language),
        "policy": exact(program.name),
        "departments": _sorted(program.departments),
        "zone": program.zone if program.reads_time else None,
        "outputs": sorted(outputs, key=_text),
        "fields": _fields(program.fields),
        "event fields": _fields(program.event_fields),
        "events": _pairs(program.events_contract),
    }


_OUTPUTS = frozenset(
    {
        core.Role.PERSONA,
        core.Role.SCORE,
        core.Role.CLASSIFY,
        core.Role.TABLE,
        core.Role.DISQUALIFY,
        core.Role.FLAG,
        core.Role.STAGE,
        core.Role.COUNTS,
    }
)


class _Forms:
    """Digests of definitions and nodes. Definitions stand after what they read, so each is worked out once."""

    def __init__(self, program: core.Program) -> None:
        self._lists = {name: _list_digest(use) for name, use in program.lists.items()}
        self._known: dict[str, str] = {}
        for definition in program.definitions:
            self._known[definition.name] = self._definition(definition)

    def output(self, definition: core.Definition, by_name: Mapping[str, core.Definition]) -> Json:
        """One output: its role, its name, who owns it, and what it gives."""
        form: dict[str, Json] = {
            "role": definition.role.value,
            "name": exact(definition.label),
            "owner": definition.owner,
            "is": self._known[definition.name],
        }
        if definition.role is core.Role.STAGE:
            form["stages"] = [
                {"name": each, "owner": by_name[each].owner, "is": self._known[each]} for each in definition.members
            ]
        return form

    def _definition(self, definition: core.Definition) -> str:
        form = self._body(definition.body)
        if definition.role is core.Role.PERSONA:
            # How many lines there are, and each of them, counts in its match; their order does not.
            lines = _sorted(self._known[each] for each in definition.members)
            form = _digest(["persona", lines])
        if definition.owner is None:
            return form
        return _digest(["owned", definition.owner, form])

    def _body(self, body: core.Body) -> str:
        match body:
            case core.Points() | core.Group() | core.FirstOf():
                return self._points(body)
            case core.FirstMatch(rows):
                return _digest(["first match", [self._row(each) for each in rows]])
            case _:
                return self._node(body)

    def _row(self, row: core.Row) -> Json:
        number = None if row.number is None else format_number(row.number)
        return [self._node(row.condition), exact(row.outcome), number]

    def _points(self, rule: core.PointsRule) -> str:
        match rule:
            case core.Group(items, floor, cap):
                items_form = _sorted(self._points(each) for each in items)
                return _digest(["group", items_form, _cents(floor), _cents(cap)])
            case core.FirstOf(lines):
                return _digest(["first of", [self._points(each) for each in lines]])
            case core.Points():
                return _digest(
                    {
                        "points": [str(rule.sign), self._node(rule.amount)],
                        "when": self._maybe(rule.when),
                        "events": self._events(rule.events),
                        "occasion": rule.occasion.value if rule.occasion else None,
                        "per": [str(rule.times_per), rule.per.value] if rule.per else None,
                        "decay": _decay(rule.decay),
                        "cap": _cents(rule.cap),
                    }
                )
            case _:
                assert_never(rule)

    def _maybe(self, node: core.Value | core.Condition | None) -> str | None:
        return None if node is None else self._node(node)

    def _events(self, events: core.EventSet | None) -> str | None:
        if events is None:
            return None
        return _digest(
            {
                "events": _sorted(events.types),
                "where": self._maybe(events.where),
                "window": _sorted({self._bound(each) for each in events.window}),
                "after": self._preceded(events.preceded),
            }
        )

    def _bound(self, bound: core.Bound) -> str:
        return _digest([bound.relation.value, self._node(bound.limit)])

    def _preceded(self, preceded: core.Preceded | None) -> Json:
        if preceded is None:
            return None
        return [_sorted(preceded.types), self._maybe(preceded.where), _maybe_duration(preceded.within)]

    def _node(self, node: core.Value | core.Condition) -> str:
        match node:
            case core.Ref(name) | core.Truth(core.Ref(name)):
                return self._known[name]  # as if its body were written here
            case core.Truth(item):
                return _digest(["true", self._node(item)])
            case core.AtLeast(number, items):
                return self._at_least(number, [self._node(each) for each in items])
            case core.Compare():
                return self._compare(node)
            case core.OneOf():
                return self._one_of(node)
            case core.Not(item):
                return _digest(["not", self._node(item)])
            case core.Present(item):
                return _digest(["present", self._node(item)])
            case core.OutcomeIn(name, outcomes):
                return _digest(["outcome", self._known[name], _sorted(map(exact, outcomes))])
            case _:
                return self._value(node)

    def _at_least(self, number: int, items: list[str]) -> str:
        """`and` and `or` do not mind order or repetition; of others the repeated count."""
        if number in (1, len(items)):
            distinct = sorted(set(items))
            if len(distinct) == 1:
                return distinct[0]
            return _digest(["at least", "1" if number == 1 else "all", list(distinct)])
        return _digest(["at least", str(number), _sorted(items)])

    def _compare(self, node: core.Compare) -> str:
        left, right = (self._compared(each, node) for each in (node.left, node.right))
        match node.relation:
            case core.Relation.EQUAL | core.Relation.NOT_EQUAL:
                equal = _digest(["equal", _sorted([left, right]), "exactly" if node.exact else None])
                return equal if node.relation is core.Relation.EQUAL else _digest(["not", equal])
            case core.Relation.LESS | core.Relation.AT_MOST:
                return _digest([node.relation.value, left, right])
            case core.Relation.MORE:
                return _digest([core.Relation.LESS.value, right, left])
            case core.Relation.AT_LEAST:
                return _digest([core.Relation.AT_MOST.value, right, left])

    def _compared(self, value: core.Value, within: core.Compare) -> str:
        if isinstance(value, core.Const) and value.kind is core.ValueKind.TEXT and not within.exact:
            return _digest(["text", fold(str(value.value))])
        return self._node(value)

    def _one_of(self, node: core.OneOf) -> str:
        folds = not node.exact and node.how is not core.TextHow.MATCHES  # folding a pattern would change it
        values = {
            fold(str(each.value)) if folds and isinstance(each.value, str) else _const(each) for each in node.values
        }
        lists = {self._lists[each] for each in node.lists}
        alone = len(values) == 1 and not lists
        need = node.need
        return _digest(
            {
                "item": self._node(node.item),
                "how": node.how.value,
                "kind": node.values[0].kind.value if node.values else "text",
                "values": _sorted(values),
                "exactly": node.exact,
                "lists": _sorted(lists),
                "need": None if need is None else core.ArrayNeed.ANY.value if alone else need.value,
            }
        )

    def _value(self, node: core.Value) -> str:
        match node:
            case core.Const(kind=kind):
                return _digest([kind.value, _const(node)])
            case core.Field(name, kind, scope):
                return _digest(["field", scope.value, name, kind.value])
            case core.Ref(name):
                return self._known[name]
            case core.Arithmetic(first, rest):
                steps: list[Json] = [[operator.value, self._node(each)] for operator, each in rest]
                return _digest(["arithmetic", self._node(first), steps])
            case core.Choose(how, items):
                parts = [self._node(each) for each in items]
                if how is core.Choosing.FIRST_KNOWN:
                    return _digest(["choose", how.value, list(parts)])
                return _digest(["choose", how.value, _sorted(set(parts))])
            case core.Round(item, digits):
                return _digest(["round", self._node(item), str(digits)])
            case core.TextPart(piece, item):
                return _digest(["text part", piece.value, self._node(item)])
            case core.DayOf(item):
                return _digest(["day of", self._node(item)])
            case core.AsOf(kind, back):
                return _digest(["as of", kind.value, _maybe_duration(back)])
            case core.Later(item, by):
                return _digest(["later", self._node(item), _duration(by)])
            case core.Elapsed(unit, start, end):
                return _digest(["elapsed", unit.value, self._node(start), self._node(end)])
            case core.Measured(measure, events, _, field, within):
                measured = None if field is None else self._node(field)
                return _digest(["measured", measure.value, self._events(events), measured, _maybe_duration(within)])
            case core.Tally(items):
                return _digest(["tally", _sorted(self._node(each) for each in items)])
            case _:
                assert_never(node)


def _const(const: core.Const) -> str:
    value = const.value
    match const.kind:
        case core.ValueKind.NUMBER:
            return format_number(int(value))
        case core.ValueKind.DAY:
            return format_day(int(value))
        case core.ValueKind.INSTANT:
            return format_instant(int(value))
        case core.ValueKind.BOOLEAN:
            return "true" if value else "false"
        case core.ValueKind.TEXT | core.ValueKind.ARRAY:
            return exact(str(value))


def _decay(decay: core.Decay | None) -> Json:
    return None if decay is None else [_duration(decay.every), [str(each) for each in decay.cents]]


def _duration(duration: Duration) -> str:
    """Two weeks are 14 days, a year is 12 months, an hour is 60 minutes."""
    days, months, microseconds = duration.in_days(), duration.in_months(), duration.in_microseconds()
    if days is not None:
        return f"{days} days"
    if months is not None:
        return f"{months} months"
    return f"{(microseconds or 0) // 60_000_000} minutes"


def _maybe_duration(duration: Duration | None) -> str | None:
    return None if duration is None else _duration(duration)


def _cents(cents: int | None) -> str | None:
    return None if cents is None else str(cents)


def _list_digest(use: core.ListUse) -> str:
    return _digest(["list", _sorted(use.entries)])


def _fields(uses: Iterable[core.FieldUse]) -> Json:
    return [
        {
            "name": each.name,
            "kind": each.kind.value,
            "item": each.item_kind.value if each.item_kind else None,
            "members": None if each.members is None else _sorted(each.members),
            "contract": _pairs(each.contract),
        }
        for each in sorted(uses, key=lambda each: each.name)
    ]


def _pairs(pairs: Iterable[tuple[str, str]]) -> Json:
    return [[key, value] for key, value in sorted(pairs)]


def _sorted(texts: Iterable[str]) -> list[Json]:
    return [*sorted(texts)]


def _digest(form: Json) -> str:
    return sha256(_text(form).encode()).hexdigest()


def _text(form: Json) -> str:
    return json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

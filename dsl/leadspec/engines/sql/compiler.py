"""A policy in terms: each definition's result, the columns and parts of events it reads, and its parameters.

It goes through the core IR as the interpreter does for one lead, and writes down what that would work out.
"""

from __future__ import annotations

from collections.abc import Container
from typing import assert_never

from msgspec.structs import replace

from leadspec.engines.interpreter.prepare import Prepared, ValueSet, prepare
from leadspec.engines.interpreter.verdict import in_schema_order
from leadspec.engines.sql.conditions import compile_condition
from leadspec.engines.sql.contract import ACTIVITIES, DAY, converted, day_column
from leadspec.engines.sql.events import Members, compile_events
from leadspec.engines.sql.numbers import WORD, Mask, filtered, mapped
from leadspec.engines.sql.outcomes import compile_match
from leadspec.engines.sql.params import AS_OF, PARAMS, TODAY, TODAY_CAL, moment_name
from leadspec.engines.sql.points import compile_points
from leadspec.engines.sql.results import Cond, Result, Val, closed_value, fact_value
from leadspec.engines.sql.terms import (
    NULL,
    ZERO,
    Op,
    Term,
    apply,
    column,
    compare,
    get,
    literal,
    param,
    struct,
    var,
)
from leadspec.engines.sql.values import compile_value
from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    AtLeast,
    Body,
    Choose,
    Compare,
    Condition,
    Const,
    DayOf,
    Elapsed,
    EventSet,
    Field,
    FirstMatch,
    FirstOf,
    Group,
    Later,
    Measured,
    Not,
    OneOf,
    OutcomeIn,
    Points,
    Present,
    Program,
    Ref,
    Role,
    Round,
    Scope,
    Tally,
    TextPart,
    Truth,
    Value,
    ValueKind,
)
from leadspec.ir.walk import walk
from leadspec.values.decimals import LIMIT
from leadspec.values.zones import Zone

EVENTS = "events"  # the column of a lead's events up to `as_of`
_FAR = 10**18
_BOUNDS: dict[ValueKind, tuple[int | None, int | None]] = {
    ValueKind.NUMBER: (1 - LIMIT, LIMIT - 1),
    ValueKind.DAY: (-(10**6), 10**6),
    ValueKind.INSTANT: (-(10**17), 10**17),
    ValueKind.BOOLEAN: (None, None),
    ValueKind.TEXT: (None, None),
    ValueKind.ARRAY: (None, None),
}
_CAL = (-(10**9), 10**9)


class Compiler:
    """The state of one compilation."""

    def __init__(
        self, program: Program, zone: Zone | None, *, written: bool = True, answers_only: bool = False
    ) -> None:
        """`written`: parameters are written where they stand; else each is a column, from the first stage on.

        `answers_only`: bounds of scores are not asked for, and need not hold. Whether a lead counts is open by them.
        """
        self.program = program
        self.prepared: Prepared = prepare(program, 0, zone)
        self._zone = zone
        self._written = written
        self.answers_only = answers_only and all(each.role is not Role.COUNTS for each in program.definitions)
        self.item_kinds = {each.name: each.item_kind for each in program.fields}
        self.members = {each.name: each.members or () for each in program.fields}
        self.event_members = {each.name: each.members or () for each in program.event_fields}
        self.facts = _facts(program)
        self.words = max(1, -(-len(self.facts) // WORD))
        self.results: dict[str, Result] = {}
        self.inputs: dict[str, Term] = {}
        self.event_parts: dict[str, Term] = {}
        self._seen: dict[int, object] = {}
        for definition in program.definitions:
            self.results[definition.name] = self._definition(definition.body)

    def _definition(self, body: Body) -> Result:
        match body:
            case FirstMatch():
                return compile_match(self, body)
            case Points() | Group() | FirstOf():
                return compile_points(self, body)
            case Compare() | OneOf() | Present() | Not() | AtLeast() | OutcomeIn() | Truth():
                return self.condition(body)
            case (
                Const()
                | Field()
                | Ref()
                | Arithmetic()
                | Choose()
                | Round()
                | TextPart()
                | DayOf()
                | AsOf()
                | Later()
                | Elapsed()
                | Measured()
                | Tally()
            ):
                return self.value(body)
            case _:
                assert_never(body)

    # --- nodes

    def value(self, node: Value, event: Term | None = None) -> Val:
        if event is not None:
            return compile_value(self, node, event)
        found = self._seen.get(id(node))
        if not isinstance(found, Val):
            found = self._seen[id(node)] = compile_value(self, node, None)
        return found

    def condition(self, node: Condition, event: Term | None = None) -> Cond:
        if event is not None:
            return compile_condition(self, node, event)
        found = self._seen.get(id(node))
        if not isinstance(found, Cond):
            found = self._seen[id(node)] = compile_condition(self, node, None)
        return found

    def events(self, node: EventSet) -> Members:
        found = self._seen.get(id(node))
        if not isinstance(found, Members):
            found = self._seen[id(node)] = compile_events(self, node)
        return found

    def set_of(self, node: OneOf) -> ValueSet:
        return self.prepared.sets[id(node)]

    def is_factual(self, node: Present) -> bool:
        return id(node) in self.prepared.factual

    # --- facts

    def field(self, node: Field, event: Term | None) -> Val:
        if node.scope is Scope.LEAD:
            return self._lead_field(node)
        if event is None:
            raise ValueError(f"`{node.name}` is an event's field, and stands outside of any event")
        own = node.name in ("at", "type")
        name = node.name if own else f"field {node.name}"
        value = self.part(event, name, node.kind, null=not own)
        folded = self.part(event, f"folded {name}", ValueKind.TEXT, null=not own) if _is_text(node) else NULL
        if own:
            return closed_value(node.kind, value, self.words, folded)
        found = fact_value(node.kind, value, self.bit(f"activities.{node.name}"), folded)
        return replace(found, members=self.event_members.get(node.name, ()))

    def may_lack(self, node: Field) -> bool:
        return node.name not in ("at", "type")

    def _lead_field(self, node: Field) -> Val:
        if node.kind is ValueKind.ARRAY:
            item = self.item_kinds.get(node.name) or ValueKind.TEXT
            raw = column(node.name, null=False)
            items = raw if item in (ValueKind.TEXT, ValueKind.BOOLEAN) else mapped(raw, "x", converted(item, var("x")))
            self.inputs.setdefault(node.name, items)
            value = column(node.name, null=False)
            folded = mapped(value, "x", apply(Op.FOLD, var("x"))) if item is ValueKind.TEXT else NULL
            return closed_value(node.kind, value, self.words, folded)
        self.inputs.setdefault(node.name, converted(node.kind, column(node.name)))
        value = column(node.name, *_BOUNDS[node.kind])
        folded = apply(Op.FOLD, value) if _is_text(node) else NULL
        found = fact_value(node.kind, value, self.bit(node.name), folded)
        return replace(found, members=self.members.get(node.name, ()))

    def day_of_field(self, node: Field, event: Term | None) -> Val:
        """The local day of a fact, which the table has beside it."""
        if event is not None and node.scope is Scope.EVENT:
            if node.name == "at":
                return closed_value(ValueKind.DAY, self.part(event, "day"), self.words)
            value = self.part(event, f"day of {node.name}", ValueKind.DAY, null=True)
            return fact_value(ValueKind.DAY, value, self.bit(f"activities.{node.name}"))
        name = day_column(node.name)
        self.inputs.setdefault(name, converted(ValueKind.DAY, column(name)))
        return fact_value(ValueKind.DAY, column(name, *_BOUNDS[ValueKind.DAY]), self.bit(node.name))

    def part(self, event: Term, name: str, kind: ValueKind | None = None, *, null: bool = False) -> Term:
        """A part of an event: `at`, `day`, `cal`, `type` or a field of its own."""
        given = var("a")
        folded = name.startswith("folded ")
        plain = name.removeprefix("folded ")
        if name not in self.event_parts:
            match plain:
                case "at":
                    term = converted(ValueKind.INSTANT, get(given, "at", null=False))
                case "day":
                    term = converted(ValueKind.DAY, get(given, DAY, null=False))
                case "cal":
                    term = apply(Op.CALENDAR, get(given, DAY, null=False))
                case "type":
                    term = get(given, "type", null=False)
                case _ if plain.startswith("day of "):
                    term = converted(ValueKind.DAY, get(given, day_column(plain.removeprefix("day of "))))
                case _:
                    assert kind is not None
                    term = converted(kind, get(given, plain.removeprefix("field ")))
            self.event_parts[name] = apply(Op.FOLD, term) if folded else term
        match plain:
            case "at":
                low, high = _BOUNDS[ValueKind.INSTANT]
            case "day":
                low, high = _BOUNDS[ValueKind.DAY]
            case "cal":
                low, high = _CAL
            case "type":
                low, high = None, None
            case _:
                low, high = _BOUNDS[kind or ValueKind.TEXT]
        return get(event, name, low, high, null=null)

    @property
    def seen(self) -> Term:
        """The lead's events; one after `as_of` is not seen."""
        return column(EVENTS, null=False)

    def events_input(self, asked: Container[str] | None = None) -> Term:
        """What `EVENTS` is made of, once all parts that may be asked for are known; with those in `asked`."""
        given = var("a")
        at = converted(ValueKind.INSTANT, get(given, "at", null=False))
        as_of = param(AS_OF, -_FAR, _FAR)
        seen = filtered(column(ACTIVITIES, null=False), "a", compare(Op.AT_MOST, at, as_of))
        parts = [(name, term) for name, term in sorted(self.event_parts.items()) if asked is None or name in asked]
        return mapped(seen, "a", struct(parts or [("at", at)]))

    def bit(self, name: str) -> Mask:
        """The set of this fact alone."""
        place = self.facts.index(name)
        return tuple(literal(1 << place % WORD) if word == place // WORD else ZERO for word in range(self.words))

    # --- time

    @property
    def lead_columns(self) -> tuple[str, ...]:
        """The fields that the table of leads has, read or not."""
        return (*self.program.schema_order, *(each.name for each in self.program.fields))

    @property
    def known_zone(self) -> Zone | None:
        return self._zone

    @property
    def zone(self) -> Zone:
        if self._zone is None:
            raise ValueError("this policy reads time, so it needs a time zone")
        return self._zone

    def moment(self, node: AsOf) -> Term:
        return self._param(moment_name(node))

    @property
    def as_of(self) -> Term:
        return self._param(AS_OF)

    @property
    def today(self) -> Term:
        return self._param(TODAY)

    @property
    def today_cal(self) -> Term:
        return self._param(TODAY_CAL)

    def _param(self, name: str) -> Term:
        found = param(name, -_FAR, _FAR)
        if self._written:
            return found
        own = f"{PARAMS}.{name}"
        self.inputs[own] = found
        return column(own, -_FAR, _FAR, null=False)

    @property
    def days_rise(self) -> bool:
        """Whether a later instant never lies on an earlier local day: not where clocks go back over midnight."""
        zone = self.zone
        return all(zone.day(start - 1) <= zone.day(start) for start in zone.starts)


def _is_text(node: Field) -> bool:
    return node.kind is ValueKind.TEXT


def _facts(program: Program) -> tuple[str, ...]:
    """All facts that can be missing, in the order in which they are listed."""
    names = set()
    for definition in program.definitions:
        for node in walk(definition.body):
            if isinstance(node, Field) and node.name not in ("at", "type"):
                names.add(node.name if node.scope is Scope.LEAD else f"activities.{node.name}")
            elif isinstance(node, Field) and node.scope is Scope.LEAD:
                names.add(node.name)
    return in_schema_order(program, frozenset(names))

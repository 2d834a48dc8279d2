"""What is known of a program before any lead is read: which nodes may be missing or unknown, and what they read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    AtLeast,
    Choose,
    Compare,
    Condition,
    Const,
    DayOf,
    Definition,
    Elapsed,
    EventSet,
    Field,
    FieldUse,
    FirstMatch,
    Later,
    Measure,
    Measured,
    Not,
    OneOf,
    OutcomeIn,
    Present,
    Program,
    Ref,
    Round,
    Scope,
    Tally,
    TextPart,
    TextPiece,
    Truth,
    Value,
    ValueKind,
)
from leadspec.ir.kinds import CONDITIONS, RULES, kind_of_value
from leadspec.ir.walk import Node, children, walk

ALWAYS_THERE = frozenset({Measure.COUNT, Measure.DIFFERENT, Measure.DAYS, Measure.MOST_WITHIN})
_OWN = frozenset({"at", "type"})


class Known:
    """`bits`: a bit for each fact that may be missing; a mask of them says what a node hangs on."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.definitions: Mapping[str, Definition] = {each.name: each for each in program.definitions}
        self._lead = {each.name: each for each in program.fields}
        self._event = {each.name: each for each in program.event_fields}
        self.missing: dict[str, bool] = {}  # of definitions: whether they may be missing or unknown
        self._masks: dict[str, int] = {}
        self.bits: dict[tuple[Scope, str], int] = {}
        for definition in program.definitions:
            body = definition.body
            if isinstance(body, CONDITIONS):
                self.missing[definition.name] = not self.never_unknown(body)
            elif isinstance(body, (FirstMatch, *RULES)):
                self.missing[definition.name] = False
            else:
                self.missing[definition.name] = self.may_miss(body)

    # --- may it be missing, may it be unknown ---------------------------------------------------------------------

    def may_miss(self, node: Value) -> bool:
        """Whether a value may be missing, for any lead."""
        match node:
            case Const() | AsOf() | Tally():
                return False
            case Field(name=name, kind=kind, scope=scope):
                return kind is not ValueKind.ARRAY and not (scope is Scope.EVENT and name in _OWN)
            case Ref(name=name):
                return self.missing[name]
            case Arithmetic() | Round():
                return True  # out of range
            case Choose(items=items):
                return all(map(self.may_miss, items))
            case TextPart(piece=piece, item=item):
                return piece is TextPiece.DOMAIN or self.may_miss(item)
            case DayOf(item=item) | Later(item=item):
                return self.may_miss(item)
            case Elapsed(start=start, end=end):
                return self.may_miss(start) or self.may_miss(end)
            case Measured(measure=measure, events=events):
                return measure not in ALWAYS_THERE or any(self.may_miss(each.limit) for each in events.window)
            case _:
                assert_never(node)

    def never_unknown(self, node: Condition) -> bool:
        """Whether a condition is true or false, for every lead."""
        match node:
            case Compare(left=left, right=right):
                return not (self.may_miss(left) or self.may_miss(right))
            case OneOf(item=item) | Truth(item=item):
                return not self.may_miss(item)
            case Present() | OutcomeIn():
                return True
            case Not(item=item):
                return self.never_unknown(item)
            case AtLeast(number=number, items=items):
                # In `x is present and x > 3` nothing is unknown: where x is missing, the first part is false.
                safe: set[Field] = set()
                if number == len(items):
                    safe = {each.item for each in items if isinstance(each, Present) and isinstance(each.item, Field)}
                elif number == 1:
                    absent = [each.item for each in items if isinstance(each, Not)]
                    safe = {each.item for each in absent if isinstance(each, Present) and isinstance(each.item, Field)}
                return all(self.never_unknown(each) or self._only_without(each, safe) for each in items)
            case _:
                assert_never(node)

    def _only_without(self, node: Condition, fields: set[Field]) -> bool:
        """Whether a condition is unknown only where one of these fields is missing."""
        match node:
            case Compare(left=left, right=right):
                values: tuple[Value, ...] = (left, right)
            case OneOf(item=item) | Truth(item=item):
                values = (item,)
            case Not(item=item):
                return self._only_without(item, fields)
            case AtLeast(items=items):
                return all(self.never_unknown(each) or self._only_without(each, fields) for each in items)
            case _:
                return False
        return bool(fields) and all(each in fields or not self.may_miss(each) for each in values)

    # --- what it reads --------------------------------------------------------------------------------------------

    def use(self, field: Field) -> FieldUse | None:
        return (self._lead if field.scope is Scope.LEAD else self._event).get(field.name)

    def kind(self, node: Value) -> ValueKind:
        return kind_of_value(node)

    def item_kind(self, node: Value) -> ValueKind:
        """Of an array."""
        use = self.use(node) if isinstance(node, Field) else None
        return ValueKind.TEXT if use is None or use.item_kind is None else use.item_kind

    def members(self, node: Value) -> tuple[str, ...] | None:
        """All that an enum may be, as leads hold it."""
        if not isinstance(node, Field):
            return None
        if node.scope is Scope.EVENT and node.name == "type":
            return self.program.event_types
        use = self.use(node)
        return None if use is None else use.members

    def mask(self, node: Node) -> int:
        """The facts that, where missing, may leave a node open. Asking whether a fact is there leaves nothing open."""
        found = 0
        waiting = [node]
        while waiting:
            at = waiting.pop()
            match at:
                case Present(item=Field()):
                    continue
                case Field(name=name, kind=kind, scope=scope):
                    if kind is not ValueKind.ARRAY and not (scope is Scope.EVENT and name in _OWN):
                        found |= self._bit(scope, name)
                case Ref(name=name) | OutcomeIn(name=name):
                    found |= self.mask_of(name)
                case _:
                    waiting.extend(children(at))
        return found

    def mask_of(self, name: str) -> int:
        """Definitions are asked for in their order, so this never goes deep."""
        found = self._masks.get(name)
        if found is None:
            found = self._masks[name] = self.mask(self.definitions[name].body)
        return found

    def _bit(self, scope: Scope, name: str) -> int:
        key = (scope, name)
        if key not in self.bits:
            self.bits[key] = 1 << len(self.bits)
        return self.bits[key]


def of_the_lead(node: Value | Condition) -> bool:
    """Whether a node reads nothing of the event at hand. What is measured is a fact of the lead."""
    waiting: list[Node] = [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, Field) and at.scope is Scope.EVENT:
            return False
        if not isinstance(at, Measured):
            waiting.extend(children(at))
    return True


def of_fields_alone(*nodes: Node) -> bool:
    """Whether nodes read facts and `as_of` alone, no definition and no measure."""
    return not any(isinstance(each, Ref | Measured | OutcomeIn) for node in nodes for each in walk(node))


def parts_of(node: EventSet) -> Iterator[Node]:
    """What decides which events are in a set."""
    yield from (each.limit for each in node.window)
    if node.where is not None:
        yield node.where
    if node.preceded is not None and node.preceded.where is not None:
        yield node.preceded.where

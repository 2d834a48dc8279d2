"""What the core IR promises, checked: in a `Program`, out what is broken, in the order of its definitions.

For tests, after every pass that makes or changes IR. A policy that a user wrote never breaks these: his mistakes are
findings of the type check, so each text here says that leadspec itself is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import assert_never

from msgspec import Struct

from leadspec.ir.core import (
    STAGE,
    Arithmetic,
    ArrayNeed,
    AsOf,
    AtLeast,
    Body,
    Choose,
    Choosing,
    Compare,
    Const,
    DayOf,
    Definition,
    Elapsed,
    EventSet,
    Field,
    FirstMatch,
    FirstOf,
    Group,
    Measure,
    Measured,
    MoveBack,
    Not,
    OneOf,
    OutcomeIn,
    Points,
    Preceded,
    Present,
    Program,
    Ref,
    Relation,
    Role,
    Round,
    Row,
    Scope,
    Tally,
    TextHow,
    TextPart,
    TextPiece,
    Truth,
    Value,
    ValueKind,
)
from leadspec.ir.walk import Node, children
from leadspec.values.decimals import LIMIT, SCALE, to_cents
from leadspec.values.patterns import PatternFault, parse_pattern
from leadspec.values.text import fold

CONDITIONS = (Compare, OneOf, Present, Not, AtLeast, OutcomeIn, Truth)
RULES = (Points, Group, FirstOf)
ORDERED = frozenset({ValueKind.NUMBER, ValueKind.DAY, ValueKind.INSTANT})

WITHOUT_OUTPUT = frozenset({Role.DEFINE, Role.PERSONA_LINE, Role.STAGE_CONDITION})

# Measures that give a number whatever they look at, and those that look at a field.
NUMBERS = frozenset({Measure.COUNT, Measure.DIFFERENT, Measure.DAYS, Measure.SUM, Measure.MOST_WITHIN})
OF_A_FIELD = frozenset(
    {Measure.DIFFERENT, Measure.SUM, Measure.LARGEST, Measure.SMALLEST, Measure.OF_FIRST, Measure.OF_LAST}
)


def check(program: Program) -> list[str]:
    """Every promise that a program breaks, each as `definition: what is wrong`; none for a sound one."""
    checker = _Checker(program)
    problems = list(checker.program_problems())
    for definition in program.definitions:
        problems += [f"{definition.name}: {each}" for each in checker.definition_problems(definition)]
        checker.earlier[definition.name] = definition
    return problems


class _Place(Struct, frozen=True):
    """Where a node stands: whether an event is at hand, and inside which anchor's window."""

    event: bool = False
    window_of: EventSet | None = None


LEAD = _Place()


class _Checker:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._fields = {each.name: each.kind for each in program.fields}
        self._event_fields = {each.name: each.kind for each in program.event_fields}
        self._event_fields |= {"at": ValueKind.INSTANT, "type": ValueKind.TEXT}
        self.earlier: dict[str, Definition] = {}

    def program_problems(self) -> Iterator[str]:
        names = [each.name for each in self._program.definitions]
        for name in sorted({each for each in names if names.count(each) > 1} if len(set(names)) < len(names) else ()):
            yield f"the name `{name}` is defined twice"
        for name, use in self._program.lists.items():
            if use.name != name:
                yield f"list `{name}` is called `{use.name}`"
            if list(use.entries) != sorted({fold(each) for each in use.entries}):
                yield f"the entries of list `{name}` are not folded, sorted and without doubles"
        order = set(self._program.schema_order)
        used = [*self._fields, *(f"activities.{each.name}" for each in self._program.event_fields)]
        for name in used if order else ():
            if name not in order:
                yield f"field `{name}` has no place in the schema's order"
        if [each.name for each in self._program.definitions if each.role is Role.STAGE] not in ([], [STAGE]):
            yield f"there is one stage definition at most, and it is called `{STAGE}`"
        outputs = {each.name for each in self._program.definitions if each.role not in WITHOUT_OUTPUT}
        if self._program.outputs and sorted(self._program.outputs) != sorted(outputs):
            yield "the outputs are not those of the definitions, each once"

    def definition_problems(self, definition: Definition) -> Iterator[str]:
        yield from self._role_problems(definition)
        if isinstance(definition.body, Group):
            # A score's own range may lie anywhere; only inner groups must have room for no points.
            yield from _range_problems(definition.body.floor, definition.body.cap)
            parts: tuple[Node, ...] = definition.body.items
        else:
            parts = (definition.body,)
        waiting: list[tuple[Node, _Place]] = [(each, LEAD) for each in reversed(parts)]
        while waiting:
            node, place = waiting.pop()
            yield from self._node_problems(node, place)
            waiting.extend(reversed([(each, _place_in(node, each, place)) for each in children(node)]))

    # --- definitions ------------------------------------------------------------------------------------------

    def _role_problems(self, definition: Definition) -> Iterator[str]:
        body = definition.body
        match definition.role:
            case Role.SCORE:
                fits = isinstance(body, RULES)
            case Role.CLASSIFY | Role.TABLE | Role.STAGE:
                fits = isinstance(body, FirstMatch)
            case Role.DEFINE:
                fits = not isinstance(body, (*RULES, FirstMatch))
            case _:
                fits = isinstance(body, CONDITIONS)
        if not fits:
            yield f"a {definition.role.value} cannot be a {type(body).__name__}"
        elif definition.role is Role.DEFINE and definition.kind is not self._body_kind(body):
            yield f"its kind is {_named(self._body_kind(body))}, not {_named(definition.kind)}"
        for member in definition.members:
            role = Role.PERSONA_LINE if definition.role is Role.PERSONA else Role.STAGE_CONDITION
            found = self.earlier.get(member)
            if found is None or found.role is not role:
                yield f"its member `{member}` is no earlier {role.value}"

    def _body_kind(self, body: Body) -> ValueKind | None:
        """The kind of a definition's result where it has one kind."""
        if isinstance(body, CONDITIONS):
            return ValueKind.BOOLEAN
        if isinstance(body, RULES):
            return ValueKind.NUMBER
        if isinstance(body, FirstMatch):
            return ValueKind.TEXT if any(row.number is None for row in body.rows) else ValueKind.NUMBER
        return self._kind(body)

    def _kind(self, node: Value) -> ValueKind | None:
        """The kind of a value; None where that is wrong already."""
        match node:
            case Const(kind=kind) | Field(kind=kind) | Choose(kind=kind) | AsOf(kind=kind) | Measured(kind=kind):
                return kind
            case Ref(kind=kind):
                return kind
            case Arithmetic() | Round() | Elapsed() | Tally():
                return ValueKind.NUMBER
            case TextPart(piece=piece):
                return ValueKind.TEXT if piece is TextPiece.DOMAIN else ValueKind.NUMBER
            case DayOf():
                return ValueKind.DAY
            case MoveBack(back=back):
                return ValueKind.INSTANT if back.is_clock else ValueKind.DAY
            case _:
                assert_never(node)

    # --- nodes ------------------------------------------------------------------------------------------------

    def _node_problems(self, node: Node, place: _Place) -> Iterator[str]:
        match node:
            case Const():
                yield from _const_problems(node)
            case Field():
                yield from self._field_problems(node, place)
            case Ref(name=name, kind=kind):
                found = self.earlier.get(name)
                if found is None:
                    yield f"it refers to `{name}`, which no earlier definition has"
                elif self._body_kind(found.body) is not kind:
                    yield f"it refers to `{name}` as {_named(kind)}, but that is {_named(self._body_kind(found.body))}"
            case Arithmetic(first=first, rest=rest):
                yield from self._expect("arithmetic", [first, *(item for _, item in rest)], ValueKind.NUMBER)
            case Choose(how=how, items=items, kind=kind):
                yield from self._expect(how.value, items, kind)
                if not items:
                    yield "it chooses from nothing"
                if how is not Choosing.FIRST_KNOWN and kind not in ORDERED:
                    yield f"{_named(kind)} has no {how.value} value"
            case Round(item=item, digits=digits):
                yield from self._expect("rounding", [item], ValueKind.NUMBER)
                if not 0 <= digits <= SCALE:
                    yield f"it rounds to {digits} digits"
            case TextPart(piece=piece, item=item):
                yield from self._expect(f"the {piece.value}", [item], ValueKind.TEXT)
            case DayOf(item=item):
                yield from self._expect("a day", [item], ValueKind.INSTANT)
            case AsOf(kind=kind, back=back):
                if kind not in (ValueKind.DAY, ValueKind.INSTANT):
                    yield f"the moment of the run cannot be {_named(kind)}"
                if back is not None and back.is_clock is not (kind is ValueKind.INSTANT):
                    yield f"{_named(kind)} does not move by {back}"
            case MoveBack(item=item, back=back):
                yield from self._expect("a move", [item], ValueKind.INSTANT if back.is_clock else ValueKind.DAY)
            case Elapsed(unit=unit, start=start, end=end):
                kind = ValueKind.INSTANT if unit.is_clock else ValueKind.DAY
                yield from self._expect(f"{unit.value}s", [start, end], kind)
            case Measured():
                yield from self._measure_problems(node)
                if place.event and place.window_of is None:
                    yield "it measures events inside a test of one event"
            case EventSet():
                yield from self._event_set_problems(node)
            case Preceded(within=within):
                if within is not None and within.amount < 1:
                    yield f"nothing lies within {within}"
            case Compare():
                yield from self._expect("a comparison", [node.left, node.right], node.kind)
                if node.kind is ValueKind.ARRAY:
                    yield "arrays are not compared"
                if node.kind not in ORDERED and node.relation not in (Relation.EQUAL, Relation.NOT_EQUAL):
                    yield f"{_named(node.kind)} has no order"
            case OneOf():
                yield from self._one_of_problems(node)
            case AtLeast(number=number, items=items):
                if not 0 <= number <= len(items):
                    yield f"at least {number} of {len(items)} conditions"
            case OutcomeIn(name=name, outcomes=outcomes):
                yield from self._outcome_problems(name, outcomes)
            case Truth(item=item):
                yield from self._expect("a condition", [item], ValueKind.BOOLEAN)
            case Points():
                yield from self._points_problems(node)
            case Group(floor=floor, cap=cap):
                yield from _range_problems(floor, cap)
                if (floor or 0) > 0 or (cap or 0) < 0:
                    yield "a group has room for no points: its floor is at most 0, its cap at least 0"
            case FirstOf(items=items):
                if any(item.events is not None for item in items):
                    yield "the lines of `first of` are not about events"
            case FirstMatch(rows=rows):
                yield from self._row_problems(rows)
            case Present() | Not() | Tally() | Row():
                pass
            case _:
                assert_never(node)

    def _expect(self, what: str, items: Iterable[Value], kind: ValueKind) -> Iterator[str]:
        for item in items:
            found = self._kind(item)
            if found is not kind:
                yield f"{what} needs {_named(kind)}, not {_named(found)}"

    def _field_problems(self, node: Field, place: _Place) -> Iterator[str]:
        of_event = node.scope is Scope.EVENT
        known: Mapping[str, ValueKind] = self._event_fields if of_event else self._fields
        if of_event and not place.event:
            yield f"the event's field `{node.name}` stands outside of any event"
        if place.window_of is not None and of_event and node.name != "at":
            yield f"a window reads the event's `at`, not `{node.name}`"
        if node.name not in known:
            yield f"the program does not say that it reads `{node.name}`"
        elif known[node.name] is not node.kind:
            yield f"`{node.name}` is {_named(known[node.name])}, not {_named(node.kind)}"

    def _measure_problems(self, node: Measured) -> Iterator[str]:
        name = node.measure.value
        if (node.field is not None) is not (node.measure in OF_A_FIELD):
            yield f"`{name}` {'needs a' if node.field is None else 'has no'} field"
        elif node.field is not None and node.field not in self._event_fields:
            yield f"the program does not say that it reads `{node.field}`"
        elif node.field is not None and node.measure not in NUMBERS and self._event_fields[node.field] is not node.kind:
            yield f"`{name}` of `{node.field}` is {_named(self._event_fields[node.field])}, not {_named(node.kind)}"
        if (node.within is not None) is not (node.measure is Measure.MOST_WITHIN):
            yield f"`{name}` {'needs a' if node.within is None else 'has no'} duration"
        if node.measure in NUMBERS and node.kind is not ValueKind.NUMBER:
            yield f"`{name}` is a number, not {_named(node.kind)}"
        if node.measure in (Measure.FIRST_AT, Measure.LAST_AT) and node.kind is not ValueKind.INSTANT:
            yield f"`{name}` is an instant, not {_named(node.kind)}"

    def _event_set_problems(self, node: EventSet) -> Iterator[str]:
        unknown = sorted((node.types or frozenset()) - set(self._program.event_types))
        for name in unknown:
            yield f"the schema has no event `{name}`"
        if node.types is not None and not node.types:
            yield "no type of event is meant"
        if node.anchor is not None and node.window is None:
            yield "an anchor without a window"
        if node.anchor is not None and _reads_event(node.anchor):
            yield "an anchor is the lead's, not the event's"
        # What may be missing in a window must be its anchor: then, and only then, the measure is missing.
        anchored = () if node.anchor is None else tuple(_of_one_scope(node.anchor))
        for part in () if node.window is None else _of_one_scope(node.window):
            reads = isinstance(part, Measured | Ref) or (isinstance(part, Field) and part.scope is Scope.LEAD)
            if reads and part not in anchored:
                yield "a window reads a value that is not its anchor"

    def _one_of_problems(self, node: OneOf) -> Iterator[str]:
        kind = self._kind(node.item)
        if (kind is ValueKind.ARRAY) is not (node.need in (ArrayNeed.ANY, ArrayNeed.ALL)):
            yield "any or all of the entries are asked for of arrays, and only of these"
        for each in (*node.values, *node.exact_values):
            if kind is not ValueKind.ARRAY and each.kind is not kind:
                yield f"{_named(kind)} is never {_named(each.kind)}"
            if node.how is not TextHow.EQUALS and each.kind is not ValueKind.TEXT:
                yield f"`{node.how.value}` is asked of texts"
            elif node.how is TextHow.MATCHES and isinstance(parse_pattern(str(each.value)), PatternFault):
                yield f"`{each.value}` is no pattern"
        if any(each.kind is not ValueKind.TEXT for each in node.exact_values):
            yield "only texts are exact"
        if len(set(node.values)) < len(node.values) or len(set(node.exact_values)) < len(node.exact_values):
            yield "a value stands twice in one set"
        for name in node.lists:
            if name not in self._program.lists:
                yield f"there is no list `{name}`"
        if node.lists and kind not in (ValueKind.TEXT, ValueKind.ARRAY):
            yield f"{_named(kind)} is not looked up in a list"

    def _outcome_problems(self, name: str, outcomes: tuple[str, ...]) -> Iterator[str]:
        found = self.earlier.get(name)
        if found is None or not isinstance(found.body, FirstMatch):
            yield f"it asks for an outcome of `{name}`, which no earlier definition has"
            return
        unknown = set(outcomes) - {row.outcome for row in found.body.rows}
        for outcome in sorted(unknown):
            yield f"`{name}` never gives `{outcome}`"

    def _row_problems(self, rows: tuple[Row, ...]) -> Iterator[str]:
        last: Body | None = rows[-1].condition if rows else None
        # A stage's row may name its own condition: that of the first stage is `everyone`.
        if isinstance(last, Truth) and isinstance(last.item, Ref) and last.item.name in self.earlier:
            last = self.earlier[last.item.name].body
        if not (isinstance(last, AtLeast) and last.number == 0):
            yield "the last row does not always hold"
        if len({row.number is None for row in rows}) > 1:
            yield "some rows give a number and some do not"

    def _points_problems(self, node: Points) -> Iterator[str]:
        yield from self._expect("points", [node.amount], ValueKind.NUMBER)
        if node.sign not in (1, -1):
            yield f"a sign of {node.sign}"
        if (node.events is None) is not (node.occasion is None):
            yield "events and their occasion stand together"
        if (node.times_per is None) is not (node.per is None):
            yield "a cooldown is so many times in a period"
        if node.events is None and (node.per is not None or node.decay is not None):
            yield "only points for events have a cooldown or a decay"
        if node.times_per is not None and node.times_per < 1:
            yield f"at most {node.times_per} times"
        if node.cap is not None and node.cap < 0:
            yield "a cap is a size"
        if node.decay is None:
            return
        cents = node.decay.cents
        if not isinstance(node.amount, Const):
            yield "a decay of points that are no number"
        elif not cents or cents[0] != to_cents(int(node.amount.value)):
            yield "a decay does not begin with the points"
        if any(each < 0 for each in cents) or any(a < b for a, b in pairwise(cents)):
            yield "a decay goes down to 0, as sizes without sign"
        if node.decay.every.amount < 1:
            yield f"{node.decay.every} never elapses"


def _place_in(node: Node, child: Node, place: _Place) -> _Place:
    """The place of a node's part: the event at hand is the one of the nearest set."""
    match node:
        case EventSet(where=where, window=window):
            if child is window:
                return _Place(event=True, window_of=node)
            return _Place(event=True) if child is where else LEAD
        case Points(amount=amount, events=events):
            return _Place(event=events is not None) if child is amount else LEAD
        case Measured() | Preceded():
            return LEAD
        case _:
            return place


def _of_one_scope(node: Node) -> Iterator[Node]:
    """The node and those below it, without entering a measure: its events are others."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        yield at
        waiting.extend(() if isinstance(at, Measured) else children(at))


def _reads_event(node: Node) -> bool:
    return any(isinstance(each, Field) and each.scope is Scope.EVENT for each in _of_one_scope(node))


def _const_problems(node: Const) -> Iterator[str]:
    wanted = {ValueKind.BOOLEAN: bool, ValueKind.TEXT: str}.get(node.kind, int)
    if node.kind is ValueKind.ARRAY or type(node.value) is not wanted:
        yield f"`{node.value!r}` is not {_named(node.kind)}"
    elif node.kind is ValueKind.NUMBER and not -LIMIT < int(node.value) < LIMIT:
        yield f"the number {node.value} is out of range"


def _range_problems(floor: int | None, cap: int | None) -> Iterator[str]:
    if floor is not None and cap is not None and floor > cap:
        yield "the floor is above the cap"


def _named(kind: ValueKind | None) -> str:
    return "nothing" if kind is None else f"{'an' if kind.value[0] in 'ai' else 'a'} {kind.value}"

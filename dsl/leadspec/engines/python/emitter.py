"""The state of one generated function, and the one place that asks for the next piece of it.

A function reads fields into locals, looks once at each event, then works out the definitions in their order. Values
are put into locals once; conditions are expressions on those.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from leadspec.engines.python import build as b
from leadspec.engines.python import conditions, passes, points, values
from leadspec.engines.python.known import Known, of_fields_alone, of_the_lead, parts_of
from leadspec.engines.python.names import Names
from leadspec.engines.python.parts import AT, GET, GET_EVENT, GONE, OFFSETS, STARTS, TAKEN, TYPE, ZONE, Held, Place
from leadspec.ir.core import (
    AsOf,
    Condition,
    EventSet,
    Field,
    Measured,
    Points,
    Relation,
    Scope,
    Value,
    ValueKind,
)


class Shared:
    """What the functions of one module share: parameters that `as_of` gives, constants, names."""

    def __init__(self, known: Known, back_never: bool) -> None:
        self.known = known
        self.back_never = back_never  # the zone's: windows may be compared by instants
        self.names = Names(TAKEN)
        self.parameters: list[ast.stmt] = []
        self.constants: dict[str, object] = {}
        self.needs: set[str] = set()  # zone, today …
        self.helpers: set[str] = set()
        self._memo: dict[object, str] = {}

    def helper(self, title: str) -> ast.expr:
        """A function that generated code calls."""
        self.helpers.add(title)
        return b.name(title)

    def parameter(self, stem: str, key: object, value: Callable[[], ast.expr]) -> ast.expr:
        """A local of the outer function, worked out once for an instant."""
        if key not in self._memo:
            expr = value()
            self._memo[key] = self.names.fresh(stem)
            self.parameters.append(b.assign(self._memo[key], expr))
        return b.name(self._memo[key])

    def pair(self, key: object, stems: tuple[str, str], value: ast.expr) -> tuple[ast.expr, ast.expr]:
        """Two locals of the outer function, from one tuple."""
        if (key, 0) not in self._memo:
            names = [self.names.fresh(each) for each in stems]
            for place, each in enumerate(names):
                self._memo[(key, place)] = each
            self.parameters.append(b.Assign([b.Tuple([b.Name(each, b.STORE) for each in names], b.STORE)], value))
        return b.name(self._memo[(key, 0)]), b.name(self._memo[(key, 1)])

    def constant(self, stem: str, key: object, value: object) -> ast.expr:
        """A constant of the module."""
        if key not in self._memo:
            self._memo[key] = self.names.fresh(stem).upper()
            self.constants[self._memo[key]] = value
        return b.name(self._memo[key])


class Emitter:
    def __init__(self, shared: Shared, *, reasons: bool) -> None:
        self.shared = shared
        self.known = shared.known
        self.reasons = reasons
        self.fields: list[ast.stmt] = []
        self.before: list[ast.stmt] = []  # of fields alone; the events of `events` read it
        self.events = passes.Pass()
        self.body: list[ast.stmt] = []
        self.memo: dict[object, Held] = {}
        self.truths: dict[str, tuple[ast.expr, ast.expr | None]] = {}  # of condition definitions: the two rails
        self.held: dict[str, Held] = {}  # of all other definitions, as a value
        self.outcomes: dict[str, ast.expr] = {}
        self.reads_facts = False
        self.read_once: frozenset[Field] = frozenset()
        self.units: list[tuple[Condition, ast.expr]] = []
        self.lines: dict[int, ast.expr] = {}
        self.measures: list[tuple[Measured, Held]] = []

    # --- locals -----------------------------------------------------------------------------------------------------

    def fresh(self, stem: str) -> str:
        return self.shared.names.fresh(stem)

    def keep(self, stem: str, key: Value, value: ast.expr, place: Place | None) -> ast.expr:
        """A value in a local of its own."""
        target = self.fresh(stem)
        self.block_for(key, place).append(b.assign(target, value))
        return b.name(target)

    def block_for(self, key: Value | Condition, place: Place | None) -> list[ast.stmt]:
        if place is not None:
            return place.head
        return self.before if of_fields_alone(key) else self.body

    def field(self, node: Field, place: Place | None) -> ast.expr:
        """A fact in a local, None where it is missing; an array is empty then."""
        if node.scope is Scope.EVENT:
            if node.name == "at":
                return b.name(AT)
            if node.name == "type":
                return b.name(TYPE)
            assert place is not None
            place.reads_facts = True
        else:
            self.reads_facts = True
        default = (b.const(()),) if node.kind is ValueKind.ARRAY else ()
        target = self.fresh(node.name if node.scope is Scope.LEAD else f"event_{node.name}")
        getter = GET if node.scope is Scope.LEAD else GET_EVENT
        block = self.fields if node.scope is Scope.LEAD or place is None else place.head
        block.append(b.assign(target, b.call(getter, b.const(node.name), *default)))
        bit = self.known.bits.get((node.scope, node.name))
        if self.reasons and bit is not None and node.kind is not ValueKind.ARRAY:
            note: ast.stmt = b.AugAssign(b.Name(GONE, b.STORE), ast.BitOr(), b.const(bit))
            block.extend(b.if_(b.is_none(b.name(target)), [note]))
        return b.name(target)

    # --- nodes ------------------------------------------------------------------------------------------------------

    def value(self, node: Value, place: Place | None = None) -> Held:
        """A value in a local, or a constant. Outside of any event, or where it reads none, it is the lead's."""
        at = None if place is None or of_the_lead(node) else place
        memo = self.memo if at is None else at.memo
        found = memo.get(node)
        if found is None:
            found = memo[node] = values.emit_value(self, node, at)
        return found

    def read(self, node: Value, place: Place | None) -> ast.expr:
        """A value that stands in one place only: a fact that nothing else reads needs no local."""
        if place is not None or not isinstance(node, Field) or node not in self.read_once:
            return self.value(node, place).expr
        self.reads_facts = True
        default = (b.const(()),) if node.kind is ValueKind.ARRAY else ()
        return b.call(GET, b.const(node.name), *default)

    def whole(self, node: Value, place: Place | None = None) -> ast.expr:
        """The value itself, times its factor, None where it is missing."""
        held = self.value(node, place)
        if held.factor == 1 or (isinstance(held.expr, ast.Constant) and held.expr.value is None):
            return held.expr
        product = b.times(held.expr, held.factor)
        return b.either(b.is_none(held.expr), b.NONE, product) if held.may_miss else product

    def true(self, node: Condition, place: Place | None = None) -> ast.expr:
        """Whether a condition is true."""
        return conditions.emit_true(self, node, place)

    def false(self, node: Condition, place: Place | None = None) -> ast.expr:
        """Whether a condition is false: not unknown."""
        if self.known.never_unknown(node):
            return b.not_(self.true(node, place))
        return conditions.emit_false(self, node, place)

    def three(self, node: Condition) -> ast.expr:
        """True, False or None for unknown."""
        true = self.true(node)
        if self.known.never_unknown(node):
            return true
        false = self.false(node)
        return b.either(true, b.TRUE, b.either(false, b.FALSE, b.NONE))

    # --- events -----------------------------------------------------------------------------------------------------

    def accumulate(self, events: EventSet, *more: Value, add: Callable[[passes.Pass], Held]) -> Held:
        """What `add` makes of a set's events: in the one pass over them, or in one of its own if it reads rules."""
        if of_fields_alone(*parts_of(events), *more):
            return add(self.events)
        own = passes.Pass()
        found = add(own)
        self.body.extend(own.statements(self))
        return found

    def line(self, node: Points, events: EventSet) -> Held:
        """The points of a line over its events, before it is asked whether the line applies."""
        found = self.memo.get(node)
        if found is None:
            found = self.memo[node] = self.accumulate(
                events, node.amount, add=lambda into: points.sum_over_events(self, into, node, events)
            )
            self.lines[id(node)] = found.expr
        return found

    def in_first_pass(self, node: Points) -> bool:
        """Whether the points of a line's events are summed before any rule is worked out."""
        return node.events is not None and of_fields_alone(*parts_of(node.events), node.amount)

    def truth_of_unit(self, node: Condition | None) -> ast.expr:
        """Whether a line applies; where reasons are asked for, the truth of its condition is kept."""
        if node is None:
            return b.TRUE
        if not self.reasons:
            return self.true(node)
        truth = self.three(node)
        if not isinstance(truth, ast.Name | ast.Constant):
            target = self.fresh("when")
            self.body.append(b.assign(target, truth))
            truth = b.name(target)
        self.units.append((node, truth))
        return (
            truth
            if self.known.never_unknown(node) or isinstance(truth, ast.Constant)
            else b.compare(truth, "is", b.TRUE)
        )

    def measured(self, node: Measured) -> Held:
        more = () if node.field is None else (node.field,)
        found = self.accumulate(node.events, *more, add=lambda into: passes.measure(self, into, node))
        self.measures.append((node, found))
        return found

    def day(self, at: ast.expr) -> ast.expr:
        """The local day of an instant."""
        self.shared.needs.add(OFFSETS)
        offset = b.item(b.name(OFFSETS), b.call(self.shared.helper("bisect_right"), b.name(STARTS), at))
        return b.binary(b.binary(at, "+", offset), "//", b.const(86_400_000_000))

    def first_instant(self, events: EventSet | None) -> ast.expr | None:
        """A parameter: no event of the set is earlier."""
        for bound in () if events is None else events.window:
            if bound.relation in (Relation.MORE, Relation.AT_LEAST) and isinstance(bound.limit, AsOf):
                test = conditions.day_test(self, b.name(AT), bound.relation, bound.limit)
                if isinstance(test, ast.Compare):
                    return test.comparators[0]
        return None

    def since_day(self, at: ast.expr, day: ast.expr, plus: int, key: object) -> ast.expr | None:
        """Whether an instant lies on a day or later, where the zone lets it be asked of instants; else None."""
        if not self.shared.back_never:
            return None
        self.shared.needs.add(ZONE)
        start = self.shared.parameter(
            "start",
            ("start", key, plus),
            lambda: b.call(self.shared.helper("start_of"), b.name(ZONE), b.plus(day, plus)),
        )
        return b.compare(at, ">=", start)

"""Random small programs and leads with missing facts, and all that filling these in may give.

A presence test is decided by the facts as they are given (that a fact is missing is known). So that filling in a fact
leaves it alone, a test asks for the fact's shadow: a field that is given where the fact is, and never filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product
from typing import Any

from hypothesis import strategies as st

from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    AtLeast,
    Choose,
    Choosing,
    Compare,
    Condition,
    DayOf,
    Definition,
    Elapsed,
    EventSet,
    Field,
    FieldUse,
    FirstOf,
    Later,
    Measure,
    Measured,
    Not,
    Occasion,
    OneOf,
    Operator,
    OutcomeIn,
    Period,
    Points,
    PointsRule,
    Preceded,
    Present,
    Program,
    Ref,
    Relation,
    Role,
    Round,
    Scope,
    Tally,
    TextPart,
    TextPiece,
    Truth,
    Value,
    ValueKind,
)
from leadspec.ir.lead import Event, FactValue, Lead
from leadspec.values.durations import Unit
from unit.engines.ir_builder import (
    ALWAYS,
    AS_OF,
    BOOLEAN,
    DAY,
    INSTANT,
    NUMBER,
    TEXT,
    bound,
    definition,
    duration,
    event_fact,
    fact,
    group,
    halving,
    in_the_last,
    instant,
    millionths,
    number,
    program,
    rows,
    since,
    text,
)

HOUR = 3_600_000_000
NOW = instant(AS_OF)

LEAD_FACTS: Mapping[str, tuple[ValueKind, tuple[FactValue, ...]]] = {
    "b": (BOOLEAN, (True, False)),
    "c": (BOOLEAN, (True, False)),
    "e": (TEXT, ("x", "y", "other")),
    "n": (NUMBER, tuple(map(millionths, (-2, 0, 1)))),
    "m": (NUMBER, tuple(map(millionths, (0, 3, "999999999999")))),
    "t": (INSTANT, (NOW - 50 * HOUR, NOW - 26 * HOUR, NOW + 30 * HOUR)),
}
EVENT_FACTS: Mapping[str, tuple[ValueKind, tuple[FactValue, ...]]] = {
    "p": (BOOLEAN, (True, False)),
    "a": (NUMBER, tuple(map(millionths, (-1, 2)))),
    "q": (TEXT, ("x", "Y")),
}
FULL = {name: values[0] for name, (_, values) in LEAD_FACTS.items()}
TYPES = ("A", "B")

Pick = Callable[[st.SearchStrategy[Any]], Any]


class _Maker:
    """Draws nodes; `made` are the definitions so far, which later ones may read."""

    def __init__(self, draw: Pick) -> None:
        self.draw = draw
        self.made: dict[str, Role | ValueKind] = {}
        self.outcomes: dict[str, tuple[str, ...]] = {}

    def one(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def names(self, *kinds: Role | ValueKind) -> list[str]:
        return [name for name, kind in self.made.items() if kind in kinds]

    # --- conditions

    def condition(self, depth: int, event: bool = False) -> Condition:
        kinds = ["truth", "order", "text", "set"]
        if depth > 0:
            kinds += ["not", "at least", "at least"]
        if not event:
            kinds += ["present", "day", "measure"]
            kinds += ["named"] * bool(self.names(BOOLEAN)) + ["score"] * bool(self.names(Role.SCORE))
            kinds += ["outcome"] * bool(self.names(Role.CLASSIFY))
        match self.one(*kinds):
            case "truth":
                return Truth(self.field(BOOLEAN, event))
            case "order":
                return Compare(self.one(*Relation), self.number(depth, event), number(self.one(-1, 0, 1)), NUMBER)
            case "text":
                return Compare(self.one(Relation.EQUAL, Relation.NOT_EQUAL), self.field(TEXT, event), text("x"), TEXT)
            case "set":
                if self.one(True, False):
                    return OneOf(self.field(TEXT, event), (text("x"), text("y")), exact=self.one(False, True))
                return OneOf(self.number(depth, event), (number(0), number(3)))
            case "not":
                return Not(self.condition(depth - 1, event))
            case "at least":
                items = tuple(self.condition(depth - 1, event) for _ in range(self.one(1, 2, 3)))
                return AtLeast(self.draw(st.integers(0, len(items))), items)
            case "present":
                return Present(fact(f"{self.one(*LEAD_FACTS)} given", BOOLEAN))
            case "day":
                back = duration(self.one("0 days", "1 day", "1 month"))
                given = DayOf(self.moment())
                left = self.one(given, Later(given, duration(self.one("1 day", "1 month"))))
                return Compare(self.one(*Relation), left, AsOf(DAY, back), DAY)
            case "measure":
                of = self.measured()
                if of.kind is NUMBER:
                    return Compare(self.one(*Relation), of, number(self.one(0, 1, 2)), NUMBER)
                if of.kind is INSTANT:
                    return Compare(self.one(*Relation), of, self.moment(), INSTANT)
                return self.one(OneOf(of, (text("x"),)), Present(of))
            case "named":
                return Truth(Ref(self.one(*self.names(BOOLEAN)), BOOLEAN))
            case "score":
                limit = number(self.one(-1, 0, 1, 2, 5))
                return Compare(self.one(*Relation), Ref(self.one(*self.names(Role.SCORE)), NUMBER), limit, NUMBER)
            case "outcome":
                name = self.one(*self.names(Role.CLASSIFY))
                return OutcomeIn(name, self.one(self.outcomes[name][:1], self.outcomes[name][-2:]))
            case other:
                raise AssertionError(other)

    # --- values

    def field(self, kind: ValueKind, event: bool) -> Field:
        # Inside an event's test the lead's facts can be read too.
        scope = self.one(Scope.EVENT, Scope.EVENT, Scope.LEAD) if event else Scope.LEAD
        known = EVENT_FACTS if scope is Scope.EVENT else LEAD_FACTS
        return Field(self.one(*(name for name, (each, _) in known.items() if each is kind)), kind, scope)

    def number(self, depth: int, event: bool = False) -> Value:
        kinds = ["field", "field", "const"]
        if depth > 0:
            kinds += ["arithmetic", "choose", "round"]
        if not event:
            kinds += ["length", "elapsed", "tally", "measure"]
            kinds += ["named"] * bool(self.names(NUMBER, Role.SCORE))
        match self.one(*kinds):
            case "field":
                return self.field(NUMBER, event)
            case "const":
                return number(self.one(-1, 0, 2, "0.5"))
            case "arithmetic":
                rest = ((self.one(*Operator), self.number(depth - 1, event)) for _ in range(self.one(1, 2)))
                return Arithmetic(self.number(depth - 1, event), tuple(rest))
            case "choose":
                items = tuple(self.number(depth - 1, event) for _ in range(self.one(1, 2, 3)))
                return Choose(self.one(*Choosing), items, NUMBER)
            case "round":
                return Round(self.number(depth - 1, event), 0)
            case "length":
                return TextPart(TextPiece.LENGTH, fact("e"))
            case "elapsed":
                if self.one(True, False):
                    return Elapsed(Unit.DAY, DayOf(self.moment()), AsOf(DAY))
                return Elapsed(Unit.HOUR, self.moment(), self.moment())
            case "tally":
                return Tally(tuple(self.condition(depth - 1) for _ in range(2)))
            case "measure":
                of = self.measured()
                return of if of.kind is NUMBER else number(1)
            case "named":
                return Ref(self.one(*self.names(NUMBER, Role.SCORE)), NUMBER)
            case other:
                raise AssertionError(other)

    def moment(self) -> Value:
        return self.one(fact("t", INSTANT), AsOf(INSTANT, duration("40 hours")))

    # --- events

    def events(self, depth: int = 1) -> EventSet:
        types = self.one(TYPES, ("A",), ("B",))
        parts: dict[str, Any] = {}
        match self.one("none", "last", "since", "since last", "within after") if depth else "none":
            case "last":
                parts["window"] = in_the_last(self.one("2 days", "30 hours"))
            case "since":
                parts["window"] = since(fact("t", INSTANT))
            case "since last":
                parts["window"] = since(Measured(Measure.LAST_AT, self.events(depth - 1), INSTANT))
            case "within after":
                start = self.one(fact("t", INSTANT), Measured(Measure.FIRST_AT, self.events(depth - 1), INSTANT))
                by = duration(self.one("1 day", "1 month", "9 hours"))
                end = Later(start if by.is_clock else DayOf(start), by)
                parts["window"] = (bound(">", start), bound("<=", end))
        if depth and self.one(True, False, False):
            earlier = self.events(0)
            within = self.one(None, duration("1 day"), duration("1 month"), duration("5 hours"))
            parts["preceded"] = Preceded(earlier.types, earlier.where, within)
        if self.one(True, True, False):
            parts["where"] = self.condition(1, event=True)
        return EventSet(types, **parts)

    def measured(self) -> Measured:
        measure = self.one(*Measure)
        of = self.events()
        match measure:
            case Measure.COUNT | Measure.DAYS:
                return Measured(measure, of)
            case Measure.MOST_WITHIN:
                return Measured(measure, of, within=duration(self.one("1 day", "2 days", "5 hours")))
            case Measure.SUM | Measure.LARGEST | Measure.SMALLEST:
                return Measured(measure, of, field=event_fact("a", NUMBER))
            case Measure.DIFFERENT:
                return Measured(measure, of, field=self.one(event_fact("a", NUMBER), event_fact("q")))
            case Measure.FIRST_AT | Measure.LAST_AT:
                return Measured(measure, of, INSTANT)
            case _:
                field = self.one(event_fact("a", NUMBER), event_fact("q"))
                return Measured(measure, of, field.kind, field)

    # --- rules

    def line(self, with_events: bool = True) -> Points:
        when = self.one(None, self.condition(1))
        sign, cap = self.one(1, 1, -1), self.one(None, 1_50)
        if not (with_events and self.one(True, False)):
            return Points(sign, self.number(1), when, cap=cap)
        occasion = self.one(*Occasion)
        parts: dict[str, Any] = {"events": self.events(), "occasion": occasion, "cap": cap}
        if occasion is Occasion.EACH and self.one(True, False):
            parts |= {"times_per": self.one(1, 2), "per": self.one(*Period)}
        if self.one(True, False):
            return Points(sign, number(2), when, decay=halving(2_00, "1 day"), **parts)
        return Points(sign, self.number(1, event=True), when, **parts)

    def rule(self, depth: int) -> PointsRule:
        match self.one("line", "line", "group", "first of") if depth else "line":
            case "group":
                items = (self.rule(depth - 1) for _ in range(self.one(1, 2)))
                return group(*items, floor=self.one(None, -1_00), cap=self.one(None, 2_00))
            case "first of":
                return FirstOf(tuple(self.line(with_events=False) for _ in range(self.one(1, 2, 3))))
            case _:
                return self.line()

    def definition(self, name: str) -> Definition:
        match self.one("condition", "condition", "number", "number", "measure", "measure", "score", "score", "label"):
            case "condition":
                made = definition(name, Role.FLAG, self.condition(2), kind=BOOLEAN)
                self.made[name] = BOOLEAN
            case "number":
                made = definition(name, Role.DEFINE, self.number(2), kind=NUMBER)
                self.made[name] = NUMBER
            case "measure":
                of = self.measured()
                made = definition(name, Role.DEFINE, of, kind=of.kind)
                self.made[name] = of.kind
            case "score":
                made = definition(name, Role.SCORE, group(*(self.rule(1) for _ in range(self.one(1, 2)))))
                self.made[name] = Role.SCORE
            case _:
                given = [(self.condition(1), self.one("one", "two")) for _ in range(self.one(1, 2))] + [
                    (ALWAYS, "three")
                ]
                made = definition(name, Role.CLASSIFY, rows(*given))
                self.outcomes[name] = tuple(dict.fromkeys(outcome for _, outcome in given))
                self.made[name] = Role.CLASSIFY
        return made


@st.composite
def programs(draw: Pick) -> Program:
    maker = _Maker(draw)
    shadows = {f"{name} given": BOOLEAN for name in LEAD_FACTS}
    made = [maker.definition(f"d{place}") for place in range(draw(st.integers(1, 4)))]
    return program(
        *made,
        fields=tuple(FieldUse(name, kind) for name, (kind, _) in LEAD_FACTS.items())
        + tuple(FieldUse(name, kind) for name, kind in shadows.items()),
        event_fields=tuple(FieldUse(name, kind) for name, (kind, _) in EVENT_FACTS.items()),
        event_types=TYPES,
    )


@st.composite
def leads(draw: Pick) -> Lead:
    facts = {name: draw(st.sampled_from((None, *values))) for name, (_, values) in LEAD_FACTS.items()}
    given = {name: value for name, value in facts.items() if value is not None}
    shadows: dict[str, FactValue] = {f"{name} given": True for name in given}
    events = [
        Event(
            draw(st.sampled_from(TYPES)),
            NOW - draw(st.sampled_from((-2, 0, 1, 9, 10, 30, 34, 58))) * HOUR,
            {
                name: value
                for name, (_, values) in EVENT_FACTS.items()
                if (value := draw(st.sampled_from((None, *values, *values)))) is not None
            },
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    return Lead("L", given | shadows, tuple(sorted(events, key=lambda each: each.at)))


Gap = tuple[int | None, str]  # the place of the event, or None for the lead; the field


def gaps(lead: Lead) -> list[Gap]:
    """The facts that are missing."""
    of_lead: list[Gap] = [(None, name) for name in LEAD_FACTS if name not in lead.facts]
    of_events = [(i, name) for i, each in enumerate(lead.events) for name in EVENT_FACTS if name not in each.facts]
    return [*of_lead, *of_events]


def gap_name(gap: Gap) -> str:
    return gap[1] if gap[0] is None else f"activities.{gap[1]}"


def filled(lead: Lead, values: Mapping[Gap, FactValue | None]) -> Lead:
    """The lead with some of its gaps filled in."""
    facts = dict(lead.facts)
    events = [dict(each.facts) for each in lead.events]
    for (place, name), value in values.items():
        if value is not None:
            (facts if place is None else events[place])[name] = value
    with_facts = (Event(each.type, each.at, own) for each, own in zip(lead.events, events, strict=True))
    return Lead(lead.id, facts, tuple(with_facts))


def completions(lead: Lead, at: list[Gap], most: int) -> Iterator[Lead]:
    """Ways to fill in some or all of these gaps: all of them, or where they are many an even choice of `most`."""
    domains = [(None, *(LEAD_FACTS if place is None else EVENT_FACTS)[name][1]) for place, name in at]
    size = 1
    for each in domains:
        size *= len(each)
    # A stride that shares no factor with the small domains visits all of their values.
    step = max(size // most, 1) | 1
    for values in islice(product(*domains), 0, None, step) if step < 2000 else _sampled(domains, size, most):
        yield filled(lead, dict(zip(at, values, strict=True)))


def _sampled(domains: list[tuple[FactValue | None, ...]], size: int, most: int) -> Iterator[tuple[Any, ...]]:
    for index in range(0, size, max(size // most, 1) | 1):
        rest, values = index, []
        for each in domains:
            rest, place = divmod(rest, len(each))
            values.append(each[place])
        yield tuple(values)

"""Short words for core IR programs written by hand, and the policy of the language's first page in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leadspec.engines.interpreter import Evaluation, evaluate
from leadspec.ir.core import (
    AsOf,
    AtLeast,
    Bound,
    Compare,
    Condition,
    Const,
    Decay,
    Definition,
    EventSet,
    Field,
    FieldUse,
    FirstMatch,
    FirstOf,
    Group,
    ListUse,
    Measure,
    Measured,
    Not,
    Occasion,
    OneOf,
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
    Row,
    Scope,
    TextHow,
    TextPart,
    TextPiece,
    Truth,
    Value,
    ValueKind,
)
from leadspec.ir.lead import Event, FactValue, Lead
from leadspec.ir.walk import walk
from leadspec.values.decay import Halving, LosingPoints, decay_table
from leadspec.values.decimals import NumberFault, parse_number
from leadspec.values.durations import Duration, Unit, unit_of
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.zones import zone

BOOLEAN, NUMBER, TEXT, DAY, INSTANT = (
    ValueKind.BOOLEAN,
    ValueKind.NUMBER,
    ValueKind.TEXT,
    ValueKind.DAY,
    ValueKind.INSTANT,
)
ZONE = zone("Europe/Berlin")
AS_OF = "2026-11-21T09:00:00+01:00"


# --- Facts ----------------------------------------------------------------------------------------------------


def instant(written: str) -> int:
    found = parse_instant(written)
    assert isinstance(found, Instant), written
    return found.at


def millionths(number: int | str) -> int:
    found = parse_number(str(number))
    assert not isinstance(found, NumberFault), number
    return found


def event(type_: str, at: str, **facts: FactValue) -> Event:
    return Event(type_, instant(at), facts)


def lead(facts: Mapping[str, FactValue] | None = None, *events: Event) -> Lead:
    return Lead("L-1", facts or {}, tuple(sorted(events, key=lambda each: each.at)))


def duration(written: str) -> Duration:
    amount, word = written.split()
    unit = unit_of(word)
    assert isinstance(unit, Unit), written
    return Duration(int(amount), unit).normal()


# --- Values and conditions ------------------------------------------------------------------------------------


def number(written: int | str) -> Const:
    return Const(millionths(written), NUMBER)


def text(written: str) -> Const:
    return Const(written, TEXT)


def fact(name: str, kind: ValueKind = TEXT) -> Field:
    return Field(name, kind)


def event_fact(name: str, kind: ValueKind = TEXT) -> Field:
    return Field(name, kind, Scope.EVENT)


def score(name: str) -> Ref:
    return Ref(name, NUMBER)


def named(name: str) -> Truth:
    return Truth(Ref(name, BOOLEAN))


def is_true(name: str) -> Truth:
    return Truth(fact(name, BOOLEAN))


def compare(left: Value, relation: str, right: Value | int | str, kind: ValueKind = NUMBER) -> Compare:
    given = number(right) if isinstance(right, int | str) else right
    return Compare(Relation(relation), left, given, kind)


def one_of(item: Value, *values: str, how: TextHow = TextHow.EQUALS, lists: tuple[str, ...] = ()) -> OneOf:
    return OneOf(item, tuple(map(text, values)), lists=lists, how=how)


def all_of(*items: Condition) -> AtLeast:
    return AtLeast(len(items), items)


def any_of(*items: Condition) -> AtLeast:
    return AtLeast(1, items)


ALWAYS = all_of()


# --- Events ---------------------------------------------------------------------------------------------------


def events(*types: str, **parts: Any) -> EventSet:
    return EventSet(tuple(sorted(types)), **parts)


def bound(relation: str, limit: Value) -> Bound:
    return Bound(Relation(relation), limit)


def ago(written: str) -> AsOf:
    back = duration(written)
    return AsOf(INSTANT if back.is_clock else DAY, back)


def in_the_last(written: str) -> tuple[Bound, ...]:
    return (bound(">", ago(written)),)


def since(limit: Value) -> tuple[Bound, ...]:
    return (bound(">=", limit),)


def count(of: EventSet) -> Measured:
    return Measured(Measure.COUNT, of)


def did(of: EventSet, at_least: int = 1) -> Compare:
    return compare(count(of), ">=", at_least)


def last_at(*types: str) -> Measured:
    return Measured(Measure.LAST_AT, events(*types), INSTANT)


# --- Rules ----------------------------------------------------------------------------------------------------


def points(amount: int | str | Value, when: Condition | None = None, **parts: Any) -> Points:
    """`amount` is written with its sign; a value counts as plus."""
    if isinstance(amount, int | str):
        given = millionths(amount)
        return Points(-1 if given < 0 else 1, Const(abs(given), NUMBER), when, **parts)
    return Points(1, amount, when, **parts)


def for_each(amount: int | str | Value, of: EventSet, **parts: Any) -> Points:
    return points(amount, parts.pop("when", None), events=of, occasion=Occasion.EACH, **parts)


def halving(cents: int, every: str) -> Decay:
    return _decay(cents, Halving(duration(every)))


def losing(cents: int, lost: int, every: str) -> Decay:
    return _decay(cents, LosingPoints(lost, duration(every)))


def _decay(cents: int, how: Halving | LosingPoints) -> Decay:
    table = decay_table(cents, how)
    assert isinstance(table, tuple)
    return Decay(how.every, table)


def group(*items: PointsRule, **parts: Any) -> Group:
    return Group(items, **parts)


def rows(*given: tuple[Condition, str]) -> FirstMatch:
    return FirstMatch(tuple(Row(condition, outcome) for condition, outcome in given))


# --- Programs -------------------------------------------------------------------------------------------------


def definition(name: str, role: Role, body: Any, **parts: Any) -> Definition:
    return Definition(name, role, body, **parts)


def program(*definitions: Definition, **parts: Any) -> Program:
    """A program that reads whatever its definitions read."""
    given: dict[str, Any] = {
        "name": "Test",
        "language": 1,
        "departments": ("marketing", "sales"),
        "zone": "Europe/Berlin",
        "definitions": definitions,
        "lists": {},
    }
    nodes = [node for each in definitions for node in walk(each.body)]
    read = {(each.scope, each.name): each.kind for each in nodes if isinstance(each, Field)}
    own = {name: kind for (scope, name), kind in read.items() if scope is Scope.EVENT and name not in ("at", "type")}
    given["fields"] = tuple(FieldUse(name, kind) for (scope, name), kind in read.items() if scope is Scope.LEAD)
    given["event_fields"] = tuple(FieldUse(name, kind) for name, kind in own.items())
    given["event_types"] = tuple(
        sorted({name for each in nodes if isinstance(each, EventSet | Preceded) for name in each.types})
    )
    return Program(**given | parts)


def answer(policy: Program, given: Lead, as_of: str = AS_OF) -> Evaluation:
    return evaluate(policy, given, instant(as_of), ZONE)


def lists(**entries: Iterable[str]) -> dict[str, ListUse]:
    return {name: ListUse(name, tuple(sorted(values))) for name, values in entries.items()}


# --- The first page -------------------------------------------------------------------------------------------


def _page_one() -> Program:
    employees = fact("company.employees", NUMBER)
    in_dach = one_of(fact("country"), "DE", "AT", "CH")
    own_initiative = ("call_received", "chat_started", "demo_requested", "trial_started")
    lines = {
        "company.employees between 50 and 1000": all_of(compare(employees, ">=", 50), compare(employees, "<=", 1000)),
        "country in dach": in_dach,
        "industry is one of machinery, chemicals": one_of(fact("industry"), "machinery", "chemicals"),
        'job_title contains any word of "head", "director", "Leiter"': one_of(
            fact("job_title"), "head", "director", "Leiter", how=TextHow.WORD
        ),
    }
    names = tuple(f"ideal_customer#{place}" for place in range(1, len(lines) + 1))
    pricing = one_of(event_fact("page"), "/pricing", how=TextHow.STARTS)

    def counts(condition: Condition) -> Condition:
        return all_of(Not(OutcomeIn("stage", ("disqualified",))), condition)

    definitions = (
        definition(
            "reachable",
            Role.DEFINE,
            any_of(*(Present(fact(name)) for name in ("email", "phone", "social_handle"))),
            kind=BOOLEAN,
            because="Interest is shown by sharing a way to be contacted",
        ),
        *(
            definition(name, Role.PERSONA_LINE, body, kind=BOOLEAN, text=written)
            for name, (written, body) in zip(names, lines.items(), strict=True)
        ),
        definition("ideal_customer", Role.PERSONA, all_of(*map(named, names)), kind=BOOLEAN, members=names),
        definition(
            "sales_action",
            Role.DEFINE,
            any_of(
                did(events("demo_requested", window=in_the_last("30 days"))),
                did(events("trial_started", window=in_the_last("14 days"))),
                did(events("page_viewed", where=pricing, window=in_the_last("7 days")), 3),
            ),
            kind=BOOLEAN,
        ),
        definition(
            "fit",
            Role.SCORE,
            group(
                points(40, named("ideal_customer")),
                FirstOf((points(20, compare(employees, ">=", 500)), points(10, compare(employees, ">=", 50)))),
                points(20, one_of(fact("role"), "decision_maker")),
                points(-25, one_of(TextPart(TextPiece.DOMAIN, fact("email")), lists=("free_mail",))),
                floor=0,
                cap=100_00,
            ),
        ),
        definition(
            "engagement",
            Role.SCORE,
            group(
                group(
                    for_each(
                        40, events("demo_requested"), times_per=1, per=Period.DAY, decay=halving(40_00, "30 days")
                    ),
                    points(30, events=events("trial_started"), occasion=Occasion.FIRST),
                    cap=60_00,
                    title="Hand raises",
                ),
                group(
                    for_each(10, events("content_downloaded"), decay=losing(10_00, 5_00, "30 days"), cap=20_00),
                    for_each(5, events("email_clicked", window=in_the_last("14 days")), cap=15_00),
                    cap=30_00,
                    title="Content",
                ),
                points(
                    -100,
                    all_of(
                        did(events("unsubscribed")),
                        Not(did(events("demo_requested", window=since(last_at("unsubscribed"))))),
                    ),
                ),
                floor=0,
                cap=100_00,
            ),
        ),
        definition(
            "temperature",
            Role.CLASSIFY,
            rows(
                (
                    all_of(
                        one_of(fact("source"), "raffle", "discount"),
                        Not(did(events(*own_initiative, window=since(fact("created_at", INSTANT))))),
                    ),
                    "cold",
                ),
                (compare(score("engagement"), ">=", 60), "hot"),
                (compare(score("engagement"), ">=", 30), "warm"),
                (ALWAYS, "cold"),
            ),
        ),
        definition(
            "route",
            Role.TABLE,
            rows(
                (Not(Present(employees)), "Research first"),
                (all_of(in_dach, compare(employees, ">=", 500)), "Enterprise DACH"),
                (in_dach, "SMB DACH"),
                (ALWAYS, "International"),
            ),
        ),
        definition(
            "disqualified#1",
            Role.DISQUALIFY,
            one_of(TextPart(TextPiece.DOMAIN, fact("email")), lists=("competitors",)),
            label="competitor",
        ),
        definition("disqualified#2", Role.DISQUALIFY, Not(named("reachable")), label="no way to contact"),
        definition(
            "flag#1",
            Role.FLAG,
            all_of(did(events("demo_requested")), Not(Present(fact("phone")))),
            label="hand-raise without phone",
        ),
        definition("suspect", Role.STAGE_CONDITION, ALWAYS),
        definition("prospect", Role.STAGE_CONDITION, all_of(named("reachable"), AtLeast(2, tuple(map(named, names))))),
        definition(
            "mql",
            Role.STAGE_CONDITION,
            all_of(
                named("prospect"),
                any_of(
                    all_of(compare(score("fit"), ">=", 40), compare(score("engagement"), ">=", 30)),
                    did(events("demo_requested")),
                ),
            ),
        ),
        definition("sql", Role.STAGE_CONDITION, all_of(named("mql"), named("ideal_customer"), named("sales_action"))),
        definition(
            "stage",
            Role.STAGE,
            rows(
                (any_of(named("disqualified#1"), named("disqualified#2")), "disqualified"),
                *((named(stage), stage) for stage in ("sql", "mql", "prospect", "suspect")),
            ),
            members=("suspect", "prospect", "mql", "sql"),
        ),
        definition("lead#1", Role.COUNTS, counts(named("reachable")), label="marketing"),
        definition(
            "lead#2", Role.COUNTS, counts(all_of(named("ideal_customer"), named("sales_action"))), label="sales"
        ),
        definition("lead#3", Role.COUNTS, counts(OutcomeIn("stage", ("mql", "sql"))), label="agreed"),
    )
    return program(
        *definitions,
        name="Inbound leads",
        lists=lists(free_mail=["gmail.com", "gmx.de"], competitors=["rival.example"]),
        schema_order=(
            *("created_at", "email", "phone", "social_handle", "country", "industry", "job_title", "role", "source"),
            *("company.employees", "activities.page"),
        ),
        reads_events=True,
        reads_time=True,
    )


PAGE_ONE = _page_one()

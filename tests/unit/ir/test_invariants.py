from __future__ import annotations

import pytest

from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    AtLeast,
    Compare,
    Const,
    Decay,
    Definition,
    EventSet,
    FirstMatch,
    FirstOf,
    Later,
    ListUse,
    Measure,
    Measured,
    Not,
    OneOf,
    Operator,
    OutcomeIn,
    Preceded,
    Present,
    Relation,
    Role,
    Round,
    Row,
    TextHow,
    Truth,
)
from leadspec.ir.invariants import check
from leadspec.values.durations import Duration, Unit
from unit.engines.ir_builder import (
    ALWAYS,
    BOOLEAN,
    DAY,
    INSTANT,
    NUMBER,
    PAGE_ONE,
    TEXT,
    bound,
    compare,
    count,
    definition,
    did,
    duration,
    event_fact,
    events,
    fact,
    for_each,
    group,
    halving,
    in_the_last,
    last_at,
    named,
    number,
    one_of,
    points,
    program,
    rows,
    score,
    since,
    text,
)


def test_a_sound_program_breaks_nothing() -> None:
    assert check(PAGE_ONE) == []


WEEKS = Duration(2, Unit.WEEK)


def define(body: object) -> Definition:
    return definition("d", Role.DEFINE, body, kind=BOOLEAN)


BROKEN = {
    "it refers to `later`, which no earlier definition has": define(named("later")),
    "it asks for an outcome of `stage`, which no earlier definition has": define(OutcomeIn("stage", ("mql",))),
    "a score cannot be a AtLeast": definition("d", Role.SCORE, ALWAYS),
    "a stage condition cannot be a FirstMatch": definition("d", Role.STAGE_CONDITION, rows((ALWAYS, "a"))),
    "its kind is a number, not a boolean": define(number(1)),
    "its member `d#1` is no earlier persona line": definition("d", Role.PERSONA, ALWAYS, members=("d#1",)),
    "arithmetic needs a number, not a text": define(
        compare(Arithmetic(number(1), ((Operator.ADD, fact("f")),)), ">", 1)
    ),
    "it rounds to 7 digits": define(compare(Round(number(1), 7), ">", 1)),
    "a day does not move by 120 minutes": define(
        compare(AsOf(DAY, duration("2 hours")), ">", AsOf(DAY), DAY),
    ),
    "it measures events inside a test of one event": define(did(events("a", where=did(events("b"))))),
    "a comparison needs a text, not a number": define(Compare(Relation.EQUAL, fact("f"), number(1), TEXT)),
    "a text has no order": define(Compare(Relation.LESS, fact("f"), text("x"), TEXT)),
    "at least 3 of 2 conditions": define(AtLeast(3, (ALWAYS, ALWAYS))),
    "a condition needs a boolean, not a text": define(Truth(fact("f"))),
    "the event's field `f` stands outside of any event": define(one_of(event_fact("f"), "x")),
    "the event's field `at` stands outside of any event": define(
        did(events("a", window=since(event_fact("at", INSTANT))))
    ),
    "a window does not end at a number": define(did(events("a", window=since(fact("n", NUMBER))))),
    "`=` is no end of a window": define(did(events("a", window=(bound("=", AsOf(DAY)),)))),
    "a window has two ends at most": define(did(events("a", window=in_the_last("1 day") * 3))),
    "2 weeks is not in days, months or minutes": define(compare(fact("d", DAY), "<", AsOf(DAY, WEEKS), DAY)),
    "0 days is not later": define(compare(Later(fact("d", DAY), duration("0 days")), "<", AsOf(DAY), DAY)),
    "a move needs an instant, not a day": define(
        compare(Later(fact("d", DAY), duration("1 hour")), "<", AsOf(INSTANT), INSTANT)
    ),
    "what is fixed stands on the right of a comparison": define(compare(number(1), "<", fact("n", NUMBER))),
    "`largest` needs a field": define(compare(Measured(Measure.LARGEST, events("a")), ">", 1)),
    "`count` has no field": define(compare(Measured(Measure.COUNT, events("a"), field=event_fact("f")), ">", 1)),
    "`most within` needs a duration": define(compare(Measured(Measure.MOST_WITHIN, events("a")), ">", 1)),
    "`last at` is an instant, not a number": define(compare(Measured(Measure.LAST_AT, events("a")), ">", 1)),
    "`largest` of `n` measures a field of the lead": define(
        compare(Measured(Measure.LARGEST, events("a"), field=fact("n", NUMBER)), ">", 1)
    ),
    "`of last` of `f` is a text, not a number": define(
        compare(Measured(Measure.OF_LAST, events("a"), field=event_fact("f")), ">", 1)
    ),
    "no type of event is meant": define(did(events())),
    "the types of events are not sorted and without doubles": define(did(EventSet(("b", "a")))),
    "nothing lies within 0 days": define(did(events("a", preceded=Preceded(("b",), within=duration("0 days"))))),
    "`((` is no pattern": define(one_of(fact("f"), "((", how=TextHow.MATCHES)),
    "there is no list `l`": define(one_of(fact("f"), lists=("l",))),
    "a value stands twice in one set": define(one_of(fact("f"), "x", "x")),
    "only texts are exact, and no lists": define(OneOf(fact("f"), (text("x"),), ("l",), exact=True)),
    "a text is never a number": define(OneOf(fact("f"), (number(1),))),
    "the floor is above the cap": definition("d", Role.SCORE, group(floor=2, cap=1)),
    "a group has room for no points: its floor is at most 0, its cap at least 0": definition(
        "d", Role.SCORE, group(group(floor=1))
    ),
    "a cap is a size": definition("d", Role.SCORE, points(1, cap=-1)),
    "only points for events have a cooldown or a decay": definition(
        "d", Role.SCORE, points(1, decay=halving(1_00, "1 day"))
    ),
    "a decay does not begin with the points": definition(
        "d", Role.SCORE, for_each(2, events("a"), decay=halving(1_00, "1 day"))
    ),
    "a decay goes down to 0, as sizes without sign": definition(
        "d", Role.SCORE, for_each(1, events("a"), decay=Decay(duration("1 day"), (1_00, 2_00)))
    ),
    "the lines of `first of` are not about events": definition("d", Role.SCORE, FirstOf((for_each(1, events("a")),))),
    "the last row does not always hold": definition("d", Role.CLASSIFY, rows((Present(fact("f")), "a"))),
    "some rows give a number and some do not": definition(
        "d", Role.TABLE, FirstMatch((Row(Present(fact("f")), "1", 1_000_000), Row(ALWAYS, "a")))
    ),
    "`True` is not a number": define(compare(Const(True, NUMBER), ">", 1)),
    "the number 1000000000000000000 is out of range": define(compare(Const(10**18, NUMBER), ">", 1)),
}


@pytest.mark.parametrize("problem", BROKEN)
def test_a_broken_promise_is_named(problem: str) -> None:
    assert f"d: {problem}" in check(program(BROKEN[problem]))


def test_names_and_order_of_definitions() -> None:
    twice = program(define(ALWAYS), define(ALWAYS))
    assert check(twice) == ["the name `d` is defined twice"]
    itself = program(define(named("d")))
    assert check(itself) == ["d: it refers to `d`, which no earlier definition has"]


def test_a_reference_has_the_kind_of_what_it_names() -> None:
    fit = definition("fit", Role.SCORE, points(1))
    assert check(program(fit, define(compare(score("fit"), ">", 1)))) == []
    assert check(program(fit, define(named("fit")))) == [
        "d: it refers to `fit` as a boolean, but that is a number",
    ]


def test_outcomes_are_those_of_the_rows() -> None:
    label = definition("label", Role.CLASSIFY, rows((Not(Present(fact("f"))), "a"), (ALWAYS, "b")))
    assert check(program(label, define(OutcomeIn("label", ("a", "b"))))) == []
    assert check(program(label, define(OutcomeIn("label", ("c",))))) == ["d: `label` never gives `c`"]


def test_the_range_of_a_score_may_lie_anywhere() -> None:
    assert check(program(definition("fit", Role.SCORE, group(points(1), floor=10_00, cap=20_00)))) == []


def test_a_window_may_end_at_a_measure() -> None:
    assert check(program(define(did(events("a", window=since(last_at("b"))))))) == []
    assert check(program(define(did(events("a", window=in_the_last("3 days")))))) == []


def test_fields_types_and_lists_are_declared() -> None:
    body = define(one_of(fact("f"), lists=("l",)))
    broken = program(body, fields=(), lists={"l": ListUse("m", ("B", "a"))}, schema_order=("x",))
    assert check(broken) == [
        "list `l` is called `m`",
        "the entries of list `l` are not folded, sorted and without doubles",
        "d: the program does not say that it reads `f`",
    ]
    assert check(program(define(compare(count(events("a")), ">", 1)), event_types=())) == [
        "d: the schema has no event `a`",
    ]


def test_outputs_are_those_of_the_definitions() -> None:
    fit = definition("fit", Role.SCORE, points(1))
    assert check(program(fit, outputs=("fit",))) == []
    assert check(program(fit, define(ALWAYS), outputs=("fit", "d"))) == [
        "the outputs are not those of the definitions, each once",
    ]

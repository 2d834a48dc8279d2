from __future__ import annotations

from leadspec.ir.core import DayOf, Later, Not, Occasion, Period, Present, Ref, Role
from leadspec.ir.lead import Lead
from leadspec.questions.explain import (
    ConditionOutput,
    ConditionReason,
    Explanation,
    Fact,
    FirstOfReason,
    Form,
    GroupReason,
    LineReason,
    MatchOutput,
    PersonaOutput,
    PointsReason,
    ScoreOutput,
    SeenEvent,
    SeenEvents,
    Truth,
    explain,
)
from leadspec.source import Span
from leadspec.values.days import parse_day
from unit.engines.ir_builder import (
    ALWAYS,
    AS_OF,
    DAY,
    INSTANT,
    NUMBER,
    PAGE_ONE,
    ago,
    all_of,
    answer,
    bound,
    definition,
    did,
    duration,
    event,
    event_fact,
    events,
    fact,
    for_each,
    group,
    halving,
    in_the_last,
    instant,
    is_true,
    last_at,
    lead,
    millionths,
    one_of,
    points,
    program,
    rows,
    since,
)
from unit.engines.test_page_one import WORKED


def explained(given: Lead = WORKED, *, show_values: bool = False) -> Explanation:
    return explain(answer(PAGE_ONE, given), show_values=show_values)


def group_of(points_: PointsReason) -> GroupReason:
    assert isinstance(points_, GroupReason)
    return points_


def line_of(points_: PointsReason) -> LineReason:
    assert isinstance(points_, LineReason)
    return points_


def score_of(explanation: Explanation, path: str) -> ScoreOutput:
    found = explanation.output(path)
    assert isinstance(found, ScoreOutput)
    return found


def match_of(explanation: Explanation, path: str) -> MatchOutput:
    found = explanation.output(path)
    assert isinstance(found, MatchOutput)
    return found


def test_every_output_has_its_reason_and_agrees_with_the_row() -> None:
    evaluation = answer(PAGE_ONE, WORKED)
    explanation = explain(evaluation)
    undecided = tuple(each.path for each in explanation.outputs if each.undecided)
    assert undecided == evaluation.verdict.undecided
    assert explanation.missing == evaluation.verdict.missing
    assert match_of(explanation, "stage").outcome == evaluation.verdict.stage
    assert {each.name: each.cents for each in explanation.outputs if isinstance(each, ScoreOutput)} == dict(
        evaluation.verdict.scores
    )


def test_the_deciding_row() -> None:
    temperature = match_of(explained(), "labels.temperature")
    assert temperature.deciding.outcome == "warm"
    assert [each.reason.truth for each in temperature.rows] == [Truth.FALSE, Truth.FALSE, Truth.TRUE]
    assert temperature.deciding.reason.text == "engagement >= 30"
    stage = match_of(explained(), "stage")
    assert stage.may == ("sql", "mql")
    assert stage.deciding.reason.refers_to == "mql"


def test_a_persona_names_its_lines() -> None:
    explanation = explained()
    persona = explanation.output("personas.ideal_customer")
    assert isinstance(persona, PersonaOutput)
    assert (persona.value, persona.true_lines, len(persona.lines)) == (None, 2, 4)
    reason = explanation.definitions[persona.lines[2]].reason
    assert reason is not None
    assert reason.text == "industry is one of machinery, chemicals"
    assert (reason.truth, reason.undecided, reason.missing) == (Truth.UNKNOWN, True, ("industry",))
    assert reason.facts == (Fact("industry", known=False),)


def test_a_verdict_and_the_definitions_it_names() -> None:
    sales = explained().output("lead.sales")
    assert isinstance(sales, ConditionOutput)
    assert sales.value is None
    named = [part.refers_to for part in _all_parts(sales.reason) if part.form is Form.NAMED]
    assert named == ["stage", "ideal_customer", "sales_action"]


def _all_parts(reason: ConditionReason) -> list[ConditionReason]:
    return [reason, *(below for part in reason.parts for below in _all_parts(part))]


def test_the_events_that_a_test_counts_and_its_days() -> None:
    reason = explained().definitions["sales_action"].reason
    assert reason is not None
    assert reason.form is Form.ANY
    [seen] = reason.parts[0].events
    assert (seen.first_day, seen.last_day) == (parse_day("2026-10-23"), parse_day("2026-11-21"))
    assert seen.events == (SeenEvent("demo_requested", WORKED.events[0].at, counted=True, sure=True),)
    [pages] = reason.parts[2].events
    assert pages.events == ()


def test_points_with_the_arithmetic_of_their_decay() -> None:
    old = event("demo_requested", "2026-09-20T10:00:00+02:00")
    explanation = explained(Lead("L", WORKED.facts, (old, *WORKED.events)))
    whole = group_of(score_of(explanation, "scores.engagement").points)
    hand_raises = group_of(whole.items[0])
    line = line_of(hand_raises.items[0])
    assert [(each.day, each.age_days, each.periods, each.original, each.cents) for each in line.events] == [
        (parse_day("2026-09-20"), 62, 2, 4000, 1000),
        (parse_day("2026-11-10"), 11, 0, 4000, 4000),
    ]
    assert [str(each.every) for each in line.events] == ["30 days", "30 days"]
    assert (line.total, line.cents, line.cap_bound) == (5000, 5000, False)
    assert (hand_raises.title, hand_raises.cap, hand_raises.cap_bound) == ("Hand raises", 6000, False)


def test_caps_floors_and_cooldowns_that_bound() -> None:
    demos = [event("demo", f"2026-11-{day}T1{hour}:00:00Z") for day in (10, 11) for hour in (0, 1)]
    line = for_each(10, events("demo"), times_per=1, per=Period.DAY, decay=halving(10_00, "1 year"), cap=15_00)
    body = group(group(line, cap=12_00), group(points(-30), floor=-20_00), floor=0, cap=100_00)
    explanation = explain(answer(program(definition("s", Role.SCORE, body)), lead({}, *demos)))
    whole = group_of(score_of(explanation, "scores.s").points)
    assert (whole.total, whole.cents, whole.floor_bound, whole.cap_bound) == (-800, 0, True, False)
    inner = group_of(whole.items[0])
    assert (inner.total, inner.cents, inner.cap_bound) == (1500, 1200, True)
    found = line_of(inner.items[0])
    assert (found.total, found.cents, found.cap_bound) == (2000, 1500, True)
    assert [each.picked for each in found.events] == [False, True, False, True]
    assert all(each.counted and each.sure for each in found.events)


def test_an_uncertain_event_and_a_missing_amount() -> None:
    where = one_of(event_fact("page"), "x")
    line = for_each(event_fact("n", NUMBER), events("a", where=where))
    given = lead({}, event("a", "2026-11-10T10:00:00Z", n=millionths(2)), event("a", "2026-11-11T10:00:00Z", page="x"))
    found = line_of(score_of(explain(answer(program(definition("s", Role.SCORE, line)), given)), "scores.s").points)
    assert [(each.counted, each.sure, each.amount_missing) for each in found.events] == [
        (False, False, False),
        (True, True, True),
    ]
    assert found.missing == ("activities.n", "activities.page")


def test_a_line_that_does_not_apply_keeps_its_condition() -> None:
    explanation = explained()
    fit = group_of(score_of(explanation, "scores.fit").points)
    ideal = line_of(fit.items[0])
    assert (ideal.applies, ideal.total, ideal.cents, ideal.high) == (Truth.UNKNOWN, 4000, 0, 4000)
    assert ideal.when is not None
    assert ideal.when.refers_to == "ideal_customer"
    first = fit.items[1]
    assert isinstance(first, FirstOfReason)
    assert (first.chosen, first.cents) == (1, 1000)


def test_a_missing_anchor_is_told() -> None:
    rule = definition("f", Role.FLAG, Not(did(events("a", window=since(fact("signed", INSTANT))))), label="f")
    found = explain(answer(program(rule), lead())).output("flags.f")
    assert isinstance(found, ConditionOutput)
    [test] = found.reason.parts
    assert test.truth is Truth.UNKNOWN
    assert test.events[0].anchor_missing
    assert test.missing == ("signed",)


def test_window_days() -> None:
    window = (bound("<=", ago("30 days")), bound(">", ago("60 days")))
    signed = fact("signed", INSTANT)
    tests = (
        events("a", window=window),
        events("a", window=since(signed)),
        events("a"),
        events("a", window=in_the_last("2 hours")),
        events("a", window=(bound(">", signed), bound("<=", Later(DayOf(signed), duration("7 days"))))),
    )
    rule = definition("f", Role.FLAG, all_of(*map(did, tests)), label="f")
    given = answer(program(rule), lead({"signed": instant("2026-11-01T23:30:00Z")}))
    found = explain(given, show_values=True).output("flags.f")
    assert isinstance(found, ConditionOutput)
    spans = [(part.events[0].first_day, part.events[0].last_day) for part in found.reason.parts]
    today = parse_day("2026-11-21")
    assert spans == [
        (parse_day("2026-09-23"), parse_day("2026-10-22")),
        (parse_day("2026-11-02"), today),
        (None, None),
        (today, today),
        (parse_day("2026-11-02"), parse_day("2026-11-09")),
    ]


def test_days_that_tell_a_date_of_the_lead_are_hidden() -> None:
    signed = fact("signed", DAY)
    named = definition("start", Role.DEFINE, signed, kind=DAY)
    tests = (
        events("a", window=since(signed)),
        events("a", window=(bound("<", Ref("start", DAY)),)),
        events("a", window=(bound(">", signed), bound("<=", Later(signed, duration("7 days"))))),
        events("a", window=since(last_at("b"))),
    )
    rule = definition("f", Role.FLAG, all_of(*map(did, tests)), label="f")
    score = definition("s", Role.SCORE, group(for_each(5, tests[0])))
    given = lead({"signed": parse_day("2026-11-02")}, event("b", "2026-10-01T10:00:00Z"))
    evaluation = answer(program(named, rule, score), given)
    explanation = explain(evaluation)
    found = explanation.output("flags.f")
    assert isinstance(found, ConditionOutput)
    today = parse_day(AS_OF[:10])
    assert [_window(each.events[0]) for each in found.reason.parts] == [
        (None, today, True, False),
        (None, None, False, True),
        (None, None, True, True),
        (parse_day("2026-10-01"), today, False, False),
    ]
    seen = line_of(group_of(score_of(explanation, "scores.s").points).items[0]).seen
    assert seen is not None
    assert _window(seen) == (None, today, True, False)
    told = explain(evaluation, show_values=True).output("flags.f")
    assert isinstance(told, ConditionOutput)
    assert _window(told.reason.parts[0].events[0]) == (parse_day("2026-11-02"), today, False, False)


def _window(seen: SeenEvents) -> tuple[int | None, int | None, bool, bool]:
    return seen.first_day, seen.last_day, seen.first_hidden, seen.last_hidden


def test_because_and_span_come_with_what_decides() -> None:
    span = Span("p.lead", 3, 9)
    line = points(5, is_true("a"), because="they asked", span=span)
    explanation = explain(answer(program(definition("s", Role.SCORE, line, because="fit")), lead({"a": True})))
    output = score_of(explanation, "scores.s")
    assert output.because == "fit"
    assert (line_of(output.points).because, line_of(output.points).span) == ("they asked", span)


def test_values_are_shown_only_where_they_were_asked_for() -> None:
    assert "maschbau" not in repr(explained())
    assert "value=120000000" not in repr(explained())
    shown = explained(show_values=True)
    assert "j.meier@maschbau.example" in repr(shown)
    define = program(definition("d", Role.DEFINE, fact("n", NUMBER), kind=NUMBER))
    given = lead({"n": millionths(7)})
    assert explain(answer(define, given)).definitions["d"].value is None
    assert explain(answer(define, given)).definitions["d"].known
    assert explain(answer(define, given), show_values=True).definitions["d"].value == millionths(7)


def test_an_array_is_known_though_empty() -> None:
    from leadspec.ir.core import ArrayNeed, OneOf, ValueKind
    from unit.engines.ir_builder import text

    tags = OneOf(fact("tags", ValueKind.ARRAY), (text("x"),), need=ArrayNeed.ANY)
    found = explain(answer(program(definition("f", Role.FLAG, tags, label="f")), lead())).output("flags.f")
    assert isinstance(found, ConditionOutput)
    assert found.reason.facts == (Fact("tags", known=True),)


def test_rules_without_events_or_rows_read_well() -> None:
    label = rows((Not(Present(fact("f"))), "none"), (ALWAYS, "some"))
    found = match_of(explain(answer(program(definition("l", Role.CLASSIFY, label)), lead())), "labels.l")
    assert found.deciding.reason.text == "not f is present"
    line = points(fact("n", NUMBER), events=events("a"), occasion=Occasion.FIRST)
    score = score_of(explain(answer(program(definition("s", Role.SCORE, line)), lead())), "scores.s")
    assert line_of(score.points).text == "+n for the first a"

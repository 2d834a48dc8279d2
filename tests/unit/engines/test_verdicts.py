"""Stages, labels, reasons and verdicts, and which of them are undecided."""

from __future__ import annotations

from leadspec.engines.base import Engine
from leadspec.engines.interpreter import Interpreter
from leadspec.ir.core import Condition, Not, OutcomeIn, Present, Program, Role
from leadspec.ir.verdict import Verdict
from unit.engines.ir_builder import (
    ALWAYS,
    AS_OF,
    BOOLEAN,
    NUMBER,
    ZONE,
    all_of,
    answer,
    any_of,
    compare,
    definition,
    fact,
    group,
    instant,
    is_true,
    lead,
    named,
    points,
    program,
    rows,
    score,
)

A, B, C = is_true("a"), is_true("b"), is_true("c")


def staged(reason: Condition = C) -> Program:
    """Two stages above `low`; `c` disqualifies."""
    return program(
        definition("reason", Role.DISQUALIFY, reason, label="competitor"),
        definition("low", Role.STAGE_CONDITION, ALWAYS),
        definition("middle", Role.STAGE_CONDITION, A),
        definition("high", Role.STAGE_CONDITION, all_of(named("middle"), B)),
        definition(
            "stage",
            Role.STAGE,
            rows(
                (named("reason"), "disqualified"), (named("high"), "high"), (named("middle"), "middle"), (ALWAYS, "low")
            ),
        ),
        definition("us", Role.COUNTS, counts(A), label="marketing"),
        definition("we", Role.COUNTS, counts(OutcomeIn("stage", ("middle", "high"))), label="agreed"),
        schema_order=("a", "b", "c"),
    )


def counts(condition: Condition) -> Condition:
    return all_of(Not(OutcomeIn("stage", ("disqualified",))), condition)


def verdict(policy: Program, **facts: bool | int) -> Verdict:
    return answer(policy, lead(facts)).verdict


def test_the_highest_stage_whose_condition_holds() -> None:
    assert verdict(staged(), a=True, b=True, c=False).stage == "high"
    assert verdict(staged(), a=True, b=False, c=False).stage == "middle"
    assert verdict(staged(), a=False, b=True, c=False).stage == "low"


def test_disqualified_wins_over_everything() -> None:
    found = verdict(staged(), a=True, b=True, c=True)
    assert found.stage == "disqualified"
    assert found.disqualified == ("competitor",)
    assert found.counts == {"marketing": False, "agreed": False}
    assert found.undecided == ()


def test_an_open_reason_leaves_stage_and_verdicts_open_but_true() -> None:
    found = verdict(staged(), a=True, b=True)
    assert found.stage == "high"
    assert found.disqualified == ()
    assert found.counts == {"marketing": True, "agreed": True}
    assert found.undecided == ("disqualified.competitor", "stage", "lead.marketing", "lead.agreed")
    assert found.missing == ("c",)


def test_an_open_stage_condition() -> None:
    found = verdict(staged(), a=True, c=False)
    assert found.stage == "middle"
    assert found.counts == {"marketing": True, "agreed": True}
    assert (found.undecided, found.missing) == (("stage",), ("b",))


def test_a_verdict_that_may_come_to_hold_is_none() -> None:
    found = verdict(staged(), c=False)
    assert found.stage == "low"
    assert found.counts == {"marketing": None, "agreed": None}
    assert found.undecided == ("stage", "lead.marketing", "lead.agreed")
    assert found.missing == ("a", "b")


def test_the_fact_that_is_not_asked_for_any_more_is_not_missing() -> None:
    assert verdict(staged(), a=False, c=False).missing == ()


def test_unknown_and_false_both_mean_it_does_not_hold() -> None:
    never = compare(fact("n", NUMBER), "<", fact("n", NUMBER))
    always_unknown_or_false = all_of(never, is_true("a"), compare_with_nothing())
    policy = program(definition("f", Role.FLAG, always_unknown_or_false, label="odd"))
    assert verdict(policy).undecided == ()


def compare_with_nothing() -> Condition:
    from leadspec.ir.core import Arithmetic, Operator
    from unit.engines.ir_builder import number

    return compare(Arithmetic(number(1), ((Operator.DIVIDE, number(0)),)), ">", 1)


def test_labels_pass_over_unknown_rows() -> None:
    policy = program(definition("label", Role.CLASSIFY, rows((A, "x"), (B, "y"), (ALWAYS, "z"))))
    assert verdict(policy, b=True).labels == {"label": "y"}
    assert verdict(policy, b=True).undecided == ("labels.label",)
    assert verdict(policy, a=True).undecided == ()
    assert verdict(policy, a=False, b=False).labels == {"label": "z"}
    assert (verdict(policy, b=True).missing, verdict(policy).missing) == (("a",), ("a", "b"))


def test_rows_with_one_outcome_leave_nothing_open() -> None:
    policy = program(definition("label", Role.CLASSIFY, rows((A, "x"), (ALWAYS, "x"))))
    assert verdict(policy).undecided == ()


def test_points_are_facts_and_the_comparison_is_open() -> None:
    policy = program(
        definition("fit", Role.SCORE, group(points(20, A))),
        definition("reason", Role.DISQUALIFY, compare(score("fit"), "<", 20), label="poor fit"),
        definition("stage", Role.STAGE, rows((named("reason"), "disqualified"), (ALWAYS, "low"))),
    )
    found = verdict(policy)
    assert (found.scores, found.disqualified, found.stage) == ({"fit": 0}, ("poor fit",), "disqualified")
    assert found.undecided == ("scores.fit", "disqualified.poor fit", "stage")


def test_a_persona_is_undecided_by_its_truth_alone() -> None:
    def persona(condition: Condition) -> Program:
        return program(
            definition("p#1", Role.PERSONA_LINE, A, kind=BOOLEAN, text="line a"),
            definition("p#2", Role.PERSONA_LINE, B, kind=BOOLEAN, text="line b"),
            definition("p", Role.PERSONA, condition, kind=BOOLEAN, members=("p#1", "p#2")),
        )

    found = verdict(persona(all_of(named("p#1"), named("p#2"))), a=False)
    assert found.personas["p"].holds is False
    assert (found.personas["p"].misses, found.personas["p"].open) == (("line a",), ("line b",))
    assert found.undecided == ()
    assert verdict(persona(all_of(named("p#1"), named("p#2"))), a=True).undecided == ("personas.p",)
    assert verdict(persona(any_of(named("p#1"), named("p#2"))), a=True).personas["p"].true_lines == 1


def test_flags_stand_in_the_policys_order() -> None:
    policy = program(
        definition("f1", Role.FLAG, Not(Present(fact("x"))), label="no x"),
        definition("f2", Role.FLAG, A, label="a"),
        definition("f3", Role.FLAG, ALWAYS, label="always"),
    )
    found = verdict(policy)
    assert found.flags == ("no x", "always")
    assert found.undecided == ("flags.a",)


def test_missing_facts_of_events_come_in_the_schemas_order() -> None:
    policy = program(definition("f", Role.FLAG, all_of(B, A), label="f"), schema_order=("a", "b"))
    assert verdict(policy).missing == ("a", "b")


def test_outputs_stand_in_the_policys_order_though_evaluated_in_another() -> None:
    definitions = (
        definition("fit", Role.SCORE, group(points(20, A))),
        definition("f", Role.FLAG, compare(score("fit"), "<", 20), label="poor fit"),
    )
    assert verdict(program(*definitions)).undecided == ("scores.fit", "flags.poor fit")
    assert verdict(program(*definitions, outputs=("f", "fit"))).undecided == ("flags.poor fit", "scores.fit")


def test_the_interpreter_is_an_engine() -> None:
    engine: Engine = Interpreter()
    judge = engine.prepare(staged(), instant(AS_OF), ZONE)
    given = [lead({"a": True, "b": True, "c": False}), lead({"a": False, "c": False})]
    assert [each.stage for each in judge.verdicts(given)] == ["high", "low"]


def test_no_zone_is_needed_where_no_time_is_read() -> None:
    judge = Interpreter().prepare(staged(), 0, None)
    assert next(judge.verdicts([lead({"a": True, "b": True, "c": False})])).stage == "high"

"""Values, tests of one value, sets, labels, stages and personas as core nodes."""

from __future__ import annotations

import pytest

from leadspec.ir.core import (
    Arithmetic,
    ArrayNeed,
    AtLeast,
    Choose,
    Choosing,
    Compare,
    Condition,
    Const,
    Field,
    FirstMatch,
    ListUse,
    Not,
    OneOf,
    Operator,
    OutcomeIn,
    Present,
    Ref,
    Relation,
    Role,
    Row,
    Tally,
    TextHow,
    TextPart,
    TextPiece,
    Truth,
    Value,
    ValueKind,
)
from leadspec.values.decimals import ONE
from unit.analysis.policies import body, condition, program

TEXT, NUMBER = ValueKind.TEXT, ValueKind.NUMBER
EMAIL = Field("email", TEXT)
PHONE = Field("phone", TEXT)
COUNTRY = Field("country", TEXT)
BUDGET = Field("budget", NUMBER)
TAGS = Field("tags", ValueKind.ARRAY)
NEWS = Truth(Field("newsletter", ValueKind.BOOLEAN))
BLOCKED = Truth(Field("blocked", ValueKind.BOOLEAN))
PREVIOUS = Field("lifecycle", TEXT)


def text(*values: str) -> tuple[Const, ...]:
    return tuple(Const(each, TEXT) for each in values)


def number(value: float | int) -> Const:
    return Const(round(value * ONE), NUMBER)


def compare(relation: Relation, left: Value, right: Value, kind: ValueKind = NUMBER) -> Condition:
    return Compare(relation, left, right, kind)


def is_(left: Value, right: str) -> Condition:
    return Compare(Relation.EQUAL, left, Const(right, TEXT), TEXT)


def either(*items: Condition) -> Condition:
    return AtLeast(1, items)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("country is DE", is_(COUNTRY, "DE")),
        ('country is "DE"', is_(COUNTRY, "DE")),
        ("country is not DE", compare(Relation.NOT_EQUAL, COUNTRY, *text("DE"), TEXT)),
        ("email is phone", compare(Relation.EQUAL, EMAIL, PHONE, TEXT)),
        ('email is exactly "A"', Compare(Relation.EQUAL, EMAIL, *text("A"), TEXT, exact=True)),
        ("country is one of DE, AT", OneOf(COUNTRY, text("DE", "AT"))),
        ("country is none of DE, AT", Not(OneOf(COUNTRY, text("DE", "AT")))),
        ("country is one of DE, DE", OneOf(COUNTRY, text("DE"))),
        ('email is one of "a", "A "', OneOf(EMAIL, text("a"))),
        ('email is one of "a", exactly "A"', either(OneOf(EMAIL, text("a")), OneOf(EMAIL, text("A"), exact=True))),
        (
            'email contains any of "a", exactly "A"',
            either(
                OneOf(EMAIL, text("a"), how=TextHow.CONTAINS),
                OneOf(EMAIL, text("A"), how=TextHow.CONTAINS, exact=True),
            ),
        ),
        (
            'tags include all of "a", exactly "A"',
            AtLeast(
                2,
                (
                    OneOf(TAGS, text("a"), need=ArrayNeed.ALL),
                    OneOf(TAGS, text("A"), need=ArrayNeed.ALL, exact=True),
                ),
            ),
        ),
        (
            'email is one of ("a", "b", phone)',
            AtLeast(1, (OneOf(EMAIL, text("a", "b")), Compare(Relation.EQUAL, EMAIL, PHONE, TEXT))),
        ),
        (
            "budget between 1 and 2.5",
            AtLeast(2, (compare(Relation.AT_LEAST, BUDGET, number(1)), compare(Relation.AT_MOST, BUDGET, number(2.5)))),
        ),
        ("5 >= budget", compare(Relation.AT_MOST, BUDGET, number(5))),
        ("email is present", Present(EMAIL)),
        ("tags is missing", Not(Present(TAGS))),
        ("newsletter is present", Present(Field("newsletter", ValueKind.BOOLEAN))),
        ("newsletter", NEWS),
        ("newsletter is false", Not(NEWS)),
        ("newsletter is blocked", AtLeast(1, (AtLeast(2, (NEWS, BLOCKED)), AtLeast(2, (Not(NEWS), Not(BLOCKED)))))),
        ('email contains any of "a", "b"', OneOf(EMAIL, text("a", "b"), how=TextHow.CONTAINS)),
        ('email does not start with "a"', Not(OneOf(EMAIL, text("a"), how=TextHow.STARTS))),
        ('email matches "\\d+"', OneOf(EMAIL, text("\\d+"), how=TextHow.MATCHES)),
        ('domain of email is "x.example"', is_(TextPart(TextPiece.DOMAIN, EMAIL), "x.example")),
        ('tags include "a"', OneOf(TAGS, text("a"), need=ArrayNeed.ANY)),
        ('tags do not include any of "a", "b"', Not(OneOf(TAGS, text("a", "b"), need=ArrayNeed.ANY))),
        ('tags include all of "a", "b"', OneOf(TAGS, text("a", "b"), need=ArrayNeed.ALL)),
        ("open_rate >= 50%", compare(Relation.AT_LEAST, Field("open_rate", NUMBER), number(0.5))),
        ("discount >= 50%", compare(Relation.AT_LEAST, Field("discount", NUMBER), number(50))),
        (
            "budget * 2 - 1 > 3",
            compare(
                Relation.MORE,
                Arithmetic(Arithmetic(BUDGET, ((Operator.MULTIPLY, number(2)),)), ((Operator.SUBTRACT, number(1)),)),
                number(3),
            ),
        ),
        (
            "first known of (country, home) is DE",
            is_(Choose(Choosing.FIRST_KNOWN, (COUNTRY, Field("home", TEXT)), TEXT), "DE"),
        ),
        ('[stage] is "x"', is_(Field("stage", TEXT), "x")),
        ("at least 2 of (newsletter, blocked, email is present)", AtLeast(2, (NEWS, BLOCKED, Present(EMAIL)))),
        ("none of (newsletter, blocked)", Not(AtLeast(1, (NEWS, BLOCKED)))),
        ("newsletter and (blocked or email is present)", AtLeast(2, (NEWS, AtLeast(1, (BLOCKED, Present(EMAIL)))))),
    ],
)
def test_conditions(written: str, wanted: Condition) -> None:
    assert condition(written) == wanted


def test_lists_of_texts_stay_lists() -> None:
    found = program('list names: "B ", a, b, gmail.com\nflag "x" when domain of email not in names\n')
    assert found.lists == {"names": ListUse("names", ("a", "b", "gmail.com"))}
    assert found.definitions[0].body == Not(OneOf(TextPart(TextPiece.DOMAIN, EMAIL), lists=("names",)))


def test_lists_beside_fixed_values_are_written_out() -> None:
    found = program('list dach: de, AT\nflag "x" when country in dach\n')
    assert found.lists == {}
    assert found.definitions[0].body == OneOf(COUNTRY, text("AT", "DE"))


def test_lists_beside_numbers_are_numbers() -> None:
    assert body('list odd: 1, 3\nflag "x" when budget in odd', "flags.x") == OneOf(BUDGET, (number(1), number(3)))


def test_text_tests_take_lists() -> None:
    text_ = 'list titles: head\nflag "x" when job_title contains any word of "cto", titles'
    assert body(text_, "flags.x") == OneOf(Field("job_title", TEXT), text("cto"), lists=("titles",), how=TextHow.WORD)


CLASSES = """
classify heat best first:
  hot when newsletter
  "very warm" when blocked
  cold otherwise
"""


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("heat is hot", OutcomeIn("heat", ("hot",))),
        ("heat is not cold", Not(OutcomeIn("heat", ("cold",)))),
        ('heat is one of hot, "very warm"', OutcomeIn("heat", ("hot", "very warm"))),
        ('heat is at least "very warm"', OutcomeIn("heat", ("very warm", "hot"))),
        ('heat is at most "very warm"', OutcomeIn("heat", ("cold", "very warm"))),
    ],
)
def test_labels(written: str, wanted: Condition) -> None:
    assert body(f'{CLASSES}flag "x" when {written}', "flags.x") == wanted


STAGES = """
stage suspect: everyone
stage prospect: email is present
stage mql: prospect and newsletter
disqualify "no" when blocked
"""


def among(*stages: str) -> Condition:
    return OneOf(PREVIOUS, text(*stages))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("stage is mql", OutcomeIn("stage", ("mql",))),
        ("stage is at least prospect", OutcomeIn("stage", ("prospect", "mql"))),
        ("stage is at most prospect", OutcomeIn("stage", ("disqualified", "suspect", "prospect"))),
        ("stage is not disqualified", Not(OutcomeIn("stage", ("disqualified",)))),
        ("prospect", Truth(Ref("prospect", ValueKind.BOOLEAN))),
        ("previous stage is at least prospect", AtLeast(2, (Present(PREVIOUS), among("prospect", "mql")))),
        ("previous stage is not mql", Not(AtLeast(2, (Present(PREVIOUS), among("mql"))))),
        (
            "previous stage is at most suspect",
            AtLeast(1, (Not(Present(PREVIOUS)), among("disqualified", "suspect"))),
        ),
        ("previous stage is missing", Not(Present(PREVIOUS))),
    ],
)
def test_stages(written: str, wanted: Condition) -> None:
    assert body(f'{STAGES}flag "x" when {written}', "flags.x") == wanted


def test_where_nothing_disqualifies_nothing_is_disqualified() -> None:
    assert body('stage a: everyone\nflag "x" when stage is disqualified', "flags.x") == OutcomeIn("stage", ())


def test_the_stage_is_the_last_whose_condition_holds() -> None:
    found = {each.name: each for each in program(STAGES).definitions}
    assert found["stage"].members == ("suspect", "prospect", "mql")
    assert found["stage"].body == FirstMatch(
        (
            Row(Truth(Ref("disqualified.no", ValueKind.BOOLEAN)), "disqualified"),
            Row(Truth(Ref("mql", ValueKind.BOOLEAN)), "mql"),
            Row(Truth(Ref("prospect", ValueKind.BOOLEAN)), "prospect"),
            Row(AtLeast(0, ()), "suspect"),
        )
    )


def test_verdicts_are_false_where_the_lead_is_disqualified() -> None:
    not_disqualified = Not(OutcomeIn("stage", ("disqualified",)))
    assert body(f"{STAGES}we count a lead when: newsletter", "lead.agreed") == AtLeast(2, (not_disqualified, NEWS))


def test_verdicts_without_stages_count_the_reasons_that_hold() -> None:
    none = Compare(Relation.EQUAL, Tally((Truth(Ref("disqualified.no", ValueKind.BOOLEAN)),)), number(0), NUMBER)
    found = body('disqualify "no" when blocked\nwe count a lead when: newsletter', "lead.agreed")
    assert found == AtLeast(2, (none, NEWS))


PERSONA = """
persona p:
  all of:
    email is present
    newsletter
    any of:
      blocked
      country is one of DE, AT
"""
LINES = tuple(Truth(Ref(f"p#{k}", ValueKind.BOOLEAN)) for k in (1, 2, 3))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("p", Truth(Ref("p", ValueKind.BOOLEAN))),
        ("at least 2 lines of p", AtLeast(2, LINES)),
        ("match of p >= 67%", compare(Relation.AT_LEAST, Tally(LINES), number(2.01))),
        ("50% < match of p", compare(Relation.MORE, Tally(LINES), number(1.5))),
        (
            "match of p >= open_rate",
            compare(
                Relation.AT_LEAST,
                Tally(LINES),
                Arithmetic(Field("open_rate", NUMBER), ((Operator.MULTIPLY, number(3)),)),
            ),
        ),
        (
            "match of p + 0.1 >= 0.5",
            compare(
                Relation.AT_LEAST,
                Arithmetic(Arithmetic(Tally(LINES), ((Operator.DIVIDE, number(3)),)), ((Operator.ADD, number(0.1)),)),
                number(0.5),
            ),
        ),
    ],
)
def test_personas(written: str, wanted: Condition) -> None:
    assert body(f'{PERSONA}flag "x" when {written}', "flags.x") == wanted


def test_a_personas_lines_are_definitions_with_their_text() -> None:
    found = [each for each in program(PERSONA).definitions if each.role is Role.PERSONA_LINE]
    assert [(each.name, each.label, each.text) for each in found] == [
        ("p#1", "p", "email is present"),
        ("p#2", "p", "newsletter"),
        ("p#3", "p", "any of (blocked, country is one of (DE, AT))"),
    ]


def test_tables_of_numbers_are_numbers() -> None:
    text_ = 'table rate by country:\n  DE | 1.5\n  any | 2\nflag "x" when rate >= 2'
    assert body(text_, "flags.x") == compare(Relation.AT_LEAST, Ref("rate", NUMBER), number(2))
    assert body(text_, "rate") == FirstMatch(
        (Row(is_(COUNTRY, "DE"), "1.5", 1_500_000), Row(AtLeast(0, ()), "2", 2_000_000))
    )


def test_definitions_that_nothing_reaches_are_left_out() -> None:
    found = program("define unused: budget > 5\ndefine used: newsletter\nwe count a lead when: used\n")
    assert [each.name for each in found.definitions] == ["used", "lead.agreed"]
    assert [each.name for each in found.fields] == ["newsletter"]


def test_a_forced_order_leaves_the_order_of_outputs() -> None:
    found = program('flag "b" when s > 0\nstage a: everyone\nscore s:\n  +1 when stage is a\n')
    assert [each.name for each in found.definitions] == ["a", "stage", "s", "flags.b", "lead.agreed"]
    assert found.outputs == ("flags.b", "stage", "s", "lead.agreed")

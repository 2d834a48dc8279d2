"""Where words count as words of the language and where as names; commas of three kinds; numbers and durations."""

from __future__ import annotations

import pytest

from leadspec.syntax.keywords import keywords
from leadspec.syntax.terminals import TERMINALS, Before, Where
from leadspec.syntax.tokens import Context
from leadspec.values.durations import Duration, Unit
from leadspec_grammar import keyword_table
from unit.syntax.reading import names, tokens_of

WORDS = keywords()


@pytest.mark.parametrize(
    ("condition", "terminals"),
    [
        # after `did`, `first`, `last` a name makes the phrase; anything else makes a field of it
        ("did > 3", "did MORE NUMBER"),
        ("did first", "DID first"),
        ("did did", "DID did"),
        ("did is true", "did IS_TRUE"),
        ("did", "did"),
        ("first > 1", "first MORE NUMBER"),
        ("first first > 1", "FIRST first MORE NUMBER"),
        ("first is present", "first IS_PRESENT"),
        ("last before first", "last BEFORE first"),
        ("last visit before 2026-01-01", "LAST visit BEFORE DATE"),
        ("last in the last 30 days", "last IN_THE_LAST DURATION"),
        ("page of last visit", "page OF_LAST visit"),
        ("count > 5", "count MORE NUMBER"),
        ("count of visit > 5", "COUNT_OF visit MORE NUMBER"),
        ("count of count", "COUNT_OF count"),
        ("count of different count of count", "COUNT_OF_DIFFERENT count OF count"),
        ("days < 5", "days LESS NUMBER"),
        ("days since days", "DAYS_SINCE days"),
        ("days with days", "DAYS_WITH days"),
        ("days from days to days", "DAYS_FROM days TO days"),
        ("any is 3", "any IS NUMBER"),
        ("any of (any, present)", "ANY_OF LPAR any ARGUMENT_COMMA present RPAR"),
        ("present is missing", "present IS_MISSING"),
        ("missing is present", "missing IS_PRESENT"),
        ("is_missing", "is_missing"),
        ("score between score and points", "score BETWEEN score AND points"),
        ("source is one of source, type", "source IS_ONE_OF source COMMA type"),
        ("largest > 5", "largest MORE NUMBER"),
        ("largest largest of largest", "LARGEST largest OF largest"),
        ("round > 5", "round MORE NUMBER"),
        ("round (round)", "ROUND LPAR round RPAR"),
        ("match of match", "MATCH_OF match"),
        ("match is 5", "match IS NUMBER"),
        ("everyone", "EVERYONE"),
        ("everyone is true", "everyone IS_TRUE"),
        ("exactly is exactly \"x\"", "exactly IS EXACTLY TEXT"),
        ("did visit exactly 2 times", "DID visit EXACTLY NUMBER TIMES"),
        ("once is 1", "once IS NUMBER"),
        ("did visit once", "DID visit ONCE"),
        ("did visit at least once", "DID visit AT_LEAST ONCE"),
        ("since since since", "since SINCE since"),
        ("previous is 1", "previous IS NUMBER"),
        ("previous stage is mql", "PREVIOUS_STAGE IS mql"),
        ("stage is mql", "stage IS mql"),
        ("policy is \"p\" and list in list", "policy IS TEXT AND list IN list"),
        ("when_ and because_", "when_ AND because_"),
        ("[and] and [did]", "and AND did"),
        ("company.first > lead.last", "company.first MORE lead.last"),
        ("true is [true]", "TRUE IS true"),
        ("length of length is 3", "LENGTH_OF length IS NUMBER"),
        ("not not_", "NOT not_"),
        ("at is 5", "at IS NUMBER"),
        ("at least 2 lines of p", "AT_LEAST NUMBER LINES_OF p"),
        ("tags do not include any of x", "tags DO_NOT_INCLUDE_ANY_OF x"),
        ("a does not start with any of \"x\"", "a DOES_NOT_START_WITH_ANY_OF TEXT"),
    ],
)  # fmt: skip
def test_words_of_conditions(condition, terminals):
    assert names(condition, Context.LINE) == terminals


@pytest.mark.parametrize(
    ("line", "context", "terminals"),
    [
        ("score score:", Context.STATEMENT, "SCORE score COLON"),
        ("score s from 0 to 9 owned by d:", Context.STATEMENT, "SCORE s FROM NUMBER TO NUMBER OWNED_BY d COLON"),
        ("list list: list, from", Context.STATEMENT, "LIST list COLON list COMMA from"),
        ('list list from "x" column "y"', Context.STATEMENT, "LIST list FROM TEXT COLUMN TEXT"),
        ("events any: any, first", Context.STATEMENT, "EVENTS any COLON any COMMA first"),
        ("define did: did", Context.STATEMENT, "DEFINE did COLON did"),
        ("table table by table, first:", Context.STATEMENT, "TABLE table BY table COMMA first COLON"),
        ("classify best best first:", Context.STATEMENT, "CLASSIFY best BEST_FIRST COLON"),
        ('stage stage "x": everyone', Context.STATEMENT, "STAGE stage TEXT COLON EVERYONE"),
        ("marketing counts a lead when: x", Context.STATEMENT, "marketing COUNTS_A_LEAD_WHEN COLON x"),
        ("we count a lead when: x", Context.STATEMENT, "WE_COUNT_A_LEAD_WHEN COLON x"),
        ("stage is mql", Context.LINE, "stage IS mql"),
        ("score > 5", Context.LINE, "score MORE NUMBER"),
        ("first of:", Context.LINE, "FIRST_OF COLON"),
        ("first when first", Context.LINE, "first WHEN first"),
        ("otherwise otherwise", Context.LINE, "otherwise OTHERWISE"),
        ('group "g", at most 5 points:', Context.LINE, "GROUP TEXT CLAUSE_COMMA AT_MOST NUMBER POINTS COLON"),
        ('group is "g"', Context.LINE, "group IS TEXT"),
        ("schema is x", Context.LINE, "schema IS x"),
        ('schema "x"', Context.META, "SCHEMA TEXT"),
        ("review by 2026-01-01", Context.META, "REVIEW_BY DATE"),
        ("departments departments, sales", Context.META, "DEPARTMENTS departments COMMA sales"),
        ("any | present | missing", Context.ROW, "ANY_CELL BAR PRESENT_CELL BAR MISSING_CELL"),
        ("[any] | anything | [present]", Context.ROW, "any BAR anything BAR present"),
        ("in x | not in y | >= 5", Context.ROW, "IN x BAR NOT_IN y BAR MORE_EQUAL NUMBER"),
        ("1 to 5 | to", Context.ROW, "NUMBER TO NUMBER BAR to"),
        ('is at least x | contains word "y"', Context.ROW, "IS_AT_LEAST x BAR CONTAINS_WORD TEXT"),
        ('exactly "z" | exactly', Context.ROW, "EXACTLY TEXT BAR exactly"),
        ("DE, any | x", Context.ROW, "DE COMMA any BAR x"),
        ("+first when first", Context.LINE, "PLUS first WHEN first"),
        ("+1 for each each", Context.LINE, "PLUS NUMBER FOR_EACH each"),
        ("+1 for the first first", Context.LINE, "PLUS NUMBER FOR_THE_FIRST first"),
        ("+1 for each any event", Context.LINE, "PLUS NUMBER FOR_EACH ANY_EVENT"),
    ],
)  # fmt: skip
def test_words_by_the_kind_of_line(line, context, terminals):
    assert names(line, context) == terminals


@pytest.mark.parametrize(
    ("line", "commas"),
    [
        ("country is one of DE, AT", ["COMMA"]),
        ("country is one of (DE, AT)", ["COMMA"]),
        ("any of (a, b, c)", ["ARGUMENT_COMMA"] * 2),
        ("any of (a is one of (x, y), b)", ["COMMA", "ARGUMENT_COMMA"]),
        ("at least 2 of (a, b)", ["ARGUMENT_COMMA"]),
        ("larger of (a, smaller of (b, c))", ["ARGUMENT_COMMA"] * 2),
        ("round (a, 2)", ["ARGUMENT_COMMA"]),
        ("(a is one of (x, y))", ["COMMA"]),
        ("+5 for each e, at most once per day, halving every 30 days, at most 5 points", ["CLAUSE_COMMA"] * 3),
        ("+5 when a is one of (x, y), at most 5 points", ["COMMA", "CLAUSE_COMMA"]),
        ("+5 for each e, keeping 80% every 30 days", ["CLAUSE_COMMA"]),
        ("+5 for each e, losing 5 points every 30 days", ["CLAUSE_COMMA"]),
        ("+5 for each e, fading to 0 over 30 days", ["CLAUSE_COMMA"]),
        ("a is one of keeping, losing, halving", ["COMMA"] * 2),
    ],
)
def test_commas_of_three_kinds(line, commas):
    tokens, found = tokens_of(line, Context.LINE)
    assert found == []
    assert [each.terminal for each in tokens if each.terminal.endswith("COMMA")] == commas


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("30 days", Duration(30, Unit.DAY)),
        ("1 day", Duration(1, Unit.DAY)),
        ("2 week", Duration(2, Unit.WEEK)),
        ("12 months", Duration(12, Unit.MONTH)),
        ("1_000 minutes", Duration(1000, Unit.MINUTE)),
    ],
)
def test_a_number_and_a_unit_are_one_token(text, duration):
    tokens, found = tokens_of(f"a in the last {text}", Context.LINE)
    assert found == []
    assert tokens[-1].value == duration


@pytest.mark.parametrize("text", ["2.5 days", "30 % days"])
def test_parts_of_a_unit_are_no_duration(text):
    assert "DURATION" not in [each.terminal for each in tokens_of(f"a in the last {text}", Context.LINE)[0]]


def test_a_token_covers_what_it_was_read_from():
    text = 'not  [Lead Source]  is   one  of (exactly "x", 50 %)  because "why"'
    tokens, _ = tokens_of(text, Context.LINE)
    assert [text[each.start : each.end] for each in tokens] == [
        "not", "[Lead Source]", "is   one  of", "(", "exactly", '"x"', ",", "50 %", ")", "because", '"why"',
    ]  # fmt: skip


# What a place needs in front of it, and what makes the condition of `before` true behind.
_CONTEXTS = {Where.STATEMENT: Context.STATEMENT, Where.META: Context.META, Where.CELL: Context.ROW}
_IN_FRONT = {
    Where.OPERATOR: "x ",
    Where.CLAUSE: "+1 for each x, ",
    Where.COUNT: "did x at least ",
    Where.NAME: "match of ",
}
_BEHIND = {
    Before.NAME: " zz",
    Before.PARENTHESIS: " (zz)",
    Before.TEXT: ' "x"',
    Before.NUMBER: " 50%",
    Before.COLON: ":",
    Before.END: "",
}


def spellings(section: str) -> list[tuple[str, str]]:
    return [(name, spelling) for name, found in keyword_table()[section].items() for spelling in found]


def readings(name: str, spelling: str) -> list[tuple[Where, str, bool, bool]]:
    """In each place, before each thing that makes a phrase of it: whether it is found, and whether it is reported."""
    terminal = TERMINALS[name]
    found = []
    for place in terminal.where:
        front = _IN_FRONT.get(place, "")
        for behind in _BEHIND if terminal.before is None else terminal.before:
            text = front + spelling + _BEHIND[behind]
            tokens, reported = tokens_of(text, _CONTEXTS.get(place, Context.LINE))
            at = [(each.terminal, each.end) for each in tokens if each.start == len(front)]
            found.append((place, text, at == [(name, len(front + spelling))], bool(reported)))
    return found


@pytest.mark.parametrize(("name", "spelling"), spellings("phrases"))
def test_every_phrase_is_found_wherever_it_may_stand(name, spelling):
    assert [each for each in readings(name, spelling) if each[2:] != (True, False)] == []


@pytest.mark.parametrize(("name", "spelling"), spellings("mistaken"))
def test_every_first_guess_is_found_and_reported(name, spelling):
    found = [each for each in readings(name, spelling) if each[2]]
    assert found
    assert all(reported for *_, reported in found)


def test_the_places_of_a_phrase_are_all_there_are():
    assert set(_IN_FRONT) | set(_CONTEXTS) | {Where.OPERAND} == set(Where)
    assert set(_BEHIND) == set(Before)

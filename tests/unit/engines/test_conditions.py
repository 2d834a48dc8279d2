from __future__ import annotations

from itertools import product

import pytest

from leadspec.engines.interpreter.conditions import at_least
from leadspec.engines.interpreter.results import ConditionResult, condition_result
from leadspec.ir.core import (
    ArrayNeed,
    AtLeast,
    Compare,
    Condition,
    Const,
    Not,
    OneOf,
    Present,
    Relation,
    Role,
    TextHow,
    TextPart,
    TextPiece,
    Value,
    ValueKind,
)
from leadspec.ir.lead import FactValue, Lead
from unit.engines.ir_builder import (
    BOOLEAN,
    NUMBER,
    TEXT,
    all_of,
    answer,
    any_of,
    compare,
    definition,
    fact,
    is_true,
    lead,
    lists,
    millionths,
    named,
    number,
    one_of,
    program,
    text,
)

T, F, U = True, False, None


def result(condition: Condition, given: Lead) -> ConditionResult:
    policy = program(definition("d", Role.DEFINE, condition, kind=BOOLEAN), lists=lists(dach=["at", "ch", "de"]))
    found = answer(policy, given).results["d"]
    assert isinstance(found, ConditionResult)
    return found


def truth(condition: Condition, **facts: FactValue) -> bool | None:
    return result(condition, lead(facts)).value


@pytest.mark.parametrize(
    ("relation", "below", "same", "above"),
    [("=", F, T, F), ("!=", T, F, T), ("<", T, F, F), ("<=", T, T, F), (">", F, F, T), (">=", F, T, T)],
)
def test_numbers_are_compared_on_both_sides_of_the_edge(relation: str, below: bool, same: bool, above: bool) -> None:
    test = compare(fact("n", NUMBER), relation, "2.5")
    assert truth(test, n=millionths("2.499999")) is below
    assert truth(test, n=millionths("2.5")) is same
    assert truth(test, n=millionths("2.500001")) is above
    assert truth(test) is U


def test_texts_are_compared_without_case_and_outer_spaces() -> None:
    same = Compare(Relation.EQUAL, fact("f"), text("Straße"), TEXT)
    assert truth(same, f=" STRAßE\t") is T
    assert truth(same, f="Strasse") is F
    assert truth(Compare(Relation.NOT_EQUAL, fact("f"), text("x"), TEXT), f="X") is F
    exact = Compare(Relation.EQUAL, fact("f"), text("CTO"), TEXT, exact=True)
    assert truth(exact, f="CTO") is T
    assert truth(exact, f="cto") is F
    assert truth(exact, f="CTO ") is F


@pytest.mark.parametrize(
    ("how", "wanted", "yes", "no"),
    [
        (TextHow.EQUALS, "Head", "HEAD ", "head of"),
        (TextHow.CONTAINS, "ead o", "Head of Sales", "Headhunter"),
        (TextHow.WORD, "head", "Head-of-Sales", "Headhunter"),
        (TextHow.STARTS, "/PRICING", "/pricing/x", "x/pricing"),
        (TextHow.ENDS, ".de", "firm.DE", "firm.de.com"),
        (TextHow.MATCHES, "DE[0-9]+", " de17", "de17x"),
    ],
)
def test_ways_of_being_like_a_text(how: TextHow, wanted: str, yes: str, no: str) -> None:
    assert truth(one_of(fact("f"), "never", wanted, how=how), f=yes) is T
    assert truth(one_of(fact("f"), "never", wanted, how=how), f=no) is F
    assert truth(one_of(fact("f"), wanted, how=how)) is U


def test_exact_likeness_minds_case() -> None:
    test = OneOf(fact("f"), (text("Head"),), how=TextHow.CONTAINS, exact=True)
    assert truth(test, f="Head of") is T
    assert truth(test, f="head of") is F
    pattern = OneOf(fact("f"), (text("[A-Z]+"),), how=TextHow.MATCHES, exact=True)
    assert truth(pattern, f="CTO") is T
    assert truth(pattern, f="cto") is F


def test_sets_and_lists() -> None:
    assert truth(one_of(fact("f"), lists=("dach",)), f="DE") is T
    assert truth(one_of(fact("f"), "fr", lists=("dach",)), f="FR") is T
    assert truth(one_of(fact("f"), lists=("dach",)), f="FR") is F
    assert truth(OneOf(fact("n", NUMBER), (number(1), number(2))), n=millionths(2)) is T
    assert truth(OneOf(fact("n", NUMBER), (number(1), number(2))), n=millionths(3)) is F


def test_arrays_are_never_unknown() -> None:
    tags = fact("tags", ValueKind.ARRAY)
    some = OneOf(tags, (text("a"), text("b")), need=ArrayNeed.ANY)
    every = OneOf(tags, (text("a"), text("b")), need=ArrayNeed.ALL)
    like = OneOf(tags, (text("a"), text("b")), how=TextHow.CONTAINS, need=ArrayNeed.ALL)
    assert [truth(each) for each in (some, every, like, Present(tags))] == [F, F, F, F]
    assert [truth(each, tags=("A ", "c")) for each in (some, every, like, Present(tags))] == [T, F, F, T]
    assert [truth(each, tags=("b", "x", "a")) for each in (some, every, like)] == [T, T, T]
    assert [truth(each, tags=("xab",)) for each in (some, every, like)] == [F, F, T]
    numbers = OneOf(fact("sizes", ValueKind.ARRAY), (number(1), number(2)), need=ArrayNeed.ALL)
    assert truth(numbers, sizes=(millionths(2), millionths(1))) is T
    assert truth(numbers, sizes=(millionths(2),)) is F


def test_zero_and_false_are_facts() -> None:
    assert truth(Present(fact("n", NUMBER)), n=0) is T
    assert truth(Present(fact("b", BOOLEAN)), b=False) is T
    assert truth(Present(fact("b", BOOLEAN))) is F
    assert truth(Not(is_true("b")), b=False) is T
    assert truth(Not(is_true("b"))) is U


def test_kleene() -> None:
    for a, b in product((T, F, U), repeat=2):
        facts = {name: value for name, value in (("a", a), ("b", b)) if value is not None}
        both = F if F in (a, b) else U if U in (a, b) else T
        either = T if T in (a, b) else U if U in (a, b) else F
        assert truth(all_of(is_true("a"), is_true("b")), **facts) is both
        assert truth(any_of(is_true("a"), is_true("b")), **facts) is either


@pytest.mark.parametrize("number_of", range(4))
def test_at_least_n_and_its_may_set_by_brute_force(number_of: int) -> None:
    sets = [frozenset(each) for each in ({T}, {F}, {U}, {T, F}, {T, U}, {F, U}, {T, F, U})]
    for mays in product(sets, repeat=3):
        items = [condition_result(next(iter(may)), may, frozenset({"f"})) for may in mays]
        expected = {_kleene_at_least(number_of, values) for values in product(*mays)}
        assert at_least(number_of, items).may == expected


def _kleene_at_least(number_of: int, values: tuple[bool | None, ...]) -> bool | None:
    if values.count(True) >= number_of:
        return True
    return False if values.count(True) + values.count(None) < number_of else None


def test_a_long_flat_chain_and_many_chained_definitions() -> None:
    flat = any_of(*(compare(fact("n", NUMBER), "=", each) for each in range(3_000)))
    assert truth(flat, n=millionths(2_999)) is T
    chained = [definition("d0", Role.DEFINE, is_true("b"), kind=BOOLEAN)]
    chained += [definition(f"d{i}", Role.DEFINE, Not(named(f"d{i - 1}")), kind=BOOLEAN) for i in range(1, 3_000)]
    found = answer(program(*chained), lead({"b": True})).results["d2999"]
    assert isinstance(found, ConditionResult)
    assert found.value is F


# --- What may be ----------------------------------------------------------------------------------------------


def test_a_test_of_a_missing_fact_may_be_anything_and_blames_it() -> None:
    found = result(compare(fact("n", NUMBER), ">", 1), lead())
    assert found.value is U
    assert found.may == {T, F, U}
    assert found.missing == {"n"}


def test_what_no_fact_can_change_is_decided() -> None:
    by_zero: Value = _quotient(number(1), number(0))
    assert result(compare(by_zero, ">", 1), lead()) == condition_result(U, {U}, frozenset())
    assert result(compare(_quotient(fact("n", NUMBER), number(0)), ">", 1), lead()).decided
    assert not result(compare(_quotient(number(1), fact("n", NUMBER)), ">", 1), lead()).decided


def _quotient(left: Value, right: Value) -> Value:
    from leadspec.ir.core import Arithmetic, Operator

    return Arithmetic(left, ((Operator.DIVIDE, right),))


def test_a_part_that_decides_leaves_nothing_open() -> None:
    one_false = all_of(is_true("a"), is_true("b"))
    assert result(one_false, lead({"a": False})) == condition_result(F, {F}, frozenset())
    one_true = any_of(is_true("a"), is_true("b"))
    assert result(one_true, lead({"a": True})).decided
    assert result(AtLeast(2, (is_true("a"), is_true("b"), is_true("c"))), lead({"a": True})).missing == {"b", "c"}


def test_that_a_fact_is_missing_is_known() -> None:
    assert result(Present(fact("f")), lead()).decided
    assert result(Present(TextPart(TextPiece.DOMAIN, fact("f"))), lead()).decided
    assert result(all_of(Present(fact("f")), one_of(fact("f"), "x")), lead()).decided
    assert result(any_of(Not(Present(fact("f"))), one_of(fact("f"), "x")), lead()).value is T


def test_bounds_narrow_a_comparison() -> None:
    length = TextPart(TextPiece.LENGTH, fact("f"))
    assert result(compare(length, ">=", 0), lead()).may == {T, U}
    assert result(compare(length, "<", 0), lead()).may == {F, U}
    assert result(OneOf(length, (number(-1),)), lead()).may == {F, U}


def test_a_set_of_nothing_never_holds() -> None:
    assert result(one_of(fact("f")), lead()).may == {F, U}
    assert result(OneOf(fact("b", BOOLEAN), (Const(True, BOOLEAN),)), lead()).may == {T, F, U}

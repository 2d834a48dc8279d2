"""What is printed for Spark. Whether it says the same is tested where Spark runs: `make test-spark`."""

from __future__ import annotations

import pytest
from sqlglot import exp

from leadspec.engines.sql import numbers
from leadspec.engines.sql.printing import Printer
from leadspec.engines.sql.spark_dialect import Spark, spelled_name, spelled_text
from leadspec.engines.sql.terms import Op, Term, apply, column, compare, literal, var

ABOVE = "CAST(`above` AS DECIMAL(38, 0))"


def printed(term: Term) -> str:
    dialect = Spark({})
    return dialect.sql(Printer(dialect).expression(term))


def items() -> Term:
    return column("items", 0, 100, null=False)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("it's", r"'it\'s'"),
        (r"\A(?:a)\z", r"'\\A(?:a)\\z'"),
        ("${spark.app.name}", r"'\u0024{spark.app.name}'"),
        ("Größe 部長", "'Größe 部長'"),
        ("\0\n\u200b\u030c", r"'\u0000\u000a\u200b\u030c'"),
        ("\U00010d50", r"'\U00010d50'"),
    ],
)
def test_texts_hold_nothing_that_spark_reads_otherwise(text: str, spelled: str) -> None:
    assert spelled_text(text) == spelled


@pytest.mark.parametrize(("name", "spelled"), [("a`b.c", "`a``b.c`"), ("current_user", "`current_user`"), ("m", "m")])
def test_names_stand_in_quotes_unless_they_are_ours(name: str, spelled: str) -> None:
    assert spelled_name(name) == spelled


def test_places_are_counted_from_one() -> None:
    place = var("i", 1, 100)
    assert printed(numbers.mapped(items(), "m", place, "i")) == "transform(`items`, (m, i) -> (i + 1))"


def test_a_place_of_an_inner_list_is_not_that_of_the_outer_one() -> None:
    inner = numbers.mapped(items(), "n", var("i", 1, 100), "i")
    body = numbers.add(numbers.total(inner), var("i", 1, 100))
    found = printed(numbers.mapped(items(), "m", body, "i"))
    assert found.count("(i + 1)") == 2
    assert "((i + 1) + 1)" not in found


@pytest.mark.parametrize(
    ("high", "wanted"),
    [
        (10**17, "`above` DIV `below`"),
        (10**30, f"CAST(({ABOVE} - {ABOVE} % `below`) / `below` AS DECIMAL(38, 0))"),
    ],
)
def test_a_quotient_of_more_than_64_bits_is_divided_without_a_rest(high: int, wanted: str) -> None:
    assert printed(numbers.divide(column("above", 0, high), column("below", 1, 10))) == wanted


def test_products_are_as_wide_as_they_need_to_be() -> None:
    wide = numbers.multiply(column("seats", 0, 10**18), column("price", 0, 10**18))
    assert printed(wide) == "CAST(`seats` AS DECIMAL(38, 0)) * `price`"


def test_lists_that_are_cut_ask_for_no_negative_size() -> None:
    cut = numbers.slice_of(items(), column("first", 0, 9), column("last", 0, 9))
    size = "greatest(0, `last` - greatest(1, `first`) + 1)"
    assert printed(cut) == f"slice(`items`, CAST(greatest(1, `first`) AS INT), CAST({size} AS INT))"


def test_no_null_is_counted_among_the_different_ones() -> None:
    assert printed(numbers.distinct(items())) == "array_distinct(array_compact(`items`))"


def test_sets_of_facts_stand_in_parentheses_where_they_are_calls() -> None:
    """Spark's parser ends a call with a lambda at `|`."""
    both = numbers.either([(numbers.bits(items()),), (numbers.bits(items()),)], 1)[0]
    assert ") | (reduce(" in printed(both)


def test_an_operation_that_no_term_has_is_refused() -> None:
    with pytest.raises(ValueError, match="Spark has no"):
        Spark({}).special(Term(Op.COLUMN, (), "a"), [])


def test_counts_are_wide_integers() -> None:
    assert printed(compare(Op.MORE, numbers.count(items()), literal(5))) == "CAST(array_size(`items`) AS BIGINT) > 5"
    assert printed(apply(Op.LENGTH, column("title"))) == "CAST(length(`title`) AS BIGINT)"


def test_queries_are_printed_by_the_dialect() -> None:
    query = exp.Select(expressions=[exp.Column(this=exp.Identifier(this="a.b"))])
    assert Spark({}).sql(query) == "SELECT `a.b`"

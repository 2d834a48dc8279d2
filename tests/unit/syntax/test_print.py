"""Expressions in their one spelling, and names that keep their brackets."""

from __future__ import annotations

import pytest

from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.syntax.parse import parse
from leadspec.syntax.print import print_enclosed, print_expression


def expression(text: str) -> tree.Expression:
    parsed = parse(Source("policy.lead", f"define x: {text}\n"))
    assert [each.message for each in parsed.diagnostics] == []
    (statement,) = parsed.file.statements
    assert isinstance(statement, tree.Define)
    return statement.body


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("((a and b))", "a and b"),
        ("(a and b) or c", "(a and b) or c"),
        ("a and (b and c)", "a and (b and c)"),
        ("not (a)", "not a"),
        ("not (not a)", "not (not a)"),
        ("not (a is one of (x, y))", "not a is one of x, y"),
        ("(not a) and b", "(not a) and b"),
        ("a and not b", "a and not b"),
        ("a is one of (x, y)", "a is one of x, y"),
        ("a is one of (x, y) and b", "a is one of (x, y) and b"),
        ("b and a is one of x, y", "b and a is one of (x, y)"),
        ("any of (a is one of (x, y), b)", "any of (a is one of (x, y), b)"),
        ("a - (b - c)", "a - (b - c)"),
        ("(a - b) - c", "(a - b) - c"),
        ("(a * b) + c", "a * b + c"),
        ("(a + b) * c", "(a + b) * c"),
        ("a / (b / c)", "a / (b / c)"),
        ("a > (b + c)", "a > b + c"),
        ("(a is b) is true", "(a is b) is true"),
        ("round (a + 1, 0)", "round (a + 1)"),
        ("larger of ((a), (b + 1))", "larger of (a, b + 1)"),
        ("length of (a)", "length of a"),
        ("days since (a)", "days since a"),
        ("days since (larger of (a, b))", "days since (larger of (a, b))"),
        ("did e where (paid)", "did e where paid"),
        ("did e where (f is x)", "did e where f is x"),
        ("did e where (f before 2026-01-01)", "did e where (f before 2026-01-01)"),
        ("did e where (f is one of (x, y)) once", "did e where f is one of (x, y) once"),
        ("count of e where (paid) > 1", "count of e where (paid) > 1"),
        ("did e at least 1 times", "did e at least once"),
        ("did e exactly once", "did e once"),
        ("did e exactly 1 times", "did e once"),
        ("tags includes any of (x, y)", "tags include any of x, y"),
        ("tags does not include x", "tags do not include x"),
        ("at least 1 line of p", "at least 1 lines of p"),
        ("a in the last 1 days", "a in the last 1 day"),
        ("a in the last 30 day", "a in the last 30 days"),
        ("10000 > 9999.50", "10_000 > 9999.5"),
        ("1.1250 > - 5", "1.1250 > -5"),
        ("2026-01-31 09:00Z > a", "2026-01-31T09:00Z > a"),
        ('a is "say ""x"""', 'a is "say ""x"""'),
    ],
)
def test_one_spelling(written, printed):
    found = expression(written)
    assert print_expression(found) == printed
    assert expression(printed) == found


@pytest.mark.parametrize(
    "name",
    ["[Lead Source]", "company.[No. of Employees]", "[a.b]", "[2nd call]", "[and]", "[stage]", "[email]", "größe"],
)
def test_names_keep_their_brackets(name):
    """`[email]` is a field where `email` would be a member: without its brackets it would say something else."""
    found = expression(f"x is {name}")
    assert print_expression(found) == f"x is {name}"
    assert expression(print_expression(found)) == found


def test_a_name_of_several_parts_keeps_one_pair_of_brackets():
    assert print_expression(expression("[firm].[b c]")) == "firm.[b c]"
    assert print_expression(expression("[company].country")) == "company.[country]"


def test_a_condition_that_something_follows_has_its_list_in_parentheses():
    assert print_enclosed(expression("a is one of x, y")) == "a is one of (x, y)"
    assert print_enclosed(expression("not a is one of x, y")) == "not a is one of (x, y)"
    assert print_enclosed(expression('a contains any of "x"')) == 'a contains any of ("x")'
    assert print_enclosed(expression('tags include "x"')) == 'tags include "x"'

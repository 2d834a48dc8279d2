"""A list that something follows needs parentheses, wherever in a condition it stands; so does a `not`."""

from __future__ import annotations

import pytest

from unit.syntax.faults import faults, faults_of

PICKY = "channel is one of web, fair"


@pytest.mark.parametrize(
    "condition",
    [
        f"did purchase where {PICKY} and customer",
        f"did mail_sent then purchase where {PICKY} or customer",
        f"3 < count of purchase where {PICKY} and customer",
        f"3 < 1 + days with purchase where {PICKY} and customer",
        f"seats between 1 and count of purchase where {PICKY} and customer",
        f"created_at before last purchase where {PICKY} and customer",
        f"did mail_sent since first purchase where {PICKY} and customer",
        f"3 < days since last purchase where {PICKY} and customer",
        f"(did purchase where {PICKY})",
        f"any of (customer, did purchase where {PICKY})",
        f"any of (did purchase where {PICKY}, customer)",
        'city contains any of "a", "b" and customer',
        'tags include any of "a", "b" and customer',
    ],
)
def test_a_list_that_something_follows_is_refused_without_parentheses(condition: str) -> None:
    assert [each.id for each in faults_of(condition)] == ["open-list"]


@pytest.mark.parametrize(
    "condition",
    [
        f"did purchase where {PICKY}",
        f"customer and did purchase where {PICKY}",
        f"did purchase where {PICKY} in the last 3 days",
        f"did purchase where {PICKY} at least 3 times and customer",
        "did purchase where channel is one of (web, fair) and customer",
        "(did purchase where channel is one of (web, fair))",
    ],
)
def test_a_list_that_nothing_follows_needs_none(condition: str) -> None:
    assert not faults_of(condition)


@pytest.mark.parametrize(
    "line",
    [
        f"+10 for each purchase where {PICKY}, at most 20 points",
        f"+10 for each purchase where {PICKY}, halving every 3 days",
        f"+10 for each purchase when did mail_sent where {PICKY}, at most 20 points",
        f"+count of purchase where {PICKY}, at most 20 points",
    ],
)
def test_a_list_before_a_clause_is_refused(line: str) -> None:
    assert [(each.id, each.line) for each in faults(f"score fit:\n  {line}\n")] == [("open-list", 2)]


@pytest.mark.parametrize(
    ("condition", "advice"),
    [
        ('city contains any of "a" or "b"', 'write `city contains any of "a", "b"`'),
        ('tags include any of "a", "b" or "c"', 'write `tags include any of "a", "b", "c"`'),
        ("country is one of DE, AT or CH", "write `country is one of DE, AT, CH` if `CH` belongs to the list"),
        ('any of (city contains any of "a", "b", customer)', 'write `city contains any of ("a", "b")`'),
        (
            "any of (country is one of DE, AT, customer)",
            "write `country is one of (DE, AT)` if `AT` belongs to the list",
        ),
    ],
)
def test_the_list_that_was_meant_is_offered(condition: str, advice: str) -> None:
    (found,) = faults_of(condition)
    assert found.hints[0] == advice


def test_not_before_a_parenthesis_can_be_read_in_one_way_only() -> None:
    assert not faults_of("not (customer or newsletter) and consent")
    assert not faults_of("consent or not (customer and newsletter) or vip")


def test_not_before_a_bare_condition_that_another_follows_is_refused() -> None:
    (found,) = faults_of("not customer and newsletter")
    assert found.hints == (
        "write `(not customer) and newsletter` if only this condition is negated",
        "write `not (customer and newsletter)` if all of it is negated",
    )

"""What people type first beside `tests/conformance/first_guesses.yaml`: the replacement, and that it can be read."""

from __future__ import annotations

import pytest

from unit.syntax.faults import faults, hints

# (what is typed in a condition, what a hint says, what is typed then)
CONDITIONS = [
    ("country is in (DE, AT)", "write `is one of`", "country is one of (DE, AT)"),
    ("country in (DE, AT)", "write `country is one of DE, AT`", "country is one of DE, AT"),
    ("country not in (DE, AT)", "write `country is none of DE, AT`", "country is none of DE, AT"),
    ("country is either DE or AT", "write `country is one of DE, AT`", "country is one of DE, AT"),
    ("country is one of DE, AT, or CH", "write `country is one of DE, AT, CH`", "country is one of DE, AT, CH"),
    ("country is not DE, AT", "write `country is none of DE, AT`", "country is none of DE, AT"),
    ("country is NOT DE", "write `is not`", "country is not DE"),
    ("Not customer", "write `not customer`", "not customer"),
    ("customer only if consent", "write `and`", "customer and consent"),
    ("customer unless vip", "write `and not (vip)`: there is no `unless`", "customer and not (vip)"),
    ("seats between 10 to 49", "write `between 10 and 49`", "seats between 10 and 49"),
    ("seats from 10 to 49", "write `between 10 and 49`", "seats between 10 and 49"),
    ("seats is 10 – 49", "write `between 10 and 49`", "seats between 10 and 49"),
    ("budget > 10.000,50", "write `10000.50` for one number", "budget > 10000.50"),
    ("budget > 10,000.50", "write `10000.50` for one number", "budget > 10000.50"),
    ("budget > 10 k", "write `10_000`", "budget > 10_000"),
    ("budget > 1.5 million", "write `1_500_000`", "budget > 1_500_000"),
    ("budget > €500", "delete it", "budget > 500"),
    ("did purchase > 3 times", "write `at least 4 times`", "did purchase at least 4 times"),
    ("did purchase >= 3 times", "write `at least 3 times`", "did purchase at least 3 times"),
    ("did purchase 3+ times", "write `at least 3`", "did purchase at least 3 times"),
    ("did purchase fewer than 3 times", "write `at most 2 times`", "did purchase at most 2 times"),
    ("did purchase in the last week", "write `in the last 1 week`", "did purchase in the last 1 week"),
    ("did purchase last month", "write `in the last 1 month`", "did purchase in the last 1 month"),
    ("did purchase today", "write `in the last 1 day`", "did purchase in the last 1 day"),
    ("did purchase less than 7 days ago", "write `in the last 7 days`", "did purchase in the last 7 days"),
    ("created_at > 30 days ago", "write `at least 31 days ago`", "created_at at least 31 days ago"),
    ("created_at older than 30 days", "write `at least 31 days ago`", "created_at at least 31 days ago"),
    ("created_at < 30 days", "write `in the last 30 days`", "created_at in the last 30 days"),
    ("created_at between 30 and 60 days ago", "write `from 30 to 60 days ago`", "created_at from 30 to 60 days ago"),
    ("created_at from 60 to 30 days ago", "write `from 30 to 60 days ago`", "created_at from 30 to 60 days ago"),
    (
        "days since created_at > 30 days",
        "write `days since created_at > 30`: the unit stands in front",
        "days since created_at > 30",
    ),
    ('renewal before "2026-01-31"', "write `2026-01-31`: a date stands without quotes", "renewal before 2026-01-31"),
    ("renewal on or after 2026-01-31", "write `since 2026-01-31`", "renewal since 2026-01-31"),
]

POINTS = [
    ("+10 unless vip", "write `when not (vip)`: there is no `unless`", "+10 when not (vip)"),
    ("+10 points when vip", "write `+10 when …`", "+10 when vip"),
    ("+10 for every purchase", "write `for each`", "+10 for each purchase"),
    ("+10 for each purchase, at most 20", "write `at most 20 points`", "+10 for each purchase, at most 20 points"),
    ("+10 for each purchase, max 20 points", "write `at most 20 points`", "+10 for each purchase, at most 20 points"),
    (
        "+10 for each purchase, at most 3 per day",
        "write `at most 3 times per day`",
        "+10 for each purchase, at most 3 times per day",
    ),
    (
        "+10 for each purchase, once per day",
        "write `at most once per day`",
        "+10 for each purchase, at most once per day",
    ),
    (
        "+10 for each purchase at most once per day",
        "put a comma before it: `, at most once per …`",
        "+10 for each purchase, at most once per day",
    ),
    (
        "+10 for each purchase, halving every month",
        "write `every 1 month`",
        "+10 for each purchase, halving every 1 month",
    ),
    (
        "+10 for each purchase, losing 5 every 30 days",
        "write `losing 5 points every …`",
        "+10 for each purchase, losing 5 points every 30 days",
    ),
]

STATEMENTS = [
    ("define d = customer", "write `:`", "define d: customer"),
    ("define d as customer", "write `define d: customer`", "define d: customer"),
    ("stage mql when customer", "write `stage mql: customer`", "stage mql: customer"),
    ("disqualify rival when customer", 'write `disqualify "rival" when customer`', 'disqualify "rival" when customer'),
    ('flag "f": customer', 'write `flag "f" when customer`', 'flag "f" when customer'),
    (
        'flag "f" when customer owned by sales',
        'write `flag "f" owned by sales when customer`',
        'flag "f" owned by sales when customer',
    ),
    ("sales counts lead when: vip", "write `sales counts a lead when: …`", "sales counts a lead when: vip"),
    ("score fit 0-100:\n  +1", "write `from 0 to 100`", "score fit from 0 to 100:\n  +1"),
]

ROWS = [
    ("| DE | 10 to 49 | 1 |", "write the row without the outer `|`: `DE | 10 to 49 | 1`", "DE | 10 to 49 | 1"),
    ("DE | 10 - 49 | 1", "write `10 to 49`", "DE | 10 to 49 | 1"),
    ("DE | less than 10 | 1", "write `< 10`", "DE | < 10 | 1"),
    ("DE | between 10 and 49 | 1", "write `10 to 49`", "DE | 10 to 49 | 1"),
    ("DE or AT | any | 1", "write `DE, AT`", "DE, AT | any | 1"),
    ("* | any | 1", "write `any`", "any | any | 1"),
]

LABELS = [
    ("hot: customer", "write `hot when customer`", "hot when customer"),
    ("when customer: hot", "write `hot when customer`", "hot when customer"),
    ("otherwise cold", "write `cold otherwise`", "cold otherwise"),
]


def cases() -> list[tuple[str, str, str]]:
    return [
        *((f'flag "f" when {wrong}', hint, f'flag "f" when {right}') for wrong, hint, right in CONDITIONS),
        *((f"score s:\n  {wrong}", hint, f"score s:\n  {right}") for wrong, hint, right in POINTS),
        *STATEMENTS,
        *((f"table t by a, b:\n  {wrong}", hint, f"table t by a, b:\n  {right}") for wrong, hint, right in ROWS),
        *((f"classify c:\n  {wrong}", hint, f"classify c:\n  {right}") for wrong, hint, right in LABELS),
    ]


@pytest.mark.parametrize(("wrong", "hint", "right"), cases())
def test_the_replacement_is_offered_and_can_be_read(wrong: str, hint: str, right: str) -> None:
    assert hint in hints(wrong + "\n")
    assert not faults(right + "\n")

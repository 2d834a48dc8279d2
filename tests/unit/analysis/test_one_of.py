"""`is one of` and `in`: every value counts, whatever stands beside it."""

from __future__ import annotations

import pytest

from leadspec.engines.interpreter import evaluate
from leadspec.ir.lead import FactValue, Lead
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.zones import zone
from unit.analysis.policies import program

NOON = parse_instant("2026-11-18T12:00:00Z")
assert isinstance(NOON, Instant)

HOME_IS_CH = {"home": "CH"}
PERSONA = "persona p:\n  all of:\n    newsletter\n    blocked\n"
HALF = f"list half: 0.5\n{PERSONA}"


@pytest.mark.parametrize(
    ("before", "condition", "facts", "holds"),
    [
        # A field among the values, in front of the one fixed value and behind it.
        ("", "country is one of home, DE", {"country": "DE", **HOME_IS_CH}, True),
        ("", "country is one of DE, home", {"country": "DE", **HOME_IS_CH}, True),
        ("", "country is one of home, DE", {"country": "CH", **HOME_IS_CH}, True),
        ("", "country is one of home, DE", {"country": "FR", **HOME_IS_CH}, False),
        ("", "country is one of home, DE, AT", {"country": "AT", **HOME_IS_CH}, True),
        ("", "country is none of home, DE", {"country": "DE", **HOME_IS_CH}, False),
        # A day and a moment among the values of a moment.
        ("", "created_at is one of 2026-11-01, 2026-11-18T12:00:00Z", {"created_at": NOON.at}, True),
        ("", "created_at is one of 2026-11-18T12:00:00Z, 2026-11-01", {"created_at": NOON.at}, True),
        ("", "created_at is one of 2026-11-18, 2026-11-19T12:00:00Z", {"created_at": NOON.at}, True),
        ("", "created_at is one of 2026-11-01, 2026-11-18T12:00:01Z", {"created_at": NOON.at}, False),
        # A share of lines in a list of numbers.
        (HALF, "match of p in half", {"newsletter": True}, True),
        (HALF, "match of p in half", {"newsletter": True, "blocked": True}, False),
        (HALF, "match of p is one of 0.5", {"newsletter": True}, True),
    ],
)
def test_every_value_counts(before: str, condition: str, facts: dict[str, FactValue], holds: bool) -> None:
    made = program(f'{before}flag "x" when {condition}\n')
    verdict = evaluate(made, Lead("a", facts), NOON.at, zone("Europe/Berlin")).verdict
    assert (verdict.flags == ("x",)) is holds

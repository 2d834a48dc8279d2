"""The policy of temperature: its sample as described, its README telling what comes out."""

from __future__ import annotations

from typing import Any

import pytest

from unit.policies.folders import Folder, count

FOLDER = Folder("temperature", "leads.jsonl")


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    return FOLDER.report()


def test_every_record_is_accounted_for(report: dict[str, Any]) -> None:
    assert len(report["rows"]) == 114
    assert [(each["row"], each["field"]) for each in report["rejected"]] == [
        (9, "created_at"),
        (42, "channel"),
        (64, "purchase_probability"),
        (78, "probability_on"),
        (99, "id"),
        (100, "id"),
    ]


def test_readme_tells_what_comes_out(report: dict[str, Any]) -> None:
    told = list(FOLDER.figures())
    assert len(told) >= 15
    assert [(output, value, count(report, output, value)) for output, value, _ in told] == told


def test_every_answer_occurs(report: dict[str, Any]) -> None:
    rows = report["rows"]
    assert {row["labels"]["temperature"] for row in rows} == {"hot", "warm", "cold"}
    assert {row["tables"]["channel_kind"] for row in rows} == {"online", "classic", "bought", "unknown"}
    assert len({row["tables"]["approach"] for row in rows}) == 6
    assert {row["lead"]["sales"] for row in rows} == {True, None, False}
    assert len({each for row in rows for each in row["flags"]}) == 6


def test_a_high_probability_alone_warms_nobody(report: dict[str, Any]) -> None:
    flagged = [row for row in report["rows"] if "likely, and cold" in row["flags"]]
    assert flagged
    assert not [row["id"] for row in flagged if row["lead"]["agreed"]]


def test_examples_stand_on_both_sides_of_each_threshold() -> None:
    names = [each["name"] for each in FOLDER.cases()]
    assert len(names) == len(set(names)) >= 50
    text = FOLDER.text("temperature.test.yaml")
    edges = ("0.4\n", "0.3999\n", "0.1\n", "0.09\n", "roof_age: 4}", "roof_age: 5}", "roof_age: 40}", "roof_age: 41}")
    assert not [each for each in edges if each not in text]

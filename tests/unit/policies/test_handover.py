"""The policy of the hand-over: its sample as described, its README telling what comes out."""

from __future__ import annotations

from typing import Any

import pytest

from unit.policies.folders import Folder, count

FOLDER = Folder("handover", "leads.jsonl")


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    return FOLDER.report()


def test_every_record_is_accounted_for(report: dict[str, Any]) -> None:
    assert len(report["rows"]) == 144
    assert [(each["row"], each["field"]) for each in report["rejected"]] == [
        (13, "created_at"),
        (48, "country"),
        (67, "source"),
        (94, "is_customer"),
        (121, "id"),
        (122, "id"),
    ]


def test_readme_tells_what_comes_out(report: dict[str, Any]) -> None:
    told = list(FOLDER.figures())
    assert len(told) >= 15
    assert [(output, value, count(report, output, value)) for output, value, _ in told] == told


def test_every_answer_occurs(report: dict[str, Any]) -> None:
    rows = report["rows"]
    assert {row["stage"] for row in rows} == {"disqualified", "known", "nurtured", "handed_over"}
    assert {row["labels"]["answer"] for row in rows} == {"yes", "not yet", "no"}
    assert len({row["labels"]["care"] for row in rows}) == 7
    assert {row["tables"]["rest_days"] for row in rows} == {"30", "90", "180"}
    assert {reason for row in rows for reason in row["disqualified"]} == {"customer already", "looks for a job"}


def test_only_a_reason_makes_a_no(report: dict[str, Any]) -> None:
    assert all((row["labels"]["answer"] == "no") == bool(row["disqualified"]) for row in report["rows"])


def test_what_rests_is_with_nobody_of_sales(report: dict[str, Any]) -> None:
    resting = [row for row in report["rows"] if row["labels"]["care"] == "rest"]
    assert resting
    assert {(row["stage"], row["lead"]["agreed"]) for row in resting} == {("nurtured", False)}


def test_examples_stand_on_both_sides_of_each_threshold() -> None:
    names = [each["name"] for each in FOLDER.cases()]
    assert len(names) == len(set(names)) >= 60
    text = FOLDER.text("handover.test.yaml")
    edges = ("interest: 60", "interest: 59", "interest: 30", "interest: 29", "employees: 2}", "employees: 3}",
             "employees: 50}", "employees: 51}", "employees: 9", "employees: 10")  # fmt: skip
    assert not [each for each in edges if each not in text]

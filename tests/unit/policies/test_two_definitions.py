"""The policy of the two definitions: its sample as described, its README telling what comes out."""

from __future__ import annotations

from typing import Any

import pytest

from unit.policies.folders import Folder, count

FOLDER = Folder("two-definitions", "leads.csv")


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    return FOLDER.report()


def test_every_record_is_accounted_for(report: dict[str, Any]) -> None:
    assert len(report["rows"]) == 112
    assert [(each["row"], each["field"]) for each in report["rejected"]] == [
        (19, "created_on"),
        (35, "country"),
        (54, "source"),
        (63, "attempts"),
        (80, "need"),
        (92, "order_value"),
        (105, "id"),
        (106, "id"),
    ]


def test_readme_tells_what_comes_out(report: dict[str, Any]) -> None:
    told = list(FOLDER.figures())
    assert len(told) >= 15
    assert [(output, value, count(report, output, value)) for output, value, _ in told] == told


def test_sales_definition_is_never_wider_than_marketings(report: dict[str, Any]) -> None:
    """Whoever meets the criteria could meet them: the two lists of criteria have not come apart."""
    assert all(row["lead"]["marketing"] for row in report["rows"] if row["lead"]["sales"])


def test_every_answer_occurs(report: dict[str, Any]) -> None:
    rows = report["rows"]
    assert {row["stage"] for row in rows} == {"disqualified", "suspect", "prospect", "sales_lead"}
    assert {row["labels"]["source_quality"] for row in rows} == {"targeted", "junk", "untested"}
    assert {row["labels"]["value_band"] for row in rows} == {"large", "middle", "small", "unvalued"}
    assert {row["labels"]["contact"] for row in rows} == {"reached", "tried", "never"}
    assert len({row["tables"]["queue"] for row in rows}) == 7
    assert len({each for row in rows for each in row["flags"]}) == 5


def test_queue_has_a_place_for_each_record(report: dict[str, Any]) -> None:
    assert all(row["tables"]["queue"] for row in report["rows"])


def test_examples_stand_on_both_sides_of_each_threshold() -> None:
    names = [each["name"] for each in FOLDER.cases()]
    assert len(names) == len(set(names)) >= 50
    text = FOLDER.text("two-definitions.test.yaml")
    edges = ("employees: 19", "employees: 20}", "employees: 2000", "employees: 2001", "attempts: 4", "attempts: 5",
             "2026-11-14", "2026-11-15")  # fmt: skip
    assert not [each for each in edges if each not in text]

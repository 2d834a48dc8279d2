"""The policy of the bank: its sample as described, and the published files wherever they are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from unit.policies import real_data
from unit.policies.folders import AS_OF, Folder, count

FOLDER = Folder("bank-marketing", "sample.data.yaml")
needs_data = real_data.needs("bank-marketing")


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    return FOLDER.report()


def test_sample_is_read_as_the_published_file() -> None:
    published, sample = (FOLDER.text(each).partition("leads:")[2] for each in ("data.yaml", "sample.data.yaml"))
    assert published.replace("bank-marketing/bank-full.csv.gz", "sample.csv") == sample


def test_every_record_is_accounted_for(report: dict[str, Any]) -> None:
    assert len(report["rows"]) == 58
    assert [(each["row"], each["field"]) for each in report["rejected"]] == [
        (14, "age"),
        (25, "housing_loan"),
        (33, "previous_outcome"),
        (40, "balance"),
        (52, "called_month"),
        (60, "calls"),
    ]


def test_readme_tells_what_comes_out(report: dict[str, Any]) -> None:
    told = list(FOLDER.figures())
    assert len(told) >= 12
    assert [(output, value, count(report, output, value)) for output, value, _ in told] == told


def test_every_answer_occurs(report: dict[str, Any]) -> None:
    rows = report["rows"]
    assert {row["stage"] for row in rows} == {"disqualified", "suspect", "prospect", "mql", "sql"}
    assert len({row["tables"]["queue"] for row in rows}) == 7
    assert len({each for row in rows for each in row["flags"]}) == 4


def test_no_rule_reads_what_is_known_after_the_call() -> None:
    policy = FOLDER.text("policy.lead")
    assert not [each for each in ("subscribed", "call_seconds") if each in policy]


@needs_data
@pytest.mark.slow
def test_every_customer_of_the_published_file_is_accounted_for(tmp_path: Path) -> None:
    code, report = real_data.qualified("bank-marketing", "data.yaml", AS_OF, tmp_path / "all.json")
    rows = list(real_data.rows_of("bank-marketing/bank-full.csv.gz", ";"))
    assert (code, len(rows), report["rejected"]) == (0, 45_211, [])
    assert [row["id"] for row in report["rows"]] == [str(line) for line in range(2, len(rows) + 2)]
    assert report["repaired"] == {"marker-as-missing": 36_954 + 36_959 + 13_020 + 1_857 + 288}
    contradictory = [
        str(line) for line, row in enumerate(rows, 2) if row["previous"] != "0" and row["poutcome"] == "unknown"
    ]
    assert len(contradictory) == 5
    assert [row["id"] for row in report["rows"] if "record contradicts itself" in row["flags"]] == contradictory
    assert [row["id"] for row in report["rows"] if row["undecided"]] == contradictory
    soon = [str(line) for line, row in enumerate(rows, 2) if 0 <= int(row["pdays"]) < 30]
    assert [row["id"] for row in report["rows"] if "called again too soon" in row["flags"]] == soon
    assert f"{sum(int(row['pdays']) < 30 for row in rows):,}" == "37,141"

    outcome = {str(line): row["y"] == "yes" for line, row in enumerate(rows, 2)}
    known = real_data.lines(report, outcome) + real_data.counted(report)
    half = len(rows) // 2
    for name, part in (("first half", report["rows"][:half]), ("second half", report["rows"][half:])):
        ids = [row["id"] for row in part]
        accepted = [row["id"] for row in part if row["stage"] == "sql"]
        known.append(real_data.line(f"{name}, all leads", ids, rows, outcome))
        known.append(real_data.line(f"{name}, `stage: sql`", accepted, rows, outcome))
    assert real_data.untrue(known, "## A bank", "### The same rules") == []
    told = FOLDER.text("README.md").partition("## What comes out of the published file")[2].partition("\n## ")[0]
    assert real_data.rows_in(told)
    assert not [each for each in real_data.rows_in(told) if each not in known]


@needs_data
@pytest.mark.slow
def test_every_customer_of_the_other_file_is_accounted_for(tmp_path: Path) -> None:
    code, report = real_data.qualified("bank-marketing", "data-additional.yaml", AS_OF, tmp_path / "all.json")
    rows = list(real_data.rows_of("bank-marketing/bank-additional-full.csv.gz", ";"))
    assert (code, len(rows), report["rejected"], len(report["rows"])) == (0, 41_188, [], 41_188)
    assert report["never_supplied"]["read"] == ["balance"]
    outcome = {str(line): row["y"] == "yes" for line, row in enumerate(rows, 2)}
    known = real_data.lines(report, outcome) + real_data.counted(report)
    assert real_data.untrue(known, "### The same rules", "## A vendor") == []
    assert json.dumps(max(int(row["pdays"]) for row in rows if row["pdays"] != "999")) == "27"

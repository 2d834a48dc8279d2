"""The policy of the software vendor: its sample as described, and the generated files wherever they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from unit.policies import real_data
from unit.policies.folders import Folder, count

FOLDER = Folder("b2b-saas", "sample.data.yaml")
AS_OF = "2024-03-01T08:00:00-06:00"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    code, report = real_data.qualified(
        "b2b-saas", "sample.data.yaml", AS_OF, tmp_path_factory.mktemp("out") / "sample.json"
    )
    assert code == 1
    return report


def test_sample_is_read_as_the_generated_files() -> None:
    generated, sample = (FOLDER.text(each).partition("leads:")[2] for each in ("data.yaml", "sample.data.yaml"))
    assert generated.replace("leadforge-b2b-saas/", "sample/").replace(".csv.gz", ".csv") == sample


def test_every_record_and_event_of_the_sample_is_accounted_for(report: dict[str, Any]) -> None:
    assert [row["id"] for row in report["rows"]] == [f"S-0{number}" for number in range(1, 10)]
    assert [each["row"] for each in report["rejected"]] == [11, 12, 13]
    files = ("touches", "sessions", "sales_activities")
    events = sum(len(FOLDER.text(f"sample/{name}.csv").splitlines()) - 1 for name in files)
    out = ("event-rejected", "event-type-unknown", "event-without-lead")
    assert [report["repaired"][name] for name in out] == [1, 1, 1]
    assert report["repaired"]["event-after-as-of"] == 1
    assert events == 33 == report["repaired"]["date-without-time"] + 3


def test_readme_tells_what_comes_out(report: dict[str, Any]) -> None:
    told = list(FOLDER.figures())
    assert len(told) >= 8
    assert [(output, value, count(report, output, value)) for output, value, _ in told] == told


def test_what_knows_the_end_is_not_read() -> None:
    text = FOLDER.text("data.yaml").partition("leads:")[2]
    assert not [each for each in ("opportunities", "lead_snapshot", "total_touches_all") if each in text]


@real_data.needs("leadforge-b2b-saas")
@pytest.mark.slow
def test_every_lead_and_event_of_the_generated_files_is_accounted_for(tmp_path: Path) -> None:
    code, report = real_data.qualified("b2b-saas", "data.yaml", AS_OF, tmp_path / "all.json")
    ids = [row["lead_id"] for row in real_data.rows_of("leadforge-b2b-saas/leads.csv.gz")]
    assert (code, report["rejected"]) == (0, [])
    assert [row["id"] for row in report["rows"]] == ids
    assert len(ids) == 3000
    files = ("touches", "sessions", "sales_activities")
    events = [sum(1 for _ in real_data.rows_of(f"leadforge-b2b-saas/{name}.csv.gz")) for name in files]
    assert events == [34_157, 8_463, 11_953]
    # Each event has a day and no time, so each that reached its lead is one of these repairs; nothing was left out.
    assert report["repaired_by_field"]["date-without-time"] == {"activities.at": sum(events)}
    assert not [each for each in report["repaired"] if each.startswith(("event-", "lookup-"))]

    snapshot = real_data.rows_of("leadforge-b2b-saas/lead_snapshot.csv.gz")
    outcome = {row["lead_id"]: row["converted_within_90_days"] == "True" for row in snapshot}
    known = real_data.lines(report, outcome) + real_data.counted(report)
    assert real_data.untrue(known, "## A vendor", "## Where the data") == []
    told = FOLDER.text("README.md").partition("## What comes out of the generated files")[2].partition("\n## ")[0]
    assert real_data.rows_in(told)
    assert not [each for each in real_data.rows_in(told) if each not in known]

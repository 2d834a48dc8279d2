"""The table of what the articles ask for: all 33 claims, and nothing in it that the policies do not have."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import pytest

from unit.policies.folders import REPOSITORY

PAGE = REPOSITORY / "docs" / "explanation" / "what-the-articles-ask.md"
POLICIES = REPOSITORY / "policies"
FOLDERS = ("b2b-saas", "bank-marketing", "handover", "temperature", "two-definitions")
_ROW = re.compile(
    r"^\| (?P<id>S\d+) \| (?P<claim>.+?) \| (?P<serves>.+?) \| (?P<command>.*?) ?\| (?P<status>.+?) \|$", re.M
)
_FILE = re.compile(r"\]\(\.\./\.\./policies/(?P<path>[\w./-]+)\)")
_NAME = re.compile(r"`([^`]+)`")


class Row(NamedTuple):
    id: str
    claim: str
    serves: str
    command: str
    status: str

    @property
    def files(self) -> list[str]:
        return _FILE.findall(self.serves)


TEXT = PAGE.read_text(encoding="utf-8")
ROWS = [Row(**each.groupdict()) for each in _ROW.finditer(TEXT)]


def test_all_claims_are_there_in_order() -> None:
    assert [row.id for row in ROWS] == [f"S{number}" for number in range(1, 34)]


def test_each_has_a_status_and_what_is_missing_a_reason() -> None:
    for row in ROWS:
        status, _, reason = row.status.partition(": ")
        assert status in {"served", "partly", "not yet"}, row.id
        assert status == "served" or reason, row.id
        assert (status == "not yet") <= (not row.files), row.id


def test_page_counts_them_right() -> None:
    counts = Counter(row.status.partition(":")[0] for row in ROWS)
    told = re.search(r"Of the 33, (\d+) are served, (\d+) partly, and (\d+) not yet\.", TEXT)
    assert told
    assert [int(each) for each in told.groups()] == [counts["served"], counts["partly"], counts["not yet"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_what_it_names_stands_in_the_files_it_links(row: Row) -> None:
    if not row.files:
        return
    texts = "".join((POLICIES / path).read_text(encoding="utf-8") for path in row.files)
    assert not [name for name in _NAME.findall(row.serves) if name not in texts and name not in TEXTS_OF_THE_LANGUAGE]


# Forms of the language, and what stands in a policy's list of events or schema rather than in its statements.
TEXTS_OF_THE_LANGUAGE = ("counts a lead when", "owned by")


@pytest.mark.parametrize("folder", FOLDERS)
def test_readme_and_table_agree_on_what_a_policy_serves(folder: str) -> None:
    """Whatever the table takes from a policy, its README claims; the README claims no more than is in the table."""
    readme = (POLICIES / folder / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Which claims")[2].partition("\n## ")[0]
    claimed = set(re.findall(r"\bS\d+\b", section))
    taken = {row.id for row in ROWS if any(path.startswith(f"{folder}/") for path in row.files)}
    assert taken <= claimed, sorted(taken - claimed)
    assert not {row.id for row in ROWS if row.status.startswith("not yet")} & claimed

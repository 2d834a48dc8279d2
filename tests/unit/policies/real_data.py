"""Runs over published data that lies beside the checkout, and the lines that the docs tell about them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from leadspec_cli.main import run
from unit.policies.folders import REPOSITORY

DATA = REPOSITORY.parent / "shared" / "data"
PAGE = REPOSITORY / "docs" / "explanation" / "real-data.md"
Report = dict[str, Any]
Outcome = Mapping[str, bool]


def needs(folder: str) -> pytest.MarkDecorator:
    """A mark for tests that read a folder of published data, which is in no repository."""
    there = (DATA / folder / "SOURCE.md").is_file()
    return pytest.mark.skipif(not there, reason=f"the data is not here: no folder ../shared/data/{folder}")


def qualified(folder: str, description: str, as_of: str, to: Path) -> tuple[int, Report]:
    """The exit code and what `qualify` writes for programs about a whole file."""
    words = ["qualify", f"policies/{folder}", f"policies/{folder}/{description}"]
    words += ["--data-root", str(DATA)] if DATA.is_dir() else []  # the samples lie beside their policies
    with (
        chdir(REPOSITORY),
        redirect_stdout(io.TextIOWrapper(io.BytesIO())),
        redirect_stderr(io.TextIOWrapper(io.BytesIO())),
    ):
        code = run([*words, "--as-of", as_of, "--output", str(to), "--quiet"])
    return code, json.loads(to.read_text(encoding="utf-8"))


def rows_of(path: str, delimiter: str = ",") -> Iterator[dict[str, str]]:
    with gzip.open(DATA / path, "rt", encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text, delimiter=delimiter)


def lines(report: Report, outcome: Outcome) -> list[str]:
    """Rows for a table of the docs: leads by each answer, and how many of them had the outcome."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for row in report["rows"]:
        for name in _answers(row):
            groups[name].append(row["id"])
    all_ids = [row["id"] for row in report["rows"]]
    return [
        line("all leads", all_ids, all_ids, outcome),
        *(line(f"`{name}`", groups[name], all_ids, outcome) for name in sorted(groups)),
    ]


def line(name: str, ids: Collection[str], among: Collection[str], outcome: Outcome) -> str:
    """`| name | leads | share | with the outcome | rate |`."""
    met = sum(outcome[each] for each in ids)
    return f"| {name} | {len(ids):,} | {percent(len(ids), len(among))} | {met:,} | {percent(met, len(ids))} |"


def percent(part: int, whole: int) -> str:
    """With one decimal, half up, without a binary float."""
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10} %"


def counted(report: Report) -> list[str]:
    """Rows `| name | number |` of what was repaired or left out, undecided and missing."""
    found = Counter(report["repaired"])
    summary = report["summary"]
    for name in ("undecided", "missing", "disagreements"):
        found.update({f"{name}: {key}": number for key, number in summary[name].items()})
    for name, verdicts in summary["lead"].items():
        found[f"open: lead.{name}"] = verdicts["null"]
    return [f"| `{name}` | {number:,} |" for name, number in found.items() if number]


def _answers(row: Report) -> Iterator[str]:
    yield f"stage: {row['stage']}"
    yield from (f"lead.{name}: true" for name, value in row["lead"].items() if value is True)
    if row["lead"]["marketing"] and row["lead"]["sales"] is not True:
        yield "marketing yes, sales not"
    if row["lead"]["sales"] and row["lead"]["marketing"] is not True:
        yield "sales yes, marketing not"
    for kind in ("labels", "tables"):
        yield from (f"{name}: {value}" for name, value in row[kind].items())
    yield from (f"flag: {name}" for name in row["flags"])


_ROW = re.compile(r"^\|(?! what | answer | part |-).+\|$", re.MULTILINE)
_FIGURE = re.compile(r"(?<![\w.,:-])\d+(?:,\d{3})+(?![\d-])|\d+\.\d %")


def rows_in(text: str) -> list[str]:
    """The rows of the tables in a text, without their heads."""
    return _ROW.findall(text)


def untrue(known: Collection[str], start: str, end: str) -> list[str]:
    """What a section of the page tells that was not counted, and which stages and verdicts it does not tell."""
    section = PAGE.read_text(encoding="utf-8").partition(start)[2].partition(end)[0]
    told = rows_in(section)
    wrong = [each for each in told if each not in known]
    wrong += [
        each for each in known if re.match(r"\| (?:all|`stage|`lead|`undecided|`open)", each) and each not in told
    ]
    counted_there = "\n".join(known)
    figures = {each for each in _FIGURE.findall(_ROW.sub("", section)) if each not in KNOWN_OF_THE_FILES}
    return wrong + sorted(each for each in figures if each not in counted_there)


# Rows of files, which other tests count.
KNOWN_OF_THE_FILES = ("37,141", "1,500", "4,200", "8,463", "11,953")

"""Cases on which engines once differed, as files: the normal tests put each to every engine.

One JSON file each: the policy and what it names as lines of text, raw leads, the instant, and what the interpreter
says of each lead. Where the interpreter itself was wrong, the answer in the file is the one that the reference of the
language gives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agreement.cases import Case
from agreement.raw_json import raw_json, raw_of
from leadspec.engines.interpreter import Interpreter
from leadspec.values.instants import Instant, format_instant, parse_instant
from leadspec_cli.output.rows import row_object

FOLDER = Path(__file__).parent / "regressions"


@dataclass(frozen=True)
class Regression:
    """A case, what it is about, and what is expected of each of its records."""

    name: str
    what: str
    case: Case
    expected: list[Any]


def regressions(folder: Path = FOLDER) -> Iterator[Regression]:
    for path in sorted(folder.glob("*.json")):
        yield read(path)


def read(path: Path) -> Regression:
    found = json.loads(path.read_text(encoding="utf-8"))
    records = tuple(raw_of(each) for each in found["leads"])
    at = parse_instant(found["as_of"])
    assert isinstance(at, Instant)
    files = {name: "\n".join(lines) for name, lines in found["files"].items()}
    case = Case("\n".join(found["policy"]), files, at.at, records, found["seed"])  # type: ignore[arg-type]
    return Regression(path.stem, found["what"], case, found["expected"])


def write(case: Case, what: str, folder: Path = FOLDER) -> Path:
    """Writes a case as a file of its own; its name says by which seed it was found."""
    said = {
        "what": what,
        "seed": case.seed,
        "as_of": format_instant(case.as_of),
        "policy": case.policy.split("\n"),
        "files": {name: text.split("\n") for name, text in sorted(case.files.items())},
        "leads": [raw_json(each) for each in case.records],
        "expected": rows(case),
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"seed-{case.seed}.json"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"seed-{case.seed}-{number}.json"
    path.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    return path


def rows(case: Case) -> list[Any]:
    """What the interpreter says of each record: its row as `qualify` prints it, or why it is rejected."""
    judge = Interpreter().prepare(case.program, case.as_of, case.zone)
    answers = iter([row_object(each) for each in judge.verdicts(case.cleaned.leads)])
    rejects = {each.row: {"rejected": [each.field, each.reason]} for each in case.cleaned.rejects}
    return [rejects[row] if row in rejects else next(answers) for row in range(1, len(case.records) + 1)]

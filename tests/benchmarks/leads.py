"""Leads: how many a second the interpreter judges, and how many records a second are cleaned up.

No goal stands for these figures. Beside each stands what the standard library takes to read the same file only.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.clock import cpu, in_turns, middle, ratio
from benchmarks.figures import Figure
from benchmarks.policies import INBOUND
from leadspec.engines.interpreter import Interpreter
from leadspec.ir.lead import Lead
from leadspec.schema.model import Schema
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.zones import Zone, zone
from leadspec_cli.commands.checking import check_policy
from leadspec_cli.files.leads import read_leads
from leadspec_cli.files.readers import DataFile

ROUNDS = 7
AS_OF = "2026-11-21T09:00:00+01:00"
TIMES = 4  # so often the sample leads stand in the file that is cleaned up


def measure() -> list[Figure]:
    analysis = check_policy(str(INBOUND / "policy.lead")).analysis
    as_of = parse_instant(AS_OF)
    if analysis.program is None or analysis.schema is None or not isinstance(as_of, Instant):
        raise RuntimeError("policies/inbound does not check")
    here = zone(analysis.program.zone) if analysis.program.zone else None
    judge = Interpreter().prepare(analysis.program, as_of.at, here)
    with TemporaryDirectory() as folder:
        lines, rows = Path(folder) / "leads.jsonl", Path(folder) / "leads.csv"
        records = _records()
        _write_lines(lines, records)
        _write_rows(rows, records)
        leads = list(_cleaned(lines, analysis.schema, here))
        return [
            _qualified(lambda: list(judge.verdicts(leads)), leads),
            _read("clean-up, JSON Lines: records a second", lines, analysis.schema, here, _plain_lines),
            _read("clean-up, CSV: records a second", rows, analysis.schema, here, _plain_rows),
        ]


def _qualified(judge: Callable[[], object], leads: list[Lead]) -> Figure:
    (times,) = in_turns(ROUNDS, judge)
    events = sum(len(lead.events) for lead in leads) / len(leads)
    detail = f"interpreter, policies/inbound, {len(leads):,} cleaned leads with {events:.1f} events each"
    return Figure("qualify: leads a second", len(leads) / middle(times, cpu), detail)


def _read(what: str, path: Path, schema: Schema, here: Zone | None, plain: Callable[[Path], int]) -> Figure:
    count = plain(path)
    own, bare = in_turns(ROUNDS, lambda: _count(_cleaned(path, schema, here)), lambda: plain(path))
    detail = f"{count:,} records, read twice (ids first); {ratio(own, bare, cpu):.1f} times {plain.__doc__}"
    return Figure(what, count / middle(own, cpu), detail)


def _cleaned(path: Path, schema: Schema, here: Zone | None) -> Iterable[Lead]:
    return (item for item in read_leads(DataFile(path, path.name), schema, here) if isinstance(item, Lead))


def _count(items: Iterable[object]) -> int:
    return sum(1 for _ in items)


def _plain_lines(path: Path) -> int:
    """json.loads of each line"""
    with path.open(encoding="utf-8") as stream:
        return _count(json.loads(line) for line in stream)


def _plain_rows(path: Path) -> int:
    """csv.DictReader"""
    with path.open(encoding="utf-8", newline="") as stream:
        return _count(csv.DictReader(stream))


def _records() -> list[dict[str, object]]:
    """The sample leads, several times over, each under an id of its own."""
    with (INBOUND / "leads.jsonl").open(encoding="utf-8") as stream:
        sample = [json.loads(line) for line in stream]
    return [{**record, "id": f"{record.get('id')}-{number}"} for number in range(TIMES) for record in sample]


def _write_lines(path: Path, records: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")


def _write_rows(path: Path, records: list[dict[str, object]]) -> None:
    """What a table can hold of the leads: their fields, without events."""
    columns = [name for name in records[0] if name not in ("company", "activities")]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*columns, "company.name", "company.employees"])
        for record in records:
            company = record.get("company")
            parts = company if isinstance(company, dict) else {}
            writer.writerow([*(record.get(name) for name in columns), parts.get("name"), parts.get("employees")])

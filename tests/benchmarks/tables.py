"""A real table of leads, cleaned up: beside the same file read as text only, by Arrow and by the standard library.

The data is the bank marketing set of the UCI repository, `bank-full.csv`, packed or not, in the folder that
`LEADSPEC_BENCH_DATA` names, or beside the repository in `shared/data`. Without it there are no figures.
"""

from __future__ import annotations

import csv
import gzip
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.clock import Times, cpu, in_turns, middle, ratio
from benchmarks.figures import Figure
from benchmarks.policies import ROOT
from leadspec.ir.lead import Lead
from leadspec.schema import read_schema
from leadspec.schema.model import Schema
from leadspec.source import Source
from leadspec_cli.files.leads import read_leads
from leadspec_cli.files.readers import DataFile

ROUNDS = 9
GOAL = 150_000
NAME = "bank-full.csv"
NUMBERS = ("age", "balance", "day", "duration", "campaign", "previous")
ENUMS = {
    "job": "admin., blue-collar, entrepreneur, housemaid, management, retired, self-employed, services, student, "
    "technician, unemployed",
    "marital": "divorced, married, single",
    "education": "primary, secondary, tertiary",
    "default": '"yes", "no"',
    "housing": '"yes", "no"',
    "loan": '"yes", "no"',
    "contact": "cellular, telephone",
    "month": "jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec",
    "poutcome": "failure, other, success",
    "y": '"yes", "no"',
}


def measure() -> list[Figure]:
    with _table() as path:
        if path is None:
            print(
                f"no figures for tables: there is no {NAME} (name its folder in LEADSPEC_BENCH_DATA)", file=sys.stderr
            )
            return []
        schema = _schema()
        count = _cleaned(path, schema)
        own, arrow, plain = in_turns(
            ROUNDS, lambda: _cleaned(path, schema), lambda: _by_arrow(path), lambda: _by_library(path)
        )
        detail = (
            f"{count:,} rows, 17 columns, processor time; {ratio(own, plain, cpu):.1f} times csv.reader, "
            f"{ratio(own, arrow, cpu):.0f} times pyarrow.csv as text"
        )
        return [
            Figure("clean-up of a real CSV: rows a second", _rate(own, count), detail, GOAL, most=False),
            Figure("the same: rows a second of csv.reader", _rate(plain, count), "no clean-up, no leads"),
            Figure("the same: rows a second of pyarrow.csv", _rate(arrow, count), "all as text, no clean-up, no leads"),
        ]


def _rate(times: list[Times], count: int) -> float:
    return count / middle(times, cpu)


@contextmanager
def _table() -> Iterator[Path | None]:
    """The table, unpacked."""
    named = os.environ.get("LEADSPEC_BENCH_DATA")
    folders = [Path(named)] if named else [ROOT.parent / "shared" / "data" / "bank-marketing"]
    for folder in folders:
        if (folder / NAME).is_file():
            yield folder / NAME
            return
        packed = folder / f"{NAME}.gz"
        if packed.is_file():
            with TemporaryDirectory() as place:
                path = Path(place) / NAME
                with gzip.open(packed) as source, path.open("wb") as target:
                    shutil.copyfileobj(source, target)
                yield path
            return
    yield None


def _schema() -> Schema:
    lines = [f"  {name}: {{type: integer}}" for name in NUMBERS]
    lines.append("  pdays: {type: integer, x-missing: [-1]}")
    lines += [f"  {name}: {{type: string, enum: [{members}], x-missing: [unknown]}}" for name, members in ENUMS.items()]
    result = read_schema(Source("lead.schema.yaml", "type: object\nproperties:\n" + "\n".join(lines) + "\n"))
    if result.schema is None or result.diagnostics:
        raise RuntimeError("the schema of the benchmark does not check")
    return result.schema


def _cleaned(path: Path, schema: Schema) -> int:
    leads = read_leads(DataFile(path, path.name), schema)
    count = sum(isinstance(each, Lead) for each in leads)
    if leads.report.rejected:
        raise RuntimeError("the benchmark rejects leads")
    return count


def _by_library(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.reader(stream, delimiter=";"))


def _by_arrow(path: Path) -> int:
    import pyarrow as pa
    from pyarrow import csv as arrow

    parse = arrow.ParseOptions(delimiter=";")
    names = arrow.open_csv(path, parse_options=parse).schema.names
    as_text = arrow.ConvertOptions(column_types={name: pa.string() for name in names})
    return int(arrow.read_csv(path, parse_options=parse, convert_options=as_text).num_rows)

"""A table of clean leads, Parquet to Parquet: leadspec's DuckDB against the same policy by hand in DuckDB's SQL.

Answers are checked. Each run is a process of its own, so that its memory is known. LEADSPEC_BENCH_LEADS gives other
numbers of leads than 100,000 and 1,000,000: `LEADSPEC_BENCH_LEADS=1000000,10000000 python -m benchmarks batch`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.figures import Figure
from benchmarks.judging import POLICY
from benchmarks.reference import twin, twin_sql
from leadspec.values.zones import zone

LEADS = "100000,1000000"
ROUNDS = 3
CHECKED = 1_000_000  # of more leads answers are not compared, and there is one round
MEMORY = 512  # MiB, for DuckDB's buffers
FORMS = ("by hand", "answers only", "whole table")
COLUMNS = 'id, stage, "scores.fit", "scores.engagement", "labels.persona", "labels.route", disqualified, flags'


class Run(NamedTuple):
    """Seconds of the processor (both cores) and of the clock for the query, and the most memory of the process."""

    cpu: float
    wall: float
    mib: float


def measure() -> list[Figure]:
    figures = []
    middle: dict[tuple[int, str], float] = {}
    with TemporaryDirectory() as folder:
        for leads in map(int, os.environ.get("LEADSPEC_BENCH_LEADS", LEADS).split(",")):
            table = Path(folder) / f"{leads}.parquet"
            _made(table, leads)
            runs = {form: [] for form in FORMS}  # type: dict[str, list[Run]]
            for number in range(_rounds(leads)):
                for form in FORMS:
                    taken = _run(form, table, Path(folder) / f"{form}.parquet")
                    if number or _rounds(leads) == 1:
                        runs[form].append(taken)
            for form in FORMS[1:]:
                if leads <= CHECKED:
                    _check(Path(folder), form, leads)
                figures.append(_figure(form, leads, runs))
            for form in FORMS:
                middle[leads, form] = median(each.cpu for each in runs[form])
                figures.append(_memory(form, leads, runs[form]))
            table.unlink()
    sizes = sorted({leads for leads, _ in middle})
    for small, large in pairwise(sizes):
        for form in FORMS:
            grown = middle[large, form] / middle[small, form]
            what = f"{form}, processor time: {large:,} leads against {small:,}"
            figures.append(Figure(what, grown, "time grows as the leads do", 1.1 * large / small))
    return figures


def _rounds(leads: int) -> int:
    """The first round does not count where there are more."""
    return ROUNDS + 1 if leads <= CHECKED else 1


def _figure(form: str, leads: int, runs: dict[str, list[Run]]) -> Figure:
    own, hand = runs[form], runs["by hand"]
    found = median(one.cpu / other.cpu for one, other in zip(own, hand, strict=True))
    clock = median(one.wall / other.wall for one, other in zip(own, hand, strict=True))
    times = f"{median(each.cpu for each in own):.2f} s, by hand {median(each.cpu for each in hand):.2f} s"
    detail = f"processor time: {times}; on the clock {clock:.2f} times, {len(own)} rounds"
    return Figure(f"{form}, {leads:,} leads: times by hand", found, detail, 1.05)


def _memory(form: str, leads: int, runs: list[Run]) -> Figure:
    return Figure(f"{form}, {leads:,} leads: MiB", max(each.mib for each in runs), "most memory of the process", 512)


def _run(form: str, leads: Path, answers: Path) -> Run:
    command = [sys.executable, "-m", "benchmarks.batch", form, str(leads), str(answers)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Run(*map(float, done.stdout.split()))


def _made(table: Path, leads: int) -> None:
    """In a process of its own: what this one holds would be the first memory of those that it starts."""
    code = "import sys; from pathlib import Path; from benchmarks.reference.clean_table import write_table; "
    code += "write_table(Path(sys.argv[1]), int(sys.argv[2]))"
    subprocess.run([sys.executable, "-c", code, str(table), str(leads)], check=True)


def _check(folder: Path, form: str, leads: int) -> None:
    """In the same order, too."""
    import duckdb

    names = [f"(SELECT {COLUMNS} FROM read_parquet('{folder / name}.parquet'))" for name in ("by hand", form)]
    connection = duckdb.connect(config={"memory_limit": "2GiB"})
    told = connection.execute(
        f"SELECT count(*), count(*) FILTER (WHERE one IS DISTINCT FROM other) FROM {names[0]} AS one "
        f"FULL JOIN {names[1]} AS other USING (id)"
    ).fetchone()
    connection.close()
    if told != (leads, 0):
        raise RuntimeError(f"{form}: {told} of {leads} leads differ")


def _action(form: str, leads: str, answers: str) -> Callable[[], object]:
    if form == "by hand":
        import duckdb

        connection = duckdb.connect(config={"memory_limit": f"{MEMORY}MiB"})
        connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        query = twin_sql.query(leads)
        return lambda: connection.execute(f"COPY ({query}) TO '{answers}' (FORMAT parquet, COMPRESSION zstd)")
    from leadspec.engines.duckdb.files import Settings, TableJudge
    from leadspec_cli.commands.checking import check_policy

    program = check_policy(str(POLICY)).analysis.program
    if program is None:
        raise RuntimeError("the reference policy does not check")
    given = Settings(memory=MEMORY)
    judge = TableJudge(program, twin.AS_OF, zone("UTC"), given, answers_only=form == "answers only")
    return lambda: judge.to_parquet(leads, answers)


def main(form: str, leads: str, answers: str) -> None:
    """One run, in this process: what it took."""
    action = _action(form, leads, answers)
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(cpu, wall, _peak())


def _peak() -> float:
    """Of this process alone: `getrusage` would tell what its parent held when it started it."""
    with Path("/proc/self/status").open(encoding="ascii") as stream:
        return next(int(line.split()[1]) / 1024 for line in stream if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(*sys.argv[1:])

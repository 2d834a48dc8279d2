"""Runs all benchmarks, or those that are named (`python -m benchmarks startup`), and prints one table."""

from __future__ import annotations

import sys

from benchmarks import batch, judging, leads, parsing, startup, tables
from benchmarks.figures import table

BENCHMARKS = {
    "parsing": parsing.measure,
    "startup": startup.measure,
    "leads": leads.measure,
    "tables": tables.measure,
    "judging": judging.measure,
    "batch": batch.measure,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    figures = []
    for name in names or BENCHMARKS:
        print(f"measuring {name} …", file=sys.stderr)
        figures.extend(BENCHMARKS[name]())
    print(table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

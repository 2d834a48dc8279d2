"""Makes `sample.csv`: 64 invented customers in the columns of `bank-full.csv`, the same bytes on every machine.

No row of the published file is among them. Six cannot be read on purpose, two contradict themselves.

    python policies/bank-marketing/make_leads.py    writes sample.csv beside this file
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import TypeVar

HEADER = (
    "age", "job", "marital", "education", "default", "balance", "housing", "loan", "contact",
    "day", "month", "duration", "campaign", "pdays", "previous", "poutcome", "y",
)  # fmt: skip
JOBS = (
    "admin.", "blue-collar", "entrepreneur", "housemaid", "management", "retired",
    "self-employed", "services", "student", "technician", "unemployed", "unknown",
)  # fmt: skip
TEXTS = {"job", "marital", "education", "default", "housing", "loan", "contact", "month", "poutcome", "y"}
Row = dict[str, str | int]
T = TypeVar("T")


def make() -> str:
    random = Random(1953)
    rows = [_row(random, number) for number in range(64)]
    for number, change in CHANGES.items():
        rows[number].update(change)
    lines = [";".join(f'"{name}"' for name in HEADER)]
    lines += [";".join(f'"{row[name]}"' if name in TEXTS else str(row[name]) for name in HEADER) for row in rows]
    return "\n".join(lines) + "\n"


# What chance does not bring, and what no reader can take.
CHANGES: dict[int, Row] = {
    3: {"balance": -350, "default": "yes"},
    7: {"pdays": 12, "previous": 2, "poutcome": "failure"},
    11: {"pdays": 95, "previous": 3, "poutcome": "unknown"},
    12: {"age": "forty"},
    19: {"balance": 7200, "housing": "no", "loan": "no", "campaign": 1, "default": "no"},
    23: {"housing": "perhaps"},
    27: {"campaign": 9, "default": "no"},
    31: {"poutcome": "succes"},
    38: {"balance": "1.250,00"},
    44: {"pdays": -1, "previous": 0, "poutcome": "failure"},
    50: {"month": "13"},
    58: {"campaign": -2},
}


def _one(random: Random, values: Sequence[T]) -> T:
    """Python promises to keep the sequence of `random()`, and of nothing else."""
    return values[int(random.random() * len(values))]


def _between(random: Random, first: int, after: int) -> int:
    return first + int(random.random() * (after - first))


def _row(random: Random, number: int) -> Row:
    known = number % 5 < 2
    return {
        "age": _between(random, 19, 84),
        "job": _one(random, JOBS),
        "marital": _one(random, ("married", "married", "single", "divorced")),
        "education": _one(random, ("primary", "secondary", "secondary", "tertiary", "unknown")),
        "default": "yes" if number % 31 == 17 else "no",
        "balance": _one(random, (-120, 0, 60, 240, 499, 500, 780, 1499, 1500, 2600, 4999, 5000, 9100)),
        "housing": _one(random, ("yes", "no")),
        "loan": _one(random, ("yes", "no", "no", "no")),
        "contact": _one(random, ("cellular", "cellular", "telephone", "unknown")),
        "day": _between(random, 1, 29),
        "month": _one(random, ("jan", "mar", "may", "may", "jul", "aug", "nov")),
        "duration": _between(random, 5, 900),
        "campaign": _one(random, (1, 1, 1, 2, 2, 3, 5, 6)),
        "pdays": _one(random, (20, 90, 180, 181, 340)) if known else -1,
        "previous": _between(random, 1, 5) if known else 0,
        "poutcome": _one(random, ("success", "success", "other", "other", "failure")) if known else "unknown",
        "y": _one(random, ("no", "no", "no", "yes")),
    }


if __name__ == "__main__":
    Path(__file__).with_name("sample.csv").write_text(make(), encoding="utf-8", newline="\n")

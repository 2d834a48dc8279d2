"""The rows of the query as verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from leadspec.engines.interpreter.verdict import output_definitions, output_name, output_path
from leadspec.engines.sql.compile import Query
from leadspec.engines.sql.contract import ID
from leadspec.engines.sql.verdict import HOLDS
from leadspec.ir.core import Program, Role
from leadspec.ir.verdict import PersonaVerdict, Verdict


def verdicts_of(program: Program, query: Query, rows: Sequence[tuple[Any, ...]]) -> Iterator[Verdict]:
    outputs = [
        (each.role, output_name(each), output_path(each), len(each.members)) for each in output_definitions(program)
    ]
    for row in rows:
        told = dict(zip(query.columns, row, strict=True))
        yield Verdict(
            told[ID],
            told["stage"],
            {name: told[path] for role, name, path, _ in outputs if role is Role.COUNTS},
            {name: int(told[path]) for role, name, path, _ in outputs if role is Role.SCORE},
            {name: told[path] for role, name, path, _ in outputs if role is Role.CLASSIFY},
            {name: told[path] for role, name, path, _ in outputs if role is Role.TABLE},
            {name: _persona(told, path, lines) for role, name, path, lines in outputs if role is Role.PERSONA},
            tuple(told["disqualified"]),
            tuple(told["flags"]),
            tuple(told["undecided"]),
            tuple(told["missing"]),
        )


def _persona(told: dict[str, Any], path: str, lines: int) -> PersonaVerdict:
    misses, open_ = tuple(told[f"{path}.misses"]), tuple(told[f"{path}.open"])
    return PersonaVerdict(told[f"{path}.{HOLDS}"], lines - len(misses) - len(open_), lines, misses, open_)

"""The engines that the cases are put to. Each takes texts and raw leads, and gives rows as `qualify` prints them.

A new engine is one more entry of `ENGINES`; the cases know nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from leadspec.analysis.load import load_policy
from leadspec.analysis.model import Analysis
from leadspec.cleanup import clean
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.file import NOT_FOUND
from leadspec.engines.base import Engine
from leadspec.engines.duckdb import DuckDBEngine
from leadspec.engines.interpreter import Interpreter
from leadspec.engines.python import PythonEngine
from leadspec.source import Source
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.zones import zone
from leadspec_cli.output.rows import row_object

Row = dict[str, Any]


@dataclass
class PolicyFaultError(Exception):
    """The policy or its schema does not check."""

    diagnostics: tuple[Diagnostic, ...]


class Runner(Protocol):
    name: str

    def run(
        self,
        policy: str,
        schema: str,
        leads: Sequence[Mapping[str, Any]],
        as_of: str,
        files: Mapping[str, str],
    ) -> list[Row | None]:
        """A row for each lead, None for a rejected one. Raises `PolicyFaultError`."""
        ...


def load(policy: str, schema: str, files: Mapping[str, str]) -> Analysis:
    """A policy and what it names, from texts in memory; any name that ends in `schema.yaml` is the schema."""
    return _load(policy, schema, tuple(files.items()))


@lru_cache(maxsize=16)  # the engines are asked the same in turns
def _load(policy: str, schema: str, files: tuple[tuple[str, str], ...]) -> Analysis:
    texts = dict(files)

    def read(path: str) -> Source | Diagnostic:
        text = schema if path.endswith("schema.yaml") else texts.get(path)
        return NOT_FOUND.at(None, f"there is no file `{path}`") if text is None else Source(path, text)

    return load_policy(Source("policy.lead", policy), read)


@dataclass(frozen=True)
class EngineRunner:
    """Runs an engine of the library: load, clean up, evaluate."""

    name: str
    engine: Engine

    def run(
        self,
        policy: str,
        schema: str,
        leads: Sequence[Mapping[str, Any]],
        as_of: str,
        files: Mapping[str, str],
    ) -> list[Row | None]:
        analysis = load(policy, schema, files)
        if analysis.program is None or analysis.schema is None:
            raise PolicyFaultError(analysis.diagnostics)
        here = zone(analysis.program.zone) if analysis.program.zone is not None else None
        instant = parse_instant(as_of)
        assert isinstance(instant, Instant), as_of
        cleaned = clean(enumerate(leads, start=1), analysis.schema, here)
        judge = self.engine.prepare(analysis.program, instant.at, here)
        answers = iter([row_object(each) for each in judge.verdicts(cleaned.leads)])
        rejected = {each.row for each in cleaned.rejects}
        return [None if number in rejected else next(answers) for number in range(1, len(leads) + 1)]


REFERENCE: Runner = EngineRunner("reference", Interpreter())
DUCKDB: Runner = EngineRunner("duckdb", DuckDBEngine())
ENGINES: tuple[Runner, ...] = (REFERENCE, EngineRunner("python", PythonEngine()), DUCKDB)

"""The engines that are held against the interpreter, by name. Each says what it makes of a batch of leads.

A new engine is one more line in `CONTENDERS`. It is imported when it is asked for; `why_absent` says what it lacks.
"""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from shutil import which

from agreement.cases import Batch, Case
from leadspec.cleanup import Reject
from leadspec.engines.base import Engine
from leadspec.ir.core import Role
from leadspec.ir.verdict import Verdict

REFERENCE = "interpreter"

Said = Verdict | Reject | tuple[object, ...]
"""A whole row, a record that is rejected, or the decided outputs alone."""


class Contender(ABC):
    """One engine, or one way to ask it."""

    @abstractmethod
    def answers(self, batch: Batch) -> Sequence[Said]:
        """What it says of each lead."""

    def expected(self, batch: Batch, verdicts: Sequence[Verdict]) -> Sequence[Said]:
        """What it should say, where the reference gives these verdicts: whole rows, unless it says less."""
        del batch  # what some need to say less
        return verdicts


class Whole(Contender):
    """An engine that gives whole rows for clean leads."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._engine = engine

    def answers(self, batch: Batch) -> Sequence[Said]:
        judge = self._engine().prepare(batch.case.program, batch.case.as_of, batch.case.zone)
        return list(judge.verdicts(batch.leads))


class WindowsByDay(Contender):
    """Generated Python as it is where the zone's date once went back: each window compares local days."""

    def answers(self, batch: Batch) -> Sequence[Said]:
        from leadspec.engines.python import PythonProgram

        python = PythonProgram(batch.case.program, batch.case.zone, back_never=False)
        return list(python.at(batch.case.as_of).verdicts(batch.leads))


class Lean(Contender):
    """Generated Python without reasons: the decided outputs alone."""

    def answers(self, batch: Batch) -> Sequence[Said]:
        from leadspec.engines.python import compile_program

        answer = compile_program(batch.case.program, batch.case.zone).at(batch.case.as_of).answer
        return [answer(each) for each in batch.leads]

    def expected(self, batch: Batch, verdicts: Sequence[Verdict]) -> Sequence[Said]:
        from leadspec.engines.python import compile_program

        paths = compile_program(batch.case.program, batch.case.zone).paths
        return [decided(paths, each) for each in verdicts]


class Raw(Contender):
    """The public way into Python: a raw record at a time, cleaned up by the function itself.

    It sees one record only, so it is not asked about ids that stand twice, nor about records without an id.
    """

    def answers(self, batch: Batch) -> Sequence[Said]:
        from leadspec.api import load

        case = batch.case
        judge = load(case.policy, case.files.get).compile().at(case.as_of)
        return [_apart_from_row(judge.raw(each)) for each in case.records if judge_alone(case, each)]

    def expected(self, batch: Batch, verdicts: Sequence[Verdict]) -> Sequence[Said]:
        case = batch.case
        by_id = {each.id: each for each in verdicts}
        rejects = {each.row: each for each in case.cleaned.rejects}
        found: list[Said] = []
        for row, record in enumerate(case.records, 1):
            if judge_alone(case, record):
                found.append(_apart_from_row(rejects[row]) if row in rejects else by_id[str(record["id"]).strip()])
        return found


def judge_alone(case: Case, record: Mapping[str, object]) -> bool:
    """Whether what is said of a record does not depend on where it stands."""
    id_ = record.get("id")
    return id_ is not None and sum(each.get("id") == id_ for each in case.records) == 1


def _apart_from_row(said: Verdict | Reject) -> Said:
    return ("rejected", said.field, said.reason, said.further) if isinstance(said, Reject) else said


def decided(paths: Sequence[str], verdict: Verdict) -> tuple[object, ...]:
    """What a verdict says under each path, as a lean answer says it."""
    found: list[object] = []
    for path in paths:
        place, _, name = path.partition(".")
        match place:
            case Role.STAGE.value:
                found.append(verdict.stage)
            case "personas":
                found.append(verdict.personas[name].true_lines)
            case "disqualified" | "flags":
                found.append(name in getattr(verdict, place))
            case "lead":
                found.append(verdict.counts[name] is True)
            case _:
                found.append(getattr(verdict, place)[name])
    return tuple(found)


def _engine(module: str, name: str) -> Callable[[], Contender]:
    return lambda: Whole(getattr(import_module(f"leadspec.engines.{module}"), name))


CONTENDERS: Mapping[str, Callable[[], Contender]] = {
    REFERENCE: _engine("interpreter", "Interpreter"),
    "python": _engine("python", "PythonEngine"),
    "python-days": WindowsByDay,
    "python-lean": Lean,
    "python-raw": Raw,
    "duckdb": _engine("duckdb", "DuckDBEngine"),
    "spark": _engine("spark", "SparkEngine"),
    "postgres": lambda: Whole(import_module("postgres.engine").shared_engine),
}


def why_absent(name: str) -> str | None:
    """What an engine lacks here; None where it can run."""
    if name not in CONTENDERS:
        return f"there is no engine called `{name}`; there are {', '.join(CONTENDERS)}"
    if name == "duckdb" and find_spec("duckdb") is None:
        return "the package duckdb is not installed"
    if name == "postgres":
        lacking: str | None = import_module("postgres.server").why_absent()
        return lacking
    if name == "spark":
        if find_spec("leadspec.engines.spark") is None:
            return "leadspec has no Spark engine yet"
        if find_spec("pyspark") is None:
            return "the package pyspark is not installed: pip install 'leadspec[spark]'"
        if which("java") is None:
            return "there is no Java: Spark needs a Java of version 17, as `java` on the PATH"
    return None


def main(names: Sequence[str]) -> int:
    """Says what the named engines lack here. 2 where one of them cannot run."""
    told = {name: why_absent(name) for name in names}
    for name, absent in told.items():
        print(f"{name} can run here" if absent is None else f"{name} cannot run here: {absent}")
    return 2 if any(told.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

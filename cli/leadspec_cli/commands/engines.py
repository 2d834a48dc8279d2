"""Which engine does the work: the one that was named, or the one that is faster for so many leads.

The answers are those of the reference interpreter whatever the choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.usage import ENGINE_CANNOT_SAY, ENGINE_FAILED, ENGINE_UNAVAILABLE
from leadspec.engines import capabilities
from leadspec.engines.base import Engine, Judge
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import Verdict
from leadspec.values.zones import Zone
from leadspec_cli.commands.exits import CannotRunError

if TYPE_CHECKING:
    from leadspec.engines.python import PythonProgram

AUTO: Final = "auto"
PYTHON: Final = "python"
DUCKDB: Final = "duckdb"
SPARK: Final = "spark"
ENGINES: Final = (AUTO, PYTHON, DUCKDB, SPARK)

# So many leads make up for DuckDB's start: its libraries are loaded, the query is made and planned in about a second,
# which generated Python needs for as many leads. Measured: docs/reference/engines.md.
WORTH_DUCKDB: Final = 4_096

# What the engine holds in memory at once. A part costs DuckDB a fifth of a second, whatever its size.
_LEADS_AT_ONCE: Final = 16_384
_EVENTS_AT_ONCE: Final = 131_072

_HINT: Final = "or leave `--engine` out; the answers are the same"


class _Outside(Struct, frozen=True):
    """An engine that is not Python: where it is, and what it raises where it cannot go on.

    `needs`: the library that an extra brings, and that extra.
    """

    home: str
    engine: str
    fault: tuple[str, str]
    needs: tuple[str, str] | None = None

    def prepare(self, program: Program, as_of: int, zone: Zone | None) -> Judge:
        """Loads what the engine needs."""
        engine: Engine = getattr(import_module(self.home), self.engine)()
        module, name = self.fault
        return InParts(_Guarded(engine.prepare(program, as_of, zone), getattr(import_module(module), name)))


_OUTSIDE: Final = {
    DUCKDB: _Outside(
        "leadspec.engines.duckdb",
        "DuckDBEngine",
        ("leadspec.engines.duckdb.run", "DuckDBFaultError"),
    ),
    SPARK: _Outside(
        "leadspec.engines.spark",
        "SparkEngine",
        ("leadspec.engines.spark.session", "SparkFaultError"),
        ("pyspark", "leadspec[spark]"),
    ),
}


def check_engine(name: str) -> None:
    """Refuses an engine that is not there, before anything is read."""
    found = _OUTSIDE.get(name)
    if found is None:
        return
    if found.needs is not None and find_spec(found.needs[0]) is None:
        extra = found.needs[1]
        message = f"the engine `{name}` needs the extra `{extra}`, which is not installed"
        raise CannotRunError(ENGINE_UNAVAILABLE.at(None, message, f"run `pip install '{extra}'`, {_HINT}"))
    if find_spec(found.home) is None:
        message = f"the engine `{name}` is not there yet"
        raise CannotRunError(ENGINE_UNAVAILABLE.at(None, message, "write `--engine duckdb`, " + _HINT))


def check_capable(program: Program, engine: str) -> None:
    """Refuses a policy that says what the engine cannot."""
    found = cannot_say(program, engine)
    if found:
        raise CannotRunError(*found)


def cannot_say(program: Program, engine: str) -> list[Diagnostic]:
    if engine not in capabilities.ENGINES:
        return []
    return [
        ENGINE_CANNOT_SAY.at(
            None,
            f"{engine} cannot say {capabilities.CONSTRUCTS[gap.construct]} in `{gap.definition}`, because {gap.reason}",
            "another engine can: `docs/reference/engines.md` has the table",
        )
        for gap in capabilities.gaps(program, engine)
    ]


def judge_of(name: str, program: Program, as_of: int, zone: Zone | None) -> Judge:
    """Makes a policy ready on the engine of that name."""
    match name:
        case "python":
            check_capable(program, name)
            return _python().prepare(program, as_of, zone)
        case "duckdb" | "spark":
            check_capable(program, name)
            return _OUTSIDE[name].prepare(program, as_of, zone)
        case _:
            return AutoJudge(program, as_of, zone)


def cases_engine() -> Engine:
    """For the leads of test files: few of them, at many instants."""
    return _CompiledOnce()


class _CompiledOnce:
    name = PYTHON

    def __init__(self) -> None:
        self._compiled: PythonProgram | None = None

    def prepare(self, program: Program, as_of: int, zone: Zone | None) -> Judge:
        from leadspec.engines.python import compile_program

        found = self._compiled
        if found is None or found.program is not program:
            found = self._compiled = compile_program(program, zone)
        return found.at(as_of)


class AutoJudge:
    """Generated Python, and DuckDB for so many leads that it is faster."""

    def __init__(self, program: Program, as_of: int, zone: Zone | None, worth: int = WORTH_DUCKDB) -> None:
        self._of = (program, as_of, zone)
        self._worth = worth

    def verdicts(self, leads: Iterable[Lead]) -> Iterator[Verdict]:
        program, as_of, zone = self._of
        waiting = iter(leads)
        first = list(islice(waiting, self._worth))
        few = len(first) < self._worth or bool(cannot_say(program, DUCKDB))
        judge = _python().prepare(program, as_of, zone) if few else _duckdb(program, as_of, zone)
        return judge.verdicts(chain(_handed_on(first), waiting))


class InParts:
    """Judges so many leads at once that an engine has enough to do, and memory does not grow with the data."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def verdicts(self, leads: Iterable[Lead]) -> Iterator[Verdict]:
        for part in _parts(leads):
            yield from self._judge.verdicts(part)


def _parts(leads: Iterable[Lead]) -> Iterator[list[Lead]]:
    part: list[Lead] = []
    events = 0
    for lead in leads:
        part.append(lead)
        events += len(lead.events)
        if len(part) >= _LEADS_AT_ONCE or events >= _EVENTS_AT_ONCE:
            yield part
            part, events = [], 0
    if part:
        yield part


def _handed_on(leads: list[Lead]) -> Iterator[Lead]:
    """Keeps none that was handed on."""
    leads.reverse()
    while leads:
        yield leads.pop()


def _python() -> Engine:
    from leadspec.engines.python import PythonEngine

    return PythonEngine()


def _duckdb(program: Program, as_of: int, zone: Zone | None) -> Judge:
    return _OUTSIDE[DUCKDB].prepare(program, as_of, zone)


class _Guarded:
    """An engine whose faults are told as findings: their messages hold no value of the data."""

    def __init__(self, judge: Judge, fault: type[Exception]) -> None:
        self._judge = judge
        self._fault = fault

    def verdicts(self, leads: Iterable[Lead]) -> Iterator[Verdict]:
        try:
            yield from self._judge.verdicts(leads)
        except self._fault as fault:
            hint = "write `--engine python`; the answers are the same"
            raise CannotRunError(ENGINE_FAILED.at(None, str(fault), hint)) from None

"""Generated Python as an engine: a program is compiled once, and bound to as many instants as asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from leadspec.engines.interpreter import Evaluation, Prepared, evaluate_prepared, prepare
from leadspec.engines.python.compiled import CompiledProgram
from leadspec.engines.python.rows import Rows, Steps
from leadspec.engines.python.runtime import never_back
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import Verdict
from leadspec.values.zones import Zone


class PythonEngine:
    """Generated Python, as `engines.base.Engine`."""

    name = "python"

    def prepare(self, program: Program, as_of: int, zone: Zone | None) -> CompiledPolicy:
        return compile_program(program, zone).at(as_of)


def compile_program(program: Program, zone: Zone | None) -> PythonProgram:
    return PythonProgram(program, zone)


class PythonProgram:
    """A program as Python functions, for any instant. Pickled as the program that it is made of."""

    def __init__(self, program: Program, zone: Zone | None, *, back_never: bool | None = None) -> None:
        """`back_never`: False asks every window of local days, as must be where the zone's date once went back."""
        self.program = program
        self.zone = zone
        if back_never is None:
            back_never = zone is None or never_back(zone)
        self.compiled = CompiledProgram(program, back_never=back_never)

    @property
    def paths(self) -> tuple[str, ...]:
        """What the places of an answer are: `stage`, `scores.fit` …"""
        return self.compiled.paths

    @cached_property
    def rows(self) -> Rows:
        return Rows(self.compiled)

    def at(self, as_of: int) -> CompiledPolicy:
        if type(as_of) is not int:
            raise TypeError("an instant is a whole number of microseconds since 1970-01-01T00:00Z")
        return CompiledPolicy(self, as_of)

    def __reduce__(self) -> tuple[Any, ...]:
        return PythonProgram, (self.program, self.zone)


class CompiledPolicy:
    """A compiled program at one instant, as `engines.base.Judge`. It keeps nothing of a lead: threads may share it.

    Three forms, from the leanest to the fullest: `answer`, `verdict`, `evaluation`; `steps` is what a verdict is made
    of, and all that led to it.
    """

    def __init__(self, python: PythonProgram, as_of: int) -> None:
        self.python = python
        self.as_of = as_of

    @cached_property
    def answer(self) -> Any:
        """A function of a lead: the decided value of each output, in the order of `paths`.

        A score is in cents, a number in millionths, a persona the count of its lines that hold; all else that is
        yes or no is true where it holds.
        """
        return self.python.compiled.answer.bind(self.as_of, self.python.zone)

    @cached_property
    def steps(self) -> Any:
        """A function of a lead: the value of each definition, the truth of each line, the points of its events."""
        return self.python.compiled.reasons.bind(self.as_of, self.python.zone)

    def verdict(self, lead: Lead) -> Verdict:
        """One lead's row."""
        return self.python.rows.verdict(self._shared, lead, Steps(self.steps(lead)))

    def verdicts(self, leads: Iterable[Lead]) -> Iterator[Verdict]:
        return map(self.verdict, leads)

    def evaluation(self, lead: Lead) -> Evaluation:
        """One lead's row as a tree with every reason, as the reference gives it."""
        return evaluate_prepared(self._prepared, lead)

    @cached_property
    def _prepared(self) -> Prepared:
        return prepare(self.python.program, self.as_of, self.python.zone)

    @cached_property
    def _shared(self) -> Prepared:
        return prepare(self.python.compiled.shared.program, self.as_of, self.python.zone)

    def __reduce__(self) -> tuple[Any, ...]:
        return CompiledPolicy, (self.python, self.as_of)

"""From a program to Python's code objects, and from these to functions for one instant."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import import_module
from types import CodeType
from typing import Any

from leadspec.engines.interpreter.verdict import output_definitions, output_path
from leadspec.engines.python import build as b
from leadspec.engines.python.emitter import Shared
from leadspec.engines.python.functions import Layout, answer_function, reasons_function
from leadspec.engines.python.known import Known
from leadspec.engines.python.parts import AS_OF, HELPERS, OFFSETS, STARTS, TODAY, ZONE
from leadspec.engines.python.sharing import with_shared_nodes
from leadspec.ir.core import Program
from leadspec.values.zones import Zone

Function = Callable[[Any], tuple[Any, ...]]
TITLE = "policy"


class Unit:
    """One compiled factory: `policy(as_of, zone)` gives a function of a lead."""

    def __init__(self, shared: Shared, inner: ast.stmt, title: str) -> None:
        self.shared = shared
        self.factory = b.function(TITLE, [AS_OF, ZONE], [*_head(shared), *shared.parameters, inner])
        body: list[ast.stmt] = self.factory.body  # type: ignore[attr-defined]
        body.append(b.return_(b.name(title)))

    @cached_property
    def code(self) -> CodeType:
        module = ast.Module([self.factory], [])
        return compile(module, "<policy>", "exec")

    @cached_property
    def namespace(self) -> Mapping[str, Any]:
        helpers = {each: getattr(import_module(HELPERS[each]), each) for each in self.shared.helpers}
        found: dict[str, Any] = {**helpers, **self.shared.constants}
        exec(self.code, found)
        return found

    def bind(self, as_of: int, zone: Zone | None) -> Function:
        function: Function = self.namespace[TITLE](as_of, zone)
        return function


def _head(shared: Shared) -> list[ast.stmt]:
    """What all that is worked out for an instant stands on."""
    found: list[ast.stmt] = []
    if TODAY in shared.needs:
        found.append(b.assign(TODAY, b.method(b.name(ZONE), "day", b.name(AS_OF))))
    if OFFSETS in shared.needs:
        target = b.Tuple([b.Name(each, b.STORE) for each in (STARTS, OFFSETS)], b.STORE)
        found.append(b.Assign([target], b.call(shared.helper("offsets_of"), b.name(ZONE))))
    return found


class CompiledProgram:
    """A program as Python functions, made when they are first asked for, for any instant.

    `back_never`: the zone's local date never goes back, so that windows may be compared by instants.
    """

    def __init__(self, program: Program, *, back_never: bool) -> None:
        self.program = program
        self.back_never = back_never
        self.known = Known(program)
        self.outputs = output_definitions(program)
        self.paths = tuple(map(output_path, self.outputs))

    @cached_property
    def answer(self) -> Unit:
        shared = Shared(self.known, self.back_never)
        return Unit(shared, answer_function(shared, self.outputs), "answer")

    @cached_property
    def shared(self) -> Known:
        """What is known of the program in which equal nodes are one: that of `reasons`."""
        known = Known(with_shared_nodes(self.program))
        for each in known.program.definitions:
            known.mask_of(each.name)
        return known

    @cached_property
    def _reasons(self) -> tuple[Unit, Layout]:
        shared = Shared(self.shared, self.back_never)
        inner, layout = reasons_function(shared)
        return Unit(shared, inner, "reasons"), layout

    @property
    def reasons(self) -> Unit:
        return self._reasons[0]

    @property
    def layout(self) -> Layout:
        return self._reasons[1]

"""The one table of what engines can say: complete, and kept."""

from __future__ import annotations

import pytest

from leadspec.engines.capabilities import CONSTRUCTS, ENGINES, gaps, reason_against
from leadspec.engines.interpreter import Interpreter
from leadspec.engines.python import PythonEngine
from leadspec.ir import core
from leadspec.node import Node
from unit.engines.ir_builder import PAGE_ONE


def test_every_kind_of_node_has_a_line() -> None:
    nodes = {name for name in core.__all__ if isinstance(getattr(core, name), type)}
    kinds = {name for name in nodes if issubclass(getattr(core, name), Node)}
    assert set(CONSTRUCTS) == kinds - {"Definition", "FieldUse", "ListUse"}


@pytest.mark.parametrize("engine", [Interpreter.name, PythonEngine.name])
def test_what_runs_in_this_process_says_all(engine: str) -> None:
    assert engine in ENGINES
    assert {reason_against(engine, each) for each in CONSTRUCTS} == {None}
    assert list(gaps(PAGE_ONE, engine)) == []


def test_what_is_in_no_table_is_no_answer() -> None:
    with pytest.raises(KeyError, match="no engine is called `sparc`"):
        reason_against("sparc", "Const")
    with pytest.raises(KeyError, match="no construct is called `Loop`"):
        reason_against("python", "Loop")

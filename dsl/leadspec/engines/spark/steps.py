"""A policy as steps from a table of leads to one of answers.

They are the stages of the one query that `compile` prints. Spark takes longer to plan that query than its stages one
after another, because it goes through all of them again for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlglot import exp

from leadspec.engines.sql.compile import compile_tree
from leadspec.engines.sql.spark_dialect import Spark
from leadspec.ir.core import Program
from leadspec.values.zones import Zone


class Steps(Struct, frozen=True):
    """`checks`: what has to hold of the table; `stages`: the columns of each step, the last ones being `columns`."""

    checks: str
    stages: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]

    def run(self, leads: Any, carried: Sequence[str] = ()) -> Any:
        """The answers to a frame of leads; columns that are carried stand behind the answers."""
        found = leads.filter(self.checks)
        for stage in self.stages:
            found = found.selectExpr(*stage, *carried)
        return found


def compile_steps(program: Program, zone: Zone | None, params: Mapping[str, int], *, whole: bool = False) -> Steps:
    dialect = Spark(params)
    query, names = compile_tree(program, zone, dialect, whole=whole)
    selects = [*(each.this for each in query.args["with_"].expressions), query]
    stages = tuple(tuple(_columns(each, dialect)) for each in selects)
    return Steps(dialect.sql(selects[0].args["where"].this), stages, names)


def _columns(select: exp.Expression, dialect: Spark) -> list[str]:
    return [dialect.sql(each) for each in select.args["expressions"]]

"""A policy as one SELECT from the table of cleaned leads."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from sqlglot import exp

from leadspec.engines.sql.compiler import EVENTS, Compiler
from leadspec.engines.sql.contract import ID
from leadspec.engines.sql.duckdb_dialect import DuckDB
from leadspec.engines.sql.plan import Column, Plan, make_plan
from leadspec.engines.sql.printing import Printer, name_of
from leadspec.engines.sql.terms import column
from leadspec.engines.sql.verdict import Outputs, outputs_of
from leadspec.ir.core import Program
from leadspec.values.zones import Zone

LEADS = "leads"


class Query(Struct, frozen=True):
    """A query, its columns, and which of them are exact numbers."""

    text: str
    columns: tuple[str, ...]
    scores: frozenset[str]
    numbers: frozenset[str]


def compile_query(
    program: Program, zone: Zone | None, params: Mapping[str, int] | None, *, whole: bool = False, pretty: bool = False
) -> Query:
    """The SELECT for DuckDB. `params`: written into the text; else they are read from `params_row`."""
    c = Compiler(program, zone)
    outputs = outputs_of(c, whole=whole)
    plan = planned(c, outputs)
    dialect = DuckDB(params)
    printer = Printer(dialect)
    query = _select(plan, printer)
    names = tuple(name for name, _ in outputs.columns)
    return Query(query.sql("duckdb", pretty=pretty, copy=False), names, outputs.scores, outputs.numbers)


def planned(c: Compiler, outputs: Outputs) -> Plan:
    inputs = {ID: column(ID, null=False), EVENTS: c.events_input(), **c.inputs}
    return make_plan(inputs, outputs.columns, outputs.definitions)


def _select(plan: Plan, printer: Printer) -> exp.Expression:
    names = ["facts", *(f"stage_{number}" for number in range(1, len(plan.stages) + 1))]
    selects = [_from(LEADS, (), plan.inputs, printer)]
    for before, stage in zip(names, plan.stages, strict=False):
        selects.append(_from(before, stage.kept, stage.made, printer))
    final = _from(names[-1], (), plan.outputs, printer)
    ctes = [
        exp.CTE(this=each, alias=exp.TableAlias(this=exp.to_identifier(name)), materialized=False)
        for name, each in zip(names, selects, strict=True)
    ]
    final.set("with_", exp.With(expressions=ctes))
    return final


def _from(source: str, kept: tuple[str, ...], made: tuple[Column, ...], printer: Printer) -> exp.Select:
    columns: list[exp.Expression] = [exp.column(name_of(each)) for each in kept]
    columns += [exp.alias_(printer.expression(each.term), name_of(each.name)) for each in made]
    return exp.Select(expressions=columns, from_=exp.From(this=exp.to_table(source)))

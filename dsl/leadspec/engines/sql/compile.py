"""A policy as one SELECT from the table of cleaned leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from sqlglot import exp

from leadspec.engines.sql.compiler import EVENTS, Compiler
from leadspec.engines.sql.contract import ACTIVITIES, DAY, ID, day_column
from leadspec.engines.sql.duckdb_dialect import DuckDB
from leadspec.engines.sql.params import MEANING, PARAMS, parameters
from leadspec.engines.sql.plan import Column, Plan, make_plan, parts_of
from leadspec.engines.sql.printing import PARAMS_ROW, Dialect, Printer, name_of, string
from leadspec.engines.sql.reads import fields_read
from leadspec.engines.sql.terms import column
from leadspec.engines.sql.verdict import Outputs, outputs_of
from leadspec.ir.canonical import meaning_digest
from leadspec.ir.core import Program, ValueKind
from leadspec.values.zones import Zone

LEADS = "leads"
OUTPUT_ID = "id"


class Query(Struct, frozen=True):
    """A query and its columns."""

    text: str
    columns: tuple[str, ...]


def compile_query(
    program: Program,
    zone: Zone | None,
    params: Mapping[str, int],
    *,
    whole: bool = False,
    answers_only: bool = False,
    to: Callable[[Mapping[str, int]], Dialect] = DuckDB,
) -> Query:
    """The SELECT for one run. `whole`: columns for a verdict, points in cents; else the table of answers.

    `answers_only`: that table without `undecided` and `missing`, which cost more than all the others.
    """
    dialect = to(params)
    query, names = compile_tree(program, zone, dialect, whole=whole, answers_only=answers_only)
    return Query(dialect.sql(query), names)


def compile_tree(
    program: Program, zone: Zone | None, dialect: Dialect, *, whole: bool = False, answers_only: bool = False
) -> tuple[exp.Expression, tuple[str, ...]]:
    """What `compile_query` prints, and its columns."""
    c = Compiler(program, zone, answers_only=answers_only)
    outputs = outputs_of(c, whole=whole, answers_only=answers_only)
    names = (ID if whole else OUTPUT_ID, *(name for name, _ in outputs.columns[1:]))
    return _select(c, outputs, dialect, whole=whole), names


def compile_sql(program: Program, zone: Zone | None, told: Dialect | None = None, notes: Sequence[str] = ()) -> str:
    """The policy as a query that reads `leads` and the one row of `params`. `told`: the dialect, else DuckDB's."""
    c = Compiler(program, zone, written=False)
    told = told or DuckDB()
    query = _select(c, outputs_of(c), told, whole=False, meaning=meaning_digest(program))
    asked = ", ".join(parameters(program, 0, zone))
    head = [
        f"Policy: {program.name}",
        f"Meaning: {meaning_digest(program)}",
        f"Language: {program.language}",
        f"Dialect: {told.name}; the tests hold its answers to those of the reference interpreter.",
        f"Reads `{LEADS}`, as `leadspec clean` writes it, and one row of `{PARAMS}`: {MEANING}, {asked}.",
        *notes,
    ]
    comment = "".join(f"-- {' '.join(line.split())}\n" for line in head)
    return f"{comment}{told.sql(query, pretty=True)}\n"


def _select(
    c: Compiler, outputs: Outputs, dialect: Dialect, *, whole: bool, meaning: str | None = None
) -> exp.Expression:
    asked = parts_of(term for _, term in outputs.columns)
    inputs = {ID: column(ID, null=False), EVENTS: c.events_input(asked), **c.inputs}
    plan = make_plan(inputs, outputs.columns, outputs.definitions)
    columns = {*inputs, *c.lead_columns, *(each.name for stage in plan.stages for each in stage.made)}
    printer = Printer(dialect, columns)
    names = ["facts", *(f"stage_{number}" for number in range(1, len(plan.stages) + 1))]
    facts = _from(LEADS, (), plan.inputs, printer)
    checks = list(_checks(c, plan, dialect))
    selects = {"facts": facts}
    if meaning is not None:
        selects = {PARAMS_ROW: _params(c, dialect, meaning), **selects}
        facts.append("joins", exp.Join(this=exp.Table(this=name_of(PARAMS_ROW)), kind="CROSS"))
        checks.append(
            exp.EQ(
                this=exp.Column(this=name_of("checked"), table=name_of(PARAMS_ROW)), expression=exp.Literal.number(1)
            )
        )
    facts.set("where", exp.Where(this=exp.and_(*checks, copy=False)))
    for before, name, stage in zip(names, names[1:], plan.stages, strict=False):
        selects[name] = _from(before, stage.kept, stage.made, printer)
    final = _final(names[-1], plan, outputs, printer, dialect, whole=whole)
    ctes = [
        exp.CTE(this=each, alias=exp.TableAlias(this=name_of(name)), materialized=False)
        for name, each in selects.items()
    ]
    final.set("with_", exp.With(expressions=ctes))
    return final


def _final(source: str, plan: Plan, outputs: Outputs, printer: Printer, dialect: Dialect, *, whole: bool) -> exp.Select:
    if whole:
        return _from(source, (), plan.outputs, printer)
    columns: list[exp.Expression] = []
    for each in plan.outputs:
        made = printer.expression(each.term)
        if each.name in outputs.scores:
            made = dialect.decimal(made, 2, 3 if each.name.endswith(".match") else 18)
        elif each.name in outputs.numbers:
            made = dialect.decimal(made, 6, 18)
        columns.append(exp.Alias(this=made, alias=name_of(OUTPUT_ID if each.name == ID else each.name)))
    return exp.Select(expressions=columns, from_=exp.From(this=exp.Table(this=name_of(source))))


def _from(source: str, kept: tuple[str, ...], made: tuple[Column, ...], printer: Printer) -> exp.Select:
    columns: list[exp.Expression] = [exp.Column(this=name_of(each)) for each in kept]
    columns += [exp.Alias(this=printer.expression(each.term), alias=name_of(each.name)) for each in made]
    return exp.Select(expressions=columns, from_=exp.From(this=exp.Table(this=name_of(source))))


def _checks(c: Compiler, plan: Plan, dialect: Dialect) -> Iterator[exp.Expression]:
    """That each column has the type of the contract: another type could give another answer."""
    lead_fields, event_fields = fields_read(c.program)
    asked = {each.name for each in plan.inputs}

    def is_of(item: exp.Expression, types: tuple[str, ...], name: str) -> exp.Expression:
        fits = exp.In(this=dialect.type_of(item), expressions=[string(each) for each in types])
        fault = dialect.fault(f"the column {name} of {LEADS} is not of the type that leadspec clean gives it")
        return exp.Case(ifs=[exp.If(this=fits, true=exp.Boolean(this=True))], default=fault)

    yield is_of(exp.Column(this=name_of(ID)), dialect.types(ValueKind.TEXT), ID)
    for name, kind in lead_fields.items():
        if name in asked:
            yield is_of(exp.Column(this=name_of(name)), dialect.types(kind, c.item_kinds.get(name)), name)
        if day_column(name) in asked:
            yield is_of(exp.Column(this=name_of(day_column(name))), dialect.types(ValueKind.DAY), day_column(name))
    if EVENTS not in asked:
        return
    parts = {"type": ValueKind.TEXT, "at": ValueKind.INSTANT}
    parts |= {DAY: ValueKind.DAY} if c.event_parts.keys() & {"day", "cal"} else {}
    parts |= {name: kind for name, kind in event_fields.items() if f"field {name}" in c.event_parts}
    parts |= {day_column(name): ValueKind.DAY for name in event_fields if f"day of {name}" in c.event_parts}
    for name, kind in parts.items():
        yield is_of(dialect.part_of_first(ACTIVITIES, name), dialect.types(kind), f"{ACTIVITIES}.{name}")


def _params(c: Compiler, dialect: Dialect, meaning: str) -> exp.Select:
    """The one row of parameters: an error where it or part of it is not there, or where it is another policy's."""
    names = tuple(parameters(c.program, 0, c.known_zone))
    counted = (exp.Star(), *(exp.Column(this=name_of(each)) for each in names))
    sound: exp.Expression = exp.EQ(this=exp.Min(this=exp.Column(this=name_of(MEANING))), expression=string(meaning))
    for each in counted:
        once = exp.EQ(this=exp.Count(this=each), expression=exp.Literal.number(1))
        sound = exp.And(this=sound, expression=once)
    fault = dialect.fault(f"{PARAMS} has to hold the one row that leadspec compile --params makes for this policy")
    right = exp.Case(ifs=[exp.If(this=sound, true=exp.Literal.number(1))], default=fault)
    columns: list[exp.Expression] = [exp.Alias(this=right, alias=name_of("checked"))]
    for name in names:
        lowest = dialect.widened(exp.Min(this=exp.Column(this=name_of(name))), 64)
        columns.append(exp.Alias(this=lowest, alias=name_of(name)))
    return exp.Select(expressions=columns, from_=exp.From(this=exp.Table(this=name_of(PARAMS))))

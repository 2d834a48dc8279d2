"""A policy as one SELECT in stages, each a CTE, for dialects whose stages are printed with the shapes of columns."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Protocol

from sqlglot import exp

from leadspec.engines.sql.compile import LEADS, OUTPUT_ID
from leadspec.engines.sql.compiler import EVENTS, Compiler
from leadspec.engines.sql.contract import ACTIVITIES, DAY, ID, day_column
from leadspec.engines.sql.params import MEANING, PARAMS, parameters
from leadspec.engines.sql.plan import Column, Plan, make_plan
from leadspec.engines.sql.printing import PARAMS_ROW, Printer, Words
from leadspec.engines.sql.reads import fields_read
from leadspec.engines.sql.shapes import ListOf, Record, Scalar, Shape, shape_of, shape_of_kind
from leadspec.engines.sql.terms import column
from leadspec.engines.sql.verdict import Outputs
from leadspec.ir.canonical import meaning_digest
from leadspec.ir.core import Program, ValueKind
from leadspec.values.zones import Zone

Columns = Mapping[str, tuple[ValueKind, ValueKind | None]]


class StagedDialect(Words, Protocol):
    """What stands around the terms."""

    def sql(self, query: exp.Expression, *, pretty: bool = False) -> str: ...

    def decimal(self, item: exp.Expression, places: int, digits: int) -> exp.Expression: ...

    def fault(self, message: str) -> exp.Expression: ...


class StagedWriter(ABC):
    """Writes the parts of a query one after another. `whole`: columns for a verdict, points in cents."""

    dialect: StagedDialect
    opening = "AS"
    checked = f"CROSS JOIN {PARAMS_ROW}\nWHERE\n  {PARAMS_ROW}.checked = 1"

    def __init__(self, c: Compiler, outputs: Outputs, *, whole: bool = False) -> None:
        self.c = c
        self.outputs = outputs
        self.whole = whole
        self.lead_columns = lead_columns(c.program, c.known_zone)
        self.event_columns = event_columns(c.program, c.known_zone)

    # --- what a dialect says in its own way

    @abstractmethod
    def printer(self, stage: str, columns: Mapping[str, Shape]) -> Printer: ...

    @abstractmethod
    def before_facts(self, plan: Plan) -> dict[str, str]:
        """Parts that stand between the parameters and the facts; asked for last."""

    # --- the query

    def text(self) -> str:
        inputs = {ID: column(ID, null=False), EVENTS: self.c.events_input(), **self.c.inputs}
        plan = make_plan(inputs, self.outputs.columns, self.outputs.definitions)
        names = ["facts", *(f"stage_{number}" for number in range(1, len(plan.stages) + 1))]
        facts, shapes = self._stage(LEADS, self._table_shapes(), (), plan.inputs)
        parts = {"facts": facts}
        for before, name, stage in zip(names, names[1:], plan.stages, strict=False):
            parts[name], shapes = self._stage(before, shapes, stage.kept, stage.made)
        final = self._final(names[-1], shapes, plan)
        parts = {PARAMS_ROW: self._params(), **self.before_facts(plan), **parts}
        parts["facts"] = f"{facts}\n{self.checked}"
        ctes = ",\n".join(f"{name} {self.opening} (\n{indented(text)}\n)" for name, text in parts.items())
        return f"WITH {ctes}\n{final}"

    def _table_shapes(self) -> dict[str, Shape]:
        found: dict[str, Shape] = {ID: Scalar.TEXT}
        found |= {name: shape_of_kind(*kinds) for name, kinds in self.lead_columns.items()}
        found[ACTIVITIES] = ListOf(Record({name: shape_of_kind(*kinds) for name, kinds in self.event_columns.items()}))
        return found

    def _stage(
        self, source: str, shapes: Mapping[str, Shape], kept: Iterable[str], made: Iterable[Column]
    ) -> tuple[str, dict[str, Shape]]:
        printer = self.printer(source, shapes)
        found = {name: shapes[name] for name in kept}
        columns: list[exp.Expression] = [exp.Column(this=quoted(each)) for each in found]
        for each in made:
            columns.append(exp.Alias(this=printer.expression(each.term), alias=quoted(each.name)))
            found[each.name] = shape_of(each.term, shapes, {})
        return self.select(source, columns), found

    def _final(self, source: str, shapes: Mapping[str, Shape], plan: Plan) -> str:
        printer = self.printer(source, shapes)
        columns: list[exp.Expression] = []
        for each in plan.outputs:
            made = printer.expression(each.term)
            if not self.whole and each.name in self.outputs.scores:
                made = self.dialect.decimal(made, 2, 3 if each.name.endswith(".match") else 18)
            elif not self.whole and each.name in self.outputs.numbers:
                made = self.dialect.decimal(made, 6, 18)
            name = OUTPUT_ID if each.name == ID and not self.whole else each.name
            columns.append(exp.Alias(this=made, alias=quoted(name)))
        return self.select(source, columns)

    def select(self, source: str, columns: list[exp.Expression]) -> str:
        found = exp.Select(expressions=columns, from_=exp.From(this=exp.Table(this=plain(source))))
        return self.dialect.sql(found, pretty=True)

    def _params(self) -> str:
        fault = self.fault(f"{PARAMS} has to hold the one row that leadspec compile --params makes for this policy")
        names = tuple(parameters(self.c.program, 0, self.c.known_zone))
        same = f"min({MEANING}) = '{meaning_digest(self.c.program)}'"
        there = "".join(f"\n    AND count({name}) = 1" for name in names)
        lines = [
            "SELECT",
            "  CASE",
            f"    WHEN count(*) = 1 AND {same}{there}",
            "    THEN 1",
            f"    ELSE {fault}",
            "  END AS checked,",
        ]
        given = ["  " + self.dialect.sql(exp.Alias(this=self._lowest(name), alias=quoted(name))) for name in names]
        return "\n".join([*lines, ",\n".join(given), f"FROM {PARAMS}"])

    def _lowest(self, name: str) -> exp.Expression:
        """There is one row, so its value."""
        lowest = exp.Anonymous(this="min", expressions=[exp.Column(this=plain(name))])
        return self.dialect.widened(lowest, 64)

    def fault(self, message: str) -> str:
        return self.dialect.sql(self.dialect.fault(message))


def lead_columns(program: Program, zone: Zone | None) -> Columns:
    """The columns of the table contract that a policy may read."""
    items = {each.name: each.item_kind for each in program.fields}
    found: dict[str, tuple[ValueKind, ValueKind | None]] = {}
    for name, kind in fields_read(program)[0].items():
        found[name] = (kind, items.get(name))
        if kind is ValueKind.INSTANT and zone is not None:
            found[day_column(name)] = (ValueKind.DAY, None)
    return found


def event_columns(program: Program, zone: Zone | None) -> Columns:
    """The same of an event."""
    found: dict[str, tuple[ValueKind, ValueKind | None]] = {
        "type": (ValueKind.TEXT, None),
        "at": (ValueKind.INSTANT, None),
    }
    if zone is not None:
        found[DAY] = (ValueKind.DAY, None)
    for name, kind in fields_read(program)[1].items():
        found[name] = (kind, None)
        if kind is ValueKind.INSTANT and zone is not None:
            found[day_column(name)] = (ValueKind.DAY, None)
    return found


def head(program: Program, zone: Zone | None, *further: str) -> str:
    """The comment above a query."""
    asked = ", ".join(parameters(program, 0, zone))
    lines = [
        f"Policy: {program.name}",
        f"Meaning: {meaning_digest(program)}",
        f"Language: {program.language}",
        *further,
        f"Reads one row of {PARAMS}: {MEANING}, {asked}.",
    ]
    return "".join(f"-- {' '.join(line.split())}\n" for line in lines)


def quoted(name: str) -> exp.Identifier:
    return exp.Identifier(this=name, quoted=True)


def plain(name: str) -> exp.Identifier:
    return exp.Identifier(this=name, quoted=False)


def text_of(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else line for line in text.splitlines())

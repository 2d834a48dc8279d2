"""A policy as one SELECT for PostgreSQL, from the tables `leads` and `events` and the one row of `params`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlglot import exp

from leadspec.engines.sql.compile import LEADS, OUTPUT_ID, Query
from leadspec.engines.sql.compiler import EVENTS, Compiler
from leadspec.engines.sql.contract import ACTIVITIES, DAY, ID, POSITION, day_column
from leadspec.engines.sql.letters import SPACES, capitals_and_small
from leadspec.engines.sql.params import MEANING, PARAMS, parameters
from leadspec.engines.sql.plan import Column, Plan, make_plan
from leadspec.engines.sql.postgres_dialect import EVENTS_TABLE, LETTERS, Postgres, PostgresPrinter, short
from leadspec.engines.sql.printing import PARAMS_ROW
from leadspec.engines.sql.reads import fields_read
from leadspec.engines.sql.shapes import ListOf, Record, Scalar, Shape, shape_of_kind
from leadspec.engines.sql.terms import column
from leadspec.engines.sql.verdict import Outputs, outputs_of
from leadspec.ir.canonical import meaning_digest
from leadspec.ir.core import Program, ValueKind
from leadspec.values.zones import Zone

OLDEST_SERVER = 150000  # the oldest on which folding was tested: it knows Unicode 14
CONTRACT = "contract"
Columns = Mapping[str, tuple[ValueKind, ValueKind | None]]


def postgres_query(program: Program, zone: Zone | None, *, whole: bool = False) -> Query:
    """The query alone. `whole`: columns for a verdict, points in cents; else the table of answers."""
    c = Compiler(program, zone, written=False)
    outputs = outputs_of(c, whole=whole)
    names = (ID if whole else OUTPUT_ID, *(name for name, _ in outputs.columns[1:]))
    return Query(_Writer(c, outputs, whole=whole).text(), names)


def postgres_sql(program: Program, zone: Zone | None) -> str:
    """The query below a comment that says what it is, and what it reads."""
    c = Compiler(program, zone, written=False)
    writer = _Writer(c, outputs_of(c), whole=False)
    query = writer.text()
    asked = ", ".join(parameters(program, 0, zone))
    head = [
        f"Policy: {program.name}",
        f"Meaning: {meaning_digest(program)}",
        f"Language: {program.language}",
        "Dialect: postgres; the tests hold its answers to those of the reference interpreter.",
        f"Reads one row of {PARAMS}: {MEANING}, {asked}.",
        "Reads what `leadspec clean` writes, in tables that have these columns at least:",
    ]
    lines = [" ".join(line.split()) for line in head]
    lines += [f"  {line}" for line in "\n".join(postgres_tables(program, zone)).splitlines()]
    return "".join(f"-- {line}\n" for line in lines) + f"{query}\n"


def postgres_tables(program: Program, zone: Zone | None) -> tuple[str, str]:
    """The statements that create the two tables, with the columns that a policy reads."""
    dialect = Postgres()
    leads, events = _lead_columns(program, zone), _event_columns(program, zone)

    def lines(columns: Columns) -> Iterator[str]:
        for name, (kind, item) in columns.items():
            never = "" if name not in _NEVER_NULL and kind is not ValueKind.ARRAY else " NOT NULL"
            yield f"  {_name(name)} {dialect.types(kind, item)[0]}{never}"

    own = [f"  {_name(ID)} text PRIMARY KEY", *lines(leads)]
    of_events = [
        f"  {_name(ID)} text NOT NULL REFERENCES {LEADS}",
        f"  {_name(POSITION)} integer NOT NULL",
        *lines(events),
        f"  PRIMARY KEY ({_name(ID)}, {_name(POSITION)})",
    ]
    return (
        f"CREATE TABLE {LEADS} (\n{_commas(own)}\n);",
        f"CREATE TABLE {EVENTS_TABLE} (\n{_commas(of_events)}\n);",
    )


_NEVER_NULL = frozenset({"type", "at"})


def _lead_columns(program: Program, zone: Zone | None) -> Columns:
    items = {each.name: each.item_kind for each in program.fields}
    found: dict[str, tuple[ValueKind, ValueKind | None]] = {}
    for name, kind in fields_read(program)[0].items():
        found[name] = (kind, items.get(name))
        if kind is ValueKind.INSTANT and zone is not None:
            found[day_column(name)] = (ValueKind.DAY, None)
    return found


def _event_columns(program: Program, zone: Zone | None) -> Columns:
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


class _Writer:
    """Writes the parts of a query one after another: each is a CTE that is worked out once."""

    def __init__(self, c: Compiler, outputs: Outputs, *, whole: bool) -> None:
        self.c = c
        self.outputs = outputs
        self.whole = whole
        self.dialect = Postgres()
        self.lead_columns = _lead_columns(c.program, c.known_zone)
        self.event_columns = _event_columns(c.program, c.known_zone)

    def text(self) -> str:
        inputs = {ID: column(ID, null=False), EVENTS: self.c.events_input(), **self.c.inputs}
        plan = make_plan(inputs, self.outputs.columns, self.outputs.definitions)
        names = ["facts", *(f"stage_{number}" for number in range(1, len(plan.stages) + 1))]
        facts, shapes = self._stage(LEADS, self._table_shapes(), (), plan.inputs)
        parts = {"facts": f"{facts}\nCROSS JOIN {PARAMS_ROW}\nCROSS JOIN {CONTRACT}\n{_CHECKED}"}
        for before, name, stage in zip(names, names[1:], plan.stages, strict=False):
            parts[name], shapes = self._stage(before, shapes, stage.kept, stage.made)
        final = self._final(names[-1], shapes, plan)
        parts = {PARAMS_ROW: self._params(), CONTRACT: self._contract(plan), **self._letters(), **parts}
        ctes = ",\n".join(f"{name} AS MATERIALIZED (\n{_indented(text)}\n)" for name, text in parts.items())
        return f"WITH {ctes}\n{final}"

    def _table_shapes(self) -> dict[str, Shape]:
        found: dict[str, Shape] = {ID: Scalar.TEXT}
        found |= {name: shape_of_kind(*kinds) for name, kinds in self.lead_columns.items()}
        found[ACTIVITIES] = ListOf(Record({name: shape_of_kind(*kinds) for name, kinds in self.event_columns.items()}))
        return found

    def _stage(
        self, source: str, shapes: Mapping[str, Shape], kept: Iterable[str], made: Iterable[Column]
    ) -> tuple[str, dict[str, Shape]]:
        printer = PostgresPrinter(self.dialect, source, shapes)
        found = {name: shapes[name] for name in kept}
        columns: list[exp.Expression] = [exp.Column(this=_quoted(each)) for each in found]
        for each in made:
            columns.append(exp.Alias(this=printer.expression(each.term), alias=_quoted(each.name)))
            found[each.name] = printer.shape(each.term)
        return self._select(source, columns), found

    def _select(self, source: str, columns: list[exp.Expression]) -> str:
        select = exp.Select(expressions=columns, from_=exp.From(this=exp.Table(this=_quoted(source))))
        return self.dialect.sql(select, pretty=True)

    def _final(self, source: str, shapes: Mapping[str, Shape], plan: Plan) -> str:
        printer = PostgresPrinter(self.dialect, source, shapes)
        columns: list[exp.Expression] = []
        for each in plan.outputs:
            made = printer.expression(each.term)
            if not self.whole and each.name in self.outputs.scores:
                made = self.dialect.decimal(made, 2, 3 if each.name.endswith(".match") else 18)
            elif not self.whole and each.name in self.outputs.numbers:
                made = self.dialect.decimal(made, 6, 18)
            name = OUTPUT_ID if each.name == ID and not self.whole else each.name
            columns.append(exp.Alias(this=made, alias=_quoted(name)))
        return self._select(source, columns)

    def _params(self) -> str:
        fault = self._fault(f"{PARAMS} has to hold the one row that leadspec compile --params makes for this policy")
        lines = [
            "SELECT",
            "  CASE",
            f"    WHEN count(*) = 1 AND min({MEANING}) = {_text(meaning_digest(self.c.program))} THEN 1",
            f"    ELSE {fault}",
            "  END AS checked,",
        ]
        given = [
            f"  CAST(min({_name(name)}) AS bigint) AS {_name(name)}"
            for name in parameters(self.c.program, 0, self.c.known_zone)
        ]
        return "\n".join([*lines, ",\n".join(given), f"FROM {PARAMS}"])

    def _contract(self, plan: Plan) -> str:
        """What the tables and the server have to be; otherwise the answers could be others."""
        asked = {each.name for each in plan.inputs}
        wanted = [(LEADS, ID, "text")]
        wanted += [(LEADS, name, self._types(kinds)) for name, kinds in self.lead_columns.items() if name in asked]
        if EVENTS in asked:
            wanted += [(EVENTS_TABLE, ID, "text"), (EVENTS_TABLE, POSITION, "integer")]
            wanted += [(EVENTS_TABLE, name, self._types(kinds)) for name, kinds in self.event_columns.items()]
        rows = ",\n".join(f"  ({_text(table)}, {_text(short(name))}, {_text(types)})" for table, name, types in wanted)
        column_fault = "' is not of the type that the table contract gives it'"
        return _CONTRACT.format(
            server=self._fault(f"the server has to be PostgreSQL {OLDEST_SERVER // 10000} or later, with UTF-8"),
            column=f"CAST('the column ' || min(wanted.relation || '.' || wanted.name) || {column_fault} AS integer)",
            oldest=OLDEST_SERVER,
            rows=rows,
        )

    def _types(self, kinds: tuple[ValueKind, ValueKind | None]) -> str:
        return " or ".join(self.dialect.types(*kinds))

    def _letters(self) -> dict[str, str]:
        if not self.dialect.folds:
            return {}
        capitals, small = capitals_and_small()
        return {
            LETTERS: f"SELECT\n  {_text(capitals)} AS capitals,\n  {_text(small)} AS small,\n  E'{SPACES}' AS spaces"
        }

    def _fault(self, message: str) -> str:
        return self.dialect.sql(self.dialect.fault(message))


_CHECKED = f"WHERE\n  {PARAMS_ROW}.checked = 1 AND {CONTRACT}.checked = 1"

# A text that is no number stops the query; it hangs on a count, for what is constant is worked out in any case.
_CONTRACT = """\
SELECT
  CASE
    WHEN current_setting('server_version_num')::integer < {oldest}
      OR current_setting('server_encoding') <> 'UTF8'
      OR current_setting('standard_conforming_strings') <> 'on' THEN {server}
    WHEN count(*) > 0 THEN {column}
    ELSE 1
  END AS checked
FROM (VALUES
{rows}
) AS wanted(relation, name, types)
WHERE NOT EXISTS (
  SELECT FROM pg_catalog.pg_attribute AS a
  WHERE a.attrelid = to_regclass(wanted.relation)
    AND a.attname = wanted.name
    AND a.attcollation IN (0, CAST('pg_catalog."default"' AS regcollation))
    AND format_type(a.atttypid, a.atttypmod) = ANY (string_to_array(wanted.types, ' or '))
)"""


def _quoted(name: str) -> exp.Identifier:
    return exp.Identifier(this=name, quoted=True)


def _name(name: str) -> str:
    return Postgres().sql(_quoted(name))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _commas(lines: list[str]) -> str:
    return ",\n".join(lines)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else line for line in text.splitlines())


__all__ = ["postgres_query", "postgres_sql", "postgres_tables"]

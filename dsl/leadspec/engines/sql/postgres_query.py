"""A policy as one SELECT for PostgreSQL, from the tables `leads` and `events` and the one row of `params`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leadspec.engines.sql.compile import LEADS, OUTPUT_ID, Query
from leadspec.engines.sql.compiler import EVENTS, Compiler
from leadspec.engines.sql.contract import ID, POSITION
from leadspec.engines.sql.letters import SPACES, capitals_and_small
from leadspec.engines.sql.plan import Plan
from leadspec.engines.sql.postgres_dialect import LETTERS, Postgres, short
from leadspec.engines.sql.postgres_printer import EVENTS_TABLE, PostgresPrinter
from leadspec.engines.sql.printing import PARAMS_ROW, Printer
from leadspec.engines.sql.shapes import Shape
from leadspec.engines.sql.staged import Columns, StagedWriter, event_columns, head, lead_columns, quoted, text_of
from leadspec.engines.sql.verdict import outputs_of
from leadspec.ir.core import Program, ValueKind
from leadspec.values.zones import Zone

OLDEST_SERVER = 150000  # the oldest on which folding was tested: it knows Unicode 14
CONTRACT = "contract"


def postgres_query(program: Program, zone: Zone | None, *, whole: bool = False) -> Query:
    """The query alone. `whole`: columns for a verdict, points in cents; else the table of answers."""
    c = Compiler(program, zone, written=False)
    outputs = outputs_of(c, whole=whole)
    names = (ID if whole else OUTPUT_ID, *(name for name, _ in outputs.columns[1:]))
    return Query(_Writer(c, outputs, whole=whole).text(), names)


def postgres_sql(program: Program, zone: Zone | None) -> str:
    """The query below a comment that says what it is, and what it reads."""
    said = head(
        program,
        zone,
        "Dialect: postgres; the tests hold its answers to those of the reference interpreter.",
        "Reads what `leadspec clean` writes, in tables that have the columns named below at least.",
    )
    tables = "\n".join(postgres_tables(program, zone)).splitlines()
    return said + "".join(f"--   {line}\n" for line in tables) + f"{postgres_query(program, zone).text}\n"


def postgres_tables(program: Program, zone: Zone | None) -> tuple[str, str]:
    """The statements that create the two tables, with the columns that a policy reads."""
    dialect = Postgres()

    def lines(columns: Columns) -> Iterator[str]:
        for name, (kind, item) in columns.items():
            never = "" if name not in _NEVER_NULL and kind is not ValueKind.ARRAY else " NOT NULL"
            yield f"  {_name(name)} {dialect.types(kind, item)[0]}{never}"

    own = [f"  {_name(ID)} text PRIMARY KEY", *lines(lead_columns(program, zone))]
    of_events = [
        f"  {_name(ID)} text NOT NULL REFERENCES {LEADS}",
        f"  {_name(POSITION)} integer NOT NULL",
        *lines(event_columns(program, zone)),
        f"  PRIMARY KEY ({_name(ID)}, {_name(POSITION)})",
    ]
    return (
        f"CREATE TABLE {LEADS} (\n{_commas(own)}\n);",
        f"CREATE TABLE {EVENTS_TABLE} (\n{_commas(of_events)}\n);",
    )


_NEVER_NULL = frozenset({"type", "at"})


class _Writer(StagedWriter):
    """Each part is worked out once: PostgreSQL would else say a column again wherever it is read."""

    opening = "AS MATERIALIZED"
    checked = (
        f"CROSS JOIN {PARAMS_ROW}\nCROSS JOIN {CONTRACT}\nWHERE\n  {PARAMS_ROW}.checked = 1 AND {CONTRACT}.checked = 1"
    )
    dialect: Postgres

    def text(self) -> str:
        self.dialect = Postgres()
        return super().text()

    def printer(self, stage: str, columns: Mapping[str, Shape]) -> Printer:
        return PostgresPrinter(self.dialect, stage, columns)

    def before_facts(self, plan: Plan) -> dict[str, str]:
        return {CONTRACT: self._contract(plan), **self._letters()}

    def _contract(self, plan: Plan) -> str:
        """What the tables and the server have to be; otherwise the answers could be others."""
        asked = {each.name for each in plan.inputs}
        wanted = [(LEADS, ID, "text")]
        wanted += [(LEADS, name, self._types(kinds)) for name, kinds in self.lead_columns.items() if name in asked]
        if EVENTS in asked:
            wanted += [(EVENTS_TABLE, ID, "text"), (EVENTS_TABLE, POSITION, "integer")]
            wanted += [(EVENTS_TABLE, name, self._types(kinds)) for name, kinds in self.event_columns.items()]
        rows = ",\n".join(
            f"  ({text_of(table)}, {text_of(short(name))}, {text_of(types)})" for table, name, types in wanted
        )
        column_fault = "' is not of the type that the table contract gives it'"
        return _CONTRACT.format(
            server=self.fault(f"the server has to be PostgreSQL {OLDEST_SERVER // 10000} or later, with UTF-8"),
            column=f"CAST('the column ' || min(wanted.relation || '.' || wanted.name) || {column_fault} AS integer)",
            oldest=OLDEST_SERVER,
            rows=rows,
        )

    def _types(self, kinds: tuple[ValueKind, ValueKind | None]) -> str:
        return " or ".join(self.dialect.types(*kinds))

    def _letters(self) -> dict[str, str]:
        if not self.dialect.folds:
            return {}
        capitals, small = map(text_of, capitals_and_small())
        return {LETTERS: f"SELECT\n  {capitals} AS capitals,\n  {small} AS small,\n  E'{SPACES}' AS spaces"}


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


def _name(name: str) -> str:
    return Postgres().sql(quoted(name))


def _commas(lines: list[str]) -> str:
    return ",\n".join(lines)

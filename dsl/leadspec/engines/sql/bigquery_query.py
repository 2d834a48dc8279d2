"""A policy as a script for BigQuery: two functions for texts, and one SELECT. Text only: it was not run."""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

from leadspec.engines.sql.bigquery_dialect import DOMAIN, FOLDED, BigQuery, BigQueryPrinter, column_name, distinct_names
from leadspec.engines.sql.compile import LEADS
from leadspec.engines.sql.compiler import Compiler
from leadspec.engines.sql.contract import ACTIVITIES, ID
from leadspec.engines.sql.letters import SPACES, capitals_and_small
from leadspec.engines.sql.plan import Plan
from leadspec.engines.sql.printing import PARAMS_ROW, Printer
from leadspec.engines.sql.shapes import Shape
from leadspec.engines.sql.staged import StagedWriter, head
from leadspec.engines.sql.verdict import outputs_of
from leadspec.ir.core import Program, ValueKind
from leadspec.values.zones import Zone


def bigquery_sql(program: Program, zone: Zone | None) -> str:
    """The script below a comment that says what it is. Raises `RefusalError`."""
    c = Compiler(program, zone, written=False)
    query = _Writer(c, outputs_of(c)).text()
    said = head(
        program,
        zone,
        "Dialect: bigquery; text only, not run: no test holds its answers to those of the reference interpreter.",
        f"Reads `{LEADS}`, as `leadspec clean` writes it, with each dot in a name written as two underscores.",
        "Missing columns are errors, and so are other types but for whole numbers in place of decimals.",
    )
    return f"{said}{_functions(query)}{query}\n"


def _functions(query: str) -> str:
    """`values.text.fold`, and the domain of an address, where the query asks for them."""
    capitals, small = capitals_and_small()
    bare = f"TRIM(given, '{SPACES}')"
    folded = f"NORMALIZE(TRANSLATE({bare}, '{capitals}', '{small}'), NFC)"
    after = r"REGEXP_EXTRACT(given, r'@([^@]*?)\.?\z')"
    domain = f"NULLIF(TRIM({after}, '{SPACES}'), '')"
    bodies = {FOLDED: folded, DOMAIN: domain}
    return "".join(
        f"CREATE TEMP FUNCTION {name}(given STRING) AS (\n  {body}\n);\n"
        for name, body in bodies.items()
        if f"{name}(" in query
    )


class _Writer(StagedWriter):
    dialect: BigQuery

    def text(self) -> str:
        self.dialect = BigQuery()
        distinct_names([ID, ACTIVITIES, *self.lead_columns])
        distinct_names(self.event_columns)
        return super().text()

    def printer(self, stage: str, columns: Mapping[str, Shape]) -> Printer:
        return BigQueryPrinter(self.dialect, stage, columns)

    def select(self, source: str, columns: list[exp.Expression]) -> str:
        distinct_names([each.alias_or_name for each in columns])
        return super().select(source, columns)

    def before_facts(self, plan: Plan) -> dict[str, str]:
        """A number in binary is no decimal; of other types BigQuery itself sees that they do not fit."""
        asked = {each.name for each in plan.inputs}
        numbers = [name for name, (kind, _) in self.lead_columns.items() if kind is ValueKind.NUMBER and name in asked]
        self.checked = "\n".join(
            [f"CROSS JOIN {PARAMS_ROW}", "WHERE", f"  {PARAMS_ROW}.checked = 1", *map(self._is_decimal, numbers)]
        )
        return {}

    def _is_decimal(self, name: str) -> str:
        fault = self.fault(f"the column {column_name(name)} of {LEADS} is no NUMERIC")
        given = rf"REGEXP_CONTAINS(FORMAT('%T', `{column_name(name)}`), r'^(NULL|-?[0-9]+|NUMERIC .*)$')"
        return f"  AND IF({given}, TRUE, {fault})"

"""A policy as a script for Snowflake: two functions for texts, and one SELECT. Text only: it was not run."""

from __future__ import annotations

from collections.abc import Mapping

from leadspec.engines.sql.compile import LEADS
from leadspec.engines.sql.compiler import EVENTS, Compiler
from leadspec.engines.sql.contract import ACTIVITIES, ID
from leadspec.engines.sql.plan import Plan
from leadspec.engines.sql.printing import PARAMS_ROW, Printer
from leadspec.engines.sql.shapes import Scalar, Shape, shape_of_kind
from leadspec.engines.sql.snowflake_dialect import Snowflake, functions
from leadspec.engines.sql.snowflake_printer import SnowflakePrinter
from leadspec.engines.sql.staged import StagedWriter, head, text_of
from leadspec.engines.sql.verdict import outputs_of
from leadspec.ir.core import Program, ValueKind
from leadspec.values.zones import Zone

# How SYSTEM$TYPEOF begins for each type of the contract.
_BEGINS: Mapping[Shape, tuple[str, ...]] = {
    Scalar.TEXT: ("VARCHAR",),
    Scalar.TRUTH: ("BOOLEAN",),
    Scalar.DECIMAL: ("NUMBER(18,6)", "NUMBER(38,0)"),
    Scalar.DATE: ("DATE[",),
    Scalar.INSTANT: ("TIMESTAMP_TZ", "TIMESTAMP_LTZ"),
}
_ARRAY = ("ARRAY",)


def snowflake_sql(program: Program, zone: Zone | None) -> str:
    """The script below a comment that says what it is. Raises `RefusalError`."""
    c = Compiler(program, zone, written=False)
    query = _Writer(c, outputs_of(c)).text()
    said = head(
        program,
        zone,
        "Dialect: snowflake; text only, not run: no test holds its answers to those of the reference interpreter.",
        f"Reads `{LEADS}`, as `leadspec clean` writes it, its names in double quotes as they are spelled there.",
        f"`{ACTIVITIES}` is an ARRAY of objects; of what stands in them no type is checked.",
    )
    made = "".join(
        f"CREATE OR REPLACE TEMPORARY FUNCTION {name}(given VARCHAR) RETURNS VARCHAR AS $$\n  {body}\n$$;\n"
        for name, body in functions().items()
        if f"{name}(" in query
    )
    return f"{said}{made}{query}\n"


class _Writer(StagedWriter):
    dialect: Snowflake

    def text(self) -> str:
        self.dialect = Snowflake()
        return super().text()

    def printer(self, stage: str, columns: Mapping[str, Shape]) -> Printer:  # noqa: ARG002 - no column is hidden
        return SnowflakePrinter(self.dialect, columns)

    def before_facts(self, plan: Plan) -> dict[str, str]:
        """That each column has the type of the contract."""
        asked = {each.name for each in plan.inputs}
        wanted = {ID: _BEGINS[Scalar.TEXT]}
        wanted |= {
            name: _ARRAY if kinds[0] is ValueKind.ARRAY else _BEGINS[shape_of_kind(*kinds)]
            for name, kinds in self.lead_columns.items()
            if name in asked
        }
        wanted |= {ACTIVITIES: _ARRAY} if EVENTS in asked else {}
        checks = [self._is_of(name, begins) for name, begins in wanted.items()]
        self.checked = "\n".join([f"CROSS JOIN {PARAMS_ROW}", "WHERE", f"  {PARAMS_ROW}.checked = 1", *checks])
        return {}

    def _is_of(self, name: str, begins: tuple[str, ...]) -> str:
        fault = self.fault(f"the column {name} of {LEADS} is not of the type that leadspec clean gives it")
        column = '"' + name.replace('"', '""') + '"'
        fits = " OR ".join(f"STARTSWITH(SYSTEM$TYPEOF({column}), {text_of(each)})" for each in begins)
        return f"  AND CASE WHEN {fits} THEN 1 ELSE {fault} END = 1"

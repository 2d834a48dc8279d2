"""The engine: leads in, verdicts out, by one query over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from leadspec.engines.sql.compile import Query, compile_query
from leadspec.engines.sql.params import parameters
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import Verdict
from leadspec.values.zones import Zone


class DuckDBEngine:
    """DuckDB, as `engines.base.Engine`."""

    name = "duckdb"

    def prepare(self, program: Program, as_of: int, zone: Zone | None) -> DuckDBPolicy:
        query = compile_query(program, zone, parameters(program, as_of, zone), whole=True)
        return DuckDBPolicy(program, zone, query)


@dataclass(frozen=True)
class DuckDBPolicy:
    """A policy as a query, as `engines.base.Judge`."""

    program: Program
    zone: Zone | None
    query: Query

    def verdicts(self, leads: Iterable[Lead]) -> Iterator[Verdict]:
        from leadspec.engines.duckdb.run import connected, fetched
        from leadspec.engines.sql.answers import verdicts_of
        from leadspec.engines.sql.lead_table import stage_leads

        given = list(leads)
        if not given:
            return iter(())
        table: Any = stage_leads(given, self.program, self.zone)
        with connected() as connection:
            connection.register("leads", table)
            rows = fetched(connection, self.query.text)
        return verdicts_of(self.program, self.query, rows)

"""Policies on a running server: leads in, verdicts out, by the SQL that `compile` writes."""

from __future__ import annotations

import atexit
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, cached_property

from sqlglot import exp

from leadspec.engines.sql.answers import verdicts_of
from leadspec.engines.sql.compile import Query
from leadspec.engines.sql.contract import ID
from leadspec.engines.sql.params import params_row
from leadspec.engines.sql.postgres_dialect import Postgres
from leadspec.engines.sql.postgres_query import postgres_query, postgres_tables
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import Verdict
from leadspec.values.zones import Zone
from postgres.copying import event_lines, lead_lines
from postgres.server import PostgresFaultError, Session, running


@dataclass(frozen=True)
class PostgresEngine:
    """PostgreSQL, as `engines.base.Engine`."""

    session: Session
    name: str = "postgres"

    def prepare(self, program: Program, as_of: int, zone: Zone | None) -> PostgresPolicy:
        return PostgresPolicy(self.session, program, as_of, zone)


@cache
def shared_engine() -> PostgresEngine:
    """On a server that runs until this process ends."""
    held = ExitStack()
    atexit.register(held.close)
    session = Session(held.enter_context(running()))
    held.callback(session.close)
    return PostgresEngine(session)


@dataclass(frozen=True)
class PostgresPolicy:
    session: Session
    program: Program
    as_of: int
    zone: Zone | None

    @cached_property
    def query(self) -> Query:
        return postgres_query(self.program, self.zone, whole=True)

    def verdicts(self, leads: Iterable[Lead]) -> Iterator[Verdict]:
        given = list(leads)
        asked = f"SELECT row_to_json(answers) FROM (\n{self.query.text}\n) AS answers;"
        lines = self._run(
            "\n".join(
                [
                    "BEGIN;",
                    *postgres_tables(self.program, self.zone),
                    *copied("leads", lead_lines(given, self.program, self.zone)),
                    *copied("events", event_lines(given, self.program, self.zone)),
                    params_table(params_row(self.program, self.as_of, self.zone)),
                    asked,
                    "ROLLBACK;",
                ]
            )
        )
        place = self.query.columns.index(ID)
        rows = {row[place]: row for row in (tuple(json.loads(line).values()) for line in lines)}
        return verdicts_of(self.program, self.query, [rows[each.id] for each in given])

    def _run(self, statements: str) -> list[str]:
        try:
            return self.session.run(statements)
        except PostgresFaultError:
            self.session.run("ROLLBACK;")
            raise


def copied(table: str, lines: Sequence[str]) -> list[str]:
    return [f"COPY {table} FROM STDIN;", *lines, "\\."] if lines else []


def params_table(row: Mapping[str, int | str]) -> str:
    spelled = Postgres()
    values = [f"'{value}'" if isinstance(value, str) else str(value) for value in row.values()]
    names = [spelled.sql(exp.Identifier(this=name)) for name in row]
    given = ", ".join(f"{value} AS {name}" for name, value in zip(names, values, strict=True))
    return f"CREATE TABLE params AS SELECT {given};"

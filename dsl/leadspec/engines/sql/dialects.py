"""The dialects of SQL that a policy can be written in: the one list that the command line and the documents read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from msgspec import Struct

from leadspec.ir.core import Program
from leadspec.values.zones import Zone


class Written(Struct, frozen=True):
    """`home`, `function`: what writes it, imported when it is asked for. `ran`: how its answers were tested, if they
    were.
    """

    home: str
    function: str
    reads: str
    ran: str | None


DIALECTS: Final[Mapping[str, Written]] = {
    "duckdb": Written(
        "leadspec.engines.sql.compile", "compile_sql", "`leads` and `params`", "held to the reference interpreter"
    ),
    "spark": Written(
        "leadspec.engines.spark.text",
        "spark_sql",
        "`leads` and `params`",
        "held to the reference interpreter by `make test-spark`",
    ),
    "postgres": Written(
        "leadspec.engines.sql.postgres_query",
        "postgres_sql",
        "`leads`, `events` and `params`",
        "held to the reference interpreter where a server can be started",
    ),
    "snowflake": Written("leadspec.engines.sql.snowflake_query", "snowflake_sql", "`leads` and `params`", None),
    "bigquery": Written("leadspec.engines.sql.bigquery_query", "bigquery_sql", "`leads` and `params`", None),
}


def sql_text(program: Program, zone: Zone | None, dialect: str) -> str:
    """A policy as one query, below a comment that says what it is. Raises `KeyError` for what is no dialect,
    `RefusalError` for what a dialect cannot say.
    """
    found = DIALECTS[dialect]
    write: Callable[[Program, Zone | None], str] = getattr(import_module(found.home), found.function)
    return write(program, zone)

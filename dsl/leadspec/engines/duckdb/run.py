"""DuckDB as it is run here: no network, no files but those named, no extension, and errors without values."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import duckdb

CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "disabled_optimizers": "in_clause",  # it makes a join of a list of five or more, and no join keeps the leads' order
}


SILENT = "SET enable_progress_bar = false"  # it would go to the standard output, among the answers


class DuckDBFaultError(Exception):
    """DuckDB could not run a policy. The message holds no value of the data."""


@contextmanager
def connected() -> Iterator[Any]:
    """A connection of its own to a database in memory that reaches nothing else."""
    connection = _database().cursor()
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(SILENT)
        yield connection
    finally:
        connection.close()


@cache
def _database() -> Any:
    """Opening one takes longer than a small policy."""
    return duckdb.connect(":memory:", config=CLOSED)


def fetched(connection: Any, query: str) -> list[tuple[Any, ...]]:
    try:
        found: list[tuple[Any, ...]] = connection.execute(query).fetchall()
    except duckdb.Error as fault:
        raise DuckDBFaultError(told(fault)) from None
    return found


def told(fault: duckdb.Error) -> str:
    """What kind of fault it is: DuckDB's own words may hold values of the data."""
    return f"DuckDB stopped with {type(fault).__name__}"

"""From a table of clean leads to a table of answers, both files, out of core: the leads pass through in pieces."""

from __future__ import annotations

from typing import Any

import duckdb
from msgspec import Struct

from leadspec.engines.duckdb.run import CLOSED, SILENT, DuckDBFaultError, told
from leadspec.engines.sql.compile import LEADS, compile_query
from leadspec.engines.sql.params import parameters
from leadspec.ir.core import Program
from leadspec.values.zones import Zone


class Settings(Struct, frozen=True):
    """`memory` in MiB; DuckDB keeps to it by writing to `spill`, a folder that is there, or stops where it is None."""

    memory: int = 512
    threads: int | None = None
    spill: str | None = None


DEFAULT = Settings()


class TableJudge:
    """A policy made ready to judge Parquet files. `answers_only`: without the columns `undecided` and `missing`."""

    def __init__(
        self,
        program: Program,
        as_of: int,
        zone: Zone | None,
        settings: Settings = DEFAULT,
        *,
        answers_only: bool = False,
    ) -> None:
        self.query = compile_query(program, zone, parameters(program, as_of, zone), answers_only=answers_only)
        self.settings = settings

    def to_parquet(self, leads: str, answers: str) -> int:
        """Write the answers in the order of the leads, and tell how many there are.

        `answers` is written as it goes: give a name beside the last one, and rename it when this is over.
        """
        connection = self._opened(leads, answers)
        try:
            source, target = _quoted(leads), _quoted(answers)
            connection.execute(f"CREATE TEMP VIEW {LEADS} AS SELECT * FROM read_parquet({source})")
            written = connection.execute(
                f"COPY ({self.query.text}) TO {target} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"
            ).fetchone()
            return int(written[0])
        except duckdb.Error as fault:
            raise DuckDBFaultError(told(fault)) from None
        finally:
            connection.close()

    def _opened(self, *paths: str) -> Any:
        """A database that reaches these files and the folder to spill to, and nothing else."""
        connection = duckdb.connect(":memory:", config=CLOSED | {"enable_external_access": "true"})
        connection.execute(SILENT)
        given = self.settings
        if given.spill is not None:
            connection.execute(f"SET temp_directory = {_quoted(given.spill)}")
        connection.execute(f"SET allowed_paths = [{', '.join(map(_quoted, paths))}]")
        connection.execute("SET enable_external_access = false")
        connection.execute(f"SET memory_limit = '{given.memory}MiB'")
        if given.threads is not None:
            connection.execute(f"SET threads = {given.threads}")
        connection.execute("SET preserve_insertion_order = true")
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET lock_configuration = true")
        return connection


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

"""From a table of clean leads to a table of answers, by as many machines as Spark has."""

from __future__ import annotations

from typing import Any

from leadspec.engines.spark.session import local_session, reduced, settled
from leadspec.engines.spark.steps import compile_steps
from leadspec.engines.sql.compile import OUTPUT_ID
from leadspec.engines.sql.params import parameters
from leadspec.ir.core import Program
from leadspec.values.zones import Zone

FILE, ROW = "leadspec.file", "leadspec.row"  # names of the contract, so no field is called so


class TableJudge:
    """A policy made ready to judge tables. `session`: a session of pyspark's, or None for one on this machine."""

    def __init__(self, program: Program, as_of: int, zone: Zone | None, session: Any = None) -> None:
        self.steps = compile_steps(program, zone, parameters(program, as_of, zone))
        with reduced():
            self.session = settled(local_session() if session is None else session)

    def parquet_to_parquet(self, leads: str, answers: str) -> int:
        """Write the answers in the order of the leads, and tell how many there are.

        `leads` is a file, or a folder of files, which stand in the order of their names; `answers` becomes a folder,
        and must not be there.
        """
        with reduced():
            place = (f"_metadata.file_path AS `{FILE}`", f"_metadata.row_index AS `{ROW}`")
            found = self.session.read.parquet(leads).selectExpr("*", *place)
            carried = (f"`{FILE}`", f"`{ROW}`")
            ordered = self.steps.run(found, carried).orderBy(*carried).drop(FILE, ROW)
            return _written(ordered, answers)

    def table_to_parquet(self, leads: str, answers: str) -> int:
        """The same for a table of the catalogue. It has no order, so the answers stand in the order of their ids."""
        with reduced():
            found = self.steps.run(self.session.read.table(leads)).orderBy(f"`{OUTPUT_ID}`")
            return _written(found, answers)


def _written(answers: Any, path: str) -> int:
    from pyspark.sql import Observation, functions

    seen = Observation()
    counted = _typed(answers).observe(seen, functions.count(functions.lit(1)).alias("rows"))
    counted.write.mode("errorifexists").parquet(path)
    return int(seen.get["rows"])


def _typed(answers: Any) -> Any:
    """Parquet has no type for a column that is always missing, such as the stage of a policy without stages."""
    kinds = {each.name: each.dataType.typeName() for each in answers.schema.fields}
    return answers.selectExpr(
        *(f"CAST(`{name}` AS STRING) AS `{name}`" if kind == "void" else f"`{name}`" for name, kind in kinds.items())
    )

"""The engine: leads in, verdicts out, by one plan over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leadspec.engines.spark.steps import Steps, compile_steps
from leadspec.engines.sql.compile import Query
from leadspec.engines.sql.contract import ID
from leadspec.engines.sql.params import parameters
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import Verdict
from leadspec.values.zones import Zone


class SparkEngine:
    """Spark on this machine, as `engines.base.Engine`: one session for the whole process."""

    name = "spark"

    def prepare(self, program: Program, as_of: int, zone: Zone | None) -> SparkPolicy:
        steps = compile_steps(program, zone, parameters(program, as_of, zone), whole=True)
        return SparkPolicy(program, zone, steps)


@dataclass(frozen=True)
class SparkPolicy:
    """A policy as steps of a query, as `engines.base.Judge`."""

    program: Program
    zone: Zone | None
    steps: Steps

    def verdicts(self, leads: Iterable[Lead]) -> Iterator[Verdict]:
        from leadspec.engines.spark.session import SparkFaultError, local_session, reduced
        from leadspec.engines.sql.answers import verdicts_of
        from leadspec.engines.sql.lead_table import stage_leads

        given = list(leads)
        if not given:
            return iter(())
        session = local_session()
        with reduced():
            staged = session.createDataFrame(stage_leads(given, self.program, self.zone))
            found = self.steps.run(staged).toArrow()
        rows = list(zip(*(found.column(name).to_pylist() for name in self.steps.columns), strict=True))
        if [row[self.steps.columns.index(ID)] for row in rows] != [each.id for each in given]:
            raise SparkFaultError("Spark gave the answers in another order than the leads")
        return verdicts_of(self.program, Query("", self.steps.columns), rows)

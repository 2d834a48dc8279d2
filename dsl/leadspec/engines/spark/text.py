"""A policy as text for Spark: the query, and the settings that its meaning hangs on."""

from __future__ import annotations

from leadspec.engines.spark.session import MEANING
from leadspec.engines.sql.compile import compile_sql
from leadspec.engines.sql.spark_dialect import Spark
from leadspec.ir.core import Program
from leadspec.values.zones import Zone


def spark_sql(program: Program, zone: Zone | None) -> str:
    settings = [f"  SET {name} = {value};" for name, value in MEANING.items()]
    return compile_sql(program, zone, Spark(), ("Needs these settings of the session:", *settings))

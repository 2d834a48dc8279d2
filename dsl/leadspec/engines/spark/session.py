"""Spark as it is run here: a session with settings of its own, quiet, and errors without values."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

# What a text means must not hang on how a cluster is set up.
MEANING: Final = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.variable.substitute": "false",
    "spark.sql.icu.caseMappings.enabled": "true",
    "spark.sql.decimalOperations.allowPrecisionLoss": "true",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}

LOCAL: Final = {
    "spark.master": "local[2]",
    "spark.driver.memory": "2g",
    "spark.app.name": "leadspec",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.warehouse.dir": "file:///nonexistent",  # no table is made
    "spark.sql.catalogImplementation": "in-memory",
}

# Leads from memory are few, and compiling Java for a policy takes longer than to judge them.
FEW: Final = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}

MISSING: Final = "Spark is not installed: install leadspec[spark], and Java 17 or newer"


class SparkFaultError(Exception):
    """Spark could not run a policy. The message holds no value of the data."""


@cache
def local_session() -> Any:
    """The session of this process, on two threads. It starts a Java machine, which takes some seconds."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise SparkFaultError(MISSING) from None
    with reduced(), as_file(files(__package__) / "log4j2.properties") as quiet:
        builder = SparkSession.builder
        for name, value in LOCAL.items():
            builder = builder.config(name, value)
        options = f"-Xss16m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlog4j2.configurationFile={quiet.as_uri()}"
        started = builder.config("spark.driver.extraJavaOptions", options).getOrCreate()
        made = settled(started)
        for name, value in FEW.items():
            made.conf.set(name, value)
        return made


def settled(session: Any) -> Any:
    """A session beside a given one, on the same cluster, with the settings that the meaning hangs on."""
    made = session.newSession()
    for name, value in MEANING.items():
        made.conf.set(name, value)
    return made


@contextmanager
def reduced() -> Iterator[None]:
    """Spark's faults without the values that its messages quote."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.logger import PySparkLogger

    logger = PySparkLogger.getLogger("SQLQueryContextLogger")  # it writes faults to the error stream, values and all
    before, logger.disabled = logger.disabled, True
    try:
        yield
    except PySparkException as fault:
        raise SparkFaultError(told(fault)) from None
    except Py4JError:
        raise SparkFaultError("Spark stopped") from None
    finally:
        logger.disabled = before


# Faults whose parameters hold names and texts of the policy, of tables and of files, never values.
_NAMED: Final = {
    "UNRESOLVED_COLUMN": ("objectName", "the table of leads has no column {}"),
    "FIELD_NOT_FOUND": ("fieldName", "the events of the leads have no part {}"),
    "PATH_NOT_FOUND": ("path", "there is nothing at {}"),
    "PATH_ALREADY_EXISTS": ("outputPath", "{} is there already"),
    "TABLE_OR_VIEW_NOT_FOUND": ("relationName", "there is no table {}"),
    "USER_RAISED_EXCEPTION": ("errorMessage", "{}"),
}


def told(fault: Any) -> str:
    """What kind of fault it is, by the name that Spark gives it; its own words may hold values of the data."""
    kind = fault.getCondition() or type(fault).__name__
    if kind.startswith("DATATYPE_MISMATCH"):  # the queries fit the types of the contract
        return "Spark stopped: a column of the table of leads is not of the type that leadspec clean gives it"
    parameter, words = _NAMED.get(kind.split(".")[0], ("", ""))
    named = (fault.getMessageParameters() or {}).get(parameter)
    return f"Spark stopped with {kind}" if named is None else f"Spark stopped: {words.format(named)}"

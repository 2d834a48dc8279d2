"""Which engine can say which construct: the one table that tests, refusals and documents read.

A construct is a kind of node of the core IR. An engine that cannot say one refuses, with the reason: it never gives
another answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from leadspec.ir import core
from leadspec.ir.core import Program
from leadspec.ir.walk import walk

CONSTRUCTS: Final[Mapping[str, str]] = {
    "Const": "a number, text, date or truth as written",
    "Field": "a field of the lead or of an event",
    "Ref": "a definition, score or table by name",
    "Arithmetic": "`+ - * /`",
    "Choose": "`larger of`, `smaller of`, `first known of`",
    "Round": "`round`",
    "TextPart": "`domain of`, `length of`",
    "DayOf": "the date of a date-time",
    "AsOf": "the instant of the run",
    "Later": "the end of `within D after T`",
    "Elapsed": "`days since`, `months from … to`",
    "Measured": "counts, sums, first and last of events",
    "Tally": "`match of`, how many lines hold",
    "Compare": "comparisons",
    "OneOf": "lists, sets, tests of text, patterns",
    "Present": "`is present`, `is missing`",
    "Not": "`not`, `none of`",
    "AtLeast": "`and`, `or`, `at least N of`",
    "OutcomeIn": "tests of a stage, label or table",
    "Truth": "a boolean as a condition",
    "EventSet": "events by type, `where` and window",
    "Preceded": "`did A then B`",
    "Bound": "one end of a window",
    "Points": "a line of points",
    "Group": "a group of points with floor and cap",
    "FirstOf": "`first of:`",
    "FirstMatch": "the first row that holds",
    "Row": "one row of those",
    "Decay": "points that fade",
}

# The last two are text only. They refuse further what hangs on how a policy puts it: see `sql.dialects`.
ENGINES: Final = ("reference", "python", "duckdb", "spark", "postgres", "snowflake", "bigquery")

# Where an engine cannot say a construct, the reason, as a message ends: "…, because REASON". All else can be said.
_REASONS: Final[Mapping[tuple[str, str], str]] = {
    ("snowflake", "Preceded"): "its lambdas are not known to see another event than their own",
}


class Gap(Struct, frozen=True):
    """A construct of a policy that an engine cannot say."""

    definition: str
    construct: str
    reason: str


def reason_against(engine: str, construct: str) -> str | None:
    """Why an engine cannot say a construct; None where it can. Raises `KeyError` for what is in no table."""
    if engine not in ENGINES:
        raise KeyError(f"no engine is called `{engine}`")
    if construct not in CONSTRUCTS:
        raise KeyError(f"no construct is called `{construct}`")
    return _REASONS.get((engine, construct))


def gaps(program: Program, engine: str) -> Iterator[Gap]:
    """What of a policy an engine cannot say, each construct once for each definition."""
    for definition in program.definitions:
        kinds = dict.fromkeys(_constructs(definition.body))
        for construct in kinds:
            reason = reason_against(engine, construct)
            if reason is not None:
                yield Gap(definition.name, construct, reason)


def _constructs(body: core.Body) -> Iterator[str]:
    for node in walk(body):
        yield type(node).__name__
        if isinstance(node, core.Points) and node.decay is not None:
            yield "Decay"

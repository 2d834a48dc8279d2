"""Names that generated code always uses, and what is held in its locals."""

from __future__ import annotations

import ast
import builtins
from typing import Final, NamedTuple

LEAD, FACTS, GET, EVENTS, EVENT, AT, TYPE, GONE = "lead", "facts", "get", "events", "event", "at", "kind", "gone"
GET_EVENT, AS_OF, TODAY, ZONE, STARTS, OFFSETS = "get_event", "as_of", "today", "zone", "starts", "offsets"

RUNTIME: Final = "leadspec.engines.python.runtime"
DECIMALS: Final = "leadspec.values.decimals"
TEXT: Final = "leadspec.values.text"

HELPERS: Final = {
    "bisect_right": "bisect",
    **dict.fromkeys(("add", "subtract", "multiply", "divide", "round_to", "in_range", "to_cents"), DECIMALS),
    **dict.fromkeys(("fold", "exact", "domain_of", "contains_word"), TEXT),
    **dict.fromkeys(
        (
            "ASCII_SPACE",
            "clock_steps",
            "day_steps",
            "instant_of",
            "largest",
            "latest",
            "months_back",
            "months_between",
            "month_ordinal",
            "most_within",
            "most_within_months",
            "offsets_of",
            "seen_events",
            "smallest",
            "start_of",
            "steps_since",
            "whole",
            "worth_by_day",
            "years_between",
        ),
        RUNTIME,
    ),
}
TAKEN: Final = (
    frozenset({LEAD, FACTS, GET, EVENTS, EVENT, AT, TYPE, GONE, GET_EVENT, AS_OF, TODAY, ZONE, STARTS, OFFSETS})
    | {"day", "entry", "wanted", "policy", "answer", "reasons"}
    | frozenset(HELPERS)
    | frozenset(dir(builtins))
)


class Held(NamedTuple):
    """A value in a local or constant: it is `factor` times what stands there; or None, where it may be missing."""

    expr: ast.expr
    factor: int
    may_miss: bool


class Place:
    """Where locals of one event are made (`head`) and read (`block`): one place for all sets of the same types."""

    def __init__(self) -> None:
        self.head: list[ast.stmt] = []
        self.block: list[ast.stmt] = []
        self.memo: dict[object, Held] = {}
        self.reads_facts = False

"""Facts of a lead and of its events, and what a missing one may be."""

from __future__ import annotations

from leadspec.engines.interpreter.bounds import widest
from leadspec.engines.interpreter.results import ValueResult
from leadspec.ir.core import ValueKind
from leadspec.ir.lead import Event, FactValue


def event_fact(event: Event, name: str) -> FactValue | None:
    """A fact of an event: its instant, its type, or one of its own."""
    match name:
        case "at":
            return event.at
        case "type":
            return event.type
        case _:
            return event.facts.get(name)


def event_field(name: str) -> str:
    """The name under which an event's field is listed as missing."""
    return f"activities.{name}"


def missing_fact(name: str, kind: ValueKind) -> ValueResult:
    """Missing now, and anything once it is filled in."""
    low, high = widest(kind)
    return ValueResult(None, open=True, low=low, high=high, may_miss=True, missing=frozenset({name}))

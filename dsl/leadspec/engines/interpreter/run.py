"""One lead on its way through a program: the results so far, and the one place that asks for the next.

Each node in the lead's scope is looked at once and its result kept, so that an explanation can walk the IR.
Definitions are evaluated in their order; a reference looks its result up.
"""

from __future__ import annotations

from leadspec.engines.interpreter.conditions import evaluate_condition
from leadspec.engines.interpreter.events import evaluate_events
from leadspec.engines.interpreter.prepare import Prepared
from leadspec.engines.interpreter.reasons import DefinitionResult, EventsResult, NodeResult
from leadspec.engines.interpreter.results import ConditionResult, ValueResult
from leadspec.engines.interpreter.values import evaluate_value
from leadspec.ir.core import Condition, EventSet, Value
from leadspec.ir.lead import Event, Lead


class Run:
    """The state of one evaluation. `event` is given where a node stands in the scope of one event."""

    __slots__ = ("_days", "definitions", "lead", "nodes", "prepared", "seen")

    def __init__(self, prepared: Prepared, lead: Lead) -> None:
        self.prepared = prepared
        self.lead = lead
        # An event after `as_of` is not seen.
        self.seen: tuple[Event, ...] = tuple(each for each in lead.events if each.at <= prepared.as_of)
        self.definitions: dict[str, DefinitionResult] = {}
        self.nodes: dict[int, NodeResult] = {}
        self._days: dict[int, int] = {}

    def day(self, at: int) -> int:
        """The local day of an instant."""
        found = self._days.get(at)
        if found is None:
            found = self._days[at] = self.prepared.day(at)
        return found

    def value(self, node: Value, event: Event | None = None) -> ValueResult:
        if event is not None:
            return evaluate_value(self, node, event)
        found = self.nodes.get(id(node))
        if not isinstance(found, ValueResult):
            found = self.nodes[id(node)] = evaluate_value(self, node, None)
        return found

    def condition(self, node: Condition, event: Event | None = None) -> ConditionResult:
        if event is not None:
            return evaluate_condition(self, node, event)
        found = self.nodes.get(id(node))
        if not isinstance(found, ConditionResult):
            found = self.nodes[id(node)] = evaluate_condition(self, node, None)
        return found

    def events(self, node: EventSet) -> EventsResult:
        found = self.nodes.get(id(node))
        if not isinstance(found, EventsResult):
            found = self.nodes[id(node)] = evaluate_events(self, node)
        return found

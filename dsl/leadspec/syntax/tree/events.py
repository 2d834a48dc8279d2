"""Windows of time, patterns of events, and what is asked of them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from leadspec.node import Node
from leadspec.syntax.tree.values import Name
from leadspec.values.durations import Duration, Unit

if TYPE_CHECKING:
    from leadspec.syntax.tree.expressions import Expression


class InTheLast(Node, frozen=True):
    duration: Duration


class InTheNext(Node, frozen=True):
    duration: Duration


class AtLeastAgo(Node, frozen=True):
    duration: Duration


class FromToAgo(Node, frozen=True):
    """`from 30 to 60 days ago`: `near` and `far` in `unit`, near <= age < far."""

    near: int
    far: int
    unit: Unit


class Before(Node, frozen=True):
    moment: Expression


class Since(Node, frozen=True):
    moment: Expression


class WithinAfter(Node, frozen=True):
    """`within D after T`, of events only."""

    duration: Duration
    moment: Expression


Window = InTheLast | InTheNext | AtLeastAgo | FromToAgo | Before | Since | WithinAfter


class EventPattern(Node, frozen=True):
    """TYPE [where C]; `type` is None for any event. Names in `where` are the event's; `lead.F` is the lead's."""

    type: Name | None
    where: Expression | None = None


class Bound(Enum):
    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACTLY = "exactly"


class Times(Node, frozen=True):
    bound: Bound
    number: int


class Did(Node, frozen=True):
    """`did TYPE …`, `did not TYPE …`; `on_days`: at least so many different days."""

    events: EventPattern
    negated: bool = False
    times: Times | None = None
    on_days: int | None = None
    window: Window | None = None


class DidWithinAny(Node, frozen=True):
    """`did TYPE at least N times within any D`: a burst."""

    events: EventPattern
    number: int
    duration: Duration
    negated: bool = False


class DidThen(Node, frozen=True):
    """`did A then B [within D] [WINDOW]`: B strictly later than A, the window is B's."""

    first: EventPattern
    second: EventPattern
    within: Duration | None = None
    window: Window | None = None
    negated: bool = False


class CountOf(Node, frozen=True):
    """`count of TYPE …`; with `different`, how many values of that event field."""

    events: EventPattern
    different: Name | None = None
    window: Window | None = None


class DaysWith(Node, frozen=True):
    events: EventPattern
    window: Window | None = None


class AggregateKind(Enum):
    SUM = "sum"
    LARGEST = "largest"
    SMALLEST = "smallest"


class Aggregate(Node, frozen=True):
    """`sum of F of TYPE …`, `largest F of TYPE …`, `smallest F of TYPE …`."""

    kind: AggregateKind
    field: Name
    events: EventPattern
    window: Window | None = None


class Which(Enum):
    FIRST = "first"
    LAST = "last"


class EventMoment(Node, frozen=True):
    """`first TYPE`, `last TYPE`: the instant of that event."""

    which: Which
    events: EventPattern


class EventFact(Node, frozen=True):
    """`F of last TYPE`: that event's field."""

    field: Name
    which: Which
    events: EventPattern

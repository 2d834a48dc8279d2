"""What event sets, points and first matches gave, with all that led to it.

Like the results of conditions and values they hold the value and its may-set; beside these they keep the steps, so
that an explanation need not evaluate anything again.
"""

from __future__ import annotations

from msgspec import Struct

from leadspec.engines.interpreter.results import ConditionResult, PointsBounds, ValueResult, joined
from leadspec.ir.core import FirstOf, Group, Points
from leadspec.ir.lead import Event


class Member(Struct, frozen=True):
    """An event that may be in a set. `index`: its place among the lead's events."""

    index: int
    event: Event
    included: ConditionResult

    @property
    def counted(self) -> bool:
        return self.included.value is True

    @property
    def sure(self) -> bool:
        return not self.included.may_fail


class EventsResult(Struct, frozen=True):
    """The events that are or may be in a set, in their order. `limits`: those of its window, in the bounds' order."""

    members: tuple[Member, ...]
    limits: tuple[ValueResult, ...]
    missing: frozenset[str]

    @property
    def unknown(self) -> bool:
        """Whether a limit is missing, and with it every measure."""
        return any(each.value is None for each in self.limits)

    @property
    def never(self) -> bool:
        """Whether a limit is missing, and no fact can change that."""
        return any(each.never for each in self.limits)

    @property
    def missing_limits(self) -> frozenset[str]:
        """The facts that the limits hang on."""
        return joined(each.missing for each in self.limits)


class EventPoints(Struct, frozen=True):
    """The points of one event. `age` in days and whole `periods` of decay are None where nothing asks for them.

    `cents` are its points if it counts; `picked`: it counts, and no cooldown left it out.
    """

    member: Member
    amount: ValueResult
    day: int | None
    age: int | None
    periods: int | None
    bounds: PointsBounds
    picked: bool


class LineResult(Struct, frozen=True):
    """A line of points: `total` before the cap, `applied` after it if the line applies, `points` as they count."""

    node: Points
    when: ConditionResult
    amount: ValueResult | None
    events: tuple[EventPoints, ...]
    total: PointsBounds
    applied: PointsBounds
    points: PointsBounds


class GroupResult(Struct, frozen=True):
    """`total` is the sum of the items, `points` what floor and cap leave of it."""

    node: Group
    items: tuple[RuleResult, ...]
    total: PointsBounds
    points: PointsBounds


class FirstOfResult(Struct, frozen=True):
    """`chosen`: the line that counts; `may`: the lines that may be first. `items` end with the last looked at."""

    node: FirstOf
    items: tuple[LineResult, ...]
    chosen: int | None
    may: tuple[int, ...]
    points: PointsBounds


RuleResult = LineResult | GroupResult | FirstOfResult


class MatchResult(Struct, frozen=True):
    """`chosen`: the row that counts; `may`: the rows that may. `rows` end with the last one looked at.

    `outcomes`: what the definition may give, in the order of the rows.
    """

    rows: tuple[ConditionResult, ...]
    chosen: int
    may: tuple[int, ...]
    outcome: str
    number: int | None
    outcomes: tuple[str, ...]
    as_value: ValueResult
    missing: frozenset[str]


DefinitionResult = ConditionResult | ValueResult | RuleResult | MatchResult
NodeResult = ConditionResult | ValueResult | EventsResult

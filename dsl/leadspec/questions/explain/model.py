"""Why a lead got its answer: plain data for people and programs to be shown, without the lead's own values.

Of the lead it holds the names of facts, the types and instants of events, and points. Values of facts stand in it
only where they were asked for (`show_values`). Points are cents, other numbers millionths, instants microseconds,
days the days since 1970-01-01.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct

from leadspec.ir.core import Role
from leadspec.ir.lead import FactValue
from leadspec.source import Span
from leadspec.values.durations import Duration


class Truth(Enum):
    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Form(Enum):
    """How the parts of a condition make its truth."""

    ALL = "all of"
    ANY = "any of"
    AT_LEAST = "at least"  # `number` of its parts
    NOT = "not"
    NAMED = "named"  # the condition of the definition `refers_to`
    TEST = "test"  # a comparison, without parts


# --- Conditions -----------------------------------------------------------------------------------------------


class Fact(Struct, frozen=True):
    """A fact that a test reads. `value` is None where it is missing, or was not asked for."""

    name: str
    known: bool
    value: FactValue | None = None


class SeenEvent(Struct, frozen=True):
    """An event that counts in a test, or (`counted` is false) would count if a missing fact were known.

    `sure`: no missing fact can change whether it counts.
    """

    type: str
    at: int
    counted: bool
    sure: bool


class SeenEvents(Struct, frozen=True):
    """The events that a test looks at. Local days from `first_day` to `last_day`; None: no such end, or a hidden one.

    `first_hidden`, `last_hidden`: that end hangs on a date of the lead, and values were not asked for.
    `anchor_missing`: what the window is measured from is missing, so the test is unknown.
    """

    text: str
    first_day: int | None
    last_day: int | None
    anchor_missing: bool
    events: tuple[SeenEvent, ...]
    first_hidden: bool = False
    last_hidden: bool = False


class ConditionReason(Struct, frozen=True):
    """A condition with its parts. `undecided`: missing facts may change it; `missing` names these."""

    text: str
    form: Form
    truth: Truth
    undecided: bool
    missing: tuple[str, ...]
    span: Span
    number: int | None = None
    refers_to: str | None = None
    parts: tuple[ConditionReason, ...] = ()
    facts: tuple[Fact, ...] = ()
    events: tuple[SeenEvents, ...] = ()


class DefinitionReason(Struct, frozen=True):
    """A definition that other rules name: a define, a line of a persona, a stage's own condition.

    A define that is no condition has no `reason`; its `value` stands here only where values were asked for.
    """

    name: str
    role: Role
    text: str
    span: Span
    because: str | None
    reason: ConditionReason | None
    known: bool
    value: FactValue | None = None


# --- Points ---------------------------------------------------------------------------------------------------


class EventReason(Struct, frozen=True):
    """The points of one event: `original` before decay, `cents` after `periods` whole periods of its age.

    `counted`: it is among the line's events; `picked`: and no cooldown leaves it out. `sure` as in `SeenEvent`.
    """

    type: str
    at: int
    day: int | None
    age_days: int | None
    every: Duration | None
    periods: int | None
    original: int
    cents: int
    amount_missing: bool
    counted: bool
    picked: bool
    sure: bool


class LineReason(Struct, frozen=True):
    """A line of points. `total` before its cap, `cents` as they count: 0 where it does not `apply`.

    `cap_bound`: the cap took points away. `low` and `high`: what the points may be once missing facts are known.
    """

    text: str
    applies: Truth
    when: ConditionReason | None
    amount_missing: bool
    events: tuple[EventReason, ...]
    seen: SeenEvents | None
    total: int
    cap: int | None
    cap_bound: bool
    cents: int
    low: int
    high: int
    missing: tuple[str, ...]
    because: str | None
    span: Span


class GroupReason(Struct, frozen=True):
    """A group of lines. `total` is their sum, `cents` what floor and cap leave of it."""

    title: str | None
    items: tuple[PointsReason, ...]
    total: int
    floor: int | None
    cap: int | None
    floor_bound: bool
    cap_bound: bool
    cents: int
    low: int
    high: int
    missing: tuple[str, ...]
    because: str | None
    span: Span


class FirstOfReason(Struct, frozen=True):
    """The first line that holds. `chosen`: its place among `items`, which end with the last line looked at."""

    items: tuple[LineReason, ...]
    chosen: int | None
    cents: int
    low: int
    high: int
    missing: tuple[str, ...]
    because: str | None
    span: Span


PointsReason = LineReason | GroupReason | FirstOfReason


# --- Outputs --------------------------------------------------------------------------------------------------


class Output(Struct, frozen=True):
    """What all outputs have: `path` as in a lead's row, and the facts that leave it undecided."""

    path: str
    name: str
    role: Role
    owner: str | None
    undecided: bool
    missing: tuple[str, ...]
    because: str | None
    span: Span


class ConditionOutput(Output, frozen=True):
    """A reason, a remark, or whether a department counts the lead. `value` is as in the lead's row."""

    value: bool | None
    reason: ConditionReason


class PersonaOutput(Output, frozen=True):
    """A persona: `true_lines` of `lines`, each explained under its name in `definitions`."""

    value: bool | None
    reason: ConditionReason
    true_lines: int
    lines: tuple[str, ...]


class ScoreOutput(Output, frozen=True):
    """A score in cents; its range is the floor and cap of the outermost group."""

    cents: int
    low: int
    high: int
    points: PointsReason


class RowReason(Struct, frozen=True):
    """A row that was looked at: rows after one that surely holds are not."""

    outcome: str
    reason: ConditionReason
    because: str | None
    span: Span


class MatchOutput(Output, frozen=True):
    """A stage, label or table result: the first row that holds. `may`: all that it may be."""

    outcome: str
    number: int | None
    may: tuple[str, ...]
    rows: tuple[RowReason, ...]
    chosen: int

    @property
    def deciding(self) -> RowReason:
        return self.rows[self.chosen]


OutputReason = ConditionOutput | PersonaOutput | ScoreOutput | MatchOutput


class Explanation(Struct, frozen=True):
    """Why one lead got its answer. `outputs` in the policy's order, `definitions` by name in theirs."""

    lead_id: str
    policy: str
    as_of: int
    zone: str | None
    outputs: tuple[OutputReason, ...]
    definitions: Mapping[str, DefinitionReason]
    missing: tuple[str, ...]

    def output(self, path: str) -> OutputReason:
        """The output with this path, e.g. `scores.fit`. Raises `KeyError` where there is none."""
        for each in self.outputs:
            if each.path == path:
                return each
        raise KeyError(path)

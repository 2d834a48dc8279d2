"""Rules: points and first match; always definite."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from leadspec.ir.core.expressions import (
    Condition,
    EventSet,
    Value,
)
from leadspec.node import Node
from leadspec.values.durations import Duration


class Occasion(Enum):
    EACH = "each"
    FIRST = "first"
    LAST = "last"


class Period(Enum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Decay(Node, frozen=True):
    """The points of an event after k whole `every` of age are `cents[k]`, the last one ever after.

    `cents` are sizes without sign, and never rise: `cents[0]` is the line's amount.
    """

    apart: ClassVar[tuple[str, ...]] = ("text",)

    every: Duration
    cents: tuple[int, ...]
    text: str = ""


class Points(Node, frozen=True):
    """One line: `amount` (in millionths, times `sign`) where `when` is true, for the lead or for each event.

    Order: which events, of those in one `per` the latest `times_per`, points, decay, rounded to cents, summed,
    `cap` (a size in cents, in the line's own direction). A missing amount adds nothing and is listed.
    May: bounds of the sum over the events that may count, then the same cap; with no points where `when` may not hold.
    """

    apart: ClassVar[tuple[str, ...]] = ("because",)

    sign: int
    amount: Value
    when: Condition | None = None
    events: EventSet | None = None
    occasion: Occasion | None = None
    times_per: int | None = None
    per: Period | None = None
    decay: Decay | None = None
    cap: int | None = None
    because: str | None = None


class Group(Node, frozen=True):
    """The sum of its items, then at least `floor`, then at most `cap` (cents). A score's body is a group too.

    May: the sum of the bounds, each end with the same floor and cap.
    """

    apart: ClassVar[tuple[str, ...]] = (
        "title",
        "because",
    )

    items: tuple[PointsRule, ...]
    floor: int | None = None
    cap: int | None = None
    title: str | None = None
    because: str | None = None


class FirstOf(Node, frozen=True):
    """The points of the first line whose `when` is true (a line without one always is), else none.

    May: the points of each line that may be first, and none where no line surely holds.
    """

    apart: ClassVar[tuple[str, ...]] = ("because",)

    items: tuple[Points, ...]
    because: str | None = None


PointsRule = Points | Group | FirstOf


class Row(Node, frozen=True):
    """`outcome` where `condition` is true. `number` (millionths): the result of a table of numbers."""

    apart: ClassVar[tuple[str, ...]] = ("because",)

    condition: Condition
    outcome: str
    number: int | None = None
    because: str | None = None


class FirstMatch(Node, frozen=True):
    """The outcome of the first row that is true; the last row's condition is always true.

    May: the outcomes of all rows that may be true, up to the first that surely is.
    """

    rows: tuple[Row, ...]

"""Durations: a whole number of minutes, hours, days, weeks, months or years.

Reference: `docs/reference/semantics.md`, time. Minutes and hours count instants, all others count local dates.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Unit(Enum):
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    @property
    def is_clock(self) -> bool:
        """Whether this unit counts instants; the others count dates."""
        return self in (Unit.MINUTE, Unit.HOUR)


class Duration(Struct, frozen=True):
    """`amount` units, e.g. `30 days`."""

    amount: int
    unit: Unit

    @property
    def is_clock(self) -> bool:
        """Whether this duration counts instants (minutes, hours)."""
        return self.unit.is_clock

    def in_days(self) -> int | None:
        """The days, of a duration in days or weeks. All others have no fixed number of days: `None`."""
        match self.unit:
            case Unit.DAY:
                return self.amount
            case Unit.WEEK:
                return self.amount * 7
            case _:
                return None

    def in_months(self) -> int | None:
        """The months, of a duration in months or years; else `None`."""
        match self.unit:
            case Unit.MONTH:
                return self.amount
            case Unit.YEAR:
                return self.amount * 12
            case _:
                return None

    def in_microseconds(self) -> int | None:
        """The microseconds, of a duration in minutes or hours; else `None`: a day is not always 24 hours."""
        match self.unit:
            case Unit.MINUTE:
                return self.amount * 60_000_000
            case Unit.HOUR:
                return self.amount * 3_600_000_000
            case _:
                return None

    def normal(self) -> Duration:
        """The same duration in days, months or minutes: two weeks and 14 days are one thing to every engine."""
        days, months = self.in_days(), self.in_months()
        if days is not None:
            return Duration(days, Unit.DAY)
        if months is not None:
            return Duration(months, Unit.MONTH)
        return Duration(self.amount * (60 if self.unit is Unit.HOUR else 1), Unit.MINUTE)

    def times(self, count: int) -> Duration:
        """`count` of these in a row. 3 times 1 month is 3 months, never a month after a month."""
        return Duration(self.amount * count, self.unit)

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.value}{'' if self.amount == 1 else 's'}"


def unit_of(word: str) -> Unit | None:
    """The unit that a word names, singular or plural, in lower case; else `None`."""
    return _UNITS.get(word)


_UNITS = {word: unit for unit in Unit for word in (unit.value, f"{unit.value}s")}

"""What a node gave: its value, what else it might give once missing facts are known, and which facts those are.

A MAY-SET is the over-approximated set of results that a node may take when some or all of the missing facts are
filled in. The value itself always belongs to it. A result with one possibility is DECIDED.

INVARIANT: `missing` is empty exactly where the result is decided.
INVARIANT: a fact more never adds to a may-set. Presence is the one exception: that a fact is missing is known, so a
presence test is decided either way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from leadspec.ir.lead import FactValue
from leadspec.values.decimals import LIMIT, from_cents

Truth3 = bool | None  # None: unknown

NOTHING: Final[frozenset[str]] = frozenset()


class ConditionResult(Struct, frozen=True):
    """True, false or unknown (`None`), and which of the three it may be."""

    value: Truth3
    may: frozenset[Truth3]
    missing: frozenset[str] = NOTHING

    @property
    def decided(self) -> bool:
        return len(self.may) == 1

    @property
    def may_hold(self) -> bool:
        return True in self.may

    @property
    def may_fail(self) -> bool:
        """Whether it may be false or unknown: a rule does not apply in either case."""
        return self.may != SURELY_HOLDS

    @property
    def open(self) -> bool:
        """Whether it may hold and may not hold."""
        return self.may_hold and self.may_fail


SURELY_HOLDS: Final[frozenset[Truth3]] = frozenset({True})

TRUE: Final = ConditionResult(True, SURELY_HOLDS)
FALSE: Final = ConditionResult(False, frozenset({False}))
UNKNOWN: Final = ConditionResult(None, frozenset({None}))


def decided(value: Truth3) -> ConditionResult:
    """A condition that no missing fact can change."""
    return UNKNOWN if value is None else TRUE if value else FALSE


def condition_result(value: Truth3, may: Iterable[Truth3], missing: frozenset[str]) -> ConditionResult:
    """A condition with its may-set; without missing facts where that leaves no choice."""
    possible = frozenset(may)
    return decided(value) if len(possible) == 1 else ConditionResult(value, possible, missing)


# Bounds of what may be: a number is never larger than this, a date or instant has no bound of its own.
MOST: Final = LIMIT - 1
LOWEST: Final = -(10**30)
HIGHEST: Final = 10**30


class ValueResult(Struct, frozen=True):
    """A value (`None`: missing) and what it may be.

    Not `open`: never anything but `value`. Open: something from `low` to `high` (numbers, days, instants; texts and
    truths have no order, so they may be anything), or missing where `may_miss`.
    """

    value: FactValue | None
    open: bool = False
    low: int = LOWEST
    high: int = HIGHEST
    may_miss: bool = False
    missing: frozenset[str] = NOTHING

    @property
    def never(self) -> bool:
        """Whether it is missing, and no fact can change that."""
        return self.value is None and not self.open


NEVER: Final = ValueResult(None, may_miss=True)


def known(value: FactValue | None) -> ValueResult:
    """A value that no missing fact can change."""
    if value is None:
        return NEVER
    return ValueResult(value, False, value, value) if type(value) is int else ValueResult(value)


def open_value(value: FactValue | None, low: int, high: int, may_miss: bool, missing: frozenset[str]) -> ValueResult:
    """A value that missing facts may change; decided after all where the bounds leave no choice."""
    if low == high == value and not may_miss:
        return known(value)
    return ValueResult(value, True, low, high, may_miss, missing)


class PointsBounds(Struct, frozen=True):
    """Cents, and the bounds of what they may be."""

    cents: int
    low: int
    high: int
    missing: frozenset[str] = NOTHING

    @property
    def decided(self) -> bool:
        return self.low == self.high

    def as_number(self) -> ValueResult:
        """In millionths. A score is always a number, however large."""
        return open_value(
            from_cents(self.cents), from_cents(self.low), from_cents(self.high), may_miss=False, missing=self.missing
        )


def points_bounds(cents: int, low: int, high: int, missing: frozenset[str]) -> PointsBounds:
    """Points with their bounds; without missing facts where these leave no choice."""
    return PointsBounds(cents, low, high, NOTHING if low == high else missing)


def joined(missing: Iterable[frozenset[str]]) -> frozenset[str]:
    """All of the missing facts of several results."""
    return NOTHING.union(*missing)

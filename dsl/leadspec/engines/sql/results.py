"""What a node is in terms: its value beside its may-set, as `interpreter.results` has them for one lead.

Where a may-set cannot part from the value, none is built: a condition or value is then CLOSED, or its may-set follows
from its being NULL. Whether it is so is known from the policy alone, and said by `shape`.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from leadspec.engines.interpreter.results import HIGHEST, LOWEST, MOST
from leadspec.engines.sql.numbers import Mask, narrowed, only_where
from leadspec.engines.sql.terms import (
    FALSE,
    NULL,
    ZERO,
    Op,
    Term,
    all_of,
    any_of,
    compare,
    fails,
    holds,
    is_literal,
    is_null,
    literal,
    negated,
    where,
)
from leadspec.ir.core import ValueKind


class Shape(Enum):
    CLOSED = "closed"  # never anything but its value
    BY_NULL = "by null"  # open exactly where it is NULL; then it may be anything (a condition: true, false, unknown)
    OPEN = "open"  # its may-set is spelled out


class Cond(Struct, frozen=True):
    """A condition. `true`, `false`, `unknown`: whether it may be that; never NULL. `missing`: 0 where decided."""

    shape: Shape
    value: Term
    true: Term
    false: Term
    unknown: Term
    missing: Mask

    @property
    def sure(self) -> Term:
        """It holds, whatever is filled in."""
        return holds(self.value) if self.shape is not Shape.OPEN else negated(self.may_fail)

    @property
    def may_fail(self) -> Term:
        if self.shape is not Shape.OPEN:
            return negated(holds(self.value))
        return any_of((self.false, self.unknown, negated(self.true)))

    @property
    def open(self) -> Term:
        """It may hold and may not hold."""
        match self.shape:
            case Shape.CLOSED:
                return FALSE
            case Shape.BY_NULL:
                return is_null(self.value)
            case Shape.OPEN:
                return all_of((self.true, self.may_fail))

    @property
    def undecided(self) -> Term:
        """More than one of the three is possible."""
        if self.shape is not Shape.OPEN:
            return self.open
        return any_of(
            (
                all_of((self.true, self.false)),
                all_of((self.true, self.unknown)),
                all_of((self.false, self.unknown)),
            )
        )


def closed_condition(value: Term, words: int) -> Cond:
    return Cond(Shape.CLOSED, value, holds(value), fails(value), is_null(value), (ZERO,) * words)


def by_null(value: Term, missing: Mask) -> Cond:
    """Open where it is NULL; `missing` is said for where it is."""
    if not value.null:
        return closed_condition(value, len(missing))
    unknown = is_null(value)
    true, false = any_of((unknown, holds(value))), any_of((unknown, fails(value)))
    return Cond(Shape.BY_NULL, value, true, false, unknown, only_where(unknown, missing))


def open_condition(value: Term, true: Term, false: Term, unknown: Term, missing: Mask) -> Cond:
    """Spelled out; `missing` is said for where it is undecided."""
    found = Cond(Shape.OPEN, value, true, false, unknown, missing)
    return Cond(Shape.OPEN, value, true, false, unknown, only_where(found.undecided, missing))


class Val(Struct, frozen=True):
    """A value. `low`, `high` hold wherever it is not missing for good; `folded` is a text as it is compared.

    `open`, `may_miss` are never NULL. `missing`: 0 where it is not open.
    """

    shape: Shape
    kind: ValueKind
    value: Term
    open: Term
    low: Term
    high: Term
    may_miss: Term
    missing: Mask
    folded: Term = NULL
    members: tuple[str, ...] = ()  # of an enum's fact: all that it may be

    @property
    def never(self) -> Term:
        """Missing, and no fact can change that."""
        match self.shape:
            case Shape.CLOSED:
                return is_null(self.value)
            case Shape.BY_NULL:
                return FALSE
            case Shape.OPEN:
                return all_of((negated(self.open), is_null(self.value)))


ENDS = {kind: (-MOST, MOST) if kind is ValueKind.NUMBER else (LOWEST, HIGHEST) for kind in ValueKind}


def closed_value(kind: ValueKind, value: Term, words: int, folded: Term = NULL) -> Val:
    low, high = (value, value) if kind in ORDERED else (literal(LOWEST), literal(HIGHEST))
    return Val(Shape.CLOSED, kind, value, FALSE, low, high, is_null(value), (ZERO,) * words, folded)


ORDERED = frozenset({ValueKind.NUMBER, ValueKind.DAY, ValueKind.INSTANT})


def fact_value(
    kind: ValueKind, value: Term, missing: Mask, folded: Term = NULL, ends: tuple[int, int] | None = None
) -> Val:
    """A value that may be anything (within `ends`), or stay missing, where it is NULL."""
    if not value.null:
        return closed_value(kind, value, len(missing), folded)
    low, high = ENDS[kind] if ends is None else ends
    absent = is_null(value)
    ends_of = (literal(low), literal(high))
    if kind in ORDERED:
        ends_of = (where((absent, ends_of[0]), other=value), where((absent, ends_of[1]), other=value))
    return Val(Shape.BY_NULL, kind, value, absent, *ends_of, absent, only_where(absent, missing), folded)


def ends_of_fact(item: Val) -> tuple[Term, Term]:
    """Between which bounds a value BY_NULL lies where it is NULL."""
    if item.low.op is Op.CASE:
        return item.low.args[1], item.high.args[1]
    return item.low, item.high


def open_value(
    kind: ValueKind,
    opened: Term,
    value: Term,
    low: Term,
    high: Term,
    may_miss: Term,
    missing: Mask,
    folded: Term = NULL,
) -> Val:
    """A value that facts may change where `opened`; decided there too if the bounds leave no choice."""
    ordered = kind in ORDERED
    settled = FALSE
    if ordered and not is_literal(may_miss, True):
        same = (compare(Op.EQUAL, low, high), holds(compare(Op.EQUAL, value, low)), negated(may_miss))
        settled = all_of(holds(each) for each in same)
    open_ = all_of((opened, negated(settled)))
    if ordered:
        low, high = where((open_, low), other=value), where((open_, high), other=value)
    absent = is_null(value)
    return Val(
        Shape.OPEN,
        kind,
        value,
        open_,
        low,
        high,
        where((open_, may_miss), other=absent),
        only_where(open_, missing),
        folded,
    )


def open_number(opened: Term, value: Term, low: Term, high: Term, may_miss: Term, missing: Mask) -> Val:
    """Like `open_value`, for a number that is missing where it would be out of range."""
    least, most = literal(-MOST), literal(MOST)
    far = any_of((compare(Op.MORE, low, most), compare(Op.LESS, high, least)))
    outside = any_of((compare(Op.LESS, low, least), compare(Op.MORE, high, most)))
    low = narrowed(where((compare(Op.LESS, low, least), least), other=low), -MOST, MOST)
    high = narrowed(where((compare(Op.MORE, high, most), most), other=high), -MOST, MOST)
    opened = all_of((opened, holds(negated(far))))
    may_miss = any_of((may_miss, holds(outside)))
    return open_value(ValueKind.NUMBER, opened, value, low, high, may_miss, missing)


class Pts(Struct, frozen=True):
    """Cents, with bounds; none is NULL. `missing`: 0 where the bounds leave no choice."""

    cents: Term
    low: Term
    high: Term
    missing: Mask

    @property
    def closed(self) -> bool:
        """Whether no fact can change them, in any lead."""
        return self.low is self.cents and self.high is self.cents

    @property
    def undecided(self) -> Term:
        return FALSE if self.closed else compare(Op.NOT_EQUAL, self.low, self.high)


def closed_points(cents: Term, words: int) -> Pts:
    return Pts(cents, cents, cents, (ZERO,) * words)


def points(cents: Term, low: Term, high: Term, missing: Mask) -> Pts:
    found = Pts(cents, low, high, missing)
    return Pts(cents, low, high, only_where(found.undecided, missing))


class Match(Struct, frozen=True):
    """A first match. `may`: for each row whether it may be first; `missing`: 0 where one outcome alone is possible."""

    outcome: Term
    folded: Term
    number: Term
    outcomes: tuple[str, ...]  # of each row
    numbers: tuple[int | None, ...]
    may: tuple[Term, ...]
    undecided: Term
    missing: Mask


Result = Cond | Val | Pts | Match

"""Decay: points that grow smaller with the age of an event, as a finite table of cents.

Reference: `docs/reference/semantics.md`, decay. Entry k of a table holds the points after k whole periods,
computed from the original points by exact fractions and rounded once to a cent, half away from zero. It moves
towards zero and never past it. The table ends at its first 0, or is one entry where nothing ever changes; the
last entry holds for all later periods. Engines see the table only: none computes a power.

A percentage is an `int` in millionths (`80%` is 80_000_000), points are `int` cents.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final, assert_never

from msgspec import Struct

from leadspec.values.decimals import ONE, divide_half_away
from leadspec.values.durations import Duration, Unit

MOST_ENTRIES: Final = 20_000

_ALL: Final = 100 * ONE
_GUARD_BITS: Final = 192
_HALF: Final = 1 << (_GUARD_BITS - 1)


class Halving(Struct, frozen=True):
    """`halving every 30 days`."""

    every: Duration


class Keeping(Struct, frozen=True):
    """`keeping 80% every 30 days`: of what is left."""

    percent: int
    every: Duration


class LosingPoints(Struct, frozen=True):
    """`losing 5 points every 30 days`."""

    points: int
    every: Duration


class LosingShare(Struct, frozen=True):
    """`losing 50% every 30 days`: of the original points."""

    percent: int
    every: Duration


class Fading(Struct, frozen=True):
    """`fading to 0 over 30 days`: in equal steps, day by day. Days or weeks only; months have no fixed length."""

    over: Duration


Decay = Halving | Keeping | LosingPoints | LosingShare | Fading


class DecayFault(Struct, frozen=True):
    """Why a decay has no table: what is wrong, and what to do, for a person who does not program."""

    message: str
    hint: str


def period_of(decay: Decay) -> Duration:
    """The period that the entries of a decay's table count."""
    return Duration(1, Unit.DAY) if isinstance(decay, Fading) else decay.every


def decay_table(original_cents: int, decay: Decay) -> tuple[int, ...] | DecayFault:
    """The points in cents by the number of whole periods elapsed (see `period_of`); the last entry stays."""
    fault = _fault(decay)
    if fault is not None:
        return fault
    if _is_constant(decay):
        return (original_cents,)
    sizes = []
    for size in _sizes(abs(original_cents), decay):
        sizes.append(size)
        if size == 0:
            return tuple(sizes) if original_cents >= 0 else tuple(-each for each in sizes)
        if len(sizes) == MOST_ENTRIES:
            break
    return DecayFault(
        f"these points need more than {MOST_ENTRIES:,} steps to come down to 0",
        "let them go down faster, or count only events `in the last` days",
    )


def _sizes(size: int, decay: Decay) -> Iterator[int]:
    """The size of the points after 0, 1, 2, … whole periods, without end."""
    match decay:
        case Halving():
            return _powers(size, _ALL // 2)
        case Keeping(percent=percent):
            return _powers(size, percent)
        case LosingPoints(points=points):
            return (max(size - points * k, 0) for k in count())
        case LosingShare(percent=percent):
            return (divide_half_away(size * max(_ALL - percent * k, 0), _ALL) for k in count())
        case Fading(over=over):
            days = over.in_days() or 1
            return (divide_half_away(size * max(days - k, 0), days) for k in count())
        case _:
            assert_never(decay)


def _powers(size: int, percent: int) -> Iterator[int]:
    """What is left of `size` when a percentage is kept 0, 1, 2, … times, rounded half away from zero.

    The exact fraction of a late period has hundreds of thousands of digits. It is held between two numbers in
    units of 2**-192, and worked out only where these two round differently, that is at ties.
    """
    low = high = size << _GUARD_BITS
    for k in count():
        rounded = (low + _HALF) >> _GUARD_BITS
        if rounded != (high + _HALF) >> _GUARD_BITS:
            rounded = divide_half_away(size * percent**k, _ALL**k)
        yield rounded
        low = low * percent // _ALL
        high = -(-high * percent // _ALL)


def _is_constant(decay: Decay) -> bool:
    match decay:
        case Keeping(percent=percent):
            return percent == _ALL
        case LosingPoints(points=lost) | LosingShare(percent=lost):
            return lost == 0
        case _:
            return False


def _fault(decay: Decay) -> DecayFault | None:
    match decay:
        case Keeping(percent=percent) | LosingShare(percent=percent) if not 0 <= percent <= _ALL:
            return DecayFault("a share of points lies between 0% and 100%", "write for example `80%`")
        case LosingPoints(points=points) if points < 0:
            return DecayFault("points to lose cannot be negative", "write for example `losing 5 points`")
        case Fading(over=over) if over.in_days() is None:
            return DecayFault(
                f"points fade day by day, and `{over}` is not a fixed number of days",
                "write days or weeks, for example `fading to 0 over 30 days`",
            )
    length = decay.over if isinstance(decay, Fading) else decay.every
    if length.amount < 1:
        return DecayFault(f"`{length}` never elapses", "write a length of at least 1")
    return None

"""Days and instants in terms, by integers alone: no engine's zone, interval or calendar has a say.

`cal` of a day is `32 * (12 * year + month) + day of the month`: whole months between two days are a quotient of it.
"""

from __future__ import annotations

from collections.abc import Callable

from leadspec.engines.interpreter.results import HIGHEST, LOWEST
from leadspec.engines.sql.numbers import add, divide, least, multiply, narrowed, negative, subtract
from leadspec.engines.sql.terms import Op, Term, all_of, compare, is_null, literal, where
from leadspec.values import instants
from leadspec.values.durations import Duration, Unit
from leadspec.values.zones import Zone

# Moments are moved up by so much before they are divided, because quotients of what is negative differ by engine.
_UP_DAYS = 3_000 * 146_097  # 3,000 times 400 years


def floor_div(item: Term, by: int, up: int = _UP_DAYS) -> Term:
    """Downwards, of what is not below `up` times `by`."""
    return subtract(divide(add(item, literal(up * by)), literal(by)), literal(up))


def modulo(item: Term, by: int, quotient: Term) -> Term:
    return narrowed(subtract(item, multiply(quotient, literal(by))), 0, by - 1)


def day_of(at: Term, zone: Zone) -> Term:
    """The local day of an instant."""
    local = add(at, multiply(_offset(at, zone, 0, len(zone.starts)), literal(instants.SECOND)))
    return floor_div(local, instants.DAY, up=10_000_000)


def _offset(at: Term, zone: Zone, first: int, end: int) -> Term:
    """The seconds ahead of UTC, among the entries from `first` to before `end`."""
    if end - first == 1:
        return literal(zone.offsets[first])
    middle = (first + end) // 2
    before = compare(Op.LESS, at, literal(zone.starts[middle]))
    return where((before, _offset(at, zone, first, middle)), other=_offset(at, zone, middle, end))


def civil(day: Term) -> tuple[Term, Term, Term]:
    """Year, month and day of the month, as `values.days.to_civil` has them."""
    shifted = add(day, literal(719_468))
    era = floor_div(shifted, 146_097)
    in_era = modulo(shifted, 146_097, era)
    leap = subtract(subtract(in_era, divide(in_era, literal(1_460))), divide(in_era, literal(146_096)))
    year_of_era = divide(add(leap, divide(in_era, literal(36_524))), literal(365))
    days_before = subtract(
        add(multiply(year_of_era, literal(365)), divide(year_of_era, literal(4))), divide(year_of_era, literal(100))
    )
    in_year = narrowed(subtract(in_era, days_before), 0, 365)
    shifted_month = divide(add(multiply(in_year, literal(5)), literal(2)), literal(153))
    of_month = subtract(in_year, divide(add(multiply(shifted_month, literal(153)), literal(2)), literal(5)))
    early = compare(Op.AT_LEAST, shifted_month, literal(10))  # January and February end the shifted year
    month = where((early, subtract(shifted_month, literal(9))), other=add(shifted_month, literal(3)))
    year = add(multiply(era, literal(400)), year_of_era, where((early, literal(1)), other=literal(0)))
    return year, narrowed(month, 1, 12), narrowed(add(of_month, literal(1)), 1, 31)


def from_civil(year: Term, month: Term, day: Term) -> Term:
    early = compare(Op.AT_MOST, month, literal(2))
    shifted_year = where((early, subtract(year, literal(1))), other=year)
    shifted_month = where((early, add(month, literal(9))), other=subtract(month, literal(3)))
    century, leap_century = floor_div(shifted_year, 100), floor_div(shifted_year, 400)
    leap_days = add(subtract(floor_div(shifted_year, 4), century), leap_century)
    in_year = divide(add(multiply(shifted_month, literal(153)), literal(2)), literal(5))
    return add(multiply(shifted_year, literal(365)), leap_days, in_year, day, literal(-719_469))


def cal_of(day: Term) -> Term:
    year, month, of_month = civil(day)
    return add(multiply(add(multiply(year, literal(12)), month), literal(32)), of_month)


def later(at: Term, by: Duration) -> Term:
    """A day, or for minutes an instant, moved into the future; what stands for no bound stays."""
    microseconds, days, months = by.in_microseconds(), by.in_days(), by.in_months()
    if microseconds is not None:
        return _kept(at, lambda given: add(given, literal(microseconds)))
    if days is not None:
        return _kept(at, lambda given: add(given, literal(days)))
    assert months is not None
    return _kept(at, lambda given: _months_later(given, months))


def _months_later(day: Term, months: int) -> Term:
    year, month, of_month = civil(day)
    whole = add(multiply(year, literal(12)), month, literal(months - 1))
    new_year = floor_div(whole, 12)
    new_month = add(modulo(whole, 12, new_year), literal(1))
    next_month = add(whole, literal(1))
    next_year = floor_div(next_month, 12)
    one = literal(1)
    start = from_civil(new_year, new_month, one)
    length = subtract(from_civil(next_year, add(modulo(next_month, 12, next_year), one), one), start)
    return add(start, least((of_month, narrowed(length, 28, 31))), literal(-1))


_REAL = 10**17  # what is further away stands for "no bound"


def _kept(at: Term, move: Callable[[Term], Term]) -> Term:
    """What stands for "no bound" is not moved."""
    lowest, highest = literal(LOWEST), literal(HIGHEST)
    below, above = compare(Op.AT_MOST, at, lowest), compare(Op.AT_LEAST, at, highest)
    return where((below, lowest), (above, highest), other=move(real(at)))


def real(at: Term) -> Term:
    """A moment, or 1970 in place of "no bound": engines may work out what nobody asks for."""
    if at.low is not None and at.high is not None and at.low >= -_REAL and at.high <= _REAL:
        return at
    near = all_of((compare(Op.AT_LEAST, at, literal(-_REAL)), compare(Op.AT_MOST, at, literal(_REAL))))
    return narrowed(where((near, at), (is_null(at), at), other=literal(0)), -_REAL, _REAL)


def moved_day(at: Term, zone: Zone) -> Term:
    return _kept(at, lambda given: day_of(given, zone))


def elapsed(unit: Unit, start: Term, end: Term) -> Term:
    """Whole units from one moment to another; negative where the end comes first."""
    match unit:
        case Unit.MINUTE | Unit.HOUR:
            size = Duration(1, unit).in_microseconds()
            assert size is not None
            return _signed(subtract(end, start), lambda gap: divide(gap, literal(size)))
        case Unit.DAY:
            return subtract(end, start)
        case Unit.WEEK:
            return _signed(subtract(end, start), lambda gap: divide(gap, literal(7)))
        case Unit.MONTH | Unit.YEAR:
            by = 32 if unit is Unit.MONTH else 32 * 12
            # A difference of `cal`, divided by 32, is the number of whole months; by 12 of these the years.
            if unit is Unit.MONTH:
                return _signed(subtract(cal_of(end), cal_of(start)), lambda gap: divide(gap, literal(by)))
            return _signed(
                subtract(cal_of(end), cal_of(start)), lambda gap: divide(divide(gap, literal(32)), literal(12))
            )


def _signed(gap: Term, whole: Callable[[Term], Term]) -> Term:
    backwards: Term = negative(whole(negative(gap)))
    forwards: Term = whole(gap)
    return where((compare(Op.LESS, gap, literal(0)), backwards), other=forwards)

"""Which events of a line count, in terms: `interpreter.cooldown`. The events stand in the order of their instants."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from leadspec.engines.sql.numbers import (
    add,
    at,
    count,
    distinct,
    end_of,
    filtered,
    first,
    greatest,
    in_order,
    last,
    least,
    mapped,
    multiply,
    slice_of,
    subtract,
    total,
)
from leadspec.engines.sql.results import Pts
from leadspec.engines.sql.terms import (
    MANY,
    NULL,
    ZERO,
    Op,
    Term,
    all_of,
    coalesce,
    compare,
    get,
    holds,
    literal,
    negated,
    struct,
    var,
    where,
)
from leadspec.ir.core import Occasion, Points

if TYPE_CHECKING:
    from leadspec.engines.sql.compiler import Compiler


class Worth(Struct, frozen=True):
    """The events that count but for the cooldown, what those of one period share, and the cents of each."""

    items: Term
    key: Callable[[Term], Term]
    cents: Callable[[Term], Term]


def picked(c: Compiler, node: Points, worth: Worth) -> Term:
    """The cents of the events that count."""
    items, element = worth.items, var("m")
    if node.occasion in (Occasion.FIRST, Occasion.LAST):
        one = first(items) if node.occasion is Occasion.FIRST else last(items)
        there = compare(Op.MORE, count(items), ZERO)
        return coalesce(where((there, worth.cents(one)), other=ZERO), ZERO)
    if node.per is not None and node.times_per is not None:
        items = filtered(items, "m", _among_latest(c, worth, node.times_per), "i")
    cents = worth.cents(element)
    if cents.low is not None and cents.low == cents.high and not cents.free:
        return multiply(count(items), cents)
    return total(mapped(items, "m", cents))


def _among_latest(c: Compiler, worth: Worth, times: int) -> Term:
    """Whether an event is among the latest of its period."""
    place, other_place = var("i", 1, MANY), var("j", 1, MANY)
    key = worth.key(var("m"))
    if c.days_rise:  # so the events of a period stand side by side
        after = add(place, literal(times))
        following = worth.key(at(worth.items, after))
        same = holds(compare(Op.EQUAL, following, key))
        return negated(all_of((compare(Op.AT_MOST, after, count(worth.items)), same)))
    later = all_of((compare(Op.MORE, other_place, place), compare(Op.EQUAL, worth.key(var("n")), key)))
    return compare(Op.LESS, count(filtered(worth.items, "n", later, "j")), literal(times))


def bounds_of_picked(node: Points, asked: Term, worth: Pts) -> tuple[Term, Term]:
    """The bounds of the cents of the events that count, given elements with `key`, `v`, `sure`, `low`, `high`."""
    ends = {"low": (worth.low.low, worth.low.high), "high": (worth.high.low, worth.high.high)}

    def part(element: Term, name: str) -> Term:
        return get(element, name, *ends[name], null=False)

    if node.occasion in (Occasion.FIRST, Occasion.LAST):
        return _of_one(asked, part, from_last=node.occasion is Occasion.LAST)
    if node.per is None or node.times_per is None:
        return _of_all(asked, part)
    return _of_periods(asked, part, node.times_per)


Part = Callable[[Term, str], Term]


def _sure(element: Term) -> Term:
    return get(element, "sure", null=False)


def _of_all(asked: Term, part: Part) -> tuple[Term, Term]:
    element = var("m")
    low, high = part(element, "low"), part(element, "high")
    lowest = where((_sure(element), low), other=least((low, ZERO)))
    highest = where((_sure(element), high), other=greatest((high, ZERO)))
    return total(mapped(asked, "m", lowest)), total(mapped(asked, "m", highest))


def _of_one(asked: Term, part: Part, *, from_last: bool) -> tuple[Term, Term]:
    """One event counts of those up to the first that surely may; none where no event surely is there."""
    one, all_ = literal(1), count(asked)
    places = mapped(asked, "m", where((_sure(var("m")), var("i", 1, MANY)), other=NULL), "i")
    sure = end_of(Op.LARGEST if from_last else Op.SMALLEST, places)
    possible = slice_of(asked, coalesce(sure, one), all_) if from_last else slice_of(asked, one, coalesce(sure, all_))
    none_sure = compare(Op.EQUAL, count(filtered(asked, "m", _sure(var("m")))), ZERO)
    low = coalesce(end_of(Op.SMALLEST, mapped(possible, "m", part(var("m"), "low"))), ZERO)
    high = coalesce(end_of(Op.LARGEST, mapped(possible, "m", part(var("m"), "high"))), ZERO)
    return where((none_sure, least((low, ZERO))), other=low), where((none_sure, greatest((high, ZERO))), other=high)


def _of_periods(asked: Term, part: Part, times: int) -> tuple[Term, Term]:
    """Of each period the latest so many: those that surely are among them, and the least and most of the others."""
    element, other, place, other_place = var("m"), var("n"), var("i", 1, MANY), var("j", 1, MANY)

    def key(each: Term) -> Term:
        return get(each, "key", -(10**9), 10**9, null=False)

    def following(each: Term) -> Term:
        return get(each, "following", 0, MANY, null=False)

    def sure_following(each: Term) -> Term:
        return get(each, "sure following", 0, MANY, null=False)

    after = all_of((compare(Op.MORE, other_place, place), compare(Op.EQUAL, key(other), key(element))))
    told = [
        ("key", key(element)),
        ("sure", _sure(element)),
        ("low", part(element, "low")),
        ("high", part(element, "high")),
        ("following", count(filtered(asked, "n", after, "j"))),
        ("sure following", count(filtered(asked, "n", all_of((after, _sure(other))), "j"))),
    ]
    ranked = mapped(asked, "m", struct(told), "i")
    room = literal(times)
    certain = all_of((_sure(element), compare(Op.LESS, following(element), room)))
    perhaps = all_of((negated(certain), compare(Op.LESS, sure_following(element), room)))
    surely_picked, open_ = filtered(ranked, "m", certain), filtered(ranked, "m", perhaps)

    def of_period(items: Term) -> Term:
        return filtered(items, "n", compare(Op.EQUAL, key(other), var("p", -(10**9), 10**9)))

    here = of_period(surely_picked)
    sure_here = filtered(of_period(ranked), "n", _sure(other))
    fewest = subtract(least((count(sure_here), room)), count(here))
    most = subtract(least((count(of_period(ranked)), room)), count(here))
    periods = distinct(mapped(open_, "m", key(element)))

    def end(name: str, *, sign: int) -> Term:
        values = mapped(of_period(open_), "n", multiply(part(other, name), literal(sign)))
        ordered = in_order(values)
        value = var("v", values.low, values.high)
        must = total(slice_of(ordered, literal(1), fewest))
        more = slice_of(ordered, add(fewest, literal(1)), most)
        may = total(filtered(more, "v", compare(Op.LESS, value, ZERO)))
        rest = total(mapped(periods, "p", add(must, may)))
        return add(total(mapped(surely_picked, "m", part(element, name))), multiply(rest, literal(sign)))

    return end("low", sign=1), end("high", sign=-1)

"""Points in terms: `interpreter.points` and `interpreter.cooldown`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from leadspec.engines.sql.calendar import floor_div
from leadspec.engines.sql.cooldown import Worth, bounds_of_picked, picked
from leadspec.engines.sql.numbers import (
    Mask,
    add,
    bits,
    divide,
    divide_half_away,
    either,
    filtered,
    greatest,
    least,
    mapped,
    negative,
    only_where,
    subtract,
)
from leadspec.engines.sql.results import Cond, Pts, Shape, Val, closed_points, points
from leadspec.engines.sql.terms import (
    FALSE,
    TRUE,
    ZERO,
    Op,
    Term,
    all_of,
    any_of,
    compare,
    get,
    is_null,
    literal,
    negated,
    struct,
    var,
    where,
)
from leadspec.ir.core import AsOf, Bound, Decay, FirstOf, Group, Period, Points, PointsRule, Relation, ValueKind
from leadspec.values.decimals import CENT
from leadspec.values.durations import Duration

if TYPE_CHECKING:
    from leadspec.engines.sql.compiler import Compiler


def compile_points(c: Compiler, node: PointsRule) -> Pts:
    match node:
        case Points():
            when, applied = _line(c, node)
            return applied if when is None else _where_it_applies(applied, when, c.words)
        case Group(items=items, floor=floor, cap=cap):
            return _clamped(_sum([compile_points(c, each) for each in items], c.words), floor, cap, c.words)
        case FirstOf(items=items):
            return _first_of([_line(c, each) for each in items], c.words)
        case _:
            assert_never(node)


def _line(c: Compiler, node: Points) -> tuple[Cond | None, Pts]:
    """A line's condition, and its points where it applies."""
    when = None if node.when is None else c.condition(node.when)
    total_ = _worth(node, c.value(node.amount), c.words) if node.events is None else _of_events(c, node)
    # "at most N points" limits the size in the line's own direction.
    cap, floor = (node.cap, None) if node.sign > 0 else (None, None if node.cap is None else -node.cap)
    return when, _clamped(total_, floor, cap, c.words)


def _where_it_applies(given: Pts, when: Cond, words: int) -> Pts:
    cents = where((when.value, given.cents), other=ZERO)
    if given.closed and when.shape is Shape.CLOSED:
        return closed_points(cents, words)
    low = where((when.sure, given.low), (when.true, least((given.low, ZERO))), other=ZERO)
    high = where((when.sure, given.high), (when.true, greatest((given.high, ZERO))), other=ZERO)
    missing = either((only_where(when.true, given.missing), only_where(when.true, when.missing)), words)
    return points(cents, low, high, missing)


def _worth(node: Points, amount: Val, words: int) -> Pts:
    """The points of an amount; a missing one adds nothing, but may add anything."""
    cents = _cents(node, amount.value)
    if amount.shape is Shape.CLOSED:
        return closed_points(cents, words)
    ends = [_signed(node, divide_half_away(each, CENT)) for each in (amount.low, amount.high)]
    low, high = least(ends), greatest(ends)
    low = where((amount.may_miss, least((low, ZERO))), other=low)
    high = where((amount.may_miss, greatest((high, ZERO))), other=high)
    never = amount.never
    low, high = where((never, ZERO), other=low), where((never, ZERO), other=high)
    return points(cents, low, high, amount.missing)


def _cents(node: Points, amount: Term) -> Term:
    cents = _signed(node, divide_half_away(amount, CENT))
    return where((is_null(amount), ZERO), other=cents)


def _signed(node: Points, cents: Term) -> Term:
    return cents if node.sign > 0 else negative(cents)


def _of_events(c: Compiler, node: Points) -> Pts:
    assert node.events is not None
    found = c.events(node.events)
    if c.answers_only:
        found = found.those_counted(c)
    event = var("m")
    amount = None if node.decay is not None else c.value(node.amount, found.event(event))
    if not found.open and (amount is None or amount.shape is Shape.CLOSED):

        def cents_of(each: Term) -> Term:
            return _event_cents(c, node, each)

        return closed_points(picked(c, node, Worth(found.items, lambda each: _key(c, node, each), cents_of)), c.words)
    worth = _decayed(c, node, found.event(event)) if amount is None else _worth(node, amount, c.words)
    told = [
        ("key", _key(c, node, found.event(event))),
        ("v", get(event, "v", null=False) if found.open else TRUE),
        ("sure", found.sure(event)),
        ("cents", worth.cents),
        ("low", worth.low),
        ("high", worth.high),
    ]
    asked = mapped(found.items, "m", struct(told))
    low, high = bounds_of_picked(node, asked, worth)
    of_amounts: Mask = tuple(bits(mapped(found.items, "m", each)) for each in worth.missing)
    missing = either([found.doubts(found.items), found.missing_limits, of_amounts], c.words)
    return points(_counted(c, node, asked, worth), low, high, missing)


def _counted(c: Compiler, node: Points, asked: Term, worth: Pts) -> Term:
    items = filtered(asked, "m", get(var("m"), "v", null=False))

    def key(each: Term) -> Term:
        return get(each, "key", -(10**9), 10**9, null=False)

    def cents(each: Term) -> Term:
        return get(each, "cents", worth.cents.low, worth.cents.high, null=False)

    return picked(c, node, Worth(items, key, cents))


def _event_cents(c: Compiler, node: Points, event: Term) -> Term:
    if node.decay is not None:
        return _decayed(c, node, event).cents
    return _cents(node, c.value(node.amount, event).value)


def _decayed(c: Compiler, node: Points, event: Term) -> Pts:
    """The points of an event after so many whole periods of its age."""
    assert node.decay is not None
    now, moment, size, oldest = _age(c, node, node.decay, event)
    reached = node.decay.cents if oldest is None else node.decay.cents[: oldest // size + 1]
    *younger, other = [node.sign * each for each in reached]
    arms = [
        (compare(Op.MORE, moment, subtract(now, literal(size * (k + 1)))), literal(value))
        for k, value in enumerate(younger)
    ]
    return closed_points(where(*arms, other=literal(other)), c.words)


def _age(c: Compiler, node: Points, decay: Decay, event: Term) -> tuple[Term, Term, int, int | None]:
    """Now, an event's moment, how much between them is one period, and how much there is at most, if that is known."""
    every = decay.every
    microseconds, days, months = every.in_microseconds(), every.in_days(), every.in_months()
    if microseconds is not None:
        oldest = _oldest(node, ValueKind.INSTANT, Duration.in_microseconds)
        return c.as_of, c.part(event, "at"), microseconds, oldest
    if days is not None:
        return c.today, c.part(event, "day"), days, _oldest(node, ValueKind.DAY, Duration.in_days)
    assert months is not None
    return c.today_cal, c.part(event, "cal"), 32 * months, None


def _oldest(node: Points, kind: ValueKind, amount: Callable[[Duration], int | None]) -> int | None:
    """The greatest age that the window of a line lets in."""
    assert node.events is not None
    for each in node.events.window:
        match each:
            case Bound(Relation.MORE | Relation.AT_LEAST, AsOf(found, Duration() as back)) if found is kind:
                return amount(back)
    return None


def _key(c: Compiler, node: Points, event: Term) -> Term:
    """What the events of one period share."""
    match node.per:
        case None:
            return ZERO
        case Period.DAY:
            return c.part(event, "day")
        case Period.WEEK:
            return floor_div(add(c.part(event, "day"), literal(3)), 7)
        case Period.MONTH:
            return divide(c.part(event, "cal"), literal(32))
        case _:
            assert_never(node.per)


def _sum(items: list[Pts], words: int) -> Pts:
    cents = add(*(each.cents for each in items))
    if all(each.closed for each in items):
        return closed_points(cents, words)
    missing = either([each.missing for each in items], words)
    return Pts(cents, add(*(each.low for each in items)), add(*(each.high for each in items)), missing)


def _clamped(given: Pts, floor: int | None, cap: int | None, words: int) -> Pts:
    """At least the floor, then at most the cap, on the points and on both bounds."""

    def clamp(cents: Term) -> Term:
        above = cents if floor is None else greatest((cents, literal(floor)))
        return above if cap is None else least((above, literal(cap)))

    if given.closed:
        return closed_points(clamp(given.cents), words)
    return points(clamp(given.cents), clamp(given.low), clamp(given.high), given.missing)


def _first_of(lines: list[tuple[Cond | None, Pts]], words: int) -> Pts:
    """The points of the first line that holds; of each line that may be first, or none where none surely holds."""
    arms = [(TRUE if when is None else when.value, given.cents) for when, given in lines]
    cents = where(*arms, other=ZERO)
    if all((when is None or when.shape is Shape.CLOSED) and given.closed for when, given in lines):
        return closed_points(cents, words)
    low = high = cents
    settled: Term = FALSE
    blamed: list[Mask] = []
    for when, given in lines:
        looked_at = negated(settled)
        may = looked_at if when is None else all_of((looked_at, when.true))
        low = where((may, least((low, given.low))), other=low)
        high = where((may, greatest((high, given.high))), other=high)
        blamed.append(only_where(may, given.missing))
        if when is not None:
            blamed.append(only_where(looked_at, when.missing))
        settled = TRUE if when is None else any_of((settled, when.sure))
    none = negated(settled)
    low = where((none, least((low, ZERO))), other=low)
    high = where((none, greatest((high, ZERO))), other=high)
    return points(cents, low, high, either(blamed, words))

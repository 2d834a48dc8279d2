"""Windows of time, as one or two bounds: for events, and as conditions on a lead's own dates.

Days and longer count dates, hours and minutes count instants. `in the last 30 days` is an age from 0 to 29 days,
today included; a date as the end of a window stands for its whole day.
"""

from __future__ import annotations

from leadspec.analysis.arithmetic import as_day, clock_on_date, value_node, want_moment
from leadspec.analysis.context import Context, failed
from leadspec.analysis.forms import compare
from leadspec.analysis.model import Typed, all_of
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
from leadspec.ir.kinds import kind_of_value
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.types import BooleanType, DateTimeType, DateType
from leadspec.values.durations import Duration, Unit

_MOST_YEARS = 1_000
_MOST = {
    Unit.MINUTE: _MOST_YEARS * 366 * 24 * 60,
    Unit.HOUR: _MOST_YEARS * 366 * 24,
    Unit.DAY: _MOST_YEARS * 366,
    Unit.WEEK: _MOST_YEARS * 53,
    Unit.MONTH: _MOST_YEARS * 12,
    Unit.YEAR: _MOST_YEARS,
}


Bounds = tuple[core.Bound, ...]


def event_window(context: Context, window: tree.Window | None, moment: Typed | None) -> Bounds | None:
    """The window of events, `None` where it has a fault. No event lies after the run, so none asks for that."""
    if window is None:
        return ()
    if isinstance(window, tree.InTheNext):
        context.fail(
            kinds.BAD_WINDOW,
            window.span,
            "events lie in the past, so none is in the next days",
            f"write `in the last {window.duration}`, or ask for a date of the lead",
        )
        return None
    at = Typed(DateTimeType(), window.span)
    return _bounds(context, at, window, moment, own_date=False)


def date_test(context: Context, left: Typed, window: tree.Window, moment: Typed | None, span: Span) -> Typed:
    """`X in the last D`, `X before T` … of a date of the lead, or inside `where` of the event."""
    if not want_moment(context, left):
        return failed(span)
    if isinstance(window, tree.WithinAfter):
        shown = context.text(left.span)
        after = context.text(window.moment.span)
        return context.fail(
            kinds.BAD_WINDOW,
            span,
            "`within … after` is about events, not about dates",
            f"write `{shown} > {after} and {window.duration.unit.value}s from {after} to {shown} <= "
            f"{window.duration.amount}`",
        )
    bounds = _bounds(context, left, window, moment, own_date=True)
    if bounds is None:
        return failed(span)
    return Typed(BooleanType(), span, all_of(tuple(_compare(left, each, span) for each in bounds), span))


def check_duration(context: Context, duration: Duration, span: Span) -> bool:
    """Whether a duration is at least 1 and not beyond all dates; else it is reported."""
    if duration.amount < 1:
        context.fail(kinds.BAD_WINDOW, span, f"`{duration}` is no time at all", "write a length of at least 1")
        return False
    if duration.amount > _MOST[duration.unit]:
        context.fail(
            kinds.BAD_WINDOW,
            span,
            f"`{duration}` is longer than {_MOST_YEARS} years",
            "leave the window out if any time counts",
        )
        return False
    return True


def _compare(item: Typed, bound: core.Bound, span: Span) -> core.Condition:
    """A date of the lead against a bound, as an event's moment is: its day against a day, its instant against one.

    `span`: the whole test, the words that a reader knows each of its comparisons by.
    """
    kind = kind_of_value(bound.limit)
    left = as_day(item) if kind is core.ValueKind.DAY else value_node(item)
    return compare(bound.relation, left, bound.limit, kind, span)


def _bounds(
    context: Context, item: Typed, window: tree.Window, moment: Typed | None, *, own_date: bool
) -> Bounds | None:
    """The bounds of a window for `item`: a date of the lead (`own_date`), or an event's moment, which has no node."""
    span = window.span
    for duration in _durations(window):
        if not check_duration(context, duration, span):
            return None
        if duration.is_clock and isinstance(item.type, DateType):
            clock_on_date(context, item, f"{duration.unit.value}s", _in_days(duration), span)
            return None
    match window:
        case tree.InTheLast(duration):
            younger = _ago(core.Relation.MORE, duration, span)
            return (younger, _now(item, core.Relation.AT_MOST, span)) if own_date else (younger,)
        case tree.InTheNext(duration):
            ahead = Duration(-duration.amount, duration.unit)
            return _now(item, core.Relation.AT_LEAST, span), _ago(core.Relation.LESS, ahead, span)
        case tree.AtLeastAgo(duration):
            return (_ago(core.Relation.AT_MOST, duration, span),)
        case tree.FromToAgo(near, far, unit):
            return _from_to(context, item, Duration(near, unit), Duration(far, unit), own_date, span)
        case tree.Before() | tree.Since():
            relation = core.Relation.LESS if isinstance(window, tree.Before) else core.Relation.AT_LEAST
            bound = _moment(context, item, relation, moment, span)
            return None if bound is None else (bound,)
        case tree.WithinAfter(duration):
            return _within_after(context, item, duration, moment, span)


def _in_days(duration: Duration) -> str:
    minutes = duration.amount * (60 if duration.unit is Unit.HOUR else 1)
    return f"count days, for example `{Duration(-(-minutes // (24 * 60)), Unit.DAY)}`"


def _durations(window: tree.Window) -> list[Duration]:
    match window:
        case tree.FromToAgo(far=far, unit=unit):
            return [Duration(far, unit)]
        case tree.Before() | tree.Since():
            return []
        case _:
            return [window.duration]


def _from_to(context: Context, item: Typed, near: Duration, far: Duration, own_date: bool, span: Span) -> Bounds | None:
    if near.amount >= far.amount:
        hint = f"write `from {far.amount} to {near} ago`" if near.amount > far.amount else "write the longer time last"
        context.fail(kinds.RANGE_BACKWARDS, span, f"nothing lies between {near.amount} and {far} ago", hint)
        return None
    younger = _ago(core.Relation.MORE, far, span)
    if near.amount:
        return _ago(core.Relation.AT_MOST, near, span), younger
    return (_now(item, core.Relation.AT_MOST, span), younger) if own_date else (younger,)


def _ago(relation: core.Relation, duration: Duration, span: Span) -> core.Bound:
    kind = core.ValueKind.INSTANT if duration.is_clock else core.ValueKind.DAY
    return core.Bound(relation, core.AsOf(kind, duration.normal(), span=span), span=span)


def _now(item: Typed, relation: core.Relation, span: Span) -> core.Bound:
    kind = core.ValueKind.DAY if isinstance(item.type, DateType) else core.ValueKind.INSTANT
    return core.Bound(relation, core.AsOf(kind, span=span), span=span)


def _moment(
    context: Context, item: Typed, relation: core.Relation, moment: Typed | None, span: Span
) -> core.Bound | None:
    """The bound that a moment T is: two date-times are compared as instants, all else by days."""
    if moment is None or not want_moment(context, moment):
        return None
    instants = isinstance(item.type, DateTimeType) and isinstance(moment.type, DateTimeType)
    return core.Bound(relation, value_node(moment) if instants else as_day(moment), span=span)


def _within_after(context: Context, item: Typed, duration: Duration, moment: Typed | None, span: Span) -> Bounds | None:
    after = _moment(context, item, core.Relation.MORE, moment, span)
    if after is None or moment is None:
        return None
    if duration.is_clock and isinstance(moment.type, DateType):
        clock_on_date(context, moment, f"{duration.unit.value}s", _in_days(duration), span)
        return None
    start = value_node(moment) if duration.is_clock else as_day(moment)
    end = core.Later(start, duration.normal(), span=span)
    return after, core.Bound(core.Relation.AT_MOST, end, span=span)

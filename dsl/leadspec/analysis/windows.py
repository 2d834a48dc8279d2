"""Windows of time: as conditions on an event's `at`, and on a lead's own dates.

Days and longer count dates, hours and minutes count instants. `in the last 30 days` is an age from 0 to 29 days,
today included; a date as the end of a window stands for its whole day.
"""

from __future__ import annotations

from typing import NamedTuple

from leadspec.analysis.arithmetic import as_day, clock_on_date, value_node, want_moment
from leadspec.analysis.context import Context, failed
from leadspec.analysis.model import Typed, all_of
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
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


class EventWindow(NamedTuple):
    """`condition` reads the event's `at` and `anchor`; where the anchor is missing, so is what is measured."""

    condition: core.Condition | None = None
    anchor: core.Value | None = None
    ok: bool = True


def event_window(context: Context, window: tree.Window | None, moment: Typed | None) -> EventWindow:
    """The window of events: no event lies after the instant of the run, so none asks for that."""
    if window is None:
        return EventWindow()
    if isinstance(window, tree.InTheNext):
        context.fail(
            kinds.BAD_WINDOW,
            window.span,
            "events lie in the past, so none is in the next days",
            f"write `in the last {window.duration}`, or ask for a date of the lead",
        )
        return EventWindow(ok=False)
    node = core.Field("at", core.ValueKind.INSTANT, core.Scope.EVENT, span=window.span)
    at = Typed(DateTimeType(), window.span, node)
    test = _window(context, at, window, moment, own_date=False)
    if test is None:
        return EventWindow(ok=False)
    start = None if moment is None else value_node(moment)
    anchor = None if isinstance(start, core.Const) else start
    return EventWindow(test, anchor)


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
    test = _window(context, left, window, moment, own_date=True)
    return failed(span) if test is None else Typed(BooleanType(), span, test)


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


def normal(duration: Duration) -> Duration:
    """The same duration in days, months or minutes: two weeks and 14 days are one thing to every engine."""
    days, months = duration.in_days(), duration.in_months()
    if days is not None:
        return Duration(days, Unit.DAY)
    if months is not None:
        return Duration(months, Unit.MONTH)
    return Duration(duration.amount * (60 if duration.unit is Unit.HOUR else 1), Unit.MINUTE)


def _window(
    context: Context, item: Typed, window: tree.Window, moment: Typed | None, *, own_date: bool
) -> core.Condition | None:
    span = window.span
    for duration in _durations(window):
        if not check_duration(context, duration, span):
            return None
        if duration.is_clock and isinstance(item.type, DateType):
            clock_on_date(context, item, f"{duration.unit.value}s", _in_days(duration), span)
            return None
    match window:
        case tree.InTheLast(duration):
            tests = [_after(item, duration, span)]
            if own_date:
                tests.append(_not_later_than_now(item, span))
            return all_of(tuple(tests), span)
        case tree.InTheNext(duration):
            ahead = Duration(-duration.amount, duration.unit)
            tests = [_not_before_now(item, span), _before(item, ahead, core.Relation.LESS, span)]
            return all_of(tuple(tests), span)
        case tree.AtLeastAgo(duration):
            return _before(item, duration, core.Relation.AT_MOST, span)
        case tree.FromToAgo(near, far, unit):
            return _from_to(context, item, Duration(near, unit), Duration(far, unit), own_date, span)
        case tree.Before() | tree.Since():
            relation = core.Relation.LESS if isinstance(window, tree.Before) else core.Relation.AT_LEAST
            return _moment_test(context, item, relation, moment, span)
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


def _from_to(
    context: Context, item: Typed, near: Duration, far: Duration, own_date: bool, span: Span
) -> core.Condition | None:
    if near.amount >= far.amount:
        hint = f"write `from {far.amount} to {near} ago`" if near.amount > far.amount else "write the longer time last"
        context.fail(kinds.RANGE_BACKWARDS, span, f"nothing lies between {near.amount} and {far} ago", hint)
        return None
    tests = [_after(item, far, span)]
    if near.amount:
        tests.insert(0, _before(item, near, core.Relation.AT_MOST, span))
    elif own_date:
        tests.insert(0, _not_later_than_now(item, span))
    return all_of(tuple(tests), span)


def _after(item: Typed, duration: Duration, span: Span) -> core.Condition:
    """The age is less than the duration."""
    return _before(item, duration, core.Relation.MORE, span)


def _before(item: Typed, duration: Duration, relation: core.Relation, span: Span) -> core.Condition:
    if duration.is_clock:
        bound = core.AsOf(core.ValueKind.INSTANT, normal(duration), span=span)
        return core.Compare(relation, value_node(item), bound, core.ValueKind.INSTANT, span=span)
    bound = core.AsOf(core.ValueKind.DAY, normal(duration), span=span)
    return core.Compare(relation, as_day(item), bound, core.ValueKind.DAY, span=span)


def _not_later_than_now(item: Typed, span: Span) -> core.Condition:
    return _now(item, core.Relation.AT_MOST, span)


def _not_before_now(item: Typed, span: Span) -> core.Condition:
    return _now(item, core.Relation.AT_LEAST, span)


def _now(item: Typed, relation: core.Relation, span: Span) -> core.Condition:
    kind = core.ValueKind.DAY if isinstance(item.type, DateType) else core.ValueKind.INSTANT
    return core.Compare(relation, value_node(item), core.AsOf(kind, span=span), kind, span=span)


def _moment_test(
    context: Context, item: Typed, relation: core.Relation, moment: Typed | None, span: Span
) -> core.Condition | None:
    if moment is None or not want_moment(context, moment):
        return None
    if isinstance(item.type, DateTimeType) and isinstance(moment.type, DateTimeType):
        return core.Compare(relation, value_node(item), value_node(moment), core.ValueKind.INSTANT, span=span)
    return core.Compare(relation, as_day(item), as_day(moment), core.ValueKind.DAY, span=span)


def _within_after(
    context: Context, item: Typed, duration: Duration, moment: Typed | None, span: Span
) -> core.Condition | None:
    later = _moment_test(context, item, core.Relation.MORE, moment, span)
    if later is None or moment is None:
        return None
    if duration.is_clock:
        if isinstance(moment.type, DateType):
            clock_on_date(context, moment, f"{duration.unit.value}s", _in_days(duration), span)
            return None
        start, kind = value_node(moment), core.ValueKind.INSTANT
        back = core.MoveBack(value_node(item), normal(duration), span=span)
    else:
        # The later of two dates is moved back, as everywhere: 31 March is within 1 month after 28 February.
        start, kind = as_day(moment), core.ValueKind.DAY
        back = core.MoveBack(as_day(item), normal(duration), span=span)
    near = core.Compare(core.Relation.AT_LEAST, start, back, kind, span=span)
    return all_of((later, near), span)

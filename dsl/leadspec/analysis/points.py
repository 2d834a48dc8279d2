"""Scores: lines, groups and `first of:` as rules of points."""

from __future__ import annotations

from leadspec.analysis.arithmetic import as_condition, plain_value, want_number
from leadspec.analysis.context import Context
from leadspec.analysis.elaborate import condition, elaborate, events_of
from leadspec.analysis.windows import check_duration
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.values import decay as decays
from leadspec.values.decimals import CENT, LIMIT, format_number, to_cents

_OCCASIONS = {
    tree.Occasion.EACH: core.Occasion.EACH,
    tree.Occasion.FIRST: core.Occasion.FIRST,
    tree.Occasion.LAST: core.Occasion.LAST,
}
_PERIODS = {
    tree.Period.DAY: core.Period.DAY,
    tree.Period.WEEK: core.Period.WEEK,
    tree.Period.MONTH: core.Period.MONTH,
}


def score_body(context: Context, score: tree.Score) -> core.Group:
    """A score's lines within its range."""
    low = _cents(context, score.low, score.span)
    high = _cents(context, score.high, score.span)
    if low is not None and high is not None and low > high:
        a, b = format_number(score.low or 0), format_number(score.high or 0)
        context.fail(
            kinds.RANGE_BACKWARDS,
            score.name.span,
            f"the range of `{score.name.text}` runs from {a} down to {b}",
            f"write `from {b} to {a}`",
        )
    return core.Group(_items(context, score.lines), low, high, because=score.because, span=score.span)


def _items(context: Context, lines: tuple[tree.ScoreItem, ...]) -> tuple[core.PointsRule, ...]:
    found = (_item(context, each) for each in lines)
    return tuple(each for each in found if each is not None)


def _item(context: Context, item: tree.ScoreItem) -> core.PointsRule | None:
    match item:
        case tree.ScoreLine():
            return _line(context, item)
        case tree.ScoreGroup():
            return _group(context, item)
        case tree.FirstOf():
            return _first_of(context, item)


def _group(context: Context, group: tree.ScoreGroup) -> core.Group:
    floor = _cents(context, group.at_least, group.span)
    cap = _cents(context, group.at_most, group.span)
    if floor is not None and floor > 0:
        context.fail(
            kinds.BAD_BOUND,
            group.span,
            f"`at least {format_number(group.at_least or 0)} points` gives points to a lead that did nothing",
            "write a floor of 0 or less, for example `at least -20 points`",
        )
    if cap is not None and cap < 0:
        context.fail(
            kinds.BAD_BOUND,
            group.span,
            f"`at most {format_number(group.at_most or 0)} points` takes points from a lead that did nothing",
            "write a limit of 0 or more; the size of a loss is limited by `at least -20 points`",
        )
    return core.Group(
        _items(context, group.lines), floor, cap, title=group.title, because=group.because, span=group.span
    )


def _first_of(context: Context, first_of: tree.FirstOf) -> core.FirstOf:
    rows = []
    for each in first_of.lines:
        if not isinstance(each, tree.ScoreLine) or each.events is not None:
            what = "a line for events" if isinstance(each, tree.ScoreLine) else "a group or another `first of:`"
            context.fail(
                kinds.FIRST_OF_LINE,
                each.span,
                f"`first of:` asks which line holds first, and {what} does not hold or fail",
                "write lines with `when`, or move this one out of the block",
            )
            continue
        if each.when is None:
            context.fail(
                kinds.FIRST_OF_LINE,
                each.span,
                "this line has no `when`, so it always holds, and no line below it ever counts",
                "say when it holds, or write it above the block if its points are for every lead",
            )
            continue
        line = _line(context, each)
        if line is not None:
            rows.append(line)
    return core.FirstOf(tuple(rows), because=first_of.because, span=first_of.span)


def _line(context: Context, line: tree.ScoreLine) -> core.Points | None:
    before = len(context.diagnostics)
    span = line.span
    amount = _amount(context, line)
    when = None if line.when is None else condition(context, line.when)
    found = None
    if line.events is not None:
        found = events_of(context, line.events.events, line.events.window, line.events.span)
    cooldown = line.cooldown if line.events is not None else None  # the grammar has both on lines for events only
    if cooldown is not None and cooldown.times < 1:
        context.fail(kinds.IMPOSSIBLE_COUNT, cooldown.span, "no event is left to count", "write a number of at least 1")
    cap = _cents(context, line.at_most, span)
    if cap is not None and cap < 0:
        context.fail(
            kinds.BAD_BOUND,
            span,
            f"`at most {format_number(line.at_most or 0)} points` limits the size of this line, which is 0 or more",
            f"write `at most {format_number(abs(line.at_most or 0))} points`",
        )
    decay = None
    if line.decay is not None and line.events is not None:
        decay = _decay(context, line, line.decay)
    if amount is None or len(context.diagnostics) > before or (when is not None and when.failed):
        return None
    if line.events is not None and found is None:
        return None
    return core.Points(
        1 if line.sign is tree.Sign.PLUS else -1,
        amount,
        None if when is None else as_condition(when),
        found,
        None if line.events is None else _OCCASIONS[line.events.occasion],
        None if cooldown is None else cooldown.times,
        None if cooldown is None else _PERIODS[cooldown.period],
        decay,
        cap,
        line.because,
        span=span,
    )


def _amount(context: Context, line: tree.ScoreLine) -> core.Value | None:
    """The points of a line: a literal, or a number worked out from the facts of the lead or of the event."""
    amount = line.amount
    if isinstance(amount, tree.PercentLiteral):
        context.fail(
            kinds.PERCENT_WITHOUT_UNIT,
            amount.span,
            f"points are counted, not shares: `{context.text(amount.span)}`",
            f"write `{format_number(amount.value)}`",
        )
        return None
    if isinstance(amount, tree.NumberLiteral) and amount.value < 0:
        other = tree.Sign.PLUS if line.sign is tree.Sign.MINUS else tree.Sign.MINUS
        plain = f"{other.value}{format_number(-amount.value)}"
        context.fail(kinds.TWO_SIGNS, amount.span, "these points have two signs", f"write `{plain}`")
        return None
    if isinstance(amount, tree.NumberLiteral) and _cents(context, amount.value, amount.span) is None:
        return None
    scope = context if line.events is None else context.in_event()
    typed = elaborate(scope, amount)
    return plain_value(typed) if want_number(context, typed) else None


def _cents(context: Context, value: int | None, span: Span) -> int | None:
    """Points in cents; more than two digits after the point are reported."""
    if value is None:
        return None
    if value % CENT:
        rounded = format_number(to_cents(value) * CENT)
        context.fail(
            kinds.TOO_MANY_DIGITS,
            span,
            f"points have at most two digits after the point: `{format_number(value)}`",
            f"write `{rounded}`",
        )
        return None
    if not -LIMIT < value < LIMIT:
        context.fail(
            kinds.NUMBER_TOO_LARGE, span, "this number has more than 12 digits before the point", "write a smaller one"
        )
        return None
    return value // CENT


def _decay(context: Context, line: tree.ScoreLine, decay: tree.Decay) -> core.Decay | None:
    if not isinstance(line.amount, tree.NumberLiteral):
        context.fail(
            kinds.BAD_DECAY,
            decay.span,
            "points that are worked out cannot decay: their table would be different for each event",
            "write the points as a number, for example `+40`",
        )
        return None
    if decay.duration.is_clock:
        context.fail(
            kinds.BAD_DECAY,
            decay.span,
            f"points decay by whole days, and `{decay.duration}` is shorter",
            "write days, weeks, months or years",
        )
        return None
    if not check_duration(context, decay.duration, decay.span):
        return None
    shape = _shape(context, decay)
    if shape is None or line.amount.value % CENT:
        return None
    table = decays.decay_table(line.amount.value // CENT, shape)
    if isinstance(table, decays.DecayFault):
        context.fail(kinds.BAD_DECAY, decay.span, table.message, table.hint)
        return None
    return core.Decay(decays.period_of(shape).normal(), table, context.text(decay.span))


def _shape(context: Context, decay: tree.Decay) -> decays.Decay | None:
    match decay.kind:
        case tree.DecayKind.HALVING:
            return decays.Halving(decay.duration)
        case tree.DecayKind.KEEPING:
            return decays.Keeping(decay.amount, decay.duration)
        case tree.DecayKind.LOSING_SHARE:
            return decays.LosingShare(decay.amount, decay.duration)
        case tree.DecayKind.LOSING_POINTS:
            lost = _cents(context, decay.amount, decay.span)
            return None if lost is None else decays.LosingPoints(lost, decay.duration)
        case tree.DecayKind.FADING:
            return decays.Fading(decay.duration)

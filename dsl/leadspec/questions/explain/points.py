"""Why a score is what it is: every line with its points, events, decay, cooldown, caps and ranges."""

from __future__ import annotations

from typing import assert_never

from leadspec.engines.interpreter.reasons import EventPoints, FirstOfResult, GroupResult, LineResult, RuleResult
from leadspec.ir.core import Points
from leadspec.questions.explain import model
from leadspec.questions.explain.conditions import Context, condition_reason, seen_events, truth
from leadspec.values.decimals import to_cents


def points_reason(context: Context, result: RuleResult) -> model.PointsReason:
    match result:
        case LineResult():
            return line_reason(context, result)
        case GroupResult(node=node, total=total, points=points):
            return model.GroupReason(
                title=node.title,
                items=tuple(points_reason(context, item) for item in result.items),
                total=total.cents,
                floor=node.floor,
                cap=node.cap,
                floor_bound=node.floor is not None and total.cents < node.floor,
                cap_bound=node.cap is not None and total.cents > node.cap,
                cents=points.cents,
                low=points.low,
                high=points.high,
                missing=context.missing(points.missing),
                because=node.because,
                span=node.span,
            )
        case FirstOfResult(node=node, points=points):
            return model.FirstOfReason(
                items=tuple(line_reason(context, item) for item in result.items),
                chosen=result.chosen,
                cents=points.cents,
                low=points.low,
                high=points.high,
                missing=context.missing(points.missing),
                because=node.because,
                span=node.span,
            )
        case _:
            assert_never(result)


def line_reason(context: Context, result: LineResult) -> model.LineReason:
    node, points = result.node, result.points
    return model.LineReason(
        text=context.words.points(node),
        applies=truth(result.when.value),
        when=None if node.when is None else condition_reason(context, node.when),
        amount_missing=result.amount is not None and result.amount.value is None,
        events=tuple(_event_reason(node, each) for each in result.events),
        seen=None if node.events is None else seen_events(context, node.events),
        total=result.total.cents,
        cap=node.cap,
        cap_bound=result.total.cents != result.applied.cents,
        cents=points.cents,
        low=points.low,
        high=points.high,
        missing=context.missing(points.missing),
        because=node.because,
        span=node.span,
    )


def _event_reason(node: Points, points: EventPoints) -> model.EventReason:
    amount = points.amount.value
    return model.EventReason(
        type=points.member.event.type,
        at=points.member.event.at,
        day=points.day,
        age_days=points.age,
        every=None if node.decay is None else node.decay.every,
        periods=points.periods,
        original=node.sign * to_cents(amount) if isinstance(amount, int) else 0,
        cents=points.bounds.cents,
        amount_missing=amount is None,
        counted=points.member.counted,
        picked=points.picked,
        sure=points.member.sure,
    )

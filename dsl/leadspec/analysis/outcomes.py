"""Tests of labels, table results and stages: which outcomes pass. The previous stage is a field, and never unknown."""

from __future__ import annotations

from collections.abc import Sequence

from leadspec.analysis.context import Context, failed, listing
from leadspec.analysis.model import SymbolKind, Typed, all_of, any_of
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.types import BooleanType, LabelType, StageType, describe

_ORDER = {
    tree.Comparator.LESS: tree.Comparator.RANK_AT_MOST,
    tree.Comparator.AT_MOST: tree.Comparator.RANK_AT_MOST,
    tree.Comparator.MORE: tree.Comparator.RANK_AT_LEAST,
    tree.Comparator.AT_LEAST: tree.Comparator.RANK_AT_LEAST,
}


def is_outcome(typed: Typed) -> bool:
    return isinstance(typed.type, LabelType | StageType)


def relate_outcome(context: Context, operator: tree.Comparator, left: Typed, right: Typed, span: Span) -> Typed:
    """`temperature is hot`, `stage is at least mql`: `left` is a label or stage."""
    value = _outcome_const(context, left, right, span)
    if value is None:
        return failed(span)
    match operator:
        case tree.Comparator.IS:
            return passes(context, left, (value,), span)
        case tree.Comparator.IS_NOT:
            return negated(passes(context, left, (value,), span))
        case tree.Comparator.RANK_AT_LEAST | tree.Comparator.RANK_AT_MOST:
            return _ranked(context, operator, left, value, span)
        case _:
            words = _ORDER[operator].value
            return context.fail(
                kinds.NO_ORDER,
                span,
                f"`{operator.value}` compares numbers and dates, and `{context.text(left.span)}` is "
                f"{describe(left.type)}",
                f"write `{context.text(left.span)} {words} {context.text(right.span)}`",
            )


def outcome_one_of(context: Context, left: Typed, values: Sequence[Typed], span: Span) -> Typed:
    """`stage is one of mql, sql`."""
    found = [_outcome_const(context, left, each, span) for each in values]
    known = tuple(each for each in found if each is not None)
    return passes(context, left, tuple(dict.fromkeys(known)), span) if len(known) == len(found) else failed(span)


def passes(context: Context, left: Typed, outcomes: tuple[str, ...], span: Span) -> Typed:
    """The condition that the outcome is one of these: never unknown."""
    if left.outcome is not None:
        # Where nothing disqualifies, no lead has that stage.
        given = tuple(
            each for each in outcomes if each != core.DISQUALIFIED or left.outcome != core.STAGE or context.disqualifies
        )
        return Typed(BooleanType(), span, core.OutcomeIn(left.outcome, given, span=span))
    item = _field(left)
    return Typed(BooleanType(), span, all_of((core.Present(item, span=span), _among(item, outcomes, span)), span))


def negated(condition: Typed) -> Typed:
    node: core.Condition = condition.node  # type: ignore[assignment]
    return Typed(BooleanType(), condition.span, core.Not(node, span=condition.span))


def _ranked(context: Context, operator: tree.Comparator, left: Typed, value: str, span: Span) -> Typed:
    at_least = operator is tree.Comparator.RANK_AT_LEAST
    match left.type:
        case LabelType(ranked=False, output=output, labels=labels):
            hints = [f"name those that count: `{context.text(left.span)} is one of {', '.join(labels[:2])}`"]
            if context.symbols.by_name[output].kind is SymbolKind.CLASSIFY:
                hints.insert(0, f"if its rows stand best first, say so: `classify {output} best first:`")
            return context.fail(
                kinds.UNRANKED_LABELS,
                span,
                f"the results of `{output}` have no order, so nothing is `{operator.value}` one of them",
                *hints,
            )
        case LabelType(labels=labels):
            place = labels.index(value)
            return passes(context, left, labels[place:] if at_least else labels[: place + 1], span)
        case StageType(stages):
            if value == core.DISQUALIFIED:
                return context.fail(
                    kinds.NO_ORDER,
                    span,
                    "`disqualified` stands below all stages, so it is no step to compare with",
                    f"write `{context.text(left.span)} is not disqualified`"
                    if at_least
                    else f"write `{context.text(left.span)} is disqualified`",
                )
            place = stages.index(value)
            if at_least:
                return passes(context, left, stages[place:], span)
            below = (core.DISQUALIFIED, *stages[: place + 1])
            if left.outcome is not None:
                return passes(context, left, below, span)
            # No previous stage is known to be below all.
            item = _field(left)
            missing = core.Not(core.Present(item, span=span), span=span)
            return Typed(BooleanType(), span, any_of((missing, _among(item, below, span)), span))
        case _:
            return failed(span)


def _outcome_const(context: Context, left: Typed, right: Typed, span: Span) -> str | None:
    if right.failed or left.failed:
        return None
    const = right.constant
    if const is not None and right.type == left.type and isinstance(const.value, str):
        return const.value
    allowed = left.type.labels if isinstance(left.type, LabelType) else ()
    if isinstance(left.type, StageType):
        allowed = left.type.stages
    context.fail(
        kinds.TYPE_MISMATCH,
        span,
        f"`{context.text(left.span)}` is {describe(left.type)}, and is compared with one of its own values only",
        f"it can be {listing(allowed)}",
    )
    return None


def _field(left: Typed) -> core.Value:
    return left.node  # type: ignore[return-value]


def _among(item: core.Value, outcomes: tuple[str, ...], span: Span) -> core.Condition:
    values = tuple(core.Const(each, core.ValueKind.TEXT, span=span) for each in outcomes)
    return core.OneOf(item, values, span=span)

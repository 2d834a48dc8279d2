"""The value of a node: what it is, and what it may be once missing facts are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from leadspec.engines.interpreter import bounds
from leadspec.engines.interpreter.facts import event_fact, event_field, missing_fact
from leadspec.engines.interpreter.measures import measured
from leadspec.engines.interpreter.reasons import FirstOfResult, GroupResult, LineResult, MatchResult
from leadspec.engines.interpreter.results import (
    HIGHEST,
    LOWEST,
    MOST,
    NEVER,
    ConditionResult,
    ValueResult,
    condition_result,
    joined,
    known,
    open_value,
)
from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    Choose,
    Choosing,
    Const,
    DayOf,
    Elapsed,
    Field,
    Later,
    Measured,
    Ref,
    Round,
    Scope,
    Tally,
    TextPart,
    TextPiece,
    Value,
    ValueKind,
)
from leadspec.ir.lead import Event, FactValue
from leadspec.values import days, decimals, instants, text
from leadspec.values.durations import Unit

if TYPE_CHECKING:
    from leadspec.engines.interpreter.run import Run


def evaluate_value(run: Run, node: Value, event: Event | None) -> ValueResult:
    """The value of a node for the lead, or for one event of it."""
    match node:
        case Const(value=value):
            return known(value)
        case Field():
            return _field(run, node, event)
        case Ref(name=name):
            return referred_value(run, name)
        case Arithmetic(first=first, rest=rest):
            result = run.value(first, event)
            for operator, item in rest:
                result = bounds.calculated(operator, result, run.value(item, event))
            return result
        case Choose():
            return _choose(node, [run.value(item, event) for item in node.items])
        case Round(item=item, digits=digits):
            return bounds.rounded(run.value(item, event), digits)
        case TextPart(piece=piece, item=item):
            return _text_part(piece, run.value(item, event))
        case DayOf(item=item):
            return bounds.moved(run.value(item, event), run.day)
        case AsOf():
            return known(run.prepared.moments[id(node)])
        case Later(item=item, by=by):
            move = instants.forward if by.is_clock else days.forward
            return bounds.moved(run.value(item, event), lambda at: move(at, by))
        case Elapsed(unit=unit, start=start, end=end):
            return _elapsed(unit, run.value(start, event), run.value(end, event))
        case Measured():
            return measured(run, node)
        case Tally(items=items):
            return _tally([run.condition(item, event) for item in items])
        case _:
            assert_never(node)


def _field(run: Run, node: Field, event: Event | None) -> ValueResult:
    if node.scope is Scope.LEAD:
        value = run.lead.facts.get(node.name)
        name = node.name
    elif event is None:
        raise ValueError(f"`{node.name}` is an event's field, and stands outside of any event")
    else:
        value = event_fact(event, node.name)
        name = event_field(node.name)
    if value is not None:
        return known(value)
    return known(()) if node.kind is ValueKind.ARRAY else missing_fact(name, node.kind)


def referred_value(run: Run, name: str) -> ValueResult:
    """An earlier definition's result as a value."""
    result = run.definitions[name]
    match result:
        case ValueResult():
            return result
        case ConditionResult(value=value, missing=missing):
            if result.decided:
                return known(value)
            return open_value(value, LOWEST, HIGHEST, None in result.may, missing)
        case LineResult() | GroupResult() | FirstOfResult():
            return result.points.as_number()
        case MatchResult():
            return result.as_value
        case _:
            assert_never(result)


def truth_of(item: ValueResult) -> ConditionResult:
    """A boolean value as a condition."""
    value = item.value if isinstance(item.value, bool) else None
    if not item.open:
        return condition_result(value, {value}, item.missing)
    return condition_result(value, {True, False, None} if item.may_miss else {True, False}, item.missing)


def _choose(node: Choose, items: list[ValueResult]) -> ValueResult:
    possible = [item for item in items if not item.never]
    if not possible:
        return NEVER
    values = [item.value for item in possible if item.value is not None]
    value: FactValue | None
    match node.how:
        case Choosing.LARGEST:
            value = max(values, default=None)
            low, high, may_miss = bounds.largest_of(map(bounds.candidate, possible))
        case Choosing.SMALLEST:
            value = min(values, default=None)
            low, high, may_miss = bounds.smallest_of(map(bounds.candidate, possible))
        case Choosing.FIRST_KNOWN:
            value = values[0] if values else None
            sure = next((index for index, item in enumerate(possible) if not item.may_miss), None)
            may_miss = sure is None
            possible = possible if sure is None else possible[: sure + 1]
            if len(possible) == 1:
                return possible[0]
            low, high = bounds.hull(map(bounds.candidate, possible))
        case _:
            assert_never(node.how)
    missing = joined(item.missing for item in possible)
    return open_value(value, low, high, may_miss, missing) if missing else known(value)


def _text_part(piece: TextPiece, item: ValueResult) -> ValueResult:
    if item.never:
        return NEVER
    given = item.value if isinstance(item.value, str) else None
    match piece:
        case TextPiece.DOMAIN:
            domain = None if given is None else text.domain_of(given)
            return open_value(domain, LOWEST, HIGHEST, True, item.missing) if item.open else known(domain)
        case TextPiece.LENGTH:
            length = None if given is None else text.length_of(given) * decimals.ONE
            return open_value(length, 0, MOST, item.may_miss, item.missing) if item.open else known(length)
        case _:
            assert_never(piece)


def _elapsed(unit: Unit, start: ValueResult, end: ValueResult) -> ValueResult:
    if start.never or end.never:
        return NEVER

    def count(first: FactValue, last: FactValue) -> int:
        if type(first) is not int or type(last) is not int:
            raise TypeError("time passes between two days or two instants")
        elapsed = instants.elapsed if unit.is_clock else days.elapsed
        return elapsed(unit, first, last) * decimals.ONE

    value = None if start.value is None or end.value is None else count(start.value, end.value)
    if not start.open and not end.open:
        return known(value)
    unbounded = start.high >= HIGHEST or end.low <= LOWEST
    low = -MOST if unbounded else count(start.high, end.low)
    unbounded = start.low <= LOWEST or end.high >= HIGHEST
    high = MOST if unbounded else count(start.low, end.high)
    return bounds.number_within(value, low, high, start.may_miss or end.may_miss, start.missing | end.missing)


def _tally(items: list[ConditionResult]) -> ValueResult:
    value = sum(item.value is True for item in items)
    low = sum(not item.may_fail for item in items)
    high = sum(item.may_hold for item in items)
    missing = joined(item.missing for item in items if item.open)
    one = decimals.ONE
    return open_value(value * one, low * one, high * one, False, missing)

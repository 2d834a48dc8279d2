"""Points for people: each line with what it gave, its events with the arithmetic of their decay, caps that bound."""

from __future__ import annotations

from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import visible
from leadspec.questions.explain import model
from leadspec.values.decimals import format_cents
from leadspec_cli.output.explain_conditions import (
    MOST_EVENTS,
    condition_lines,
    day_of,
    other_parts,
    shows_values,
    window_words,
    with_notes,
)
from leadspec_cli.output.explain_words import ExplainContext

_INDENT = "  "
_NUMBER = 9


def points_lines(points: model.PointsReason, context: ExplainContext, style: TextStyle, depth: int = 0) -> list[str]:
    match points:
        case model.LineReason():
            return _line(points, context, style, depth)
        case model.GroupReason():
            head = [] if depth == 0 and points.title is None else [_row(points.cents, points.title or "", style, depth)]
            items = [line for item in points.items for line in points_lines(item, context, style, depth + 1)]
            return [*head, *items, *_bounds(points, depth + 1)]
        case model.FirstOfReason():
            words = "first of these" if points.chosen is not None else "none of these"
            items = [line for item in points.items for line in points_lines(item, context, style, depth + 1)]
            return [_row(points.cents, words, style, depth), *items]


def _line(line: model.LineReason, context: ExplainContext, style: TextStyle, depth: int) -> list[str]:
    words = context.words(line.span, line.text)
    applies = line.when is None or line.applies is model.Truth.TRUE
    if line.when is not None:
        said = with_notes(line.applies.value, line.when, context)
        words = f"{words}  [{said}]" if said != model.Truth.TRUE.value else words
    lines = [_row(line.cents, words, style, depth)]
    if line.amount_missing:
        lines.append(_below("its points are missing, so it adds nothing", depth))
    if line.when is not None and (not applies or shows_values(line.when)):
        for part in other_parts(line.when):
            lines += condition_lines(part, context, style, depth=depth + 6)
    if line.seen is not None:
        shown = [each for each in line.events if each.counted]
        if not shown:
            lines.append(_below(visible(f"no event {line.seen.text}{window_words(line.seen)}", style.encoding), depth))
        lines += [_below(visible(_event(each, context), style.encoding), depth) for each in shown[:MOST_EVENTS]]
        if len(shown) > MOST_EVENTS:
            lines.append(_below(f"and {len(shown) - MOST_EVENTS} more events", depth))
    if line.cap_bound and line.cap is not None:
        lines.append(_below(f"together {format_cents(line.total)}, at most {format_cents(line.cap)} count", depth))
    return lines


def _event(event: model.EventReason, context: ExplainContext) -> str:
    start = f"{day_of(event.at, context)} {event.type}: "
    if event.amount_missing:
        return start + "its points are missing"
    if not event.picked:
        return start + "left out, others of its day, week or month count"
    if event.every is None or event.periods is None:
        return start + format_cents(event.cents)
    age = f"{event.age_days} days old, {event.periods} x {event.every}"
    return f"{start}{format_cents(event.original)} -> {format_cents(event.cents)} ({age})"


def _bounds(group: model.GroupReason, depth: int) -> list[str]:
    if group.cap_bound and group.cap is not None:
        return [_below(f"together {format_cents(group.total)}, at most {format_cents(group.cap)} count", depth)]
    if group.floor_bound and group.floor is not None:
        return [_below(f"together {format_cents(group.total)}, at least {format_cents(group.floor)} counts", depth)]
    return []


def _row(cents: int, words: str, style: TextStyle, depth: int) -> str:
    signed = format_cents(cents) if cents <= 0 else f"+{format_cents(cents)}"
    return f"{_INDENT * depth}{signed:>{_NUMBER}}  {visible(words, style.encoding)}".rstrip()


def _below(words: str, depth: int) -> str:
    return f"{_INDENT * depth}{' ' * (_NUMBER + 4)}{words}"

"""Conditions for people: each part with its truth, the facts it lacks, the events it saw and in which days."""

from __future__ import annotations

from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import visible
from leadspec.questions.explain import model
from leadspec.values.days import format_day
from leadspec_cli.output.explain_words import ExplainContext
from leadspec_cli.output.facts import fact_text, type_of

_INDENT = "  "
_COLOURS = {model.Truth.TRUE: "32", model.Truth.FALSE: "31", model.Truth.UNKNOWN: "33"}
_WORDS = {model.Truth.TRUE: "true", model.Truth.FALSE: "false", model.Truth.UNKNOWN: "unknown"}
# Beyond this an explanation is a log: the first events and the number of the others say enough.
MOST_EVENTS = 8
_HIDDEN = "a date of the lead"


def condition_lines(
    reason: model.ConditionReason,
    context: ExplainContext,
    style: TextStyle,
    *,
    depth: int,
    text: str = "",
    plain: bool = False,
) -> list[str]:
    """One line for the condition and, indented, those of its parts.

    `plain`: in words of our own, where the policy's are too short to stand alone (the cells of a table).
    """
    words = text or (reason.text if plain else context.words(reason.span, reason.text))
    word = style.paint(_COLOURS[reason.truth], f"{_WORDS[reason.truth]:<7}")
    lines = [f"{_INDENT * depth}{word} {visible(with_notes(words, reason, context), style.encoding)}"]
    for each in same_words(reason):
        for seen in each.events:
            lines += _events(seen, context, style, depth + 1)
    for part in other_parts(reason):
        lines += condition_lines(part, context, style, depth=depth + 1, plain=plain)
    return lines


def with_notes(words: str, reason: model.ConditionReason, context: ExplainContext) -> str:
    said = same_words(reason)
    notes = dict.fromkeys(note for each in said for note in _notes(each, context) if note not in words)
    if open_ := _open_facts(reason):
        notes[f"open: {', '.join(open_)}"] = None
    return f"{words}  ({'; '.join(notes)})" if notes else words


def _open_facts(reason: model.ConditionReason) -> list[str]:
    """The facts that may change a condition, where neither a line below nor "is missing" says so."""
    if not reason.undecided or other_parts(reason):
        return []
    if reason.truth is not model.Truth.UNKNOWN:
        return list(reason.missing)
    told = {fact.name for each in same_words(reason) for fact in each.facts if not fact.known}
    return [name for name in reason.missing if name not in told]


def shows_values(reason: model.ConditionReason) -> bool:
    """Whether values of facts stand in a condition or in its parts."""
    return any(fact.value is not None for fact in reason.facts) or any(map(shows_values, reason.parts))


def same_words(reason: model.ConditionReason) -> list[model.ConditionReason]:
    """The condition, and those of its parts that the policy says with the very same words (`between` has two)."""
    found = [reason]
    for each in found:
        found += [part for part in each.parts if part.span == reason.span]
    return found


def other_parts(reason: model.ConditionReason) -> list[model.ConditionReason]:
    """The parts that have words of their own in the policy."""
    return [part for each in same_words(reason) for part in each.parts if part.span != reason.span]


def _notes(reason: model.ConditionReason, context: ExplainContext) -> list[str]:
    notes = []
    for fact in reason.facts:
        if not fact.known:
            notes.append(f"{fact.name} is missing")
        elif fact.value is not None:
            notes.append(f"{fact.name} is {fact_text(type_of(context.schema, fact.name), fact.value)}")
    return notes


def _events(seen: model.SeenEvents, context: ExplainContext, style: TextStyle, depth: int) -> list[str]:
    counted = [each for each in seen.events if each.counted]
    window = window_words(seen)
    if seen.anchor_missing:
        head = "what the window is measured from is missing"
    elif not counted:
        head = f"no event {seen.text}{window}"
    else:
        head = (
            f"{len(counted)} x {seen.text}{window}: {', '.join(_when(each, context) for each in counted[:MOST_EVENTS])}"
        )
        if len(counted) > MOST_EVENTS:
            head += f" and {len(counted) - MOST_EVENTS} more"
    return [f"{_INDENT * depth}{' ' * 8}{visible(head, style.encoding)}"]


def window_words(seen: model.SeenEvents) -> str:
    if seen.first_hidden and seen.last_hidden:
        return f" from {_HIDDEN}"
    first = _HIDDEN if seen.first_hidden else None if seen.first_day is None else format_day(seen.first_day)
    last = _HIDDEN if seen.last_hidden else None if seen.last_day is None else format_day(seen.last_day)
    if first and last:
        return f" from {first} to {last}"
    if first:
        return f" from {first} on"
    return f" until {last}" if last else ""


def _when(event: model.SeenEvent, context: ExplainContext) -> str:
    return day_of(event.at, context)


def day_of(at: int, context: ExplainContext) -> str:
    day = context.zone.day(at) if context.zone is not None else at // 86_400_000_000
    return format_day(day)

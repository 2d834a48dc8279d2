"""Core IR in words, for reasons whose rule has no text of its own. Near to the language, not meant to be parsed."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct

from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    AtLeast,
    Choose,
    Compare,
    Condition,
    Const,
    DayOf,
    Elapsed,
    EventSet,
    Field,
    Later,
    Measured,
    Not,
    Occasion,
    OneOf,
    OutcomeIn,
    Points,
    Present,
    Ref,
    Relation,
    Round,
    Scope,
    Tally,
    TextHow,
    TextPart,
    Truth,
    Value,
    ValueKind,
)
from leadspec.values.days import format_day
from leadspec.values.decimals import format_cents, format_number
from leadspec.values.instants import format_instant

RELATIONS = {Relation.EQUAL: "is", Relation.NOT_EQUAL: "is not"}
LIKE = {
    TextHow.EQUALS: "is one of",
    TextHow.CONTAINS: "contains any of",
    TextHow.WORD: "contains any word of",
    TextHow.STARTS: "starts with any of",
    TextHow.ENDS: "ends with any of",
    TextHow.MATCHES: "matches any of",
}


class Words(Struct, frozen=True):
    """Puts nodes into words. `event_types`: all of the schema's, which together are any event."""

    event_types: tuple[str, ...]

    def condition(self, node: Condition) -> str:
        match node:
            case Compare(relation=relation, left=left, right=right, kind=kind):
                ordered = kind in (ValueKind.NUMBER, ValueKind.DAY, ValueKind.INSTANT)
                sign = relation.value if ordered else RELATIONS.get(relation, relation.value)
                return f"{self.value(left)} {sign} {self.value(right)}"
            case OneOf(item=item, how=how):
                exactly = "exactly " if node.exact else ""
                values = [f"{exactly}{self.value(each)}" for each in node.values]
                wanted = ", ".join([*values, *(f"list {name}" for name in node.lists)])
                return f"{self.value(item)} {LIKE[how]} {wanted or 'nothing'}"
            case Present(item=item):
                return f"{self.value(item)} is present"
            case Not(item=item):
                return f"not {self.condition(item)}"
            case AtLeast(number=number, items=items):
                return f"{_how_many(number, len(items))} of {len(items)} conditions" if items else "always"
            case OutcomeIn(name=name, outcomes=outcomes):
                return f"{name} is one of {', '.join(outcomes)}"
            case Truth(item=item):
                return self.value(item)
            case _:
                assert_never(node)

    def value(self, node: Value) -> str:
        match node:
            case Const():
                return _const(node)
            case Field(name=name, scope=scope):
                return name if scope is Scope.LEAD else f"the event's {name}"
            case Ref(name=name):
                return name
            case Arithmetic(first=first, rest=rest):
                return " ".join([self.value(first), *(f"{sign.value} {self.value(item)}" for sign, item in rest)])
            case Choose(how=how, items=items):
                return f"{how.value} of ({', '.join(map(self.value, items))})"
            case Round(item=item, digits=digits):
                return f"round ({self.value(item)}, {digits})"
            case TextPart(piece=piece, item=item):
                return f"{piece.value} of {self.value(item)}"
            case DayOf(item=item):
                return f"day of {self.value(item)}"
            case AsOf(kind=kind, back=back):
                now = "today" if kind is ValueKind.DAY else "now"
                return now if back is None else f"{back} ago"
            case Later(item=item, by=by):
                return f"{by} after {self.value(item)}"
            case Elapsed(unit=unit, start=start, end=end):
                return f"{unit.value}s from {self.value(start)} to {self.value(end)}"
            case Measured(measure=measure, events=events, field=field):
                of_field = "" if field is None else f" {field.name} of"
                return f"{measure.value}{of_field} {self.events(events)}"
            case Tally(items=items):
                return f"how many of {len(items)} conditions hold"
            case _:
                assert_never(node)

    def events(self, node: EventSet) -> str:
        everything = len(node.types) > 1 and set(node.types) == set(self.event_types)
        return "any event" if everything else " or ".join(node.types)

    def points(self, node: Points) -> str:
        sign = "+" if node.sign > 0 else "-"
        amount = self.value(node.amount)
        if node.events is None or node.occasion is None:
            return f"{sign}{amount}"
        which = "each" if node.occasion is Occasion.EACH else f"the {node.occasion.value}"
        cap = "" if node.cap is None else f", at most {format_cents(node.cap)} points"
        return f"{sign}{amount} for {which} {self.events(node.events)}{cap}"


def _how_many(number: int, total: int) -> str:
    return "all" if number == total else "any" if number == 1 else f"at least {number}"


def _const(node: Const) -> str:
    match node.value:
        case bool():
            return "true" if node.value else "false"
        case str():
            return f'"{node.value}"'
    if node.kind is ValueKind.DAY:
        return format_day(node.value)
    return format_instant(node.value) if node.kind is ValueKind.INSTANT else format_number(node.value)

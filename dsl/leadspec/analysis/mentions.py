"""Which names a statement mentions, and as what: read off the surface tree, without types."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from leadspec.source import Span
from leadspec.syntax import tree


class Mention(Enum):
    VALUE = "value"  # a field or a definition
    WORD = "word"  # on the value side: a member, else a field or a definition
    LIST = "list"
    EVENTS = "events"
    PERSONA = "persona"
    EVENT_FIELD = "event field"


class Mentioned(NamedTuple):
    name: tree.Name
    role: Mention

    @property
    def span(self) -> Span:
        return self.name.span


class _Marked(NamedTuple):
    """A node with what a name in its place would be."""

    node: object
    role: Mention


_WORD_OPERATORS = frozenset(
    {tree.Comparator.IS, tree.Comparator.IS_NOT, tree.Comparator.RANK_AT_LEAST, tree.Comparator.RANK_AT_MOST}
)


def mentions(statement: object) -> Iterator[Mentioned]:
    """All names in a statement's conditions and values, in the order of the text."""
    stack = [_Marked(each, Mention.VALUE) for each in reversed(_roots(statement))]
    while stack:
        node, role = stack.pop()
        if isinstance(node, tree.Name):
            yield Mentioned(node, role)
        elif isinstance(node, tuple):
            stack.extend(_Marked(each, role) for each in reversed(node))
        elif hasattr(type(node), "__match_args__"):
            stack.extend(reversed(_parts(node, role)))


def _roots(statement: object) -> list[object]:
    """What of a statement can mention names; its own name, owner and labels cannot."""
    match statement:
        case tree.Define(body=body):
            return [body]
        case tree.Persona(block=block):
            return [block]
        case tree.Score(lines=lines):
            return [lines]
        case tree.Classify(rows=rows):
            return [each.condition for each in rows]
        case tree.Table(keys=keys, rows=table_rows):
            return [keys, *(each.cells for each in table_rows)]
        case tree.Disqualify(condition=condition) | tree.Flag(condition=condition):
            return [condition]
        case tree.Stage(condition=condition) | tree.Counts(condition=condition):
            return [condition]
        case tree.PolicyHead() | tree.Use() | tree.ListStatement() | tree.EventsStatement():
            return []
        case _:
            return [statement]


def _parts(node: object, role: Mention) -> list[_Marked]:
    """The parts of a node with their roles. What stands inside an event's scope stays there."""
    inside = Mention.EVENT_FIELD if role is Mention.EVENT_FIELD else Mention.VALUE
    word = Mention.EVENT_FIELD if role is Mention.EVENT_FIELD else Mention.WORD
    match node:
        case tree.Comparison(operator=operator, left=left, right=right):
            return [_Marked(left, inside), _Marked(right, word if operator in _WORD_OPERATORS else inside)]
        case tree.OneOf(left=left, values=values) | tree.Includes(left=left, values=values):
            return [_Marked(left, inside), _Marked(values, word)]
        case tree.ValuesCell(values=values):
            return [_Marked(values, Mention.WORD)]
        case tree.CompareCell(value=value):
            return [_Marked(value, Mention.WORD)]
        case tree.RangeCell(low=low, high=high):
            return [_Marked(low, Mention.WORD), _Marked(high, Mention.WORD)]
        case tree.InList(left=left, list=name):
            return [_Marked(left, inside), _Marked(name, Mention.LIST)]
        case tree.ListCell(list=name):
            return [_Marked(name, Mention.LIST)]
        case tree.TextTest(left=left, operands=operands):
            return [_Marked(left, inside), _Marked(operands, Mention.LIST)]
        case tree.TextCell(operands=operands):
            return [_Marked(operands, Mention.LIST)]
        case tree.MatchOf(persona=persona) | tree.LinesOf(persona=persona):
            return [_Marked(persona, Mention.PERSONA)]
        case tree.EventPattern(type=type_, where=where):
            return [_Marked(type_, Mention.EVENTS), _Marked(where, Mention.EVENT_FIELD)]
        case tree.Aggregate(field=name, events=events, window=window):
            return [_Marked(name, Mention.EVENT_FIELD), _Marked(events, inside), _Marked(window, inside)]
        case tree.CountOf(events=events, different=name, window=window):
            return [_Marked(name, Mention.EVENT_FIELD), _Marked(events, inside), _Marked(window, inside)]
        case tree.EventFact(field=name, events=events):
            return [_Marked(name, Mention.EVENT_FIELD), _Marked(events, inside)]
        case tree.ScoreLine(amount=amount, events=for_events, when=when):
            amount_role = Mention.VALUE if for_events is None else Mention.EVENT_FIELD
            return [_Marked(amount, amount_role), _Marked(for_events, Mention.VALUE), _Marked(when, Mention.VALUE)]
        case _:
            return [_Marked(getattr(node, each), inside) for each in _slots(node)]


def _slots(node: object) -> list[str]:
    """The fields of a node that may hold names: not its place, nor what is written around it."""
    return [each for each in getattr(type(node), "__match_args__", ()) if each not in ("because", "duration", "value")]

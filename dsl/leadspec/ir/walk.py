"""Walking the core IR: the direct parts of a node, and all nodes below one. Nothing recurses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from leadspec.ir.core import (
    Arithmetic,
    AsOf,
    AtLeast,
    Body,
    Bound,
    Choose,
    Compare,
    Const,
    DayOf,
    Elapsed,
    EventSet,
    Field,
    FirstMatch,
    FirstOf,
    Group,
    Later,
    Measured,
    Not,
    OneOf,
    OutcomeIn,
    Points,
    Preceded,
    Present,
    Ref,
    Round,
    Row,
    Tally,
    TextPart,
    Truth,
)

Node = Body | EventSet | Preceded | Bound | Row


def children(node: Node) -> tuple[Node, ...]:
    """The nodes that stand directly in a node, in the order of its fields."""
    match node:
        case Const() | Field() | Ref() | AsOf() | OutcomeIn():
            return ()
        case Arithmetic(first=first, rest=rest):
            return (first, *(item for _, item in rest))
        case (
            Choose(items=items) | Tally(items=items) | AtLeast(items=items) | Group(items=items) | FirstOf(items=items)
        ):
            return items
        case (
            Round(item=item)
            | TextPart(item=item)
            | DayOf(item=item)
            | Later(item=item)
            | Present(item=item)
            | Not(item=item)
            | Truth(item=item)
        ):
            return (item,)
        case Elapsed(start=start, end=end):
            return (start, end)
        case Measured(events=events, field=field):
            return _given(events, field)
        case EventSet(where=where, window=window, preceded=preceded):
            return _given(where, *window, preceded)
        case Preceded(where=where):
            return _given(where)
        case Bound(limit=limit):
            return (limit,)
        case Compare(left=left, right=right):
            return (left, right)
        case OneOf(item=item, values=values):
            return (item, *values)
        case Points(amount=amount, when=when, events=events):
            return _given(amount, when, events)
        case Row(condition=condition):
            return (condition,)
        case FirstMatch(rows=rows):
            return rows
        case _:
            assert_never(node)


def _given(*nodes: Node | None) -> tuple[Node, ...]:
    return tuple(each for each in nodes if each is not None)


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, each before its parts."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        yield at
        waiting.extend(reversed(children(at)))

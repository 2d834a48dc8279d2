"""Which definitions the outputs read, and of a condition which of its rails: found before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from leadspec.engines.python.known import CONDITIONS, Known
from leadspec.ir.core import AtLeast, Condition, Not, OutcomeIn, Ref, Truth
from leadspec.ir.walk import Node, children

Wanted = Mapping[str, set[bool]]  # by name: whether its truth is asked for, whether its falsehood is


def demands(known: Known, names: Iterable[str]) -> Wanted:
    found: dict[str, set[bool]] = {each: {True} for each in names}
    for definition in reversed(known.program.definitions):
        rails = found.get(definition.name)
        if rails is None:
            continue
        if isinstance(definition.body, CONDITIONS):
            for each in rails:
                _ask(known, definition.body, each, found)
        else:
            _ask(known, definition.body, True, found)
    return found


def _ask(known: Known, node: Node, rail: bool, found: dict[str, set[bool]]) -> None:
    waiting: list[tuple[Node, bool]] = [(node, rail)]
    while waiting:
        at, wanted = waiting.pop()
        if not wanted and isinstance(at, CONDITIONS) and _is_two_valued(known, at):
            wanted = True
        match at:
            case Not(item=item):
                # What is never unknown is false where it is not true.
                waiting.append((item, not wanted))
            case AtLeast(items=items):
                waiting.extend((each, wanted) for each in items)
            case Truth(item=Ref(name=name)):
                found.setdefault(name, set()).add(wanted or not known.missing[name])
            case OutcomeIn(name=name):
                found.setdefault(name, set()).add(True)
            case Ref(name=name):
                found.setdefault(name, set()).update({True, not known.missing[name]})
            case _:
                waiting.extend((each, True) for each in children(at))


def _is_two_valued(known: Known, node: Condition) -> bool:
    return known.never_unknown(node)

"""Which definitions the outputs read, and of a condition which of its rails: found before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from leadspec.engines.python.known import Known
from leadspec.ir.core import AtLeast, EventSet, Field, Not, OutcomeIn, Ref, Truth
from leadspec.ir.kinds import CONDITIONS
from leadspec.ir.walk import Node, children


class Demand:
    """What is asked of one definition: whether its truth is, whether its falsehood is, and from how many places."""

    __slots__ = ("rails", "uses")

    def __init__(self) -> None:
        self.rails: set[bool] = set()
        self.uses = 0

    def add(self, *rails: bool) -> None:
        self.rails.update(rails)
        self.uses += len(rails)


class Demands:
    """`fields`: how many places read a fact of the lead."""

    def __init__(self) -> None:
        self.definitions: dict[str, Demand] = {}
        self.fields: Counter[Field] = Counter()

    def of(self, name: str) -> Demand:
        return self.definitions.setdefault(name, Demand())


def demands(known: Known, names: Iterable[str]) -> Demands:
    found = Demands()
    for each in names:
        found.of(each).add(True)
    for definition in reversed(known.program.definitions):
        demand = found.definitions.get(definition.name)
        if demand is None:
            continue
        if isinstance(definition.body, CONDITIONS):
            for rail in sorted(demand.rails):
                _ask(known, definition.body, rail, found)
        else:
            _ask(known, definition.body, True, found)
    return found


def _ask(known: Known, node: Node, rail: bool, found: Demands) -> None:
    waiting: list[tuple[Node, bool]] = [(node, rail)]
    while waiting:
        at, wanted = waiting.pop()
        if not wanted and isinstance(at, CONDITIONS) and known.never_unknown(at):
            wanted = True
        match at:
            case Not(item=item):
                waiting.append((item, not wanted))
            case AtLeast(items=items):
                waiting.extend((each, wanted) for each in items)
            case Truth(item=Ref(name=name)):
                found.of(name).add(wanted or not known.missing[name])
            case OutcomeIn(name=name):
                found.of(name).add(True)
            case Ref(name=name):
                found.of(name).add(True, not known.missing[name])
            case Field():
                found.fields[at] += 1
            case EventSet():
                # What is asked of each event is worked out before.
                for part in children(at):
                    waiting.extend([(part, True)] * 2)
            case _:
                waiting.extend((each, True) for each in children(at))

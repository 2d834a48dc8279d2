"""Many rows at a time, column by column: what row by row gives, in a fraction of the time.

A column has few different texts as a rule, so each cell is one look-up. A row with anything that rejects it goes
the way of single rows, which alone knows the reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, cast

from msgspec import Struct, field

from leadspec.cleanup.outcomes import NO_FACTS, Fault, Missing, Outcome, Repair, Repaired
from leadspec.cleanup.records import LONGEST_KEPT, Leaf
from leadspec.cleanup.report import Reject
from leadspec.ir.lead import FactValue, Lead

_NO_FACTS: Final = frozenset(NO_FACTS)
_ROOM: Final = 1 << 17  # texts that all columns of a table together remember
_LEAST_ROOM: Final = 1 << 9


def room_for(columns: int) -> int:
    """How many texts each of so many columns may remember."""
    return max(_LEAST_ROOM, _ROOM // max(columns, 1))


class Texts(dict[str, Outcome]):
    """What the texts of one column became. `plain`: every one of them became a fact, so far.

    `room`: for so many texts, since there are columns in which each one differs.
    """

    def __init__(self, leaf: Leaf, room: int) -> None:
        super().__init__()
        self.plain = True
        self._room = room
        self._read = leaf.read

    def __missing__(self, text: str) -> Outcome:
        outcome = self._read(text)
        if isinstance(outcome, NO_FACTS):
            self.plain = False
        if len(text) <= LONGEST_KEPT and len(self) < self._room:
            self[text] = outcome
        return outcome


class Column(Struct):
    """One field of many rows. `gaps`: those without a value. `faulty`: those with a fault. Both have no fact.

    `repaired`: the rows of each repair.
    """

    name: str
    outcomes: list[Outcome]
    gaps: list[int] = field(default_factory=list)
    faulty: list[int] = field(default_factory=list)
    repaired: list[tuple[list[int], tuple[Repair, ...]]] = field(default_factory=list)

    def values(self) -> list[FactValue | None]:
        """The fact of each row, `None` where there is none."""
        return [None if isinstance(each, NO_FACTS) else each for each in self.outcomes]


def read_column(name: str, texts: Texts, cells: Sequence[str]) -> Column:
    """All cells of a column."""
    outcomes: list[Outcome] = list(map(texts.__getitem__, cells))
    column = Column(name, outcomes)
    if texts.plain:
        return column
    # Equal texts have become the same thing, so that there are few groups.
    groups: dict[int, list[int]] = {}
    for row in [row for row, each in enumerate(outcomes) if each.__class__ in _NO_FACTS]:
        groups.setdefault(id(outcomes[row]), []).append(row)
    for rows in groups.values():
        outcome = outcomes[rows[0]]
        if isinstance(outcome, Repaired):
            column.repaired.append((rows, outcome.repairs))
            outcome = outcome.value
            if not isinstance(outcome, Missing):
                for row in rows:
                    outcomes[row] = outcome
                continue
        (column.faulty if isinstance(outcome, Fault) else column.gaps).extend(rows)
    return column


def facts_of(columns: Sequence[Column], count: int) -> list[dict[str, FactValue]]:
    """The facts of each row without a fault, in the order of the columns."""
    if not columns:
        return [{} for _ in range(count)]
    names = [each.name for each in columns]
    rows = zip(*(each.outcomes for each in columns), strict=True)
    facts = [dict(zip(names, row)) for row in rows]  # noqa: B905 - asking costs more than the rest
    for column in columns:
        name = column.name
        for row in column.gaps:
            del facts[row][name]
    return cast("list[dict[str, FactValue]]", facts)


def repairs_of(columns: Sequence[Column], rejected: Collection[int]) -> Counter[tuple[Repair, str]]:
    """The repairs of all rows that give a lead."""
    found: Counter[tuple[Repair, str]] = Counter()
    for column in columns:
        for rows, repairs in column.repaired:
            count = sum(row not in rejected for row in rows) if rejected else len(rows)
            for repair in repairs if count else ():
                found[repair, column.name] += count
    return found


def supplied(columns: Sequence[Column], rejected: Collection[int], count: int) -> Iterator[str]:
    """The fields for which a row that gives a lead has a value."""
    for column in columns:
        gaps = sum(row not in rejected for row in column.gaps) if rejected else len(column.gaps)
        if gaps < count - len(rejected):
            yield column.name


class Chunk(Struct):
    """Cleaned rows. `items`: one for each row, in their order.

    `columns`: for each field that the table has, the value of each lead, `None` where it is missing.
    """

    lines: Sequence[int]
    items: list[Lead | Reject]
    _columns: Sequence[Column]
    _rejected: Collection[int]

    @property
    def leads(self) -> list[Lead]:
        return [each for each in self.items if isinstance(each, Lead)]

    @property
    def rejects(self) -> list[Reject]:
        return [each for each in self.items if isinstance(each, Reject)]

    @property
    def columns(self) -> Mapping[str, list[FactValue | None]]:
        out = self._rejected
        if not out:
            return {each.name: each.values() for each in self._columns}
        return {
            each.name: [value for row, value in enumerate(each.values()) if row not in out] for each in self._columns
        }


def leads_of(ids: Sequence[str], facts: Sequence[Mapping[str, FactValue]]) -> list[Lead | Reject]:
    """Leads without events."""
    return list(map(Lead, ids, facts))

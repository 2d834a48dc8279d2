"""Values that were read as they stand and are probably not meant so: 0 for unknown, 1900-01-01, one e-mail for all.

Nothing here changes a lead; memory and time for each lead have a bound. The rules stand in `odd`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Final

from msgspec import Struct

from leadspec.cleanup.odd import LONGEST, Column, Odd, Times, column_of
from leadspec.ir.lead import FactValue, Lead
from leadspec.schema.model import Schema
from leadspec.types import NumberType, TextType

_CHUNK: Final = 2_048
# Leads may be large, so no more of them are held; of their values only short ones wait.
_HELD: Final = 64
# What is odd about numbers is frequent: of long data a part tells it, whereas one date must not be missed.
_ALL_CHUNKS: Final = 4
_NTH_CHUNK: Final = 4


class Suspicion(Struct, frozen=True):
    """`count`: leads with such a value. `rows`: lines of the first. `value`: one of them, where it may be shown."""

    field: str
    kind: Odd
    count: int
    rows: tuple[int, ...]
    value: str | None


class _Pending:
    """One field's values that wait until there are enough to look at."""

    def __init__(self, name: str, column: Column, *, text: bool = False, all_: bool = True) -> None:
        self.name = name
        self.all = all_
        self.column = column
        self._get = itemgetter(name)
        self._text = text
        self._values: list[FactValue] = []
        self._lines: list[int] = []
        self._leads = 0

    def extend(self, facts: Sequence[Mapping[str, FactValue]], lines: Sequence[int]) -> None:
        try:
            values = list(map(self._get, facts))
        except KeyError:
            name = self.name
            there = [at for at, each in enumerate(facts) if name in each]
            values, lines = [facts[at][name] for at in there], [lines[at] for at in there]
        if self._text:
            values = [each if isinstance(each, str) and len(each) <= LONGEST else "" for each in values]
        self.add(values, lines, len(facts))

    def add(self, values: Sequence[FactValue], lines: Sequence[int], leads: int) -> None:
        self._values += values
        self._lines += lines
        self._leads += leads
        if self._leads >= _CHUNK:
            self.look()

    def look(self) -> None:
        if self._leads:
            self.column.take(self._values, self._lines, self._leads)
            self._values, self._lines, self._leads = [], [], 0


class Watch:
    """Looks at cleaned leads as they pass. `as_of`: the instant of the run in microseconds, if one is known."""

    def __init__(self, schema: Schema, as_of: int | None = None) -> None:
        self._lines: list[int] = []
        self._leads: list[Lead] = []
        self._seen = 0
        self._fields = [
            _Pending(
                each.name, column, text=isinstance(each.type, TextType), all_=not isinstance(each.type, NumberType)
            )
            for each in schema.fields
            if (column := column_of(each, as_of))
        ]
        self._personal = {each.name for each in schema.fields if each.personal}
        activities = schema.activities
        self._events = None if activities is None else _Pending(f"{activities.name}.at", Times(None))

    def take(self, line: int, lead: Lead) -> None:
        self._lines.append(line)
        self._leads.append(lead)
        if len(self._leads) >= _HELD:
            self._extend()

    def found(self, *, show_values: bool) -> tuple[Suspicion, ...]:
        """In the order of the schema. Personal values are never shown."""
        self._extend()
        found = []
        for field in (*self._fields, *([self._events] if self._events is not None else [])):
            field.look()
            shown = show_values and field.name not in self._personal
            for each in field.column.findings():
                found.append(Suspicion(field.name, each.kind, each.count, each.rows, each.value if shown else None))
        return tuple(found)

    def _extend(self) -> None:
        lines, leads = self._lines, self._leads
        if not lines:
            return
        self._lines, self._leads = [], []
        facts = [each.facts for each in leads]
        chunk = self._seen // _CHUNK
        self._seen += len(lines)
        part = chunk < _ALL_CHUNKS or chunk % _NTH_CHUNK == 0
        for field in self._fields:
            if (part or field.all) and not field.column.done:
                field.extend(facts, lines)
        if self._events is not None:
            # Events stand in the order of time: the first one shows a date from before all others.
            active = [(line, lead.events[0].at) for line, lead in zip(lines, leads, strict=True) if lead.events]
            if active:
                self._events.add([at for _, at in active], [line for line, _ in active], len(active))

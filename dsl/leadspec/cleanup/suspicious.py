"""Values that were read as they stand and are probably not meant so: 0 for unknown, 1900-01-01, one e-mail for all.

Nothing here changes a lead; memory and time for each lead have a bound. The rules stand in `odd`.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Final

from msgspec import Struct

from leadspec.cleanup.odd import Odd, Times, column_of
from leadspec.ir.lead import Lead
from leadspec.schema.model import Schema

_CHUNK: Final = 2_048


class Suspicion(Struct, frozen=True):
    """`count`: leads with such a value. `rows`: lines of the first. `value`: one of them, where it may be shown."""

    field: str
    kind: Odd
    count: int
    rows: tuple[int, ...]
    value: str | None


class Watch:
    """Looks at cleaned leads as they pass. `as_of`: the instant of the run in microseconds, if one is known."""

    def __init__(self, schema: Schema, as_of: int | None = None) -> None:
        self._lines: list[int] = []
        self._leads: list[Lead] = []
        self._columns = [(each.name, column) for each in schema.fields if (column := column_of(each, as_of))]
        self._personal = {each.name for each in schema.fields if each.personal}
        activities = schema.activities
        self._events = None if activities is None else (f"{activities.name}.at", Times(None))

    def take(self, line: int, lead: Lead) -> None:
        self._lines.append(line)
        self._leads.append(lead)
        if len(self._leads) >= _CHUNK:
            self._look()

    def found(self, *, show_values: bool) -> tuple[Suspicion, ...]:
        """In the order of the schema. Personal values are never shown."""
        self._look()
        columns = [*self._columns, *([self._events] if self._events is not None else [])]
        return tuple(
            Suspicion(
                name,
                each.kind,
                each.count,
                each.rows,
                each.value if show_values and name not in self._personal else None,
            )
            for name, column in columns
            for each in column.findings()
        )

    def _look(self) -> None:
        lines, leads = self._lines, self._leads
        if not lines:
            return
        self._lines, self._leads = [], []
        facts = [each.facts for each in leads]
        for name, column in self._columns:
            if column.done:
                continue
            try:
                column.take(list(map(itemgetter(name), facts)), lines, len(lines))
            except KeyError:
                there = [
                    (value, line)
                    for each, line in zip(facts, lines, strict=True)
                    if (value := each.get(name)) is not None
                ]
                column.take([value for value, _ in there], [line for _, line in there], len(lines))
        if self._events is not None:
            # Events stand in the order of time: the first one shows a date from before all others.
            active = [(line, lead.events[0].at) for line, lead in zip(lines, leads, strict=True) if lead.events]
            if active:
                self._events[1].take([at for _, at in active], [line for line, _ in active], len(active))

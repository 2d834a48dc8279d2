"""The clean-up of rows of cells: one after the other, or many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leadspec.cleanup.columns import (
    Chunk,
    Column,
    Texts,
    facts_of,
    leads_of,
    read_column,
    repairs_of,
    room_for,
    supplied,
)
from leadspec.cleanup.outcomes import NO_FACTS
from leadspec.cleanup.records import Gathered, Kept, Leaf
from leadspec.cleanup.report import MOST_LISTED, Reject
from leadspec.documents import Raw
from leadspec.ir.lead import FactValue, Lead
from leadspec.values.text import nfc, strip

if TYPE_CHECKING:
    from leadspec.cleanup.cleaner import Cleaner


def id_from_place(line: int, nth: int = 1) -> str:
    """The id of a lead whose record has none: its line, with a number if it is not the first one there."""
    return str(line) if nth == 1 else f"{line}.{nth}"


class FlatCleaner:
    """Cleans rows of cells. A column's name is the dotted name of a field, but for outer spaces."""

    def __init__(self, cleaner: Cleaner, header: Sequence[str]) -> None:
        self._cleaner = cleaner
        names = [strip(nfc(each)) for each in header]
        entries = [cleaner._by_name.get(each) for each in names]
        self._columns = [(i, each, each.texts.get) for i, each in enumerate(entries) if isinstance(each, Leaf)]
        room = room_for(len(self._columns))
        self._texts = [(i, each.name, Texts(each, room)) for i, each, _ in self._columns]
        self._required = frozenset(cleaner._required)
        self._never_whole = not self._required <= {each.name for _, each, _ in self._columns}
        self._kept = next((i for i, each in enumerate(entries) if isinstance(each, Kept)), None)
        self._id = next((i for i, each in enumerate(names) if each == cleaner._id_name), None)
        self._unknown = [each for each, entry in zip(names, entries, strict=True) if entry is None]
        self.brings_activities = self._kept is not None
        if self.brings_activities:
            cleaner._tally.activities_supplied = True
        self.known = len(names) - len(self._unknown)
        self.has_ids = self._id is not None

    def id_of(self, cells: Sequence[Raw]) -> str | None:
        return None if self._id is None else self._cleaner._id_text(cells[self._id])

    def row(self, line: int, cells: Sequence[str]) -> Lead | Reject:
        """One row; as many cells as the header has."""
        gathered = Gathered(unknown=self._unknown)
        facts = gathered.facts
        for i, leaf, known in self._columns:
            cell = cells[i]
            outcome = known(cell)
            if outcome is None:
                outcome = leaf.convert(cell)
            if isinstance(outcome, NO_FACTS):
                gathered.note(leaf.name, outcome)
            else:
                facts[leaf.name] = outcome
        if self._kept is not None:
            gathered.kept = cells[self._kept]
        id_ = self.id_of(cells)
        return self._cleaner._finish(line, id_, id_ or id_from_place(line), gathered)

    def ids_of(self, lines: Sequence[int], rows: Sequence[Sequence[str]]) -> list[str]:
        """The ids of the leads of many rows: what the rows say, or their lines."""
        if self._id is None:
            return list(map(str, lines))
        at, text = self._id, self._cleaner._id_text
        return [text(row[at]) or id_from_place(line) for line, row in zip(lines, rows, strict=True)]

    def chunk(self, lines: Sequence[int], rows: Sequence[Sequence[str]]) -> Chunk:
        """Many rows: the leads, the rejects and the counts that `row` gives for one after the other."""
        cleaner = self._cleaner
        count = len(rows)
        cells = list(zip(*rows, strict=True))
        columns = [read_column(name, texts, cells[i]) for i, name, texts in self._texts]
        if self._kept is not None or self._never_whole:
            # Events are read one by one in any case.
            items = [self.row(line, row) for line, row in zip(lines, rows, strict=True)]
            rejected = {row for row, item in enumerate(items) if isinstance(item, Reject)}
            return Chunk(lines, items, columns, rejected)
        ids = self.ids_of(lines, rows)
        facts = facts_of(columns, count)
        rejected = self._rejected(ids, columns, facts)
        items = leads_of(ids, facts)
        for row in sorted(rejected):
            items[row] = self.row(lines[row], rows[row])
        tally = cleaner._tally
        leads = count - len(rejected)
        tally.rows += leads
        tally.leads += leads
        tally.repairs.update(repairs_of(columns, rejected))
        if tally.unseen:
            tally.unseen.difference_update(supplied(columns, rejected, count))
        if not tally.id_supplied and self._id is not None:
            tally.id_supplied = any(cleaner._id_text(each) is not None for each in cells[self._id])
        unused = [each for each in self._unknown if each != "id" or cleaner._id_declared]
        for each in unused if leads else ():
            if each in tally.unused or len(tally.unused) < MOST_LISTED:
                tally.unused[each] += leads
        return Chunk(lines, items, columns, rejected)

    def _rejected(
        self, ids: Sequence[str], columns: Sequence[Column], facts: Sequence[dict[str, FactValue]]
    ) -> set[int]:
        """The rows that give no lead."""
        cleaner = self._cleaner
        rejected: set[int] = set()
        for column in columns:
            rejected.update(column.faulty)
            if column.name in self._required:
                rejected.update(column.gaps)
        duplicates = cleaner.duplicates
        if duplicates:
            rejected.update(row for row, id_ in enumerate(ids) if id_ in duplicates)
        if cleaner.schema.required_within or cleaner.schema.required_blocks:
            whole = (row for row in range(len(ids)) if row not in rejected)
            rejected.update([row for row in whole if not cleaner._required_there(Gathered(facts=facts[row]))])
        return rejected

    def typed_row(self, line: int, cells: Sequence[Raw]) -> Lead | Reject:
        """One row whose cells have types of their own, such as true, a number, a list."""
        gathered = Gathered(unknown=self._unknown)
        for i, leaf, _ in self._columns:
            gathered.take(leaf, cells[i])
        if self._kept is not None:
            gathered.kept = cells[self._kept]
        id_ = self.id_of(cells)
        return self._cleaner._finish(line, id_, id_ or id_from_place(line), gathered)

"""What the readers of data give: records with the line they start on, or why one cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from leadspec.documents import Raw

RECORD_LIMIT = 16_000_000
"""Characters of one record."""


class Row(Struct, frozen=True):
    """A record of a table of text: as many cells as the table has columns."""

    line: int
    cells: list[str]


class TypedRow(Struct, frozen=True):
    """A record of a table whose cells have types of their own (a sheet, Parquet), as raw values."""

    line: int
    cells: Sequence[Raw]


class Nested(Struct, frozen=True):
    """A record of nested values. `nth`: the how manyth one it is that starts on its line."""

    line: int
    fields: dict[str, Raw]
    nth: int = 1


class Broken(Struct, frozen=True):
    """A record that cannot be read. `reason` ends a sentence about it; `cells`: those of a row, as far as they go.

    `id`: of the lead, where the record itself is sound.
    """

    line: int
    reason: str
    cells: tuple[str, ...] = ()
    id: Raw = None


class Table(Struct, frozen=True):
    """The names of the columns without outer spaces, and the rows still to be read."""

    header: tuple[str, ...]
    rows: Iterable[Row | TypedRow | Broken]


Records = Table | Iterator[Nested | Broken]
"""What one file gives, whatever its format."""

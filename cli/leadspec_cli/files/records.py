"""What the readers of data give: records with the line they start on, or why one cannot be read."""

from __future__ import annotations

from msgspec import Struct

from leadspec.documents import Raw


class Nested(Struct, frozen=True):
    """`nth`: the how manyth record it is that starts on its line."""

    line: int
    fields: dict[str, Raw]
    nth: int = 1


class Row(Struct, frozen=True):
    """The cells of a table's row, as many as its header has."""

    line: int
    cells: list[str]


class Broken(Struct, frozen=True):
    """`reason`: the end of a sentence about the record."""

    line: int
    reason: str


RECORD_LIMIT = 16_000_000
"""Characters of one record."""

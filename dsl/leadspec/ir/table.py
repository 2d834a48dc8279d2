"""The names of the contract for tables of clean leads: what `clean` writes and every engine reads.

Reference: `docs/reference/table-contract.md`.
"""

from __future__ import annotations

from typing import Final

CONTRACT: Final = 1
METADATA_KEY: Final = "leadspec"
OWN: Final = "leadspec."
"""How the names of columns and members begin that are no field of a schema."""

ID_COLUMN: Final = f"{OWN}id"
POSITION: Final = f"{OWN}position"
DAY: Final = f"{OWN}day"
"""The local day of an event's `at`; of a date-time field F it is `day_of(F)`."""


def day_of(field: str) -> str:
    """The name of the column with the local day of a date-time field, beside it."""
    return f"{DAY}.{field}"

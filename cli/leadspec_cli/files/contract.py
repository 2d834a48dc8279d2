"""The names of the contract for tables of clean leads, `docs/reference/table-contract.md`."""

from __future__ import annotations

from typing import Final

CONTRACT: Final = 1
METADATA_KEY: Final = "leadspec"
OWN: Final = "leadspec."
"""How the names of columns begin that are no field of a schema."""

ID_COLUMN: Final = f"{OWN}id"
POSITION: Final = f"{OWN}position"
DAY: Final = f"{OWN}day"

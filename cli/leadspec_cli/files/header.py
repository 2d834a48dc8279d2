"""The names of a table's columns: each there, and no two alike. The same for every kind of table."""

from __future__ import annotations

from collections.abc import Sequence

from leadspec.diagnostics.kinds import data as kinds
from leadspec.source import Place
from leadspec.values.text import fold
from leadspec_cli.files.fault import FileFault


def check_header(header: Sequence[str], place: Place) -> None:
    """Raises `FileFault` with every column that has no name, or the name of another one."""
    # Names are not shown: without a header the first line holds somebody's data.
    faults = []
    first: dict[str, int] = {}
    for number, column in enumerate(header, 1):
        folded = fold(column)
        if not folded:
            what = f"column {number} of {len(header)} has no name"
            faults.append(kinds.CSV_HEADER.at(place, what, "name it, or delete it"))
        elif first.setdefault(folded, number) != number:
            what = f"columns {first[folded]} and {number} have the same name"
            hint = "rename or delete one of them; case and outer spaces do not count"
            faults.append(kinds.CSV_HEADER.at(place, what, hint))
    if faults:
        raise FileFault(faults)

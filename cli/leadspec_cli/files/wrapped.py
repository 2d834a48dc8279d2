"""Leads inside of something else: an interface answers `{"results": [...], "paging": ...}`, which is one record."""

from __future__ import annotations

from itertools import islice

from msgspec.structs import replace

from leadspec_cli.files.readers import DataFile
from leadspec_cli.files.records import Nested, Table


def unwrapped(file: DataFile) -> DataFile:
    """The file with the list named in which its leads seem to stand, for a proposal; else the file as it is.

    Only a single record is looked at, and activities are no leads: each has a `type` and an `at`.
    """
    if file.format != "json" or file.records is not None:
        return file
    with file.open() as records:
        only = [] if isinstance(records, Table) else list(islice(records, 2))
    if len(only) != 1 or not isinstance(only[0], Nested):
        return file
    for key, value in only[0].fields.items():
        blocks = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
        if blocks and "." not in key and not all({"type", "at"} <= each.keys() for each in blocks):
            return replace(file, records=key)
    return file

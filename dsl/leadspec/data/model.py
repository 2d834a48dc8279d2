"""A data description as the readers of files need it: what is wanted of each file, and how it is read."""

from __future__ import annotations

from msgspec import Struct

from leadspec.cleanup import CleanOptions
from leadspec.source import Span


class Named(Struct, frozen=True):
    """A name in the description, with its place."""

    text: str
    span: Span


class Want(Struct, frozen=True):
    """One field, and where a file may have it: in `column`, which then must be there; else in the first of `names`
    that is. `preset`: further names that are tried after these. `off`: this file does not give it.
    """

    field: str
    path: tuple[str, ...]
    names: tuple[str, ...]
    column: Named | None = None
    preset: tuple[str, ...] = ()
    off: bool = False


class FileUse(Struct, frozen=True):
    """One file of a description."""

    file: Named
    wants: tuple[Want, ...]
    options: CleanOptions
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    sheet: str | None = None
    records: str | None = None


class Lookup(Struct, frozen=True):
    """A file that fills a block of the lead: `by` is a column of the leads, `key` one of the file."""

    block: str
    use: FileUse
    by: Named
    key: Named


class EventFile(Struct, frozen=True):
    """A file with one event on each row. Its `key` is the lead's id, or what the column `by` of the leads says.

    `type`: that of all events, unless a column says it.
    """

    use: FileUse
    key: Named
    by: Named | None = None
    type: str | None = None


class Description(Struct, frozen=True):
    """`digest`: of all that the description says, as SHA-256."""

    leads: FileUse
    lookups: tuple[Lookup, ...]
    activities: tuple[EventFile, ...]
    digest: str
    id_name: str

    @property
    def uses(self) -> tuple[FileUse, ...]:
        return (self.leads, *(each.use for each in self.lookups), *(each.use for each in self.activities))

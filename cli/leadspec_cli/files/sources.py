"""What leads can be read from: one file, or several that a data description puts together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, runtime_checkable

from leadspec.cleanup import EventReject, Repair
from leadspec_cli.files.records import Broken, Nested, Records, Row, TypedRow


class DataSource(Protocol):
    """Records that can be read again and again, each time in the same order."""

    @property
    def name(self) -> str:
        """As messages show it."""
        ...

    @property
    def brings_activities(self) -> bool:
        """Whether events come from files of their own, whatever the records say."""
        ...

    def open(self, *, ids_only: bool = False) -> AbstractContextManager[Records]:
        """The records from the first one. `ids_only`: nobody looks at more than their ids and names of fields."""
        ...

    def counts(self) -> Mapping[tuple[Repair, str], int]:
        """What putting files together repaired or left out while they were read last, by kind and field."""
        ...


@runtime_checkable
class KeepsOriginals(Protocol):
    """A source that changes records on their way, and knows the last one as its file has it.

    `rejected_events`: rows of further files that could not be read; `counts` has them already.
    """

    original_header: tuple[str, ...] | None
    original: Row | TypedRow | Nested | Broken | None
    rejected_events: Sequence[EventReject]

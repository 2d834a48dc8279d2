"""What a result belongs to: the policy, the meaning it had, and the instant it was judged at."""

from __future__ import annotations

from msgspec import Struct

from leadspec.ir.core import Program
from leadspec.values.days import format_day
from leadspec.values.instants import format_instant
from leadspec.values.zones import Zone


class DataHead(Struct, frozen=True):
    """What a data description says, as its digest, and the names of the files."""

    digest: str
    files: tuple[str, ...]

    def data_object(self) -> dict[str, object]:
        return {"digest": self.digest, "files": list(self.files)}


class RunHead(Struct, frozen=True):
    """`as_of` is in the policy's zone; `today` is the date that the policy's windows count from. `data`: where the data
    is described.
    """

    policy: str
    version: str | None
    digest: str
    language: int
    as_of: str
    today: str
    zone: str
    data: DataHead | None = None

    def policy_object(self) -> dict[str, object]:
        return {"name": self.policy, "digest": self.digest, "language": self.language}

    def data_entry(self) -> dict[str, object]:
        """`data` as a part of an object; nothing where the data is not described."""
        return {} if self.data is None else {"data": self.data.data_object()}


def run_head(program: Program, digest: str, as_of: int, zone: Zone | None) -> RunHead:
    instant = format_instant(as_of, zone)
    return RunHead(
        policy=program.name,
        version=program.metadata.get("version"),
        digest=digest,
        language=program.language,
        as_of=instant,
        today=format_day(zone.day(as_of)) if zone is not None else instant.partition("T")[0],
        zone=zone.name if zone is not None else "UTC",
    )

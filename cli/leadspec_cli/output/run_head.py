"""What a result belongs to: the policy, the meaning it had, and the instant it was judged at."""

from __future__ import annotations

from msgspec import Struct

from leadspec.ir.core import Program
from leadspec.values.days import format_day
from leadspec.values.instants import format_instant
from leadspec.values.zones import Zone


class RunHead(Struct, frozen=True):
    """`as_of` is in the policy's zone; `today` is the date that the policy's windows count from."""

    policy: str
    version: str | None
    digest: str
    language: int
    as_of: str
    today: str
    zone: str

    def policy_object(self) -> dict[str, object]:
        return {"name": self.policy, "digest": self.digest, "language": self.language}


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

"""Time zones, from the pinned package `tzdata` only, as plain numbers.

Reference: `docs/reference/semantics.md`, time. The machine's own zone data never decides an answer. A zone is a
list of instants (microseconds, UTC) with the offset (seconds ahead of UTC) that holds from there on; engines
look up a range in it and need no calendar.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from functools import cache
from pkgutil import get_data
from typing import Final

from msgspec import Struct
from tzdata import IANA_VERSION  # type: ignore[import-untyped]

from leadspec.values.instants import DAY, FIRST_INSTANT, LAST_INSTANT, SECOND

ZONE_DATA_VERSION: Final[str] = IANA_VERSION

# Two days more at both ends, for local times of the first and the last day.
_FIRST_SECOND: Final = (FIRST_INSTANT - 2 * DAY) // SECOND
_LAST_SECOND: Final = (LAST_INSTANT + 2 * DAY) // SECOND


class LocalKind(Enum):
    """How often a clock on the wall shows a local time."""

    UNIQUE = "unique"
    TWICE = "twice"  # the clock was set back; the first time is taken
    SKIPPED = "skipped"  # the clock was set forward; the time is moved on by as much


class Zone(Struct, frozen=True):
    """From `starts[i]` (microseconds) to `starts[i + 1]` clocks are `offsets[i]` seconds ahead of UTC.

    `starts` is sorted, neighbours in `offsets` differ. The first offset also holds before `starts[0]`, the last
    one has no end.
    """

    name: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]

    def offset(self, at: int) -> int:
        """The seconds ahead of UTC at an instant."""
        return self.offsets[max(bisect_right(self.starts, at) - 1, 0)]

    def local(self, at: int) -> tuple[int, int]:
        """The local day of an instant, and the microseconds of that day that clocks show."""
        return divmod(at + self.offset(at) * SECOND, DAY)

    def day(self, at: int) -> int:
        """The local day of an instant."""
        return (at + self.offset(at) * SECOND) // DAY

    def instant(self, day: int, microsecond: int) -> tuple[int, LocalKind]:
        """The instant at which clocks show a local time, and how often they do.

        Of two the first; a time that clocks skip is moved forward by the length of the gap.
        """
        local = day * DAY + microsecond
        near = self._near(local)
        found = [at for at, index in ((local - self.offsets[i] * SECOND, i) for i in near) if self._holds(index, at)]
        if found:
            return found[0], LocalKind.UNIQUE if len(found) == 1 else LocalKind.TWICE
        gap = next(i for i in near if local < self.starts[i + 1] + self.offsets[i + 1] * SECOND)
        return local - self.offsets[gap] * SECOND, LocalKind.SKIPPED

    def at_start(self, day: int) -> int:
        """The first moment of a local day: midnight, or where clocks skip midnight the moment they do."""
        at, kind = self.instant(day, 0)
        if kind is not LocalKind.SKIPPED:
            return at
        return self.starts[bisect_right(self.starts, at) - 1]

    def _near(self, local: int) -> range:
        """The entries that may hold when clocks show `local`: clocks are less than two days off UTC."""
        first = max(bisect_right(self.starts, local - 2 * DAY) - 1, 0)
        return range(first, bisect_right(self.starts, local + 2 * DAY))

    def _holds(self, index: int, at: int) -> bool:
        return (index == 0 or self.starts[index] <= at) and (
            index + 1 == len(self.starts) or at < self.starts[index + 1]
        )


@cache
def zone_names() -> frozenset[str]:
    """All names of the zone data, e.g. `Europe/Berlin`; case counts."""
    return frozenset(_read("zones").decode("ascii").split())


@cache
def zone(name: str) -> Zone | None:
    """The zone with this name, or `None`."""
    if name not in zone_names():  # also keeps any other path from being read
        return None
    from leadspec.values.tzif import read_transitions  # a policy is checked with the names alone

    transitions = read_transitions(_read("zoneinfo", *name.split("/")), _FIRST_SECOND, _LAST_SECOND)
    starts = tuple(second * SECOND for second, _ in transitions)
    return Zone(name, starts, tuple(ahead for _, ahead in transitions))


def _read(*path: str) -> bytes:
    content = get_data("tzdata", "/".join(path))
    assert content is not None  # a package that lies in files or in an archive gives its data
    return content

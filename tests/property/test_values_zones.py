"""Zones against Python's `zoneinfo`, loaded from the same pinned package."""

import datetime as dt
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from leadspec.values.instants import DAY, FIRST_INSTANT, LAST_INSTANT, SECOND, Instant, format_instant, parse_instant
from leadspec.values.zones import LocalKind, Zone, zone, zone_names

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


@cache
def oracle(name: str) -> ZoneInfo:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def compiled(name: str) -> Zone:
    found = zone(name)
    assert found is not None
    return found


zones = st.one_of(
    st.sampled_from(sorted(zone_names())),
    st.sampled_from(
        [
            *("Europe/Berlin", "Europe/Dublin", "America/New_York", "America/St_Johns", "America/Vancouver"),
            *(
                "Africa/Casablanca",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Asia/Gaza",
                "America/Nuuk",
                "Antarctica/Troll",
            ),
        ]
    ),
).map(compiled)
moments = st.integers(FIRST_INSTANT + 3 * DAY, LAST_INSTANT - 3 * DAY)


@st.composite
def zones_and_moments(draw: st.DrawFn) -> tuple[Zone, int]:
    """A zone and an instant, often close to a change of its clocks."""
    found = draw(zones)
    near = [start + shift for start in found.starts[1:] for shift in (-3600 * SECOND, -1, 0, 1800 * SECOND)]
    return found, draw(st.one_of(moments, st.sampled_from(near))) if near else draw(moments)


@given(zones_and_moments())
def test_offsets_and_days(case: tuple[Zone, int]) -> None:
    found, at = case
    local = (EPOCH + at * MICROSECOND).astimezone(oracle(found.name))
    offset = local.utcoffset()
    assert offset is not None
    assert found.offset(at) == offset.total_seconds()
    assert dt.date(1970, 1, 1) + dt.timedelta(days=found.day(at)) == local.date()
    assert found.local(at) == divmod(at + found.offset(at) * SECOND, DAY)


@given(zones_and_moments())
def test_local_times(case: tuple[Zone, int]) -> None:
    found, local = case  # here what clocks show, as microseconds
    naive = (EPOCH + local * MICROSECOND).replace(tzinfo=None)
    first, second = (naive.replace(tzinfo=oracle(found.name), fold=fold) for fold in (0, 1))
    expected = (first - EPOCH) // MICROSECOND
    at, kind = found.instant(*divmod(local, DAY))
    assert at == expected
    if first.utcoffset() == second.utcoffset():
        assert kind is LocalKind.UNIQUE
    else:
        back_again = first.astimezone(dt.UTC).astimezone(oracle(found.name)).replace(tzinfo=None)
        assert kind is (LocalKind.TWICE if back_again == naive else LocalKind.SKIPPED)


@given(zones_and_moments())
def test_an_instant_is_read_back_from_local_time(case: tuple[Zone, int]) -> None:
    found, at = case
    read, kind = found.instant(*found.local(at))
    assert kind is not LocalKind.SKIPPED
    assert read == at or (kind is LocalKind.TWICE and read < at)
    assert parse_instant(format_instant(at, found)) == Instant(at)


@given(zones_and_moments())
def test_a_day_starts_at_its_first_moment(case: tuple[Zone, int]) -> None:
    found, at = case
    day = found.day(at)
    start = found.at_start(day)
    assert found.day(start) == day
    assert start <= at
    assert found.day(start - 1) < day

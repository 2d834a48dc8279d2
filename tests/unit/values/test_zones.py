import subprocess
import sys
import time

import pytest

from leadspec.values.days import format_day, parse_day
from leadspec.values.instants import HOUR, MINUTE, Instant, format_instant, parse_instant
from leadspec.values.zones import ZONE_DATA_VERSION, LocalKind, Zone, zone, zone_names


def known(name: str) -> Zone:
    found = zone(name)
    assert found is not None
    return found


def at(text: str) -> int:
    parsed = parse_instant(text)
    assert isinstance(parsed, Instant)
    return parsed.at


def day(text: str) -> int:
    parsed = parse_day(text)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    ("name", "date", "clock", "instant", "kind"),
    [
        ("Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T00:59Z", LocalKind.UNIQUE),
        ("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T01:00Z", LocalKind.SKIPPED),
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30Z", LocalKind.SKIPPED),
        ("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00Z", LocalKind.UNIQUE),
        ("Europe/Berlin", "2026-10-25", "01:59", "2026-10-24T23:59Z", LocalKind.UNIQUE),
        ("Europe/Berlin", "2026-10-25", "02:00", "2026-10-25T00:00Z", LocalKind.TWICE),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30Z", LocalKind.TWICE),
        ("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00Z", LocalKind.UNIQUE),
        ("Europe/Berlin", "2150-07-01", "12:00", "2150-07-01T10:00Z", LocalKind.UNIQUE),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45Z", LocalKind.SKIPPED),
        ("Australia/Lord_Howe", "2026-10-04", "02:30", "2026-10-03T15:30Z", LocalKind.UNIQUE),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45Z", LocalKind.TWICE),
        ("Australia/Lord_Howe", "2026-04-05", "02:00", "2026-04-04T15:30Z", LocalKind.UNIQUE),
        ("Asia/Kathmandu", "2026-01-01", "00:00", "2025-12-31T18:15Z", LocalKind.UNIQUE),
        ("Pacific/Apia", "2011-12-29", "23:59", "2011-12-30T09:59Z", LocalKind.UNIQUE),
        ("Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T22:00Z", LocalKind.SKIPPED),
        ("Pacific/Apia", "2011-12-31", "00:00", "2011-12-30T10:00Z", LocalKind.UNIQUE),
        ("UTC", "2026-03-29", "02:30", "2026-03-29T02:30Z", LocalKind.UNIQUE),
    ],
)
def test_local_times(name: str, date: str, clock: str, instant: str, kind: LocalKind) -> None:
    microsecond = int(clock[:2]) * HOUR + int(clock[3:]) * MINUTE
    assert known(name).instant(day(date), microsecond) == (at(instant), kind)


@pytest.mark.parametrize(
    ("name", "instant", "hours"),
    [
        ("Europe/Berlin", "2026-11-21T00:00Z", 1),
        ("Europe/Berlin", "2026-03-29T00:59:59.999999Z", 1),
        ("Europe/Berlin", "2026-03-29T01:00Z", 2),
        ("America/Vancouver", "2026-03-08T09:59:59Z", -8),
        ("America/Vancouver", "2026-03-08T10:00Z", -7),
        ("America/Vancouver", "2026-11-21T00:00Z", -7),  # the last change of clocks was in March
        ("America/Vancouver", "2100-01-01T00:00Z", -7),
        ("Africa/Casablanca", "2026-02-14T12:00Z", 1),
        ("Africa/Casablanca", "2026-03-01T12:00Z", 0),  # Ramadan
        ("UTC", "2026-03-01T12:00Z", 0),
        ("Etc/GMT+5", "2026-03-01T12:00Z", -5),
    ],
)
def test_offsets(name: str, instant: str, hours: int) -> None:
    assert known(name).offset(at(instant)) == hours * 3600


@pytest.mark.parametrize(
    ("name", "instant", "date"),
    [
        ("Europe/Berlin", "2026-11-20T22:59:59.999999Z", "2026-11-20"),
        ("Europe/Berlin", "2026-11-20T23:00Z", "2026-11-21"),
        ("America/Vancouver", "2026-11-20T06:59:59Z", "2026-11-19"),
        ("America/Vancouver", "2026-11-20T07:30Z", "2026-11-20"),
        ("Pacific/Kiritimati", "2026-11-20T10:00Z", "2026-11-21"),
        ("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29"),
        ("Pacific/Apia", "2011-12-30T10:00Z", "2011-12-31"),
        ("Europe/Berlin", "1900-01-01T00:00Z", "1900-01-01"),
        ("America/New_York", "1900-01-01T00:00Z", "1899-12-31"),
        ("Pacific/Auckland", "2199-12-31T23:00Z", "2200-01-01"),
    ],
)
def test_local_days(name: str, instant: str, date: str) -> None:
    assert format_day(known(name).day(at(instant))) == date
    assert known(name).local(at(instant))[0] == known(name).day(at(instant))


@pytest.mark.parametrize(
    ("name", "date", "instant"),
    [
        ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00Z"),
        ("Europe/Berlin", "2026-03-30", "2026-03-29T22:00Z"),
        ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00Z"),  # clocks go from 00:00 to 01:00
        ("Africa/Cairo", "2026-10-30", "2026-10-29T22:00Z"),  # 24:00 goes back to 23:00
        ("America/Havana", "2026-03-08", "2026-03-08T05:00Z"),
        ("America/Havana", "2026-11-01", "2026-11-01T04:00Z"),  # 01:00 goes back to 00:00: the first of two
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00Z"),
        ("America/Toronto", "1919-03-31", "1919-03-31T04:30Z"),  # 23:30 went to 00:30
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z"),  # a day that was left out
        ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00Z"),
    ],
)
def test_the_first_moment_of_a_day(name: str, date: str, instant: str) -> None:
    assert known(name).at_start(day(date)) == at(instant)


def test_names_are_those_of_the_data_and_case_counts() -> None:
    assert {"Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"} <= zone_names()
    for name in ("europe/berlin", "Europe", "Berlin", "CET ", "", "Europe/Bielefeld"):
        assert zone(name) is None


@pytest.mark.parametrize(
    "name", ["../zones", "/etc/passwd", "Europe/../Europe/Berlin", "Europe//Berlin", "__init__.py"]
)
def test_no_other_file_is_read(name: str) -> None:
    assert zone(name) is None


def test_every_zone_compiles_fast_to_sorted_changes() -> None:
    for name in sorted(zone_names()):
        start = time.perf_counter()
        found = zone.__wrapped__(name)
        assert time.perf_counter() - start < 0.5, name
        assert found.name == name
        assert len(found.starts) == len(found.offsets) < 1_000
        assert list(found.starts) == sorted(set(found.starts)), name
        assert all(a != b for a, b in zip(found.offsets, found.offsets[1:], strict=False)), name


def test_the_version_of_the_data_is_told() -> None:
    assert ZONE_DATA_VERSION == "2026f"


def test_the_data_of_the_machine_is_not_asked() -> None:
    # With no search path for zones of the system the answer is the same, and nothing loads `zoneinfo`.
    program = (
        "import sys; from leadspec.values.zones import zone;"
        "print(zone('America/Vancouver').offset(1795219200000000), 'zoneinfo' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", program], env={"PYTHONTZPATH": ""}, capture_output=True, text=True)
    assert answer.stdout.split() == ["-25200", "False"], answer.stderr


def test_importing_reads_no_data() -> None:
    program = "import sys; import leadspec.values.zones; print('importlib.resources' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-S", "-c", program], capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert answer.stdout.strip() == "False", answer.stderr


def test_instants_are_printed_in_a_zone() -> None:
    berlin = known("Europe/Berlin")
    assert format_instant(at("2026-10-25T00:30Z"), berlin) == "2026-10-25T02:30:00+02:00"
    assert format_instant(at("2026-10-25T01:30Z"), berlin) == "2026-10-25T02:30:00+01:00"

import struct

import pytest

from leadspec.values.days import from_civil
from leadspec.values.tzif import read_transitions

HOUR = 3600
FIRST, LAST = from_civil(2020, 1, 1) * 86_400, from_civil(2023, 1, 1) * 86_400


def tzif(times: list[tuple[int, int]], offsets: list[int], footer: str, version: bytes = b"2") -> bytes:
    """A zone file: pairs of second and index into `offsets`; the 32-bit block is empty but for one type."""
    old = struct.pack(">4sc15x6L", b"TZif", version, 0, 0, 0, 0, 1, 1) + bytes(6) + b"\0"
    new = struct.pack(">4sc15x6L", b"TZif", version, 0, 0, 0, len(times), len(offsets), 1)
    body = b"".join(struct.pack(">q", second) for second, _ in times) + bytes(index for _, index in times)
    types = b"".join(struct.pack(">lBB", offset, 0, 0) for offset in offsets)
    return old + new + body + types + b"\0" + f"\n{footer}\n".encode()


def seconds(year: int, month: int, day: int, hour: int) -> int:
    return from_civil(year, month, day) * 86_400 + hour * HOUR


def test_a_zone_without_changes() -> None:
    assert read_transitions(tzif([], [5 * HOUR], "<+05>-5"), FIRST, LAST) == ((FIRST, 5 * HOUR),)


def test_listed_changes_then_the_rule() -> None:
    listed = [(seconds(2019, 1, 1, 0), 1), (seconds(2020, 6, 1, 0), 2)]
    data = tzif(listed, [1172, 0, 2 * HOUR], "EET-2")
    assert read_transitions(data, FIRST, LAST) == ((FIRST, 0), (seconds(2020, 6, 1, 0), 2 * HOUR))


def test_changes_that_keep_the_offset_are_left_out() -> None:
    listed = [(seconds(2020, 2, 1, 0), 1), (seconds(2020, 3, 1, 0), 2)]
    data = tzif(listed, [0, 0, HOUR], "CET-1")
    assert read_transitions(data, FIRST, LAST) == ((FIRST, 0), (seconds(2020, 3, 1, 0), HOUR))


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        (
            "CET-1CEST,M3.5.0,M10.5.0/3",
            [((2020, 3, 29, 1), 2), ((2020, 10, 25, 1), 1), ((2021, 3, 28, 1), 2), ((2021, 10, 31, 1), 1)],
        ),
        ("EST5EDT,M3.2.0,M11.1.0", [((2020, 3, 8, 7), -4), ((2020, 11, 1, 6), -5), ((2021, 3, 14, 7), -4)]),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", [((2020, 4, 4, 16), 10), ((2020, 10, 3, 16), 11), ((2021, 4, 3, 16), 10)]),
        # The Saturday before the last Sunday, told as an hour before its beginning.
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", [((2020, 3, 29, 1), -1), ((2020, 10, 25, 1), -2)]),
        # 29 February is day 59 of a plain count and never a day of a J count.
        (
            "XXX0YYY,59/0,J61/0",
            [((2020, 2, 29, 0), 1), ((2020, 3, 1, 23), 0), ((2021, 3, 1, 0), 1), ((2021, 3, 1, 23), 0)],
        ),
        ("XXX0YYY,J59/0,J60/1", [((2020, 2, 28, 0), 1), ((2020, 3, 1, 0), 0), ((2021, 2, 28, 0), 1)]),
        ("XXX0YYY-2,J1/1,J365/1", [((2020, 1, 1, 1), 2), ((2020, 12, 30, 23), 0), ((2021, 1, 1, 1), 2)]),
    ],
)
def test_rules_of_each_year(rule: str, changes: list[tuple[tuple[int, int, int, int], int]]) -> None:
    found = read_transitions(tzif([], [0], rule), FIRST, LAST)
    expected = [(seconds(*moment), hours * HOUR) for moment, hours in changes]
    assert found[1 : len(expected) + 1] == tuple(expected)


def test_the_first_pair_holds_what_the_rule_says_then() -> None:
    summer = seconds(2020, 7, 1, 0)
    assert read_transitions(tzif([], [0], "CET-1CEST,M3.5.0,M10.5.0/3"), summer, LAST)[0] == (summer, 2 * HOUR)


@pytest.mark.parametrize(
    "data",
    [
        tzif([], [0], "UTC0", version=b"\0"),
        tzif([], [0], "UTC0").replace(b"TZif", b"XXif"),
        tzif([], [0], "not a rule"),
        tzif([], [0], ""),
    ],
    ids=["version 1", "other magic", "bad rule", "no rule"],
)
def test_data_in_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a"):
        read_transitions(data, FIRST, LAST)

"""What is said of the data: all of it after `clean`, the most of it after `qualify`."""

from __future__ import annotations

from leadspec.cleanup.names import UnusedNames
from leadspec.cleanup.odd import Odd
from leadspec.cleanup.report import CleanReport, RejectGroup
from leadspec.cleanup.suspicious import Suspicion
from leadspec.diagnostics.render import TextStyle
from leadspec_cli.output.data_report import DataReport, FileRead, NeverSupplied, data_object
from leadspec_cli.output.data_text import data_lines, short_data_lines

REPORT = CleanReport(
    rows=10,
    leads=7,
    rejected=3,
    events=4,
    repairs={"event-rejected": 3, "event-without-lead": 2, "marker-as-missing": 5},
    repairs_by_field={
        ("event-rejected", ""): 1,
        ("event-rejected", "at"): 2,
        ("event-without-lead", "acts"): 2,
        ("marker-as-missing", "a"): 1,
        ("marker-as-missing", "b"): 4,
    },
    unused={"Owner": 10, "a@b.example": 10},
    never_supplied=("c", "d"),
    activities_supplied=True,
)
DATA = DataReport(
    clean=REPORT,
    names=UnusedNames({"Owner": 10}, 1, ()),
    events_ahead=1,
    reasons=(RejectGroup("is not a number", "n", 2, (3, 4)), RejectGroup("is not sound JSON", None, 1, (9,))),
    never=NeverSupplied(("c",), ("d",)),
    suspicions=(Suspicion("n", Odd.ZERO, 12, (2, 5), None), Suspicion("d", Odd.FAR_DATE, 1, (7,), "1999-01-01")),
    activities="acts",
    files=(FileRead("a.csv", "read as windows-1252", {"encoding": "windows-1252"}, usual=False),),
)


def test_clean_tells_all():
    assert data_lines(DATA, TextStyle(), 200) == [
        "Data",
        "  10 records read: 7 leads with 4 events, 3 rejected",
        "  a.csv read as windows-1252",
        "  not in the schema and not used: Owner and 1 whose name is not shown",
        "  read by the policy and never filled: c",
        "  in the schema and never filled: d",
        "",
        "Rejected because",
        "  2  `n` is not a number (lines 3, 4)",
        "  1  is not sound JSON (line 9)",
        "",
        "Count  Field    Repaired or left out",
        "    1  acts.at  an event lies after the instant of the run and was not seen",
        "    2  acts.at  an event could not be read and was left out; its lead stays",
        "    1  acts     an event could not be read and was left out; its lead stays",
        "    2  acts     an event from a file of its own belongs to no lead and was left out",
        "   20           a value of a field that is not in the schema was not used",
        "    4  b        a declared marker of missing was read as missing",
        "    1  a        a declared marker of missing was read as missing",
        "",
        "Suspicious, and used as it stands",
        "  `n`: 0 stands apart from all other values (12 leads, lines 2, 5, ...)",
        "    if 0 means unknown, write `x-missing: [0]` at the field in the schema",
        "  `d`: a date lies years from all others (1 lead such as `1999-01-01`, line 7)",
        "    correct it in the data, or write it into `x-missing` if it means unknown",
    ]


def test_qualify_tells_the_most_of_it():
    lines = short_data_lines(DATA, TextStyle(), 200)
    assert "  suspicious values, which `leadspec clean` tells of: n, d" in lines
    assert "    5  a declared marker of missing was read as missing" in lines
    assert len(lines) < len(data_lines(DATA, TextStyle(), 200))


def test_object_holds_counts_that_add_up():
    found = data_object(DATA)
    by_field = found["repaired_by_field"]
    assert list(by_field) == list(found["repaired"])
    assert by_field["event-rejected"] == {"acts": 1, "acts.at": 2}
    assert by_field["field-not-in-schema"] == {"Owner": 10}
    for kind, count in found["repaired"].items():
        assert kind == "field-not-in-schema" or sum(by_field[kind].values()) == count
    assert found["never_supplied"] == {"read": ["c"], "other": ["d"]}
    assert found["files"] == [{"file": "a.csv", "encoding": "windows-1252"}]
    assert [each.get("value") for each in found["suspicious"]] == [None, "1999-01-01"]


def test_nothing_to_tell_is_one_line():
    report = CleanReport(1, 1, 0, 0, {}, {}, {}, (), activities_supplied=False)
    data = DataReport(report, UnusedNames({}, 0, ()), 0, (), NeverSupplied((), ()), (), "")
    lines = ["Data", "  1 record read: 1 lead with 0 events, 0 rejected"]
    assert data_lines(data, TextStyle(), 80) == short_data_lines(data, TextStyle(), 80) == lines

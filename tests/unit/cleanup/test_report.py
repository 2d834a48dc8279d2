"""The report of the clean-up: rejects by reason, and which names of the data are passed over."""

from __future__ import annotations

import pytest

from leadspec.cleanup.report import Reasons, Reject, RejectGroup
from unit.cleanup.cleaning import cleaned

FIELDS = "id: {type: string, x-leadspec-id: true}\nn: {type: integer}\ntags: {type: array, items: {type: integer}}"


def groups(rejects):
    reasons = Reasons()
    for each in rejects:
        reasons.add(each)
    return reasons.groups()


def test_rejects_are_counted_by_field_and_reason():
    found = cleaned(FIELDS, [{"id": str(number), "n": "x" if number % 2 else "y"} for number in range(7)])
    assert groups(found.rejects) == (RejectGroup("is not a number", "n", 7, (1, 2, 3, 4, 5)),)


def test_most_frequent_reasons_stand_first_then_the_first_ones():
    rejects = [
        Reject(2, "a", "n", "is not a number"),
        Reject(3, "b", None, "has 3 cells, and the header has 4", (("n", "is missing"),)),
        Reject(4, "c", "n", "is missing"),
    ]
    assert [(each.field, each.reason, each.rows) for each in groups(rejects)] == [
        ("n", "is missing", (3, 4)),
        ("n", "is not a number", (2,)),
        (None, "has 3 cells, and the header has 4", (3,)),
    ]


def test_what_differs_from_record_to_record_makes_no_reason_of_its_own():
    records = [
        {"id": "a"},
        {"id": "a"},
        {"id": "b"},
        {"id": "b"},
        {"id": "c", "tags": ["x"]},
        {"id": "d", "tags": ["1", "x"]},
    ]
    found = cleaned(FIELDS, records)
    assert [(each.field, each.reason, each.count) for each in groups(found.rejects)] == [
        ("id", "has an id that stands in more than one record", 4),
        ("tags", "has an item that is not a number", 2),
    ]


def test_reasons_with_values_are_one_and_show_none():
    found = cleaned(FIELDS, [{"id": "a", "n": "secret"}, {"id": "b", "n": "other"}], show_values=True)
    assert "secret" in found.rejects[0].reason
    assert [(each.reason, each.count) for each in groups(found.rejects)] == [("is not a number", 2)]


def test_number_of_reasons_has_a_bound():
    found = groups(Reject(line, None, None, f"is odd in way {line}") for line in range(1_000))
    assert len(found) == 201
    assert sum(each.count for each in found) == 1_000


def unused(*names):
    record = {"n": "1", **dict.fromkeys(names, "x")}
    return list(cleaned(FIELDS.split("\n", 1)[1], [record]).report.unused)


@pytest.mark.parametrize(
    "names",
    [
        ("row", "id", "field", "reason"),
        ("leadspec.row", "field", "reason"),
        ("leadspec.row", "leadspec.id", "leadspec.field", "leadspec.reason", "leadspec.more"),
    ],
)
def test_columns_of_a_file_of_rejects_are_passed_over(names):
    assert unused(*names) == []
    assert unused(*names, "Owner") == ["Owner"]


def test_data_may_have_such_columns_itself():
    assert unused("row", "reason") == ["reason", "row"]
    assert unused("row", "leadspec.row", "leadspec.field", "leadspec.reason") == ["row"]
    assert unused("field") == ["field"]

"""Activities: an event stands alone."""

from __future__ import annotations

from leadspec.values.instants import parse_instant
from unit.cleanup.cleaning import cleaned

FIELDS = """
acts: {type: array, items: {type: object, required: [page], properties: {type: {enum: [Demo, view], x-missing: [n/a]}, at: {type: string, format: date-time}, page: {type: string}, value: {type: integer}}}}
"""  # noqa: E501
WITH_ID = FIELDS.replace("required: [page], ", "").replace(
    "value:", "key: {type: string, x-leadspec-event-id: true}, value:"
)


def events(text: str, fields: str = FIELDS):
    found = cleaned(fields, text)
    return found, [(each.type, dict(each.facts)) for lead in found.leads for each in lead.events]


def test_events_are_sorted_by_time_then_as_given():
    found, given = events(
        "acts: [{type: view, at: 2026-02-01T00:00:00Z, page: b}, {type: demo, at: 2026-01-01T00:00:00Z, page: a},"
        " {type: view, at: 2026-02-01T00:00:00Z, page: c}]"
    )
    assert given == [("Demo", {"page": "a"}), ("view", {"page": "b"}), ("view", {"page": "c"})]
    assert found.leads[0].events[0].at == parse_instant("2026-01-01T00:00:00Z").at
    assert found.report.events == 3
    assert found.report.repairs == {"member-spelling": 1}


def test_a_faulty_event_is_left_out_and_its_lead_stays():
    found, given = events(
        "acts: [{type: view, at: never, page: a}, {type: view, page: a}, {at: 2026-01-01, page: a},"
        " {type: n/a, at: 2026-01-01, page: a}, {type: view, at: 2026-01-01},"
        " {type: view, at: 2026-01-01, page: a, value: x},"
        " 5, null, {type: view, at: 2026-01-01T10:00:00Z, page: ok}]"
    )
    assert given == [("view", {"page": "ok"})]
    assert found.report.repairs == {"event-rejected": 8}
    assert [(each.number, each.field) for each in found.report.rejected_events] == [
        (1, "at"), (2, "at"), (3, "type"), (4, "type"), (5, "page"), (6, "value"), (7, None), (8, None)
    ]  # fmt: skip


def test_an_unknown_type_is_left_out_and_counted():
    found, given = events("acts: [{type: login, at: bad}, {type: VIEW, at: 2026-01-01T10:00:00Z, page: x}]")
    assert given == [("view", {"page": "x"})]
    assert found.report.repairs == {"event-type-unknown": 1, "member-spelling": 1}
    # Whatever the order of its keys.
    assert events("acts: [{at: bad, type: login}]")[0].report.repairs == {"event-type-unknown": 1}


def test_an_event_with_only_a_date_is_at_the_start_of_that_day():
    found, _ = events("acts: [{type: view, at: 2026-07-01, page: x}]")
    assert found.leads[0].events[0].at == parse_instant("2026-06-30T22:00:00Z").at
    assert found.report.repairs == {"date-without-time": 1}


def test_one_event_for_each_event_id():
    same = "{key: a, type: view, at: 2026-01-01T10:00:00Z}"
    found, given = events(f"acts: [{same}, {{key: b, type: view, at: 2026-01-01T10:00:00Z}}, {same}]", WITH_ID)
    assert [facts["key"] for _, facts in given] == ["a", "b"]
    assert found.report.repairs == {"event-copy-dropped": 1}


def test_differing_copies_reject_the_lead():
    found, _ = events(
        "acts: [{key: a, type: view, at: 2026-01-01T10:00:00Z}, {key: a, type: view, at: 2026-01-01T10:00:01Z}]",
        WITH_ID,
    )
    assert [(each.field, each.reason) for each in found.rejects] == [
        ("acts", "has two different events with the same event id")
    ]


def test_events_without_an_event_id_are_counted_as_often_as_given():
    found, given = events(
        "acts: [{type: view, at: 2026-01-01T10:00:00Z}, {type: view, at: 2026-01-01T10:00:00Z}]", WITH_ID
    )
    assert len(given) == 2
    assert found.report.repairs == {}


def test_absent_null_and_empty_activities_are_none_but_only_a_list_is_a_supply():
    for text, supplied in (("x: 1", False), ("acts: null", False), ("acts: []", True), ("acts: ''", True)):
        found, given = events(text)
        assert given == []
        assert found.report.activities_supplied is supplied, text


def test_the_events_of_a_rejected_record_are_a_supply():
    found = cleaned(f"{FIELDS}day: {{type: integer}}", "{day: x, acts: []}")
    assert found.rejects
    assert found.report.activities_supplied


def test_activities_may_be_json_in_one_text():
    _, given = events("""acts: '[{"type": "view", "at": "2026-01-01T10:00:00Z", "page": "x"}]'""")
    assert given == [("view", {"page": "x"})]
    assert events("acts: '[{'")[0].rejects[0].reason == "is not a list of events in JSON"
    assert events("acts: {type: view}")[0].rejects[0].reason == "is not a list of events"


def test_unknown_keys_of_events_are_counted():
    found, _ = events("acts: [{type: view, at: 2026-01-01T10:00:00Z, page: x, utm: y}]")
    assert found.report.unused == {"acts.utm": 1}


def test_a_time_that_the_schema_calls_missing_leaves_its_event_out():
    fields = FIELDS.replace("format: date-time}", 'format: date-time, x-missing: ["1970-01-01T00:00:00Z"]}')
    _, given = events(
        "acts: [{type: view, at: 1970-01-01T00:00:00Z, page: a}, {type: view, at: 2026-01-01T00:00:00Z, page: b}]",
        fields,
    )
    assert given == [("view", {"page": "b"})]

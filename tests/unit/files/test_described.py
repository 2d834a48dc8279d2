"""Leads that a data description puts together, from the files to the lead."""

from __future__ import annotations

import gzip
import json

import pytest

from leadspec.cleanup import Reject
from leadspec.ir.lead import Lead
from leadspec_cli.files.descriptions import Described, DescriptionFault, open_data
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.leads import Leads, read_leads
from leadspec_cli.files.records import Nested, Row
from unit.data.describing import BERLIN, schema


def opened(folder, files: dict[str, str], name: str = "data.yaml") -> Leads:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(".gz"):
            (folder / path).write_bytes(gzip.compress(text.encode()))
        else:
            (folder / path).write_text(text, encoding="utf-8")
    data = open_data(name, folder, [folder], schema(), BERLIN, show_values=False)
    return read_leads(data.source, schema(), BERLIN, data.options)


def all_of(leads: Leads) -> list[Lead | Reject]:
    return list(leads)


def facts(leads: Leads) -> list[dict]:
    found = all_of(leads)
    assert [each for each in found if isinstance(each, Reject)] == []
    return [dict(each.facts) for each in found if isinstance(each, Lead)]


def test_columns_under_the_names_of_fields(tmp_path):
    leads = opened(
        tmp_path,
        {
            "data.yaml": 'leads: {file: l.csv, id: Nr, fields: {email: E-Mail, company.employees: "No. of"}}\n',
            "l.csv": "Nr;E-Mail;No. of;country;Owner\n1;a@b.example;12;DE;Eva\n",
        },
    )
    assert facts(leads) == [{"id": "1", "email": "a@b.example", "company.employees": 12_000_000, "country": "DE"}]
    assert leads.report.unused == {"Owner": 1}


def test_a_column_used_for_another_field_is_not_unused_and_a_shadowed_one_is(tmp_path):
    leads = opened(
        tmp_path,
        {
            "data.yaml": "leads: {file: l.csv, fields: {email: work, phone: email}}\n",
            "l.csv": "id,work,email,phone\n1,a@b.example,+49 30 1,+49 30 2\n",
        },
    )
    assert facts(leads) == [{"id": "1", "email": "a@b.example", "phone": "+49 30 1"}]
    assert leads.report.unused == {"phone (column)": 1}


def test_one_column_may_be_two_fields(tmp_path):
    leads = opened(
        tmp_path,
        {
            "data.yaml": "leads: {file: l.csv, fields: {email: contact, phone: contact}}\n",
            "l.csv": "id,contact\n1,a@b.example\n",
        },
    )
    assert facts(leads) == [{"id": "1", "email": "a@b.example", "phone": "a@b.example"}]


def test_a_field_that_the_file_does_not_give(tmp_path):
    leads = opened(
        tmp_path,
        {"data.yaml": "leads: {file: l.csv, fields: {phone: null}}\n", "l.csv": "id,phone\n1,+49 30 2\n"},
    )
    assert facts(leads) == [{"id": "1"}]


def test_nested_records_are_taken_from_their_paths(tmp_path):
    record = {"key": 7, "properties": {"email": "a@b.example", "firm": "A"}, "email": "x", "phone": "p"}
    leads = opened(
        tmp_path,
        {
            "data.yaml": (
                "leads: {file: l.json, id: key,"
                " fields: {email: properties.email, company.name: properties.firm, phone: null}}\n"
            ),
            "l.json": json.dumps([record]),
        },
    )
    assert facts(leads) == [{"id": "7", "email": "a@b.example", "company.name": "A"}]
    assert leads.report.unused == {}


def test_look_ups_fill_a_block(tmp_path):
    leads = opened(
        tmp_path,
        {
            "data.yaml": (
                "leads: {file: l.csv, decimal: ','}\n"
                "lookups: {company: {file: sub/c.csv.gz, by: account, key: key, fields: {employees: Zahl},"
                " thousands: '.', decimal: ',', missing: ['?']}}\n"
            ),
            "l.csv": "id;account;revenue\n1;A;1,5\n2; A ;2\n3;B;3\n4;;4\n5;a;5\n",
            "sub/c.csv.gz": "key;name;Zahl;note\nA;Alpha;1.200;n\nC;Gamma;3;n\n?;None;1;n\n",
        },
    )
    assert facts(leads) == [
        {"id": "1", "revenue": 1_500_000, "company.name": "Alpha", "company.employees": 1_200_000_000},
        {"id": "2", "revenue": 2_000_000, "company.name": "Alpha", "company.employees": 1_200_000_000},
        {"id": "3", "revenue": 3_000_000},
        {"id": "4", "revenue": 4_000_000},
        {"id": "5", "revenue": 5_000_000},
    ]
    assert leads.report.repairs_by_field == {("lookup-without-match", "company"): 2}
    assert leads.report.unused == {"company.note": 5}


def test_a_key_that_stands_twice_in_a_look_up_rejects_who_needs_it(tmp_path):
    leads = opened(
        tmp_path,
        {
            "data.yaml": "leads: {file: l.csv}\nlookups: {company: {file: c.csv, by: account, key: key}}\n",
            "l.csv": "id,account\n1,A\n2,B\n3,C\n",
            "c.csv": "key,name,more\nA,Alpha,1\nB,Beta,1\nA,Alfa,2\nB,Beta,2\nC,Gamma,3\n",
        },
    )
    first, *others = all_of(leads)
    assert isinstance(first, Reject)
    assert first.row == 2
    assert first.id == "1"
    assert first.reason == "needs the one row of `c.csv` with its `account`, and lines 2, 4 differ"
    assert [each.facts["company.name"] for each in others if isinstance(each, Lead)] == ["Beta", "Gamma"]
    assert leads.report.repairs == {"lookup-copy-dropped": 1}


def test_a_row_of_a_look_up_that_cannot_be_read_is_refused(tmp_path):
    leads = opened(
        tmp_path,
        {
            "data.yaml": "leads: {file: l.csv}\nlookups: {company: {file: c.csv, by: account, key: key}}\n",
            "l.csv": "id,account\n1,A\n",
            "c.csv": "key,name\nA,Alpha,1\n",
        },
    )
    with pytest.raises(FileFault) as caught:
        all_of(leads)
    (found,) = caught.value.diagnostics
    assert found.id == "data-lookup-row"
    assert found.primary is not None
    assert (found.primary.location.file, found.primary.location.line) == ("c.csv", 2)  # type: ignore[union-attr]


EVENTS = {
    "data.yaml": """
leads: {file: l.csv}
activities:
  - file: one.csv
    lead: lead
    type: {column: kind, values: {page_viewed: [website]}}
    at: day
    date_order: dmy
    decimal: ","
    fields: {seconds: took}
  - {file: two.jsonl, by: account, key: firm, type: mail_sent, since: 2026-01-10}
""",
    "l.csv": 'id,account,activities\n1,A,"[{""type"": ""mail_sent"", ""at"": ""2026-01-01""}]"\n2,A,\n3,,\n',
    "one.csv": (
        "lead;kind;day;took;campaign\n"
        "1;website;31.01.2026;1,5;x\n"
        "2;demo_requested;30.01.2026;;x\n"
        "1;demo_requested;29.01.2026;;x\n"
        "9;website;29.01.2026;;x\n"
        ";website;29.01.2026;;x\n"
        "1;other;29.01.2026;;x\n"
        "1;website;29.13.2026;;x\n"
        "1;website\n"
    ),
    "two.jsonl": (
        '{"firm": "A", "at": "2026-01-20T10:00:00Z", "seconds": 1.5}\n'
        '{"firm": "A", "at": "2026-01-09T10:00:00Z"}\n'
        '{"firm": "B", "at": "2026-01-20T10:00:00Z"}\n'
    ),
}


def test_every_event_of_every_file_is_accounted_for(tmp_path):
    leads = opened(tmp_path, EVENTS)
    first, second, third = (each for each in all_of(leads) if isinstance(each, Lead))
    assert [each.type for each in first.events] == ["mail_sent", "mail_sent", "demo_requested", "page_viewed"]
    assert [each.facts for each in first.events] == [{}, {"seconds": 1_500_000}, {}, {"seconds": 1_500_000}]
    assert [each.type for each in second.events] == ["mail_sent", "demo_requested"]
    assert third.events == ()
    counts = leads.report.repairs_by_field
    assert counts["event-without-lead", "one.csv"] == 2
    assert counts["event-without-lead", "two.jsonl"] == 1
    assert counts["event-before-since", "two.jsonl"] == 2  # each of two leads of the account had it
    assert counts["event-type-unknown", "activities"] == 1
    assert counts["declared-spelling", "activities.type"] == 1
    assert counts["event-rejected", "at"] == 1
    assert counts["event-rejected", "one.csv"] == 1
    rejected = [(each.file, each.row, each.field) for each in leads.report.rejected_events]
    assert rejected == [("one.csv", 8, "at"), ("one.csv", 9, None)]
    assert leads.report.events == 6


def test_each_reading_gives_the_same(tmp_path):
    leads = opened(tmp_path, EVENTS)
    first, report = all_of(leads), leads.report
    assert all_of(leads) == first
    assert leads.report == report


def test_events_go_to_nested_leads_too(tmp_path):
    own = [{"type": "mail_sent", "at": "2026-01-01"}]
    leads = opened(
        tmp_path,
        {
            "data.yaml": (
                "leads: {file: l.jsonl, id: key}\n"
                "lookups: {company: {file: c.csv, by: p.account, key: key}}\n"
                "activities: [{file: e.csv, lead: lead, type: page_viewed}]\n"
            ),
            "l.jsonl": "".join(
                json.dumps(each) + "\n" for each in ({"key": 1, "p": {"account": "A"}, "activities": own}, {"key": "x"})
            ),
            "c.csv": "key,name\nA,Alpha\n",
            "e.csv": "lead,at\n1,2026-01-02\nx,2026-01-03\nx,2026-01-02\n",
        },
    )
    first, second = (each for each in all_of(leads) if isinstance(each, Lead))
    assert first.facts == {"id": "1", "company.name": "Alpha"}
    assert [each.type for each in first.events] == ["mail_sent", "page_viewed"]
    assert [each.at for each in second.events] == sorted(each.at for each in second.events)
    assert len(second.events) == 2


def faults(folder, files: dict[str, str]) -> list[tuple[str, int]]:
    with pytest.raises(DescriptionFault) as caught:
        opened(folder, files)
    source = caught.value.source
    found = []
    for each in caught.value.diagnostics:
        assert each.primary is not None
        location = each.primary.location
        line = source.position(location.start)[0] if hasattr(location, "start") else location.line
        found.append((each.id, line))
    return found


def test_faults_of_text_and_files_are_told_in_one_run(tmp_path):
    assert faults(
        tmp_path,
        {
            "data.yaml": """leads:
  file: l.csv
  fields: {email: e-mail, nope: x, phone: Tel}
  decimal: ","
lookups:
  company: {file: c.csv, by: acount, key: id}
activities:
  - {file: e.csv, lead: who, type: {column: kind}, at: at}
  - {file: gone.csv, lead: who, type: page_viewed, at: at}
  - {file: ../up.csv, lead: who, type: page_viewed, at: at}
""",
            "l.csv": "Nr,E-Mail,account\n1,a@b.example,A\n",
            "c.csv": "key,name\nA,Alpha\n",
            "e.csv": "lead,at\n1,2026-01-01\n",
        },
    ) == [
        ("data-unknown-column", 3),
        ("data-unknown-field", 3),
        ("data-unknown-column", 3),
        ("data-unknown-column", 6),
        ("data-unknown-column", 6),
        ("data-unknown-column", 8),
        ("data-unknown-column", 8),
        ("data-unknown-column", 8),
        ("file-not-found", 9),
        ("data-unknown-column", 9),
        ("file-outside-root", 10),
        ("data-unknown-column", 10),
    ]


def test_a_field_in_two_files_needs_a_word(tmp_path):
    files = {
        "data.yaml": "leads: {file: l.csv}\nlookups: {company: {file: c.csv, by: account, key: key}}\n",
        "l.csv": "id,account,company.name\n1,A,Own\n",
        "c.csv": "key,name\nA,Alpha\n",
    }
    assert faults(tmp_path, files) == [("data-field-twice", 2)]
    told = files["data.yaml"].replace("l.csv", "l.csv, fields: {company.name: company.name}")
    leads = opened(tmp_path, {**files, "data.yaml": told})
    assert facts(leads)[0]["company.name"] == "Own"
    assert leads.report.unused == {"company.name (column)": 1}
    told = files["data.yaml"].replace("l.csv", "l.csv, fields: {company.name: null}")
    assert facts(opened(tmp_path, {**files, "data.yaml": told}))[0]["company.name"] == "Alpha"
    told = files["data.yaml"].replace("key: key", "key: key, fields: {name: name}")
    assert facts(opened(tmp_path, {**files, "data.yaml": told}))[0]["company.name"] == "Alpha"


def test_ids_are_compared_exactly(tmp_path):
    leads = opened(
        tmp_path,
        {
            "data.yaml": "leads: {file: l.csv}\nactivities: [{file: e.csv, lead: lead, type: page_viewed}]\n",
            "l.csv": "id\n007\n7\nab\n",
            "e.csv": "lead,at\n7,2026-01-02\nAB,2026-01-03\n007.0,2026-01-02\n",
        },
    )
    assert [len(each.events) for each in all_of(leads) if isinstance(each, Lead)] == [0, 1, 0]
    assert leads.report.repairs["event-without-lead"] == 2


def test_a_preset_finds_labels_and_paths_and_the_description_wins(tmp_path):
    leads = opened(
        tmp_path,
        {
            "data.yaml": "preset: hubspot\nleads: {file: l.csv, fields: {phone: Mobile}}\n",
            "l.csv": "Record ID,Email,Phone Number,Mobile,Company Name,tags\n1,a@b.example,1,2,A,x;y\n",
        },
    )
    wanted = {"id": "1", "email": "a@b.example", "phone": "2", "company.name": "A", "tags": ("x", "y")}
    assert facts(leads) == [wanted]
    record = {"id": "1", "properties": {"email": "a@b.example", "phone": "2", "company": "A", "tags": "x;y"}}
    again = opened(
        tmp_path,
        {
            "data.yaml": "preset: hubspot\nleads: {file: l.json, fields: {tags: properties.tags}}\n",
            "l.json": json.dumps([record]),
        },
    )
    assert facts(again) == [wanted]


def test_json_descriptions_and_other_yaml(tmp_path):
    leads = opened(tmp_path, {"d.json": '{"leads": {"file": "l.csv"}}', "l.csv": "id\n1\n"}, "d.json")
    assert isinstance(leads.source, Described)
    assert leads.source.files == ("l.csv",)
    plain = opened(tmp_path, {"l.yaml": "- {id: 1}\n- {id: 2}\n"}, "l.yaml")
    assert not isinstance(plain.source, Described)
    assert [each["id"] for each in facts(plain)] == ["1", "2"]


def test_a_description_that_is_no_yaml_is_told_as_one(tmp_path):
    with pytest.raises(DescriptionFault) as caught:
        opened(tmp_path, {"data.yaml": "leads:\n  file: l.csv\n  fields: {email: x\n"})
    assert {each.id for each in caught.value.diagnostics} == {"yaml-syntax"}


def test_markers_numbers_and_unreadable_cells_survive_the_join(tmp_path):
    leads = opened(
        tmp_path,
        {
            "data.yaml": "leads: {file: l.csv}\nlookups: {company: {file: c.jsonl, by: account, key: key}}\n",
            "l.csv": "id,account\n1,A\n2,12345678901234567890\n",
            "c.jsonl": '{"key": "A", "employees": 1.0, "active": true, "name": "\\"ü\\u2028"}\n'
            '{"key": 12345678901234567890, "name": "B"}\n',
        },
    )
    assert facts(leads) == [
        {"id": "1", "company.employees": 1_000_000, "company.active": True, "company.name": '"ü\u2028'},
        {"id": "2", "company.name": "B"},
    ]


@pytest.mark.parametrize("joined", ["", "activities: [{file: e.csv, lead: lead, type: page_viewed}]\n"])
def test_a_rejected_record_is_known_as_its_file_has_it(tmp_path, joined):
    leads = opened(
        tmp_path,
        {
            "data.yaml": f"leads: {{file: l.csv, id: Nr, fields: {{country: Land}}}}\n{joined}",
            "l.csv": "Land,Nr\nDE,1\nFR,2\n",
            "e.csv": "lead,at\n",
        },
    )
    for each in leads:
        if isinstance(each, Reject):
            header, record = leads.original
            assert header == ("Land", "Nr")
            assert isinstance(record, Row)
            assert record.cells == ["FR", "2"]


def test_a_rejected_nested_record_is_known_as_its_file_has_it(tmp_path):
    record = {"p": {"Nr": "2", "Land": "FR"}}
    leads = opened(
        tmp_path,
        {
            "data.yaml": "leads: {file: l.json, id: p.Nr, fields: {country: p.Land}}\n",
            "l.json": json.dumps([record]),
        },
    )
    (found,) = all_of(leads)
    assert isinstance(found, Reject)
    assert isinstance(leads.original[1], Nested)
    assert leads.original[1].fields == record


@pytest.mark.parametrize(
    ("told", "id_"),
    [
        ("sheet: A", "data-bad-reading"),
        ("encoding: klingon", "unclear-encoding"),
        ("file: l.doc", "unknown-file-format"),
        ("file: l.json, delimiter: ';'", "data-bad-reading"),
        ("file: l.json, quote: '\"'", "data-bad-reading"),
    ],
)
def test_what_a_file_does_not_have_is_told_in_the_description(tmp_path, told, id_):
    file = "" if "file:" in told else "file: l.csv, "
    files = {"data.yaml": f"leads: {{{file}{told}}}\n", "l.csv": "id\n1\n", "l.json": '[{"id": 1}]', "l.doc": "id"}
    assert faults(tmp_path, files) == [(id_, 1)]

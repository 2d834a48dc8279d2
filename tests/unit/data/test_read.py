"""A data description as such: what it says, and everything that is wrong with it, each with its place."""

from __future__ import annotations

import pytest

from leadspec.cleanup import DateNumbers, DateOrder
from leadspec.data.detect import is_description
from leadspec.data.presets import PRESETS, load_preset
from leadspec.data.read import description_schema
from leadspec.documents import load
from leadspec.source import Source
from leadspec.values.instants import Instant, parse_instant
from unit.data.describing import faults, read, schema, sound


def test_all_that_can_be_said_of_a_file():
    found = sound("""
leads:
  file: a/leads.csv
  id: lead_id
  fields: {company.employees: "No. of Employees", email: E-Mail, phone: null}
  values: {country: {DE: [Germany, Deutschland], AT: Austria}, newsletter: {true: on}, activities.type: {mail_sent: m}}
  separator: {tags: "|"}
  decimal: ","
  thousands: " "
  number_signs: [€, "%"]
  date_order: dmy
  two_digit_years_from: 1970
  date_numbers: excel_1904
  true_words: [Ja, 1]
  false_words: [nein, 0]
  missing: [unknown, -1]
  timezone: Asia/Tokyo
  encoding: windows-1252
  delimiter: ";"
  quote: "'"
  sheet: Leads
""")
    leads = found.leads
    assert (leads.encoding, leads.delimiter, leads.quote, leads.sheet) == ("windows-1252", ";", "'", "Leads")
    columns = {each.field: each.column.text for each in leads.wants if each.column}
    assert columns == {"id": "lead_id", "email": "E-Mail", "company.employees": "No. of Employees"}
    assert [each.field for each in leads.wants if each.off] == ["phone"]
    options = leads.options
    assert options.values == {
        "country": {"DE": ("Germany", "Deutschland"), "AT": ("Austria",)},
        "newsletter": {"true": ("on",)},
        "activities.type": {"mail_sent": ("m",)},
    }
    assert (options.decimal, options.thousands, options.number_signs) == (",", " ", ("€", "%"))
    assert (options.date_order, options.two_digit_years_from) == (DateOrder.DAY_MONTH_YEAR, 1970)
    assert options.date_numbers is DateNumbers.EXCEL_1904
    assert (options.true_words, options.false_words) == (("Ja", "1"), ("nein", "0"))
    assert (options.missing, options.separators) == (("unknown", "-1"), {"tags": "|"})
    assert options.zone is not None
    assert options.zone.name == "Asia/Tokyo"


def test_a_single_text_will_do_for_a_list_and_one_sign_for_all_lists():
    options = sound("leads: {file: l.csv, missing: unknown, true_words: 1, separator: '|'}").leads.options
    assert (options.missing, options.true_words, options.separators) == (("unknown",), ("1",), {"tags": "|"})


def test_fields_of_a_look_up_stand_in_its_block():
    found = sound("""
leads: {file: l.csv}
lookups:
  company: {file: c.csv, by: b, key: k, fields: {name: Firma, company.employees: M}, values: {active: {true: x}}}
""")
    (lookup,) = found.lookups
    assert {each.field: each.names for each in lookup.use.wants if not each.column} == {
        "company.active": ("active", "company.active")
    }
    assert {each.field: each.column.text for each in lookup.use.wants if each.column} == {
        "company.name": "Firma",
        "company.employees": "M",
    }
    assert lookup.use.options.values == {"company.active": {"true": ("x",)}}


def test_files_of_events():
    one, two = sound("""
leads: {file: l.csv}
activities:
  - file: a.csv
    lead: lead_id
    type: {column: kind, values: {page_viewed: [website]}}
    at: when
    fields: {page: path}
    values: {type: {mail_sent: [mail]}}
  - {file: b.csv, by: company_id, key: account, type: page_viewed, at: t, since: 2026-01-01}
""").activities
    assert (one.key.text, one.by, one.type) == ("lead_id", None, None)
    columns = {each.field: each.column.text for each in one.use.wants if each.column}
    assert columns == {"type": "kind", "at": "when", "page": "path"}
    assert one.use.options.values == {"type": {"mail_sent": ("mail",), "page_viewed": ("website",)}}
    assert (two.key.text, two.by and two.by.text, two.type) == ("account", "company_id", "page_viewed")
    start = parse_instant("2026-01-01T00:00:00+01:00")
    assert isinstance(start, Instant)
    assert two.use.options.since == start.at


def test_many_faults_in_one_run_each_with_its_place():
    assert faults("""preset: hubspott
leads:
  file: l.csv
  feilds: {}
  fields: {e_mail: x}
  decimal: ","
  thousands: ","
  timezone: Europe/Berln
  values: {country: {Germany: [x]}, phone: {a: b}, nope: {a: b}}
lookups:
  compny: {file: c.csv, by: b, key: k}
activities:
  - {file: a.csv, lead: l, type: page_view, at: t, since: tomorrow, fields: {pages: p}}
  - {file: a.csv, type: page_viewed, at: t}
""") == [
        ("wrong-shape", 1, 9),
        ("unknown-key", 4, 3),
        ("data-unknown-field", 5, 12),
        ("data-bad-reading", 7, 14),
        ("data-bad-reading", 8, 13),
        ("data-unknown-member", 9, 22),
        ("data-unknown-member", 9, 37),
        ("data-unknown-field", 9, 52),
        ("data-unknown-field", 11, 3),
        ("data-unknown-member", 13, 34),
        ("data-bad-reading", 13, 59),
        ("data-unknown-field", 13, 78),
        ("missing-key", 14, 6),
    ]


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        ("  id: a\n  fields: {id: b}", "data-field-twice"),
        ("  true_words: [x]\n  false_words: [X]", "data-bad-reading"),
        ("  true_words: ['false']", "data-bad-reading"),
        ("  values: {country: {DE: [x], AT: [X]}}", "data-bad-reading"),
        ("  separator: {email: '|'}", "data-bad-reading"),
        ("  decimal: '.'\n  thousands: '.'", "data-bad-reading"),
        ("  date_order: iso", "wrong-shape"),
        ("  missing: {unknown: -1}", "wrong-shape"),
        ("  delimiter: ';;'", "wrong-shape"),
        ("  values: [a]", "wrong-shape"),
        ("  fields: {email: [a]}", "wrong-shape"),
        ("  two_digit_years_from: 70", "wrong-shape"),
    ],
)
def test_what_cannot_be(line, id_):
    found = read(f"leads:\n  file: l.csv\n{line}\n").diagnostics
    assert {each.id for each in found} == {id_}
    assert all(each.hints or each.id == "wrong-shape" for each in found)


@pytest.mark.parametrize(
    "lines",
    [
        "activities: [{file: a.csv, lead: l, by: b, key: k, type: page_viewed}]",
        "activities: [{file: a.csv, lead: l, type: {column: t}, fields: {type: u}}]",
        "lookups: {company: {file: c.csv, by: b, key: k, fields: {name: a, company.name: b}}}",
    ],
)
def test_a_thing_said_twice(lines):
    assert "data-field-twice" in {each.id for each in read(f"leads: {{file: l.csv}}\n{lines}\n").diagnostics}


def test_a_word_of_one_value_may_spell_another():
    """Two systems use one word for different things; whoever describes the data knows."""
    found = sound("leads: {file: l.csv, values: {country: {DE: [AT]}}}\n")
    assert found.leads.options.values == {"country": {"DE": ("AT",)}}


def test_events_need_activities_in_the_schema():
    fields = "type: object\nproperties: {email: {type: string}}\n"
    text = "leads: {file: l.csv}\nactivities: [{file: a.csv, lead: l}]\n"
    assert [each[0] for each in faults(text, fields)] == ["data-unknown-field"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("leads: {file: a.csv}", True),
        ("leads: {fil: a.csv}", True),
        ("leads: [{file: a.csv}]", False),
        ("leads: a.csv", False),
        ("email: a@b.example", False),
        ("[{email: a@b.example}]", False),
    ],
)
def test_what_is_a_description(text, is_one):
    assert is_description(load(Source("d.yaml", text)).node, schema()) is is_one


def test_a_lead_with_a_block_called_leads_is_data():
    fields = "type: object\nproperties: {leads: {type: object, properties: {count: {type: integer}}}}\n"
    assert not is_description(load(Source("d.yaml", "leads: {count: 3}")).node, schema(fields))


def test_the_digest_follows_what_is_said_and_not_how():
    one = sound("leads: {file: l.csv, missing: [-1]} # a remark\n").digest
    assert one.startswith("sha256:")
    assert one == sound('leads:\n  missing:\n    - "-1"\n  file: "l.csv"\n').digest
    others = [
        sound(f"leads: {{file: l.csv, missing: [-1]{more}}}{end}\n").digest
        for more, end in (("", "\npreset: odoo"), (", decimal: ','", ""), (", fields: {email: m}", ""))
    ]
    assert len({one, *others}) == 4


def test_every_key_is_described():
    found = []

    def walk(node: object, where: str) -> None:
        if not isinstance(node, dict):
            return
        for key, each in node.get("properties", {}).items():
            there = description_schema()["$defs"][each["$ref"].rpartition("/")[2]] if "$ref" in each else each
            if "description" not in {**there, **each}:
                found.append(f"{where}.{key}")
            walk(each, f"{where}.{key}")
        for each in (node.get("items"), node.get("additionalProperties"), *node.get("anyOf", ())):
            walk(each, where)

    walk(description_schema(), "")
    assert found == []


@pytest.mark.parametrize("name", PRESETS)
def test_presets_load(name):
    preset = load_preset(name)
    assert preset is not None
    columns = preset.columns_by_field(schema())
    assert {"id", "email", "phone", "country", "company.name", "created_at"} <= set(columns)
    assert preset.options(schema()).separators == {"tags": preset.separator}

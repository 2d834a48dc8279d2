"""What the presets know of exports: labels and internal names, each where the schema has the field."""

from __future__ import annotations

import pytest

from leadspec.data.facts import facts
from leadspec.data.presets import PRESETS, load_preset
from unit.data.describing import schema, sound

FIELDS = """
type: object
properties:
  lead_id: {type: string, x-leadspec-id: true}
  E_Mail: {type: string}
  country_code: {type: string}
  lead_source: {type: string}
  employees: {type: integer}
  company_name: {type: string}
  created: {type: string, format: date}
"""


@pytest.mark.parametrize("name", PRESETS)
def test_facts_are_known_and_no_column_stands_for_two(name):
    preset = load_preset(name)
    assert preset is not None
    assert set(preset.columns) <= set(facts())
    columns = [each for some in preset.columns.values() for each in some]
    assert len(columns) == len(set(columns))


def test_a_preset_that_nobody_made():
    assert load_preset("../facts") is None


@pytest.mark.parametrize(
    ("name", "field", "columns"),
    [
        ("hubspot", "lead_id", ("Record ID", "properties.hs_object_id")),
        ("hubspot", "E_Mail", ("Email", "properties.email")),
        ("hubspot", "employees", ("Number of Employees", "properties.numemployees")),
        ("salesforce", "lead_source", ("LeadSource", "Lead Source")),
        ("salesforce", "employees", ("NumberOfEmployees", "NUMBEROFEMPLOYEES")),
        ("salesforce", "company_name", ("Company", "Company / Account")),
        ("mautic", "created", ("date_added", "Date Added")),
        ("odoo", "country_code", ("country_id/code", "Country/Country Code")),
        ("odoo", "E_Mail", ("email_from", "Email")),
    ],
)
def test_fields_are_known_by_their_other_names(name, field, columns):
    preset = load_preset(name)
    assert preset is not None
    assert set(columns) <= set(preset.columns_by_field(schema(FIELDS))[field])


def test_what_the_description_says_wins():
    found = sound("preset: mautic\nleads: {file: l.csv, separator: {tags: ';'}, true_words: [x]}\n").leads.options
    assert found.separators == {"tags": ";"}
    assert found.true_words == ("x",)
    assert found.false_words == ("false", "0", "off", "no")


def test_a_preset_may_stand_with_the_leads_that_it_speaks_of():
    above = sound("preset: mautic\nleads: {file: l.csv}\n").leads
    within = sound("leads: {file: l.csv, preset: mautic}\n").leads
    assert (within.wants, within.options) == (above.wants, above.options)

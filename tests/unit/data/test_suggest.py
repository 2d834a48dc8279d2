"""Which column is probably which field, and the description that comes of it."""

from __future__ import annotations

import pytest

from leadspec.data.suggest import suggest
from leadspec.data.suggestion_text import description_text
from unit.data.describing import schema, sound


def columns(*header: str) -> dict[str, str]:
    return dict(suggest(header, schema()).columns)


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("E-Mail", "email"),
        ("EMAIL", "email"),
        ("Email Address", "email"),
        ("properties.email", "email"),
        ("Company Employees", "company.employees"),
        ("company_employees", "company.employees"),
        ("No. of Employees", "company.employees"),
        ("Mitarbeiterzahl", "company.employees"),
        ("Número de empleados", "company.employees"),
        ("Liczba pracowników", "company.employees"),
        ("Počet zaměstnanců", "company.employees"),
        ("Firma", "company.name"),
        ("Erstellt am", "created_at"),
        ("createdate", "created_at"),
        ("Kraj", "country"),
        ("Země", "country"),
        ("Record ID", "id"),
        ("Signed On", "signed_on"),
    ],
)
def test_a_column_that_is_surely_meant(column, field):
    assert columns(column) == {field: column}


def test_two_columns_for_one_field_are_asked_about():
    found = suggest(["Phone Number", "Telefon", "Land"], schema())
    assert found.columns == {"country": "Land"}
    assert found.asked == {"phone": ("Phone Number", "Telefon")}


def test_the_id_of_the_lead_goes_before_other_ids():
    assert columns("contact_id", "lead_id") == {"id": "lead_id"}


def test_near_names_are_asked_about_and_nothing_is_lost():
    found = suggest(["phon", "name", "country", "Fax", "j.meier@x.example", "+49 30 1"], schema())
    assert found.columns == {}
    assert found.same == ("country",)
    assert found.asked == {"phone": ("phon",), "company.name": ("name",)}
    assert found.unused == ("Fax",)
    assert found.hidden == 2


def test_columns_that_are_nearly_the_same_are_told():
    assert suggest(["E-Mail", "email"], schema()).alike == (("E-Mail", "email"),)


@pytest.mark.parametrize(
    "header",
    [
        ["E-Mail", "Land", "Fax", "phon", "Record ID"],
        ['a "quoted" name', "email"],
        ["tab\tname", "line\u2028name", "email"],
        ["email"],
        ["nothing known"],
        ["Firma: Name", "# Employees", "true", "null"],
    ],
)
def test_the_text_is_a_description(header):
    text = description_text(suggest(header, schema()), file="a b/l.csv", id_name="id", reading={"delimiter": "\t"})
    found = sound(text)
    assert found.leads.file.text == "a b/l.csv"
    assert found.leads.delimiter == "\t"
    told = {each.field: each.column.text for each in found.leads.wants if each.column}
    assert told == dict(suggest(header, schema()).columns)

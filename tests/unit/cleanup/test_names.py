"""Names that the schema does not have: which may be shown, and which are slips for a field."""

from __future__ import annotations

import pytest

from leadspec.cleanup.names import looks_like_a_name, unused_names
from unit.cleanup.cleaning import cleaned, schema_of

FIELDS = """
id: {type: string, x-leadspec-id: true}
email: {type: string}
größe: {type: integer}
company: {type: object, properties: {name: {type: string}, size: {type: integer}}}
"""


@pytest.mark.parametrize(
    "text", ["utm", "Größe", "Company (legal) 2", "company.vat", "e-mail", "Q3/26", "n[0]", "g\u0308", "x" * 40]
)
def test_a_name_is_written_as_names_are(text):
    assert looks_like_a_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+49 30 123",
        "j.meier@x.example",
        "x" * 41,
        "2x",
        "_x",
        "call 1234",
        "a:b",
        "a\nb",
        "\u0663\u0663",
        "a\u202eb",
    ],
)
def test_anything_else_may_be_a_value(text):
    assert not looks_like_a_name(text)


def names(records, fields=FIELDS, *, show_values=False):
    return unused_names(cleaned(fields, records).report, schema_of(fields), show_values=show_values)


def test_names_that_may_be_values_are_counted_only():
    record = [{"id": "1", "email": "x", "utm": "x", "a@b.example": "x", "030 12345": "x"}]
    found = names(record)
    assert (found.shown, found.hidden) == ({"utm": 1}, 2)
    found = names(record, show_values=True)
    assert (len(found.shown), found.hidden) == (3, 0)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"id": "1", "Email": "x"}, ("Email", "email", True)),
        ({"id": "1", "GRÖSSE": "1"}, ("GRÖSSE", "größe", False)),
        ({"id": "1", "GRÖßE ": "1"}, ("GRÖßE ", "größe", True)),
        ({"id": "1", "emial": "x"}, ("emial", "email", False)),
        ({"id": "1", "e_mail": "x"}, ("e_mail", "email", False)),
        ({"id": "1", "Email": "x", "email": "y"}, None),
        ({"ID": "1", "email": "y"}, ("ID", "id", True)),
        ({"id": "1", "Company": {"name": "x"}}, ("Company", "company", True)),
        ({"id": "1", "email": "x", "company": {"Name": "x"}}, ("company.Name", "company.name", True)),
        ({"id": "1", "company.name": "x"}, ("company.name", "company.name", True)),
        ({"id": "1", "Company": {"name": "x"}, "company": {"name": "x"}}, None),
        ({"id": "1", "em@il": "x"}, None),
        ({"id": "1", "utm": "x"}, None),
    ],
)
def test_a_slip_for_a_field_without_values_is_told(record, expected):
    found = [(each.name, each.field, each.certain) for each in names([record]).misnamed]
    assert found == ([] if expected is None else [expected])


@pytest.mark.parametrize(("record", "expected"), [({"Id": "1", "email": "x"}, ["Id"]), ({"id": "1", "Id": "1"}, [])])
def test_an_id_that_the_schema_does_not_declare_is_meant_as_well(record, expected):
    assert [each.name for each in names([record], "email: {type: string}").misnamed] == expected


def test_a_great_many_names_are_compared_in_no_time():
    fields = "\n".join(f"field_with_a_long_name_{number:03}: {{type: string}}" for number in range(300))
    records = [{f"feld_with_a_long_name_{number:03}x": "x" for number in range(1000)}]
    assert len(names(records, fields).misnamed) <= 50

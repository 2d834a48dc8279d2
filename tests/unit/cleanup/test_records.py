"""Whole records: nesting, required fields, ids, unknown keys, the report."""

from __future__ import annotations

from leadspec.cleanup import Cleaner, Reject
from leadspec.ir.lead import Lead
from unit.cleanup.cleaning import cleaned, schema_of

FIELDS = """
id: {type: string}
email: {type: string}
company: {type: object, required: [name], properties: {name: {type: string}, size: {type: integer}}}
"""


def test_nested_fields_have_dotted_names():
    found = cleaned(FIELDS, "- {id: a, company: {name: X, size: 5}}\n- {id: b, company: null}\n- {id: c, company: ' '}")
    assert [each.facts for each in found.leads] == [
        {"id": "a", "company.name": "X", "company.size": 5_000_000},
        {"id": "b"},
        {"id": "c"},
    ]


def test_a_single_value_is_no_block():
    found = cleaned(FIELDS, "{id: a, company: Acme}")
    assert found.rejects[0].field == "company"


def test_required_fields():
    found = cleaned(FIELDS, "- {id: a}\n- {id: b, email: ' '}\n- {id: c, email: x}", required="email")
    assert [(each.row, each.id, each.field, each.reason) for each in found.rejects] == [
        (1, "a", "email", "is missing, and the schema requires it"),
        (2, "b", "email", "is missing, and the schema requires it"),
    ]


def test_a_field_required_in_a_block_is_wanted_beside_others_of_the_block():
    found = cleaned(FIELDS, "- {id: a, company: {size: 5}}\n- {id: b, company: {}}\n- {id: c}")
    assert [(each.id, each.field) for each in found.rejects] == [("a", "company.name")]


def test_a_required_block_is_wanted_with_something_in_it():
    fields = "company: {type: object, properties: {size: {type: integer}}}\nname: {type: string}"
    found = cleaned(
        fields,
        "- {name: a}\n- {company: {size: ''}}\n- {company: {size: x}}\n- {company: {size: 0}}",
        required="company",
    )
    assert [(each.row, each.field, each.further) for each in found.rejects] == [
        (1, "company", ()),
        (2, "company", ()),
        (3, "company.size", ()),
    ]
    b = "b: {type: object, properties: {c: {type: string}}}"
    inner = f"a: {{type: object, required: [b], properties: {{{b}, d: {{type: string}}}}}}"
    found = cleaned(inner, "- {}\n- {a: {d: x}}\n- {a: {b: {c: x}}}")
    assert [(each.row, each.field) for each in found.rejects] == [(2, "a.b")]


def test_activities_fill_a_required_block():
    event = "{type: object, properties: {type: {enum: [a]}, at: {type: string, format: date-time}}}"
    fields = f"log: {{type: object, properties: {{acts: {{type: array, items: {event}}}}}}}"
    found = cleaned(fields, "- {log: {acts: []}}\n- {}", required="log")
    assert [(each.row, each.field) for each in found.rejects] == [(2, "log")]


def test_a_field_that_does_not_fit_is_not_missing_as_well():
    found = cleaned("a: {type: integer}\nb: {type: integer}", "{a: x, b: y}", required="a, b")
    assert len(found.rejects) == 1
    assert (found.rejects[0].field, [each[0] for each in found.rejects[0].further]) == ("a", ["b"])


def test_ids_are_exact_texts_after_trimming():
    found = cleaned(FIELDS, "- {id: 007}\n- {id: 7}\n- {id: ' x '}\n- {id: X}\n- {id: 1.0}")
    assert [each.id for each in found.leads] == ["007", "7", "x", "X", "1.0"]
    assert {type(each.id) for each in found.leads} == {str}


def test_a_bare_true_is_an_id_too():
    found = cleaned("id: {type: string}", "- {id: true}\n- {id: 'true'}\n- {id: false}")
    assert [each.id for each in found.leads] == ["false"]
    assert [each.row for each in found.rejects] == [1, 2]


def test_the_id_may_stand_in_the_data_alone_and_else_is_the_line():
    found = cleaned("email: {type: string}", "- {id: a, email: x}\n- {email: y}\n- {id: '', email: z}")
    assert [each.id for each in found.leads] == ["a", "2", "3"]
    assert found.report.unused == {}


def test_a_marked_field_is_the_id_wherever_it_stands():
    fields = "crm: {type: object, properties: {key: {type: string, x-leadspec-id: true, x-missing: ['-']}}}"
    found = cleaned(fields, "- {crm: {key: a}}\n- {crm: {key: '-'}}\n- {id: q}")
    assert [each.id for each in found.leads] == ["a", "2", "3"]
    assert found.report.unused == {"id": 1}


def test_equal_ids_are_rejected_together_whatever_else_they_hold():
    found = cleaned(FIELDS, "- {id: a}\n- {id: b}\n- {id: ' a'}\n- {id: A}\n- {id: a, company: 5}")
    assert [each.id for each in found.leads] == ["b", "A"]
    assert {each.reason for each in found.rejects} == {"has an id that stands in more than one record: lines 1, 3, 5"}


def test_a_line_may_meet_an_id():
    found = cleaned(FIELDS, "- {id: '2'}\n- {email: x}")
    assert [each.row for each in found.rejects] == [1, 2]


def test_a_personal_id_is_not_shown():
    found = cleaned("id: {type: string, x-personal: true}\nn: {type: integer}", "- {id: canary, n: x}")
    assert "canary" not in str(found.rejects)


def test_unknown_keys_are_counted_with_their_path():
    found = cleaned(FIELDS, "- {id: a, utm: 1, company: {name: x, vat: 2}}\n- {id: b, utm: [1]}")
    assert found.report.unused == {"utm": 2, "company.vat": 1}
    assert len(found.leads) == 2


def test_keys_are_tidied_unless_the_tidy_one_is_there():
    found = cleaned("größe: {type: integer}", [{" gro\u0308ße ": "5"}, {"größe": "1", "größe ": "2"}])
    assert [each.facts for each in found.leads] == [{"größe": 5_000_000}, {"größe": 1_000_000}]
    assert found.report.unused == {"größe ": 1}


def test_the_report_adds_up():
    found = cleaned(FIELDS, "- {id: a, email: x}\n- {id: b, company: 5}\n- {id: c, company: {name: ' '}}")
    report = found.report
    assert (report.rows, report.leads, report.rejected) == (3, 2, 1)
    assert report.never_supplied == ("company.name", "company.size")
    assert not report.activities_supplied


def test_repairs_of_rejected_records_do_not_count():
    found = cleaned("a: {enum: [X]}\nb: {type: integer}", "{a: x, b: no}")
    assert found.report.repairs == {}


def test_flat_rows_give_the_same_as_nested_records():
    schema = schema_of(FIELDS)
    nested, flat = Cleaner(schema), Cleaner(schema)
    rows = flat.rows([" id ", "company.size", "company.name", "other"])
    for line, cells in enumerate([["a", "5", "X", "o"], ["b", "", "", ""], ["c", "x", "X", ""], ["", "1", "Y", ""]], 2):
        record = {"id": cells[0], "company": {"size": cells[1], "name": cells[2]}, "other": cells[3]}
        one, other = nested.record(line, record), rows.row(line, cells)
        assert type(one) is type(other)
        if isinstance(one, Lead) and isinstance(other, Lead):
            assert (one.id, dict(one.facts)) == (other.id, dict(other.facts))
    assert nested.report() == flat.report()


def test_a_record_that_cannot_be_read_is_counted():
    cleaner = Cleaner(schema_of(FIELDS))
    assert cleaner.broken(7, "has 2 cells, and the header has 3") == Reject(
        7, None, None, "has 2 cells, and the header has 3"
    )
    assert cleaner.report().rejected == 1


def test_memory_for_unknown_keys_is_bounded():
    found = cleaned("a: {type: string}", [{f"k{i}": "x"} for i in range(3000)])
    assert len(found.report.unused) == 1000

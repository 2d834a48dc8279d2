"""The lead of a case: named or written out, changed by `with` and `plus`, cleaned as any other, held to the schema."""

from __future__ import annotations

import json

import pytest

from leadspec.analysis.load import load_policy
from leadspec.diagnostics import Diagnostic
from leadspec.documents import Mapping, plain
from leadspec.documents.json_text import load_json
from leadspec.ir.lead import Lead
from leadspec.questions.testing import LeadCase
from leadspec.questions.testing.leads import LeadMaker
from leadspec.questions.testing.patch import appended, merged
from leadspec.source import Source
from unit.questions.testing.running import HEAD, case, faults, ready


def _node(value: object):  # type: ignore[no-untyped-def]
    return load_json(Source("x.json", json.dumps(value))).node


# The example and the table of RFC 7396, without the rows whose result is no object.
@pytest.mark.parametrize(
    ("base", "patch", "result"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": ["1"]}, {"a": ["1"]}),
        ({"e": None}, {"a": "1"}, {"e": None, "a": "1"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
        ({"a": "foo"}, {"a": {"b": "1", "c": None}}, {"a": {"b": "1"}}),
        (
            {"title": "Goodbye!", "author": {"given": "John", "family": "Doe"}, "tags": ["x", "y"], "content": "c"},
            {"title": "Hello!", "phone": "+01", "author": {"family": None}, "tags": ["x"]},
            {"title": "Hello!", "author": {"given": "John"}, "tags": ["x"], "content": "c", "phone": "+01"},
        ),
    ],
)
def test_with_is_a_json_merge_patch(base: object, patch: object, result: object) -> None:
    assert plain(merged(_node(base), _node(patch))) == result


@pytest.mark.parametrize(
    ("base", "plus", "result"),
    [
        ({"a": ["1"]}, {"a": ["2", "3"]}, {"a": ["1", "2", "3"]}),
        ({}, {"a": ["2"]}, {"a": ["2"]}),
        ({"a": None}, {"a": ["2"]}, {"a": ["2"]}),
        ({"a": {"b": ["1"], "c": "x"}}, {"a": {"b": ["2"]}}, {"a": {"b": ["1", "2"], "c": "x"}}),
        ({}, {"a": {"b": ["2"]}}, {"a": {"b": ["2"]}}),
        ({"a": ["1"]}, {"a": []}, {"a": ["1"]}),
    ],
)
def test_plus_appends(base: object, plus: object, result: object) -> None:
    node, more = _node(base), _node(plus)
    assert isinstance(node, Mapping)
    assert isinstance(more, Mapping)
    found: list[object] = []
    assert plain(appended(node, more, found)) == result  # type: ignore[arg-type]
    assert not found


@pytest.mark.parametrize(
    ("plus", "says"),
    [
        ("{tags: x}", "`plus` appends lists, and `tags` here is a text"),
        ("{email: [x]}", "`plus` appends to lists, and `email` of the given lead is a text"),
        ("{email: {a: [x]}}", "`plus` appends to lists, and `email` of the given lead is a text"),
        ("{activities: {type: demo}}", "`plus` appends to lists, and `activities` of the given lead is a list"),
    ],
)
def test_plus_onto_anything_else_is_a_fault(plus: str, says: str) -> None:
    assert ("case-form", says) in [each[:2] for each in faults(case("buyer", "{stage: mql}", f"  plus: {plus}\n"))]


def _lead(given: str, more: str = ""):  # type: ignore[no-untyped-def]
    found = ready(case(given, "{stage: suspect}", more))
    assert not found.diagnostics, [each.message for each in found.diagnostics]
    (only,) = found.cases
    assert isinstance(only, LeadCase)
    return only.lead


def test_lead_is_made_of_given_then_with_then_plus() -> None:
    visit = "{type: visit, at: 2026-10-01T10:00:00+02:00}"
    lead = _lead(
        "buyer", f"  with: {{size: 3, country: null, company: {{name: F}}}}\n  plus: {{activities: [{visit}]}}\n"
    )
    assert lead.facts == {"email": "a@firm.example", "size": 3_000_000, "company.name": "F"}
    assert [each.type for each in lead.events] == ["visit", "demo"]  # sorted by time, as always


@pytest.mark.parametrize(
    ("written", "field", "fact"),
    [
        ("NO", "country", "NO"),  # Norway, and not false
        ("no", "country", "NO"),  # the usual clean-up knows a member by its letters
        ("on", "note", "on"),
        ("1e3", "size", 1_000_000_000),
        ("1e3", "note", "1e3"),
        ("012", "note", "012"),
        ("2026-01-01", "note", "2026-01-01"),
        ("2026-01-01", "born", 20454),
        ("12:30:45", "note", "12:30:45"),
        ("0.1", "revenue", 100_000),
        ("true", "customer", True),
        ("'true'", "customer", True),
        ("x", "tags", ("x",)),
    ],
)
def test_value_means_what_the_schema_says(written: str, field: str, fact: object) -> None:
    assert _lead(f"{{{field}: {written}}}").facts[field] == fact


@pytest.mark.parametrize("written", ["null", "''", "'  '", "{size: null}"])
def test_nothing_is_missing(written: str) -> None:
    given = written if written.startswith("{") else f"{{note: {written}}}"
    assert _lead(given).facts == {}


_WITH_ID = (
    "type: object\nrequired: [{required}]\nproperties:\n"
    "  id: {{type: string, x-leadspec-id: true}}\n  country: {{type: string, enum: [AT, DE]}}\n"
)
_BY_COUNTRY = """policy "By country"
  schema      "lead.schema.yaml"
  departments sales

sales counts a lead when: country is AT
"""


@pytest.mark.parametrize(("required", "fits"), [("id", True), ("id, country", False), ("country", False)])
def test_example_needs_no_id_but_all_else_that_the_schema_requires(required: str, fits: bool) -> None:
    def read(path: str) -> Source | Diagnostic:
        return Source(path, _WITH_ID.format(required=required))

    found = load_policy(Source("policy.lead", _BY_COUNTRY), read)
    assert found.schema is not None
    source = Source("x.json", "{}")
    (made,) = LeadMaker(found.schema, None, source).make([load_json(source).node])  # type: ignore[list-item]
    assert isinstance(made, Lead) is fits
    if not fits:
        assert [each.message for each in made] == ["`country` is missing, and the schema requires it"]  # type: ignore[union-attr]


def test_repair_of_the_schema_is_fine_in_a_test() -> None:
    assert _lead("{size: 50-100}").facts == {}  # the schema takes such a size as missing


@pytest.mark.parametrize(
    ("given", "says", "hint", "at"),
    [
        ("{contry: AT}", "`contry` is no field", "did you mean `country`?", "contry"),
        ("{company.name: F}", "`company.name` is no field", "write `company: {name: ...}`", "company.name"),
        ("{company: {nam: F}}", "`company.nam` is no field", "did you mean `company.name`?", "nam"),
        ("{company: F}", "`company` is a single value", "", "F"),
        ("{activities: [{type: demo, at: 2026-10-01T10:00Z, pag: x}]}", "`activities.pag`", "`activities.page`", "pag"),
        ("{activities: [{type: demos, at: 2026-10-01T10:00:00Z}]}", "`activities[1].type`", "`demo`?", "demos"),
        ("{activities: [{type: demo, at: 2026-10-01T10:00Z}, {type: demo}]}", "`activities[2].at` is", "", "{type"),
        ("{activities: [{type: demo, at: soon}]}", "`activities[1].at` is not a time", "", "soon"),
        ("{activities: demo}", "`activities` is not a list", "", "demo"),
        ("{country: Austria}", "`country` is none of the 3", "it may be `AT`", "Austria"),
        ("{country: DEE}", "`country` is none of the 3", "did you mean `DE`?", "DEE"),
        ("{revenue: lots}", "`revenue`", "", "lots"),
        ("{revenue: '1,5'}", "`revenue`", "", "'1,5'"),
        ("{customer: yes}", "`customer` is not `true` or `false`", "", "yes"),
        ("{born: 31.01.2026}", "`born`", "", "31.01.2026"),
        ("{email: a}", "`email` is not an e-mail address", "", "a}"),
        ("{note: [a]}", "`note` is a list", "", "[a]"),
    ],
)  # fmt: skip
def test_lead_that_does_not_fit_is_a_fault_at_its_field(given: str, says: str, hint: str, at: str) -> None:
    text = case(given, "{stage: suspect}")
    (found,) = ready(text).diagnostics
    assert found.id == "lead-does-not-fit"
    assert says in found.message
    assert hint in " ".join(found.hints)
    place = found.primary.location  # type: ignore[union-attr]
    line = text.splitlines()[place.line - 1]  # type: ignore[union-attr]
    assert line[place.column - 1 :].startswith(at)  # type: ignore[union-attr]


def test_field_of_a_named_lead_is_found_where_it_is_written() -> None:
    text = "as_of: 2026-11-01T09:00:00Z\nleads:\n  odd: {contry: AT}\ncases:\n"
    text += "  - {name: one, given: odd, expect: {stage: suspect}}\n  - {name: two, given: odd, expect: {stage: mql}}\n"
    found = ready(text)
    assert [each.primary.location.line for each in found.diagnostics] == [3]  # type: ignore[union-attr]
    assert len(found.cases) == 2  # said once, and neither case is run


def test_field_of_a_patch_is_found_where_it_is_written() -> None:
    (found,) = ready(case("buyer", "{stage: mql}", "  with: {size: 1, country: XX}\n")).diagnostics
    assert found.primary.location.line == 8  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "leads: {a: &x {}}\ncases: []",
        "leads: {a: {}, a: {}}\ncases: []",
        "leads: {a: !!str x}",
        "a: {<<: b}",
        "",
        "- 1",
    ],
)
def test_yaml_with_more_than_json_is_refused(text: str) -> None:
    assert faults(text)


def test_head_is_read() -> None:
    assert not faults(HEAD + "  - {name: one, given: buyer, expect: {stage: mql}}\n")

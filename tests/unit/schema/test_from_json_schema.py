"""JSON Schema documents as schemas of leads, sound and faulty."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from leadspec.diagnostics.kinds import schema as kinds
from leadspec.diagnostics.model import Kind
from leadspec.schema import OnInvalid, TextFormat, read_schema
from leadspec.source import Place, Source
from leadspec.types import ArrayType, DateTimeType, DateType, EnumType, NumberType, NumberUnit, TextType

KINDS = [each for each in vars(kinds).values() if isinstance(each, Kind)]
EVENTS = """
  acts:
    type: array
    items:
      type: object
      required: [type, at]
      properties:
        id: {type: string, x-leadspec-event-id: true}
        type: {enum: [demo, view], x-missing: [n/a]}
        at: {type: string, format: date-time}
        page: {type: string}
        deal: {type: object, properties: {value: {type: number}}}
"""


def read(text: str):
    source = Source("lead.schema.yaml", dedent(text))
    result = read_schema(source)
    return result, [(each.id, *place_of(each.primary.location, source)) for each in result.diagnostics]


def place_of(location, source: Source):
    return (location.line, location.column) if isinstance(location, Place) else source.position(location.start)


def fields(text: str):
    """The schema of some fields, each on its own line from line 3 on."""
    return read("type: object\nproperties:\n" + text)


def test_all_kinds_of_fields():
    result, places = fields(
        """\
  text: {type: string}
  mail: {type: [string, "null"], format: email}
  site: {type: string, format: uri}
  day: {type: string, format: date}
  time: {type: string, format: date-time}
  choice: {enum: [A, B]}
  whole: {type: integer}
  number: {type: number, x-unit: percent}
  yes: {type: boolean}
  tags: {type: array, items: {type: string}}
  days: {type: array, items: {type: string, format: date}}
  block: {type: object, properties: {inner: {type: [number, null]}}}
"""
    )
    assert places == []
    assert {each.name: each.type for each in result.schema.fields} == {
        "text": TextType(),
        "mail": TextType(),
        "site": TextType(),
        "day": DateType(),
        "time": DateTimeType(),
        "choice": EnumType(("A", "B")),
        "whole": NumberType(integer=True),
        "number": NumberType(NumberUnit.PERCENT),
        "yes": result.schema.by_name["yes"].type,
        "tags": ArrayType(TextType()),
        "days": ArrayType(DateType()),
        "block.inner": NumberType(),
    }
    assert result.schema.by_name["mail"].format is TextFormat.EMAIL
    assert result.schema.objects == {"block"}


def test_rules_of_fields_are_exact():
    result, places = fields(
        """\
  n: {type: number, minimum: 0.1, exclusiveMaximum: 1e6, x-decimals: 2, x-missing: [-1, "n/a", 0.50]}
  t: {type: string, minLength: 2, maxLength: 5, pattern: "[0-9]{5}", x-missing: [" Unknown "], x-on-invalid: missing}
  s: {type: number, x-unit: share}
  p: {type: string, x-personal: true, x-fixed: true, x-known-after-outcome: true, title: T, examples: [a, 1, true]}
  l: {type: array, x-personal: true, x-missing: [none], items: {type: string, x-missing: ["-"], maxLength: 3}}
"""
    )
    assert places == []
    by_name = result.schema.by_name
    assert (by_name["n"].minimum, by_name["n"].exclusive_maximum) == (100_000, 10**12)
    assert (by_name["n"].decimals, by_name["n"].missing) == (2, ("-1", "n/a", "0.5"))
    assert (by_name["t"].min_length, by_name["t"].max_length, by_name["t"].pattern) == (2, 5, "[0-9]{5}")
    assert (by_name["t"].missing, by_name["t"].on_invalid) == (("unknown",), OnInvalid.MISSING)
    assert (by_name["s"].minimum, by_name["s"].maximum) == (0, 1_000_000)
    assert by_name["p"].personal
    assert by_name["p"].fixed
    assert by_name["p"].known_after_outcome
    assert (by_name["p"].title, by_name["p"].examples) == ("T", ("a", "1", "true"))
    assert by_name["l"].personal
    assert (by_name["l"].missing, by_name["l"].max_length) == (("-", "none"), 3)


def test_a_member_that_means_missing_is_no_member():
    result, places = fields("  c: {enum: [DE, Select, null], x-missing: [select]}\n")
    assert places == []
    assert result.schema.by_name["c"].type == EnumType(("DE",))


def test_countries_of_yaml_stay_texts():
    result, _ = fields("  c: {type: string, enum: [NO, no2, on, y]}\n")
    assert result.schema.by_name["c"].type == EnumType(("NO", "no2", "on", "y"))


def test_activities():
    result, places = fields(EVENTS)
    assert places == []
    activities = result.schema.activities
    assert (activities.path, activities.types, activities.event_id) == (("acts",), ("demo", "view"), "id")
    assert [each.name for each in activities.fields] == ["id", "page", "deal.value"]
    assert activities.type_missing == ("n/a",)


def test_required_fields_of_optional_blocks_are_required_beside_others_only():
    result, places = read(
        """\
        type: object
        required: [a, must, null_ok]
        properties:
          a: {type: string}
          null_ok: {type: [string, "null"]}
          must: {type: object, required: [x], properties: {x: {type: string}, y: {type: string}}}
          may: {type: object, required: [x], properties: {x: {type: string}, y: {type: string}}}
        """
    )
    assert places == []
    assert {each.name for each in result.schema.fields if each.required} == {"a", "must.x"}
    assert result.schema.required_within == (("may", "may.x"),)


def test_the_id_is_the_marked_field_or_the_one_called_id():
    assert fields("  key: {type: string, x-leadspec-id: true}\n  id: {type: string}\n")[0].schema.id_field == "key"
    assert fields("  id: {type: string}\n")[0].schema.id_field == "id"
    assert fields("  key: {type: string}\n")[0].schema.id_field is None


def test_references_are_followed_and_laid_over():
    result, places = read(
        """\
        type: object
        properties:
          a: {$ref: "#/$defs/money", title: Here, x-personal: true}
          b: {type: array, items: {$ref: "#/$defs/money"}}
        $defs:
          money: {$ref: "#/$defs/number", title: There, minimum: 0}
          number: {type: number}
        """
    )
    assert places == []
    assert result.schema.by_name["a"].title == "Here"
    assert result.schema.by_name["a"].minimum == 0
    assert result.schema.by_name["b"].type == ArrayType(NumberType())


@pytest.mark.parametrize(
    ("line", "id_", "column"),
    [
        ("  a: {type: string, enmu: [x]}", "unknown-schema-keyword", 21),
        ("  a: {type: string, x-foo: 1}", "unknown-schema-keyword", 21),
        ("  a: {oneOf: [], type: string}", "unsupported-schema-keyword", 7),
        ("  a: {type: number, multipleOf: 0.01}", "unsupported-schema-keyword", 21),
        ("  a: {type: string, minimum: 1}", "misplaced-schema-keyword", 21),
        ("  a: {type: integer, x-decimals: 1}", "misplaced-schema-keyword", 22),
        ("  a: {type: string, x-unit: share}", "misplaced-schema-keyword", 21),
        ("  a: {type: integer, enum: [1]}", "misplaced-schema-keyword", 22),
        ("  a: {type: string, x-leadspec-event-id: true}", "misplaced-schema-keyword", 21),
        ("  a: {type: array, items: {type: string, x-personal: true}}", "misplaced-schema-keyword", 42),
        ("  a: {type: number, minimum: '1'}", "schema-keyword-value", 30),
        ("  a: {type: number, minimum: 0.1234567}", "schema-keyword-value", 30),
        ("  a: {type: number, minimum: 1e99}", "schema-keyword-value", 30),
        ("  a: {type: string, minLength: -1}", "schema-keyword-value", 32),
        ("  a: {type: string, x-personal: yes}", "schema-keyword-value", 33),
        ("  a: {type: string, x-on-invalid: ignore}", "schema-keyword-value", 35),
        ("  a: {type: string, x-missing: unknown}", "schema-keyword-value", 32),
        ("  a: {type: string, required: true}", "misplaced-schema-keyword", 21),
        ("  a: {type: strng}", "schema-type", 13),
        ("  a: {type: [string, number]}", "schema-type", 13),
        ("  a: {type: date}", "schema-type", 13),
        ("  a: {title: x}", "schema-type", 6),
        ("  a: true", "schema-type", 6),
        ("  a: {type: string, format: phone}", "schema-format", 29),
        ("  a: {type: string, enum: []}", "schema-enum", 27),
        ("  a: {type: string, enum: [x, X]}", "schema-enum", 31),
        ("  a: {type: string, enum: ['ﬀ ', b]}", "schema-enum", 28),
        ("  a: {type: string, enum: [1]}", "schema-enum", 28),
        ("  a: {type: number, minimum: 2, maximum: 1}", "schema-bounds", 30),
        ("  a: {type: integer, exclusiveMinimum: 1, exclusiveMaximum: 2}", "schema-bounds", 40),
        ("  a: {type: number, x-unit: share, minimum: 2}", "schema-bounds", 45),
        ("  a: {type: string, minLength: 3, maxLength: 2}", "schema-bounds", 32),
        ("  a: {type: string, pattern: '[0-9'}", "schema-pattern", 30),
        ("  a: {type: string, pattern: 'x(?=y)'}", "schema-pattern", 30),
        ("  a: {type: array}", "schema-list", 6),
        ("  a: {type: array, items: {type: array, items: {type: string}}}", "schema-list", 27),
        ("  a: {$ref: 'https://firm.example/x'}", "schema-reference", 13),
        ("  a: {$ref: 'other.yaml#/x'}", "schema-reference", 13),
        ("  a: {$ref: '#/properties/a'}", "schema-reference", 13),
        ('  "": {type: string}', "schema-field-name", 3),
        ('  "a\\u200bb": {type: string}', "schema-field-name", 3),
        ('  "a\\u202eb": {type: string}', "schema-field-name", 3),
        ('  "a[b]": {type: string}', "schema-field-name", 3),
        ("  a: {type: array, items: {type: object, properties: {x: {type: string}}}}", "schema-activities", 27),
    ],
)
def test_one_fault_is_one_located_finding(line, id_, column):
    _, places = fields(line + "\n")
    assert places[0] == (id_, 3, column)
    assert {each[0] for each in places} == {id_}


@pytest.mark.parametrize(
    ("first", "second"),
    [("Email", "email"), ("STRASSE", "strasse"), ("ΟΔΟΣ", "οδος"), ("İd", "id")],
)
def test_names_that_are_compared_equal_are_an_error(first, second):
    _, places = fields(f"  {first}: {{type: string}}\n  {second}: {{type: string}}\n")
    assert places == [("schema-fields-alike", 4, 3)]


def test_nested_and_flat_alike_are_an_error():
    _, places = fields("  a.b: {type: string}\n  a: {type: object, properties: {B: {type: string}}}\n")
    assert places == [("schema-fields-alike", 4, 34)]


def test_fields_called_like_words_of_the_language_are_fine():
    _, places = fields(
        "".join(f"  {each}: {{type: string}}\n" for each in ["score", "source", "type", "table", "first", "and"])
    )
    assert places == []


def test_marks_stand_once():
    _, places = fields("  a: {type: string, x-leadspec-id: true}\n  b: {type: string, x-leadspec-id: true}\n")
    assert places == [("schema-marked-twice", 4, 21)]


def test_a_second_list_of_blocks_is_an_error():
    _, places = fields(EVENTS + EVENTS.replace("acts", "more"))
    assert [each[0] for each in places] == ["schema-activities"]


@pytest.mark.parametrize(
    "definitions",
    [
        "  a: {$ref: '#/$defs/a'}",
        "  a: {$ref: '#/$defs/b'}\n  b: {$ref: '#/$defs/a'}",
        "  a: {type: object, properties: {x: {$ref: '#/$defs/a'}}}",
        "  a: {type: array, items: {$ref: '#/$defs/a'}}",
    ],
)
def test_cycles_are_found_used_or_not(definitions):
    used = f"type: object\nproperties:\n  f: {{$ref: '#/$defs/a'}}\n$defs:\n{definitions}\n"
    unused = f"type: object\nproperties:\n  f: {{type: string}}\n$defs:\n{definitions}\n"
    for text in (used, unused):
        assert "schema-reference-cycle" in {each[0] for each in read(text)[1]}


def test_parts_that_multiply_are_stopped():
    doubling = "".join(
        f"  d{i}: {{type: object, properties: {{a: {{$ref: '#/$defs/d{i + 1}'}}, b: {{$ref: '#/$defs/d{i + 1}'}}}}}}\n"
        for i in range(30)
    )
    _, places = read(
        f"type: object\nproperties:\n  x: {{$ref: '#/$defs/d0'}}\n$defs:\n{doubling}  d30: {{type: string}}\n"
    )
    assert "schema-too-large" in {each[0] for each in places}


def test_a_long_chain_of_references_is_no_recursion():
    chain = "".join(f"  d{i}: {{$ref: '#/$defs/d{i + 1}'}}\n" for i in range(3000))
    result, places = read(
        f"type: object\nproperties:\n  x: {{$ref: '#/$defs/d0'}}\n$defs:\n{chain}  d3000: {{type: string}}\n"
    )
    assert places == []
    assert [each.name for each in result.schema.fields] == ["x"]


def test_all_faults_come_in_one_run_in_order():
    _, places = fields("  a: {type: strin}\n  b: {typ: string}\n  c: {type: string, enum: [a, A], foo: 1}\n")
    assert [each[1] for each in places] == sorted(each[1] for each in places)
    assert {each[1] for each in places} == {3, 4, 5}


@pytest.mark.parametrize("text", ["", "# only\n", "[]", "text", "3", "null", "true", "{}", "type: array\n"])
def test_what_is_no_schema_is_a_finding(text):
    result, places = read(text)
    assert places
    assert not result.ok


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.id)
def test_examples_of_each_kind_say_what_they_show(kind):
    if kind.bad is None:
        return
    assert kind.id in {each[0] for each in read(kind.bad)[1]}
    assert kind.good is not None
    assert read(kind.good)[1] == []


def test_the_schemas_of_the_shipped_policies_are_sound():
    root = Path(__file__).parents[3] / "policies"
    found = sorted(root.glob("*/*.schema.yaml"))
    assert found
    for path in found:
        assert read_schema(Source(path.name, path.read_text("utf-8"))).diagnostics == ()

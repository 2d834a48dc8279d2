"""No schema, text or record makes the readers or the clean-up fail: faults are findings and rejects."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from leadspec.cleanup import Reject, clean
from leadspec.diagnostics import Diagnostic
from leadspec.documents import NumberText
from leadspec.documents.json_text import load_json
from leadspec.documents.yaml_text import load_yaml
from leadspec.ir.lead import Lead
from leadspec.schema import read_schema
from leadspec.schema.keywords import PLACES
from leadspec.source import Source
from leadspec.values.zones import zone
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.leads import read_leads
from leadspec_cli.files.readers import DataFile

BERLIN = zone("Europe/Berlin")
SCHEMA = read_schema(
    Source(
        "s.yaml",
        """
type: object
required: [email]
properties:
  id: {type: string}
  email: {type: string, format: email, x-personal: true}
  phone: {type: string, pattern: "[+0-9 ]{4,20}", x-personal: true}
  size: {type: integer, minimum: 0, x-missing: [-1]}
  share: {type: number, x-unit: share, x-decimals: 3}
  country: {type: string, enum: [DE, NO], x-on-invalid: missing}
  flag: {type: boolean}
  day: {type: string, format: date}
  time: {type: string, format: date-time}
  site: {type: string, format: uri}
  tags: {type: array, items: {type: string, maxLength: 5}}
  company: {type: object, required: [name], properties: {name: {type: string}, size: {type: number}}}
  acts:
    type: array
    items:
      type: object
      properties:
        key: {type: string, x-leadspec-event-id: true}
        type: {enum: [a, b]}
        at: {type: string, format: date-time}
        amount: {type: number}
""",
    )
).schema

WORTH_TRYING = [
    *("a@x.example", "DE", "de", "NO", "12", "-1", "0.5", "1e3", "1.234,50", "true", "TRUE", "2026-01-31", "ß", "a"),
    *("2026-10-25T02:30:00", "03/04/2026", "[]", "[1]", "{}", '["a"]', "https://x.example", "", " ", "\0", "\ud800"),
    '[{"type": "a", "at": "2026-01-01"}]',
]
texts = st.text(max_size=12) | st.sampled_from(WORTH_TRYING)
raws = st.recursive(
    st.none() | st.booleans() | texts | texts.map(NumberText),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "at", "key", "amount", "name", "size"]) | texts, inner, max_size=4)
    ),
    max_leaves=8,
)
names = st.sampled_from([each.path[0] for each in SCHEMA.fields] + ["acts"]) | texts
records = st.dictionaries(names, raws, max_size=8)


@given(st.lists(records, max_size=4))
def test_any_record_is_a_lead_or_a_reject(given_records):
    found = clean(enumerate(given_records, 1), SCHEMA, BERLIN)
    report = found.report
    assert report.rows == len(given_records) == len(found.leads) + len(found.rejects)
    assert (report.leads, report.rejected) == (len(found.leads), len(found.rejects))
    known = SCHEMA.by_name
    for lead in found.leads:
        assert lead.facts.keys() <= known.keys()
        assert all(type(each) in (str, int, bool, tuple) for each in lead.facts.values())
        assert () not in lead.facts.values()
        assert [each.at for each in lead.events] == sorted(each.at for each in lead.events)
    for reject in found.rejects:
        assert reject.reason.isprintable()


@given(st.lists(records, max_size=4))
def test_cleaning_twice_or_apart_gives_the_same(given_records):
    once = clean(enumerate(given_records, 1), SCHEMA, BERLIN)
    assert once == clean(enumerate(given_records, 1), SCHEMA, BERLIN)


@given(st.sampled_from([each.path[0] for each in SCHEMA.fields] + ["acts"]), raws)
def test_no_reason_shows_a_value(name, raw):
    canary = "Canary7f3a"

    def marked(value):
        match value:
            case str():
                return type(value)(canary + value)
            case list():
                return [marked(each) for each in value]
            case dict():
                return {key: marked(each) for key, each in value.items()}
            case _:
                return value

    found = clean([(1, {"id": "x", name: marked(raw)}), (2, {"id": "x", "email": canary})], SCHEMA, BERLIN)
    shown = [(each.field, each.reason, each.further) for each in found.rejects]
    shown += [(each.field, each.reason) for each in found.report.rejected_events]
    assert canary not in str(shown)


@given(st.text(), st.sampled_from([load_json, load_yaml]))
def test_any_text_loads_or_is_a_finding(text, load):
    loaded = load(Source("d", text))
    assert loaded.node is not None or loaded.diagnostics


@given(st.text(alphabet="ab:-[]{}&*!|>'\"%@`#,?\n\t ~<1.\\ué\u2028", max_size=40))
def test_any_yaml_like_text_loads_or_is_a_finding(text):
    loaded = load_yaml(Source("d", text))
    assert loaded.node is not None or loaded.diagnostics


keywords = st.sampled_from(sorted(PLACES)) | st.sampled_from(["oneOf", "const", "x-foo", "enmu"])
words = st.sampled_from(
    [
        "object",
        "string",
        "number",
        "integer",
        "boolean",
        "array",
        "null",
        "date",
        "date-time",
        "email",
        "true",
        "#/$defs/a",
        "#/$defs/b",
        "id",
        "type",
        "at",
    ]
)
parts = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False, allow_infinity=False) | words | texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(keywords, inner, max_size=5)
        | st.dictionaries(words, inner, max_size=3)
    ),
    max_leaves=25,
)


@given(st.dictionaries(keywords, parts, max_size=6))
@settings(max_examples=300)
def test_any_schema_is_read_or_refused(document):
    text = json.dumps(document | {"type": "object"})
    source = Source("s.json", text)
    result = read_schema(source)
    assert result.schema is not None or result.diagnostics
    for each in result.diagnostics:
        assert each.message.isprintable()
        assert "\n" not in each.message
        assert each.primary is not None
    if result.ok:
        clean([(1, {"id": "1"})], result.schema, BERLIN)


@given(
    st.binary(max_size=200) | texts.map(lambda each: each.encode("utf-8", "surrogatepass")),
    st.sampled_from(["csv", "tsv", "json", "jsonl", "yaml", "csv.gz"]),
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(content, ending):
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"d.{ending}"
        path.write_bytes(content)
        try:
            found = list(read_leads(DataFile(path, path.name), SCHEMA, BERLIN))
        except FileFault as fault:
            found = list(fault.diagnostics)
        assert all(isinstance(each, (Lead, Reject, Diagnostic)) for each in found)


@given(
    st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=5),
    st.binary(max_size=6),
    st.integers(0, 200),
)
@settings(max_examples=150, deadline=None)
def test_a_damaged_table_is_read_or_refused(rows, damage, at):
    lines = ["id,email,size", *(",".join(each) for each in rows)]
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "d.csv"
        path.write_bytes(content[:at] + damage + content[at:])
        try:
            leads = read_leads(DataFile(path, path.name), SCHEMA, BERLIN)
            found = list(leads)
        except FileFault:
            return
        assert leads.report.rows == len(found)

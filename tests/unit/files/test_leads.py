"""A data file as leads, whatever its format."""

from __future__ import annotations

import csv
import io
import json

import pytest

from leadspec.cleanup import Reject
from leadspec.ir.lead import Lead
from leadspec.schema import read_schema
from leadspec.source import Source
from leadspec.values.zones import zone
from leadspec_cli.files.fault import FileFault
from leadspec_cli.files.leads import read_leads
from leadspec_cli.files.readers import DataFile

FORMATS = ("csv", "tsv", "json", "jsonl", "yaml")
BOOLEAN_WORDS = [
    "y",
    "Y",
    "yes",
    "Yes",
    "YES",
    "n",
    "N",
    "no",
    "No",
    "NO",
    "true",
    "True",
    "TRUE",
    "false",
    "False",
    "FALSE",
    "on",
    "On",
    "ON",
    "off",
    "Off",
    "OFF",
]
# ISO 3166-1 alpha-2, all 249.
COUNTRIES = [
    "AD",
    "AE",
    "AF",
    "AG",
    "AI",
    "AL",
    "AM",
    "AO",
    "AQ",
    "AR",
    "AS",
    "AT",
    "AU",
    "AW",
    "AX",
    "AZ",
    "BA",
    "BB",
    "BD",
    "BE",
    "BF",
    "BG",
    "BH",
    "BI",
    "BJ",
    "BL",
    "BM",
    "BN",
    "BO",
    "BQ",
    "BR",
    "BS",
    "BT",
    "BV",
    "BW",
    "BY",
    "BZ",
    "CA",
    "CC",
    "CD",
    "CF",
    "CG",
    "CH",
    "CI",
    "CK",
    "CL",
    "CM",
    "CN",
    "CO",
    "CR",
    "CU",
    "CV",
    "CW",
    "CX",
    "CY",
    "CZ",
    "DE",
    "DJ",
    "DK",
    "DM",
    "DO",
    "DZ",
    "EC",
    "EE",
    "EG",
    "EH",
    "ER",
    "ES",
    "ET",
    "FI",
    "FJ",
    "FK",
    "FM",
    "FO",
    "FR",
    "GA",
    "GB",
    "GD",
    "GE",
    "GF",
    "GG",
    "GH",
    "GI",
    "GL",
    "GM",
    "GN",
    "GP",
    "GQ",
    "GR",
    "GS",
    "GT",
    "GU",
    "GW",
    "GY",
    "HK",
    "HM",
    "HN",
    "HR",
    "HT",
    "HU",
    "ID",
    "IE",
    "IL",
    "IM",
    "IN",
    "IO",
    "IQ",
    "IR",
    "IS",
    "IT",
    "JE",
    "JM",
    "JO",
    "JP",
    "KE",
    "KG",
    "KH",
    "KI",
    "KM",
    "KN",
    "KP",
    "KR",
    "KW",
    "KY",
    "KZ",
    "LA",
    "LB",
    "LC",
    "LI",
    "LK",
    "LR",
    "LS",
    "LT",
    "LU",
    "LV",
    "LY",
    "MA",
    "MC",
    "MD",
    "ME",
    "MF",
    "MG",
    "MH",
    "MK",
    "ML",
    "MM",
    "MN",
    "MO",
    "MP",
    "MQ",
    "MR",
    "MS",
    "MT",
    "MU",
    "MV",
    "MW",
    "MX",
    "MY",
    "MZ",
    "NA",
    "NC",
    "NE",
    "NF",
    "NG",
    "NI",
    "NL",
    "NO",
    "NP",
    "NR",
    "NU",
    "NZ",
    "OM",
    "PA",
    "PE",
    "PF",
    "PG",
    "PH",
    "PK",
    "PL",
    "PM",
    "PN",
    "PR",
    "PS",
    "PT",
    "PW",
    "PY",
    "QA",
    "RE",
    "RO",
    "RS",
    "RU",
    "RW",
    "SA",
    "SB",
    "SC",
    "SD",
    "SE",
    "SG",
    "SH",
    "SI",
    "SJ",
    "SK",
    "SL",
    "SM",
    "SN",
    "SO",
    "SR",
    "SS",
    "ST",
    "SV",
    "SX",
    "SY",
    "SZ",
    "TC",
    "TD",
    "TF",
    "TG",
    "TH",
    "TJ",
    "TK",
    "TL",
    "TM",
    "TN",
    "TO",
    "TR",
    "TT",
    "TV",
    "TW",
    "TZ",
    "UA",
    "UG",
    "UM",
    "US",
    "UY",
    "UZ",
    "VA",
    "VC",
    "VE",
    "VG",
    "VI",
    "VN",
    "VU",
    "WF",
    "WS",
    "YE",
    "YT",
    "ZA",
    "ZM",
    "ZW",
]


def written(format_: str, rows: list[dict[str, str]]) -> str:
    if format_ in ("csv", "tsv"):
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), delimiter="\t" if format_ == "tsv" else ",", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()
    if format_ == "json":
        return json.dumps(rows)
    if format_ == "jsonl":
        return "".join(json.dumps(each) + "\n" for each in rows)
    return "".join("- " + "\n  ".join(f"{key}: {value}" for key, value in each.items()) + "\n" for each in rows)


def read(tmp_path, name: str, text: str, schema: str):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    result = read_schema(Source("s.yaml", schema))
    assert result.diagnostics == ()
    leads = read_leads(DataFile(path, name), result.schema, zone("Europe/Berlin"))
    return list(leads), leads.report


@pytest.mark.parametrize("format_", FORMATS)
def test_words_and_countries_survive_every_format(tmp_path, format_):
    assert len(COUNTRIES) == 249
    values = BOOLEAN_WORDS + COUNTRIES
    schema = f"""
type: object
properties:
  id: {{type: string}}
  text: {{type: string}}
  country: {{type: string, enum: [{", ".join(COUNTRIES)}]}}
  tags: {{type: array, items: {{type: string}}}}
"""
    rows = [
        {"id": f"{number:03}", "text": value, "tags": value, "country": COUNTRIES[number % 249]}
        for number, value in enumerate(values)
    ]
    leads, report = read(tmp_path, f"d.{format_}", written(format_, rows), schema)
    assert report.rejected == 0
    assert [each.facts["text"] for each in leads] == values
    assert [each.facts["tags"] for each in leads] == [(each,) for each in values]
    assert [each.facts["country"] for each in leads] == [each["country"] for each in rows]
    assert [each.id for each in leads] == [each["id"] for each in rows]


SCHEMA = """
type: object
properties:
  id: {type: string}
  size: {type: integer}
  company: {type: object, properties: {name: {type: string}}}
  acts: {type: array, items: {type: object, properties: {type: {enum: [a]}, at: {type: string, format: date-time}}}}
"""


def test_every_format_gives_the_same_leads(tmp_path):
    acts = '[{"type": "a", "at": "2026-01-01T10:00:00Z"}]'
    texts = {
        "csv": 'id;size;company.name;acts\nx;5;"A ""B""; C";"' + acts.replace('"', '""') + '"\ny;;;\n',
        "jsonl": '{"id": "x", "size": 5, "company": {"name": "A \\"B\\"; C"}, "acts": ' + acts + '}\n{"id": "y"}\n',
        "json": '[{"id": "x", "size": 5, "company": {"name": "A \\"B\\"; C"}, "acts": ' + acts + '}, {"id": "y"}]',
        "yaml": "- {id: x, size: 5, company: {name: 'A \"B\"; C'}, acts: " + acts + "}\n- {id: y}\n",
    }
    found = [read(tmp_path, f"d.{format_}", text, SCHEMA)[0] for format_, text in texts.items()]
    assert all(isinstance(each, Lead) for each in found[0])
    assert all(each == found[0] for each in found)


def test_equal_ids_are_rejected_together_with_their_lines(tmp_path):
    found, report = read(tmp_path, "d.csv", "id,size\nx,1\ny,2\nx,3\n", SCHEMA)
    assert [(each.row, each.reason) for each in found if isinstance(each, Reject)] == [
        (2, "has an id that stands in more than one record: lines 2, 4"),
        (4, "has an id that stands in more than one record: lines 2, 4"),
    ]
    assert (report.rows, report.leads) == (3, 1)


def test_records_on_one_line_without_ids_have_ids_of_their_own(tmp_path):
    found, _ = read(tmp_path, "d.json", '[{"size": 1}, {"size": 2}]', SCHEMA)
    assert [each.id for each in found] == ["1", "1.2"]


@pytest.mark.parametrize(
    ("name", "text", "id_"),
    [
        ("d.csv", "other,columns\n1,2\n", "no-known-column"),
        ("d.json", '{"leads": [{"id": "1"}]}', "no-known-column"),
        ("d.jsonl", '{"lead_id": "1"}\n{"name": "x"}\n', "no-known-column"),
        ("d.yaml", "leads:\n  file: leads.csv\n", "no-known-column"),
        ("d.csv", "id\n", "no-records"),
        ("d.json", "[]", "no-records"),
        ("d.jsonl", "\n", "no-records"),
        ("d.yaml", "[]", "no-records"),
        ("d.yaml", "text", "data-not-records"),
        ("d.txt", "id\n1\n", "unknown-file-format"),
        ("d.xlsx", "id\n1\n", "damaged-file"),
        ("d", "id\n1\n", "unknown-file-format"),
    ],
)
def test_nothing_to_read_is_never_success(tmp_path, name, text, id_):
    with pytest.raises(FileFault) as caught:
        read(tmp_path, name, text, SCHEMA)
    assert caught.value.diagnostics[0].id == id_


ACTIVE = """
type: object
properties:
  id: {type: string}
  day: {type: string, format: date}
  crm:
    type: object
    properties:
      log:
        type: array
        items: {type: object, properties: {type: {enum: [demo]}, at: {type: string, format: date-time}}}
"""


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ('{"id": "1"}\n{"id": "2", "crm": null}\n{"id": "3", "crm": {"log": null}}\n', True),
        ('{"id": "1"}\n{"id": "2", "crm": {"log": []}}\n', False),
        ('{"id": "1", "day": "someday", "crm": {"log": []}}\n{"id": "2"}\n', False),
        ("[1]\n", False),
    ],
)
def test_whether_any_record_brings_activities_is_known_before_the_first_lead(tmp_path, text, missing):
    path = tmp_path / "d.jsonl"
    path.write_text(text, encoding="utf-8")
    schema = read_schema(Source("s.yaml", ACTIVE)).schema
    assert schema is not None
    assert read_leads(DataFile(path, "d.jsonl"), schema).activities_missing is missing


def test_a_table_without_a_column_of_activities_brings_none(tmp_path):
    schema = read_schema(Source("s.yaml", ACTIVE)).schema
    assert schema is not None
    for name, text, missing in (("a.csv", "id\n1\n", True), ("b.csv", "id,crm.log\n1,\n", False)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert read_leads(DataFile(tmp_path / name, name), schema).activities_missing is missing

"""What each of some 150 awkward texts becomes in a field of each type, the same in every format of data.

`REJECT`: the record is refused, with its line and field. Everything else is the exact value, and `None` is missing.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from leadspec.cleanup import Reject
from leadspec.schema import read_schema
from leadspec.source import Source
from leadspec.values.days import format_day
from leadspec.values.decimals import format_number
from leadspec.values.instants import format_instant
from leadspec.values.zones import zone
from leadspec_cli.files.leads import read_leads
from leadspec_cli.files.readers import DataFile

REJECT = object()

SCHEMA = """
type: object
properties:
  id: {type: string, x-leadspec-id: true}
  name: {type: string}
  email: {type: string, format: email}
  country: {type: string, enum: [DE, AT, CH, NO]}
  employees: {type: integer}
  revenue: {type: number}
  newsletter: {type: boolean}
  signed_on: {type: string, format: date}
  at: {type: string, format: date-time}
"""

# Field, what stands in the data, what comes out.
CASES: list[tuple[str, str, object]] = [
    *(
        ("country", text, value)
        for text, value in {
            "NO": "NO",
            "no": "NO",
            " de ": "DE",
            "DE\u200b": "DE",
            "\ufeffDE": "DE",
            "\u00a0AT": "AT",
            "D\u200bE": REJECT,
            "DЕ": REJECT,  # the second letter is Cyrillic
            "ＤＥ": REJECT,
            "Deutschland": REJECT,
            "DE,AT": REJECT,
            "false": REJECT,
            "off": REJECT,
            "N/A": REJECT,
            "   ": None,
        }.items()
    ),
    *(
        ("employees", text, value)
        for text, value in {
            "120": "120",
            " 120 ": "120",
            "+5": "5",
            "-3": "-3",
            "-0": "0",
            "120.0": "120",
            "120.5": REJECT,
            "1,000": REJECT,
            "1.000,00": REJECT,
            "1 000": REJECT,
            "1\u00a0000": REJECT,
            "1'000": REJECT,
            "1_000": REJECT,
            "10k": REJECT,
            "1-10": REJECT,
            "50+": REJECT,
            "ca. 50": REJECT,
            "5%": REJECT,
            "€5": REJECT,
            "'5": REJECT,
            "=5": REJECT,
            "=1+1": REJECT,
            "0x10": REJECT,
            "0b1": REJECT,
            "５": REJECT,
            "٣": REJECT,
            "½": REJECT,
            "²": REJECT,
            "NaN": REJECT,
            "nan": REJECT,
            "inf": REJECT,
            "-Infinity": REJECT,
            "1e400": REJECT,
            "9" * 12: "9" * 12,
            "9" * 13: REJECT,
            "9" * 500: REJECT,
            "--5": REJECT,
            "5-": REJECT,
            "(5)": REJECT,
            ".": REJECT,
            "-": REJECT,
            "null": REJECT,
            "None": REJECT,
            "#N/A": REJECT,
            "true": REJECT,
            "5\n6": REJECT,
            "": None,
        }.items()
    ),
    *(
        ("revenue", text, value)
        for text, value in {
            "0.1": "0.1",
            "0.30": "0.3",
            "1250.500000": "1250.5",
            "0.0000001": REJECT,
            "1.234,50": REJECT,
            "1,5": REJECT,
            "1..5": REJECT,
            "1.2.3": REJECT,
            "999999999999.999999": "999999999999.999999",
            "1000000000000": REJECT,
            "12 EUR": REJECT,
        }.items()
    ),
    *(
        ("newsletter", text, value)
        for text, value in {
            "true": True,
            "TRUE": True,
            " False ": False,
            "yes": REJECT,
            "1": REJECT,
            "0": REJECT,
            "on": REJECT,
            "ja": REJECT,
            "X": REJECT,
            "t": REJECT,
            "": None,
        }.items()
    ),
    *(
        ("signed_on", text, value)
        for text, value in {
            "2026-01-31": "2026-01-31",
            "2024-02-29": "2024-02-29",
            "2026-02-29": REJECT,
            "2026-02-30": REJECT,
            "2026-13-01": REJECT,
            "2026-00-10": REJECT,
            "0000-00-00": REJECT,
            "1899-12-31": REJECT,
            "1900-01-01": "1900-01-01",
            "2199-12-31": "2199-12-31",
            "2200-01-01": REJECT,
            "9999-12-31": REJECT,
            "31.01.2026": REJECT,
            "03/04/2026": REJECT,
            "01/31/26": REJECT,
            "2026/01/31": REJECT,
            "2026-1-5": REJECT,
            "20260131": REJECT,
            "46053": REJECT,
            "1769817600": REJECT,
            "2026-W05-6": REJECT,
            "2026-031": REJECT,
            "31 Jan 2026": REJECT,
            "yesterday": REJECT,
            "２０２６-01-31": REJECT,
            "2026-01-31T00:00:00": "2026-01-31",
            "2026-01-31 00:00:00": "2026-01-31",
            "2026-01-31T10:00:00": REJECT,
            "2026-01-31T00:00:00Z": REJECT,
        }.items()
    ),
    *(
        ("at", text, value)
        for text, value in {
            "2026-01-31T10:00:00+01:00": "2026-01-31T09:00:00Z",
            "2026-01-31 10:00:00+01": "2026-01-31T09:00:00Z",
            "2026-01-31T10:00:00": "2026-01-31T09:00:00Z",
            "2026-01-31": "2026-01-30T23:00:00Z",
            "2026-03-29T02:30:00": "2026-03-29T01:30:00Z",  # clocks skip it
            "2026-10-25T02:30:00": "2026-10-25T00:30:00Z",  # clocks show it twice
            "2026-01-31T10:00:00.1234567Z": "2026-01-31T10:00:00.123456Z",
            "2026-01-31T24:00:00Z": REJECT,
            "2026-01-31T25:00:00Z": REJECT,
            "2026-01-31T10:60:00Z": REJECT,
            "2026-01-31T23:59:60Z": REJECT,
            "2026-02-30T10:00:00Z": REJECT,
            "2026-01-31T10:00:00+99:00": REJECT,
            "2026-01-31T10:00:00 CET": REJECT,
            "2026-01-31T10:00:00[Europe/Berlin]": REJECT,
            "10:00": REJECT,
            "1769817600": REJECT,
            "1769817600000": REJECT,
            "31.01.2026 10:00": REJECT,
            "1/31/2026 10:00 AM": REJECT,
            "now": REJECT,
        }.items()
    ),
    *(
        ("email", text, value)
        for text, value in {
            "a.huber@firm.example": "a.huber@firm.example",
            "a+b@firm.example": "a+b@firm.example",
            "firm.example": REJECT,
            "a@@firm.example": REJECT,
            "a@b@firm.example": REJECT,
            "a b@firm.example": REJECT,
            "a@": REJECT,
            "@firm.example": REJECT,
            "a@firm..example": REJECT,
            "a@firm.example; b@firm.example": REJECT,
            "Anna <a@firm.example>": REJECT,
            "mailto:a@firm.example": REJECT,
            "=a@firm.example": "=a@firm.example",
        }.items()
    ),
    *(
        ("name", text, text)
        for text in (
            "007",
            "NO",
            "no",
            "1e3",
            "true",
            "null",
            "~",
            "2026-01-31",
            "0b11",
            "1_000",
            "12:30:45",
            "=HYPERLINK(\"x\")",
            "=cmd|' /C calc'!A0",
            "+49 30 1234",
            "-1+1",
            "@SUM(A1)",
            "'quoted",
            "a\"b",
            "a,b;c|d",
            "two\nlines",
            "<script>alert(1)</script>",
            "{{7*7}}",
            "${x}",
            "%s%n",
            "../../etc/passwd",
            "::error::x",
            "Zoë Łukasz Ťapťal Ñandú",
            "日本語 😀",
            "مرحبا",
            "x" * 50_000,
        )
    ),
    ("name", "e\u0301", "\u00e9"),
    ("name", "a\x07b", REJECT),
    ("name", "a\x1bb", REJECT),
    ("name", "a\x7fb", REJECT),
]  # fmt: skip


def _as_csv(delimiter: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    header = ["id", "name", "email", "country", "employees", "revenue", "newsletter", "signed_on", "at"]
    writer.writerow(header)
    for number, (field, raw, _) in enumerate(CASES):
        writer.writerow([f"L{number}", *(raw if each == field else "" for each in header[1:])])
    return text.getvalue()


def _records() -> list[dict[str, str]]:
    return [{"id": f"L{number}", field: raw} for number, (field, raw, _) in enumerate(CASES)]


def _yaml() -> str:
    return "".join(f"- {_escaped(json.dumps(each, ensure_ascii=False))}\n" for each in _records())


def _escaped(text: str) -> str:
    """What YAML does not take as it is; JSON would write an emoji as two halves, which YAML does not read."""
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)


def _parquet(path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    names = ["id", "name", "email", "country", "employees", "revenue", "newsletter", "signed_on", "at"]
    columns = {name: [each.get(name) for each in _records()] for name in names}
    parquet.write_table(pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()}), path)


def _write(path: Path) -> None:
    match path.suffix:
        case ".csv":
            path.write_bytes(_as_csv(",").encode("utf-8"))
        case ".tsv":
            path.write_bytes(_as_csv("\t").encode("utf-8"))
        case ".json":
            path.write_text(json.dumps(_records()), encoding="utf-8")
        case ".jsonl":
            path.write_text("".join(json.dumps(each) + "\n" for each in _records()), encoding="utf-8")
        case ".yaml":
            path.write_text(_yaml(), encoding="utf-8")
        case ".parquet":
            _parquet(path)
        case _:
            raise ValueError(path)


def _shown(field: str, value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    return {"signed_on": format_day, "at": format_instant}.get(field, format_number)(value)


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".json", ".jsonl", ".yaml", ".parquet"])
def test_each_text_becomes_the_same_in_every_format(tmp_path, ending):
    path = tmp_path / f"leads{ending}"
    _write(path)
    schema = read_schema(Source("lead.schema.yaml", SCHEMA)).schema
    assert schema is not None
    berlin = zone("Europe/Berlin")
    found: dict[str, object] = {}
    for each in read_leads(DataFile(path, path.name), schema, berlin):
        if isinstance(each, Reject):
            found[str(each.id)] = each
        else:
            found[each.id] = each.facts
    assert len(found) == len(CASES)
    wrong = []
    for number, (field, raw, value) in enumerate(CASES):
        got = found[f"L{number}"]
        if isinstance(got, Reject):
            if value is not REJECT or got.field != field or (len(raw) > 5 and raw in got.reason):
                wrong.append((field, raw, value, got))
        elif value is REJECT or _shown(field, got.get(field)) != value:  # type: ignore[attr-defined]
            wrong.append((field, raw, value, got))
    assert not wrong


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        ("employees", "5.0", "5"),
        ("employees", "1e2", "100"),
        ("employees", "-0.0", "0"),
        ("employees", "true", REJECT),
        ("employees", "[5]", REJECT),
        ("employees", "{}", REJECT),
        ("employees", "null", None),
        ("employees", "1E400", REJECT),
        ("revenue", "0.1", "0.1"),
        ("revenue", "12345678.123456", "12345678.123456"),
        ("revenue", "9007199254740993", REJECT),
        ("revenue", "123456789012.000001", "123456789012.000001"),
        ("newsletter", "true", True),
        ("newsletter", "1", REJECT),
        ("country", "false", REJECT),
        ("name", "false", "false"),
        ("name", "007", REJECT),  # no JSON
        ("name", "7", "7"),
        ("signed_on", "20260131", REJECT),
    ],
)
def test_bare_values_of_json_keep_their_text(tmp_path, field, raw, value):
    path = tmp_path / "leads.jsonl"
    path.write_text(f'{{"id": "1", "{field}": {raw}}}\n', encoding="utf-8")
    schema = read_schema(Source("lead.schema.yaml", SCHEMA)).schema
    assert schema is not None
    (got,) = read_leads(DataFile(path, path.name), schema, None)
    if value is REJECT:
        assert isinstance(got, Reject)
    else:
        assert not isinstance(got, Reject)
        assert _shown(field, got.facts.get(field)) == value

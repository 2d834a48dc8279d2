"""A file of rejected records: what it holds, that it can be mended and fed back, and who never finds values in it."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

SCHEMA = """
type: object
required: [country]
properties:
  id: {type: string, x-leadspec-id: true}
  country: {type: string, enum: [DE, AT]}
  size: {type: integer}
  note: {type: string}
  phone: {type: string, x-personal: true}
  tags: {type: array, items: {type: string}}
  company: {type: object, properties: {name: {type: string}, code: {type: string}}}
  activities:
    type: array
    items:
      type: object
      required: [type, at]
      properties: {type: {type: string, enum: [call]}, at: {type: string, format: date-time}}
"""
POLICY = """policy "P"
  schema "lead.schema.yaml"
  departments sales

sales counts a lead when: country is DE and size > 1
"""
AWKWARD = [
    "+49 30 1",
    "=1+1",
    "007",
    "@x",
    "-5",
    "a\nb",
    'say "no"',
    '"',
    "'",
    " outer ",
    "a;b,c\td|e",
    "x\u2028y",
    "ä€😀",
    "NULL",
    "1e3",
    "-",
    "{}",
    "\ufeff",
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "lead.schema.yaml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "policy.lead").write_text(POLICY, encoding="utf-8")
    return tmp_path


def write(path, rows):
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")


def read(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def cleaned(command, data, *words):
    return command("clean", ".", data, "--quiet", "--no-activities", *words)


def test_a_row_stands_behind_its_reason(command, folder):
    write(folder / "a.csv", [["country", "id", "size", "Owner"], ["Mars", "=L-1", "x", "Al"], ["DE", "L-2", "5", "Bo"]])
    outcome = cleaned(command, "a.csv", "--rejects", "bad.csv")
    assert outcome.code == 1
    assert read(folder / "bad.csv") == [
        ["row", "id", "field", "reason", "country", "size", "Owner"],
        [
            "2",
            "=L-1",
            "country; size",
            "is none of the 2 values that the schema lists; is not a number",
            "Mars",
            "x",
            "Al",
        ],
    ]
    assert "Mars" not in outcome.both


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
@pytest.mark.parametrize("source", ["csv", "jsonl"])
def test_mended_records_give_the_leads_of_sound_ones(command, folder, ending, source):
    names = ["id", "country", "note", "phone", "company.name"]
    right = [[f"L-{number}", "DE", text, text, f"{text}!"] for number, text in enumerate(AWKWARD)]
    wrong = [[id_, "Mars", *rest] for id_, _, *rest in right]
    if source == "csv":
        write(folder / "right.csv", [names, *right])
        write(folder / "wrong.csv", [names, *wrong])
    else:
        for file, rows in (("right", right), ("wrong", wrong)):
            records = [{**dict(zip(names[:4], row, strict=False)), "company": {"name": row[4]}} for row in rows]
            text = "".join(json.dumps(each) + "\n" for each in records)
            (folder / f"{file}.jsonl").write_text(text, encoding="utf-8")
    assert cleaned(command, f"wrong.{source}", "--rejects", f"bad.{ending}").stdout == ""
    text = (folder / f"bad.{ending}").read_text(encoding="utf-8")
    assert text.count("Mars") == len(AWKWARD)
    (folder / f"mended.{ending}").write_text(text.replace("Mars", "DE"), encoding="utf-8")
    back = command("clean", ".", f"mended.{ending}", "--no-activities")
    assert back.code == 0
    expected = cleaned(command, f"right.{source}").stdout
    assert expected.count("\n") == len(AWKWARD)
    assert back.stdout == expected
    assert "not in the schema" not in back.stderr
    assert "reason" not in back.stderr


def test_nested_values_come_back(command, folder):
    record = {
        "id": "L-1",
        "tags": ["a,b", "c"],
        "size": 12,
        "company": {"name": "A", "code": "007"},
        "activities": [{"type": "call", "at": "2026-01-02T03:04:05Z"}],
        "more": {"deep": [1.50, None, True]},
    }
    for ending in ("csv", "jsonl"):
        (folder / "a.jsonl").write_text(json.dumps({**record, "country": "Mars"}) + "\n", encoding="utf-8")
        cleaned(command, "a.jsonl", "--rejects", f"bad.{ending}")
        text = (folder / f"bad.{ending}").read_text(encoding="utf-8").replace("Mars", "DE")
        (folder / f"mended.{ending}").write_text(text, encoding="utf-8")
        (folder / "a.jsonl").write_text(json.dumps({**record, "country": "DE"}) + "\n", encoding="utf-8")
        assert cleaned(command, f"mended.{ending}").stdout == cleaned(command, "a.jsonl").stdout != ""
    row = json.loads((folder / "bad.jsonl").read_text(encoding="utf-8"))
    assert list(row) == ["row", "id", "field", "reason", "tags", "size", "company", "activities", "more", "country"]
    assert row["more"] == {"deep": [1.5, None, True]}


def test_records_of_many_shapes_share_one_header(command, folder):
    records = [{"id": "1", "size": "x"}, {"note": "n", "company": {"name": "A"}, "id": "2"}, {}]
    (folder / "a.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in records) + "{]\n", encoding="utf-8")
    cleaned(command, "a.jsonl", "--rejects", "bad.csv")
    header, *rows = read(folder / "bad.csv")
    assert header == ["row", "id", "field", "reason", "size", "note", "company.name"]
    assert [row[:3] + row[4:] for row in rows] == [
        ["1", "1", "size; country", "x", "", ""],
        ["2", "2", "country", "", "n", "A"],
        ["3", "", "country", "", "", ""],
        ["4", "", "", "", "", ""],
    ]


def test_columns_of_the_data_keep_their_names(command, folder):
    write(folder / "a.csv", [["Row", "reason", "ID", "country"], ["r", "because", "9", "Mars"]])
    cleaned(command, "a.csv", "--rejects", "bad.csv")
    header, row = read(folder / "bad.csv")
    assert header == ["leadspec.row", "leadspec.id", "field", "leadspec.reason", "Row", "reason", "ID", "country"]
    assert row[4:] == ["r", "because", "9", "Mars"]
    write(folder / "mended.csv", [header, [*row[:-1], "DE"]])
    back = command("clean", ".", "mended.csv", "--no-activities")
    assert back.code == 0
    assert "not used: ID, Row, reason\n" in back.stderr


def test_a_field_that_is_called_like_a_column_of_ours_is_not_filled_by_it(command, folder):
    text = SCHEMA.replace("  note:", "  reason:").replace("  phone:", "  row:").replace("x-leadspec-id: true", "")
    text = text.replace("  size:", "  key: {type: string, x-leadspec-id: true}\n  size:")
    (folder / "lead.schema.yaml").write_text(text, encoding="utf-8")
    write(folder / "a.csv", [["key", "country"], ["K-1", "Mars"]])
    for ending in ("csv", "jsonl"):
        cleaned(command, "a.csv", "--rejects", f"bad.{ending}")
        bad = (folder / f"bad.{ending}").read_text(encoding="utf-8").replace("Mars", "DE")
        (folder / f"mended.{ending}").write_text(bad, encoding="utf-8")
        back = command("clean", ".", f"mended.{ending}", "--no-activities")
        assert json.loads(back.stdout) == {"country": "DE", "key": "K-1"}
        assert "not in the schema" not in back.stderr


def test_rejected_again_only_the_newest_reason_stands_in_front(command, folder):
    write(folder / "a.csv", [["id", "country", "size"], ["L-1", "Mars", "x"]])
    for ending in ("csv", "jsonl"):
        cleaned(command, "a.csv", "--rejects", f"once.{ending}")
        text = (folder / f"once.{ending}").read_text(encoding="utf-8").replace("Mars", "AT")
        (folder / f"again.{ending}").write_text(text, encoding="utf-8")
        cleaned(command, f"again.{ending}", "--rejects", f"twice.{ending}")
    assert read(folder / "twice.csv") == [
        ["row", "id", "field", "reason", "country", "size"],
        ["2", "L-1", "size", "is not a number", "AT", "x"],
    ]
    row = json.loads((folder / "twice.jsonl").read_text(encoding="utf-8"))
    assert row == {"row": 1, "id": "L-1", "field": "size", "reason": "is not a number", "country": "AT", "size": "x"}


def test_without_rejects_the_file_holds_its_header(command, folder):
    write(folder / "a.csv", [["id", "country"], ["L-1", "DE"]])
    assert cleaned(command, "a.csv", "--rejects", "bad.csv").code == 0
    assert read(folder / "bad.csv") == [["row", "id", "field", "reason", "country"]]
    cleaned(command, "a.csv", "--rejects", "bad.jsonl")
    assert (folder / "bad.jsonl").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_file_beside_the_output_holds_no_value(command, folder, ending):
    write(folder / "a.csv", [["id", "country", "note"], ["L-1", "Mars", "secret"], ["L-2", "AT", "x"]])
    outcome = cleaned(command, "a.csv", "--output", f"out.{ending}" if ending == "jsonl" else "out.jsonl")
    text = (folder / "out.rejects.csv").read_text(encoding="utf-8")
    assert text.startswith("row,id,field,reason\n2,L-1,country,")
    assert "Mars" not in text + outcome.both
    assert "secret" not in text + outcome.both


def test_json_lists_rejects_and_the_named_file_holds_them_too(command, folder):
    write(folder / "a.csv", [["id", "country", "size"], ["L-1", "Mars", "9"], ["L-2", "DE", "5"]])
    words = ("qualify", ".", "a.csv", "--no-activities", "--format", "json", "--rejects", "bad.jsonl")
    found = json.loads(command(*words).stdout)
    assert found["rejected"] == [
        {"row": 2, "id": "L-1", "field": "country", "reason": "is none of the 2 values that the schema lists"}
    ]
    assert json.loads((folder / "bad.jsonl").read_text(encoding="utf-8"))["size"] == "9"


def test_rows_that_do_not_fit_keep_their_cells(command, folder):
    (folder / "a.csv").write_text(
        'country,id,note\nDE,L-1\nDE,L-2,a,b,"c,d"\nDE,L-3,"x"y\nDE,L-4,fine\n', encoding="utf-8"
    )
    cleaned(command, "a.csv", "--rejects", "bad.csv")
    rows = read(folder / "bad.csv")
    assert [[*row[:2], *row[4:]] for row in rows] == [
        ["row", "id", "country", "note"],
        ["2", "L-1", "DE"],
        ["3", "L-2", "DE", "a", "b", "c,d"],
        ["4", "L-3", "DE"],
    ]
    # As they stand they are rejected again: nobody has said which cell is which.
    assert cleaned(command, "bad.csv", "--rejects", "again.csv").stdout == ""
    assert [[*row[:2], *row[4:]] for row in read(folder / "again.csv")[1:]] == [
        ["2", "L-1", "DE"],
        ["3", "L-2", "DE", "a", "b", "c,d"],
        ["4", "L-3", "DE"],
    ]
    cleaned(command, "a.csv", "--rejects", "bad.jsonl")
    objects = [json.loads(line) for line in (folder / "bad.jsonl").read_text(encoding="utf-8").splitlines()]
    assert objects[1]["leadspec.more"] == ["b", "c,d"]


def test_a_column_that_is_called_like_a_block_does_not_hide_it(command, folder):
    write(folder / "a.csv", [["id", "country", "company", "company.name"], ["L-1", "Mars", "B", "A"]])
    cleaned(command, "a.csv", "--rejects", "bad.jsonl")
    row = json.loads((folder / "bad.jsonl").read_text(encoding="utf-8"))
    assert (row["company"], row["leadspec.company"]) == ({"name": "A"}, "B")


def test_records_with_very_many_keys_lose_none(command, folder):
    keys = {f"k{number}": str(number) for number in range(2_100)}
    (folder / "a.jsonl").write_text(json.dumps({"id": "L-1", **keys}) + "\n", encoding="utf-8")
    cleaned(command, "a.jsonl", "--rejects", "bad.csv")
    header, row = read(folder / "bad.csv")
    assert len(header) < 2_010
    more = json.loads(row[header.index("leadspec.more")])
    assert {**dict(zip(header[4:], row[4:], strict=True)), **more}.items() >= keys.items()


def test_what_cannot_stand_in_a_text_file_does_not_stop_the_run(command, folder):
    (folder / "a.jsonl").write_text('{"id": "L-1", "note": "a\\u0000b"}\n', encoding="utf-8")
    for ending in ("csv", "jsonl"):
        assert cleaned(command, "a.jsonl", "--rejects", f"bad.{ending}").code == 1
    assert "a\ufffdb" in (folder / "bad.csv").read_text(encoding="utf-8")
    assert "a\\u0000b" in (folder / "bad.jsonl").read_text(encoding="utf-8")


def test_numbers_stand_as_they_were_written(command, folder):
    text = '{"id": "L-1", "size": 1.0, "note": "1.0", "more": [1E+3, 12345678901234567890]}\n'
    (folder / "a.jsonl").write_text(text, encoding="utf-8")
    cleaned(command, "a.jsonl", "--rejects", "bad.jsonl")
    assert '"size": 1.0, "note": "1.0", "more": [1E+3, 12345678901234567890]' in (folder / "bad.jsonl").read_text()


DESCRIPTION = """
leads:
  file: leads.csv
  id: lead_id
  fields: {country: Land, size: "Größe"}
  thousands: "."
  decimal: ","
activities:
  - {file: calls.csv, lead: lead_id, type: call, at: at}
"""


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_records_of_a_description_are_mended_under_the_names_of_their_file(command, folder, ending):
    (folder / "leads.csv").write_bytes("lead_id;Land;Größe\nL-1;Mars;1.200\nL-2;AT;5\n".encode("cp1252"))
    (folder / "calls.csv").write_text("lead_id,at\nL-1,2026-01-01T00:00:00Z\nL-2,2026-01-01T00:00:00Z\n")
    (folder / "data.yaml").write_text(DESCRIPTION, encoding="utf-8")
    command("clean", ".", "data.yaml", "--quiet", "--rejects", f"bad.{ending}")
    text = (folder / f"bad.{ending}").read_text(encoding="utf-8")
    assert "Größe" in text
    (folder / f"mended.{ending}").write_text(text.replace("Mars", "DE"), encoding="utf-8")
    (folder / "again.yaml").write_text(DESCRIPTION.replace("leads.csv", f"mended.{ending}"), encoding="utf-8")
    back = command("clean", ".", "again.yaml")
    assert json.loads(back.stdout) == {
        "id": "L-1",
        "country": "DE",
        "size": 1200,
        "activities": [{"type": "call", "at": "2026-01-01T00:00:00Z"}],
    }
    assert "not in the schema" not in back.stderr


def test_guide_shows_what_is_written(command, tmp_path, repository):
    page = (repository / "docs/how-to/mend-rejected-records.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"^```\w+ ([\w.]+)(?: wrong)?\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
    (tmp_path / "leadspec.yaml").touch()
    for name in ("lead.schema.yaml", "policy.lead", "leads.csv"):
        (tmp_path / name).write_text(blocks[name], encoding="utf-8")
    command("clean", "policy.lead", "leads.csv", "--rejects", "bad.csv")
    assert (tmp_path / "bad.csv").read_text(encoding="utf-8") == blocks["bad.csv"]

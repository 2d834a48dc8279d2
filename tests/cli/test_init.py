"""`init`: what it writes is laid out, clean and tested, from each template and from leads of all kinds."""

from __future__ import annotations

import json
import re
import shlex

import pytest

from leadspec_cli.files.templates import TEMPLATES

_TRY = re.compile(r"^  leadspec (.+)$", re.MULTILINE)


def _runs_as_said(command, said, *, rejects):
    tried = _TRY.findall(said)
    assert len(tried) >= 2
    for line in tried:
        outcome = command(*shlex.split(line))
        assert outcome.code in ((0, 1) if rejects and line.startswith("qualify") else (0,)), (line, outcome.both)
        assert "error[" not in outcome.both


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_template_is_clean_and_passes_its_tests(command, tmp_path, template):
    made = command("init", "mine", "--template", template)
    assert made.code == 0, made.stderr
    assert command("lint", "mine").code == 0
    assert command("fmt", "--check", "mine").code == 0
    _runs_as_said(command, made.stdout, rejects=True)
    story = (tmp_path / "mine" / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"^\| `([^`]+)`", story, re.MULTILINE):
        assert (tmp_path / "mine" / name).is_file()
    assert "policies/" not in story


def test_template_is_inbound_if_nothing_is_said(command, tmp_path):
    command("init", "one")
    command("init", "two", "--template", "inbound")
    assert (tmp_path / "one/policy.lead").read_bytes() == (tmp_path / "two/policy.lead").read_bytes()
    assert not list(tmp_path.glob("*/*.py"))


def test_nothing_is_written_over(command, tmp_path):
    (tmp_path / "policy.lead").write_text("mine", encoding="utf-8")
    outcome = command("init")
    assert outcome.code == 2
    assert "error[would-overwrite]: `policy.lead` is there already" in outcome.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["policy.lead"]
    assert command("init", "policy.lead").code == 2
    assert (tmp_path / "policy.lead").read_text(encoding="utf-8") == "mine"


def test_template_and_data_exclude_each_other(command):
    outcome = command("init", "mine", "--template", "inbound", "--from", "leads.csv")
    assert outcome.code == 2
    assert "exclude each other" in outcome.stderr


def _from(command, tmp_path, name, content, encoding="utf-8"):
    (tmp_path / name).write_text(content, encoding=encoding)
    made = command("init", "mine", "--from", name)
    assert made.code == 0, made.both
    assert command("lint", "mine").both.startswith("1 file, no findings")
    assert command("fmt", "--check", "mine").code == 0
    return made


_CSV = """Lead ID;E-Mail;Firma;Mitarbeiter;Umsatz;Erstkontakt;Newsletter;PLZ;Quelle;Score
""" + "".join(
    f"L{n};p{n}@firm.example;Firma {n};{n * 10};1.{n:03},50;{n % 28 + 1:02}.03.2026;{'ja' if n % 2 else 'nein'};"
    f"0{n:04};{'Messe' if n % 3 else 'Web'};{-1 if n % 4 else n}\n"
    for n in range(1, 61)
)


def test_types_are_proposed_from_the_values(command, tmp_path):
    made = _from(command, tmp_path, "export.csv", _CSV)
    schema = (tmp_path / "mine/lead.schema.yaml").read_text(encoding="utf-8")
    for part in (
        "  id:\n    type: string\n    x-leadspec-id: true\n",
        "    format: email\n    x-personal: true\n",
        "  company:\n    type: object\n    properties:\n      name:\n        type: string\n",
        "      employees:\n        type: integer\n",
        "    type: number\n",
        "    format: date\n",
        "    type: boolean\n",
        "  plz:\n    type: string\n",
        "  source:\n    type: string\n    enum: [Messe, Web]\n",
        "45 values are -1",
    ):
        assert part in schema
    assert "p7@firm.example" not in schema
    data = (tmp_path / "mine/data.yaml").read_text(encoding="utf-8")
    for part in ('decimal: ","', 'thousands: "."', "date_order: dmy", '"ja"', "E-Mail"):
        assert part in data
    _runs_as_said(command, made.stdout, rejects=False)
    rows = command("clean", "mine", "mine/data.yaml", "--data-root", ".", "--quiet")
    assert rows.code == 0, rows.both
    first = json.loads(rows.stdout.splitlines()[0])
    assert first["company"]["revenue"] == 1001.5
    assert (first["erstkontakt"], first["newsletter"], first["plz"]) == ("2026-03-02", True, "00001")


def test_order_of_day_and_month_is_never_guessed(command, tmp_path):
    _from(command, tmp_path, "a.csv", "name;day\n" + "".join(f"n{n};0{n}.0{n}.2026\n" for n in range(1, 10)))
    assert "declare `date_order`" in (tmp_path / "mine/lead.schema.yaml").read_text(encoding="utf-8")
    assert "date_order" not in (tmp_path / "mine/data.yaml").read_text(encoding="utf-8")


def test_events_of_nested_records_become_activities(command, tmp_path):
    records = [
        {"id": n, "contact": {"e mail": f"p{n}@firm.example"}, "tags": ["a", "b"],
         "activities": [{"type": "demo requested", "at": "2026-01-02T10:00:00Z", "page": f"/p/{n}"}]}
        for n in range(1, 20)
    ]  # fmt: skip
    made = _from(command, tmp_path, "a.json", json.dumps(records))
    policy = (tmp_path / "mine/policy.lead").read_text(encoding="utf-8")
    assert "for each [demo requested]" in policy
    _runs_as_said(command, made.stdout.replace("data.yaml", "data.yaml --as-of 2026-03-01T09:00:00Z"), rejects=False)


@pytest.mark.parametrize(
    "content",
    [
        "id,and,stage,missing,1st,日本,x.y,x,ä ö,ä-ö\n" + "1,a,b,c,d,e,f,g,h,i\n" * 12,
        "only\nvalue\n",
        'a;"b\nc"\n1;2\n',
        "Yes,No,true\n1,0,1\n",
    ],
)
def test_any_header_gives_a_policy_that_checks(command, tmp_path, content):
    _from(command, tmp_path, "a.csv", content)


@pytest.mark.parametrize("content", ["", "a,b\n", "a,b\n,\n", "id\n1\n2\n"])
def test_data_without_values_is_refused_and_nothing_written(command, tmp_path, content):
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    outcome = command("init", "mine", "--from", "a.csv")
    assert outcome.code == 2
    assert "error[" in outcome.stderr
    assert not (tmp_path / "mine").exists()


def test_a_key_that_is_a_block_in_some_records_gets_a_name_of_its_own(command, tmp_path):
    records = [{"id": n, "size": n} for n in range(9)] + [{"id": {"of": "x"}, "size": {"a": 1, "b": {"c": 2}}}]
    _from(command, tmp_path, "a.json", json.dumps(records))
    schema = (tmp_path / "mine/lead.schema.yaml").read_text(encoding="utf-8")
    assert "size_2:" in schema


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "canary@firm.example,+49 30 9182736,Berlin\n" + "b@firm.example,+49 30 1234567,Bonn\n" * 9),
        ("a.json", '[{"id": 1, "city": "Bonn", "by": {"canary@firm.example": 3, "+49 (30) 9182736": 1}}]'),
    ],
)
def test_a_value_that_stands_where_names_do_is_not_copied(command, tmp_path, name, content):
    made = _from(command, tmp_path, name, content)
    texts = [each.read_text(encoding="utf-8") for each in (tmp_path / "mine").iterdir() if each.is_file()]
    assert not any(each in text for text in (made.both, *texts) for each in ("canary", "9182736"))
    assert any("has a value for a name" in each for each in texts)

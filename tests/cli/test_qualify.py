"""`qualify` as a whole, over the inbound policy: the row of the contract in every format, rejects, one instant."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest

AS_OF = ("--as-of", "2026-11-21T09:00:00+01:00")
LEAD = (
    '{"id": "L-17", "created_at": "2026-11-01T08:00:00+01:00", "email": "j.meier@maschbau.example", "country": "DE", '
    '"role": "decision_maker", "company": {"employees": 120}, '
    '"activities": [{"type": "demo_requested", "at": "2026-11-10T10:00:00+01:00"}]}\n'
)
ROW = (
    '{"id": "L-17", "stage": "mql", "lead": {"marketing": true, "sales": null, "agreed": true}, '
    '"scores": {"fit": "30.00", "engagement": "40.00"}, "labels": {"temperature": "warm"}, '
    '"tables": {"route": "SMB DACH"}, '
    '"personas": {"ideal_customer": {"match": "0.50", "misses": [], '
    '"open": ["industry is one of machinery, chemicals", '
    '"job_title contains any word of \\"head\\", \\"director\\", \\"Leiter\\""]}}, '
    '"disqualified": [], "flags": ["hand-raise without phone"], '
    '"undecided": ["personas.ideal_customer", "scores.fit", "stage", "lead.sales"], '
    '"missing": ["industry", "job_title"]}'
)
SUMMARY = {
    "leads": 1,
    "rejected": 0,
    "stages": {"disqualified": 0, "suspect": 0, "prospect": 0, "mql": 1, "sql": 0},
    "lead": {
        "marketing": {"true": 1, "null": 0, "false": 0},
        "sales": {"true": 0, "null": 1, "false": 0},
        "agreed": {"true": 1, "null": 0, "false": 0},
    },
    "disagreements": {"marketing/sales": 1},
    "undecided": {"personas.ideal_customer": 1, "scores.fit": 1, "stage": 1, "lead.sales": 1},
    "missing": {"industry": 1, "job_title": 1},
}


@pytest.fixture
def inbound(tmp_path, repository):
    """The policy in a folder of its own, with the lead of the contract beside it."""
    shutil.copytree(repository / "policies", tmp_path / "policies")
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "lead.jsonl").write_text(LEAD, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("inbound")
def test_row_of_the_contract(command):
    outcome = command("qualify", "policies/inbound", "lead.jsonl", *AS_OF, "--format", "jsonl")
    assert outcome.code == 0
    assert outcome.stdout == ROW + "\n"
    assert outcome.stderr == ""


@pytest.mark.usefixtures("inbound")
def test_object_wraps_the_rows(command):
    outcome = command("qualify", "policies/inbound", "lead.jsonl", *AS_OF, "--format", "json")
    assert ROW in outcome.stdout
    found = json.loads(outcome.stdout)
    assert list(found)[:6] == ["policy", "as_of", "rows", "summary", "rejected", "repaired"]
    assert list(found)[6:] == ["repaired_by_field", "rejected_by_reason", "never_supplied", "suspicious", "files"]
    assert list(found["policy"]) == ["name", "digest", "language"]
    assert found["as_of"] == "2026-11-21T09:00:00+01:00"
    assert found["summary"] == SUMMARY
    assert found["rejected"] == []
    assert found["repaired"] == {}


@pytest.mark.usefixtures("inbound")
def test_csv_has_the_same_row(command):
    outcome = command("qualify", "policies/inbound", "lead.jsonl", *AS_OF, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(outcome.stdout))
    assert row["lead.marketing"] == "true"
    assert row["lead.sales"] == ""
    assert row["scores.fit"] == "30.00"
    assert row["missing"] == "industry; job_title"


def test_output_names_the_format_and_rejects_go_beside_it(command, inbound):
    (inbound / "lead.jsonl").write_text(
        LEAD + '{"id": "L-18", "country": "Atlantis", "created_at": "soon"}\n', encoding="utf-8"
    )
    outcome = command("qualify", "policies/inbound", "lead.jsonl", *AS_OF, "--output", "out.csv")
    assert outcome.code == 1
    assert outcome.stdout == ""
    assert outcome.stderr == "out.csv: 1 lead, 1 record rejected\n"
    assert (inbound / "out.csv").read_text(encoding="utf-8").startswith("id,stage,lead.marketing")
    rejects = list(csv.DictReader(io.StringIO((inbound / "out.rejects.csv").read_text(encoding="utf-8"))))
    assert {(row["row"], row["id"], row["field"]) for row in rejects} == {
        ("2", "L-18", "country"),
        ("2", "L-18", "created_at"),
    }
    assert "Atlantis" not in outcome.both + str(rejects)


def test_rejects_go_to_the_file_that_is_named(command, inbound):
    (inbound / "lead.jsonl").write_text(LEAD + "{]\n", encoding="utf-8")
    outcome = command("qualify", "policies/inbound", "lead.jsonl", *AS_OF, "--rejects", "bad.jsonl", "--quiet")
    assert outcome.code == 1
    (row,) = (json.loads(line) for line in (inbound / "bad.jsonl").read_text(encoding="utf-8").splitlines())
    assert (row["row"], row["id"], row["field"]) == (2, None, None)


def test_old_output_stays_when_the_run_fails(command, inbound):
    (inbound / "out.jsonl").write_text("old\n", encoding="utf-8")
    (inbound / "lead.csv").write_text("id,created_at\nL-1,2026-11-01T08:00:00Z\n", encoding="utf-8")
    outcome = command("qualify", "policies/inbound", "lead.csv", *AS_OF, "--output", "out.jsonl")
    assert outcome.code == 2
    assert (inbound / "out.jsonl").read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in inbound.iterdir()) == [
        "lead.csv",
        "lead.jsonl",
        "leadspec.yaml",
        "out.jsonl",
        "policies",
    ]


@pytest.mark.parametrize("format_", ["text", "json", "jsonl", "csv"])
def test_policy_that_reads_events_needs_a_source_of_events(command, inbound, format_):
    (inbound / "lead.jsonl").write_text('{"id": "L-1", "created_at": "2026-11-01T08:00:00Z"}\n', encoding="utf-8")
    words = ("qualify", "policies/inbound", "lead.jsonl", *AS_OF, "--format", format_)
    outcome = command(*words)
    assert outcome.code == 2
    assert "no-activities" in outcome.both
    assert "--no-activities" in outcome.both
    assert "L-1" not in outcome.stdout
    assert command(*words, "--limit", "1").code == 2
    assert command(*words, "--no-activities").code == 0


@pytest.mark.usefixtures("inbound")
def test_now_is_cut_to_the_second_and_the_option_that_repeats_it_is_shown(command):
    outcome = command("qualify", "policies/inbound", "lead.jsonl", "--format", "json")
    as_of = json.loads(outcome.stdout)["as_of"]
    assert "." not in as_of
    assert outcome.stderr == f"to repeat this run: --as-of {as_of}\n"
    again = command("qualify", "policies/inbound", "lead.jsonl", "--format", "json", "--as-of", as_of)
    assert again.stdout == outcome.stdout
    assert f"To repeat this run: --as-of {as_of[:10]}" in command("qualify", "policies/inbound", "lead.jsonl").stdout


@pytest.mark.usefixtures("inbound")
@pytest.mark.parametrize(
    ("given", "mended"),
    [
        ("2026-11-21", "2026-11-21T00:00:00+01:00"),
        ("2026-07-01T09:30:00", "2026-07-01T09:30:00+02:00"),
        ("2026-07-01 09:30", "2026-07-01T09:30:00+02:00"),
    ],
)
def test_instant_without_its_offset_is_an_error_with_the_mended_value(command, given, mended):
    outcome = command("qualify", "policies/inbound", "lead.jsonl", "--as-of", given)
    assert outcome.code == 2
    assert f"`--as-of {mended}`" in outcome.stderr


@pytest.mark.usefixtures("inbound")
@pytest.mark.parametrize("given", ["yesterday", "21.11.2026", "2026-02-30", "2026-11-21T25:00:00Z", "99999-01-01", ""])
def test_what_is_no_instant_is_an_error(command, given):
    outcome = command("qualify", "policies/inbound", "lead.jsonl", "--as-of", given)
    assert outcome.code == 2
    assert "error[bad-as-of]" in outcome.stderr


@pytest.mark.usefixtures("inbound")
@pytest.mark.parametrize(
    ("words", "id_"),
    [
        (("--format", "parquet"), "format-unavailable"),
        (("--output", "out.docx"), "format-unavailable"),
        (("--engine", "oracle"), "bad-option-value"),
        (("--limit", "0"), "bad-option-value"),
        (("--limit", "-3"), "bad-option-value"),
        (("--data-root", "nowhere"), "bad-option-value"),
        (("--output", "nowhere/out.csv"), "file-not-found"),
        (("--output",), "missing-argument"),
        (("further.csv",), "unexpected-argument"),
    ],
)
def test_what_cannot_be_done_is_said_in_plain_words(command, words, id_):
    outcome = command("qualify", "policies/inbound", "lead.jsonl", *AS_OF, *words)
    assert outcome.code == 2
    assert f"[{id_}]" in outcome.stderr
    assert outcome.stdout == ""


@pytest.mark.usefixtures("inbound")
def test_limit_reads_the_first_records_only(command):
    words = ("qualify", "policies/inbound", "policies/inbound/leads.jsonl", *AS_OF, "--format", "json", "--limit", "5")
    found = json.loads(command(*words).stdout)
    assert [row["id"] for row in found["rows"]] == ["L-0001", "L-0002", "L-0003", "L-0004", "L-0005"]
    assert found["summary"]["leads"] == 5


@pytest.mark.usefixtures("inbound")
def test_data_outside_the_repository_needs_the_option(command, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "lead.jsonl").write_text(LEAD, encoding="utf-8")
    words = ("qualify", "policies/inbound", str(outside / "lead.jsonl"), *AS_OF, "--format", "jsonl")
    assert "file-outside-root" in command(*words).stderr
    assert command(*words, "--data-root", str(outside)).stdout == ROW + "\n"


def test_policy_with_faults_is_reported_in_full_and_nothing_is_judged(command, inbound):
    policy = inbound / "policies/inbound/policy.lead"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("role is decision_maker", "roll is decision_maker"), encoding="utf-8")
    outcome = command("qualify", "policies/inbound", "lead.jsonl", *AS_OF)
    assert outcome.code == 2
    assert "error[unknown-name]" in outcome.stderr
    assert outcome.stdout == ""
    found = json.loads(command("qualify", "policies/inbound", "lead.jsonl", *AS_OF, "--format", "json").stdout)
    assert [each["id"] for each in found["diagnostics"]] == ["unknown-name"]


@pytest.mark.parametrize(
    "words",
    [
        ("--output", "lead.jsonl"),
        ("--output", "./policies/../lead.jsonl"),
        ("--format", "csv", "--output", "policies/inbound/policy.lead"),
        ("--format", "csv", "--output", "policies/shared/lists.lead"),
        ("--format", "csv", "--output", "policies/inbound/lead.schema.yaml"),
        ("--output", "policies/inbound/competitors.csv"),
        ("--output", "out.csv", "--rejects", "out.csv"),
        ("--rejects", "lead.jsonl"),
    ],
)
def test_result_never_takes_the_place_of_what_it_is_made_from(command, inbound, words):
    before = {path: path.read_bytes() for path in inbound.rglob("*") if path.is_file()}
    outcome = command("qualify", "policies/inbound", "lead.jsonl", *AS_OF, *words)
    assert outcome.code == 2
    assert "[overwrites-input]" in outcome.stderr
    assert {path: path.read_bytes() for path in inbound.rglob("*") if path.is_file()} == before


EVENTS = [{"type": "demo_requested", "at": "soon"}] * 4


def test_what_the_data_has_too_much_and_events_that_cannot_be_read_are_named(command, inbound):
    record = {"id": "L-1", "created_at": "2026-11-01T08:00:00Z", "Email": "x", "activities": EVENTS}
    (inbound / "lead.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    words = ("qualify", "policies/inbound", "lead.jsonl", *AS_OF, "--format", "json")
    outcome = command(*words)
    assert json.loads(outcome.stdout)["repaired"] == {"event-rejected": 4, "field-not-in-schema": 1}
    reason = "`at` is not a time such as `2026-01-31T10:00:00+01:00`"
    assert outcome.stderr.splitlines()[:6] == [
        "`Email` is not read: the field is called `email`",
        *(f"left out lead.jsonl:1 (id L-1): event {number}: {reason}" for number in (1, 2, 3)),
        "left out lead.jsonl: 1 more event",
        "not in the schema and not used: Email",
    ]
    assert "read by the policy and never filled: email, " in outcome.stderr
    assert "in the schema and never filled: first_name, last_name, company.name\n" in outcome.stderr
    assert command(*words, "--quiet").stderr == "`Email` is not read: the field is called `email`\n"


HEADER = "ID,created_at,Email,company\n7,2026-11-01T08:00:00Z,a@b.example,x\n"
SLIPS = [
    "`Email` is not read: the field is called `email`",
    "`ID` is not read: the field is called `id`",
    "`company` is not read: its fields are columns of their own, such as `company.name`",
]


@pytest.mark.parametrize(
    "words",
    [
        ("qualify",),
        *(("qualify", "--format", each, "--quiet") for each in ("json", "jsonl", "csv")),
        ("qualify", "--output", "out.txt", "--quiet"),
        ("clean",),
        ("clean", "--quiet"),
        ("explain", "--id", "2", "--format", "json"),
    ],
)
def test_header_in_another_case_is_told_in_every_form(command, inbound, words):
    (inbound / "lead.csv").write_text(HEADER, encoding="utf-8")
    name, *more = words
    outcome = command(name, "policies/inbound", "lead.csv", *AS_OF, "--no-activities", *more)
    page = outcome.stdout if words == ("qualify",) else outcome.stderr
    assert outcome.code == 0
    assert sorted(line.strip() for line in page.splitlines() if "is not read" in line) == SLIPS


@pytest.mark.parametrize("name", ["/dev/stdout", "-"])
def test_standard_output_is_no_file(command, inbound, name):  # noqa: ARG001 - makes the folder
    outcome = command("qualify", "policies/inbound", "lead.jsonl", *AS_OF, "--output", name, "--format", "csv")
    assert outcome.code == 2
    assert "leave `--output` out: the result goes to standard output" in outcome.stderr


@pytest.mark.parametrize("file", ["leadspec.yaml", "rejects", "rejects.json"])
def test_rejects_names_its_own_formats(command, inbound, file):  # noqa: ARG001
    outcome = command("qualify", "policies/inbound", "lead.jsonl", *AS_OF, "--rejects", file)
    assert outcome.code == 2
    assert "names no format of rejected records" in outcome.stderr
    assert "`--rejects` takes a file that ends in `.jsonl`, `.ndjson`, `.csv`" in outcome.stderr
    assert "`--format`" not in outcome.stderr

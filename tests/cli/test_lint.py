"""`lint` over files, folders and shared lists; its fixes; its exit status."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SCHEMA = "type: object\nproperties:\n  email: {type: string}\n  country: {type: string, enum: [DE, AT]}\n"
POLICY = """policy "Small"
  schema      "lead.schema.yaml"
  departments marketing, sales

use "lists.lead"

marketing counts a lead when: email is present
we count a lead when: country in dach
"""
LISTS = "list dach: DE, AT\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "lead.schema.yaml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "policy.lead").write_text(POLICY, encoding="utf-8")
    (tmp_path / "lists.lead").write_text(LISTS, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_sound_folder_has_nothing_to_report(command):
    outcome = command("lint")
    assert (outcome.code, outcome.stdout) == (0, "2 files, no findings\n")
    assert command("lint", ".", "policy.lead", "--quiet").both == ""
    assert json.loads(command("lint", "--format", "json").stdout) == {"diagnostics": []}


@pytest.mark.parametrize("ending", ["txt", "json"])
def test_report_goes_to_a_file_whose_ending_names_the_format(command, folder, ending):
    (folder / "stray.lead").write_text("marketing counts a lead when: email is present\n", encoding="utf-8")
    shown = command("lint", "--format", {"txt": "text", "json": "json"}[ending])
    outcome = command("lint", "--output", f"found.{ending}")
    assert (outcome.code, outcome.both) == (1, "")
    assert (folder / f"found.{ending}").read_text(encoding="utf-8") == shown.stdout


def test_report_is_not_written_over_a_policy_or_its_schema(command, folder):
    for name, text in (("policy.lead", POLICY), ("lead.schema.yaml", SCHEMA)):
        outcome = command("lint", "--format", "json", "--output", name)
        assert (outcome.code, json.loads(outcome.stdout)["diagnostics"][0]["id"]) == (2, "overwrites-input")
        assert (folder / name).read_text(encoding="utf-8") == text


def test_page_of_a_rule_goes_to_a_file_too(command, tmp_path):
    assert command("lint", "--rule", "unknown-name", "--output", "page.json").both == ""
    assert json.loads((tmp_path / "page.json").read_text(encoding="utf-8"))["id"] == "unknown-name"


@pytest.mark.usefixtures("folder")
def test_shared_lists_alone_are_no_policy_without_a_head(command):
    assert command("lint", "lists.lead").code == 0


def test_file_without_a_head_that_is_no_shared_file_is_reported(command, folder):
    (folder / "stray.lead").write_text("marketing counts a lead when: email is present\n", encoding="utf-8")
    outcome = command("lint", "stray.lead")
    assert outcome.code == 1
    assert "error[missing-policy-head]" in outcome.stdout


def test_fault_of_a_shared_file_is_reported_once(command, folder):
    (folder / "lists.lead").write_text("list dach: DE,, AT\n", encoding="utf-8")
    found = json.loads(command("lint", ".", "--format", "json").stdout)["diagnostics"]
    assert len([each for each in found if each["file"] == "lists.lead"]) == 1


def test_all_faults_of_all_files_are_reported_by_file_and_place(command, folder):
    (folder / "a").mkdir()
    (folder / "a/lead.schema.yaml").write_text(SCHEMA.replace("enum", "enmu"), encoding="utf-8")
    (folder / "a/policy.lead").write_text(POLICY.replace("lists.lead", "../lists.lead"), encoding="utf-8")
    (folder / "policy.lead").write_text(POLICY.replace("email", "emial"), encoding="utf-8")
    outcome = command("lint", "--format", "json")
    found = json.loads(outcome.stdout)["diagnostics"]
    assert outcome.code == 1
    assert [(each["file"], each["line"], each["id"]) for each in found] == [
        ("a/lead.schema.yaml", 4, "unknown-schema-keyword"),
        ("policy.lead", 7, "unknown-name"),
    ]
    assert found[1]["column"] == 31
    assert found[1]["end_column"] == 36
    assert any("`email`" in hint for hint in found[1]["hints"])


@pytest.mark.usefixtures("folder")
def test_missing_file_is_no_finding_but_a_failure(command):
    assert command("lint", "policy.lead", "nowhere.lead").code == 2


def test_file_that_is_no_text_is_a_failure_and_the_others_are_checked(command, folder):
    (folder / "binary.lead").write_bytes(b"\xff\xfe\x00")
    (folder / "policy.lead").write_text(POLICY.replace("email", "emial"), encoding="utf-8")
    outcome = command("lint", ".")
    assert outcome.code == 2
    assert "[not-utf-8]" in outcome.stdout
    assert "[unknown-name]" in outcome.stdout


def test_annotations_for_a_pull_request(command, folder):
    (folder / "policy.lead").write_text(POLICY.replace("email", "emial"), encoding="utf-8")
    outcome = command("lint", "--format", "github")
    assert outcome.code == 1
    assert outcome.stdout.startswith(
        "::error file=policy.lead,line=7,endLine=7,col=31,endColumn=36,title=unknown-name::"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fix_makes_the_safe_fixes_and_keeps_the_line_ends(command, folder, end):
    faulty = POLICY.replace("country in dach", "country in dach && email is present")
    (folder / "policy.lead").write_bytes(faulty.replace("\n", end).encode())
    before = command("lint")
    assert before.code == 1
    outcome = command("lint", "--fix")
    assert "policy.lead: 1 fix made\n" in outcome.stderr
    assert outcome.code == 0
    text = (folder / "policy.lead").read_bytes().decode()
    assert text == POLICY.replace("country in dach", "country in dach and email is present").replace("\n", end)


def test_fix_without_anything_safe_leaves_the_file_alone(command, folder):
    faulty = POLICY.replace("email is", "emial is")
    (folder / "policy.lead").write_text(faulty, encoding="utf-8")
    assert command("lint", "--fix").code == 1
    assert (folder / "policy.lead").read_text(encoding="utf-8") == faulty


def test_link_that_leads_out_of_the_repository_is_refused_unread(command, folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.lead"
    outside.write_text("secret words\n", encoding="utf-8")
    (folder / "evil.lead").symlink_to(outside)
    for words in (("lint", "."), ("lint", "evil.lead"), ("fmt", "--check", "evil.lead")):
        outcome = command(*words)
        assert outcome.code == 2
        assert "file-outside-root" in outcome.both
        assert "secret words" not in outcome.both


@pytest.mark.parametrize("words", [("lint",), ("fmt", "--check")])
def test_file_that_is_no_policy_by_its_name_is_not_looked_into(command, folder, words):
    (folder / "leads.csv").write_text("secret,words\n", encoding="utf-8")
    outcome = command(*words, "leads.csv")
    assert outcome.code == 2
    assert "error[not-a-policy-file]" in outcome.stderr
    assert "secret" not in outcome.both


def test_lint_imports_no_reader_of_data(folder):
    code = (
        "import sys; from leadspec_cli.main import run; run(['lint', 'policy.lead']);"
        "print(*(each for each in sys.modules if each.startswith(('leadspec.cleanup', 'leadspec_cli.files', 'gzip'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    found = set(done.stdout.splitlines()[-1].split())
    assert found == {f"leadspec_cli.files{each}" for each in ("", ".bytes", ".fault", ".paths", ".text", ".write")}

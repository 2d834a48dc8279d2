"""`test` as a whole: what runs, how it ends, what it prints, and what it never shows."""

from __future__ import annotations

import json
import time

import pytest

from unit.questions.testing.running import BUYER, POLICY, SCHEMA

AS_OF = "as_of: 2026-11-01T09:00:00+01:00\n"
GOOD = "  - {name: a demo, given: buyer, expect: {stage: mql}}\n"
BAD = "  - {name: a wish, given: buyer, expect: {stage: prospect, scores: {fit: 30.5}}}\n"
BROKEN = "  - {name: a slip, given: byer, expect: {stage: mql}}\n"
LEADS = "id,email,country\nL-1,a@firm.example,AT\nL-2,b@firm.example,DE\nL-3,canary,AT\nL-4,c@firm.example,DE\n"


def cases(*texts):
    return f"{AS_OF}leads:\n  buyer: {BUYER}\ncases:\n" + "".join(texts)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "leadspec.yaml").touch()
    (tmp_path / "policy.lead").write_text(POLICY, encoding="utf-8")
    (tmp_path / "lead.schema.yaml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "leads.csv").write_text(LEADS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def write(folder):
    def to(name, text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return to


@pytest.mark.parametrize(
    ("texts", "code"),
    [((GOOD,), 0), ((GOOD, BAD), 1), ((GOOD, BROKEN), 2), ((BAD, BROKEN), 2)],
)
def test_exit_says_the_worst_of_all(command, write, texts, code):
    write("a.test.yaml", cases(*texts))
    assert command("test").code == code


def test_failure_shows_expected_actual_reasons_and_the_line_of_the_policy(command, write):
    write("a.test.yaml", cases(GOOD, BAD))
    outcome = command("test", "a.test.yaml")
    assert "a.test.yaml: 1 passed, 1 failed" in outcome.stdout
    assert "FAILED a wish\n  --> a.test.yaml:6:12\n" in outcome.stdout
    assert "  stage: expected prospect, got mql\n" in outcome.stdout
    rule = "stage mql: prospect and did demo"
    assert f"    --> policy.lead:{POLICY.splitlines().index(rule) + 1}: {rule}\n" in outcome.stdout
    assert "1 x demo: 2026-10-30" in outcome.stdout
    assert "scores.fit" not in outcome.stdout  # that one is as expected
    assert outcome.stdout.endswith("2 cases in 1 file: 1 passed, 1 failed\n")
    assert outcome.stderr == ""


def test_what_cannot_be_run_keeps_nothing_else_from_running(command, write):
    write("a.test.yaml", cases(GOOD, BROKEN, BAD))
    write("b.test.yaml", "cases: []\n")
    write("c/c.test.yaml", "policy: ../policy.lead\n" + cases(GOOD))
    outcome = command("test", "--format", "json")
    found = json.loads(outcome.stdout)
    assert outcome.code == 2
    assert [each["file"] for each in found["files"]] == ["a.test.yaml", "b.test.yaml", "c/c.test.yaml"]
    assert [[each["status"] for each in file["cases"]] for file in found["files"]] == [
        ["passed", "error", "failed"],
        [],
        ["passed"],
    ]
    assert [each["id"] for each in found["diagnostics"]] == ["unknown-lead", "wrong-shape"]
    assert found["summary"] == {"files": 3, "cases": 4, "passed": 2, "failed": 1, "errors": 2, "stopped": False}


def test_object_for_programs_is_stable(command, write):
    write("a.test.yaml", cases(BAD))
    found = json.loads(command("test", "--format", "json").stdout)
    assert list(found) == ["files", "summary", "diagnostics"]
    (file,) = found["files"]
    assert list(file) == ["file", "policy", "cases"]
    assert list(file["policy"]) == ["name", "digest", "language"]
    (case,) = file["cases"]
    (failure,) = case.pop("failures")
    as_of = "2026-11-01T09:00:00+01:00"
    assert case == {"name": "a wish", "line": 5, "column": 12, "status": "failed", "as_of": as_of}
    (reason,) = failure.pop("reasons")
    assert failure == {"output": "stage", "expected": "prospect", "actual": "mql", "line": 5, "column": 43}
    assert (reason["output"], reason["value"]) == ("stage", "mql")
    assert [each["outcome"] for each in reason["rows"]] == ["mql"]


def test_object_says_the_instant_of_each_case(command, write):
    write("a.test.yaml", cases(GOOD, BAD))
    found = json.loads(command("test", "--format", "json", "--as-of", "2026-11-02T08:00:00Z").stdout)
    assert {each["as_of"] for each in found["files"][0]["cases"]} == {"2026-11-02T09:00:00+01:00"}


def test_object_holds_the_digest_of_a_data_description(command, write):
    write("data.yaml", "leads: {file: leads.csv}\n")
    counted = "expect: {count: {lead.marketing: true, at least: 1}}}\n"
    write(
        "a.test.yaml", cases(*(f"  - {{name: {each}, over: {each}, {counted}" for each in ("data.yaml", "leads.csv")))
    )
    (described, plain) = json.loads(command("test", "--no-activities", "--format", "json").stdout)["files"][0]["cases"]
    shown = json.loads(command("qualify", "policy.lead", "data.yaml", "--no-activities", "--format", "json").stdout)
    assert described["data"] == shown["data"]
    assert "data" not in plain


def test_data_is_counted_and_its_rejects_are_shown(command, write):
    over = "  - {name: half, over: leads.csv, expect: {share: {country: AT, at most: 20%}, count: {lead.marketing: true, exactly: 3}}}\n"  # noqa: E501
    write("a.test.yaml", cases(over))
    found = json.loads(command("test", "--no-activities", "--format", "json").stdout)
    (case,) = found["files"][0]["cases"]
    assert (case["over"], case["leads"], case["rejected"], case["status"]) == ("leads.csv", 3, 1, "failed")
    assert case["measures"][0] == {
        "kind": "share",
        "of": [{"country": "AT"}],
        "among": [],
        "expected": {"at most": "20%"},
        "actual": "33.33%",
        "met": 1,
        "leads": 3,
        "passed": False,
        "ids": ["L-1"],
    }
    assert case["measures"][1]["passed"]
    text = command("test", "--no-activities").stdout
    assert "leads.csv: 3 leads, 1 record rejected and not counted" in text
    assert "share of country AT: expected at most 20%, got 33.33%, 1 of 3 leads" in text
    assert "such leads: L-1" in text
    assert "canary" not in text
    assert "firm.example" not in text


def test_personal_ids_of_data_are_not_shown(command, folder, write):
    schema = SCHEMA.replace("  email:", "  id: {type: string, x-leadspec-id: true, x-personal: true}\n  email:", 1)
    (folder / "lead.schema.yaml").write_text(schema, encoding="utf-8")
    write("a.test.yaml", cases("  - {name: one, over: leads.csv, expect: {count: {at least: 9}}}\n"))
    for words in ((), ("--format", "json")):
        outcome = command("test", "--no-activities", *words)
        assert outcome.code == 1
        assert "L-1" not in outcome.both


def test_values_of_a_given_lead_stand_in_no_output(command, write):
    given = "{email: canary@firm.example, note: canary, size: 4711}"
    slip = "  - name: two\n    given:\n      email: canary\n    expect: {stage: mql}\n"
    write("a.test.yaml", cases(f"  - name: one\n    given: {given}\n    expect: {{stage: mql}}\n", slip))
    outcome = command("test")
    assert outcome.code == 2
    assert "canary" not in outcome.both
    assert "4711" not in outcome.both
    assert "size is 4711" in command("test", "--show-values").stdout


@pytest.mark.parametrize(
    ("words", "names"),
    [((), ["a demo", "a wish"]), (("-k", "DEMO"), ["a demo"]), (("-k", "wish"), ["a wish"])],
)
def test_cases_are_picked_by_name(command, write, words, names):
    write("a.test.yaml", cases(GOOD, BAD))
    found = json.loads(command("test", *words, "--format", "json").stdout)
    assert [each["name"] for each in found["files"][0]["cases"]] == names
    write("b.test.yaml", cases(GOOD.replace("a demo", "another")))
    assert "b.test.yaml" not in command("test", "-k", "wish").stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("-k", "nobody"), "no case has `nobody` in its name"),
        (("empty",), "there is no test file in `empty`"),
        (("policy.lead",), "`policy.lead` is no test file"),
        (("none.test.yaml",), "there is no file or folder `none.test.yaml`"),
        (("--as-of", "2026-11-01"), "is a date without a time"),
        (("--engine", "oracle"), "`--engine` cannot be `oracle`"),
        (("--format", "xml"), "`--format` cannot be `xml`"),
        (("--output", "a.csv"), "names no format of this command"),
        (("--output", "policy.lead", "--format", "text"), "is what the result is made from"),
    ],
)
def test_nothing_to_run_is_never_a_pass(command, write, folder, words, says):
    write("a.test.yaml", cases(GOOD))
    (folder / "empty").mkdir()
    outcome = command("test", *words)
    assert outcome.code == 2
    assert says in outcome.stderr
    assert "passed" not in outcome.stdout


def test_first_that_does_not_pass_stops_the_run(command, write):
    write("a.test.yaml", cases(GOOD, BAD, GOOD.replace("a demo", "another")))
    write("b.test.yaml", cases(GOOD))
    outcome = command("test", "--fail-fast")
    assert outcome.code == 1
    assert "2 cases in 1 file: 1 passed, 1 failed; stopped at the first that did not pass" in outcome.stdout
    assert "b.test.yaml" not in outcome.stdout


def test_option_takes_the_place_of_the_instant_of_the_file(command, write):
    write("a.test.yaml", cases("  - {name: one, given: buyer, expect: {scores: {fit: 30.5}}}\n"))
    assert command("test").code == 0
    assert command("test", "--as-of", "2027-11-01T09:00:00+01:00").code == 1
    write("a.test.yaml", cases(GOOD).replace(AS_OF, ""))
    assert command("test").code == 2
    assert command("test", "--as-of", "2026-11-01T09:00:00+01:00").code == 0


def test_quiet_says_only_what_failed(command, write):
    write("a.test.yaml", cases(GOOD))
    assert command("test", "--quiet").both == ""
    write("a.test.yaml", cases(GOOD, BAD))
    assert command("test", "--quiet").stdout.startswith("FAILED a wish")


def test_result_goes_to_a_file(command, write, folder):
    write("a.test.yaml", cases(GOOD, BAD))
    assert command("test", "--output", "result.json").code == 1
    assert json.loads((folder / "result.json").read_text(encoding="utf-8"))["summary"]["failed"] == 1


def test_policy_that_does_not_check_is_shown_once(command, write, folder):
    (folder / "policy.lead").write_text(POLICY.replace("did demo\n", "did demp\n"), encoding="utf-8")
    write("a.test.yaml", cases(GOOD))
    write("b.test.yaml", cases(GOOD))
    outcome = command("test")
    assert outcome.code == 2
    assert outcome.stderr.count("demp`") == 1
    assert outcome.stdout.count("could not be run") == 2


@pytest.mark.parametrize(
    ("named", "id_"),
    [
        ("none.lead", "file-not-found"),
        ("lead.schema.yaml", "not-a-policy-file"),
        ("../outside/policy.lead", "file-outside-root"),
        ("https://firm.example/policy.lead", "remote-file"),
        ("empty", "nothing-found"),
    ],
)
def test_policy_of_a_test_stays_inside_the_repository(command, write, folder, named, id_):
    outside = folder.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "policy.lead").write_text(POLICY, encoding="utf-8")
    (folder / "empty").mkdir()
    write("a.test.yaml", f"policy: {named}\n" + cases(GOOD))
    found = json.loads(command("test", "--format", "json").stdout)
    assert [(each["id"], each["file"], each["line"]) for each in found["diagnostics"]] == [(id_, "a.test.yaml", 1)]


@pytest.mark.parametrize(
    ("over", "id_", "line"),
    [
        ("none.csv", "file-not-found", 5),
        ("../outside.csv", "file-outside-root", 5),
        ("leads.csv", "no-activities", 5),
        ("leads.txt", "unknown-file-format", 5),
    ],
)
def test_data_of_a_test_is_found_and_fits(command, write, folder, over, id_, line):
    (folder.parent / "outside.csv").write_text(LEADS, encoding="utf-8")
    (folder / "leads.txt").write_text(LEADS, encoding="utf-8")
    write("a.test.yaml", cases(f"  - {{name: one, over: {over}, expect: {{count: {{at least: 1}}}}}}\n"))
    outcome = command("test", "--format", "json")
    found = json.loads(outcome.stdout)
    assert outcome.code == 2
    assert [(each["id"], each["line"]) for each in found["diagnostics"]] == [(id_, line)]


def test_data_may_be_described(command, write):
    write("data/data.yaml", "leads: {file: ../leads.csv, values: {country: {AT: [DE]}}}\n")
    write("a.test.yaml", cases("  - {name: one, over: data/data.yaml, expect: {count: {country: AT, exactly: 3}}}\n"))
    outcome = command("test", "--no-activities")
    assert outcome.code == 0, outcome.both
    assert "data/data.yaml: 3 leads, 1 record rejected" in outcome.stdout
    write("data/data.yaml", "leads: {file: ../leads.csv, valuess: {}}\n")
    found = json.loads(command("test", "--no-activities", "--format", "json").stdout)
    (fault,) = found["diagnostics"]
    assert (fault["id"], fault["file"], fault["line"], fault["column"]) == ("unknown-key", "data/data.yaml", 1, 29)


def test_nobody_among_is_never_a_pass(command, write):
    expect = "{share: {stage: mql, among: {country: NO}, at most: 50%}}"
    write("a.test.yaml", cases(f"  - {{name: one, over: leads.csv, expect: {expect}}}\n"))
    outcome = command("test", "--no-activities")
    assert outcome.code == 2
    assert "nobody-counted" in outcome.stderr
    assert "0 passed, 1 could not be run" in outcome.stdout


def test_data_is_read_once_for_all_cases_over_it(command, write, monkeypatch):
    from leadspec_cli.commands import test_cases

    opened = []
    monkeypatch.setattr(test_cases, "open_leads", lambda *words: opened.append(words) or open_leads(*words))
    open_leads = __import__("leadspec_cli.commands.reading", fromlist=["open_leads"]).open_leads
    over = "  - {name: N, over: leads.csv, expect: {count: {at least: 3}}}\n"
    write("a.test.yaml", cases(over.replace("N", "one"), GOOD, over.replace("N", "two")))
    assert command("test", "--no-activities").code == 0
    assert len(opened) == 1


def test_thousand_cases_are_quick(command, write):
    write("a.test.yaml", cases(*(GOOD.replace("a demo", f"demo {number}") for number in range(1000))))
    start = time.perf_counter()
    assert command("test").code == 0
    assert time.perf_counter() - start < 5  # far above what it takes: a square would be minutes


def test_sample_policy_passes_its_tests(command, repository):
    outcome = command("test", "policies/inbound", cwd=repository)
    assert outcome.code == 0, outcome.both
    assert "policies/inbound/inbound.test.yaml: 33 passed" in outcome.stdout

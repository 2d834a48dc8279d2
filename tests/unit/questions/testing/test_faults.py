"""What must be an error and never a pass: each with its id, its place and what to do."""

from __future__ import annotations

import json

import pytest

from leadspec.diagnostics import Kind, Label
from leadspec.diagnostics.kinds import testing as kinds
from leadspec.documents import load
from leadspec.documents.conform import check_shape
from leadspec.questions.testing import BrokenCase, read_tests, without_leads
from leadspec.questions.testing.shape import check_form, form
from leadspec.source import Place, Source, Span
from unit.questions.testing.running import HEAD, TIMELESS, case, faults, ready

AS_OF = "as_of: 2026-11-01T09:00:00+01:00\n"
GOOD = "  - {name: one, given: buyer, expect: {stage: mql}}\n"
OVER = "  - {name: one, over: leads.csv, expect: "


def test_sound_file_has_no_fault() -> None:
    assert faults(HEAD + GOOD) == []


@pytest.mark.parametrize(
    ("text", "id_", "says", "hint"),
    [
        ("policyy: a.lead\n" + HEAD + GOOD, "unknown-key", "`policyy` is no key", "did you mean `policy`?"),
        ("policy: policy.lead\n", "missing-key", "`cases` is missing", "add `cases:`"),
        ("cases: []\n", "wrong-shape", "`cases` does not fit", ""),
        ("cases:\n", "wrong-shape", "`cases` is nothing", ""),
        ("cases:\n  - {name: one, given: {}}\n", "missing-key", "`expect` is missing", ""),
        ("cases:\n  - {given: {}, expect: {stage: mql}}\n", "missing-key", "`name` is missing", ""),
        ("cases:\n  - {name: one, given: {}, expect: {}}\n", "wrong-shape", "`cases[1].expect` does not fit", ""),
        ("cases:\n  - {name: a, given: {}, expects: {}, expect: {stage: mql}}\n", "unknown-key", "`expects`", ""),
        ("cases:\n  - {name: one, given: [], expect: {stage: mql}}\n", "wrong-shape", "`cases[1].given` is a list", ""),
        ("cases:\n  - {name: one, given: {}, expect: {scores: {}}}\n", "wrong-shape", "at least one output", ""),
        (HEAD + GOOD + GOOD, "doubled-case", "another case has this name", ""),
        (HEAD + "  - {name: one, expect: {stage: mql}}\n", "case-form", "no lead", "add `given:`"),
        (HEAD + OVER[:-9] + "given: buyer, expect: {count: {at least: 1}}}\n", "case-form", "`given` is about one", ""),
        (case("buyer", "{share: {stage: mql, at least: 1%}}"), "case-form", "`share` asks about many", "`over`"),
        (HEAD + OVER + "{stage: mql}}\n", "case-form", "`stage` asks about one lead", "100%"),
        (case("byer", "{stage: mql}"), "unknown-lead", "no lead `byer`", "did you mean `buyer`?"),
        (case("buyer", "{stagee: mql}"), "unknown-output", "no `stagee`", "did you mean `stage`?"),
        (case("buyer", "{fit: 3}"), "unknown-output", "no `fit`", "did you mean `scores.fit`?"),
        (case("buyer", "{scores: {fot: 3}}"), "unknown-output", "no `scores.fot`", "did you mean `scores.fit`?"),
        (case("buyer", "{lead: {sale: true}}"), "unknown-output", "no `lead.sale`", "did you mean `lead.sales`?"),
        (case("buyer", "{lead.sale: true}"), "unknown-output", "no `lead.sale`", "did you mean `lead.sales`?"),
        (case("buyer", "{country: AT}"), "unknown-output", "no `country`", ""),
        (case("buyer", "{stage at leats: mql}"), "unknown-output", "no `stage at leats`", ""),
        (case("buyer", "{stage: {at leats: mql}}"), "unknown-key", "`at leats` is no comparison", "`at least`"),
        (case("buyer", "{stage: mqll}"), "impossible-expectation", "no such stage", "did you mean `mql`?"),
        (case("buyer", "{stage: {}}"), "nothing-expected", "`stage` is empty", ""),
        (case("buyer", "{stage: {one of: []}}"), "nothing-expected", "`one of` is empty", ""),
        (case("buyer", "{stage: {one of: [mql, sqll]}}"), "impossible-expectation", "no such stage", ""),
        (case("buyer", "{stage: {include: mql}}"), "impossible-expectation", "is no list", ""),
        (case("buyer", "{labels: {warmth: lukewarm}}"), "impossible-expectation", "no such label", "`warm`"),
        (case("buyer", "{labels: {colour at least: red}}"), "impossible-expectation", "has no order", "one of"),
        (case("buyer", "{tables: {route: Homr}}"), "impossible-expectation", "no such result", "did you mean `Home`?"),
        (case("buyer", "{tables: {worth: 8}}"), "impossible-expectation", "no such result", "`7`, `2.5`"),
        (case("buyer", "{flags: [bigg]}"), "impossible-expectation", "no such flag", "did you mean `big`?"),
        (case("buyer", "{flags: {one of: [big]}}"), "impossible-expectation", "is a list", "include"),
        (case("buyer", "{flags: {not: big}}"), "impossible-expectation", "is a list, and this is a text", ""),
        (case("buyer", "{missing: [nota]}"), "impossible-expectation", "no such field", "did you mean `note`?"),
        (case("buyer", "{undecided: [score.fit]}"), "impossible-expectation", "no such output", "`scores.fit`"),
        (case("buyer", "{personas: {ideal: {misses: [x]}}}"), "impossible-expectation", "no such line", "size >= 50"),
        (case("buyer", "{scores: {fit: 30.505}}"), "impossible-expectation", "rounded to 2 decimals", ""),
        (case("buyer", "{scores: {fit: '1,5'}}"), "impossible-expectation", "is a number", ""),
        (case("buyer", "{scores: {fit: true}}"), "impossible-expectation", "is a number", ""),
        (case("buyer", "{scores: {fit: 10%}}"), "impossible-expectation", "is a number", ""),
        (case("buyer", "{scores: {fit: [30]}}"), "impossible-expectation", "is one value", ""),
        (case("buyer", "{scores: {fit at least: null}}"), "impossible-expectation", "is a number", ""),
        (case("buyer", "{lead: {sales: yes}}"), "impossible-expectation", "true, false or null", ""),
        (case("buyer", "{flags.big: null}"), "impossible-expectation", "true or false", ""),
        (case("buyer", "{lead: {sales: 1}}"), "impossible-expectation", "this is a number", ""),
        (HEAD + OVER + "{share: {stage: mql}}}\n", "nothing-expected", "no bound", ""),
        (HEAD + OVER + "{share: {at least: 10%}}}\n", "nothing-expected", "no condition", ""),
        (HEAD + OVER + "{share: {stage: mql, at least: 0%}}}\n", "nothing-expected", "whatever comes out", ""),
        (HEAD + OVER + "{share: {stage: mql, at least: 0, at most: 100%}}}\n", "nothing-expected", "whatever", ""),
        (HEAD + OVER + "{count: {stage: mql, at least: 0}}}\n", "nothing-expected", "whatever comes out", ""),
        (HEAD + OVER + "{share: {stage: mql, at least: 10}}}\n", "impossible-expectation", "from 0% to", "`10%`"),
        (HEAD + OVER + "{share: {stage: mql, at most: -1%}}}\n", "impossible-expectation", "from 0% to", ""),
        (HEAD + OVER + "{share: {stage: mql, at most: ten}}}\n", "impossible-expectation", "from 0% to", ""),
        (HEAD + OVER + "{count: {stage: mql, at least: 1.5}}}\n", "impossible-expectation", "number of leads", ""),
        (HEAD + OVER + "{count: {stage: mql, at least: 10%}}}\n", "impossible-expectation", "number of leads", ""),
        (HEAD + OVER + "{count: {stage: mql, at least: 3, at most: 2}}}\n", "impossible-expectation", "never", ""),
        (HEAD + OVER + "{count: {stage: mql, exactly: 3, at most: 2}}}\n", "impossible-expectation", "second", ""),
        (HEAD + OVER + "{count: {stage: mql, amongst: {}, at most: 2}}}\n", "unknown-output", "", "`among`"),
        (HEAD + OVER + "{count: {stage: mql, among: {}, at most: 2}}}\n", "wrong-shape", "`among` is a block", ""),
        (HEAD + OVER + "{count: {contry: AT, at most: 2}}}\n", "unknown-output", "", "did you mean `country`?"),
        (HEAD + OVER + "{count: {country: CH, at most: 2}}}\n", "impossible-expectation", "none of the 3 values", ""),
        (HEAD + OVER + "{count: {size: many, at most: 2}}}\n", "impossible-expectation", "", ""),
        (HEAD + OVER + "{count: {note at least: a, at most: 2}}}\n", "impossible-expectation", "has no order", ""),
        (HEAD + OVER + "{count: {created_at: 2026-01-01, at most: 2}}}\n", "impossible-expectation", "a date", ""),
        (HEAD + OVER + "{share: []}}\n", "wrong-shape", "", ""),
    ],
)  # fmt: skip
def test_fault_is_found_with_its_hint(text: str, id_: str, says: str, hint: str) -> None:
    found = faults(text)
    assert [each[0] for each in found] == [id_], found
    assert says in found[0][1]
    assert hint in " ".join(found[0][2])


@pytest.mark.parametrize(
    ("instant", "says"),
    [
        ("2026-11-01", "not an instant"),
        ("2026-11-01T09:00:00", "no offset"),
        ("2026-11-31T09:00:00Z", "not an instant"),
        ("tomorrow", "not an instant"),
    ],
)
def test_instant_without_offset_is_a_fault_wherever_it_stands(instant: str, says: str) -> None:
    at_head = f"as_of: {instant}\ncases:\n  - {{name: one, given: {{}}, expect: {{stage: suspect}}}}\n"
    in_case = f"cases:\n  - {{name: one, as_of: {instant}, given: {{}}, expect: {{stage: suspect}}}}\n"
    for text in (at_head, in_case):
        ((id_, message, _),) = faults(text)
        assert id_ == "test-instant"
        assert says in message


def test_policy_that_reads_time_needs_an_instant_and_another_needs_none() -> None:
    text = "cases:\n  - {name: one, given: {country: AT}, expect: {lead: {sales: true}}}\n"
    ((id_, _, (hint,)),) = faults(text)
    assert id_ == "test-instant"
    assert "as_of" in hint
    assert faults(text, TIMELESS) == []


def test_option_takes_the_place_of_the_head_and_leaves_a_case_alone() -> None:
    text = HEAD + GOOD + "  - {name: two, as_of: 2026-01-01T00:00:00Z, given: buyer, expect: {stage: suspect}}\n"
    assert [each.as_of for each in ready(text, as_of=7).cases] == [7, 1767225600 * 10**6]  # type: ignore[union-attr]


def test_all_faults_are_found_at_once_and_sound_cases_stay() -> None:
    text = HEAD + GOOD + "  - {name: two, given: byer, expect: {stage: mq, flags: [bgi]}}\n"
    found = ready(text)
    assert [each.id for each in found.diagnostics] == ["impossible-expectation"] * 2 + ["unknown-lead"]
    assert [isinstance(each, BrokenCase) for each in found.cases] == [False, True]


def test_fault_points_at_what_is_wrong() -> None:
    text = case("buyer", "{stage: mql, scores: {fot: 3}}")
    (found,) = ready(text).diagnostics
    assert isinstance(found.primary, Label)
    assert isinstance(found.primary.location, Span)
    assert text[found.primary.location.start : found.primary.location.end] == "fot"


KINDS = [each for each in vars(kinds).values() if isinstance(each, Kind)]


@pytest.mark.parametrize(
    "kind", [each for each in KINDS if each.good and "cases:" in each.good], ids=lambda kind: kind.id
)
def test_examples_of_a_kind_give_it_and_not(kind: Kind) -> None:
    """The examples speak of nothing but what the small policy has, apart from the instant."""
    assert kind.bad is not None
    assert kind.good is not None
    head = "" if "as_of" in kind.bad else "as_of: 2026-11-01T09:00:00+01:00\n"
    bad, good = (head + each for each in (kind.bad, kind.good))
    assert kind.id in [each[0] for each in faults(bad)]
    assert faults(good) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_kind_explains_itself(kind: Kind) -> None:
    assert not kind.title.endswith(".")
    assert kind.why.endswith(".")
    assert kind.why.count(".") >= 2


def test_form_is_found_wrong_in_one_of_many_cases() -> None:
    """Of cases of one form a single one is looked at, so a fault must be found wherever it stands."""
    wrong = (
        "{name: x, given: {}, expect: {stage: 3}}",
        "{name: '', given: {}, expect: {stage: mql}}",
        "{name: x, given: {}, expect: {}}",
        "{name: x, given: 3, expect: {stage: mql}}",
        "{name: x, given: {}, with: [], expect: {stage: mql}}",
        "{name: x, given: {}, expect: {lead: {}}}",
        "{name: x, over: a.csv, expect: {share: [{}]}}",
        "{name: x, over: a.csv, expect: {share: [{stage: mql}, 3]}}",
        "{name: x, given: {}, expect: {flags: big}}",
        "{name: x, given: {}, expect: {stage: mql}, extra: 1}",
        "{name: x, given: {}}",
        "3",
    )
    for each in wrong:
        sound = "  - {name: y, given: {}, expect: {stage: mql}}\n" * 9
        text = f"cases:\n{sound}  - {each}\n{sound}"
        root = load(Source("a.test.yaml", text)).node
        assert root is not None
        found = check_form(root)
        assert found, each
        assert found == check_shape(root, form(), "a test file")
        assert read_tests(Source("a.test.yaml", text)).file is None


def test_form_is_a_json_schema() -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(form())
    assert json.loads(json.dumps(form())) == form()


def test_lead_that_does_not_fit_is_placed_without_its_text() -> None:
    (found,) = ready(case("{email: canary}", "{stage: suspect}")).diagnostics
    assert found.primary is not None
    assert isinstance(found.primary.location, Place)
    assert (found.primary.location.line, found.primary.location.column) == (6, 20)
    assert "canary" not in repr(found)


def test_finding_shows_no_line_that_holds_facts_of_a_lead() -> None:
    block = "cases:\n  - name: one\n    given: {email: a@b.example}\n    expect: {stage: mqll}\n"
    flow = "cases:\n  - {name: one, given: {email: a@b.example}, expect: {stage: mqll}}\n"
    for text, kept in ((block, True), (flow, False)):
        source = Source("small.test.yaml", AS_OF + text)
        (finding,) = ready(source.text).diagnostics
        told = without_leads(finding, source, read_tests(source).leads)
        assert isinstance(finding.primary, Label)
        assert isinstance(told.primary, Label)
        assert isinstance(finding.primary.location, Span)
        if kept:
            assert told == finding
            continue
        place = told.primary.location
        assert isinstance(place, Place)
        assert (place.line, place.column) == source.position(finding.primary.location.start)


@pytest.mark.parametrize(
    "text",
    ["cases: [\n", "leads: {a: {email: &x a@b.example}}\ncases: []\n", "- a@b.example\n", "lead: {a: a@b.example}\n"],
)
def test_text_that_cannot_be_read_shows_no_line_at_all(text: str) -> None:
    source = Source("small.test.yaml", text)
    read = read_tests(source)
    assert read.diagnostics
    told = [without_leads(each, source, read.leads) for each in read.diagnostics]
    assert not [each for each in told if each.primary is not None and isinstance(each.primary.location, Span)]
    assert "b.example" not in " ".join(each.message for each in told)

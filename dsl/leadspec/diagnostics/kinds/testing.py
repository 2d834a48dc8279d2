"""Faults of test files, beside those of their form: what they ask for, the leads they give, when they judge."""

from __future__ import annotations

from leadspec.diagnostics.model import Kind, Phase

NO_TESTS = Kind(
    "no-tests",
    Phase.TEST,
    "no test was found where it was looked for",
    "A run that tested nothing must not end like one in which every test passed. Tests are the files that end in "
    "`.test.yaml`; a folder is searched with all its folders, apart from hidden ones. With `-k` at least one case must "
    "have the text in its name.",
    bad="leadspec test docs/\n",
    good="leadspec test policies/\n",
)

DOUBLED_CASE = Kind(
    "doubled-case",
    Phase.TEST,
    "two cases of a file have the same name",
    "A name says which case failed, and `-k` picks cases by it. Two cases of one name are most often a copy in which "
    "something was still to be changed.",
    bad="cases:\n"
    "  - {name: a buyer, given: {country: AT}, expect: {stage: suspect}}\n"
    "  - {name: a buyer, given: {country: DE}, expect: {stage: suspect}}\n",
    good="cases:\n"
    "  - {name: a buyer from Austria, given: {country: AT}, expect: {stage: suspect}}\n"
    "  - {name: a buyer from Germany, given: {country: DE}, expect: {stage: suspect}}\n",
)

CASE_FORM = Kind(
    "case-form",
    Phase.TEST,
    "the keys of a case do not go together",
    "A case is about one lead, which `given`, `with` and `plus` describe, or about the leads of a data file, which "
    "`over` names. `share` and `count` ask about many leads, all other expectations about one.",
    bad="cases:\n  - {name: half of all, given: {country: AT}, expect: {share: {stage: mql, at least: 50%}}}\n",
    good="cases:\n  - {name: half of all, over: leads.csv, expect: {share: {stage: mql, at least: 50%}}}\n",
)

NOTHING_EXPECTED = Kind(
    "nothing-expected",
    Phase.TEST,
    "a case expects nothing",
    "A case that compares nothing passes whatever the policy says. Name at least one output under `expect`, and give "
    "each `share` and `count` a bound.",
    bad="cases:\n  - {name: half of all, over: leads.csv, expect: {share: {stage: mql}}}\n",
    good="cases:\n  - {name: half of all, over: leads.csv, expect: {share: {stage: mql, at least: 50%}}}\n",
)

UNKNOWN_OUTPUT = Kind(
    "unknown-output",
    Phase.TEST,
    "the policy gives no output of this name",
    "What a case expects is named as in a lead's row: `stage`, `lead.sales`, `scores.fit`, `labels.temperature`, "
    "`tables.route`, `personas.ideal_customer.match`, `disqualified`, `flags`, `undecided`, `missing`. Over a data "
    "file the fields of the schema may be named too.",
    bad="cases:\n  - {name: a buyer, given: {country: AT}, expect: {scores: {fitt: 40}}}\n",
    good="cases:\n  - {name: a buyer, given: {country: AT}, expect: {scores: {fit: 40}}}\n",
)

IMPOSSIBLE_EXPECTATION = Kind(
    "impossible-expectation",
    Phase.TEST,
    "an output can never be what a case expects",
    "The policy has no such stage, label or reason, or the output is of another kind: a number where a name is "
    "wanted, a list where there is one value. The message says what the output may be.",
    bad="cases:\n  - {name: a buyer, given: {country: AT}, expect: {stage: suspct}}\n",
    good="cases:\n  - {name: a buyer, given: {country: AT}, expect: {stage: suspect}}\n",
)

UNKNOWN_LEAD = Kind(
    "unknown-lead",
    Phase.TEST,
    "a case is given a lead that the file does not have",
    "`given` holds the facts of a lead, or the name of one that stands under `leads`. Names are compared exactly.",
    bad="leads:\n  buyer: {country: AT}\ncases:\n  - {name: a buyer, given: byer, expect: {stage: suspect}}\n",
    good="leads:\n  buyer: {country: AT}\ncases:\n  - {name: a buyer, given: buyer, expect: {stage: suspect}}\n",
)

LEAD_DOES_NOT_FIT = Kind(
    "lead-does-not-fit",
    Phase.DATA,
    "a lead of a test does not fit the schema of the policy",
    "A field that the schema does not have would be passed over, and the case would test another lead than it shows. "
    "So every field of a test's lead must be one of the schema's, with a value that the clean-up takes.",
    bad="cases:\n  - {name: a buyer, given: {contry: AT}, expect: {stage: suspect}}\n",
    good="cases:\n  - {name: a buyer, given: {country: AT}, expect: {stage: suspect}}\n",
)

TEST_INSTANT = Kind(
    "test-instant",
    Phase.TEST,
    "a test does not say at which instant it judges",
    "A policy that reads time answers for one instant, and a test without one would pass today and fail next month. "
    "`as_of` stands at the head of the file or in a case, as date, time and offset; `--as-of` takes the place of the "
    "one at the head.",
    bad="as_of: 2026-11-01\ncases:\n  - {name: a buyer, given: {country: AT}, expect: {stage: suspect}}\n",
    good="as_of: 2026-11-01T09:00:00+01:00\n"
    "cases:\n  - {name: a buyer, given: {country: AT}, expect: {stage: suspect}}\n",
)

NOBODY_COUNTED = Kind(
    "nobody-counted",
    Phase.TEST,
    "a share or a count is taken among no lead at all",
    "Nothing out of nothing is neither a tenth nor a third, and `at most` would hold for the wrong reason: most often "
    "because the data is another file, or because all its rows were rejected. Rejected rows are no leads.",
)

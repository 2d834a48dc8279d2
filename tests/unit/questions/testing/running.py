"""A small policy with an output of each sort, and test files run on it as text."""

from __future__ import annotations

from functools import cache
from textwrap import indent

from leadspec.analysis.load import load_policy
from leadspec.analysis.model import Analysis
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.file import NOT_FOUND
from leadspec.engines.interpreter import Interpreter
from leadspec.questions.testing import Bench, BrokenCase, LeadCase, LeadResult, ReadyTests, make_ready, read_tests
from leadspec.source import Source
from leadspec.values.zones import zone

HERE = zone("Europe/Berlin")

SCHEMA = """type: object
properties:
  email: {type: string, format: email}
  country: {type: string, enum: [AT, DE, "NO"]}
  size: {type: integer, x-on-invalid: missing}
  revenue: {type: number}
  created_at: {type: string, format: date-time}
  born: {type: string, format: date}
  customer: {type: boolean}
  note: {type: string}
  tags: {type: array, items: {type: string}}
  stage: {type: string}
  company:
    type: object
    properties:
      name: {type: string}
  activities:
    type: array
    items:
      type: object
      required: [type, at]
      properties:
        type: {type: string, enum: [demo, visit]}
        at: {type: string, format: date-time}
        page: {type: string}
"""

POLICY = """policy "Small"
  schema      "lead.schema.yaml"
  timezone    "Europe/Berlin"
  departments marketing, sales

persona ideal owned by sales:
  all of:
    size >= 50
    country is AT
    note contains "head"

score fit from 0 to 100:
  +10.5 when size >= 50
  +20 when did demo in the last 30 days

classify warmth best first:
  hot  when fit >= 30
  warm when fit >= 10
  cold otherwise

classify colour:
  red  when country is AT
  blue otherwise

table route by country:
  AT  | "Home"
  any | "Away"

table worth by size:
  >= 50 | 7
  any   | 2.5

disqualify "no way in" when email is missing
flag "big" when size >= 1000

stage suspect: everyone
stage prospect: size >= 50
stage mql: prospect and did demo

marketing counts a lead when: email is present
sales counts a lead when: ideal
we count a lead when: stage is at least mql
"""

TIMELESS = """policy "Timeless"
  schema      "lead.schema.yaml"
  departments sales

sales counts a lead when: country is AT
"""

# What POLICY gives: stage mql, fit 30.50, warmth hot, route Home, worth 7; ideal holds in two of three lines.
BUYER = "{email: a@firm.example, country: AT, size: 120, activities: [{type: demo, at: 2026-10-30T10:00:00+01:00}]}"
HEAD = f"as_of: 2026-11-01T09:00:00+01:00\nleads:\n  buyer: {BUYER}\ncases:\n"


@cache
def policy(text: str = POLICY, schema: str = SCHEMA) -> Analysis:
    def read(path: str) -> Source | Diagnostic:
        return Source(path, schema) if path == "lead.schema.yaml" else NOT_FOUND.at(None, f"no `{path}`")

    found = load_policy(Source("policy.lead", text), read)
    assert found.program is not None, found.diagnostics
    return found


def ready(text: str, policy_text: str = POLICY, *, as_of: int | None = None) -> ReadyTests:
    """The cases of a whole test file; findings of its form too."""
    analysis = policy(policy_text)
    source = Source("small.test.yaml", text)
    read = read_tests(source)
    if read.file is None:
        return ReadyTests((), read.diagnostics)
    assert analysis.program is not None
    assert analysis.schema is not None
    found = make_ready(read.file, source, analysis.program, analysis.schema, HERE, as_of=as_of)
    return ReadyTests(found.cases, (*read.diagnostics, *found.diagnostics))


def case(given: str, expect: str, more: str = "") -> str:
    return HEAD + indent(f"- name: one\n  given: {given}\n  expect: {expect}\n{more}", "  ")


def run(text: str, policy_text: str = POLICY) -> list[LeadResult | BrokenCase]:
    found = ready(text, policy_text)
    assert not found.diagnostics, [(each.id, each.message) for each in found.diagnostics]
    program = policy(policy_text).program
    assert program is not None
    bench = Bench(Interpreter(), program, HERE)
    return list(bench.run(each for each in found.cases if isinstance(each, LeadCase)))


def passes(given: str, expect: str) -> bool:
    (result,) = run(case(given, expect))
    assert isinstance(result, LeadResult)
    return result.passed


def faults(text: str, policy_text: str = POLICY) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.id, each.message, each.hints) for each in ready(text, policy_text).diagnostics]

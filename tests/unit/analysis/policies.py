"""Policies for tests: rules below a common head, over a common schema, with files kept in a dictionary."""

from __future__ import annotations

from collections.abc import Mapping

from leadspec.analysis.load import load_policy
from leadspec.analysis.model import Analysis
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import file as file_kinds
from leadspec.ir import core
from leadspec.ir.invariants import check
from leadspec.source import Source

HEAD = """policy "Inbound leads"
  schema "lead.schema.yaml"
  timezone "Europe/Berlin"
  departments marketing, sales
"""

COUNTS = "we count a lead when: email is present\n"

SCHEMA = """
type: object
required: [id]
properties:
  id: {type: string, x-leadspec-id: true}
  email: {type: string, format: email}
  phone: {type: string}
  country: {type: string, enum: [AT, CH, DE, FR]}
  home: {type: string, enum: [AT, CH, DE, FR]}
  industry: {type: string, enum: [machinery, software, chemicals]}
  source: {type: string, enum: [website, email, "trade fair", missing]}
  job_title: {type: string}
  lifecycle: {type: string, x-leadspec-previous-stage: true}
  stage: {type: string}
  newsletter: {type: boolean}
  blocked: {type: boolean}
  budget: {type: number, x-missing: [0]}
  open_rate: {type: number, x-unit: share, minimum: 0, maximum: 1}
  discount: {type: number, x-unit: percent}
  created_at: {type: string, format: date-time}
  changed_at: {type: string, format: date-time}
  contract_end: {type: string, format: date}
  tags: {type: array, items: {type: string}}
  markets: {type: array, items: {type: string, enum: [AT, CH, DE]}}
  sizes: {type: array, items: {type: number}}
  company:
    type: object
    properties:
      employees: {type: integer, minimum: 0}
      name: {type: string}
  "Lead Source": {type: string}
  activities:
    type: array
    items:
      type: object
      required: [type, at]
      properties:
        id: {type: string, x-leadspec-event-id: true}
        type:
          type: string
          enum: [demo_requested, page_viewed, email_clicked, call_received, unsubscribed]
        at: {type: string, format: date-time}
        page: {type: string}
        amount: {type: number}
        due: {type: string, format: date}
        opened: {type: boolean}
        country: {type: string, enum: [AT, CH, DE]}
"""

FILES: Mapping[str, str] = {"lead.schema.yaml": SCHEMA}


def load(text: str, files: Mapping[str, str] | None = None) -> Analysis:
    """A whole policy, checked."""
    known = {**FILES, **(files or {})}

    def read(path: str) -> Source | Diagnostic:
        if path in known:
            return Source(path, known[path])
        return file_kinds.NOT_FOUND.at(None, f"there is no file `{path}`")

    return load_policy(Source("policy.lead", text), read)


def rules(text: str, files: Mapping[str, str] | None = None) -> Analysis:
    """Rules below the common head. A verdict is added, so that parts alone make a policy."""
    return load(HEAD + text + ("" if "we count a lead" in text else COUNTS), files)


def program(text: str, files: Mapping[str, str] | None = None) -> core.Program:
    """The core IR of rules that have no fault."""
    found = rules(text, files)
    assert [(each.id, each.message) for each in found.diagnostics] == []
    assert found.program is not None
    assert check(found.program) == []
    return found.program


def body(text: str, name: str = "x") -> core.Body:
    """What a definition called `x` is lowered to."""
    found = {each.name: each for each in program(f"{text}\n").definitions}
    return found[name].body


def condition(text: str) -> core.Body:
    """What a condition is lowered to."""
    return body(f'flag "x" when {text}', "flags.x")


def faults(text: str, files: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """The ids and messages of what is wrong with rules."""
    return [(each.id, each.message) for each in rules(text, files).diagnostics]


def ids(text: str, files: Mapping[str, str] | None = None) -> list[str]:
    return [each.id for each in rules(text, files).diagnostics]


def fault(text: str, files: Mapping[str, str] | None = None) -> Diagnostic:
    """The one thing that is wrong with rules."""
    found = rules(text, files).diagnostics
    assert len(found) == 1, [(each.id, each.message) for each in found]
    return found[0]


def wrong(condition_text: str) -> Diagnostic:
    """The one thing that is wrong with a condition."""
    return fault(f'flag "x" when {condition_text}\n')

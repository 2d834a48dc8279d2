"""The way from a text to a function, as another program takes it."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

import leadspec
from leadspec.cleanup import Reject
from leadspec.engines.python.runtime import instant_of

SCHEMA = """type: object
properties:
  id: {type: string}
  country: {type: string, enum: [DE, AT]}
  budget: {type: number}
  tags: {type: array, items: {type: string}}
"""
POLICY = """policy "P"
  schema "lead.schema.yaml"
  departments marketing, sales

list rich from "rich.txt"

stage suspect: everyone
stage mql: country is DE and budget >= 0.3 and tags include any of rich

we count a lead when: mql
"""
FILES = {"lead.schema.yaml": SCHEMA, "rich.txt": "gold\nsilver\n"}
AS_OF = "2026-11-21T09:00:00+01:00"


def compiled() -> leadspec.CompiledLeads:
    return leadspec.load(POLICY, read=FILES.__getitem__).compile()


def test_raw_records_are_cleaned_up_first() -> None:
    judge = compiled().at(AS_OF)
    found = [
        judge.raw({"id": "A", "country": " de", "budget": 0.1 + 0.2 - 0.00000000000000004, "tags": ["Gold"]}),
        judge.raw({"id": "B", "country": "DE", "budget": Decimal("0.29"), "tags": ["gold"]}),
        judge.raw({"id": "C", "country": "DE", "budget": 1, "tags": ("gold",)}),
    ]
    assert [each.stage for each in found if not isinstance(each, Reject)] == ["mql", "suspect", "mql"]


@pytest.mark.parametrize("budget", [float("nan"), float("inf"), "much", 0.1 + 0.2])
def test_record_that_does_not_fit_is_rejected(budget: object) -> None:
    found = compiled().raw({"id": "A", "budget": budget}, AS_OF)
    assert isinstance(found, Reject)
    assert found.field == "budget"


def test_value_that_no_record_holds_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="not `object`"):
        compiled().raw({"id": "A", "budget": object()}, AS_OF)


def test_clean_leads_get_rows() -> None:
    judge = compiled()
    lead = leadspec.Lead("A", {"country": "DE", "budget": 1_000_000})
    verdict = judge(lead, AS_OF)
    assert (verdict.stage, verdict.undecided) == ("suspect", ())
    answer = dict(zip(judge.at(AS_OF).paths, judge.at(AS_OF).answer(lead), strict=True))
    assert answer == {"stage": "suspect", "lead.agreed": False}


def test_pickled_as_its_texts() -> None:
    judge = compiled()
    again = pickle.loads(pickle.dumps(judge))
    record = {"id": "A", "country": "DE", "budget": 1, "tags": ["gold"]}
    assert again.raw(record, AS_OF) == judge.raw(record, AS_OF)


@pytest.mark.parametrize("as_of", ["2026-11-21", "soon", datetime(2026, 11, 21), True, None])  # noqa: DTZ001
def test_no_run_without_its_instant(as_of: Any) -> None:
    with pytest.raises(ValueError, match="say at which instant"):
        compiled().at(as_of)


@pytest.mark.parametrize("hours", [-5, 0, 1])
def test_instant_may_be_a_datetime_with_a_zone(hours: int) -> None:
    there = timezone(timedelta(hours=hours))
    for written in ("2026-11-21T09:00:00.000001+01:00", "1969-12-31T23:59:59.999999+00:00"):
        assert instant_of(datetime.fromisoformat(written).astimezone(there)) == instant_of(written)
    record = {"id": "A", "country": "DE", "budget": 1, "tags": ["gold"]}
    assert compiled().raw(record, datetime.fromisoformat(AS_OF)) == compiled().raw(record, AS_OF)


def test_policy_with_faults_does_not_compile() -> None:
    policy = leadspec.load(POLICY.replace("country", "county"), read=FILES.__getitem__)
    assert policy.diagnostics
    with pytest.raises(leadspec.PolicyError, match="county") as caught:
        policy.compile()
    assert caught.value.diagnostics == policy.diagnostics


def test_file_that_nobody_reads_is_a_finding() -> None:
    assert any("lead.schema.yaml" in each.message for each in leadspec.load(POLICY).diagnostics)


def test_local_times_of_raw_records_are_those_of_the_declared_zone_though_no_rule_reads_time():
    text = """policy "Zone"
  schema      "s.yaml"
  timezone    "Europe/Berlin"
  departments marketing

marketing counts a lead when: email is present
"""
    schema = """type: object
properties:
  id: {type: string, x-leadspec-id: true}
  email: {type: string}
  created_at: {type: string, format: date-time}
"""
    compiled = leadspec.load(text, read=lambda _: schema).compile()
    record = {"id": "A", "email": "a@b.example", "created_at": "2026-10-25 01:30:00"}
    row = compiled.raw(record, "2026-11-21T09:00:00+01:00")
    assert isinstance(row, leadspec.Verdict)

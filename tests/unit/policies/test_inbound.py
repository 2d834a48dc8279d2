"""The sample policy: it checks, its leads are what the generator makes, and its funnel is a funnel."""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path

import pytest

from leadspec.analysis.load import load_policy
from leadspec.cleanup import Reject
from leadspec.engines.interpreter import Interpreter
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import Verdict
from leadspec.source import Source
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.zones import zone
from leadspec_cli.files.leads import read_leads
from leadspec_cli.files.readers import DataFile

POLICIES = Path(__file__).parents[3] / "policies"
INBOUND = POLICIES / "inbound"


def test_leads_are_what_the_generator_makes() -> None:
    made = runpy.run_path(str(INBOUND / "make_leads.py"))["make"]()
    assert (INBOUND / "leads.jsonl").read_bytes() == made.encode()


def test_names_no_domain_that_could_be_real() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (INBOUND / "leads.jsonl", INBOUND / "competitors.csv")]
    hosts = {word.split('"')[0] for text in texts for word in text.lower().split("@")[1:] if "." in word.split('"')[0]}
    assert {host.rpartition(".")[2] for host in hosts} == {"example"}


def _read(name: str) -> Source:
    return Source(name, (INBOUND / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def judged() -> tuple[list[Verdict], list[Reject]]:
    analysis = load_policy(_read("policy.lead"), _read)
    assert analysis.diagnostics == ()
    assert analysis.program is not None
    assert analysis.schema is not None
    here = zone("Europe/Berlin")
    as_of = parse_instant("2026-11-21T09:00:00+01:00")
    assert isinstance(as_of, Instant)
    found = list(read_leads(DataFile(INBOUND / "leads.jsonl", "leads.jsonl"), analysis.schema, here))
    leads = [each for each in found if isinstance(each, Lead)]
    judge = Interpreter().prepare(analysis.program, as_of.at, here)
    return list(judge.verdicts(leads)), [each for each in found if isinstance(each, Reject)]


def test_what_nobody_can_convert_is_rejected_with_its_field(judged: tuple[list[Verdict], list[Reject]]) -> None:
    _, rejects = judged
    assert Counter(each.field for each in rejects) == {
        "created_at": 2,
        "country": 2,
        "source": 1,
        "email": 1,
        "role": 1,
        "job_title": 1,
        "id": 2,
    }


def test_no_record_vanishes(judged: tuple[list[Verdict], list[Reject]]) -> None:
    verdicts, rejects = judged
    assert len(verdicts) + len(rejects) == 1000


def test_every_stage_occurs_and_the_funnel_narrows(judged: tuple[list[Verdict], list[Reject]]) -> None:
    stages = Counter(each.stage for each in judged[0])
    assert set(stages) == {"disqualified", "suspect", "prospect", "mql", "sql"}
    reached = [stages["sql"], stages["sql"] + stages["mql"]]
    assert 0.1 <= reached[0] / reached[1] <= 1 / 3
    assert 100 <= reached[1] <= stages["suspect"]


def test_every_answer_occurs(judged: tuple[list[Verdict], list[Reject]]) -> None:
    verdicts = judged[0]
    assert {each.labels["temperature"] for each in verdicts} == {"cold", "warm", "hot"}
    assert {each.tables["route"] for each in verdicts} == {
        "Research first",
        "Enterprise DACH",
        "SMB DACH",
        "International",
    }
    assert {reason for each in verdicts for reason in each.disqualified} == {"competitor", "no way to contact"}
    assert {remark for each in verdicts for remark in each.flags} == {"hand-raise without phone"}
    assert {each.counts["sales"] for each in verdicts} == {True, None, False}


def test_departments_disagree_on_many_and_agree_on_some(judged: tuple[list[Verdict], list[Reject]]) -> None:
    pairs = Counter((each.counts["marketing"] is True, each.counts["sales"] is True) for each in judged[0])
    assert pairs[(True, True)] >= 20
    assert pairs[(True, False)] >= 200
    assert pairs[(False, False)] >= 20

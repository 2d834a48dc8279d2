"""Each kind of finding of the analysis: its bad example gives it, its good example gives nothing."""

from __future__ import annotations

import pytest

from leadspec.analysis.model import Analysis
from leadspec.diagnostics import Kind
from leadspec.diagnostics.kinds import name, policy, types
from unit.analysis.policies import load, rules

KINDS = [each for module in (name, policy, types) for each in vars(module).values() if isinstance(each, Kind)]
WHOLE = ("missing-policy-head", "no-answer")  # examples that stand without the common head or verdict
FILES = {"competitors.csv": "domain,name\nrival.example,Rival\n"}


def read(kind: Kind, text: str) -> Analysis:
    if text.startswith("policy ") or kind.id == "missing-policy-head":
        return load(text, FILES)
    if kind.id == "no-answer":
        head = 'policy "P"\n  schema "lead.schema.yaml"\n  departments marketing, sales\n'
        return load(head + text, FILES)
    return rules(text, FILES)


@pytest.mark.parametrize("kind", [each for each in KINDS if each.bad], ids=lambda kind: kind.id)
def test_bad_example_gives_its_finding(kind: Kind) -> None:
    found = read(kind, kind.bad or "").diagnostics
    assert {each.id for each in found} == {kind.id}


@pytest.mark.parametrize("kind", [each for each in KINDS if each.good], ids=lambda kind: kind.id)
def test_good_example_is_sound(kind: Kind) -> None:
    assert [(each.id, each.message) for each in read(kind, kind.good or "").diagnostics] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_kind_explains_itself(kind: Kind) -> None:
    assert kind.id == kind.id.lower()
    assert kind.title[0] in "`abcdefghijklmnopqrstuvwxyz"
    assert not kind.title.endswith(".")
    assert kind.why.endswith(".")
    assert kind.why.count(".") >= 2

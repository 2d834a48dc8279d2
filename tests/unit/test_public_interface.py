"""The public interface: every name is there, and a policy goes from text to a verdict through it alone."""

from __future__ import annotations

import pytest

import leadspec
from leadspec import Source, clean, evaluate, load_policy, meaning_digest, zone

SCHEMA = """type: object
properties:
  id: {type: string}
  country: {type: string, enum: [DE, AT]}
"""
POLICY = """policy "P"
  schema "lead.schema.yaml"
  departments marketing, sales

stage suspect: everyone
stage mql: country is DE

we count a lead when: mql
"""


def test_every_public_name_is_there() -> None:
    assert all(hasattr(leadspec, name) for name in leadspec.__all__)
    assert set(leadspec.__all__) == set(leadspec._HOMES)


def test_unknown_name_is_told_as_python_tells_it() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = leadspec.nothing  # type: ignore[attr-defined]


def test_policy_goes_from_text_to_a_verdict() -> None:
    found = load_policy(Source("policy.lead", POLICY), lambda path: Source(path, SCHEMA))
    assert found.diagnostics == ()
    assert found.program is not None
    assert found.schema is not None
    assert meaning_digest(found.program).startswith("sha256:")
    cleaned = clean([(1, {"id": "A", "country": "de"}), (2, {"id": "B"})], found.schema)
    verdicts = [evaluate(found.program, lead, 0, zone("UTC")).verdict for lead in cleaned.leads]
    assert [(each.id, each.stage, each.counts["agreed"]) for each in verdicts] == [
        ("A", "mql", True),
        ("B", "suspect", None),
    ]

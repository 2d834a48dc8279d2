"""May-sets of whole policies: they hold the value, and each value that facts filled in may give, and never widen.

That a fact is missing is known, so presence is the one test that a further fact may turn round: here policies have no
such test. Lists of values and the previous stage are never unknown, so they are not filled in either.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leadspec.analysis.model import Analysis
from leadspec.engines.interpreter import Evaluation
from leadspec.ir.lead import Event, Lead
from leadspec.syntax import tree
from property.soak import seeds, tries
from property.test_may_sets import is_decided, is_within, may_be, missing_of, value_of
from property.typed_choices import Choices, drawn, seeded
from property.typed_leads import make_records
from property.typed_policies import TypedPolicy, random_policy, varied_policies
from property.typed_runs import cleaned, evaluations, program_of
from property.typed_trees import mapped

COMPLETIONS = 4


def without_presence(policy: TypedPolicy) -> TypedPolicy:
    def change(node: Any) -> Any:
        match node:
            case tree.Presence(missing=missing):
                return tree.BooleanLiteral(not missing)
            case tree.PresenceCell():
                return tree.AnyCell()
        return node

    shared = None if policy.shared is None else mapped(policy.shared, change)
    return TypedPolicy(mapped(policy.file, change), policy.schema, policy.as_of, shared, policy.files)


def thinned(lead: Lead, kept: frozenset[str], choices: Choices) -> Lead:
    """The lead without some of its facts and those of its events."""
    facts = {name: value for name, value in lead.facts.items() if name in kept or not choices.rarely(3)}
    events = (
        Event(each.type, each.at, {name: value for name, value in each.facts.items() if not choices.rarely(3)})
        for each in lead.events
    )
    return Lead(lead.id, facts, tuple(events))


def filled(lead: Lead, sources: list[Lead], kept: frozenset[str], choices: Choices) -> Lead:
    """The lead with some of its gaps filled from other leads, whose values come close to the policy's constants."""
    facts = dict(lead.facts)
    for name, value in choices.of(sources).facts.items():
        if name not in facts and name not in kept and not choices.rarely(3):
            facts[name] = value
    givers = [each.facts for source in sources for each in source.events] or [{}]
    events = (Event(each.type, each.at, {**choices.of(givers), **each.facts}) for each in lead.events)
    return Lead(lead.id, facts, tuple(events))


def never_unknown(policy: TypedPolicy) -> frozenset[str]:
    """The fields whose absence says something: lists, the previous stage."""
    return frozenset(
        each.name for each in policy.schema.fields if each.many or "x-leadspec-previous-stage" in each.keywords
    )


def may_sets_hold(policy: TypedPolicy, choices: Choices) -> None:
    policy = without_presence(policy)
    analysis: Analysis = policy.load()
    program = program_of(policy, analysis)
    whole = list(cleaned(make_records(choices, policy, 4), analysis, policy.zone).values())
    kept = never_unknown(policy)
    for lead in whole[:2]:
        thin = thinned(lead, kept, choices)
        fuller = {"thin": thin, "whole": lead}
        fuller |= {f"filled {number}": filled(thin, whole, kept, choices) for number in range(COMPLETIONS)}
        found = evaluations(policy, program, fuller)
        before = found.pop("thin")
        holds_its_own_values(before)
        for name, after in found.items():
            for key, result in after.results.items():
                assert may_be(before.results[key], value_of(result)), f"{key} of {name}: outside of the may-set"
                assert is_within(result, before.results[key]), f"{key} of {name}: more facts, and a wider may-set"


def holds_its_own_values(found: Evaluation) -> None:
    for key, result in found.results.items():
        assert may_be(result, value_of(result)), f"{key}: its own value"
        assert is_decided(result) is not bool(missing_of(result)), f"{key}: decided exactly where nothing is missing"


@tries(20)
@given(varied_policies(), st.data())
def test_may_sets_hold_every_completion_and_never_widen(policy: TypedPolicy, data: st.DataObject) -> None:
    may_sets_hold(policy, drawn(data.draw))


def test_may_sets_of_random_policies_hold_every_completion_and_never_widen() -> None:
    for seed in seeds(60):
        may_sets_hold(random_policy(seed), seeded(f"may {seed}"))

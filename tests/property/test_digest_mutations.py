"""The digest changes whenever the meaning does: of ten thousand mutants none kept it that gave a lead another answer.

A mutant has one place of its text or schema changed. Where its digest is that of the policy it was made of, every
lead must get the same answer from both. Where it is another one there is nothing to show: a digest may also change
with what no lead can tell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from leadspec.analysis.load import load_policy
from leadspec.analysis.model import Analysis
from leadspec.ir.canonical import canonical_bytes, meaning_digest
from leadspec.ir.lead import Lead
from leadspec.source import Source
from property.soak import SOAK, seeds
from property.typed_choices import seeded
from property.typed_inbound import FOLDER, inbound_policy
from property.typed_leads import random_records
from property.typed_mutants import mutant
from property.typed_policies import TypedPolicy, random_policy
from property.typed_runs import cleaned, evaluations, program_of

LEADS = 40 if SOAK == 1 else 100
EACH = 8


@dataclass
class Trial:
    """One policy, its digest, and what it says of many leads."""

    name: str
    policy: TypedPolicy
    counts: Counter[str]
    forms: dict[str, bytes]
    leads: dict[str, Lead] = field(default_factory=dict)
    answers: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.analysis = self.policy.load()
        self.program = program_of(self.policy, self.analysis)
        self.digest = meaning_digest(self.program)

    def tries(self, number: int) -> None:
        """One mutant. Fails where it means something else and has the same digest."""
        seed = f"{self.name} {number}"
        found = mutant(self.policy, seeded(seed))
        analysis = found.policy.load()
        if analysis.program is None:
            self.counts["does not check"] += 1
            return
        digest = meaning_digest(analysis.program)
        form = canonical_bytes(analysis.program)
        assert self.forms.setdefault(digest, form) == form, f"{seed}: two canonical forms with one digest"
        if digest != self.digest:
            self.counts["another digest"] += 1
            return
        self.counts["same digest"] += 1
        different = self.differences(found.policy, analysis)
        assert not different, f"{seed}, {found.where}: the same digest, and another answer for {different}"

    def differences(self, other: TypedPolicy, analysis: Analysis) -> list[str]:
        """The leads of whom the two policies say different things."""
        records = random_records(self.name, self.policy, LEADS)
        if not self.answers:
            self.leads = cleaned(records, self.analysis, self.policy.zone)
            self.answers = {
                name: each.verdict.meaning()
                for name, each in evaluations(self.policy, self.program, self.leads).items()
            }
        assert analysis.program is not None
        leads = cleaned(records, analysis, other.zone)
        # Which records are rejected stands outside of the digest; which events of a lead count stands inside.
        leads = {name: each for name, each in leads.items() if name in self.leads}
        answers = evaluations(other, analysis.program, leads)
        return [name for name, each in answers.items() if each.verdict.meaning() != self.answers[name]]


def test_mutants_of_random_policies_mean_the_same_or_have_another_digest() -> None:
    counts: Counter[str] = Counter()
    forms: dict[str, bytes] = {}
    for seed in seeds(38):
        trial = Trial(f"policy {seed}", random_policy(seed), counts, forms)
        for number in range(EACH):
            trial.tries(number)
    assert counts["another digest"] > counts.total() * 0.3, counts
    assert counts["same digest"] > counts.total() * 0.05, counts


def test_mutants_of_the_inbound_policy_mean_the_same_or_have_another_digest() -> None:
    counts: Counter[str] = Counter()
    trial = Trial("inbound", inbound_policy(), counts, {})
    for number in range(100 * SOAK):
        trial.tries(number)
    assert counts["another digest"] > counts.total() * 0.3, counts


def test_the_inbound_policy_is_the_one_of_the_folder() -> None:
    def read(path: str) -> Source:
        return Source(path, (FOLDER / path).read_text(encoding="utf-8"))

    analysis = load_policy(read("policy.lead"), read)
    policy = inbound_policy()
    assert meaning_digest(program_of(policy, analysis)) == meaning_digest(program_of(policy))

"""Laws of policies that check: they run on every lead, their texts say the same in any layout and order."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from leadspec.formatter import format_source
from leadspec.ir.canonical import meaning_digest
from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.syntax.parse import parse
from property.soak import seeds, tries
from property.typed_choices import Choices, drawn, seeded
from property.typed_constructs import constructs, node_kinds, variants
from property.typed_leads import random_records, records
from property.typed_policies import MAIN, SHARED, TypedPolicy, load_texts, random_policy, varied_policies
from property.typed_runs import cleaned, evaluations, meanings, program_of

SAMPLE = 400


def test_every_construct_occurs_in_one_policy_of_twenty() -> None:
    """What the generator does not say, no law about its policies has tried."""
    found: Counter[str] = Counter()
    for seed in range(SAMPLE):
        found.update(constructs(random_policy(seed)))
    rare = {each: found[each] / SAMPLE for each in node_kinds() | variants() if found[each] < SAMPLE * 0.05}
    assert rare == {}


@tries(40)
@given(varied_policies(), st.data())
def test_a_policy_that_checks_runs_on_every_lead(policy: TypedPolicy, data: st.DataObject) -> None:
    runs_on_every_lead(policy, data.draw(records(policy)))


def test_random_policies_run_on_random_leads() -> None:
    for seed in seeds(60):
        policy = random_policy(seed)
        runs_on_every_lead(policy, random_records(seed, policy, 12))


def runs_on_every_lead(policy: TypedPolicy, found: list) -> None:
    analysis = policy.load()
    program = program_of(policy, analysis)
    leads = cleaned(found, analysis, policy.zone)
    assert len(leads) == len(found), "the records are made to fit"
    for name, evaluation in evaluations(policy, program, leads).items():
        verdict = evaluation.verdict
        assert verdict.id == name
        assert verdict.stage is None or verdict.stage in (*policy.stages, "disqualified")
        assert (verdict.stage == "disqualified") is (bool(verdict.disqualified) and bool(policy.stages))
        assert not (verdict.disqualified and True in verdict.counts.values())
        assert set(evaluation.results) == {each.name for each in program.definitions}


# --- texts --------------------------------------------------------------------------------------------------------


@tries(30)
@given(varied_policies())
def test_reading_a_policy_again_gives_the_same_program(policy: TypedPolicy) -> None:
    parsed = parse(Source(MAIN, policy.text))
    assert parsed.diagnostics == ()
    assert parsed.file == policy.file
    assert program_of(policy) == program_of(policy)


@tries(40)
@given(varied_policies(), st.data())
def test_layout_changes_nothing(policy: TypedPolicy, data: st.DataObject) -> None:
    """A policy in another layout formats to the same text, and means the same."""
    choices = drawn(data.draw)
    text = in_another_layout(policy.text, choices)
    files = dict(policy.texts)
    if SHARED in files:
        files[SHARED] = in_another_layout(files[SHARED], choices)
    program = program_of(policy)
    other = program_of(policy, load_texts(text, files))
    assert other == program
    assert meaning_digest(other) == meaning_digest(program)
    formatted = format_source(Source(MAIN, text)).text
    assert formatted is not None
    assert format_source(Source(MAIN, formatted)).text == formatted
    again = program_of(policy, load_texts(formatted, files))
    assert again == program
    found = random_records("layout", policy, 4)
    assert meanings(policy, load_texts(formatted, files), found) == meanings(policy, policy.load(), found)


_APART = re.compile(r'("(?:[^"]|"")*"|\[[^\]]*\]|#.*$)')


def in_another_layout(text: str, choices: Choices) -> str:
    """Deeper indentation, wider gaps, comments and blank lines."""
    wide, deep = choices.rarely(2), choices.one(1, 2, 3)
    lines = []
    for line in text.splitlines():
        body = line.lstrip(" ")
        indent = " " * (len(line) - len(body)) * deep
        if wide:  # not inside of texts, bracketed names and comments
            parts = _APART.split(body)
            body = "".join(part if at % 2 else part.replace(" ", "   ") for at, part in enumerate(parts))
        if choices.rarely(6):
            lines.append(choices.one("", f"{indent}# a remark", "# another"))
        if choices.rarely(6) and "#" not in body:
            body += choices.one("  # as agreed", " ", " #")
        lines.append(indent + body)
    return choices.one("\n", "\r\n").join(lines) + "\n"


@tries(40)
@given(varied_policies(), st.data())
def test_the_order_of_statements_changes_nothing(policy: TypedPolicy, data: st.DataObject) -> None:
    """Stages keep their order among themselves; everything else may stand anywhere."""
    other = policy.with_statements(in_another_order(policy.file.statements, drawn(data.draw)))
    analysis, other_analysis = policy.load(), other.load()
    assert meaning_digest(program_of(other, other_analysis)) == meaning_digest(program_of(policy, analysis))
    found = random_records("order", policy, 6)
    assert meanings(other, other_analysis, found) == meanings(policy, analysis, found)


def in_another_order(statements: tuple[tree.Statement, ...], choices: Choices) -> list[tree.Statement]:
    stages = iter([each for each in statements if isinstance(each, tree.Stage)])
    return [next(stages) if isinstance(each, tree.Stage) else each for each in choices.shuffled(statements)]


# --- processes ----------------------------------------------------------------------------------------------------

PRINTED = """
import json
from property.test_policies_typed import printed
print(json.dumps([printed(seed) for seed in range(5)]))
"""


def printed(seed: int) -> list[str]:
    """All that one policy gives, as text."""
    policy = random_policy(seed)
    analysis = policy.load()
    program = program_of(policy, analysis)
    leads = cleaned(random_records(seed, policy, 5), analysis, policy.zone)
    answers = [repr(each.verdict) for each in evaluations(policy, program, leads).values()]
    return [meaning_digest(program), ", ".join(program.outputs), *answers]


def test_answers_do_not_depend_on_the_seed_of_hashes() -> None:
    here = json.loads(json.dumps([printed(seed) for seed in range(5)]))
    for hash_seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        done = subprocess.run(
            [sys.executable, "-c", PRINTED], env=environment, capture_output=True, text=True, check=True, timeout=60
        )
        assert json.loads(done.stdout) == here


def test_a_seed_gives_one_policy() -> None:
    assert random_policy(7) == random_policy(7)
    assert seeded(7).some(range(50), 5, 5) == seeded(7).some(range(50), 5, 5)

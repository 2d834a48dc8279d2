"""Whatever is wrong with a policy, its schema or its lists: findings with their places, no exception, no program."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from leadspec.analysis.model import Analysis
from leadspec.diagnostics import has_errors
from leadspec.ir.canonical import meaning_digest
from leadspec.ir.invariants import check
from leadspec.source import Place, Span
from property.soak import seeds, tries
from property.typed_choices import Choices, drawn, seeded
from property.typed_mutants import mutant
from property.typed_policies import MAIN, SCHEMA, load_texts, random_policy, varied_policies

TEXTS = st.text(max_size=200)
PIECES = (
    *("policy", "list", "define", "persona", "score", "classify", "table", "disqualify", "flag", "stage", "use"),
    *("when", "and", "or", "not", "is", "in", "true", "because", "did", "since last", "for each", "at most", "per day"),
    *("otherwise", "everyone", "any", "missing", "50%", "2026-02-30", "30 days", "1.000", "0", "-1", '"', "(", ")"),
    *(":", ",", "|", "+", "=", "\n", "\n  ", "\t", "#", "[", "]", "\u200b", "\ufeff", "\u202e", "é", "e\u0301", "“x”"),
    *("{", "}", "null", "[]", '"x-missing"', '"type"', '"$ref"', "1e999", "\x00", "\ud800", "'", "&a", "*a", "!!str"),
)


def is_sound(analysis: Analysis, texts: Mapping[str, str]) -> None:
    """Findings lie inside of the texts, and there is a program exactly where no finding is an error."""
    for diagnostic in analysis.diagnostics:
        assert "\n" not in diagnostic.message
        labels = [each for each in (diagnostic.primary, *diagnostic.secondary) if each is not None]
        for each in labels:
            match each.location:
                case Span(file, start, end):
                    assert 0 <= start <= end <= len(texts[file]), diagnostic
                case Place(file=file, line=line):
                    assert line is None or 1 <= line <= texts[file].count("\n") + 1, diagnostic
        assert diagnostic.primary is not None, diagnostic
    assert (analysis.program is None) is has_errors(analysis.diagnostics)
    if analysis.program is not None:
        assert meaning_digest(analysis.program)


def test_mutants_give_findings_or_a_program() -> None:
    """Typed policies with one to three places changed: about half of them do not check any more."""
    faulty = 0
    for seed in seeds(40):
        policy = random_policy(seed)
        choices = seeded(f"faulty {seed}")
        for _ in range(3):
            policy = mutant(policy, choices).policy
            analysis = policy.load()
            is_sound(analysis, {MAIN: policy.text, **policy.texts})
            faulty += analysis.program is None
    assert faulty


def damaged(text: str, choices: Choices) -> str:
    """A text with up to three parts cut out, doubled, moved or put in."""
    for _ in range(choices.number(1, 3)):
        start = choices.pick(len(text) + 1)
        end = min(start + choices.one(1, 1, 3, 12, 80), len(text))
        cut = text[start:end]
        match choices.one("out", "in", "double", "move", "end"):
            case "out":
                text = text[:start] + text[end:]
            case "in":
                text = f"{text[:start]}{choices.of(PIECES)}{text[start:]}"
            case "double":
                text = text[:end] + cut + text[end:]
            case "move":
                rest = text[:start] + text[end:]
                at = choices.pick(len(rest) + 1)
                text = rest[:at] + cut + rest[at:]
            case _:
                text = text[:start] if choices.rarely(4) else text
    return text


@tries(40)
@given(varied_policies(), st.data())
def test_damaged_texts_give_findings_or_a_program(policy, data) -> None:
    choices = drawn(data.draw)
    texts = {MAIN: policy.text, **policy.texts}
    broken = choices.some(sorted(texts), 1, 2)
    for name in broken:
        texts[name] = damaged(texts[name], choices)
    analysis = load_texts(texts[MAIN], {name: text for name, text in texts.items() if name != MAIN})
    is_sound(analysis, texts)


def test_damaged_policies_of_seeds_give_findings_or_a_program() -> None:
    for seed in seeds(80):
        policy = random_policy(seed)
        choices = seeded(f"damaged {seed}")
        texts = {MAIN: policy.text, **policy.texts}
        for name in choices.some(sorted(texts), 1, 2):
            texts[name] = damaged(texts[name], choices)
        analysis = load_texts(texts[MAIN], {name: text for name, text in texts.items() if name != MAIN})
        is_sound(analysis, texts)
        if analysis.program is not None:
            assert check(analysis.program) == []


@tries(40)
@given(TEXTS, TEXTS)
def test_any_two_texts_give_findings(text: str, schema: str) -> None:
    head = f'policy "x"\n  schema "{SCHEMA}"\n  departments a\n'
    for main in (text, head + text, head + "we count a lead when: true\n"):
        is_sound(load_texts(main, {SCHEMA: schema}), {MAIN: main, SCHEMA: schema})


def test_files_that_are_not_there_give_findings() -> None:
    policy = random_policy(0)
    analysis = load_texts(policy.text, {})
    is_sound(analysis, {MAIN: policy.text})
    assert analysis.program is None

"""What people write where a list or another phrase is meant, and the replacement that they get."""

from __future__ import annotations

import pytest

from leadspec.analysis.load import load_policy
from leadspec.diagnostics import Diagnostic
from leadspec.source import Source

SCHEMA = """type: object
properties:
  country: {type: string, enum: [DE, AT, CH]}
  created: {type: string, format: date}
"""
HEAD = 'policy "P"\n  schema "s.yaml"\n  timezone "Europe/Berlin"\n  departments marketing, sales\n\n'


def hints(condition: str) -> list[str]:
    def read(path: str) -> Source | Diagnostic:
        return Source(path, SCHEMA)

    text = f"{HEAD}marketing counts a lead when: {condition}\n"
    found = load_policy(Source("policy.lead", text), read)
    assert len(found.diagnostics) == 1
    return list(found.diagnostics[0].hints)


@pytest.mark.parametrize(
    ("condition", "replacement"),
    [
        ("country is DE or AT", "`country is one of DE, AT`"),
        ("country is DE or AT or CH", "`country is one of DE, AT"),
        ("country is DE, AT or CH", "`country is one of DE, AT, CH`"),
        ("created after 2026-01-01", "`created since 2026-01-01`"),
    ],
)
def test_hint_has_the_replacement(condition: str, replacement: str) -> None:
    assert any(replacement in each for each in hints(condition)), hints(condition)


def test_name_that_looks_like_a_field_shows_its_code_points() -> None:
    def read(path: str) -> Source | Diagnostic:
        return Source(path, SCHEMA)

    look_alike = "c\N{CYRILLIC SMALL LETTER O}untry"
    found = load_policy(Source("policy.lead", f"{HEAD}marketing counts a lead when: {look_alike} is DE\n"), read)
    (diagnostic,) = found.diagnostics
    assert "U+043E" in diagnostic.message
    assert diagnostic.hints == ("type it anew: `country`",)


def test_list_without_end_is_one_finding() -> None:
    assert hints('country contains any of "a" or "b"')


def test_fault_that_is_read_as_it_was_meant_hides_no_other() -> None:
    def read(path: str) -> Source | Diagnostic:
        return Source(path, SCHEMA)

    found = load_policy(Source("policy.lead", f"{HEAD}marketing counts a lead when: country = Germany\n"), read)
    assert [each.id for each in found.diagnostics] == ["foreign-sign", "unknown-value"]


def test_verdict_in_other_words_gets_the_right_ones() -> None:
    text = HEAD + "sales counts a lead: country is DE\n"
    found = load_policy(Source("policy.lead", text), lambda path: Source(path, SCHEMA))
    assert any("`sales counts a lead when: country is DE`" in hint for each in found.diagnostics for hint in each.hints)


def test_address_is_handed_on_as_it_is_written() -> None:
    asked: list[str] = []

    def read(path: str) -> Source | Diagnostic:
        asked.append(path)
        return Source(path, SCHEMA)

    load_policy(Source("policy.lead", HEAD + 'use "https://x.example/a.lead"\n'), read)
    assert "https://x.example/a.lead" in asked

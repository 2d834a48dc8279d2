"""A rule in the policy's own words, wherever its line ends fall."""

from __future__ import annotations

import pytest

from leadspec.schema.model import Schema
from leadspec.source import Source, Span
from leadspec_cli.output.explain_words import ExplainContext


def _said(text: str) -> str:
    context = ExplainContext(None, {"p": Source("p", text)}, Schema(()), None)  # type: ignore[arg-type]
    return context.words(Span("p", 0, len(text)), "in other words")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a  and   b", "a and b"),
        ('+5 for each x where page starts with (\n  "/pri  ces"  # "why\n) in the last 30 days', None),
        ("any of:\n  a\n  b", "in other words"),
        ('name is "a (b"', 'name is "a (b"'),
    ],
)
def test_brackets_may_break_lines_and_blocks_may_not(text, said):
    assert _said(text) == (said or '+5 for each x where page starts with ("/pri  ces") in the last 30 days')

"""The formatter loses no comment, wherever it stands."""

from __future__ import annotations

import re

import pytest

from leadspec.formatter import format_source
from leadspec.source import Source

TEXTS = {
    "a head and its lines": 'policy "P"  # 1\n  # 2\n  schema "s.yaml"  # 3\n  # 4\n',
    "a body of one line": 'define d:  # 1\n  # 2\n  customer  # 3\n  # 4\n  because "x"  # 5\n# 6\n',
    "a block with a reason": 'define d:  # 1\n  # 2\n  any of:  # 3\n    a  # 4\n    # 5\n    because "x"  # 6\n',
    "a reason for the whole": 'sales counts a lead when:\n  any of:\n    a  # 1\n    # 2\n  # 3\n  because "x"  # 4\n',
    "a persona": 'persona p:  # 1\n  all of:  # 2\n    a  # 3\n    # 4\n  because "x"  # 5\n',
    "lines in parentheses": "define d: (  # 1\n  a  # 2\n  # 3\n  and b  # 4\n)  # 5\n",
    "points": (
        'score s:  # 1\n  # 2\n  group "g":  # 3\n    +1  # 4\n    # 5\n    because "x"  # 6\n'
        '  first of:  # 7\n    +1  # 8\n    because "y"  # 9\n  # 10\n  because "z"  # 11\n'
    ),
    "labels": 'classify c:  # 1\n  # 2\n  hot when a  # 3\n  cold otherwise  # 4\n  # 5\n  because "x"  # 6\n',
    "a table": 'table t by country:  # 1\n  # 2\n  any | "a"  # 3\n  # 4\n  because "x"  # 5\n',
    "a guarded block": 'flag "f" when any of:  # 1\n  # 2\n  a  # 3\n  # 4\n  because "x"  # 5\n',
    "nothing else": "# 1\n\n# 2\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_comment_is_kept(text: str) -> None:
    formatted = format_source(Source("policy.lead", text))
    assert formatted.text is not None, formatted.diagnostics
    assert sorted(re.findall(r"# (\d+)", formatted.text)) == sorted(re.findall(r"# (\d+)", text))
    again = format_source(Source("policy.lead", formatted.text))
    assert again.text == formatted.text


def test_of_two_reasons_none_is_dropped_silently() -> None:
    text = 'define d:\n  customer because "one"\n  because "two"\n'
    result = format_source(Source("policy.lead", text))
    assert result.text is None
    assert [each.id for each in result.diagnostics] == ["misplaced-clause"]

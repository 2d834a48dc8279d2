"""What people type first and the grammar cannot read: the exact replacement, found by the look of the line.

The patterns stand in the keyword table of each spoken language, because they are habits of that language. They are
tried only on lines that did not parse.
"""

from __future__ import annotations

import re

from leadspec.syntax.keywords import Keywords


def guess(text: str, words: Keywords) -> list[str]:
    """Hints for a line that did not parse, each with its replacement; none where nothing is recognised."""
    for each in words.guesses:
        match = each.pattern.search(text)
        if match is not None:
            return [_filled(each.replacement, match)]
    return []


def _filled(replacement: str, match: re.Match[str]) -> str:
    for name, value in match.groupdict(default="").items():
        replacement = replacement.replace("{" + name + "}", value.strip())
        if re.fullmatch(r"\d{1,9}", value):
            replacement = replacement.replace("{" + name + "+1}", str(int(value) + 1))
            replacement = replacement.replace("{" + name + "-1}", str(int(value) - 1))
    return replacement

"""What people type first and the grammar cannot read: the exact replacement, found by the look of the line.

The patterns stand in the keyword table of each spoken language, because they are habits of that language. They are
tried only on lines that did not parse.
"""

from __future__ import annotations

import re

from leadspec.syntax.keywords import Keywords

# A pattern may look at a line from each of its places; longer lines are no habit of anybody.
_LONGEST = 1_000


def guess(text: str, words: Keywords) -> list[str]:
    """Hints for a line that did not parse, each with its replacement; none where nothing is recognised."""
    if len(text) > _LONGEST:
        return []
    for each in words.guesses:
        match = each.pattern.search(text)
        if match is not None:
            return [_filled(each.replacement, match.groupdict(default=""))]
    return []


def _filled(replacement: str, parts: dict[str, str]) -> str:
    if {"near", "far"} <= parts.keys():
        parts["near"], parts["far"] = sorted((parts["near"], parts["far"]), key=int)
    for name, value in parts.items():
        replacement = replacement.replace("{" + name + "}", value.rstrip())
        if re.fullmatch(r"\d{1,9}", value):
            replacement = replacement.replace("{" + name + "+1}", str(int(value) + 1))
            replacement = replacement.replace("{" + name + "-1}", str(int(value) - 1))
    return replacement

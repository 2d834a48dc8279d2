"""Safe fixes of findings, applied to the text of one file. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from leadspec.diagnostics import Diagnostic, Edit


def apply_safe_fixes(text: str, file: str, diagnostics: Iterable[Diagnostic]) -> tuple[str, int]:
    """The text with the safe fixes that speak of this file only, and how many these are.

    A fix is made whole or not at all. Of two that touch each other the earlier finding wins; the other is found
    again on the next round.
    """
    taken: list[Edit] = []
    count = 0
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or not fix.safe or not fix.edits or any(edit.span.file != file for edit in fix.edits):
            continue
        if any(_touch(edit, other) for edit in fix.edits for other in taken):
            continue
        taken.extend(fix.edits)
        count += 1
    for edit in sorted(taken, key=lambda each: each.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text, count


def _touch(left: Edit, right: Edit) -> bool:
    return left.span.start <= right.span.end and right.span.start <= left.span.end

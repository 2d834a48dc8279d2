"""Of an explanation, what speaks of one output that came out otherwise than expected."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from leadspec.ir.core import DISQUALIFIED, Role
from leadspec.ir.verdict import Verdict
from leadspec.questions.explain import (
    ConditionOutput,
    ConditionReason,
    Explanation,
    Form,
    MatchOutput,
    OutputReason,
    Truth,
)
from leadspec.questions.testing.model import Check, Place, Value


def reasons_for(check: Check, answer: Value, verdict: Verdict, whole: Explanation) -> Explanation:
    """The same explanation with the outputs that matter here, and of a choice the rows that do."""
    paths = _paths(check, answer, whole)
    if verdict.stage == DISQUALIFIED and check.subject.place in (Place.STAGE, Place.COUNTS):
        # Why the lead is out says more than which rows were not looked at.
        out = [each.path for each in whole.outputs if each.role is Role.DISQUALIFY and _applies(each)]
        paths = [*paths, *out]
    outputs = tuple(_trimmed(each, check) for each in whole.outputs if each.path in paths)
    definitions = {
        name: each if each.reason is None else replace(each, reason=_deciding(each.reason))
        for name, each in whole.definitions.items()
    }
    return replace(whole, outputs=outputs, definitions=definitions)


def _applies(output: OutputReason) -> bool:
    return isinstance(output, ConditionOutput) and output.value is True


def _paths(check: Check, answer: Value, whole: Explanation) -> list[str]:
    subject = check.subject
    match subject.place:
        case Place.STAGE | Place.COUNTS | Place.SCORE | Place.LABEL | Place.TABLE | Place.PERSONA:
            return [subject.path]
        case Place.REASON | Place.FLAG:
            return [subject.path]
        case Place.MATCH | Place.MISSES | Place.OPEN:
            return [f"personas.{subject.name}"]
        case Place.REASONS | Place.FLAGS:
            return [f"{subject.path}.{each}" for each in _differing(check, answer)]
        case Place.UNDECIDED:
            return list(_differing(check, answer))
        case Place.MISSING:
            differing = _differing(check, answer)
            return [each.path for each in whole.outputs if differing & set(each.missing)]
        case Place.FACT:
            return []
        case _:
            assert_never(subject.place)


def _differing(check: Check, answer: Value) -> set[str]:
    """The names that are there and should not be, or the other way round."""
    given = {each for each in answer if isinstance(each, str)} if isinstance(answer, tuple) else set()
    wanted: set[str] = set()
    for value in check.values:
        wanted.update(each for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, str))
    match check.comparison.value:
        case "include":
            return wanted - given
        case "exclude":
            return wanted & given
        case _:
            return wanted ^ given


def _trimmed(output: OutputReason, check: Check) -> OutputReason:
    """A choice with the row that was taken and those that were expected, as far as they were looked at."""
    if isinstance(output, ConditionOutput):
        return replace(output, reason=_deciding(output.reason))
    if not isinstance(output, MatchOutput):
        return output
    own = output.path == check.subject.path and output.role is not Role.TABLE
    wanted = {str(each) for each in check.values}
    kept = [
        (number, row)
        for number, row in enumerate(output.rows)
        if number == output.chosen or row.outcome in wanted or not own
    ]
    chosen = next(at for at, (number, _) in enumerate(kept) if number == output.chosen)
    rows = tuple(replace(row, reason=_deciding(row.reason)) for _, row in kept)
    return replace(output, rows=rows, chosen=chosen)


def _deciding(reason: ConditionReason) -> ConditionReason:
    """A condition with those of its parts that made its truth: of `all of` those that fail, of `any of` those that
    hold. As deep as the policy nests.
    """
    parts = reason.parts
    if reason.form is Form.ALL and reason.truth is not Truth.TRUE:
        parts = tuple(each for each in parts if each.truth is not Truth.TRUE)
    elif reason.form is Form.ANY and reason.truth is Truth.TRUE:
        parts = tuple(each for each in parts if each.truth is Truth.TRUE)
    return replace(reason, parts=tuple(map(_deciding, parts)))

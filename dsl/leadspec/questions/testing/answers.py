"""What a lead's row says of a subject, and whether that is what was expected."""

from __future__ import annotations

from typing import assert_never

from leadspec.ir.lead import Lead
from leadspec.ir.verdict import PersonaVerdict, Verdict
from leadspec.questions.testing.model import (
    Check,
    Comparison,
    FactValues,
    OneName,
    Place,
    Range,
    Subject,
    Value,
)
from leadspec.questions.testing.values import value_object, value_text
from leadspec.types import TextType
from leadspec.values.decimals import divide_half_away, from_cents
from leadspec.values.text import fold


def answer_of(subject: Subject, verdict: Verdict, lead: Lead) -> Value:
    name = subject.name
    match subject.place:
        case Place.STAGE:
            return verdict.stage
        case Place.COUNTS:
            return verdict.counts[name]
        case Place.SCORE:
            return from_cents(verdict.scores[name])
        case Place.LABEL:
            return verdict.labels[name]
        case Place.TABLE:
            return verdict.tables[name]
        case Place.PERSONA:
            return verdict.personas[name].holds
        case Place.MATCH:
            return _match(verdict.personas[name])
        case Place.MISSES:
            return verdict.personas[name].misses
        case Place.OPEN:
            return verdict.personas[name].open
        case Place.REASONS:
            return verdict.disqualified
        case Place.REASON:
            return name in verdict.disqualified
        case Place.FLAGS:
            return verdict.flags
        case Place.FLAG:
            return name in verdict.flags
        case Place.UNDECIDED:
            return verdict.undecided
        case Place.MISSING:
            return verdict.missing
        case Place.FACT:
            return fact_of(subject, lead)
        case _:
            assert_never(subject.place)


def _match(persona: PersonaVerdict) -> int:
    """As the row shows it: lines that hold over all lines, to two decimals."""
    return from_cents(divide_half_away(100 * persona.true_lines, persona.lines) if persona.lines else 0)


def fact_of(subject: Subject, lead: Lead) -> Value:
    if not isinstance(subject.range, FactValues):
        raise TypeError("a fact has the values of its field")
    field = subject.range.field
    value = lead.facts.get(subject.name, () if field.is_array else None)
    if isinstance(value, tuple):
        return tuple(fold(each) if isinstance(each, str) else each for each in value)
    return fold(value) if isinstance(value, str) and isinstance(field.type, TextType) else value


def holds(check: Check, answer: Value) -> bool:
    wanted = check.values[0]
    match check.comparison:
        case Comparison.IS:
            return _same(answer, wanted)
        case Comparison.NOT:
            return not _same(answer, wanted)
        case Comparison.ONE_OF:
            return any(_same(answer, each) for each in check.values)
        case Comparison.NONE_OF:
            return not any(_same(answer, each) for each in check.values)
        case Comparison.INCLUDE:
            return isinstance(answer, tuple) and all(each in answer for each in check.values)
        case Comparison.EXCLUDE:
            return isinstance(answer, tuple) and not any(each in answer for each in check.values)
        case Comparison.AT_LEAST | Comparison.AT_MOST:
            if answer is None:
                return False
            own, bound = _rank(check.subject.range, answer), _rank(check.subject.range, wanted)
            return own >= bound if check.comparison is Comparison.AT_LEAST else own <= bound
        case _:
            assert_never(check.comparison)


def _same(answer: Value, wanted: Value) -> bool:
    if isinstance(answer, tuple) and isinstance(wanted, tuple):
        return frozenset(answer) == frozenset(wanted)
    return answer == wanted and isinstance(answer, bool) == isinstance(wanted, bool)


def _rank(range_: Range, value: Value) -> int:
    if isinstance(range_, OneName) and isinstance(value, str):
        return range_.names.index(value)
    if not isinstance(value, int):
        raise TypeError("only numbers, dates and ordered names are compared")
    return value


def wanted_text(check: Check) -> str:
    """What was expected, for people: `mql`, `at least 40.00`, `one of [hot, warm]`."""
    range_ = check.subject.range
    match check.comparison:
        case Comparison.IS:
            return value_text(range_, check.values[0])
        case Comparison.NOT | Comparison.AT_LEAST | Comparison.AT_MOST:
            return f"{check.comparison.value} {value_text(range_, check.values[0])}"
        case Comparison.ONE_OF | Comparison.NONE_OF | Comparison.INCLUDE | Comparison.EXCLUDE:
            return f"{check.comparison.value} [{', '.join(value_text(range_, each) for each in check.values)}]"
        case _:
            assert_never(check.comparison)


def wanted_object(check: Check) -> object:
    """What was expected, for programs, in the form of a test file."""
    shown = [value_object(check.subject.range, each) for each in check.values]
    match check.comparison:
        case Comparison.IS:
            return shown[0]
        case Comparison.NOT | Comparison.AT_LEAST | Comparison.AT_MOST:
            return {check.comparison.value: shown[0]}
        case Comparison.ONE_OF | Comparison.NONE_OF | Comparison.INCLUDE | Comparison.EXCLUDE:
            return {check.comparison.value: shown}
        case _:
            assert_never(check.comparison)

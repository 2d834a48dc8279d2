"""What is said about the form of a few lines of a policy, for the tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass

from leadspec.diagnostics import Diagnostic
from leadspec.source import Source, Span
from leadspec.syntax.parse import parse


@dataclass(frozen=True)
class Fault:
    id: str
    line: int
    column: int
    text: str
    hints: tuple[str, ...]


def faults(text: str) -> list[Fault]:
    """Every finding about the form of a text, by place."""
    source = Source("policy.lead", text)
    return [_fault(each, source) for each in parse(source).diagnostics]


def faults_of(condition: str) -> list[Fault]:
    """Every finding about the form of one condition."""
    return faults(f'flag "asked" when {condition}\n')


def hints(text: str) -> tuple[str, ...]:
    """What is advised for a text with one fault."""
    (found,) = faults(text)
    return found.hints


def _fault(diagnostic: Diagnostic, source: Source) -> Fault:
    assert diagnostic.primary is not None, diagnostic
    span = diagnostic.primary.location
    assert isinstance(span, Span), diagnostic
    line, column = source.position(span.start)
    return Fault(diagnostic.id, line, column, source.text[span.start : span.end], diagnostic.hints)

"""One lead's row as programs read it: keys in a fixed order, exact numbers as texts with their decimals."""

from __future__ import annotations

from leadspec.ir.verdict import PersonaVerdict, Verdict
from leadspec.values.decimals import divide_half_away, format_cents, format_number


def row_object(verdict: Verdict) -> dict[str, object]:
    return {
        "id": verdict.id,
        "stage": verdict.stage,
        "lead": dict(verdict.counts),
        "scores": {name: format_cents(cents) for name, cents in verdict.scores.items()},
        "labels": dict(verdict.labels),
        "tables": {name: table_result(result) for name, result in verdict.tables.items()},
        "personas": {name: _persona_object(each) for name, each in verdict.personas.items()},
        "disqualified": list(verdict.disqualified),
        "flags": list(verdict.flags),
        "undecided": list(verdict.undecided),
        "missing": list(verdict.missing),
    }


def _persona_object(persona: PersonaVerdict) -> dict[str, object]:
    return {"match": match_share(persona), "misses": list(persona.misses), "open": list(persona.open)}


def match_share(persona: PersonaVerdict) -> str:
    """The lines that hold over all lines, to two decimals."""
    return format_cents(divide_half_away(100 * persona.true_lines, persona.lines) if persona.lines else 0)


def table_result(result: str | int) -> str:
    return result if isinstance(result, str) else format_number(result)

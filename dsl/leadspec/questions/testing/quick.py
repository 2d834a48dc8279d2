"""Whether a case passes by decided values alone.

What missing facts could still change takes most of the time of a row, and few cases ask for it. A case that asks, and
one that does not pass, gets its whole row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from leadspec.engines.base import Judge
from leadspec.engines.interpreter.verdict import output_definitions, output_name
from leadspec.ir.core import Program, Role
from leadspec.ir.lead import Lead
from leadspec.questions.testing.answers import fact_of, holds
from leadspec.questions.testing.model import Check, LeadCase, Place, Subject, Value
from leadspec.values.decimals import from_cents

_ROLES: Final = {
    Place.STAGE: Role.STAGE,
    Place.SCORE: Role.SCORE,
    Place.LABEL: Role.CLASSIFY,
    Place.TABLE: Role.TABLE,
    Place.REASON: Role.DISQUALIFY,
    Place.REASONS: Role.DISQUALIFY,
    Place.FLAG: Role.FLAG,
    Place.FLAGS: Role.FLAG,
}
_KNOWN: Final = frozenset({*_ROLES, Place.FACT})


class Quick:
    """The decided values of a program's outputs, as the short form of an engine gives them."""

    def __init__(self, program: Program, answer: Callable[[Lead], Sequence[Any]]) -> None:
        self._answer = answer
        self._places: dict[Role, dict[str, int]] = {}
        for place, each in enumerate(output_definitions(program)):
            self._places.setdefault(each.role, {})[output_name(each)] = place

    def passes(self, case: LeadCase) -> bool:
        """False also where only the whole row can tell."""
        if not all(each.subject.place in _KNOWN for each in case.checks):
            return False
        values = self._answer(case.lead)
        return all(self._holds(each, values, case.lead) for each in case.checks)

    def _holds(self, check: Check, values: Sequence[Any], lead: Lead) -> bool:
        return holds(check, self._value(check.subject, values, lead))

    def _value(self, subject: Subject, values: Sequence[Any], lead: Lead) -> Value:
        if subject.place is Place.FACT:
            return fact_of(subject, lead)
        places = self._places.get(_ROLES[subject.place], {})
        match subject.place:
            case Place.REASONS | Place.FLAGS:
                return tuple(name for name, place in places.items() if values[place] is True)
            case Place.STAGE:
                found: Value = next((values[place] for place in places.values()), None)
                return found
            case Place.SCORE:
                return from_cents(values[places[subject.name]])
            case Place.REASON | Place.FLAG:
                return values[places[subject.name]] is True
            case _:
                told: Value = values[places[subject.name]]
                return told


def quick_of(judge: Judge, program: Program) -> Quick | None:
    """None where the engine has no short form."""
    from leadspec.engines.python import CompiledPolicy

    return Quick(program, judge.answer) if isinstance(judge, CompiledPolicy) else None

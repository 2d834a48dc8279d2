"""The answer for one lead: what every engine gives, in the shape of `qualify`'s row.

`Verdict` is the whole row; `meaning()` is the part that counts as the policy's meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class PersonaVerdict(Struct, frozen=True):
    """`holds`: true, false, or None where unknown. `true_lines` of `lines`; `misses` are false, `open` unknown."""

    holds: bool | None
    true_lines: int
    lines: int
    misses: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


class Verdict(Struct, frozen=True):
    """One lead's answers.

    `counts`: by department and `agreed`: true; None where it does not hold but missing facts could make it hold.
    `scores` in cents. `tables`: text, or a number in millionths. `undecided`: output paths in the policy's order;
    `missing`: field names in the schema's order.
    """

    id: str
    stage: str | None
    counts: Mapping[str, bool | None]
    scores: Mapping[str, int]
    labels: Mapping[str, str]
    tables: Mapping[str, str | int]
    personas: Mapping[str, PersonaVerdict]
    disqualified: tuple[str, ...]
    flags: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def meaning(self) -> tuple[object, ...]:
        """What two policies must agree on to mean the same: decided outputs only, in no order of their own."""
        return (
            self.stage,
            tuple(sorted((name, value is True) for name, value in self.counts.items())),
            tuple(sorted(self.scores.items())),
            tuple(sorted(self.labels.items())),
            tuple(sorted(self.tables.items())),
            tuple(sorted((name, each.true_lines, each.lines) for name, each in self.personas.items())),
            frozenset(self.disqualified),
            frozenset(self.flags),
        )

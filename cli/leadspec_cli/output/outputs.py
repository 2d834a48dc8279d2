"""What a policy gives, by name and in its order: the columns of a table and the order of every summary."""

from __future__ import annotations

from dataclasses import dataclass

from leadspec.engines.interpreter.verdict import output_name, output_path
from leadspec.ir.core import AGREED, DISQUALIFIED, Program, Role


@dataclass(frozen=True, slots=True)
class Outputs:
    """Names by sort of output. `stages` stand lowest first, with `disqualified` where the policy can give it."""

    stages: tuple[str, ...]
    counts: tuple[str, ...]
    scores: tuple[str, ...]
    labels: tuple[str, ...]
    tables: tuple[str, ...]
    personas: tuple[str, ...]
    disqualified: tuple[str, ...]
    flags: tuple[str, ...]
    paths: tuple[str, ...]  # all outputs as `undecided` names them, in the order of the policy
    fields: tuple[str, ...]  # the order of `missing`

    @property
    def departments(self) -> tuple[str, ...]:
        return tuple(name for name in self.counts if name != AGREED)


def outputs_of(program: Program) -> Outputs:
    def names(role: Role) -> tuple[str, ...]:
        return tuple(output_name(each) for each in program.definitions if each.role is role)

    reasons = names(Role.DISQUALIFY)
    stages = next((each.members for each in program.definitions if each.role is Role.STAGE), ())
    return Outputs(
        stages=(DISQUALIFIED, *stages) if stages and reasons else stages,
        counts=_counts_in_order(names(Role.COUNTS), program.departments),
        scores=names(Role.SCORE),
        labels=names(Role.CLASSIFY),
        tables=names(Role.TABLE),
        personas=names(Role.PERSONA),
        disqualified=reasons,
        flags=names(Role.FLAG),
        paths=tuple(path for each in program.definitions if (path := output_path(each)) is not None),
        fields=program.schema_order,
    )


def _counts_in_order(names: tuple[str, ...], departments: tuple[str, ...]) -> tuple[str, ...]:
    return (*(each for each in departments if each in names), *(each for each in names if each not in departments))

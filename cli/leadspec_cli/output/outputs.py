"""What a policy gives, by name and in its order: the columns of a table and the order of every summary."""

from __future__ import annotations

from msgspec import Struct

from leadspec.engines.interpreter.verdict import output_definitions, output_name, output_path
from leadspec.ir.core import DISQUALIFIED, Program, Role


class Outputs(Struct, frozen=True):
    """Names by sort of output. `stages` stand lowest first, with `disqualified` where the policy can give it."""

    stages: tuple[str, ...]
    counts: tuple[str, ...]
    departments: tuple[str, ...]  # those that say when they count a lead, in the order of the head
    scores: tuple[str, ...]
    labels: tuple[str, ...]
    tables: tuple[str, ...]
    personas: tuple[str, ...]
    disqualified: tuple[str, ...]
    flags: tuple[str, ...]
    paths: tuple[str, ...]  # all outputs as `undecided` names them, in the order of the policy
    fields: tuple[str, ...]  # the order of `missing`


def outputs_of(program: Program) -> Outputs:
    found = output_definitions(program)

    def names(role: Role) -> tuple[str, ...]:
        return tuple(output_name(each) for each in found if each.role is role)

    reasons, counts = names(Role.DISQUALIFY), names(Role.COUNTS)
    stages = next((each.members for each in found if each.role is Role.STAGE), ())
    return Outputs(
        stages=(DISQUALIFIED, *stages) if stages and reasons else stages,
        counts=counts,
        departments=tuple(each for each in program.departments if each in counts),
        scores=names(Role.SCORE),
        labels=names(Role.CLASSIFY),
        tables=names(Role.TABLE),
        personas=names(Role.PERSONA),
        disqualified=reasons,
        flags=names(Role.FLAG),
        paths=tuple(output_path(each) for each in found),
        fields=program.schema_order,
    )

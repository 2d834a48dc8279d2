"""The one row of parameters: the instant of a run, and all that is counted back from it."""

from __future__ import annotations

from collections.abc import Mapping

from leadspec.engines.interpreter.prepare import prepare
from leadspec.ir.canonical import meaning_digest
from leadspec.ir.core import AsOf, Program, ValueKind
from leadspec.ir.walk import walk
from leadspec.values.days import to_civil
from leadspec.values.zones import Zone

PARAMS = "params"
MEANING = "meaning"
AS_OF = "as_of"
TODAY = "today"
TODAY_CAL = "today_cal"


def moment_name(node: AsOf) -> str:
    """`today`, `today_minus_30_days`, `as_of_plus_90_minutes`."""
    start = AS_OF if node.kind is ValueKind.INSTANT else TODAY
    if node.back is None or not node.back.amount:
        return start
    way = "minus" if node.back.amount > 0 else "plus"
    return f"{start}_{way}_{abs(node.back.amount)}_{node.back.unit.value}s"


def parameters(program: Program, as_of: int, zone: Zone | None) -> Mapping[str, int]:
    """Microseconds and days since 1970, by name. `today_cal`: `32 * (12 * year + month) + day of the month`."""
    prepared = prepare(program, as_of, zone)
    found = {AS_OF: as_of}
    if zone is not None:
        found[TODAY] = zone.day(as_of)
        year, month, day = to_civil(found[TODAY])
        found[TODAY_CAL] = 32 * (12 * year + month) + day
    for definition in program.definitions:
        for node in walk(definition.body):
            if isinstance(node, AsOf):
                found[moment_name(node)] = prepared.moments[id(node)]
    return found


def params_row(program: Program, as_of: int, zone: Zone | None) -> Mapping[str, int | str]:
    """The row of the table `params` that emitted SQL reads: the parameters, and the policy that they are for."""
    return {MEANING: meaning_digest(program), **parameters(program, as_of, zone)}

"""All that a run can say of its data: the one model behind the texts and the objects of `clean` and `qualify`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from leadspec.cleanup.names import UnusedNames
from leadspec.cleanup.outcomes import Repair
from leadspec.cleanup.report import CleanReport, RejectGroup
from leadspec.cleanup.suspicious import Suspicion
from leadspec.ir.core import Program
from leadspec.schema.model import Schema

AFTER_AS_OF = "event-after-as-of"
NOT_IN_SCHEMA = "field-not-in-schema"
FURTHER = {
    AFTER_AS_OF: "an event lies after the instant of the run and was not seen",
    NOT_IN_SCHEMA: "a value of a field that is not in the schema was not used",
}


class NeverSupplied(Struct, frozen=True):
    """Fields that no record has a value for: those that the policy reads, and the others of the schema."""

    read: tuple[str, ...]
    other: tuple[str, ...]


class FileRead(Struct, frozen=True):
    """How a file was read, in a sentence and in parts. `usual`: as anybody would expect."""

    name: str
    sentence: str
    parts: Mapping[str, object]
    usual: bool


class DataReport(Struct, frozen=True):
    """`activities`: the schema's name of the events."""

    clean: CleanReport
    names: UnusedNames
    events_ahead: int
    reasons: tuple[RejectGroup, ...]
    never: NeverSupplied
    suspicions: tuple[Suspicion, ...]
    activities: str
    files: tuple[FileRead, ...] = ()

    @property
    def repaired(self) -> dict[str, int]:
        """By kind; values without a field and events after the instant of the run are counted here too."""
        further = {NOT_IN_SCHEMA: sum(self.clean.unused.values()), AFTER_AS_OF: self.events_ahead}
        return dict(sorted({**self.clean.repairs, **{kind: count for kind, count in further.items() if count}}.items()))

    @property
    def repaired_by_field(self) -> dict[str, dict[str, int]]:
        """By kind, then field. Names that may be values are left out."""
        found: dict[str, dict[str, int]] = {kind: {} for kind in self.repaired}
        for (kind, name), count in self.clean.repairs_by_field.items():
            # What an event lacks is told by the event's own names.
            inside = kind == Repair.EVENT_REJECTED.id and not name.startswith(f"{self.activities}.")
            full = f"{self.activities}.{name}".rstrip(".") if inside and name != self.activities else name
            found[kind][full] = found[kind].get(full, 0) + count
        if self.events_ahead:
            found[AFTER_AS_OF] = {f"{self.activities}.at": self.events_ahead}
        if self.clean.unused:
            found[NOT_IN_SCHEMA] = dict(self.names.shown)
        return found


def never_supplied(report: CleanReport, program: Program, schema: Schema) -> NeverSupplied:
    used = {each.name for each in program.fields}
    read = [each for each in report.never_supplied if each in used]
    if program.reads_events and schema.activities is not None and not report.activities_supplied:
        read.append(schema.activities.name)
    return NeverSupplied(tuple(read), tuple(each for each in report.never_supplied if each not in used))


def data_object(data: DataReport) -> Mapping[str, object]:
    """The part of an object for programs that `clean` and `qualify` share."""
    return {
        "repaired": data.repaired,
        "repaired_by_field": data.repaired_by_field,
        "rejected_by_reason": [
            {"reason": each.reason, "field": each.field, "count": each.count, "rows": list(each.rows)}
            for each in data.reasons
        ],
        "never_supplied": {"read": list(data.never.read), "other": list(data.never.other)},
        "suspicious": [_suspicion_object(each) for each in data.suspicions],
        "files": [{"file": each.name, **each.parts} for each in data.files],
    }


def _suspicion_object(each: Suspicion) -> dict[str, object]:
    found: dict[str, object] = {
        "field": each.field,
        "kind": each.kind.id,
        "count": each.count,
        "rows": list(each.rows),
        "hint": each.kind.hint,
    }
    return found if each.value is None else {**found, "value": each.value}

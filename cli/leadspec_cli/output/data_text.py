"""What the clean-up did, for people: what was read, what was left out and why, what was repaired."""

from __future__ import annotations

from collections.abc import Mapping

from leadspec.cleanup.names import Misnamed, UnusedNames
from leadspec.cleanup.outcomes import Repair
from leadspec.cleanup.report import CleanReport
from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import visible
from leadspec_cli.output.tables import counted, table

AFTER_AS_OF = "event-after-as-of"
NOT_IN_SCHEMA = "field-not-in-schema"
_FURTHER = {
    AFTER_AS_OF: "an event lies after the instant of the run and was not seen",
    NOT_IN_SCHEMA: "a value of a field that is not in the schema was not used",
}
_STRONG = "1"
_SHOWN = 10


def repaired_counts(report: CleanReport, events_ahead: int) -> dict[str, int]:
    """By kind; values without a field and events after the instant of the run are counted here too."""
    further = {NOT_IN_SCHEMA: sum(report.unused.values()), AFTER_AS_OF: events_ahead}
    return dict(sorted({**report.repairs, **{kind: count for kind, count in further.items() if count}}.items()))


def data_lines(
    report: CleanReport, names: UnusedNames, repaired: Mapping[str, int], style: TextStyle, width: int
) -> list[str]:
    leads, events = counted(report.leads, "lead"), counted(report.events, "event")
    read = f"{counted(report.rows, 'record')} read: {leads} with {events}"
    lines = [style.paint(_STRONG, "Data"), f"  {read}, {report.rejected:,} rejected"]
    lines += (f"  {line}" for line in (*misnamed_lines(names, style), *name_lines(report, names, style)))
    if repaired:
        texts = {**_FURTHER, **{each.id: each.text for each in Repair}}
        rows = [(f"{count:,}", texts.get(kind, kind)) for kind, count in repaired.items()]
        lines += ["", *table(("Count", "Repaired or left out"), rows, style, width, "nt")]
    return lines


def name_lines(report: CleanReport, names: UnusedNames, style: TextStyle) -> list[str]:
    """Names that data and schema do not share: as a rule a column is called otherwise than its field."""
    lines = []
    if names.shown or names.hidden:
        some = [_some(list(names.shown), style)] if names.shown else []
        if names.hidden:
            what = "1 whose name is" if names.hidden == 1 else f"{names.hidden:,} whose names are"
            some.append(f"{what} not shown")
        lines.append(f"not in the schema and not used: {' and '.join(some)}")
    if report.never_supplied:
        lines.append(f"in the schema and never filled: {_some(report.never_supplied, style)}")
    return lines


def misnamed_lines(names: UnusedNames, style: TextStyle) -> list[str]:
    """Columns and keys that are spelt otherwise than their field: the answers are as if their values were missing."""
    lines = [visible(_misnamed(each), style.encoding) for each in names.misnamed[:_SHOWN]]
    rest = len(names.misnamed) - len(lines)
    return [*lines, f"{counted(rest, 'more name')} like these"] if rest else lines


def _misnamed(each: Misnamed) -> str:
    if not each.certain:
        return f"`{each.name}` is not read: is the field `{each.field}` meant?"
    if each.name == each.field:
        block, _, key = each.field.rpartition(".")
        return f"`{each.name}` is not read: it is wanted as the key `{key}` inside of `{block}`"
    if each.field.startswith(f"{each.name}."):
        return f"`{each.name}` is not read: its fields are columns of their own, such as `{each.field}`"
    return f"`{each.name}` is not read: the field is called `{each.field}`"


def event_lines(file: str, report: CleanReport, style: TextStyle, most: int | None = None) -> list[str]:
    """Events that could not be read, one on a line, as rejected records are listed; at most so many."""
    lines = []
    for each in report.rejected_events[:most]:
        who = "" if each.id is None else f" (id {each.id})"
        what = each.reason if each.field is None else f"`{each.field}` {each.reason}"
        where = f"{file}:{each.row}{who}: event {each.number}" if each.file is None else f"{each.file}:{each.row}{who}"
        lines.append(visible(f"left out {where}: {what}", style.encoding))
    rest = report.repairs.get(Repair.EVENT_REJECTED.id, 0) - len(lines)
    return [*lines, visible(f"left out {file}: {counted(rest, 'more event')}", style.encoding)] if rest > 0 else lines


def _some(names: list[str] | tuple[str, ...], style: TextStyle) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return visible(", ".join(names[:_SHOWN]), style.encoding) + more

"""What the clean-up did, for people: what was read, what was left out and why, what was repaired."""

from __future__ import annotations

from leadspec.cleanup.names import Misnamed, UnusedNames
from leadspec.cleanup.outcomes import Repair
from leadspec.cleanup.report import CleanReport
from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import visible
from leadspec_cli.output.data_report import FURTHER, NOT_IN_SCHEMA, DataReport
from leadspec_cli.output.tables import counted, table

_STRONG = "1"
_SHOWN = 10
# A page for people that says something else too has room for so many.
_SHOWN_SHORT = 5
_MOST_ROWS = 60


def data_lines(data: DataReport, style: TextStyle, width: int) -> list[str]:
    """All of it, as `clean` tells it."""
    sections = [
        _head(data, style),
        _rejected(data, style, _SHOWN * 2),
        _repaired_by_field(data, style, width),
        _suspicious(data, style),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines).split("\n")


def short_data_lines(data: DataReport, style: TextStyle, width: int) -> list[str]:
    """What fits under the answers of `qualify`."""
    rows = [(f"{count:,}", text) for count, text in _repaired(data).values()]
    repaired = table(("Count", "Repaired or left out"), rows[:_SHOWN], style, width, "nt") if rows else []
    if len(rows) > _SHOWN:
        repaired.append(f"and {len(rows) - _SHOWN} more")
    head = [*_head(data, style), *(f"  {line}" for line in suspicious_lines(data, style))]
    sections = [head, _rejected(data, style, _SHOWN_SHORT), repaired]
    return "\n\n".join("\n".join(lines) for lines in sections if lines).split("\n")


def suspicious_lines(data: DataReport, style: TextStyle) -> list[str]:
    """Where suspicious values are, for those who did not ask."""
    fields = list(dict.fromkeys(each.field for each in data.suspicions))
    return [f"suspicious values, which `leadspec clean` tells of: {_some(fields, style)}"] if fields else []


def _head(data: DataReport, style: TextStyle) -> list[str]:
    report = data.clean
    leads, events = counted(report.leads, "lead"), counted(report.events, "event")
    read = f"{counted(report.rows, 'record')} read: {leads} with {events}, {report.rejected:,} rejected"
    told = data.files if any(not each.usual for each in data.files) else ()
    files = [visible(f"{each.name} {each.sentence}", style.encoding) for each in told]
    lines = [read, *files, *misnamed_lines(data.names, style), *name_lines(data, style)]
    return [style.paint(_STRONG, "Data"), *(f"  {line}" for line in lines)]


def _rejected(data: DataReport, style: TextStyle, most: int) -> list[str]:
    """A line for each reason: reasons are long, and a table would cut them."""
    if not data.reasons:
        return []
    size = max(len(f"{each.count:,}") for each in data.reasons[:most])
    lines = []
    for each in data.reasons[:most]:
        what = each.reason if each.field is None else f"`{each.field}` {each.reason}"
        lines.append(visible(f"  {each.count:>{size},}  {what} ({_lines(each.rows, each.count)})", style.encoding))
    rest = len(data.reasons) - most
    more = [f"  and {counted(rest, 'more reason')}"] if rest > 0 else []
    return [style.paint(_STRONG, "Rejected because"), *lines, *more]


def _repaired(data: DataReport) -> dict[str, tuple[int, str]]:
    texts = {**FURTHER, **{each.id: each.text for each in Repair}}
    return {kind: (count, texts.get(kind, kind)) for kind, count in data.repaired.items()}


def _repaired_by_field(data: DataReport, style: TextStyle, width: int) -> list[str]:
    by_field = data.repaired_by_field
    rows = []
    for kind, (count, text) in _repaired(data).items():
        fields = by_field[kind] if kind != NOT_IN_SCHEMA else {}
        rows += [(f"{each:,}", name, text) for name, each in sorted(fields.items(), key=lambda item: -item[1])]
        rest = count - sum(fields.values())
        if rest:
            rows.append((f"{rest:,}", "", text))
    if not rows:
        return []
    lines = table(("Count", "Field", "Repaired or left out"), rows[:_MOST_ROWS], style, width, "ntt")
    return [*lines, f"and {len(rows) - _MOST_ROWS} more"] if len(rows) > _MOST_ROWS else lines


def _suspicious(data: DataReport, style: TextStyle) -> list[str]:
    if not data.suspicions:
        return []
    lines = []
    for each in data.suspicions:
        value = "" if each.value is None else f" such as `{each.value}`"
        where = f"{counted(each.count, 'lead')}{value}, {_lines(each.rows, each.count)}"
        lines += [f"  `{each.field}`: {each.kind.text} ({where})", f"    {each.kind.hint}"]
    return [
        style.paint(_STRONG, "Suspicious, and used as it stands"),
        *(visible(each, style.encoding) for each in lines),
    ]


def _lines(rows: tuple[int, ...], count: int) -> str:
    more = ", ..." if count > len(rows) else ""
    return f"{'line' if len(rows) == 1 and not more else 'lines'} {', '.join(map(str, rows))}{more}"


def name_lines(data: DataReport, style: TextStyle) -> list[str]:
    """Names that data and schema do not share: as a rule a column is called otherwise than its field."""
    lines = []
    names = data.names
    if names.shown or names.hidden:
        some = [_some(list(names.shown), style)] if names.shown else []
        if names.hidden:
            what = "1 whose name is" if names.hidden == 1 else f"{names.hidden:,} whose names are"
            some.append(f"{what} not shown")
        lines.append(f"not in the schema and not used: {' and '.join(some)}")
    if data.never.read:
        lines.append(f"read by the policy and never filled: {_some(data.never.read, style)}")
    if data.never.other:
        lines.append(f"in the schema and never filled: {_some(data.never.other, style)}")
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

"""What the clean-up did, for people: what was read, what was left out and why, what was repaired."""

from __future__ import annotations

from collections.abc import Mapping

from leadspec.cleanup.outcomes import Repair
from leadspec.cleanup.report import CleanReport
from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import visible
from leadspec_cli.output.tables import table

AFTER_AS_OF = "event-after-as-of"
_AFTER_AS_OF_TEXT = "an event lies after the instant of the run and was not seen"
_STRONG = "1"
_SHOWN = 10


def repaired_counts(report: CleanReport, events_ahead: int) -> dict[str, int]:
    """By kind; events after the instant of the run are counted here too."""
    ahead = {AFTER_AS_OF: events_ahead} if events_ahead else {}
    return dict(sorted({**report.repairs, **ahead}.items()))


def data_lines(report: CleanReport, repaired: Mapping[str, int], style: TextStyle, width: int) -> list[str]:
    read = f"{report.rows:,} records read: {report.leads:,} leads with {report.events:,} events"
    lines = [style.paint(_STRONG, "Data"), f"  {read}, {report.rejected:,} rejected"]
    if report.unused:
        lines.append(f"  not in the schema and not used: {_some(list(report.unused), style)}")
    if report.never_supplied:
        lines.append(f"  in the schema and never filled: {_some(report.never_supplied, style)}")
    if repaired:
        texts = {AFTER_AS_OF: _AFTER_AS_OF_TEXT, **{each.id: each.text for each in Repair}}
        rows = [(f"{count:,}", texts.get(kind, kind)) for kind, count in repaired.items()]
        lines += ["", *table(("Count", "Repaired or left out"), rows, style, width, "nt")]
    return lines


def _some(names: list[str] | tuple[str, ...], style: TextStyle) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return visible(", ".join(names[:_SHOWN]), style.encoding) + more

"""The result of `qualify` for people: the funnel, who counts what as a lead, where they differ, what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from leadspec.diagnostics.render import TextStyle
from leadspec.diagnostics.render.characters import visible
from leadspec.ir.core import AGREED
from leadspec_cli.output.run_head import RunHead
from leadspec_cli.output.summary import Side, Summary
from leadspec_cli.output.tables import counted, table

# Of long lists the most frequent are shown: a page is read, a roll is not.
_SHOWN = 10
_STRONG = "1"


def qualify_text(
    head: RunHead, stage_texts: Mapping[str, str], summary: Summary, style: TextStyle, width: int, *, mask_ids: bool
) -> str:
    """Sections with a blank line between them. `mask_ids`: ids are personal and stay out."""
    sections = [
        head_lines(head, style),
        _funnel(stage_texts, summary, style, width),
        _departments(summary, style, width),
        _disagreements(summary, style, mask_ids),
        _frequent("Missing most", "leads", summary.missing, style, width),
        _frequent("Undecided until more is known", "leads", summary.undecided, style, width),
        _frequent("Disqualified because", "leads", summary.disqualified, style, width),
        _frequent("Flags", "leads", summary.flags, style, width),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def head_lines(head: RunHead, style: TextStyle) -> list[str]:
    title = head.policy if head.version is None else f"{head.policy}, version {head.version}"
    data = [f"  data     {head.data.digest}"] if head.data is not None else []
    return [
        style.paint(_STRONG, visible(title, style.encoding)),
        f"  as of    {head.as_of} ({head.today} in {head.zone})",
        f"  meaning  {head.digest}",
        *data,
    ]


def _funnel(stage_texts: Mapping[str, str], summary: Summary, style: TextStyle, width: int) -> list[str]:
    rows = [
        (stage, number(count), share(count, summary.leads), stage_texts.get(stage, ""))
        for stage, count in reversed(tuple(summary.stages.items()))
    ]
    if not rows:
        return [f"{counted(summary.leads, 'lead')}; the policy has no stages"]
    rows.append(("all", number(summary.leads), "", ""))
    heads = ("Stage", "Leads", "Share", "In words")
    shown = 4 if any(row[3] for row in rows) else 3
    return table(heads[:shown], [row[:shown] for row in rows], style, width, "tnnt"[:shown])


def _departments(summary: Summary, style: TextStyle, width: int) -> list[str]:
    rows = [
        ("what is agreed" if name == AGREED else name, number(each.yes), number(each.open), number(each.no))
        for name, each in summary.counts.items()
    ]
    heads = ("Counts as a lead for", "Yes", "Open", "No")
    return table(heads, rows, style, width, "tnnn") if rows else []


def _disagreements(summary: Summary, style: TextStyle, mask_ids: bool) -> list[str]:
    if not summary.disagreements:
        return []
    sides = [side for each in summary.disagreements for side in each.sides if side.leads]
    lines = [style.paint(_STRONG, "Leads on which departments disagree")]
    return [*lines, *(f"  {_side(side, style, mask_ids)}" for side in sides)] if sides else [*lines, "  none"]


def _side(side: Side, style: TextStyle, mask_ids: bool) -> str:
    start = visible(f"{side.yes} yes, {side.no} no: {number(side.leads)}", style.encoding)
    if mask_ids:
        return f"{start} (ids are personal; --show-values shows them)"
    ids = visible(", ".join(side.first_ids), style.encoding)
    rest = side.leads - len(side.first_ids)
    return f"{start}: {ids}{f' and {number(rest)} more' if rest else ''}"


def _frequent(title: str, unit: str, counts: Mapping[str, int], style: TextStyle, width: int) -> list[str]:
    # The sort is stable: of equally frequent ones the order of the policy or schema stays.
    rows = sorted(((name, count) for name, count in counts.items() if count), key=lambda row: -row[1])
    if not rows:
        return []
    lines = table(
        (title, unit.capitalize()), [(name, number(count)) for name, count in rows[:_SHOWN]], style, width, "tn"
    )
    if len(rows) > _SHOWN:
        lines.append(f"and {len(rows) - _SHOWN} more")
    return lines


def number(count: int) -> str:
    return f"{count:,}"


def share(part: int, whole: int) -> str:
    """In percent with one decimal, rounded half up, by whole numbers."""
    if not whole:
        return ""
    per_mille = (2000 * part + whole) // (2 * whole)
    return f"{per_mille // 10}.{per_mille % 10} %"

"""The policy's head: what must be said once, before any rule."""

from __future__ import annotations

from msgspec import Struct, field

from leadspec.analysis.context import Context, listing
from leadspec.analysis.model import NOWHERE, ParsedFile
from leadspec.diagnostics import Label
from leadspec.diagnostics.kinds import name as name_kinds
from leadspec.diagnostics.kinds import policy as kinds
from leadspec.diagnostics.suggest import nearest
from leadspec.ir import core
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.values.days import format_day
from leadspec.values.text import is_blank
from leadspec.values.zones import zone_names


class Head(Struct, frozen=True):
    """What the head of a policy says. `zone` is None where there is none, or none that is known."""

    name: str = ""
    span: Span = NOWHERE
    departments: tuple[str, ...] = ()
    zone: str | None = None
    names_zone: bool = False
    metadata: dict[str, str] = field(default_factory=dict)


_EXAMPLES = {
    tree.MetaKey.SCHEMA: 'schema "lead.schema.yaml"',
    tree.MetaKey.DEPARTMENTS: "departments marketing, sales",
}


def find_head(file: tree.File) -> tree.PolicyHead | None:
    return next((each for each in file.statements if isinstance(each, tree.PolicyHead)), None)


def head_line(head: tree.PolicyHead | None, key: tree.MetaKey) -> tree.MetaLine | None:
    return next((each for each in head.lines if each.key is key), None) if head else None


def declared_zone(file: tree.File) -> str | None:
    """The zone's name. A program has it only where a rule reads time, but local times of data are read in it anyway."""
    line = head_line(find_head(file), tree.MetaKey.TIMEZONE)
    value = line.values[0] if line is not None and line.values else None
    return value.value if isinstance(value, tree.TextLiteral) else None


def read_head(context: Context, main: ParsedFile) -> Head:
    """The head of the main file; whatever is missing, doubled or unknown in it is reported."""
    heads = [each for each in main.file.statements if isinstance(each, tree.PolicyHead)]
    if not heads:
        if not main.file.broken:
            context.report(
                kinds.MISSING_HEAD.at(
                    main.source.span(0, 0),
                    "this policy has no head",
                    'begin it with `policy "NAME"`, and below it `schema "lead.schema.yaml"` and '
                    "`departments marketing, sales`",
                )
            )
        return Head()
    head = heads[0]
    for other in heads[1:]:
        context.fail(
            kinds.DOUBLED_HEAD,
            other.span,
            "a policy has one head",
            "delete one of the two, or make two policies of this file",
            secondary=[Label(context.first_line(head.span), "the first one")],
        )
    if is_blank(head.name):
        context.fail(kinds.HEAD_LINE, head.span, "the policy has no name", 'write `policy "Inbound leads"`')
    _check_lines(context, head)
    zone_line = head_line(head, tree.MetaKey.TIMEZONE)
    return Head(
        head.name,
        head.span,
        _departments(context, head),
        _zone(context, zone_line),
        zone_line is not None,
        _metadata(head),
    )


def _check_lines(context: Context, head: tree.PolicyHead) -> None:
    seen: dict[tree.MetaKey, tree.MetaLine] = {}
    for line in head.lines:
        first = seen.setdefault(line.key, line)
        if first is not line:
            context.fail(
                kinds.DOUBLED_HEAD,
                line.span,
                f"`{line.key.value}` stands twice",
                "delete one of the two",
                secondary=[Label(first.span, "the first one")],
            )
    for key, example in _EXAMPLES.items():
        if key not in seen:
            context.fail(
                kinds.HEAD_LINE,
                head.span,
                f"the policy does not name its {key.value}",
                f"add the line `{example}` below the head",
            )


def _departments(context: Context, head: tree.PolicyHead) -> tuple[str, ...]:
    line = head_line(head, tree.MetaKey.DEPARTMENTS)
    found: dict[str, Span] = {}
    for each in line.values if line else ():
        if not isinstance(each, tree.Name):
            continue
        if each.text == core.AGREED:
            context.fail(
                name_kinds.RESERVED_NAME,
                each.span,
                "a department cannot be called `agreed`, which stands for what all agreed on",
                "choose another name",
            )
        elif each.text in found:
            context.fail(
                name_kinds.DUPLICATE_NAME,
                each.span,
                f"the department `{each.text}` stands twice",
                "delete one of the two",
                secondary=[Label(found[each.text], "the first one")],
            )
        found.setdefault(each.text, each.span)
    return tuple(found)


def _zone(context: Context, line: tree.MetaLine | None) -> str | None:
    value = line.values[0] if line and line.values else None
    if not isinstance(value, tree.TextLiteral):
        return None
    names = zone_names()
    if value.value in names:
        return value.value
    same = [each for each in names if each.casefold() == value.value.casefold()]
    near = sorted(same) or nearest(value.value, names)
    hint = f'did you mean `"{near[0]}"`?' if near else 'zones are named by place, for example `"Europe/Berlin"`'
    context.fail(kinds.UNKNOWN_ZONE, value.span, f"there is no time zone `{value.value}`", hint)
    return None


def _metadata(head: tree.PolicyHead) -> dict[str, str]:
    found = {}
    for line in head.lines:
        value = line.values[0] if line.values else None
        if line.key is tree.MetaKey.DEPARTMENTS or line.key is tree.MetaKey.SCHEMA:
            continue
        if isinstance(value, tree.TextLiteral):
            found[line.key.value] = value.value
        elif isinstance(value, tree.DateLiteral):
            found[line.key.value] = format_day(value.day)
    found.pop(tree.MetaKey.TIMEZONE.value, None)
    return found


def check_department(context: Context, head: Head, name: tree.Name | None) -> None:
    """An owner, or who counts a lead, is a department of the head."""
    if name is None or name.text in head.departments or not head.departments:
        return
    near = nearest(name.text, head.departments)
    hint = f"did you mean `{near[0]}`?" if near else f"the head names {listing(head.departments)}"
    context.fail(name_kinds.UNKNOWN_DEPARTMENT, name.span, f"there is no department `{name.text}`", hint)

"""A first policy over proposed fields, with a few invented leads and tests: something that runs, to be edited."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final, assert_never

from leadspec.questions.proposal.fields import Kind, Proposal, ProposedField

_MOST_MARKS: Final = 4
_MOST_CONTACTS: Final = 4
_MOST_EVENTS: Final = 3
_CONTACTS: Final = ("mail", "phone", "telefon", "mobil", "handle", "linkedin")
_TELLING: Final = (Kind.ENUM, Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN, Kind.DATE, Kind.TEXT, Kind.URI, Kind.DATE_TIME)
AS_OF: Final = "2026-03-01T09:00:00+01:00"
_EVENT_AT: Final = "2026-02-27T10:00:00+01:00"


def policy_text(proposal: Proposal, name: str, schema: str) -> str:
    """The policy, still to be laid out. It reads nothing but proposed fields and event types."""
    contacts, marks = contacts_of(proposal), marks_of(proposal)
    lines = [
        "# What counts as a lead. Each rule is a first guess from the data: put in its place what you agree on.",
        f"policy {_quoted(name)}",
        f'  schema "{schema}"',
    ]
    if _reads_time(proposal):
        lines.append('  timezone "UTC"  # where your days begin, and the zone of times that say none')
    lines += ["  departments marketing, sales", ""]
    if contacts:
        lines += ["define reachable owned by marketing:", "  any of:"]
        lines += [f"    {each.name} is present" for each in contacts]
        lines += ['  because "Interest is shown by sharing a way to be contacted"', ""]
    lines += ["persona ideal_customer owned by sales:", "  all of:"]
    lines += [f"    {_line(each)}" for each in marks]
    lines.append("")
    acts = proposal.events is not None
    if proposal.events is not None:
        lines.append("score engagement from 0 to 100 owned by marketing:")
        for type_ in proposal.events.types[:_MOST_EVENTS]:
            lines.append(f"  +20 for each {_name(type_)} in the last 30 days, at most 60 points")
        lines.append("")
    reach = "reachable and " if contacts else ""
    some = f"at least {_some(marks)} lines of ideal_customer"
    lines += [
        'stage suspect "On a list; nobody has looked yet": everyone',
        f'stage prospect "At least partly qualified" owned by marketing: {reach}{some}',
        'stage qualified "Sales takes over" owned by sales: prospect and ideal_customer'
        + (" and engagement >= 20" if acts else ""),
        "",
        f"marketing counts a lead when: {'reachable' if contacts else some}",
        "sales counts a lead when: ideal_customer" + (" and engagement >= 20" if acts else ""),
        "we count a lead when: stage is at least prospect",
    ]
    return "\n".join(lines) + "\n"


def sample_text(proposal: Proposal) -> str:
    """Invented leads, one JSON object a line, in the schema's shape: one for each stage."""
    return "".join(_json(lead) + "\n" for _, _, lead in _examples(proposal))


def test_text(proposal: Proposal) -> str:
    """A test file that says in words what the policy says in rules, on the same invented leads."""
    lines = ["# What both departments agreed on, as examples.", "policy: policy.lead"]
    if _reads_time(proposal):
        lines.append(f"as_of: {AS_OF}")
    lines.append("cases:")
    for name, stage, lead in _examples(proposal):
        given = {key: value for key, value in lead.items() if key != _id_name(proposal)}
        lines += [f"  - name: {name}", f"    given: {_json(given)}", f"    expect: {{stage: {stage}}}"]
    return "\n".join(lines) + "\n"


def contacts_of(proposal: Proposal) -> list[ProposedField]:
    """The ways to reach somebody."""
    plain = [each for each in proposal.fields if not each.is_list and not each.is_id]
    texts = [each for each in plain if each.kind in (Kind.TEXT, Kind.EMAIL)]
    found = [each for each in texts if each.kind is Kind.EMAIL or any(sign in each.name for sign in _CONTACTS)]
    return found[:_MOST_CONTACTS]


def marks_of(proposal: Proposal) -> list[ProposedField]:
    """The fields that tell most about a customer: those of few values first, then the best filled."""
    contacts = contacts_of(proposal)
    left = [each for each in proposal.fields if each not in contacts and not each.is_id and not each.is_list]
    open_ = [each for each in left if not each.personal] or left or contacts or list(proposal.fields)
    order = {each: at for at, each in enumerate(proposal.fields)}
    return sorted(open_, key=lambda each: (_telling(each), -each.filled, order[each]))[:_MOST_MARKS]


def _telling(field: ProposedField) -> int:
    return _TELLING.index(field.kind) if field.kind in _TELLING else len(_TELLING)


def _reads_time(proposal: Proposal) -> bool:
    return proposal.events is not None or any(each.kind is Kind.DATE_TIME for each in proposal.fields)


def _some(marks: list[ProposedField]) -> int:
    return max(1, len(marks) // 2)


def _line(field: ProposedField) -> str:
    hint = ""
    match field.kind:
        case Kind.ENUM if len(field.members) > 1:
            hint = f"  # such as: {field.name} is one of {', '.join(map(_member, field.members[:2]))}"
        case Kind.INTEGER | Kind.NUMBER:
            hint = f"  # such as: {field.name} >= 50"
        case Kind.BOOLEAN:
            hint = f"  # such as: {field.name} is true"
        case _:
            pass
    return f"{field.name} is present{hint}"


def _examples(proposal: Proposal) -> list[tuple[str, str, dict[str, object]]]:
    """Name, stage and lead of each example. The stages follow from how the leads are made."""
    contacts, marks = contacts_of(proposal), marks_of(proposal)
    some = marks[: _some(marks)]
    found: list[tuple[str, str, dict[str, object]]] = [
        ("a record that says next to nothing is a suspect", "suspect", _lead(proposal, "E-1", ())),
    ]
    if len(some) < len(marks) or proposal.events is not None:
        name = "a lead that is known in part is a prospect"
        found.append((name, "prospect", _lead(proposal, "E-2", [*contacts[:1], *some])))
    full = _lead(proposal, "E-3", [*contacts[:1], *marks])
    if proposal.events is not None:
        full[proposal.events.key] = [{"type": proposal.events.types[0], "at": _EVENT_AT}]
    found.append(("a lead that is known in every respect is qualified", "qualified", full))
    return found


def _lead(proposal: Proposal, id_: str, fields: Iterable[ProposedField]) -> dict[str, object]:
    lead: dict[str, object] = {_id_name(proposal): id_}
    for field in fields:
        if field.is_id:
            continue
        block = lead
        for key in field.path[:-1]:
            inner = block.setdefault(key, {})
            if not isinstance(inner, dict):
                raise TypeError("a field stands inside of another field")
            block = inner
        value = _value(field)
        block[field.path[-1]] = [value] if field.is_list else value
    return lead


def _id_name(proposal: Proposal) -> str:
    declared = next((each for each in proposal.fields if each.is_id), None)
    return declared.name if declared is not None else "id"


def _value(field: ProposedField) -> object:
    match field.kind:
        case Kind.TEXT:
            return "example"
        case Kind.EMAIL:
            return "a.huber@firm.example"
        case Kind.URI:
            return "https://firm.example"
        case Kind.ENUM:
            return field.members[0]
        case Kind.INTEGER | Kind.NUMBER:
            return 100
        case Kind.BOOLEAN:
            return True
        case Kind.DATE:
            return "2026-01-15"
        case Kind.DATE_TIME:
            return "2026-01-15T09:00:00+01:00"
        case _:
            assert_never(field.kind)


def _name(text: str) -> str:
    return text if text.isidentifier() else f"[{text}]"


def _member(text: str) -> str:
    return text if text.isidentifier() and text.isascii() else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

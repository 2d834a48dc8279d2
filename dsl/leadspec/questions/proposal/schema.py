"""A proposal as the YAML that people edit: the schema, and the description of the data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from leadspec.cleanup.options import DateOrder
from leadspec.questions.proposal.fields import Events, Kind, Proposal, ProposedField

_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SPECIAL: Final = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_ORDERS: Final = {
    DateOrder.DAY_MONTH_YEAR: "dmy",
    DateOrder.MONTH_DAY_YEAR: "mdy",
    DateOrder.YEAR_MONTH_DAY: "ymd",
}


def schema_text(proposal: Proposal, title: str) -> str:
    """The schema, one block a field, with a comment where a person should look."""
    lines = [
        "# What a lead looks like. Proposed from the data: correct the types, and say what each field means.",
        "$schema: https://json-schema.org/draft/2020-12/schema",
        f"title: {_text(title)}",
        "type: object",
        "properties:",
        *_block(proposal.fields, 1),
    ]
    if proposal.events is not None:
        lines += _activities(proposal.events)
    for column, reason in proposal.left_out:
        lines.append(f"# left out: the column {_text(column)} {reason}")
    return "\n".join(lines) + "\n"


def _block(fields: Iterable[ProposedField], depth: int, above: tuple[str, ...] = ()) -> Iterator[str]:
    pad = "  " * depth
    done: set[str] = set()
    fields = list(fields)
    for field in fields:
        key = field.path[len(above)]
        if key in done:
            continue
        done.add(key)
        yield f"{pad}{_text(key)}:"
        path = (*above, key)
        if len(field.path) > len(path):
            yield f"{pad}  type: object"
            yield f"{pad}  properties:"
            yield from _block((each for each in fields if each.path[: len(path)] == path), depth + 2, path)
        else:
            yield from (f"{pad}  {line}" for line in _field(field))


def _field(field: ProposedField) -> Iterator[str]:
    yield from (f"# {note}" for note in field.notes)
    if field.is_list:
        yield "type: array"
        yield "items:"
        yield from (f"  {line}" for line in _type(field))
    else:
        yield from _type(field)
    if field.missing and field.kind is not Kind.BOOLEAN:
        yield f"x-missing: [{', '.join(map(json_text, field.missing))}]"
    if field.is_id:
        yield "x-leadspec-id: true"
    if field.personal:
        yield "x-personal: true"


def _type(field: ProposedField) -> Iterator[str]:
    match field.kind:
        case Kind.TEXT:
            yield "type: string"
        case Kind.EMAIL | Kind.URI | Kind.DATE | Kind.DATE_TIME:
            yield "type: string"
            yield f"format: {field.kind.value}"
        case Kind.ENUM:
            yield "type: string"
            yield f"enum: [{', '.join(map(_text, field.members))}]"
        case Kind.INTEGER | Kind.NUMBER | Kind.BOOLEAN:
            yield f"type: {field.kind.value}"
        case _:
            assert_never(field.kind)


def _activities(events: Events) -> Iterator[str]:
    yield f"  {_text(events.key)}:"
    yield "    type: array"
    yield "    items:"
    yield "      type: object"
    yield "      required: [type, at]"
    yield "      properties:"
    yield "        type:"
    yield "          type: string"
    yield f"          enum: [{', '.join(map(_text, events.types))}]"
    yield "        at:"
    yield "          type: string"
    yield "          format: date-time"
    yield from _block(events.fields, 4)


def data_text(proposal: Proposal, file: str, records: str | None = None) -> str:
    """The description that reads the data by the proposed schema. `records`: the list in which they stand."""
    lines = [
        "# How the data is read: which column is which field, and how its texts are written.",
        "leads:",
        f"  file: {_text(file)}",
    ]
    if records is not None:
        lines.append(f"  records: {_text(records)}")
    reading = proposal.reading
    if reading.decimal != ".":
        lines.append(f"  decimal: {json_text(reading.decimal)}")
    if reading.thousands is not None:
        lines.append(f"  thousands: {json_text(reading.thousands)}")
    if reading.date_order is not None:
        lines.append(f"  date_order: {_ORDERS[reading.date_order]}")
    if reading.true_words:
        lines.append(f"  true_words: [{', '.join(map(json_text, reading.true_words))}]")
        lines.append(f"  false_words: [{', '.join(map(json_text, reading.false_words))}]")
    renamed = [each for each in proposal.fields if each.name != each.column]
    if renamed:
        lines.append("  fields:")
        lines += [f"    {_text(each.name)}: {_text(each.column)}" for each in renamed]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """A text as YAML, without quotes where it cannot be anything else."""
    plain = _PLAIN.fullmatch(text.replace(".", "_").replace("-", "_")) and not text.endswith(("-", "."))
    return text if plain and text.lower() not in _SPECIAL else json_text(text)


def json_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

"""Leads as the lines of `COPY … FROM STDIN`, for the tables of the contract."""

from __future__ import annotations

from collections.abc import Sequence

from leadspec.engines.sql.printing import NUL
from leadspec.engines.sql.staged import event_columns, lead_columns
from leadspec.ir.core import Program, ValueKind
from leadspec.ir.lead import FactValue, Lead
from leadspec.values.days import to_civil
from leadspec.values.decimals import ONE
from leadspec.values.instants import DAY as DAY_LONG
from leadspec.values.text import exact
from leadspec.values.zones import Zone

_DAY = "leadspec.day"


def lead_lines(leads: Sequence[Lead], program: Program, zone: Zone | None) -> list[str]:
    columns = lead_columns(program, zone)
    return [
        _line([_text(each.id), *(_cell(each.facts, name, *kinds, zone) for name, kinds in columns.items())])
        for each in leads
    ]


def event_lines(leads: Sequence[Lead], program: Program, zone: Zone | None) -> list[str]:
    columns = event_columns(program, zone)
    return [
        _line(
            [
                _text(lead.id),
                str(place),
                *(
                    _cell({**event.facts, "type": event.type, "at": event.at}, name, *kinds, zone)
                    for name, kinds in columns.items()
                ),
            ]
        )
        for lead in leads
        for place, event in enumerate(lead.events)
    ]


def _cell(facts: object, name: str, kind: ValueKind, item: ValueKind | None, zone: Zone | None) -> str | None:
    assert isinstance(facts, dict) or hasattr(facts, "get")
    if name == _DAY or name.startswith(f"{_DAY}."):
        assert zone is not None
        at = facts.get("at" if name == _DAY else name.removeprefix(f"{_DAY}."))
        return None if at is None else _day(zone.day(at))
    value = facts.get(name)
    if kind is ValueKind.ARRAY:
        return "{" + ",".join(_quoted(_said(each, item or ValueKind.TEXT)) for each in value or ()) + "}"
    return None if value is None else _said(value, kind)


def _said(value: FactValue, kind: ValueKind) -> str:
    match kind:
        case ValueKind.BOOLEAN:
            return "true" if value else "false"
        case ValueKind.NUMBER:
            assert isinstance(value, int)
            whole, rest = divmod(abs(value), ONE)
            return f"{'-' if value < 0 else ''}{whole}.{rest:06d}"
        case ValueKind.DAY:
            assert isinstance(value, int)
            return _day(value)
        case ValueKind.INSTANT:
            assert isinstance(value, int)
            day, rest = divmod(value, DAY_LONG)
            seconds, micros = divmod(rest, 1_000_000)
            return f"{_day(day)} {seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{micros:06d}+00"
        case _:
            assert isinstance(value, str)
            return _text(value)


def _text(value: str) -> str:
    return exact(value).replace("\0", NUL)


def _day(days: int) -> str:
    year, month, day = to_civil(days)
    return f"{year:04d}-{month:02d}-{day:02d}"


def _quoted(item: str) -> str:
    return '"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"'


_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _line(cells: Sequence[str | None]) -> str:
    return "\t".join("\\N" if each is None else "".join(_ESCAPES.get(sign, sign) for sign in each) for each in cells)

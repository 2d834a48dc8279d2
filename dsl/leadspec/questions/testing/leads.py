"""The leads that a test file gives: cleaned as any other, but nothing that the schema does not have is passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from leadspec.cleanup import Cleaner, Reject
from leadspec.cleanup.outcomes import Repair
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.testing import LEAD_DOES_NOT_FIT, UNKNOWN_LEAD
from leadspec.diagnostics.suggest import nearest
from leadspec.documents import Mapping as Block
from leadspec.documents import Node, Raw, Scalar, plain
from leadspec.documents import Sequence as Listed
from leadspec.documents.build import shown
from leadspec.ir.lead import Lead
from leadspec.questions.testing.model import WrittenCase
from leadspec.questions.testing.patch import appended, merged
from leadspec.schema.model import Schema
from leadspec.source import Place, Source, Span
from leadspec.types import EnumType
from leadspec.values.text import fold
from leadspec.values.zones import Zone


def block_of(case: WrittenCase, leads: Mapping[str, Block], faults: list[Diagnostic]) -> Block | None:
    """The facts of a case's lead: those given, then `with`, then `plus`."""
    given: Node | None = case.given
    if isinstance(given, Scalar):
        name = str(given.value)
        given = leads.get(name)
        if given is None:
            near = nearest(name, leads)
            hint = f"did you mean `{near[0]}`?" if near else "add it under `leads`, or write its facts here"
            span = case.given.span if case.given is not None else case.span
            faults.append(UNKNOWN_LEAD.at(span, f"there is no lead `{shown(name)}` under `leads`", hint))
    if not isinstance(given, Block):
        return None
    if case.with_ is not None:
        patched = merged(given, case.with_)
        given = patched if isinstance(patched, Block) else given
    return given if case.plus is None else appended(given, case.plus, faults)


class LeadMaker:
    """Makes leads of the blocks of one test file. Findings have places and no values: an example may be a person."""

    def __init__(self, schema: Schema, zone: Zone | None, source: Source) -> None:
        self._schema = _without_required_id(schema)
        self._zone = zone
        self._source = source

    def make(self, blocks: Sequence[Block]) -> list[Lead | list[Diagnostic]]:
        """For each block its lead, or what does not fit."""
        cleaner = Cleaner(self._schema, self._zone)
        found = [cleaner.record(number, _record(block)) for number, block in enumerate(blocks, 1)]
        leads = [each for each in found if isinstance(each, Lead)]
        report = cleaner.report()
        if len(leads) == len(found) and not (report.unused or report.rejected_events or _unknown_types(report.repairs)):
            return list(leads)
        # Something is wrong with some of them: each by itself.
        return [self._one(block) for block in blocks]

    def _one(self, block: Block) -> Lead | list[Diagnostic]:
        cleaner = Cleaner(self._schema, self._zone)
        found = cleaner.record(1, _record(block))
        report = cleaner.report()
        faults = [self._unknown_field(block, name) for name in report.unused]
        if isinstance(found, Reject):
            for name, reason in ((found.field or "", found.reason), *found.further):
                faults.append(self._unfit(block, name.split("."), name, reason))
        for event in report.rejected_events:
            path: list[str | int] = [*self._activities, event.number - 1, *(event.field or "").split(".")]
            name = f"{'.'.join(self._activities)}[{event.number}]" + (f".{event.field}" if event.field else "")
            faults.append(self._unfit(block, path, name, event.reason))
        if _unknown_types(report.repairs):
            faults += self._types(block)
        return faults or (found if isinstance(found, Lead) else [])

    @property
    def _activities(self) -> tuple[str, ...]:
        return self._schema.activities.path if self._schema.activities else ()

    def _unknown_field(self, block: Block, name: str) -> Diagnostic:
        known = [*self._schema.by_name, *self._schema.objects]
        start = ".".join(self._activities)
        path: list[str | int] = [*name.split(".")]
        if self._activities:
            events = [start, *(f"{start}.{each}" for each in ("type", "at", *self._schema.event_fields))]
            known += events
            if name.startswith(f"{start}."):
                key = name.removeprefix(f"{start}.")
                path = [*self._activities, _holder(block, self._activities, key.split(".")[0]), *key.split(".")]
                known = events
        if block.get(name) is not None:
            path = [name]
        near = nearest(name, known)
        hint = f"did you mean `{near[0]}`?" if near else "name a field of the schema, or add it there"
        if name in known:
            hint = f"write `{name.replace('.', ': {')}: ...{'}' * name.count('.')}`"
        return self._at(block, path, name, f"`{shown(name)}` is no field of the schema", hint, key=True)

    def _unfit(self, block: Block, path: Sequence[str | int], name: str, reason: str) -> Diagnostic:
        message = f"`{shown(name)}` {reason}" if name else f"the lead {reason}"
        hint = "write a value that the schema allows"
        node = _walk(block, path)[0]
        field = self._schema.by_name.get(name)
        if field is not None and isinstance(field.type, EnumType) and isinstance(node, Scalar):
            near = nearest(str(node.value), field.type.members)
            hint = f"did you mean `{near[0]}`?" if near else f"it may be {_some(field.type.members)}"
        return self._at(block, path, name, message, hint)

    def _types(self, block: Block) -> Iterator[Diagnostic]:
        types = self._schema.activities.types if self._schema.activities else ()
        known = {fold(each) for each in types}
        events = _walk(block, self._activities)[0]
        for number, event in enumerate(events.items if isinstance(events, Listed) else ()):
            type_ = event.get("type") if isinstance(event, Block) else None
            if isinstance(type_, Scalar) and isinstance(type_.value, str) and fold(type_.value) not in known:
                name = f"{'.'.join(self._activities)}[{number + 1}].type"
                near = nearest(type_.value, types)
                hint = f"did you mean `{near[0]}`?" if near else f"it may be {_some(types)}"
                path: list[str | int] = [*self._activities, number, "type"]
                yield self._at(block, path, name, f"`{name}` is no type of event that the schema lists", hint)

    def _at(
        self, block: Block, path: Sequence[str | int], name: str, message: str, hint: str, *, key: bool = False
    ) -> Diagnostic:
        node, key_span = _walk(block, path)
        line, column = self._source.position((key_span if key and key_span else node.span).start)
        return LEAD_DOES_NOT_FIT.at(Place(self._source.name, line, column, None, name or None), message, hint)


def _without_required_id(schema: Schema) -> Schema:
    """The schema for examples: the name of the case says which lead is meant, so an id may be left out."""
    if schema.id_field is None:
        return schema
    fields = [replace(each, required=False) if each.name == schema.id_field else each for each in schema.fields]
    within = [each for each in schema.required_within if each[1] != schema.id_field]
    return replace(schema, fields=tuple(fields), required_within=tuple(within))


def _record(block: Block) -> dict[str, Raw]:
    return {each.key: plain(each.value) for each in block.entries}


def _unknown_types(repairs: Mapping[str, int]) -> bool:
    return Repair.EVENT_TYPE.id in repairs


def _walk(block: Block, path: Sequence[str | int]) -> tuple[Node, Span | None]:
    """The node at a path, or the innermost one on the way that is there; and the place of its key."""
    node: Node = block
    key: Span | None = None
    for step in path:
        if isinstance(node, Listed) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif isinstance(node, Block):
            entry = next((each for each in node.entries if each.key == step), None)
            if entry is None:
                break
            node, key = entry.value, entry.key_span
        else:
            break
    return node, key


def _holder(block: Block, activities: Sequence[str], key: str) -> int:
    """The first event that has this key."""
    events = _walk(block, activities)[0]
    items = events.items if isinstance(events, Listed) else ()
    return next((at for at, each in enumerate(items) if isinstance(each, Block) and each.get(key) is not None), 0)


def _some(names: Sequence[str]) -> str:
    return ", ".join(f"`{each}`" for each in names[:12]) + (" …" if len(names) > 12 else "")

"""JSON Schema document -> the fields of a lead, with all faults of the document.

Only the keywords of `keywords` are known. Nothing is read but the document itself: `$ref` stays inside it.
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from leadspec.diagnostics import Diagnostic, Label, Severity, sort_diagnostics
from leadspec.diagnostics.kinds import schema as kinds
from leadspec.documents import Entry, Mapping, Node, Scalar, Sequence, kind_of, load
from leadspec.documents.build import shown
from leadspec.documents.places import without_text
from leadspec.schema.fields import read_list, read_marks, read_scalar
from leadspec.schema.keywords import Shape
from leadspec.schema.model import Activities, Field, Schema
from leadspec.schema.names import Names, faulty_name
from leadspec.schema.parts import TYPES, Definitions, Part, describe_part, follow, report_misplaced
from leadspec.source import Place, Source, Span
from leadspec.types import DateTimeType, EnumType

MAX_FIELDS = 5_000
MAX_NESTING = 32


class SchemaResult(Struct, frozen=True):
    """`schema` is there whenever a record with fields was found; use it only if no diagnostic is an error."""

    schema: Schema | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return self.schema is not None and not any(each.severity is Severity.ERROR for each in self.diagnostics)


def read_schema(source: Source) -> SchemaResult:
    """The schema of a YAML or JSON text (by the ending of its name), with all faults found in one run."""
    loaded = load(source)
    if not _may_be_schema(loaded.node, source.text):
        return _no_schema(loaded.node, source)
    if loaded.node is None:
        return SchemaResult(None, sort_diagnostics(loaded.diagnostics))
    result = from_json_schema(loaded.node, source.name)
    return SchemaResult(result.schema, sort_diagnostics((*loaded.diagnostics, *result.diagnostics)))


def _may_be_schema(node: Node | None, text: str) -> bool:
    """Whether a document describes fields, be it with faults. A file of leads that was named by mistake does not."""
    match node:
        case None:
            return not text.strip() or "properties" in text or "$ref" in text
        case Mapping(entries=entries):
            keys = {each.key for each in entries}
            type_ = node.get("type")
            names_type = isinstance(type_, Sequence) or (isinstance(type_, Scalar) and type_.value in TYPES)
            return names_type or not keys.isdisjoint(
                ("properties", "$ref", "$defs", "$schema", "allOf", "oneOf", "anyOf")
            )
        case _:
            return False


def _no_schema(node: Node | None, source: Source) -> SchemaResult:
    """Says so without a word of the text, which may be somebody's data."""
    found = [without_text(each, source) for each in load(source, private=True).diagnostics]
    if node is not None:
        what = "has neither `type` nor `properties`" if isinstance(node, Mapping) else f"is {kind_of(node)}"
        found.append(
            kinds.NOT_AN_OBJECT.at(
                Place(source.name, 1),
                f"the schema {what}",
                "write `type: object` and `properties`, or name another file",
            )
        )
    return SchemaResult(None, sort_diagnostics(found))


def from_json_schema(document: Node, file: str) -> SchemaResult:
    """The schema of a loaded document."""
    reader = _Reader(_definitions(document))
    schema = reader.read(document, file)
    return SchemaResult(schema, sort_diagnostics(reader.diagnostics))


def _definitions(document: Node) -> Definitions:
    node = document.get("$defs") if isinstance(document, Mapping) else None
    return Definitions({each.key: each for each in node.entries} if isinstance(node, Mapping) else {})


class _Scope(Struct):
    """What is gathered for the lead, or for its events."""

    events: bool
    fields: list[Field] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    required_within: list[tuple[str, str]] = field(default_factory=list)
    required_blocks: list[tuple[str, str]] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    marks: dict[str, tuple[str, Span]] = field(default_factory=dict)
    closed: bool = False


class _Spot(Struct, frozen=True):
    """Where in the record the walk stands.

    `required_in`: `""` if it is required in every record, the name of a block if it is required in every record
    that has something in that block, `None` if it is not required.
    """

    path: tuple[str, ...]
    required_in: str | None
    name_span: Span

    def inside(self, name: str, span: Span, required: bool) -> _Spot:
        within = ".".join(self.path) if self.required_in is None else self.required_in
        return _Spot((*self.path, name), within if required else None, span)


class _Reader:
    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.diagnostics: list[Diagnostic] = []
        self.activities: list[tuple[Activities, Span]] = []
        self.fields_seen = 0
        self.used: set[str] = set()  # names of `$defs` that a `$ref` led to

    def report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def read(self, document: Node, file: str) -> Schema | None:
        if not isinstance(document, Mapping):
            self.report(
                kinds.NOT_AN_OBJECT.at(
                    document.span, f"the schema is {kind_of(document)}", "write `type: object` and `properties`"
                )
            )
            return None
        part = follow(document, self.definitions, (), self.report, "the schema")
        described = describe_part(part, "the schema", self.report) if part else None
        if part is None or described is None:
            return None
        if described.shape is not Shape.OBJECT:
            self.report(
                kinds.NOT_AN_OBJECT.at(
                    part.span, f"the schema describes {described.shape.value}", "write `type: object`"
                )
            )
            return None
        scope = _Scope(events=False)
        self._object(part, _Spot((), "", document.span), scope)
        self._check_unused_definitions(document)
        if not scope.fields and not self.activities and not self.diagnostics:
            self.report(
                kinds.NO_FIELDS.at(part.span, "the schema names no field", "list the fields under `properties`")
            )
        id_mark = scope.marks.get("x-leadspec-id")
        previous = scope.marks.get("x-leadspec-previous-stage")
        names = {each.name for each in scope.fields}
        return Schema(
            fields=tuple(scope.fields),
            activities=self.activities[0][0] if self.activities else None,
            id_field=id_mark[0] if id_mark else "id" if "id" in names else None,
            previous_stage_field=previous[0] if previous else None,
            file=file,
            closed=scope.closed,
            objects=frozenset(scope.objects),
            required_within=tuple(scope.required_within),
            required_blocks=tuple(scope.required_blocks),
        )

    def _object(self, part: Part, spot: _Spot, scope: _Scope) -> None:
        report_misplaced(part, Shape.OBJECT, self.report)
        if spot.path and "$defs" in part.keywords:
            self.report(
                kinds.MISPLACED_KEYWORD.at(
                    part.keywords["$defs"].key_span, "`$defs` stands inside a field", "move it to the top of the schema"
                )
            )
        properties = part.node("properties")
        entries: tuple[Entry, ...] = ()
        if isinstance(properties, Mapping):
            entries = properties.entries
        elif properties is not None:
            self.report(
                kinds.KEYWORD_VALUE.at(
                    properties.span, f"`properties` is {kind_of(properties)}", "write one line for each field"
                )
            )
        required = self._required(part, entries)
        if self._additional(part) is False and not spot.path:
            scope.closed = True
        for entry in entries:
            fault = faulty_name(entry.key, entry.key_span)
            if fault is not None:
                self.report(fault)
                continue
            inner = spot.inside(entry.key, entry.key_span, entry.key in required)
            self._field(entry.value, inner, part.references, scope)

    def _field(self, node: Node, spot: _Spot, references: tuple[str, ...], scope: _Scope) -> None:
        name = shown(".".join(spot.path))
        self.fields_seen += 1
        if self.fields_seen > MAX_FIELDS or len(spot.path) > MAX_NESTING:
            if not any(each.kind is kinds.TOO_LARGE for each in self.diagnostics):
                self.report(
                    kinds.TOO_LARGE.at(
                        spot.name_span,
                        f"the schema has more than {MAX_FIELDS} fields"
                        if self.fields_seen > MAX_FIELDS
                        else f"blocks are nested more than {MAX_NESTING} deep",
                        "leave out what no policy asks for",
                    )
                )
            return
        part = follow(node, self.definitions, references, self.report, f"the field `{name}`")
        described = describe_part(part, f"the field `{name}`", self.report) if part else None
        alike = scope.names.take(spot.path, spot.name_span)
        if alike is not None:
            self.report(alike)
            return
        if part is None or described is None:
            return
        self.used.update(part.references)
        if described.nullable:
            spot = replace(spot, required_in=None)  # what must be there but may be null is never missed
        match described.shape:
            case Shape.OBJECT:
                scope.objects.append(".".join(spot.path))
                if spot.required_in is not None:
                    scope.required_blocks.append((spot.required_in, ".".join(spot.path)))
                self._object(part, spot, scope)
            case Shape.ARRAY:
                self._list(part, spot, scope)
            case shape:
                report_misplaced(part, shape, self.report)
                _add(read_scalar(spot.path, part, shape, self.report), spot, scope)
                self._marks(part, spot, scope)

    def _list(self, part: Part, spot: _Spot, scope: _Scope) -> None:
        name = shown(".".join(spot.path))
        node = part.node("items")
        if node is None:
            self.report(kinds.LIST.at(part.span, f"the list `{name}` does not say what it holds", "add `items`"))
            return
        items = follow(node, self.definitions, part.references, self.report, f"an item of `{name}`")
        described = describe_part(items, f"an item of `{name}`", self.report) if items else None
        if items is None or described is None:
            return
        self.used.update(items.references)
        if scope.events:
            self.report(
                kinds.ACTIVITIES.at(
                    spot.name_span, f"the event's field `{name}` is a list", "an event's field has one value"
                )
            )
        elif described.shape is Shape.OBJECT:
            report_misplaced(part, Shape.ACTIVITIES, self.report)
            self._activities(items, spot)
        elif described.shape is Shape.ARRAY:
            self.report(kinds.LIST.at(node.span, f"the list `{name}` holds lists", "a list holds single values"))
        else:
            report_misplaced(part, Shape.ARRAY, self.report)
            report_misplaced(items, described.shape, self.report)
            for mark in read_marks(items, self.report):
                self.report(
                    kinds.MISPLACED_KEYWORD.at(
                        items.keywords[mark].key_span, f"`{mark}` does not go with a list", "move it to another field"
                    )
                )
            _add(read_list(spot.path, part, items, described.shape, self.report), spot, scope)

    def _activities(self, items: Part, spot: _Spot) -> None:
        name = shown(".".join(spot.path))
        if self.activities:
            first, span = self.activities[0]
            self.report(
                kinds.ACTIVITIES.at(
                    spot.name_span,
                    f"`{name}` is a second list of blocks beside `{shown(first.name)}`",
                    "a lead has one list of activities; put all events into it",
                    secondary=[Label(span, "the first one")],
                )
            )
            return
        scope = _Scope(events=True)
        # Reserved before its fields are read, so that a list inside it is no second one.
        self.activities.append((Activities(spot.path, ()), spot.name_span))
        self._object(items, _Spot((), "", spot.name_span), scope)
        by_name = {each.name: each for each in scope.fields}
        type_, at = by_name.get("type"), by_name.get("at")
        members: tuple[str, ...] = ()
        if type_ is None or not isinstance(type_.type, EnumType):
            self._lacks(items, name, "a field `type` with an `enum`", "list the event types: `type: {enum: [...]}`")
        else:
            members = type_.type.members
        if at is None or not isinstance(at.type, DateTimeType):
            self._lacks(
                items, name, "a date-time `at`", "say when it happened: `at: {type: string, format: date-time}`"
            )
        event_id = scope.marks.get("x-leadspec-event-id")
        self.activities[0] = (
            Activities(
                spot.path,
                members,
                tuple(each for each in scope.fields if each.name not in ("type", "at")),
                event_id[0] if event_id else None,
                type_.missing if type_ else (),
                at.missing if at else (),
                tuple(scope.objects),
                tuple(scope.required_within),
                tuple(scope.required_blocks),
            ),
            spot.name_span,
        )

    def _lacks(self, items: Part, name: str, what: str, hint: str) -> None:
        self.report(kinds.ACTIVITIES.at(items.span, f"the events in `{name}` have no {what.removeprefix('a ')}", hint))

    def _marks(self, part: Part, spot: _Spot, scope: _Scope) -> None:
        name = ".".join(spot.path)
        for mark in sorted(read_marks(part, self.report)):
            place = part.keywords[mark].key_span
            if (mark == "x-leadspec-event-id") != scope.events:
                where = "a field of the activities' items" if mark == "x-leadspec-event-id" else "a field of the lead"
                self.report(kinds.MISPLACED_KEYWORD.at(place, f"`{mark}` does not go here", f"it marks {where}"))
                continue
            first, span = scope.marks.setdefault(mark, (name, place))
            if first != name:
                self.report(
                    kinds.MARKED_TWICE.at(
                        place,
                        f"`{mark}` marks both `{shown(first)}` and `{shown(name)}`",
                        "mark one field",
                        secondary=[Label(span, "first here")],
                    )
                )

    def _required(self, part: Part, entries: tuple[Entry, ...]) -> frozenset[str]:
        node = part.node("required")
        if node is None:
            return frozenset()
        if not isinstance(node, Sequence):
            self.report(
                kinds.KEYWORD_VALUE.at(
                    node.span,
                    f"`required` is {kind_of(node)}",
                    "write the names of the fields, beside `properties`: `required: [email]`",
                )
            )
            return frozenset()
        known = {each.key for each in entries}
        found = set()
        for item in node.items:
            name = item.value if isinstance(item, Scalar) and isinstance(item.value, str) else None
            if name is None:
                self.report(kinds.KEYWORD_VALUE.at(item.span, f"`required` holds {kind_of(item)}", "write names"))
            elif name not in known:
                near = self.definitions.near(name, known)
                hint = f"did you mean `{near[0]}`?" if near else "add it under `properties`, or delete it here"
                self.report(
                    kinds.REQUIRED.at(item.span, f"`required` names `{shown(name)}`, which is no field here", hint)
                )
            else:
                found.add(str(name))
        return frozenset(found)

    def _additional(self, part: Part) -> bool:
        node = part.node("additionalProperties")
        if node is None:
            return True
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        self.report(
            kinds.KEYWORD_VALUE.at(node.span, f"`additionalProperties` is {kind_of(node)}", "write `true` or `false`")
        )
        return True

    def _check_unused_definitions(self, document: Mapping) -> None:
        """What no `$ref` uses is still read for faults; it gives no fields."""
        node = document.get("$defs")
        if node is not None and not isinstance(node, Mapping):
            self.report(kinds.KEYWORD_VALUE.at(node.span, f"`$defs` is {kind_of(node)}", "write `NAME: {...}`"))
        for name, entry in self.definitions.entries.items():
            if name in self.used:
                continue
            probe = _Reader(self.definitions)
            probe.fields_seen = self.fields_seen  # one budget, or many parts could be made to cost its square
            probe._field(entry.value, _Spot((name,), None, entry.key_span), (name,), _Scope(events=False))
            self.fields_seen = probe.fields_seen
            self.used |= probe.used
            self.diagnostics += [each for each in probe.diagnostics if not _is_about_use(each)]


def _is_about_use(diagnostic: Diagnostic) -> bool:
    """Findings that depend on where a part is used, and say nothing about one that is not."""
    return diagnostic.kind in (kinds.MISPLACED_KEYWORD, kinds.MARKED_TWICE, kinds.FIELDS_ALIKE, kinds.ACTIVITIES)


def _add(found: Field, spot: _Spot, scope: _Scope) -> None:
    scope.fields.append(replace(found, required=spot.required_in == ""))
    if spot.required_in:
        scope.required_within.append((spot.required_in, found.name))

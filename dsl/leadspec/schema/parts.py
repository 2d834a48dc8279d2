"""One part of a schema with its `$ref`s followed: the keywords that hold for it, and what it describes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import schema as kinds
from leadspec.diagnostics.suggest import nearest
from leadspec.documents import Entry, Mapping, Node, NumberText, Scalar, Sequence, kind_of
from leadspec.documents.build import shown
from leadspec.schema.keywords import ANNOTATIONS, Shape, misplaced_keyword, unknown_keyword
from leadspec.schema.near import Near
from leadspec.source import Span

Report = Callable[[Diagnostic], None]

_DEFS = "#/$defs/"
TYPES = ("string", "integer", "number", "boolean", "array", "object")
_FORMATS = {"date": Shape.DATE, "date-time": Shape.DATE_TIME, "email": Shape.TEXT, "uri": Shape.TEXT}
# What people write for a type that JSON Schema calls otherwise.
_TYPE_WORDS = {
    "text": "string",
    "str": "string",
    "int": "integer",
    "float": "number",
    "decimal": "number",
    "bool": "boolean",
    "list": "array",
    "map": "object",
    "dict": "object",
}


class Definitions(Struct, frozen=True):
    """What stands under `$defs`."""

    entries: dict[str, Entry]
    near: Near = field(default_factory=Near)


class Part(Struct, frozen=True):
    """`references`: the parts of `$defs` that lead here, outermost first; a name that would repeat is a cycle."""

    keywords: dict[str, Entry]
    span: Span
    references: tuple[str, ...] = ()

    def node(self, keyword: str) -> Node | None:
        entry = self.keywords.get(keyword)
        return None if entry is None else entry.value

    def at(self, keyword: str) -> Span:
        return self.keywords[keyword].value.span


def follow(node: Node, definitions: Definitions, references: tuple[str, ...], report: Report, what: str) -> Part | None:
    """The keywords of a part of the schema, with those of its `$ref`s beneath them."""
    if not isinstance(node, Mapping):
        report(
            kinds.TYPE.at(
                node.span, f"{what} is described by {kind_of(node)}", "write a block such as `{type: string}`"
            )
        )
        return None
    part = Part({}, node.span, references)
    while True:
        for entry in node.entries:
            problem = unknown_keyword(entry)
            if problem is not None:
                report(problem)
            elif entry.key != "$ref":
                _lay_under(part.keywords, entry, report)
        reference = node.get("$ref")
        if reference is None:
            return part
        name = _definition_name(reference, definitions, report)
        if name is None:
            return None
        if name in part.references:
            circle = " → ".join([*part.references[part.references.index(name) :], name])
            report(
                kinds.REFERENCE_CYCLE.at(
                    reference.span,
                    f"`$ref` leads back to itself: {shown(circle, 200)}",
                    "write out as many levels as the data has",
                )
            )
            return None
        part = replace(part, references=(*part.references, name))
        target = definitions.entries[name].value
        if not isinstance(target, Mapping):
            report(kinds.REFERENCE.at(target.span, f"`$defs` `{shown(name)}` is {kind_of(target)}, not a block"))
            return None
        node = target


def _lay_under(keywords: dict[str, Entry], entry: Entry, report: Report) -> None:
    """Keywords beside a `$ref` hold as well as those of its target, so no two may differ."""
    above = keywords.setdefault(entry.key, entry)
    if above is entry or entry.key in ANNOTATIONS or _same(above.value, entry.value):
        return
    report(
        kinds.REFERENCE.at(
            above.key_span,
            f"`{entry.key}` stands beside a `$ref` whose target has another `{entry.key}`",
            "keep one of the two",
        )
    )


def _same(left: Node, right: Node) -> bool:
    return isinstance(left, Scalar) and isinstance(right, Scalar) and left.value == right.value


def _definition_name(reference: Node, definitions: Definitions, report: Report) -> str | None:
    if not isinstance(reference, Scalar) or not isinstance(reference.value, str):
        report(kinds.REFERENCE.at(reference.span, f"`$ref` is {kind_of(reference)}", "write `#/$defs/NAME`"))
        return None
    text = reference.value
    name = text.removeprefix(_DEFS).replace("~1", "/").replace("~0", "~")
    if not text.startswith(_DEFS):
        report(
            kinds.REFERENCE.at(
                reference.span,
                f"`$ref` leads out of `$defs`: `{shown(text)}`",
                "copy the part into this file under `$defs` and write `#/$defs/NAME`",
            )
        )
        return None
    if name not in definitions.entries:
        near = definitions.near(name, definitions.entries)
        hint = f"did you mean `{_DEFS}{near[0]}`?" if near else f"add `{shown(name)}` under `$defs`"
        report(kinds.REFERENCE.at(reference.span, f"`$defs` has no `{shown(name)}`", hint))
        return None
    return name


class Described(Struct, frozen=True):
    shape: Shape
    nullable: bool


def describe_part(part: Part, what: str, report: Report) -> Described | None:
    """What a part describes, from its `type`, `format` and `enum`."""
    found = _type_of(part, what, report)
    if found is None:
        return None
    name, nullable = found
    match name:
        case "string":
            shape = _text_shape(part, report)
        case "integer":
            shape = Shape.INTEGER
        case "number":
            shape = Shape.NUMBER
        case "boolean":
            shape = Shape.BOOLEAN
        case "array":
            shape = Shape.ARRAY  # activities, if its items turn out to be blocks
        case _:
            shape = Shape.OBJECT
    return None if shape is None else Described(shape, nullable)


def report_misplaced(part: Part, shape: Shape, report: Report) -> None:
    for entry in part.keywords.values():
        problem = misplaced_keyword(entry, shape)
        if problem is not None:
            report(problem)


def _type_of(part: Part, what: str, report: Report) -> tuple[str, bool] | None:
    node = part.node("type")
    match node:
        case None:
            # Three keywords go with one type only.
            for keyword, name in (("properties", "object"), ("items", "array"), ("enum", "string")):
                if keyword in part.keywords:
                    return name, False
            report(kinds.TYPE.at(part.span, f"{what} has no `type`", "add `type: string` or another type"))
            return None
        case Sequence(items=items):
            names = [each.value for each in items if isinstance(each, Scalar) and isinstance(each.value, str)]
            # YAML people write `null` without quotes and mean the type.
            empty = sum(isinstance(each, Scalar) and each.value is None for each in items) + names.count("null")
            others = [each for each in names if each != "null"]
            if len(items) == 2 and len(others) == 1 and empty == 1:
                return _known_type(others[0], node.span, report, True)
            report(
                kinds.TYPE.at(
                    node.span,
                    f"{what} has more than one type",
                    'choose one type; beside it only `"null"` may stand, as in `[string, "null"]`',
                )
            )
            return None
        case Scalar(value=str() as text) if not isinstance(text, NumberText):
            return _known_type(text, node.span, report, False)
        case _:
            report(kinds.TYPE.at(node.span, f"`type` is {kind_of(node)}", f"write one of {', '.join(TYPES)}"))
            return None


def _known_type(name: str, span: Span, report: Report, nullable: bool) -> tuple[str, bool] | None:
    if name in TYPES:
        return name, nullable
    if name in ("date", "date-time", "datetime", "email", "uri"):
        written = "date-time" if name == "datetime" else name
        hint = f"write `type: string` with `format: {written}`"
    elif name == "enum":
        hint = "write `type: string` with `enum: [...]`"
    else:
        near = [_TYPE_WORDS[name.lower()]] if name.lower() in _TYPE_WORDS else nearest(name, TYPES)
        hint = f"did you mean `{near[0]}`?" if near else f"write one of {', '.join(TYPES)}"
    report(kinds.TYPE.at(span, f"there is no type `{shown(name)}`", hint))
    return None


def _text_shape(part: Part, report: Report) -> Shape | None:
    node = part.node("format")
    if node is not None:
        text = node.value if isinstance(node, Scalar) and isinstance(node.value, str) else None
        if text not in _FORMATS:
            near = nearest(text or "", _FORMATS)
            hint = f"did you mean `{near[0]}`?" if near else f"write one of {', '.join(_FORMATS)}, or delete it"
            name = f"there is no format `{shown(text)}`" if text else f"`format` is {kind_of(node)}"
            report(kinds.FORMAT.at(node.span, name, hint))
            return None
        if text in ("date", "date-time"):
            return _FORMATS[text]
    return Shape.ENUM if "enum" in part.keywords else Shape.TEXT

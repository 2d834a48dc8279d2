"""What the analysis works with: files and lists as loaded, symbols, typed expressions, and its result."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field

from leadspec.diagnostics import Diagnostic, has_errors
from leadspec.ir import core
from leadspec.schema.model import Schema
from leadspec.source import Source, Span
from leadspec.syntax import tree
from leadspec.types import (
    ArrayType,
    BooleanType,
    DateTimeType,
    DateType,
    EnumType,
    ErrorType,
    LabelType,
    NumberType,
    StageType,
    TextType,
    Type,
)

LANGUAGE_VERSION = 1

NOWHERE = Span("", 0, 0)


class ParsedFile(Struct, frozen=True):
    """One file of a policy: the main one, or one that is reached by `use`."""

    source: Source
    file: tree.File


class ListFile(Struct, frozen=True):
    """The entries of a list kept in a file, each with its 1-based line."""

    file: str
    entries: tuple[tuple[str, int], ...]


class SymbolKind(Enum):
    """What a name of the policy stands for. The values are how messages call it."""

    LIST = "list"
    EVENTS = "set of events"
    DEFINE = "definition"
    PERSONA = "persona"
    SCORE = "score"
    CLASSIFY = "classification"
    TABLE = "table"
    STAGE = "stage"


Named = (
    tree.ListStatement
    | tree.EventsStatement
    | tree.Define
    | tree.Persona
    | tree.Score
    | tree.Classify
    | tree.Table
    | tree.Stage
)


class Symbol(Struct, frozen=True):
    """A name that the policy gives, and the statement that gives it."""

    name: str
    kind: SymbolKind
    statement: Named
    span: Span


class Fact(Struct, frozen=True):
    """A field: of the lead, or of the event at hand."""

    node: core.Field
    type: Type


class Typed(Struct, frozen=True):
    """An expression with its type and its core node. Labels and stages have an `outcome` in place of a node.

    `outcome`: the first-match definition whose outcome this is; a field for the previous stage has a node.
    `lines`: set for a persona's match, whose node counts lines; the value is the node divided by `lines`.
    """

    type: Type
    span: Span
    node: core.Value | core.Condition | None = None
    outcome: str | None = None
    lines: int | None = None
    exact: bool = False

    @property
    def failed(self) -> bool:
        return isinstance(self.type, ErrorType)

    @property
    def constant(self) -> core.Const | None:
        return self.node if isinstance(self.node, core.Const) else None


class Analysis(Struct, frozen=True):
    """A policy with names and types checked. `program` is there only if nothing is wrong.

    `files`: the policy's, the main one first. `sources`: all texts that were read, by the name that messages show.
    """

    program: core.Program | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[ParsedFile, ...] = ()
    schema: Schema | None = None
    symbols: Mapping[str, Symbol] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.program is not None and not has_errors(self.diagnostics)


def kind_of(type_: Type) -> core.ValueKind:
    """How values of a type are held in the core IR. Labels, stages and errors stand in as texts."""
    match type_:
        case BooleanType():
            return core.ValueKind.BOOLEAN
        case NumberType():
            return core.ValueKind.NUMBER
        case DateType():
            return core.ValueKind.DAY
        case DateTimeType():
            return core.ValueKind.INSTANT
        case ArrayType():
            return core.ValueKind.ARRAY
        case TextType() | EnumType() | LabelType() | StageType() | ErrorType():
            return core.ValueKind.TEXT


TRUE = core.AtLeast(0, ())
FALSE = core.Not(TRUE)


def all_of(items: tuple[core.Condition, ...], span: Span) -> core.Condition:
    return items[0] if len(items) == 1 else core.AtLeast(len(items), items, span=span)


def any_of(items: tuple[core.Condition, ...], span: Span) -> core.Condition:
    return items[0] if len(items) == 1 else core.AtLeast(1, items, span=span)


def negate(item: core.Condition, negated: bool, span: Span) -> core.Condition:
    return core.Not(item, span=span) if negated else item

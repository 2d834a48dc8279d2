"""What all rules of the analysis share: what names stand for, and where findings go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from msgspec import Struct, field
from msgspec.structs import replace

from leadspec.analysis.model import NOWHERE, Fact, ListFile, Symbol, SymbolKind, Typed, kind_of
from leadspec.analysis.symbols import Symbols, code_points
from leadspec.diagnostics import Diagnostic, Kind, Label
from leadspec.diagnostics.kinds import name as kinds
from leadspec.diagnostics.suggest import nearest
from leadspec.ir import core
from leadspec.schema.model import Schema
from leadspec.source import Location, Source, Span
from leadspec.syntax import tree
from leadspec.types import DateTimeType, EnumType, ErrorType
from leadspec.values.text import skeleton

_MOST_EFFORT = 40_000


class Special(Enum):
    STAGE = "stage"
    UNKNOWABLE = "unknowable"  # a fault at its place was reported; nothing follows from it


Hit = Fact | Symbol | Special


class Context(Struct):
    """The state of one analysis. `scope`: whose facts a plain name means.

    `known`: definitions whose type is settled, by name; a rule may refer to these only.
    """

    symbols: Symbols
    schema: Schema | None
    sources: Mapping[str, Source]
    list_files: Mapping[str, ListFile | None]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    known: dict[str, Typed] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    entries: dict[str, tuple[tuple[str, Span | int], ...]] = field(default_factory=dict)
    checked_lists: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    effort: list[int] = field(default_factory=lambda: [0])  # names compared so far in search of near misses
    settled: frozenset[Location] = frozenset()  # places about which something was found before
    disqualifies: bool = False
    scope: core.Scope = core.Scope.LEAD

    def in_event(self) -> Context:
        """The same analysis inside an event's condition or amount."""
        return replace(self, scope=core.Scope.EVENT)

    def report(self, diagnostic: Diagnostic) -> None:
        if diagnostic.primary is None or diagnostic.primary.location not in self.settled:
            self.diagnostics.append(diagnostic)

    def fail(
        self, kind: Kind, span: Span, message: str, *hints: str, secondary: Iterable[Label] = (), label: str = ""
    ) -> Typed:
        """Reports a finding and stands in for the expression it is about."""
        self.report(kind.at(self.first_line(span), message, *hints, secondary=secondary, label=label))
        return failed(span)

    def first_line(self, span: Span) -> Span:
        """The part of a place that stands on its first line: what follows is not what is wrong."""
        source = self.sources.get(span.file)
        end = -1 if source is None else source.text.find("\n", span.start, span.end)
        return span if end < 0 else Span(span.file, span.start, end)

    def text(self, span: Span) -> str:
        """What the policy says at a place, on one line."""
        source = self.sources.get(span.file)
        if source is None or span == NOWHERE:
            return "…"
        words = " ".join(source.text[span.start : span.end].split())
        return words if len(words) <= 80 else f"{words[:77]}…"

    def lookup(self, name: tree.Name) -> Hit | None:
        """What a name stands for where it is read; nothing is reported."""
        if self.schema is None:
            return self._symbol(name) or Special.UNKNOWABLE
        if self.scope is core.Scope.EVENT:
            return self._event_lookup(name, self.schema)
        if name.parts == ("stage",) and not name.bracketed:
            return Special.STAGE
        return lead_fact(self.schema, name.text, name.span) or self._symbol(name)

    def _symbol(self, name: tree.Name) -> Hit | None:
        if name.bracketed:
            return None
        if name.text in self.symbols.broken:
            return Special.UNKNOWABLE
        return self.symbols.by_name.get(name.text)

    def _event_lookup(self, name: tree.Name, schema: Schema) -> Hit | None:
        if name.parts[0] == "lead" and len(name.parts) > 1:
            return lead_fact(schema, ".".join(name.parts[1:]), name.span)
        if schema.activities is None:
            return Special.UNKNOWABLE
        if name.text == "at":
            return Fact(core.Field("at", core.ValueKind.INSTANT, core.Scope.EVENT, span=name.span), DateTimeType())
        if name.text == "type":
            node = core.Field("type", core.ValueKind.TEXT, core.Scope.EVENT, span=name.span)
            return Fact(node, EnumType(schema.activities.types))
        found = schema.event_fields.get(name.text)
        if found is None:
            return None
        node = core.Field(found.name, kind_of(found.type), core.Scope.EVENT, span=name.span)
        return Fact(node, found.type)

    def nearest(self, word: str, known: Iterable[str]) -> list[str]:
        """What was probably meant. After very many faults no more is looked for, so that time stays linear."""
        names = list(known)
        self.effort[0] += len(names)
        return nearest(word, names) if self.effort[0] <= _MOST_EFFORT else []

    def is_always_known(self, name: str) -> bool:
        """Whether a definition is definite: a score, or the number of a table."""
        symbol = self.symbols.by_name.get(name)
        return symbol is not None and symbol.kind in (SymbolKind.SCORE, SymbolKind.TABLE)

    def names(self) -> list[str]:
        """All names that may be read here, for near misses."""
        if self.schema is None:
            return []
        if self.scope is core.Scope.EVENT:
            return [*self.schema.event_fields, "at", "type"]
        if self.effort[0] > _MOST_EFFORT:
            return []
        values = self.symbols.of(*_VALUES)
        return [*self.schema.by_name, *(each.name for each in values)]

    def unknown(self, name: tree.Name, *more_hints: str) -> Typed:
        """Reports a name that stands for nothing, with what was probably meant."""
        text = name.text
        hints = list(more_hints)
        schema = self.schema
        if schema is not None and self.scope is core.Scope.EVENT:
            return self._unknown_in_event(name, schema, hints)
        double = None if text.isascii() else self._double(text)
        if double is not None:
            return self.fail(
                kinds.UNKNOWN_NAME,
                name.span,
                f"`{text}` ({code_points(text, double)}) looks like `{double}`, but has other letters",
                f"type it anew: `{double}`",
            )
        near = self.nearest(text, self.names())
        if not near and schema is not None:
            near = [each for each in schema.by_name if each.rpartition(".")[2] == text][:1]
        if near:
            hints.insert(0, f"did you mean `{spelled(near[0])}`?")
        if schema is not None and text in schema.objects:
            inner = [each for each in schema.by_name if each.startswith(f"{text}.")]
            return self.fail(
                kinds.UNKNOWN_NAME,
                name.span,
                f"`{text}` is a block of facts, not a fact",
                f"name one of the facts in it: {listing(inner)}",
            )
        if schema is not None and schema.activities is not None and text == schema.activities.name:
            return self.fail(
                kinds.UNKNOWN_NAME,
                name.span,
                f"`{text}` holds the lead's events, which are not one fact",
                "ask about events, for example `did any event` or `count of any event`",
            )
        if schema is not None and text in schema.event_fields:
            hints.insert(
                0, f"events have a field `{text}`: ask about it behind `where`, as in `where (… and {text} …)`"
            )
        if schema is not None and schema.activities is not None and text in schema.activities.types:
            hints.insert(0, f"events are asked about with `did {text}` or `count of {text}`")
        if not hints:
            hints.append("add the field to the schema, or write a `define` with this name")
        return self.fail(
            kinds.UNKNOWN_NAME, name.span, f"`{text}` is neither a field of the schema nor defined here", *hints
        )

    def _double(self, text: str) -> str | None:
        """The name that a word in other letters looks like."""
        looks = skeleton(text)
        return next((each for each in self.names() if each != text and skeleton(each) == looks), None)

    def _unknown_in_event(self, name: tree.Name, schema: Schema, hints: list[str]) -> Typed:
        text = name.text
        if name.parts[0] == "lead" and len(name.parts) > 1:
            rest = ".".join(name.parts[1:])
            near = self.nearest(rest, schema.by_name)
            if near:
                hints.insert(0, f"did you mean `lead.{near[0]}`?")
            elif rest in self.symbols.by_name:
                hints.insert(0, "a definition is about the lead as a whole: ask for it outside, joined with `and`")
            return self.fail(kinds.UNKNOWN_NAME, name.span, f"the lead has no field `{rest}`", *hints)
        if text in schema.by_name:
            hints.insert(0, f"for the lead's field write `lead.{text}`")
        else:
            near = self.nearest(text, self.names())
            if near:
                hints.insert(0, f"did you mean `{near[0]}`?")
            elif text in self.symbols.by_name:
                hints.insert(0, "a definition is about the lead as a whole: ask for it outside, joined with `and`")
        if not hints:
            hints.append(f"an event has {listing(self.names())}")
        return self.fail(kinds.UNKNOWN_NAME, name.span, f"an event has no field `{text}`", *hints)


_VALUES = (
    SymbolKind.DEFINE,
    SymbolKind.PERSONA,
    SymbolKind.SCORE,
    SymbolKind.CLASSIFY,
    SymbolKind.TABLE,
    SymbolKind.STAGE,
)


def failed(span: Span) -> Typed:
    return Typed(ErrorType(), span)


def lead_fact(schema: Schema, name: str, span: Span) -> Fact | None:
    found = schema.by_name.get(name)
    if found is None:
        return None
    return Fact(core.Field(found.name, kind_of(found.type), core.Scope.LEAD, span=span), found.type)


def spelled(name: str) -> str:
    """A field's name as a policy writes it: in brackets where it is no plain name."""
    plain = all(each.isidentifier() for each in name.split(".")) and name != "stage"
    return name if plain else f"[{name}]"


def listing(names: Iterable[str], most: int = 8) -> str:
    """Names in backticks for a message, the first few of many."""
    shown = [f"`{each}`" for each in names]
    rest = len(shown) - most
    return ", ".join(shown) if rest <= 0 else f"{', '.join(shown[:most])} and {rest} more"

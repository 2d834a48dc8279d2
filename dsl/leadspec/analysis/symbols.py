"""Statements -> symbols: each name of a policy has one meaning, over the space of fields and definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct, field

from leadspec.analysis.model import NOWHERE, Named, ParsedFile, Symbol, SymbolKind
from leadspec.diagnostics import Diagnostic, Label
from leadspec.diagnostics.kinds import name as kinds
from leadspec.schema.model import Schema
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.values.text import skeleton

RESERVED = frozenset({"stage", "missing", "present", "any", "everyone", "otherwise", "disqualified"})


# What a file that others use may hold.
SHARED = (tree.ListStatement, tree.EventsStatement, tree.Define, tree.Use)


class Symbols(Struct):
    """The names of a policy. `broken`: names that faulty statements would have given; nothing is known of them."""

    by_name: dict[str, Symbol] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def of(self, *wanted: SymbolKind) -> list[Symbol]:
        return [each for each in self.by_name.values() if each.kind in wanted]

    @property
    def stages(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.of(SymbolKind.STAGE))


def collect(files: Iterable[ParsedFile], schema: Schema | None, report: Callable[[Diagnostic], None]) -> Symbols:
    """The symbols of all files. Of two statements with one name the first one counts, and the second is reported."""
    symbols = Symbols()
    looks: dict[str, tuple[str, Span]] = {}
    for each in schema.fields if schema else ():
        looks.setdefault(skeleton(each.name), (each.name, NOWHERE))
    for number, parsed in enumerate(files):
        symbols.broken.update(parsed.file.broken)
        for statement in parsed.file.statements:
            if not isinstance(statement, Named):
                continue
            if number and not isinstance(statement, SHARED):
                symbols.broken.add(statement.name.text)  # misplaced in a used file, which is reported
                continue
            symbol = Symbol(statement.name.text, _KINDS[type(statement)], statement, statement.name.span)
            for diagnostic in _faults(symbol, symbols, schema, looks):
                report(diagnostic)
            symbols.by_name.setdefault(symbol.name, symbol)
    symbols.broken -= symbols.by_name.keys()
    return symbols


_KINDS: dict[type[Named], SymbolKind] = {
    tree.ListStatement: SymbolKind.LIST,
    tree.EventsStatement: SymbolKind.EVENTS,
    tree.Define: SymbolKind.DEFINE,
    tree.Persona: SymbolKind.PERSONA,
    tree.Score: SymbolKind.SCORE,
    tree.Classify: SymbolKind.CLASSIFY,
    tree.Table: SymbolKind.TABLE,
    tree.Stage: SymbolKind.STAGE,
}


def _faults(
    symbol: Symbol, symbols: Symbols, schema: Schema | None, looks: dict[str, tuple[str, Span]]
) -> list[Diagnostic]:
    name, called = symbol.name, symbol.kind.value
    if name in RESERVED:
        return [
            kinds.RESERVED_NAME.at(
                symbol.span,
                f"a {called} cannot be called `{name}`, which is a word of the language",
                f"choose another name, for example `{name}_{_ENDINGS.get(symbol.kind, 'rule')}`",
            )
        ]
    first = symbols.by_name.get(name)
    if first is not None:
        return [
            kinds.DUPLICATE_NAME.at(
                symbol.span,
                f"`{name}` is already the name of a {first.kind.value}",
                "rename one of the two, here and where it is used",
                secondary=[Label(first.span, "the first one")],
            )
        ]
    if schema is not None and (name in schema.by_name or name in schema.objects):
        return [
            kinds.NAME_OF_A_FIELD.at(
                symbol.span,
                f"`{name}` is already the name of a field in the schema",
                f"give the {called} another name, for example `{name}_{_ENDINGS.get(symbol.kind, 'rule')}`",
            )
        ]
    if symbol.kind is SymbolKind.EVENTS and schema and schema.activities and name in schema.activities.types:
        return [
            kinds.DUPLICATE_NAME.at(
                symbol.span,
                f"`{name}` is already the name of an event type in the schema",
                "give the set of events another name",
            )
        ]
    other, span = looks.setdefault(skeleton(name), (name, symbol.span))
    if other != name:
        return [
            kinds.NAMES_LOOK_ALIKE.at(
                symbol.span,
                f"`{name}` ({code_points(name, other)}) looks like `{other}` ({code_points(other, name)}), "
                "but is another name",
                "choose a name that cannot be taken for the other, or write both with the same letters",
                secondary=[Label(span, "the other one")] if span != NOWHERE else [],
            )
        ]
    return []


def code_points(name: str, other: str) -> str:
    """The characters in which a name differs from its double, as code points."""
    different = [a for a in name if a not in other] or list(name)
    return ", ".join(f"U+{ord(each):04X}" for each in dict.fromkeys(different))


_ENDINGS = {
    SymbolKind.LIST: "list",
    SymbolKind.EVENTS: "events",
    SymbolKind.PERSONA: "persona",
    SymbolKind.SCORE: "score",
    SymbolKind.CLASSIFY: "label",
    SymbolKind.TABLE: "table",
    SymbolKind.STAGE: "stage",
}

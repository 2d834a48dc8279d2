"""Lists: their entries as texts, checked against what they are compared with."""

from __future__ import annotations

from leadspec.analysis.context import Context, Special
from leadspec.analysis.model import Symbol, SymbolKind, Typed
from leadspec.diagnostics import Label
from leadspec.diagnostics.kinds import name as name_kinds
from leadspec.diagnostics.kinds import policy as policy_kinds
from leadspec.ir import core
from leadspec.source import Location, Place, Span
from leadspec.syntax import tree
from leadspec.types import DateTimeType, DateType, describe
from leadspec.values.days import format_day, parse_day
from leadspec.values.decimals import format_number, parse_number
from leadspec.values.text import exact, fold, is_blank

Entry = tuple[str, Span | int]  # a text, and where it stands in the policy, or its line in the list's file

_MOST_FINDINGS = 3


def find_list(context: Context, name: tree.Name, *hints: str) -> Symbol | None:
    """The list with this name; anything else is reported."""
    symbol = context.symbols.by_name.get(name.text)
    if symbol is not None and symbol.kind is SymbolKind.LIST:
        return symbol
    if name.text in context.symbols.broken:
        return None
    found = context.lookup(name) if symbol is None else symbol
    if found is Special.UNKNOWABLE and symbol is None and context.schema is not None:
        return None
    near = context.nearest(name.text, [each.name for each in context.symbols.of(SymbolKind.LIST)])
    more = [f"did you mean `{near[0]}`?"] if near else []
    if symbol is not None:
        message = f"`{name.text}` is a {symbol.kind.value}, not a list"
    else:
        message = f"there is no list called `{name.text}`"
        if not near and not hints:
            more.append(f"write it down: `list {name.text}: A, B`")
    context.fail(name_kinds.UNKNOWN_LIST, name.span, message, *(more or hints if symbol is None else more))
    return None


def entries_of(context: Context, symbol: Symbol) -> tuple[Entry, ...]:
    """The entries of a list as texts, in the order of the policy or file, without blanks."""
    found = context.entries.get(symbol.name)
    if found is None:
        found = context.entries[symbol.name] = tuple(_read(context, symbol))
    return found


def _read(context: Context, symbol: Symbol) -> list[Entry]:
    statement = symbol.statement
    if not isinstance(statement, tree.ListStatement):
        return []
    entries: list[Entry] = []
    if statement.file is not None:
        file = context.list_files.get(symbol.name)
        if file is None:
            return []
        entries = [(text, line) for text, line in file.entries if not is_blank(text)]
    else:
        for each in statement.entries:
            text = _entry_text(each)
            if text is None:
                context.fail(
                    policy_kinds.LIST_ENTRY,
                    each.span,
                    f"`{context.text(each.span)}` cannot stand in a list",
                    "a list holds names, quoted texts, numbers and dates",
                )
            elif not is_blank(text):
                entries.append((text, each.span))
    return entries


def check_filled(context: Context, symbol: Symbol) -> None:
    """Reports a list without entries: nothing is in it, and whatever asks for it never holds."""
    statement = symbol.statement
    if not isinstance(statement, tree.ListStatement):
        return
    if statement.file is not None and context.list_files.get(symbol.name) is None:
        return
    before = len(context.diagnostics)
    if not entries_of(context, symbol) and len(context.diagnostics) == before:
        where = "" if statement.file is None else f": `{statement.file.value}` has none"
        context.fail(
            policy_kinds.EMPTY_LIST,
            symbol.span,
            f"the list `{symbol.name}` has no entries{where}",
            "add an entry, or delete the list and what asks for it",
        )


def members_in(
    context: Context, symbol: Symbol, members: tuple[str, ...], left: Typed
) -> tuple[core.Const, ...] | None:
    """The members of an enum that a list names, as the schema writes them.

    Entries that are no member are reported, once for each list and set of members.
    """
    entries = entries_of(context, symbol)
    named = {fold(text) for text, _ in entries}
    key = (symbol.name, members)
    if key not in context.checked_lists:
        context.checked_lists.add(key)
        allowed = {fold(each) for each in members}
        _report_entries(context, symbol, members, left, [each for each in entries if fold(each[0]) not in allowed])
    found = tuple(
        core.Const(exact(each), core.ValueKind.TEXT, span=left.span) for each in members if fold(each) in named
    )
    return found or None


def _report_entries(
    context: Context, symbol: Symbol, members: tuple[str, ...], left: Typed, wrong: list[Entry]
) -> None:
    for number, (text, place) in enumerate(wrong[:_MOST_FINDINGS], 1):
        near = context.nearest(text, members)
        rest = len(wrong) - number
        more = f", nor are {rest} more" if rest and number == _MOST_FINDINGS else ""
        context.report(
            policy_kinds.LIST_ENTRY.at(
                _location(context, symbol, place),
                f"`{text}` in the list `{symbol.name}` is no value of `{context.text(left.span)}`{more}",
                f"did you mean `{near[0]}`?" if near else "delete it, or add it to the field's `enum`",
                secondary=[Label(left.span, f"compared with `{symbol.name}`")],
            )
        )


def constants_of(context: Context, symbol: Symbol, left: Typed) -> tuple[core.Const, ...] | None:
    """The entries of a list beside a number or a date: each must be one."""
    found: dict[int, core.Const] = {}
    for text, place in entries_of(context, symbol):
        value: object
        if isinstance(left.type, DateType | DateTimeType):
            value, kind = parse_day(text.strip()), core.ValueKind.DAY
        else:
            value, kind = parse_number(text.strip()), core.ValueKind.NUMBER
        if not isinstance(value, int):
            context.report(
                policy_kinds.LIST_ENTRY.at(
                    _location(context, symbol, place),
                    f"`{text}` in the list `{symbol.name}` is not {describe(left.type)}, "
                    f"as `{context.text(left.span)}` is",
                    "write numbers like `2.5` and dates like `2026-01-31`",
                    secondary=[Label(left.span, f"compared with `{symbol.name}`")],
                )
            )
            return None
        found.setdefault(value, core.Const(value, kind, span=left.span))
    return tuple(found.values())


def _location(context: Context, symbol: Symbol, place: Span | int) -> Location:
    if isinstance(place, int):
        file = context.list_files.get(symbol.name)
        return Place(file.file if file else "", line=place)
    return place


def _entry_text(entry: tree.Expression) -> str | None:
    match entry:
        case tree.Name():
            return entry.text
        case tree.TextLiteral(value=value):
            return value
        case tree.NumberLiteral(value=number):
            return format_number(number)
        case tree.DateLiteral(day=day):
            return format_day(day)
        case _:
            return None

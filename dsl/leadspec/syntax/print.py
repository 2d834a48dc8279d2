"""From expressions of the surface tree to their canonical text, in the words of a spoken language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from leadspec.syntax import tree
from leadspec.syntax.document import Bracket, Document, flat, join
from leadspec.syntax.keywords import Keywords, keywords
from leadspec.syntax.literals import spelled_number
from leadspec.syntax.terminals import TERMINALS
from leadspec.values.days import format_day
from leadspec.values.decimals import format_number
from leadspec.values.durations import Duration, Unit

# Where an expression stands decides which expressions need parentheses there.
_SUM = (tree.Sum,)
_VALUES = (
    tree.NumberLiteral,
    tree.PercentLiteral,
    tree.TextLiteral,
    tree.DateLiteral,
    tree.InstantLiteral,
    tree.BooleanLiteral,
    tree.Name,
    tree.Sum,
    tree.Product,
    tree.Choice,
    tree.Round,
    tree.TextPart,
    tree.TimeSince,
    tree.TimeBetween,
    tree.PreviousStage,
    tree.MatchOf,
    tree.CountOf,
    tree.DaysWith,
    tree.Aggregate,
    tree.EventMoment,
    tree.EventFact,
)
_MOMENTS = (tree.Name, tree.DateLiteral, tree.InstantLiteral, tree.EventMoment, tree.EventFact)
_ATOMS = (
    tree.NumberLiteral,
    tree.PercentLiteral,
    tree.TextLiteral,
    tree.DateLiteral,
    tree.InstantLiteral,
    tree.BooleanLiteral,
    tree.Name,
    tree.Choice,
    tree.Round,
    tree.TextPart,
    tree.PreviousStage,
    tree.MatchOf,
)
# `not did` is what people type first for `did not`, so it is no way to write anything.
_ENCLOSED_BY_NOT = (tree.And, tree.Or, tree.Not, tree.Did, tree.DidThen, tree.DidWithinAny)
_TESTS = (
    tree.Comparison,
    tree.OneOf,
    tree.InList,
    tree.Between,
    tree.Presence,
    tree.Truth,
    tree.TextTest,
    tree.Includes,
)
_BY_VALUE = {
    terminal.value: name
    for name, terminal in TERMINALS.items()
    if terminal.value is not None and not isinstance(terminal.value, bool | int)
}


def print_expression(node: tree.Expression, language: str = "en") -> str:
    """The canonical text of an expression, on one line."""
    return flat(Printer(keywords(language)).expression(node))


def print_enclosed(node: tree.Expression, language: str = "en") -> str:
    """The canonical text of a condition that something follows: its list stands in parentheses."""
    return flat(Printer(keywords(language)).inside(node))


class Printer:
    """Writes nodes in the words of one spoken language."""

    def __init__(self, words: Keywords) -> None:
        self.words = words
        self.say = words.spelling

    def sign(self, value: object) -> str:
        """How a value that a token carried is written."""
        return self.say[_BY_VALUE[value]]

    # --- expressions ------------------------------------------------------------------------------------------

    def expression(self, node: tree.Expression) -> Document:
        match node:
            case tree.And(items=items):
                return self.chain(items, self.say["AND"])
            case tree.Or(items=items):
                return self.chain(items, self.say["OR"])
            case tree.Not(item=item):
                inner = self.paren(item) if isinstance(item, _ENCLOSED_BY_NOT) else self.expression(item)
                return (self.say["NOT"] + " ", *inner)
            case tree.Inline(need=need, items=items, number=number):
                parts = [self.inside(item) for item in items]
                return (self.need(need, number) + " ", _commas(parts))
            case tree.Block():
                raise ValueError("a block is printed by lines")
            case (
                tree.Comparison()
                | tree.OneOf()
                | tree.InList()
                | tree.Between()
                | tree.Presence()
                | tree.Truth()
                | tree.TextTest()
                | tree.Includes()
                | tree.DateTest()
                | tree.LinesOf()
            ):
                return self.test(node)
            case tree.Did() | tree.DidWithinAny() | tree.DidThen():
                return self.did(node)
            case _:
                return self.value(node)

    def chain(self, items: tuple[tree.Expression, ...], joiner: str) -> Document:
        """Conditions joined by one word. A list among them always has its parentheses, also where it is the last."""
        parts: list[Document] = []
        for number, item in enumerate(items):
            last = number == len(items) - 1
            enclosed = isinstance(item, tree.And | tree.Or) or (isinstance(item, tree.Not) and not last)
            part = self.paren(item) if enclosed else self.inside(item)
            parts.append(part if number == 0 else (joiner + " ", *part))
        return (Bracket(tuple(parts), added=True),)

    def paren(self, node: tree.Expression) -> Document:
        inner = self.inside(node)
        match inner:
            case (Bracket(parts, added=True),):
                return (Bracket(parts),)
            case _:
                return (Bracket((inner,)),)

    def inside(self, node: tree.Expression) -> Document:
        """An expression that something follows: a list of its own needs parentheses."""
        if tree.listed(node) is not None:
            return self.test(node, enclosed=True)
        match node:
            case tree.Not(item=item) if tree.listed(item) is not None:
                return (self.say["NOT"] + " ", *self.inside(item))
            case _:
                return self.expression(node)

    def need(self, need: tree.Need, number: int) -> str:
        if need is tree.Need.AT_LEAST:
            return f"{self.say['AT_LEAST']} {number} {self.say['OF']}"
        return self.sign(need)

    # --- tests ------------------------------------------------------------------------------------------------

    def test(self, node: tree.Expression, enclosed: bool = False) -> Document:
        match node:
            case tree.Comparison(operator=operator, left=left, right=right):
                return (*self.operand(left), f" {self.sign(operator)} ", *self.operand(right))
            case tree.OneOf(left=left, values=values, negated=negated):
                sign = self.say["IS_NONE_OF" if negated else "IS_ONE_OF"]
                return (*self.operand(left), f" {sign} ", *self.values(values, enclosed))
            case tree.InList(left=left, list=name, negated=negated):
                sign = self.say["NOT_IN" if negated else "IN"]
                return (*self.operand(left), f" {sign} {self.name(name)}")
            case tree.Between(left=left, low=low, high=high):
                ends = (*self.operand(low), f" {self.say['AND']} ", *self.operand(high))
                return (*self.operand(left), f" {self.say['BETWEEN']} ", *ends)
            case tree.Presence(left=left, missing=missing):
                return (*self.operand(left), " " + self.say["IS_MISSING" if missing else "IS_PRESENT"])
            case tree.Truth(left=left, value=value):
                return (*self.operand(left), " " + self.say["IS_TRUE" if value else "IS_FALSE"])
            case tree.TextTest(kind=kind, left=left, operands=operands, any_of=any_of, negated=negated):
                sign = self.sign((kind, any_of, negated))
                return (*self.operand(left), f" {sign} ", *self.values(operands, enclosed))
            case tree.Includes(left=left, quantifier=quantifier, values=values, negated=negated):
                sign = self.sign((quantifier, negated))
                return (*self.operand(left), f" {sign} ", *self.values(values, enclosed))
            case tree.DateTest(left=left, window=window):
                moment = self.expression(left) if isinstance(left, _MOMENTS) else self.paren(left)
                return (*moment, " ", *self.window(window))
            case tree.LinesOf(number=number, persona=persona):
                return (f"{self.say['AT_LEAST']} {number} {self.say['LINES_OF']} {self.name(persona)}",)
            case _:
                raise AssertionError(node)

    def operand(self, node: tree.Expression) -> Document:
        return self.expression(node) if isinstance(node, _VALUES) else self.paren(node)

    def values(self, values: Iterable[tree.Expression], enclosed: bool) -> Document:
        bracket = _commas([self.expression(each) for each in values])
        return (bracket,) if enclosed else (Bracket(bracket.parts, added=True),)

    # --- events -----------------------------------------------------------------------------------------------

    def did(self, node: tree.Did | tree.DidWithinAny | tree.DidThen) -> Document:
        head = self.say["DID_NOT" if node.negated else "DID"] + " "
        match node:
            case tree.Did(events=events, times=times, on_days=on_days, window=window):
                return (head, *self.pattern(events, bare=True), *self.asked(times, on_days), *self.behind(window))
            case tree.DidWithinAny(events=events, number=number, duration=duration):
                times = tree.Times(tree.Bound.AT_LEAST, number)
                within = f" {self.say['WITHIN_ANY']} {self.words.duration(duration)}"
                return (head, *self.pattern(events, bare=True), *self.asked(times, None), within)
            case tree.DidThen(first=first, second=second, within=within, window=window):
                then = f" {self.say['THEN']} "
                most = () if within is None else (f" {self.say['WITHIN']} {self.words.duration(within)}",)
                pair = (*self.pattern(first, bare=True), then, *self.pattern(second, bare=True))
                return (head, *pair, *most, *self.behind(window))
            case _:
                assert_never(node)

    def asked(self, times: tree.Times | None, on_days: int | None) -> Document:
        text = ""
        if times is not None:
            bound = self.sign(times.bound)
            if times.number == 1:
                once = self.say["ONCE"]
                text += f" {once}" if times.bound is tree.Bound.EXACTLY else f" {bound} {once}"
            else:
                text += f" {bound} {times.number} {self.say['TIMES']}"
        if on_days is not None:
            days = self.words.duration(Duration(on_days, Unit.DAY))
            text += f" {self.say['ON']} {self.say['AT_LEAST']} {days}"
        return (text,) if text else ()

    def pattern(self, events: tree.EventPattern, *, bare: bool) -> Document:
        """`bare`: a name alone may be the condition, since no comparison can follow."""
        head = self.say["ANY_EVENT"] if events.type is None else self.name(events.type)
        where = events.where
        if where is None:
            return (head,)
        plain = (bare and isinstance(where, tree.Name)) or _is_where_test(where)
        inner = self.inside(where) if plain else self.paren(where)
        return (f"{head} {self.say['WHERE']} ", *inner)

    def behind(self, window: tree.Window | None) -> Document:
        return () if window is None else (" ", *self.window(window))

    def window(self, window: tree.Window) -> Document:
        match window:
            case tree.InTheLast(duration=duration):
                return (f"{self.say['IN_THE_LAST']} {self.words.duration(duration)}",)
            case tree.InTheNext(duration=duration):
                return (f"{self.say['IN_THE_NEXT']} {self.words.duration(duration)}",)
            case tree.AtLeastAgo(duration=duration):
                return (f"{self.say['AT_LEAST']} {self.words.duration(duration)} {self.say['AGO']}",)
            case tree.FromToAgo(near=near, far=far, unit=unit):
                ends = f"{near} {self.say['TO']} {self.words.duration(Duration(far, unit))}"
                return (f"{self.say['FROM']} {ends} {self.say['AGO']}",)
            case tree.Before(moment=moment):
                return (self.say["BEFORE"] + " ", *self.expression(moment))
            case tree.Since(moment=moment):
                return (self.say["SINCE"] + " ", *self.expression(moment))
            case tree.WithinAfter(duration=duration, moment=moment):
                head = f"{self.say['WITHIN']} {self.words.duration(duration)} {self.say['AFTER']} "
                return (head, *self.expression(moment))
            case _:
                assert_never(window)

    # --- values -----------------------------------------------------------------------------------------------

    def value(self, node: tree.Value) -> Document:
        match node:
            case tree.NumberLiteral(value=value):
                return (spelled_number(value),)
            case tree.PercentLiteral(value=value):
                return (format_number(value) + "%",)
            case tree.TextLiteral(value=value, exact=exact):
                return ((self.say["EXACTLY"] + " " if exact else "") + quoted(value),)
            case tree.DateLiteral(day=day):
                return (format_day(day),)
            case tree.InstantLiteral(text=text):
                return (text.replace(" ", "T"),)
            case tree.BooleanLiteral(value=value):
                return (self.say["TRUE" if value else "FALSE"],)
            case tree.Name():
                return (self.name(node),)
            case tree.Sum(first=first, rest=rest):
                pieces = [self.term(first, _SUM)]
                pieces += [(f"{sign.value} ", *self.term(item, _SUM)) for sign, item in rest]
                return join(pieces)
            case tree.Product(first=first, rest=factors):
                pieces = [self.term(first, (tree.Sum, tree.Product))]
                pieces += [(f"{sign.value} ", *self.term(item, (tree.Sum, tree.Product))) for sign, item in factors]
                return join(pieces)
            case tree.Choice(kind=kind, items=items):
                return (self.sign(kind) + " ", _commas([self.term(item, ()) for item in items]))
            case tree.Round(item=item, digits=digits):
                parts = [self.term(item, ())] + ([(str(digits),)] if digits else [])
                return (self.say["ROUND"] + " ", _commas(parts))
            case tree.TextPart(kind=kind, item=item):
                inner = self.expression(item) if isinstance(item, tree.Name) else self.paren(item)
                return (self.sign(kind) + " ", *inner)
            case tree.TimeSince(unit=unit, item=item):
                return (self.say[f"{unit.name}S_SINCE"] + " ", *self.moment(item))
            case tree.TimeBetween(unit=unit, start=start, end=end):
                ends = (*self.moment(start), f" {self.say['TO']} ", *self.moment(end))
                return (self.say[f"{unit.name}S_FROM"] + " ", *ends)
            case tree.PreviousStage():
                return (self.say["PREVIOUS_STAGE"],)
            case tree.MatchOf(persona=persona):
                return (f"{self.say['MATCH_OF']} {self.name(persona)}",)
            case tree.CountOf(events=events, different=different, window=window):
                if different is None:
                    head = self.say["COUNT_OF"]
                else:
                    head = f"{self.say['COUNT_OF_DIFFERENT']} {self.name(different)} {self.say['OF']}"
                return (head + " ", *self.pattern(events, bare=False), *self.behind(window))
            case tree.DaysWith(events=events, window=window):
                return (self.say["DAYS_WITH"] + " ", *self.pattern(events, bare=False), *self.behind(window))
            case tree.Aggregate(kind=kind, field=field, events=events, window=window):
                head = f"{self.sign(kind)} {self.name(field)} {self.say['OF']} "
                return (head, *self.pattern(events, bare=False), *self.behind(window))
            case tree.EventMoment(which=which, events=events):
                head = self.say["FIRST" if which is tree.Which.FIRST else "LAST"]
                return (head + " ", *self.pattern(events, bare=False))
            case tree.EventFact(field=field, which=which, events=events):
                of = self.say["OF_FIRST" if which is tree.Which.FIRST else "OF_LAST"]
                return (f"{self.name(field)} {of} ", *self.pattern(events, bare=False))
            case _:
                assert_never(node)

    def term(self, node: tree.Expression, looser: tuple[type, ...]) -> Document:
        if isinstance(node, looser) or not isinstance(node, _VALUES):
            return self.paren(node)
        return self.expression(node)

    def moment(self, node: tree.Expression) -> Document:
        return self.expression(node) if isinstance(node, _MOMENTS) else self.paren(node)

    def name(self, name: tree.Name) -> str:
        """A part that is not a plain name, or is a reserved word, stands in brackets; a name in brackets keeps a pair.

        `[email]` is a field where `email` would be a member.
        """
        *path, last = (self.part(part, name) for part in name.parts)
        if name.bracketed and not any(part.startswith("[") for part in (*path, last)):
            last = f"[{last}]"
        return ".".join([*path, last])

    def part(self, part: str, name: tree.Name) -> str:
        plain = part.isidentifier() and not (name.bracketed and part in self.words.phrases)
        return part if plain else f"[{part}]"


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _commas(parts: list[Document]) -> Bracket:
    return Bracket(tuple((*part, ",") if number < len(parts) - 1 else part for number, part in enumerate(parts)))


def _is_where_test(node: tree.Expression) -> bool:
    """Whether a condition of `where` needs no parentheses: one test of a name, with plain values."""
    if not isinstance(node, _TESTS) or not isinstance(node.left, tree.Name | tree.TextPart):
        return False
    match node:
        case tree.Comparison(right=right):
            return isinstance(right, _ATOMS)
        case tree.Between(low=low, high=high):
            return isinstance(low, _ATOMS) and isinstance(high, _ATOMS)
        case _:
            return True

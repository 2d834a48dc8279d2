"""How Snowflake says the operations: FILTER, TRANSFORM and REDUCE over arrays of VARIANT, NUMBER(38, 0).

Text only: nothing here was run. A lambda is written only where it looks at its own element and at columns of the row;
where it would need another lambda inside, the policy is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect as Sqlglot

from leadspec.engines.sql.letters import SPACES, capitals_and_small, escaped, words_of
from leadspec.engines.sql.printing import PARAMS_ROW, Printer, number, string, tight
from leadspec.engines.sql.refusals import RefusalError
from leadspec.engines.sql.set_printing import column_of
from leadspec.engines.sql.shapes import ListOf, Record, Scalar, Shape, inner_variables, shape_of
from leadspec.engines.sql.staged import plain, text_of
from leadspec.engines.sql.terms import Op, Term
from leadspec.values.text import SEPARATORS, is_separator

LETTERS = "letters"
_NUMBER = "NUMBER(38, 0)"
_TYPES: Mapping[Scalar, str] = {
    Scalar.INTEGER: _NUMBER,
    Scalar.TRUTH: "BOOLEAN",
    Scalar.TEXT: "VARCHAR",
    Scalar.DECIMAL: "NUMBER(18, 6)",
    Scalar.DATE: "DATE",
    Scalar.INSTANT: "TIMESTAMP_TZ",
    Scalar.NOTHING: "VARCHAR",
}
_NESTED = "its lambdas are known here to see their own element and the columns of the row, and nothing else"


class Snowflake:
    """What is said in a place of its own, whatever stands around it."""

    name = "snowflake"

    def sql(self, query: exp.Expression, *, pretty: bool = False) -> str:
        found: str = _generator()(dialect="snowflake", pretty=pretty, normalize_functions=False).generate(
            query, copy=False
        )
        return found

    def param(self, name: str) -> exp.Expression:
        return column_of(PARAMS_ROW, name)

    def decimal(self, item: exp.Expression, places: int, digits: int) -> exp.Expression:
        """An integer as a decimal number with so many places."""
        step = exp.Literal.number(f"0.{'0' * (places - 1)}1")
        return cast(exp.Mul(this=tight(item), expression=step), f"NUMBER({digits}, {places})")

    def fault(self, message: str) -> exp.Expression:
        """What stops the query: a text that is no number."""
        return call("TO_NUMBER", string(message))

    def widened(self, item: exp.Expression, bits: int) -> exp.Expression:  # noqa: ARG002 - all integers are as wide
        return cast(item, _NUMBER)

    def special(self, term: Term, args: list[exp.Expression]) -> exp.Expression:
        match term.op:
            case Op.LIST:
                return call("ARRAY_CONSTRUCT_COMPACT", *args)
            case Op.DIVIDE:
                # A quotient has six places more, which rounding could carry over; so the rest goes first.
                rest = call("MOD", args[0], args[1])
                whole = exp.Div(
                    this=exp.Paren(this=exp.Sub(this=tight(args[0].copy()), expression=rest)),
                    expression=tight(args[1].copy()),
                )
                return cast(whole, _NUMBER)
            case Op.BIT_OR:
                return call("BITOR", *args)
            case Op.BIT_AND:
                return call("BITAND", *args)
            case Op.FOLD:
                return call("leadspec_folded", args[0])
            case Op.DOMAIN:
                return _domain(args[0])
            case Op.LENGTH:
                return call("LENGTH", *args)
            case Op.CONTAINS:
                return exp.GT(this=call("POSITION", args[1], args[0]), expression=number(0))
            case Op.STARTS:
                return call("STARTSWITH", *args)
            case Op.ENDS:
                return call("ENDSWITH", *args)
            case Op.MATCHES:
                return _word_in(args[0], str(term.args[1].data))
            case Op.MILLIONTHS:
                return cast(exp.Mul(this=tight(args[0]), expression=number(1_000_000)), _NUMBER)
            case Op.DAYS:
                return call("DATEDIFF", exp.Var(this="DAY"), cast(string("1970-01-01"), "DATE"), args[0])
            case Op.MICROSECONDS:
                return call("DATE_PART", exp.Var(this="EPOCH_MICROSECOND"), args[0])
            case Op.CALENDAR:
                months = exp.Add(
                    this=exp.Mul(this=call("YEAR", args[0]), expression=number(12)),
                    expression=call("MONTH", args[0].copy()),
                )
                days = exp.Mul(this=exp.Paren(this=months), expression=number(32))
                return exp.Add(this=days, expression=call("DAY", args[0].copy()))
            case _:
                raise ValueError(f"Snowflake has no {term.op}")


class SnowflakePrinter(Printer):
    """The terms of one stage; what is taken out of an element is cast to what it is."""

    def __init__(self, dialect: Snowflake, columns: Mapping[str, Shape]) -> None:
        super().__init__(dialect)
        self.columns = columns
        self.inside: dict[str, Shape] = {}
        self.by_place: dict[str, exp.Expression] = {}  # elements that are looked up by their place

    def shape(self, term: Term) -> Shape:
        return shape_of(term, self.columns, self.inside)

    def expression(self, term: Term) -> exp.Expression:
        match term.op:
            case Op.COLUMN:
                return exp.Column(this=exp.Identifier(this=str(term.data), quoted=True))
            case Op.VAR:
                name = str(term.data)
                found = self.by_place[name].copy() if name in self.by_place else exp.Column(this=plain(name))
                shape = self.inside[name]
                return found if isinstance(shape, Record) else cast(found, _type_of(shape))
            case Op.GET:
                part = call("GET", self.expression(term.args[0]), string(str(term.data)))
                return cast(part, _type_of(self.shape(term)))
            case Op.STRUCT:
                assert isinstance(term.data, tuple)
                said = zip(map(str, term.data), map(self.expression, term.args), strict=True)
                return call("OBJECT_CONSTRUCT", *(each for name, item in said for each in (string(name), item)))
            case Op.FILTER | Op.MAP:
                return self._lambda(term)
            case Op.COUNT:
                return call("ARRAY_SIZE", self.expression(term.args[0]))
            case Op.SUM | Op.BIT_OR_ALL:
                return self._reduced(term)
            case Op.LARGEST | Op.SMALLEST:
                end = call("ARRAY_MAX" if term.op is Op.LARGEST else "ARRAY_MIN", self.expression(term.args[0]))
                return cast(end, _type_of(self.shape(term)))
            case Op.DISTINCT:
                return call("ARRAY_DISTINCT", call("ARRAY_COMPACT", self.expression(term.args[0])))
            case Op.AT:
                return self._at(*term.args)
            case Op.SLICE | Op.SORT:
                raise _refusal()
            case _:
                return super().expression(term)

    def _at(self, items: Term, place: Term) -> exp.Expression:
        whole = self._list(items)
        at: exp.Expression = exp.Sub(this=tight(self.expression(place)), expression=number(1))
        if place.op is Op.LITERAL and place.data == 1:
            at = number(0)
        elif place.op is Op.LITERAL and place.data == -1:
            at = exp.Sub(this=call("ARRAY_SIZE", whole.copy()), expression=number(1))
        return cast(call("GET", whole, at), _type_of(_item(self.shape(items))))

    def _list(self, items: Term) -> exp.Expression:
        """A list; inside a lambda only one that is a column."""
        if self.inside and items.op is not Op.COLUMN:
            raise _refusal()
        return self.expression(items)

    def _lambda(self, term: Term) -> exp.Expression:
        items, body = term.args
        assert isinstance(term.data, tuple)
        names = tuple(map(str, term.data))
        if self.inside or body.free - set(names):
            raise _refusal()
        if len(names) > 1:
            return self._of_places(term, items, body, *names)
        whole = self.expression(items)
        said = self._body(term, items, body)
        return call("FILTER" if term.op is Op.FILTER else "TRANSFORM", whole, _arrow(names[0], said))

    def _body(self, term: Term, items: Term, body: Term) -> exp.Expression:
        self.inside = inner_variables(term, self.shape(items), {})
        try:
            return self.expression(body)
        finally:
            self.inside = {}

    def _of_places(self, term: Term, items: Term, body: Term, name: str, place: str) -> exp.Expression:
        """A lambda has no place, so it goes over the places, and looks the elements up in a column."""
        if items.op is not Op.COLUMN:
            raise _refusal()
        whole = self.expression(items)
        size = exp.Add(this=call("ARRAY_SIZE", whole.copy()), expression=number(1))
        places = call("ARRAY_GENERATE_RANGE", number(1), size)
        at = exp.Sub(this=cast(exp.Column(this=plain(place)), _NUMBER), expression=number(1))
        element = call("GET", whole, at)
        self.by_place = {name: element}
        said = self._body(term, items, body)
        self.by_place = {}
        if term.op is Op.FILTER:
            return call("TRANSFORM", call("FILTER", places, _arrow(place, said)), _arrow(place, element.copy()))
        return call("TRANSFORM", places, _arrow(place, said))

    def _reduced(self, term: Term) -> exp.Expression:
        if self.inside:
            raise _refusal()
        sofar, each = exp.Column(this=plain("acc")), cast(exp.Column(this=plain("x")), _NUMBER)
        added = call("BITOR", sofar, each) if term.op is Op.BIT_OR_ALL else exp.Add(this=sofar, expression=each)
        body = exp.Lambda(this=cast(added, _NUMBER), expressions=[plain("acc"), plain("x")])
        known = exp.Not(this=call("IS_NULL_VALUE", exp.Column(this=plain("x"))))
        items = call("FILTER", self.expression(term.args[0]), exp.Lambda(this=known, expressions=[plain("x")]))
        return call("REDUCE", items, cast(number(0), _NUMBER), body)


def _item(items: Shape) -> Shape:
    assert isinstance(items, ListOf)
    return items.item


def _arrow(name: str, said: exp.Expression) -> exp.Expression:
    return exp.Lambda(this=said, expressions=[plain(name)])


def _refusal() -> RefusalError:
    said = "what looks at all other events for each event of a lead"
    return RefusalError(f"snowflake cannot say {said} (bursts, `did A then B`, some cooldowns), because {_NESTED}")


def call(name: str, *args: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=list(args))


def cast(item: exp.Expression, kind: str) -> exp.Expression:
    return exp.Cast(this=item, to=exp.Var(this=kind))


def _word_in(folded: exp.Expression, pattern: str) -> exp.Expression:
    """Whether one of some words stands between separators, each of which is made a space first."""
    words = words_of(pattern)
    if words is None or any(is_separator(sign) for each in words for sign in each):
        said = "`matches`, nor `contains word` of a phrase with spaces or signs"
        raise RefusalError(f"snowflake cannot say {said}, because its patterns were not tested")
    made = call("leadspec_words", folded)
    found = [call("CONTAINS", made.copy(), string(f" {each} ")) for each in words]
    return exp.Paren(this=exp.or_(*found, copy=False)) if len(found) > 1 else found[0]


def _type_of(shape: Shape) -> str:
    if isinstance(shape, ListOf):
        return "ARRAY"
    return "OBJECT" if isinstance(shape, Record) else _TYPES[shape]


def _domain(folded: exp.Expression) -> exp.Expression:
    """What follows the last `@`, without one final dot."""
    return call("leadspec_domain", folded)


@cache
def functions() -> Mapping[str, str]:
    """The functions of texts, by name."""
    capitals, small = capitals_and_small()
    spaces = f"'{SPACES}'"
    bare = f"TRANSLATE(TRIM(given, {spaces}), {text_of(capitals)}, {text_of(small)})"
    doubtful = "".join(f"\\u{ord(each):04x}" for each in recomposing_marks())
    fault = "TO_VARCHAR(TO_NUMBER('a text holds a letter under a mark that Snowflake cannot normalise'))"
    separators = escaped("".join(chr(code) for first, last in SEPARATORS for code in range(first, last + 1)))
    at = "LENGTH(given) - POSITION('@', REVERSE(given)) + 2"
    after = f"SUBSTR(given, {at})"
    dot = f"IFF(RIGHT({after}, 1) = '.', LEFT({after}, LENGTH({after}) - 1), {after})"
    return {
        "leadspec_folded": f"IFF(TRANSLATE(given, '{doubtful}', '') = given, {bare}, {fault})",
        "leadspec_words": f"' ' || TRANSLATE(given, '{separators}', '{' ' * (len(separators) // 6)}') || ' '",
        "leadspec_domain": f"IFF(POSITION('@', given) > 0, NULLIF(TRIM({dot}, {spaces}), ''), NULL)",
    }


@cache
def recomposing_marks() -> tuple[str, ...]:
    """Marks that a small letter joins and its capital does not: a text with one would have to be normalised again."""
    capitals, small = capitals_and_small()
    marks = set()
    for capital, letter in zip(capitals, small, strict=True):
        for mark in _marks():
            joined = unicodedata.normalize("NFC", letter + mark)
            if len(joined) == 1 and len(unicodedata.normalize("NFC", capital + mark)) > 1:
                marks.add(mark)
    return tuple(sorted(marks))


@cache
def _marks() -> tuple[str, ...]:
    """All marks that some letter joins."""
    found = set()
    for code in range(0x20000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            found.add(chr(int(parts[1], 16)))
    return tuple(sorted(found))


_SIMPLE = re.compile(r"[a-z_][a-z0-9_]*")


@cache
def _generator() -> type[Any]:
    """sqlglot's own for Snowflake, with our spelling of names, texts and calls."""
    made: Any = Sqlglot.get_or_raise("snowflake").generator_class

    class Generator(made):  # type: ignore[misc]
        def identifier_sql(self, expression: exp.Identifier) -> str:
            name = expression.name
            simple = _SIMPLE.fullmatch(name) and not expression.args.get("quoted")
            return name if simple else '"' + name.replace('"', '""') + '"'

        def literal_sql(self, expression: exp.Literal) -> str:
            if not expression.is_string:
                return str(expression.this)
            return "'" + expression.name.replace("\\", "\\\\").replace("'", "''") + "'"

        def anonymous_sql(self, expression: exp.Anonymous) -> str:
            return str(self.func(str(expression.this), *expression.expressions, normalize=False))

    return Generator

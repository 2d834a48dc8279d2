"""How Spark says the operations: higher-order functions, DECIMAL(38, 0) where 64 bits are too few, Java's patterns.

It is written for Spark 4 with ANSI on, so that what would overflow or divide by zero stops the query. No session can
change what a text says: signs that Spark's parser or its substitution of variables could read are spelled out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never
from unicodedata import combining

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect as Sqlglot

from leadspec.engines.sql.printing import NUL, PARAMS_ROW, bits_of, number, string, tight
from leadspec.engines.sql.spark_text import folded, trimmed
from leadspec.engines.sql.terms import Op, Term
from leadspec.ir.core import ValueKind
from leadspec.values.unicode14 import newer_characters

_FUNCTIONS = {
    Op.LARGEST: "array_max",
    Op.SMALLEST: "array_min",
    Op.SORT: "sort_array",
    Op.CONTAINS: "contains",
    Op.STARTS: "startswith",
    Op.ENDS: "endswith",
    Op.MATCHES: "regexp_like",
    Op.MICROSECONDS: "unix_micros",
}

_WIDE = "DECIMAL(38, 0)"


class Spark:
    """`values`: the parameters, where they are written into the text."""

    name = "spark"

    def __init__(self, values: Mapping[str, int] | None = None) -> None:
        self._values = values

    def sql(self, query: exp.Expression, *, pretty: bool = False) -> str:
        found: str = _generator()(dialect="spark", pretty=pretty).generate(query, copy=False)
        return found

    def param(self, name: str) -> exp.Expression:
        if self._values is None:
            return exp.Column(this=exp.Identifier(this=name), table=exp.Identifier(this=PARAMS_ROW))
        return self.widened(number(self._values[name]), 64)

    def decimal(self, item: exp.Expression, places: int, digits: int) -> exp.Expression:
        """An integer as a decimal number with so many places."""
        step = exp.Literal.number(f"0.{'0' * (places - 1)}1")
        return _cast(exp.Mul(this=_cast(item, "DECIMAL(20, 0)"), expression=step), f"DECIMAL({digits}, {places})")

    def fault(self, message: str) -> exp.Expression:
        """What stops the query."""
        return _call("raise_error", string(message))

    def type_of(self, item: exp.Expression) -> exp.Expression:
        return _call("typeof", item)

    def part_of_first(self, items: str, name: str) -> exp.Expression:
        """A part of the first structure of a list: its type is that of all."""
        return _part(_call("get", exp.Column(this=exp.Identifier(this=items)), number(0)), name)

    def types(self, kind: ValueKind, item: ValueKind | None = None) -> tuple[str, ...]:
        """How the types of the contract are called."""
        match kind:
            case ValueKind.NUMBER:
                return ("decimal(18,6)", "bigint")
            case ValueKind.TEXT:
                return ("string",)
            case ValueKind.BOOLEAN:
                return ("boolean",)
            case ValueKind.DAY:
                return ("date",)
            case ValueKind.INSTANT:
                return ("timestamp",)
            case ValueKind.ARRAY:
                return tuple(f"array<{each}>" for each in self.types(item or ValueKind.TEXT))
            case _:
                assert_never(kind)

    def widened(self, item: exp.Expression, bits: int) -> exp.Expression:
        return _cast(item, _WIDE if bits > 64 else "BIGINT")

    def special(self, term: Term, args: list[exp.Expression]) -> exp.Expression:
        match term.op:
            case Op.GET:
                return _part(args[0], str(term.data))
            case Op.STRUCT:
                assert isinstance(term.data, tuple)
                named = [part for pair in zip(map(_text, term.data), args, strict=True) for part in pair]
                return _call("named_struct", *named)
            case Op.LIST:
                return _texts(args)
            case Op.DIVIDE:
                return _quotient(term, *args)
            case Op.BIT_OR:
                return exp.BitwiseOr(this=_alone(args[0]), expression=_alone(args[1]))
            case Op.BIT_AND:
                return exp.BitwiseAnd(this=_alone(args[0]), expression=_alone(args[1]))
            case Op.FILTER | Op.MAP:
                assert isinstance(term.data, tuple)
                name = "filter" if term.op is Op.FILTER else "transform"
                return _call(name, args[0], _from_one(args[1], *map(str, term.data)))
            case Op.COUNT:
                return _cast(_call("array_size", *args), "BIGINT")
            case Op.SUM:
                kind = _WIDE if bits_of(term) > 64 else "BIGINT"
                return _gathered(args[0], kind, exp.Add)
            case Op.BIT_OR_ALL:
                return _gathered(args[0], "BIGINT", exp.BitwiseOr)
            case Op.DISTINCT:
                return _call("array_distinct", _call("array_compact", *args))
            case Op.AT:
                return _call("try_element_at", args[0], _place(args[1]))
            case Op.SLICE:
                return _slice(*args)
            case Op.FOLD:
                return folded(args[0])
            case Op.DOMAIN:
                return _domain(args[0])
            case Op.LENGTH:
                return _cast(_call("length", *args), "BIGINT")
            case Op.MILLIONTHS:
                return _cast(exp.Mul(this=_cast(args[0], "DECIMAL(24, 6)"), expression=number(1_000_000)), "BIGINT")
            case Op.DAYS:
                return _cast(_call("unix_date", *args), "BIGINT")
            case Op.CALENDAR:
                return _calendar(args[0])
            case op if op in _FUNCTIONS:
                return _call(_FUNCTIONS[op], *args)
            case _:
                raise ValueError(f"Spark has no {term.op}")


def _call(name: str, *args: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=list(args))


def _cast(item: exp.Expression, kind: str) -> exp.Expression:
    return exp.Cast(this=item, to=exp.Var(this=kind))


def _name(name: str) -> exp.Expression:
    return exp.Column(this=exp.Identifier(this=name))


def _text(name: object) -> exp.Expression:
    return string(str(name))


def _part(item: exp.Expression, name: str) -> exp.Expression:
    return exp.Dot(this=tight(item), expression=exp.Identifier(this=name))


def _lambda(body: exp.Expression, *names: str) -> exp.Expression:
    return exp.Lambda(this=body, expressions=[exp.Identifier(this=each) for each in names])


def _from_one(body: exp.Expression, item: str, place: str | None = None) -> exp.Expression:
    """Spark counts places from 0, the terms from 1. An inner lambda may give the name to something else."""
    if place is None:
        return _lambda(body, item)
    found = [
        each
        for each in body.walk(prune=lambda node: _binds(node, place))
        if isinstance(each, exp.Column) and each.name == place and not each.table
    ]
    for each in found:
        one_more = exp.Paren(this=exp.Add(this=_name(place), expression=number(1)))
        if each is body:
            body = one_more
        else:
            each.replace(one_more)
    return _lambda(body, item, place)


def _binds(node: Any, name: str) -> bool:
    return isinstance(node, exp.Lambda) and any(each.name == name for each in node.expressions)


def _place(item: exp.Expression) -> exp.Expression:
    return item if isinstance(item, exp.Literal | exp.Neg) else _cast(item, "INT")


def _alone(item: exp.Expression) -> exp.Expression:
    """Spark's parser ends a call with a lambda at `|`."""
    return exp.Paren(this=item) if isinstance(item, exp.Func) else tight(item)


def _quotient(term: Term, above: exp.Expression, below: exp.Expression) -> exp.Expression:
    """`div` gives 64 bits, and silently wrong ones of more; what may be greater is divided without a rest.

    Spark divides decimals into 32 digits and 6 places, and stops where a quotient has more digits.
    """
    if bits_of(term) <= 64:
        return exp.IntDiv(this=tight(above), expression=tight(below))
    above = tight(_cast(above, _WIDE))
    whole = exp.Sub(this=above, expression=exp.Mod(this=above.copy(), expression=tight(below)))
    return _cast(exp.Div(this=exp.Paren(this=whole), expression=tight(below.copy())), _WIDE)


def _gathered(items: exp.Expression, kind: str, how: type[Any]) -> exp.Expression:
    """All integers of a list in one; NULLs are passed over."""
    each = exp.Coalesce(this=_cast(_name("v"), kind), expressions=[number(0)])
    joined = how(this=_name("acc"), expression=each)
    return _call("reduce", items, _cast(number(0), kind), _lambda(_cast(joined, kind), "acc", "v"))


def _slice(items: exp.Expression, first: exp.Expression, last: exp.Expression) -> exp.Expression:
    """Spark asks for the first place, from 1, and for the number of items, which must not be negative."""
    if first.name != "1":
        first = _call("greatest", number(1), first)
        last = exp.Add(this=exp.Sub(this=tight(last), expression=first.copy()), expression=number(1))
    return _call("slice", items, _place(first), _place(_call("greatest", number(0), last)))


def _texts(args: list[exp.Expression]) -> exp.Expression:
    items = _cast(_call("array", *args), "ARRAY<STRING>")
    return _call("array_compact", items) if args else items


def _domain(text: exp.Expression) -> exp.Expression:
    """What follows the last `@`, without one final dot."""
    after = _call("regexp_extract", text, string(r"@([^@]*?)\.?\z"), number(1))
    return _call("nullif", trimmed(after), string(""))


def _calendar(day: exp.Expression) -> exp.Expression:
    year = _cast(_call("year", day), "BIGINT")
    months = exp.Add(this=exp.Mul(this=year, expression=number(12)), expression=_call("month", day.copy()))
    days = exp.Mul(this=exp.Paren(this=months), expression=number(32))
    return exp.Add(this=days, expression=_call("day", day.copy()))


def _generator() -> type[Any]:
    """sqlglot's own for Spark, with our spelling of names and texts."""
    made: Any = Sqlglot.get_or_raise("spark").generator_class

    class Generator(made):  # type: ignore[misc]
        def identifier_sql(self, expression: exp.Identifier) -> str:
            return spelled_name(expression.name)

        def literal_sql(self, expression: exp.Literal) -> str:
            return spelled_text(expression.name) if expression.is_string else str(expression.this)

        def cte_sql(self, expression: exp.CTE) -> str:
            expression.set("materialized", None)
            return str(super().cte_sql(expression))

        def anonymous_sql(self, expression: exp.Anonymous) -> str:
            return str(self.func(str(expression.this), *expression.expressions, normalize=False))

    return Generator


def spelled_name(name: str) -> str:
    """A name of ours as it is; of others, which may be a word of Spark's, in quotes."""
    own = len(name) == 1 or name in _OWN or name.startswith("stage_")
    return name if own and name.isascii() and name.isidentifier() else f"`{name.replace('`', '``')}`"


_OWN = frozenset({"acc", "facts", "leads", PARAMS_ROW})


def spelled_text(value: str) -> str:
    return "'" + "".join(map(_spelled, value.replace(NUL, "\0"))) + "'"


def _spelled(sign: str) -> str:
    if sign in "\\'":
        return "\\" + sign
    if sign.isprintable() and sign != "$" and not combining(sign) and not newer_characters(sign):
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"

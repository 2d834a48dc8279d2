"""How DuckDB says the operations: list functions with lambdas, HUGEINT, RE2, text by its own NFC and lower case.

That its folding is `values.text.fold` is tested over all characters of Unicode and many of their combinations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from sqlglot import exp

from leadspec.engines.sql.printing import NUL, PARAMS_ROW, bits_of, name_of, number, string, tight
from leadspec.engines.sql.terms import Op, Term
from leadspec.ir.core import ValueKind
from leadspec.values.text import WHITE_SPACE

_FUNCTIONS = {
    Op.COUNT: "len",
    Op.LARGEST: "list_max",
    Op.SMALLEST: "list_min",
    Op.DISTINCT: "list_distinct",
    Op.SORT: "list_sort",
    Op.AT: "list_extract",
    Op.SLICE: "list_slice",
    Op.LENGTH: "length",
    Op.CONTAINS: "contains",
    Op.STARTS: "starts_with",
    Op.ENDS: "suffix",
    Op.MATCHES: "regexp_matches",
    Op.MICROSECONDS: "epoch_us",
}


class DuckDB:
    """`values`: the parameters, where they are written into the text."""

    name = "duckdb"

    def __init__(self, values: Mapping[str, int] | None = None) -> None:
        self._values = values

    def sql(self, query: exp.Expression, *, pretty: bool = False) -> str:
        return query.sql("duckdb", pretty=pretty, copy=False)

    def param(self, name: str) -> exp.Expression:
        if self._values is None:
            return exp.Column(this=name_of(name), table=exp.Identifier(this=PARAMS_ROW, quoted=False))
        return self.widened(number(self._values[name]), 64)

    def decimal(self, item: exp.Expression, places: int, digits: int) -> exp.Expression:
        """An integer as a decimal number with so many places."""
        step = exp.Literal.number(f"0.{'0' * (places - 1)}1")
        return _cast(exp.Mul(this=_cast(item, "DECIMAL(20, 0)"), expression=step), f"DECIMAL({digits}, {places})")

    def fault(self, message: str) -> exp.Expression:
        """What stops the query."""
        return _call("error", string(message))

    def type_of(self, item: exp.Expression) -> exp.Expression:
        return _call("typeof", item)

    def part_of_first(self, items: str, name: str) -> exp.Expression:
        """A part of the first structure of a list: its type is that of all."""
        first = _call("list_extract", exp.Column(this=name_of(items)), number(1))
        return _call("struct_extract", first, string(name))

    def types(self, kind: ValueKind, item: ValueKind | None = None) -> tuple[str, ...]:
        """How the types of the contract are called."""
        match kind:
            case ValueKind.NUMBER:
                return ("DECIMAL(18,6)", "BIGINT")
            case ValueKind.TEXT:
                return ("VARCHAR",)
            case ValueKind.BOOLEAN:
                return ("BOOLEAN",)
            case ValueKind.DAY:
                return ("DATE",)
            case ValueKind.INSTANT:
                return ("TIMESTAMP WITH TIME ZONE",)
            case ValueKind.ARRAY:
                return tuple(f"{each}[]" for each in self.types(item or ValueKind.TEXT))
            case _:
                assert_never(kind)

    def widened(self, item: exp.Expression, bits: int) -> exp.Expression:
        return _cast(item, "HUGEINT" if bits > 64 else "BIGINT")

    def special(self, term: Term, args: list[exp.Expression]) -> exp.Expression:
        match term.op:
            case Op.GET:
                if isinstance(args[0], exp.Column | exp.Dot):
                    return exp.Dot(this=args[0], expression=name_of(str(term.data)))
                return _call("struct_extract", args[0], string(str(term.data)))
            case Op.STRUCT:
                return _struct(term, args)
            case Op.LIST:
                return self._texts(args)
            case Op.DIVIDE:
                return exp.IntDiv(this=tight(args[0]), expression=tight(args[1]))
            case Op.BIT_OR:
                return exp.BitwiseOr(this=tight(args[0]), expression=tight(args[1]))
            case Op.BIT_AND:
                return exp.BitwiseAnd(this=tight(args[0]), expression=tight(args[1]))
            case Op.FILTER | Op.MAP:
                name = "list_filter" if term.op is Op.FILTER else "list_transform"
                assert isinstance(term.data, tuple)
                places = [exp.Identifier(this=str(each), quoted=False) for each in term.data]
                return _call(name, args[0], exp.Lambda(this=args[1], expressions=places))
            case Op.SUM:
                found = exp.Coalesce(this=_call("list_sum", *args), expressions=[number(0)])
                return found if bits_of(term) > 64 else _cast(found, "BIGINT")
            case Op.BIT_OR_ALL:
                return exp.Coalesce(this=_call("list_bit_or", *args), expressions=[number(0)])
            case Op.FOLD:
                return _folded(args[0])
            case Op.DOMAIN:
                return _domain(args[0])
            case Op.MILLIONTHS:
                return _millionths(args[0])
            case Op.DAYS:
                return exp.Sub(this=tight(args[0]), expression=_epoch())
            case Op.CALENDAR:
                months = exp.Add(
                    this=exp.Mul(this=_call("year", args[0]), expression=number(12)), expression=_call("month", args[0])
                )
                days = exp.Mul(this=exp.Paren(this=months), expression=number(32))
                return exp.Add(this=days, expression=_call("day", args[0]))
            case op if op in _FUNCTIONS:
                return _call(_FUNCTIONS[op], *args)
            case _:
                raise ValueError(f"DuckDB has no {term.op}")

    def _texts(self, args: list[exp.Expression]) -> exp.Expression:
        items = _cast(exp.Array(expressions=args), "VARCHAR[]")
        if not args:
            return items
        each = exp.Identifier(this="leadspec.text", quoted=True)  # no column is called so
        there = exp.Not(this=exp.Is(this=exp.Column(this=each), expression=exp.Null()))
        return _call("list_filter", items, exp.Lambda(this=there, expressions=[each.copy()]))


def _call(name: str, *args: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=list(args))


def _cast(item: exp.Expression, kind: str) -> exp.Expression:
    return exp.Cast(this=item, to=exp.Var(this=kind))


def _epoch() -> exp.Expression:
    return _cast(string("1970-01-01"), "DATE")


def _struct(term: Term, args: list[exp.Expression]) -> exp.Expression:
    assert isinstance(term.data, tuple)
    parts = [
        exp.PropertyEQ(this=name_of(str(name)), expression=each) for name, each in zip(term.data, args, strict=True)
    ]
    return _call("struct_pack", *parts)


def _millionths(item: exp.Expression) -> exp.Expression:
    """Most numbers are whole: 64 bits do for them, which is twenty times as fast."""
    whole = exp.Mul(this=_cast(item.copy(), "BIGINT"), expression=number(1_000_000))
    wide = _cast(exp.Mul(this=_cast(item.copy(), "DECIMAL(24, 6)"), expression=number(1_000_000)), "BIGINT")
    is_whole = exp.EQ(this=tight(item), expression=_call("trunc", item.copy()))
    return exp.Case(ifs=[exp.If(this=is_whole, true=whole)], default=wide)


def _folded(text: exp.Expression) -> exp.Expression:
    """Cleaned text is in NFC already, but a small letter may join an accent that its capital does not."""
    bare = _call("trim", _without_nul(text), _white_space())
    lowered = _call("lower", _call("replace", bare, string("İ"), string("i")))
    folded = _call("nfc_normalize", _call("replace", lowered, string("ς"), string("σ")))
    # Most texts are ASCII without outer spaces: that is seen ten times faster than so many spaces are trimmed.
    plain = _call("regexp_full_match", text.copy(), string(r"[!-~](?:[\x01-~]*[!-~])?"))
    return exp.Case(ifs=[exp.If(this=plain, true=_call("lower", text.copy()))], default=folded)


def _without_nul(text: exp.Expression) -> exp.Expression:
    """DuckDB's normalisation ends at a NUL, so a sign that is no character stands for it, here and in literals."""
    return _call("replace", text, _call("chr", number(0)), _call("chr", number(ord(NUL))))


def _domain(folded: exp.Expression) -> exp.Expression:
    """What follows the last `@`, without one final dot."""
    after = _call("regexp_extract", folded, string(r"@([^@]*?)\.?\z"), number(1))
    return _call("nullif", _call("trim", after, _white_space()), string(""))


def _white_space() -> exp.Expression:
    spelled = "".join(f"\\x{byte:02x}" for byte in WHITE_SPACE.encode("utf-8"))
    return exp.Var(this=f"E'{spelled}'")

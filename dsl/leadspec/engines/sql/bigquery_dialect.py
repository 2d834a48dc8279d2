"""How BigQuery says the operations: lists as arrays under UNNEST, INT64, and BIGNUMERIC where 64 bits are too few.

Text only: nothing here was run. What it rests on are BigQuery's written rules for standard SQL.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect as Sqlglot

from leadspec.engines.sql.printing import PARAMS_ROW, bits_of, number, string, tight
from leadspec.engines.sql.refusals import RefusalError
from leadspec.engines.sql.set_printing import Name, SetPrinter, Source, column_of
from leadspec.engines.sql.shapes import ListOf, Scalar, Shape
from leadspec.engines.sql.staged import plain
from leadspec.engines.sql.terms import Op, Term

FOLDED, DOMAIN = "leadspec_folded", "leadspec_domain"
_WIDE = "BIGNUMERIC"
_FUNCTIONS = {
    Op.FOLD: FOLDED,
    Op.DOMAIN: DOMAIN,
    Op.LENGTH: "CHAR_LENGTH",
    Op.STARTS: "STARTS_WITH",
    Op.ENDS: "ENDS_WITH",
    Op.MATCHES: "REGEXP_CONTAINS",
    Op.DAYS: "UNIX_DATE",
    Op.MICROSECONDS: "UNIX_MICROS",
}


class BigQuery:
    """What is said in a place of its own, whatever stands around it."""

    name = "bigquery"

    def sql(self, query: exp.Expression, *, pretty: bool = False) -> str:
        found: str = _generator()(dialect="bigquery", pretty=pretty, normalize_functions=False).generate(
            query, copy=False
        )
        return found

    def param(self, name: str) -> exp.Expression:
        return column_of(PARAMS_ROW, name)

    def decimal(self, item: exp.Expression, places: int, digits: int) -> exp.Expression:
        """An integer as a decimal number with so many places."""
        assert digits <= 29
        return exp.Mul(this=cast(item, "NUMERIC"), expression=cast(string(f"0.{'0' * (places - 1)}1"), "NUMERIC"))

    def fault(self, message: str) -> exp.Expression:
        """What stops the query."""
        return call("ERROR", string(message))

    def widened(self, item: exp.Expression, bits: int) -> exp.Expression:
        return cast(item, _WIDE if bits > 64 else "INT64")

    def special(self, term: Term, args: list[exp.Expression]) -> exp.Expression:
        match term.op:
            case Op.LIST:
                return _texts(args)
            case Op.DIVIDE:
                return self.widened(call("DIV", *args), bits_of(term))
            case Op.BIT_OR:
                return exp.BitwiseOr(this=tight(args[0]), expression=tight(args[1]))
            case Op.BIT_AND:
                return exp.BitwiseAnd(this=tight(args[0]), expression=tight(args[1]))
            case Op.CONTAINS:
                return exp.GT(this=call("STRPOS", *args), expression=number(0))
            case Op.MILLIONTHS:
                return cast(exp.Mul(this=tight(args[0]), expression=number(1_000_000)), "INT64")
            case Op.CALENDAR:
                months = exp.Add(
                    this=exp.Mul(this=_part_of_date("YEAR", args[0]), expression=number(12)),
                    expression=_part_of_date("MONTH", args[0].copy()),
                )
                days = exp.Mul(this=exp.Paren(this=months), expression=number(32))
                return exp.Add(this=days, expression=_part_of_date("DAY", args[0].copy()))
            case op if op in _FUNCTIONS:
                return call(_FUNCTIONS[op], *args)
            case _:
                raise ValueError(f"BigQuery has no {term.op}")


class BigQueryPrinter(SetPrinter):
    """The terms of one stage."""

    def source_of(self, items: Term, alias: str) -> Source:
        shape = self.shape(items)
        assert isinstance(shape, ListOf)
        offset = plain(f"{alias}_place")
        table = exp.Unnest(
            expressions=[self.expression(items)],
            alias=exp.TableAlias(columns=[plain(alias)]),
            offset=offset,
        )
        place = exp.Paren(this=exp.Add(this=exp.Column(this=offset.copy()), expression=number(1)))
        return Source(table, alias, Name(exp.Column(this=plain(alias)), shape.item), place)

    def part(self, item: Term, name: str, term: Term) -> exp.Expression:  # noqa: ARG002 - parts have their types
        found = self.expression(item)
        base = found if isinstance(found, exp.Column | exp.Dot | exp.Paren) else exp.Paren(this=found)
        return exp.Dot(this=base, expression=exp.Identifier(this=name, quoted=True))

    def record(self, parts: Sequence[tuple[str, exp.Expression]]) -> exp.Expression:
        named = [exp.Alias(this=said, alias=exp.Identifier(this=name, quoted=True)) for name, said in parts]
        return call("STRUCT", *named)

    def array(self, source: Source, body: exp.Expression, shape: Shape, term: Term) -> exp.Expression:
        order = exp.Ordered(this=source.place.copy(), nulls_first=True)
        said = self.dialect.widened(body, bits_of(term)) if shape is Scalar.INTEGER else body
        return exp.Anonymous(this="ARRAY", expressions=[source.select(said, order=order)])

    def length(self, items: Term) -> exp.Expression:
        return call("ARRAY_LENGTH", self.expression(items))

    def addend(self, body: exp.Expression, term: Term) -> exp.Expression:
        return self.dialect.widened(body, 128) if bits_of(term) > 64 else body

    def whole(self, item: exp.Expression, term: Term) -> exp.Expression:  # noqa: ARG002 - as wide as what is summed
        return item


def call(name: str, *args: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=list(args))


def cast(item: exp.Expression, kind: str) -> exp.Expression:
    return exp.Cast(this=item, to=exp.Var(this=kind))


def _part_of_date(name: str, item: exp.Expression) -> exp.Expression:
    return call("extract", exp.Var(this=name), item)


def _texts(items: list[exp.Expression]) -> exp.Expression:
    if not items:
        return cast(exp.Array(expressions=[]), "ARRAY<STRING>")
    alias = exp.TableAlias(columns=[plain("text")])
    table = exp.Unnest(expressions=[exp.Array(expressions=items)], alias=alias, offset=plain("place"))
    text = exp.Column(this=plain("text"))
    there = exp.Not(this=exp.Is(this=text.copy(), expression=exp.Null()))
    order = exp.Ordered(this=exp.Column(this=plain("place")), nulls_first=True)
    source = Source(table, "text", Name(text, Scalar.TEXT), exp.Column(this=plain("place")), [there])
    return exp.Anonymous(this="ARRAY", expressions=[source.select(text, order=order)])


# --- Names ----------------------------------------------------------------------------------------------------

MOST_SIGNS = 300
_TAKEN = ("_table_", "_file_", "_partition", "_row_timestamp", "__root__", "_colidentifier")
_OWN = re.compile(r"[a-z]\d*(_place)?|facts|leads|params|params_row|checked|text|place|item|stage_\d+")


@cache
def column_name(name: str) -> str:
    """A name that BigQuery takes: two underscores for a dot, its number for any other sign but letters and digits."""
    found = re.sub(r"[^A-Za-z0-9_]", lambda sign: "__" if sign[0] == "." else f"_u{ord(sign[0]):x}_", name)
    found = f"_{found}" if found[:1].isdigit() else found
    if len(found) > MOST_SIGNS or found.lower().startswith(_TAKEN):
        raise RefusalError(f"bigquery cannot say the name `{name}`, because no column of it can be called `{found}`")
    return found


def distinct_names(names: Mapping[str, object] | Sequence[str]) -> None:
    """Refuses names that become one."""
    found: dict[str, str] = {}
    for name in names:
        other = found.setdefault(column_name(name).lower(), name)
        if other != name:
            reason = f"both would be the column `{column_name(name)}`"
            raise RefusalError(f"bigquery cannot say `{other}` beside `{name}`, because {reason}")


@cache
def _generator() -> type[Any]:
    """sqlglot's own for BigQuery, with our spelling of names and calls."""
    made: Any = Sqlglot.get_or_raise("bigquery").generator_class

    class Generator(made):  # type: ignore[misc]
        def identifier_sql(self, expression: exp.Identifier) -> str:
            name = column_name(expression.name)
            return name if _OWN.fullmatch(name) and not expression.args.get("quoted") else f"`{name}`"

        def anonymous_sql(self, expression: exp.Anonymous) -> str:
            name, args = str(expression.this), expression.expressions
            if name == "extract":
                return f"EXTRACT({self.sql(args[0])} FROM {self.sql(args[1])})"
            if name == "ARRAY":
                return f"ARRAY{self.wrap(args[0])}"
            return str(self.func(name, *args, normalize=False))

    return Generator

"""How PostgreSQL says the operations: lists of structures as `jsonb`, lists of texts and integers as arrays.

Events are a table of their own. Nothing hangs on the server's locale: lower case is a table of letters, patterns hold
no class but those spelled out, days are columns of the contract, and integers that need more than 64 bits are numeric.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any, assert_never

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect as Sqlglot

from leadspec.engines.sql.letters import ASCII, with_long_codes
from leadspec.engines.sql.printing import PARAMS_ROW, RESERVED, bits_of, number, string, tight
from leadspec.engines.sql.set_printing import column_of
from leadspec.engines.sql.terms import Op, Term
from leadspec.ir.core import ValueKind

LETTERS = "letters"
MOST_BYTES = 63  # PostgreSQL cuts longer names

_FUNCTIONS = {Op.STARTS: "starts_with"}


class Postgres:
    """What is said in a place of its own, whatever stands around it."""

    name = "postgres"

    def __init__(self) -> None:
        self.folds = False  # whether anything asked for `LETTERS`

    def sql(self, query: exp.Expression, *, pretty: bool = False) -> str:
        found: str = _generator()(dialect="postgres", pretty=pretty, normalize_functions=False).generate(
            query, copy=False
        )
        return found

    def param(self, name: str) -> exp.Expression:
        return column_of(PARAMS_ROW, name)

    def decimal(self, item: exp.Expression, places: int, digits: int) -> exp.Expression:
        """An integer as a decimal number with so many places."""
        step = exp.Literal.number(f"0.{'0' * (places - 1)}1")
        return cast(exp.Mul(this=tight(item), expression=step), f"numeric({digits}, {places})")

    def fault(self, message: str) -> exp.Expression:
        """What stops the query; it hangs on a count, for what is constant is worked out in any case."""
        told = exp.DPipe(this=string(message), expression=call("left", cast(exp.Count(this=exp.Star()), "text"), _ZERO))
        return cast(told, "integer")

    def types(self, kind: ValueKind, item: ValueKind | None = None) -> tuple[str, ...]:
        """How the types of the contract are called."""
        match kind:
            case ValueKind.NUMBER:
                return ("numeric(18,6)", "bigint")
            case ValueKind.TEXT:
                return ("text",)
            case ValueKind.BOOLEAN:
                return ("boolean",)
            case ValueKind.DAY:
                return ("date",)
            case ValueKind.INSTANT:
                return ("timestamp with time zone",)
            case ValueKind.ARRAY:
                return tuple(f"{each}[]" for each in self.types(item or ValueKind.TEXT))
            case _:
                assert_never(kind)

    def widened(self, item: exp.Expression, bits: int) -> exp.Expression:
        return cast(item, "numeric" if bits > 64 else "bigint")

    def special(self, term: Term, args: list[exp.Expression]) -> exp.Expression:
        match term.op:
            case Op.LIST:
                return cast(exp.Array(expressions=args), "text[]") if not args else _without_null(args)
            case Op.DIVIDE:
                return self.widened(call("div", *args), bits_of(term))
            case Op.BIT_OR:
                return exp.BitwiseOr(this=tight(args[0]), expression=tight(args[1]))
            case Op.BIT_AND:
                return exp.BitwiseAnd(this=tight(args[0]), expression=tight(args[1]))
            case Op.FOLD:
                self.folds = True
                return _folded(args[0])
            case Op.DOMAIN:
                self.folds = True
                return _domain(args[0])
            case Op.LENGTH:
                return cast(call("char_length", args[0]), "bigint")
            case Op.CONTAINS:
                return exp.GT(this=call("strpos", *args), expression=number(0))
            case Op.ENDS:
                return exp.EQ(this=call("right", args[0], call("char_length", args[1])), expression=args[1].copy())
            case Op.MATCHES:
                return call("~", args[0], string(with_long_codes(_literal_of(term)).replace(r"\z", r"\Z")))
            case Op.MILLIONTHS:
                return cast(exp.Mul(this=tight(args[0]), expression=number(1_000_000)), "bigint")
            case Op.DAYS:
                return cast(exp.Sub(this=tight(args[0]), expression=cast(string("1970-01-01"), "date")), "bigint")
            case Op.MICROSECONDS:
                return cast(exp.Mul(this=_part_of_time("epoch", args[0]), expression=number(1_000_000)), "bigint")
            case Op.CALENDAR:
                months = exp.Add(
                    this=exp.Mul(this=_part_of_time("year", args[0]), expression=number(12)),
                    expression=_part_of_time("month", args[0].copy()),
                )
                days = exp.Mul(this=exp.Paren(this=months), expression=number(32))
                return cast(exp.Add(this=days, expression=_part_of_time("day", args[0].copy())), "bigint")
            case op if op in _FUNCTIONS:
                return call(_FUNCTIONS[op], *args)
            case _:
                raise ValueError(f"PostgreSQL has no {term.op}")


def call(name: str, *args: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=list(args))


def cast(item: exp.Expression, kind: str) -> exp.Expression:
    return exp.Cast(this=item, to=exp.Var(this=kind))


def _plain(name: str) -> exp.Identifier:
    return exp.Identifier(this=name, quoted=False)


_ZERO = number(0)


def _part_of_time(name: str, item: exp.Expression) -> exp.Expression:
    return call("date_part_of", exp.Var(this=name), item)


def _without_null(items: list[exp.Expression]) -> exp.Expression:
    return call("array_remove", cast(exp.Array(expressions=items), "text[]"), exp.Null())


def _letters(name: str) -> exp.Expression:
    return exp.Var(this=f"(SELECT {name} FROM {LETTERS})")


def _folded(text: exp.Expression) -> exp.Expression:
    """`values.text.fold`: a text of ASCII alone needs 26 letters, and no normalisation."""
    bare = call("btrim", text, _letters("spaces"))
    plain = exp.EQ(this=call("octet_length", text.copy()), expression=call("char_length", text.copy()))
    other = call("translate", bare.copy(), _letters("capitals"), _letters("small"))
    return exp.Case(
        ifs=[exp.If(this=plain, true=call("translate", bare, *map(string, ASCII)))],
        default=call("normalize", other, exp.Var(this="NFC")),
    )


def _domain(folded: exp.Expression) -> exp.Expression:
    """What follows the last `@`, without one final dot."""
    after = call("split_part", folded, string("@"), exp.Literal.number("-1"))
    dotted = exp.EQ(this=call("right", after.copy(), number(1)), expression=string("."))
    cut = exp.If(this=dotted, true=call("left", after.copy(), exp.Literal.number("-1")))
    bare = call("btrim", exp.Case(ifs=[cut], default=after), _letters("spaces"))
    there = exp.GT(this=call("strpos", folded.copy(), string("@")), expression=number(0))
    return exp.Case(ifs=[exp.If(this=there, true=call("nullif", bare, string("")))])


def _literal_of(term: Term) -> str:
    pattern = term.args[1]
    assert pattern.op is Op.LITERAL
    return str(pattern.data)


def short(name: str) -> str:
    """A name that PostgreSQL does not cut: a long one ends with a digest of itself."""
    if len(name.encode()) <= MOST_BYTES:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"{name.encode()[: MOST_BYTES - 13].decode(errors='ignore')}~{digest}"


_PLAIN = re.compile("[a-z_][a-z0-9_]*")
# Words that PostgreSQL takes as names of functions and types, but not of columns; the others are reserved.
NO_COLUMNS = RESERVED | frozenset(
    {"AUTHORIZATION", "BINARY", "COLLATION", "CONCURRENTLY", "CROSS", "CURRENT_SCHEMA", "FREEZE", "FULL", "ILIKE"}
    | {"INNER", "ISNULL", "JOIN", "LEFT", "LIKE", "NATURAL", "NOTNULL", "OUTER", "OVERLAPS", "RIGHT", "SIMILAR"}
    | {"TABLESAMPLE", "VERBOSE", "CURRENT_CATALOG", "CURRENT_DATE", "CURRENT_ROLE", "CURRENT_TIME", "SYSTEM_USER"}
    | {"CURRENT_TIMESTAMP", "CURRENT_USER", "LOCALTIME", "LOCALTIMESTAMP", "SESSION_USER"}
)
_OPERATORS = frozenset({"->", "->>", "~"})


@cache
def _generator() -> type[Any]:
    """sqlglot's own for PostgreSQL, with our spelling of names, and operators that it has no word for."""
    made: Any = Sqlglot.get_or_raise("postgres").generator_class

    class Generator(made):  # type: ignore[misc]
        def identifier_sql(self, expression: exp.Identifier) -> str:
            name = short(expression.name)
            plain = _PLAIN.fullmatch(name) and name.upper() not in NO_COLUMNS
            return name if plain else '"' + name.replace('"', '""') + '"'

        def anonymous_sql(self, expression: exp.Anonymous) -> str:
            name, args = str(expression.this), expression.expressions
            if name in _OPERATORS:
                return f"({self.sql(args[0])} {name} {self.sql(args[1])})"
            if name == "date_part_of":
                return f"extract({self.sql(args[0])} FROM {self.sql(args[1])})"
            if name == "ARRAY":
                return f"ARRAY{self.wrap(args[0])}"
            return str(self.func(name, *args, normalize=False))

    return Generator

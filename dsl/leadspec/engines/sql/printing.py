"""What every dialect prints alike: comparisons, cases and arithmetic as sqlglot expressions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any, Protocol

from sqlglot import exp

from leadspec.engines.sql.terms import Op, Term
from leadspec.ir.core import ValueKind

PARAMS_ROW = "params_row"

# The expressions that need no parentheses inside another one.
_TIGHT = (
    exp.Column,
    exp.Literal,
    exp.Func,
    exp.Paren,
    exp.Cast,
    exp.Boolean,
    exp.Null,
    exp.Case,
    exp.Dot,
    exp.Identifier,
    exp.Subquery,
)

BINARY: dict[Op, type[Any]] = {
    Op.EQUAL: exp.EQ,
    Op.NOT_EQUAL: exp.NEQ,
    Op.LESS: exp.LT,
    Op.AT_MOST: exp.LTE,
    Op.MORE: exp.GT,
    Op.AT_LEAST: exp.GTE,
    Op.ADD: exp.Add,
    Op.SUBTRACT: exp.Sub,
    Op.MULTIPLY: exp.Mul,
}


class Words(Protocol):
    """How one engine says the terms that engines say differently."""

    def special(self, term: Term, args: list[exp.Expression]) -> exp.Expression: ...

    def widened(self, item: exp.Expression, bits: int) -> exp.Expression: ...

    def param(self, name: str) -> exp.Expression: ...


class Dialect(Words, Protocol):
    """How one engine says what stands around the terms, where events are a nested list."""

    name: str

    def sql(self, query: exp.Expression, *, pretty: bool = False) -> str: ...

    def decimal(self, item: exp.Expression, places: int, digits: int) -> exp.Expression: ...

    def fault(self, message: str) -> exp.Expression: ...

    def type_of(self, item: exp.Expression) -> exp.Expression: ...

    def part_of_first(self, items: str, name: str) -> exp.Expression: ...

    def types(self, kind: ValueKind, item: ValueKind | None = None) -> tuple[str, ...]: ...


def tight(item: exp.Expression) -> exp.Expression:
    loose = isinstance(item, exp.Connector | exp.Binary) and not isinstance(
        item, exp.Dot
    )  # a connector is a function too
    return exp.Paren(this=item) if loose or not isinstance(item, _TIGHT) else item


def name_of(name: str) -> exp.Identifier:
    plain = name.isascii() and name.isidentifier() and name == name.lower()
    return exp.Identifier(this=name, quoted=not plain or name.upper() in RESERVED)


RESERVED = frozenset(
    {
        "TABLE",
        "ORDER",
        "GROUP",
        "SELECT",
        "FROM",
        "WHERE",
        "ALL",
        "ANY",
        "END",
        "CASE",
        "WHEN",
        "THEN",
        "ELSE",
        "AND",
        "OR",
        "NOT",
        "IN",
        "IS",
        "NULL",
        "TRUE",
        "FALSE",
        "LIMIT",
        "OFFSET",
        "DESC",
        "ASC",
        "UNION",
        "USER",
        "COLUMN",
        "CHECK",
        "DEFAULT",
        "DO",
        "FOR",
        "GRANT",
        "INTO",
        "ON",
        "ONLY",
        "PRIMARY",
        "REFERENCES",
        "SOME",
        "TO",
        "USING",
        "WINDOW",
        "WITH",
        "AS",
        "AT",
        "BOTH",
        "CAST",
        "COLLATE",
        "CONSTRAINT",
        "CREATE",
        "DISTINCT",
        "EXCEPT",
        "FETCH",
        "FOREIGN",
        "HAVING",
        "INTERSECT",
        "LATERAL",
        "LEADING",
        "PLACING",
        "QUALIFY",
        "RETURNING",
        "SUMMARIZE",
        "SHOW",
        "DESCRIBE",
        "PIVOT",
        "UNPIVOT",
        "SYMMETRIC",
        "TRAILING",
        "UNIQUE",
        "VARIADIC",
        "ANALYSE",
        "ANALYZE",
        "ARRAY",
        "ASYMMETRIC",
        "DEFERRABLE",
        "INITIALLY",
        "LAMBDA",
    }
)


NUL = "\U0010ffff"  # no character; it stands for U+0000, which not every engine can hold


def string(value: str) -> exp.Expression:
    return exp.Literal.string(value.replace("\0", NUL))


def number(value: int) -> exp.Expression:
    return exp.Literal.number(value) if value >= 0 else exp.Neg(this=exp.Literal.number(-value))


class Printer:
    """Prints the terms of one plan; equal objects are printed once and copied by sqlglot where they stand again."""

    def __init__(self, dialect: Words, columns: Iterable[str] = ()) -> None:
        """`columns`: names that a column may have."""
        self.dialect = dialect
        self._columns = {each.lower() for each in columns}
        self._widths: dict[int, int] = {}
        self._alive: list[Term] = []

    def expression(self, term: Term) -> exp.Expression:
        match term.op:
            case Op.LITERAL:
                return _literal(term)
            case Op.COLUMN:
                return exp.Column(this=name_of(str(term.data)))
            case Op.PARAM:
                return self.dialect.param(str(term.data))
            case Op.VAR:
                return exp.Column(this=exp.Identifier(this=self.variable(str(term.data)), quoted=False))
            case Op.AND | Op.OR:
                kind = exp.And if term.op is Op.AND else exp.Or
                return reduce(lambda a, b: kind(this=a, expression=b), map(self._part, term.args))
            case Op.NOT:
                return exp.Not(this=tight(self.expression(term.args[0])))
            case Op.IS_NULL:
                return exp.Is(this=tight(self.expression(term.args[0])), expression=exp.Null())
            case Op.IN:
                item, *values = map(self.expression, term.args)
                return exp.In(this=tight(item), expressions=values)
            case Op.CASE:
                *arms, other = term.args
                case = exp.Case(default=None if _is_null(other) else self.expression(other))
                for condition, value in zip(arms[::2], arms[1::2], strict=True):
                    case.append("ifs", exp.If(this=self.expression(condition), true=self.expression(value)))
                return case
            case Op.COALESCE:
                first, *rest = map(self.expression, term.args)
                return exp.Coalesce(this=first, expressions=rest)
            case op if op in BINARY:
                left, right = map(self.expression, term.args)
                if op in (Op.ADD, Op.SUBTRACT, Op.MULTIPLY):
                    left = self._wide_enough(term, left)
                binary: exp.Expression = BINARY[op](this=tight(left), expression=tight(right))
                return binary
            case Op.FILTER | Op.MAP:
                assert isinstance(term.data, tuple)
                names = tuple(self.variable(str(each)) for each in term.data)
                renamed = Term(term.op, term.args, names, term.low, term.high, term.null, term.free)
                return self.dialect.special(renamed, [self.expression(each) for each in term.args])
            case _:
                return self.dialect.special(term, [self.expression(each) for each in term.args])

    def variable(self, name: str) -> str:
        """The name of an element in a lambda: an engine may take a column of that name for it."""
        while name in self._columns:
            name += "_"
        return name

    def _part(self, term: Term) -> exp.Expression:
        """A part of a conjunction: what has parts itself stands in parentheses."""
        found = self.expression(term)
        return exp.Paren(this=found) if isinstance(found, exp.Connector) else found

    def _wide_enough(self, term: Term, left: exp.Expression) -> exp.Expression:
        needed = bits_of(term)
        given = max(self.width(each) for each in term.args)
        return self.dialect.widened(left, needed) if needed > given else left

    def width(self, term: Term) -> int:
        """How many bits the engine gives an integer: those of its parts, or as many as it needs."""
        found = self._widths.get(id(term))
        if found is None:
            self._alive.append(term)
            found = self._widths[id(term)] = self._width(term)
        return found

    def _width(self, term: Term) -> int:
        match term.op:
            case Op.ADD | Op.SUBTRACT | Op.MULTIPLY:
                return max(bits_of(term), *(self.width(each) for each in term.args))
            case Op.DIVIDE:
                # An engine may give a quotient no more than it needs.
                return bits_of(term)
            case Op.COALESCE:
                return max(self.width(each) for each in term.args)
            case Op.CASE:
                *arms, other = term.args
                return max(self.width(each) for each in (*arms[1::2], other))
            case Op.LITERAL:
                return bits_of(term) if type(term.data) is int else 32
            case Op.COLUMN | Op.VAR | Op.GET | Op.AT | Op.LARGEST | Op.SMALLEST:
                # Made by another expression, which may be no wider than it has to be.
                return bits_of(term)
            case Op.SUM:
                return max(64, bits_of(term))
            case _:
                return 64


def bits_of(term: Term) -> int:
    if term.low is None or term.high is None:
        return 128
    size = max(abs(term.low), abs(term.high))
    return 32 if size < 2**31 else 64 if size < 2**63 else 128


def _is_null(term: Term) -> bool:
    return term.op is Op.LITERAL and term.data is None


def _literal(term: Term) -> exp.Expression:
    match term.data:
        case bool():
            return exp.Boolean(this=term.data)
        case int():
            return number(term.data)
        case str():
            return string(term.data)
        case _:
            return exp.Null()

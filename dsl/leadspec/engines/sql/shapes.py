"""What kind of thing a term is: some dialects have to say it where they take a part out of a structure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TypeAlias

from msgspec import Struct

from leadspec.engines.sql.terms import Op, Term
from leadspec.ir.core import ValueKind


class Scalar(Enum):
    """`DECIMAL`, `DATE`, `INSTANT` stand in the table only; the first stage makes integers of them."""

    INTEGER = "integer"
    TRUTH = "truth"
    TEXT = "text"
    DECIMAL = "decimal"
    DATE = "date"
    INSTANT = "instant"
    NOTHING = "nothing"  # NULL and no more


class ListOf(Struct, frozen=True):
    item: Shape


class Record(Struct, frozen=True):
    parts: Mapping[str, Shape]


Shape: TypeAlias = Scalar | ListOf | Record

_OF_KIND: Mapping[ValueKind, Scalar] = {
    ValueKind.NUMBER: Scalar.DECIMAL,
    ValueKind.BOOLEAN: Scalar.TRUTH,
    ValueKind.TEXT: Scalar.TEXT,
    ValueKind.DAY: Scalar.DATE,
    ValueKind.INSTANT: Scalar.INSTANT,
}

_TRUTHS = frozenset(
    {Op.NOT, Op.AND, Op.OR, Op.IS_NULL, Op.EQUAL, Op.NOT_EQUAL, Op.LESS, Op.AT_MOST, Op.MORE, Op.AT_LEAST, Op.IN}
    | {Op.CONTAINS, Op.STARTS, Op.ENDS, Op.MATCHES}
)

TEXTS = ListOf(Scalar.TEXT)


def shape_of_kind(kind: ValueKind, item: ValueKind | None = None) -> Shape:
    """A column of the table contract."""
    return ListOf(_OF_KIND[item or ValueKind.TEXT]) if kind is ValueKind.ARRAY else _OF_KIND[kind]


def shape_of(term: Term, columns: Mapping[str, Shape], variables: Mapping[str, Shape]) -> Shape:
    """The shape of a term among columns and variables whose shapes are known."""

    def of(each: Term) -> Shape:
        return shape_of(each, columns, variables)

    match term.op:
        case Op.LITERAL:
            return _of_literal(term.data)
        case Op.COLUMN:
            return columns[str(term.data)]
        case Op.VAR:
            return variables[str(term.data)]
        case Op.GET:
            record = of(term.args[0])
            assert isinstance(record, Record)
            return record.parts[str(term.data)]
        case Op.STRUCT:
            assert isinstance(term.data, tuple)
            return Record({str(name): of(each) for name, each in zip(term.data, term.args, strict=True)})
        case Op.LIST:
            return TEXTS
        case Op.CASE:
            *arms, other = term.args
            return _first_known(map(of, (*arms[1::2], other)))
        case Op.COALESCE:
            return _first_known(map(of, term.args))
        case Op.FILTER | Op.SLICE | Op.DISTINCT | Op.SORT:
            return of(term.args[0])
        case Op.MAP:
            return ListOf(shape_of(term.args[1], columns, inner_variables(term, of(term.args[0]), variables)))
        case Op.AT | Op.LARGEST | Op.SMALLEST:
            items = of(term.args[0])
            assert isinstance(items, ListOf)
            return items.item
        case Op.FOLD | Op.DOMAIN:
            return Scalar.TEXT
        case op if op in _TRUTHS:
            return Scalar.TRUTH
        case _:
            return Scalar.INTEGER


def inner_variables(term: Term, items: Shape, variables: Mapping[str, Shape]) -> dict[str, Shape]:
    """The variables inside a filter or map: the element, and its place where that has a name."""
    assert isinstance(items, ListOf)
    assert isinstance(term.data, tuple)
    return {**variables, **dict(zip(map(str, term.data), (items.item, Scalar.INTEGER), strict=False))}


def _of_literal(data: object) -> Scalar:
    match data:
        case bool():
            return Scalar.TRUTH
        case int():
            return Scalar.INTEGER
        case str():
            return Scalar.TEXT
        case _:
            return Scalar.NOTHING


def _first_known(shapes: Iterable[Shape]) -> Shape:
    return next((each for each in shapes if each is not Scalar.NOTHING), Scalar.NOTHING)

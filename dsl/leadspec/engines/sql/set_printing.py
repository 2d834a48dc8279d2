"""Lists as subqueries, for dialects that have no lambdas: `(SELECT … FROM the list AS m WHERE …)`.

A filter of a list, and what is counted, summed or taken of it, is one subquery. Names of our own are bound to the
element and its place; inside, columns of the stage bear the stage's name, so no name can hide another.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlglot import exp

from leadspec.engines.sql.printing import Printer, Words, number
from leadspec.engines.sql.shapes import ListOf, Scalar, Shape, shape_of
from leadspec.engines.sql.terms import Op, Term


@dataclass(frozen=True)
class Name:
    """What a variable stands for. `row`: an element that is a row of a table, by its alias."""

    said: exp.Expression
    shape: Shape
    row: str | None = None


@dataclass
class Source:
    """A list as what stands after FROM."""

    table: exp.Expression
    alias: str
    element: Name
    place: exp.Expression
    where: list[exp.Expression] = field(default_factory=list)

    def select(self, *wanted: exp.Expression, order: exp.Expression | None = None, one: bool = False) -> exp.Select:
        found = exp.Select(expressions=list(wanted), from_=exp.From(this=self.table))
        if self.where:
            found.set("where", exp.Where(this=exp.and_(*self.where, copy=False)))
        if order is not None:
            found.set("order", exp.Order(expressions=[order]))
        if one:
            found.set("limit", exp.Limit(expression=number(1)))
        return found


_SUMS = {Op.SUM: "sum", Op.LARGEST: "max", Op.SMALLEST: "min", Op.BIT_OR_ALL: "bit_or"}
_OF_LISTS = frozenset({Op.FILTER, Op.MAP, Op.SLICE, Op.DISTINCT, Op.SORT})


class SetPrinter(Printer, ABC):
    """`columns`: the shapes of the columns of the stage that is read, which is called `stage`."""

    def __init__(self, dialect: Words, stage: str, columns: Mapping[str, Shape]) -> None:
        super().__init__(dialect)
        self.stage = stage
        self.columns = columns
        self.names: dict[str, Name] = {}
        self.aliases: tuple[str, ...] = ()

    # --- what a dialect says in its own way

    @abstractmethod
    def source_of(self, items: Term, alias: str) -> Source:
        """What stands after FROM for a list that is worked out already."""

    @abstractmethod
    def part(self, item: Term, name: str, term: Term) -> exp.Expression: ...

    @abstractmethod
    def record(self, parts: Sequence[tuple[str, exp.Expression]]) -> exp.Expression: ...

    @abstractmethod
    def array(self, source: Source, body: exp.Expression, shape: Shape, term: Term) -> exp.Expression:
        """The elements of a source as a list."""

    @abstractmethod
    def length(self, items: Term) -> exp.Expression: ...

    @abstractmethod
    def addend(self, body: exp.Expression, term: Term) -> exp.Expression:
        """What is summed, as wide as the sum needs it."""

    @abstractmethod
    def whole(self, item: exp.Expression, term: Term) -> exp.Expression:
        """A sum as an integer of the width that it needs."""

    # --- terms

    def shape(self, term: Term) -> Shape:
        return shape_of(term, self.columns, {name: each.shape for name, each in self.names.items()})

    def expression(self, term: Term) -> exp.Expression:
        match term.op:
            case Op.COLUMN if self.aliases:
                return column_of(self.stage, str(term.data))
            case Op.VAR:
                return self.names[str(term.data)].said.copy()
            case Op.GET:
                return self.part(term.args[0], str(term.data), term)
            case Op.STRUCT:
                assert isinstance(term.data, tuple)
                said = map(self.expression, term.args)
                return self.record(list(zip(map(str, term.data), said, strict=True)))
            case Op.COUNT:
                return self._count(term.args[0])
            case Op.SUM | Op.LARGEST | Op.SMALLEST | Op.BIT_OR_ALL:
                return self._total(term)
            case Op.AT:
                return self._at(*term.args)
            case op if op in _OF_LISTS:
                return self._list(term)
            case _:
                return super().expression(term)

    # --- lists

    def _source(self, items: Term, name: str) -> Source:
        """A list after FROM; filters and slices of it become conditions."""
        match items.op:
            case Op.FILTER:
                names = self._names(items)
                # Places are those in the list that is filtered, so that must not be filtered here.
                inner = items.args[0]
                source = self._unfiltered(inner, names[0]) if len(names) > 1 else self._source(inner, names[0])
                with self._bound(names, source):
                    source.where.append(self.expression(items.args[1]))
                return source
            case Op.SLICE:
                inner, start, end = items.args
                source = self._unfiltered(inner, name)
                with self._inside(source):
                    for kind, bound in ((exp.GTE, start), (exp.LTE, end)):
                        source.where.append(kind(this=source.place.copy(), expression=self._tight(bound)))
                return source
            case _:
                return self._unfiltered(items, name)

    def _unfiltered(self, items: Term, name: str) -> Source:
        alias, number_ = name, 2
        while alias in self.aliases:
            alias, number_ = f"{name}{number_}", number_ + 1
        return self.source_of(items, alias)

    def _elements(self, items: Term, name: str = "m") -> tuple[Source, exp.Expression, bool]:
        """What stands after FROM, what is said of each element, and whether that speaks of the element."""
        if items.op is not Op.MAP:
            source = self._source(items, name)
            return source, source.element.said.copy(), True
        names = self._names(items)
        inner, body = items.args
        source = self._unfiltered(inner, names[0]) if len(names) > 1 else self._source(inner, names[0])
        with self._bound(names, source):
            said = self.expression(body)
        return source, said, bool(body.free & set(names))

    def _count(self, items: Term) -> exp.Expression:
        if items.op is Op.DISTINCT:
            source, body = self._values(items.args[0])
            return exp.Subquery(this=source.select(exp.Count(this=exp.Distinct(expressions=[body]))))
        while items.op is Op.MAP:
            items = items.args[0]
        if items.op in (Op.FILTER, Op.SLICE):
            source = self._source(items, "m")
            return exp.Subquery(this=source.select(exp.Count(this=exp.Star())))
        return self.length(items)

    def _total(self, term: Term) -> exp.Expression:
        source, body = self._values(term.args[0])
        addend = self.addend(body, term) if term.op is Op.SUM else body
        found: exp.Expression = exp.Anonymous(this=_SUMS[term.op], expressions=[addend])
        if term.op in (Op.SUM, Op.BIT_OR_ALL):
            found = exp.Coalesce(this=found, expressions=[number(0)])
        if term.op is Op.SUM:
            found = self.whole(found, term)
        return exp.Subquery(this=source.select(found))

    def _values(self, items: Term) -> tuple[Source, exp.Expression]:
        """For an aggregate: one that spoke of outer columns only would belong to the outer query."""
        source, body, own = self._elements(items)
        if own:
            return source, body
        inner = source.select(exp.Alias(this=body, alias=_plain("item")))
        table = exp.Subquery(this=inner, alias=exp.TableAlias(this=_plain(source.alias)))
        said = column_of(source.alias, "item", quoted=False)
        return Source(table, source.alias, source.element, source.place), said

    def _list(self, term: Term) -> exp.Expression:
        shape = self.shape(term)
        assert isinstance(shape, ListOf)
        match term.op:
            case Op.DISTINCT | Op.SORT:
                source, body, _ = self._elements(term.args[0])
                source.where.append(exp.Not(this=exp.Is(this=self._parenthesised(body.copy()), expression=exp.Null())))
                select = source.select(body, order=_ordered(body.copy()) if term.op is Op.SORT else None)
                select.set("distinct", exp.Distinct() if term.op is Op.DISTINCT else None)
                return exp.Anonymous(this="ARRAY", expressions=[select])
            case _:
                source, body, _ = self._elements(term)
                return self.array(source, body, shape.item, term)

    def _at(self, items: Term, place: Term) -> exp.Expression:
        if place.op is Op.LITERAL and place.data in (1, -1):
            source, body, _ = self._elements(items)
            order = _ordered(source.place.copy(), last=place.data == -1)
            return exp.Subquery(this=source.select(body, order=order, one=True))
        source = self._unfiltered(items, "m")
        with self._inside(source):
            source.where.append(exp.EQ(this=source.place.copy(), expression=self._tight(place)))
        return exp.Subquery(this=source.select(source.element.said.copy()))

    # --- names

    def _names(self, term: Term) -> tuple[str, ...]:
        assert isinstance(term.data, tuple)
        return tuple(map(str, term.data))

    @contextmanager
    def _inside(self, source: Source) -> Iterator[None]:
        aliases = self.aliases
        self.aliases = (*aliases, source.alias)
        try:
            yield
        finally:
            self.aliases = aliases

    @contextmanager
    def _bound(self, names: Sequence[str], source: Source) -> Iterator[None]:
        outer = self.names
        told = (source.element, Name(source.place, Scalar.INTEGER))
        self.names = {**outer, **dict(zip(names, told, strict=False))}
        try:
            with self._inside(source):
                yield
        finally:
            self.names = outer

    def _tight(self, term: Term) -> exp.Expression:
        return self._parenthesised(self.expression(term))

    def _parenthesised(self, item: exp.Expression) -> exp.Expression:
        return exp.Paren(this=item) if isinstance(item, exp.Binary | exp.Connector | exp.Unary) else item


def _ordered(by: exp.Expression, *, last: bool = False) -> exp.Expression:
    return exp.Ordered(this=by, desc=True, nulls_first=True) if last else exp.Ordered(this=by, nulls_first=False)


def _plain(name: str) -> exp.Identifier:
    return exp.Identifier(this=name, quoted=False)


def column_of(table: str, name: str, *, quoted: bool = True) -> exp.Expression:
    return exp.Column(this=exp.Identifier(this=name, quoted=quoted), table=_plain(table))

"""The terms of one stage for Snowflake: lists by FILTER, TRANSFORM and REDUCE, whose elements are VARIANT."""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

from leadspec.engines.sql.printing import Printer, number, string, tight
from leadspec.engines.sql.refusals import RefusalError
from leadspec.engines.sql.shapes import ListOf, Record, Scalar, Shape, inner_variables, shape_of
from leadspec.engines.sql.snowflake_dialect import WHOLE, Snowflake, call, cast
from leadspec.engines.sql.staged import plain
from leadspec.engines.sql.terms import Op, Term

_TYPES: Mapping[Scalar, str] = {
    Scalar.INTEGER: WHOLE,
    Scalar.TRUTH: "BOOLEAN",
    Scalar.TEXT: "VARCHAR",
    Scalar.DECIMAL: "NUMBER(18, 6)",
    Scalar.DATE: "DATE",
    Scalar.INSTANT: "TIMESTAMP_TZ",
    Scalar.NOTHING: "VARCHAR",
}
_NESTED = "its lambdas are known here to see their own element and the columns of the row, and nothing else"


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
        at = exp.Sub(this=cast(exp.Column(this=plain(place)), WHOLE), expression=number(1))
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
        sofar, each = exp.Column(this=plain("acc")), cast(exp.Column(this=plain("x")), WHOLE)
        added = call("BITOR", sofar, each) if term.op is Op.BIT_OR_ALL else exp.Add(this=sofar, expression=each)
        body = exp.Lambda(this=cast(added, WHOLE), expressions=[plain("acc"), plain("x")])
        known = exp.Not(this=call("IS_NULL_VALUE", exp.Column(this=plain("x"))))
        items = call("FILTER", self.expression(term.args[0]), exp.Lambda(this=known, expressions=[plain("x")]))
        return call("REDUCE", items, cast(number(0), WHOLE), body)


def _item(items: Shape) -> Shape:
    assert isinstance(items, ListOf)
    return items.item


def _arrow(name: str, said: exp.Expression) -> exp.Expression:
    return exp.Lambda(this=said, expressions=[plain(name)])


def _refusal() -> RefusalError:
    said = "what looks at all other events for each event of a lead"
    return RefusalError(f"snowflake cannot say {said} (bursts, `did A then B`, some cooldowns), because {_NESTED}")


def _type_of(shape: Shape) -> str:
    if isinstance(shape, ListOf):
        return "ARRAY"
    return "OBJECT" if isinstance(shape, Record) else _TYPES[shape]

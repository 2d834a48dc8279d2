"""The terms of one stage for PostgreSQL: lists as subqueries, events as rows of their table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

from leadspec.engines.sql.contract import ACTIVITIES, ID, POSITION
from leadspec.engines.sql.postgres_dialect import call, cast
from leadspec.engines.sql.printing import bits_of, number, string
from leadspec.engines.sql.set_printing import Name, SetPrinter, Source, column_of
from leadspec.engines.sql.shapes import ListOf, Record, Scalar, Shape
from leadspec.engines.sql.staged import plain
from leadspec.engines.sql.terms import Op, Term

EVENTS_TABLE = "events"
_PARTS = 40  # a function takes 100 arguments at most
_TYPES: Mapping[Scalar, str] = {
    Scalar.TRUTH: "boolean",
    Scalar.TEXT: "text",
    Scalar.DECIMAL: "numeric",
    Scalar.DATE: "date",
    Scalar.INSTANT: "timestamptz",
    Scalar.NOTHING: "text",
}


class PostgresPrinter(SetPrinter):
    """The terms of one stage."""

    def source_of(self, items: Term, alias: str) -> Source:
        shape = self.shape(items)
        assert isinstance(shape, ListOf)
        if items.op is Op.COLUMN and items.data == ACTIVITIES and self.stage == "leads":
            return self._events(alias, shape.item)
        records = isinstance(shape.item, Record)
        function = call("jsonb_array_elements" if records else "unnest", self.expression(items))
        names = [plain("item"), plain("place")]
        table = exp.Table(this=function, alias=exp.TableAlias(this=plain(alias), columns=names), ordinality=True)
        element = Name(column_of(alias, "item", quoted=False), shape.item)
        return Source(table, alias, element, column_of(alias, "place", quoted=False))

    def _events(self, alias: str, shape: Shape) -> Source:
        """The events of a lead, row by row."""
        table = exp.Table(this=plain(EVENTS_TABLE), alias=exp.TableAlias(this=plain(alias)))
        place = exp.Add(this=column_of(alias, POSITION), expression=number(1))
        element = Name(call("to_jsonb", exp.Column(this=plain(alias))), shape, row=alias)
        same = exp.EQ(this=column_of(alias, ID), expression=column_of(self.stage, ID))
        return Source(table, alias, element, place, [same])

    def part(self, item: Term, name: str, term: Term) -> exp.Expression:
        bound = self.names[str(item.data)] if item.op is Op.VAR else None
        if bound is not None and bound.row is not None:
            return column_of(bound.row, name)
        found, shape = self.expression(item), self.shape(term)
        if isinstance(shape, ListOf) and not isinstance(shape.item, Record):
            return self._array_part(call("->", found, string(name)), shape.item, term)
        if not isinstance(shape, Scalar):
            return call("->", found, string(name))
        text = call("->>", found, string(name))
        return text if shape is Scalar.TEXT else cast(text, _type_of(shape, term))

    def _array_part(self, found: exp.Expression, shape: Shape, term: Term) -> exp.Expression:
        function = call("jsonb_array_elements_text", found)
        alias = exp.TableAlias(this=plain("part"), columns=[plain("item"), plain("place")])
        table = exp.Table(this=function, alias=alias, ordinality=True)
        source = Source(table, "part", Name(found, shape), column_of("part", "place", quoted=False))
        item = cast(column_of("part", "item", quoted=False), _type_of(shape, term))
        order = exp.Ordered(this=source.place, nulls_first=False)
        return exp.Anonymous(this="ARRAY", expressions=[source.select(item, order=order)])

    def record(self, parts: Sequence[tuple[str, exp.Expression]]) -> exp.Expression:
        made = [
            call(
                "jsonb_build_object", *(each for name, said in parts[at : at + _PARTS] for each in (string(name), said))
            )
            for at in range(0, len(parts), _PARTS)
        ]
        found = made[0]
        for each in made[1:]:
            found = exp.DPipe(this=found, expression=each)
        return found if len(made) == 1 else exp.Paren(this=found)

    def array(self, source: Source, body: exp.Expression, shape: Shape, term: Term) -> exp.Expression:
        order = exp.Ordered(this=source.place.copy(), nulls_first=False)
        if isinstance(shape, Record):
            gathered = call("jsonb_agg", exp.Order(this=body, expressions=[order]))
            none = cast(string("[]"), "jsonb")
            return exp.Subquery(this=source.select(exp.Coalesce(this=gathered, expressions=[none])))
        item = cast(body, _type_of(shape, term))
        return exp.Anonymous(this="ARRAY", expressions=[source.select(item, order=order)])

    def length(self, items: Term) -> exp.Expression:
        if items.op is Op.COLUMN and items.data == ACTIVITIES and self.stage == "leads":
            return exp.Subquery(this=self.source_of(items, "m").select(exp.Count(this=exp.Star())))
        shape = self.shape(items)
        assert isinstance(shape, ListOf)
        name = "jsonb_array_length" if isinstance(shape.item, Record) else "cardinality"
        return cast(call(name, self.expression(items)), "bigint")

    def addend(self, body: exp.Expression, term: Term) -> exp.Expression:  # noqa: ARG002 - sums are numeric anyway
        return body

    def whole(self, item: exp.Expression, term: Term) -> exp.Expression:
        return self.dialect.widened(item, max(64, bits_of(term)))


def _type_of(shape: Shape, term: Term) -> str:
    """How wide an integer has to be, its term says, or the list that holds it."""
    if shape is Scalar.INTEGER:
        return "numeric" if bits_of(term) > 64 else "bigint"
    assert isinstance(shape, Scalar)
    return _TYPES[shape]

"""Values."""

from __future__ import annotations

from leadspec.syntax import tree
from leadspec.syntax.build.conditions import ConditionBuilder
from leadspec.syntax.build.parts import Children, Paren, unwrap


class ValueBuilder(ConditionBuilder):
    """Calculations, measures of events, and what stands in parentheses."""

    def make_sum(self, children: Children, start: int, end: int) -> tree.Sum:
        first, *rest = children
        terms = tuple((rest[at], unwrap(rest[at + 1])) for at in range(0, len(rest), 2))
        return tree.Sum(unwrap(first), terms, span=self.span(start, end))

    def make_product(self, children: Children, start: int, end: int) -> tree.Product:
        first, *rest = children
        factors = tuple((rest[at], unwrap(rest[at + 1])) for at in range(0, len(rest), 2))
        return tree.Product(unwrap(first), factors, span=self.span(start, end))

    def make_count_of(self, children: Children, start: int, end: int) -> tree.CountOf:
        events, window = children
        return tree.CountOf(events, None, window, span=self.span(start, end))

    def make_count_of_different(self, children: Children, start: int, end: int) -> tree.CountOf:
        field, events, window = children
        return tree.CountOf(events, field, window, span=self.span(start, end))

    def make_days_with(self, children: Children, start: int, end: int) -> tree.DaysWith:
        return tree.DaysWith(children[0], children[1], span=self.span(start, end))

    def make_aggregate(self, children: Children, start: int, end: int) -> tree.Aggregate:
        return tree.Aggregate(children[0], children[1], children[2], children[3], span=self.span(start, end))

    def make_time_since(self, children: Children, start: int, end: int) -> tree.TimeSince:
        unit, item = children
        return tree.TimeSince(unit, unwrap(item), span=self.span(start, end))

    def make_time_between(self, children: Children, start: int, end: int) -> tree.TimeBetween:
        unit, first, last = children
        return tree.TimeBetween(unit, unwrap(first), unwrap(last), span=self.span(start, end))

    def make_choice_of(self, children: Children, start: int, end: int) -> tree.Choice:
        kind, *items = children
        return tree.Choice(kind, tuple(map(unwrap, items)), span=self.span(start, end))

    def make_round(self, children: Children, start: int, end: int) -> tree.Round:
        item, digits = children
        return tree.Round(unwrap(item), digits or 0, span=self.span(start, end))

    def make_digits(self, children: Children, start: int, end: int) -> int:
        return self.whole(children[0])

    def make_previous_stage(self, children: Children, start: int, end: int) -> tree.PreviousStage:
        return tree.PreviousStage(span=self.span(start, end))

    def make_match_of(self, children: Children, start: int, end: int) -> tree.MatchOf:
        return tree.MatchOf(children[0], span=self.span(start, end))

    def make_paren(self, children: Children, start: int, end: int) -> Paren:
        inner = unwrap(children[0])
        self.refuse_open_list(inner, "it stands inside parentheses")
        return Paren(inner, self.span(start, end))

    def make_text_part(self, children: Children, start: int, end: int) -> tree.TextPart:
        kind, item = children
        return tree.TextPart(kind, unwrap(item), span=self.span(start, end))

    def make_event_moment(self, children: Children, start: int, end: int) -> tree.EventMoment:
        return tree.EventMoment(children[0], children[1], span=self.span(start, end))

    def make_event_fact(self, children: Children, start: int, end: int) -> tree.EventFact:
        return tree.EventFact(children[0], children[1], children[2], span=self.span(start, end))

"""Conditions, and what would be read aloud in two ways."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.syntax.build.base import Base
from leadspec.syntax.build.parts import Children, Choices, Paren, unwrap
from leadspec.syntax.print import print_enclosed, print_expression


class ConditionBuilder(Base):
    """Tests, connectives and blocks inside one line."""

    def make_disjunction(self, children: Children, start: int, end: int) -> tree.Or:
        self.refuse_mixture(children, conjunction=False)
        return tree.Or(tuple(map(unwrap, children)), span=self.span(start, end))

    def make_conjunction(self, children: Children, start: int, end: int) -> tree.And:
        self.refuse_mixture(children, conjunction=True)
        return tree.And(tuple(map(unwrap, children)), span=self.span(start, end))

    def refuse_mixture(self, items: Children, *, conjunction: bool) -> None:
        """What would be read aloud in two ways: every item but a last `not` must stand by itself."""
        for number, item in enumerate(items):
            last = number == len(items) - 1
            match item:
                case tree.And(span=span):
                    self.report(_mixed(item, items, number, span))
                case tree.Not(span=span) if not last:
                    whole = (tree.And if conjunction else tree.Or)(tuple(map(unwrap, items)))
                    positive = (item.item, *whole.items[1:])
                    hints = [f"write `{print_expression(whole)}` if only this condition is negated"]
                    if number == 0:
                        outer = tree.Not(replace(whole, items=positive))
                        hints.append(f"write `{print_expression(outer)}` if all of it is negated")
                    self.report(
                        kinds.NOT_BEFORE_AND.at(span, "`not` stands before a condition that another follows", *hints)
                    )
                case tree.TextLiteral() | tree.NumberLiteral() | tree.DateLiteral():
                    self.report(self.bare_value(items, number))
                case _ if not last:
                    self.refuse_open_list(item, "a condition follows it", items[number + 1 :])
                case _:
                    pass

    def bare_value(self, items: Children, number: int) -> Diagnostic:
        """`contains "a" or "b"`: the list that was meant."""
        item = items[number]
        hints = ["each side of `and` and `or` is a whole condition"]
        test = next((each for each in items if isinstance(each, tree.TextTest | tree.Comparison)), None)
        values = tuple(each for each in items if isinstance(each, tree.TextLiteral | tree.NumberLiteral))
        match test:
            case tree.TextTest(operands=operands):
                meant = replace(test, operands=(*operands, *values), any_of=True)
                hints.insert(0, f"write `{print_expression(meant)}`")
            case tree.Comparison(operator=tree.Comparator.IS, left=left, right=right):
                hints.insert(0, f"write `{print_expression(tree.OneOf(left, (right, *values)))}`")
            case _:
                pass
        return kinds.TEXT_WITHOUT_TEST.at(item.span, "this value stands without a test", *hints)

    def refuse_open_list(self, item: Any, why: str, following: Sequence[Any] = ()) -> None:
        """A list without parentheses at the end of what something follows: where it ends is anybody's guess.

        `following`: the conditions behind it, of which the first may be meant as values of the list.
        """
        test = _open_list(item)
        if test is None:
            return
        values = tree.listed(test)
        assert values is not None
        field = "operands" if isinstance(test, tree.TextTest) else "values"
        texts = tuple(itertools.takewhile(lambda each: isinstance(each, tree.TextLiteral), following))
        last = values[-1]
        if texts:
            message = f"this list needs parentheses, because {why}"
            last = texts[-1]
            meant = replace(test, **{field: (*values, *texts)})
            written = (print_expression if len(texts) == len(following) else print_enclosed)(meant)
            hints = [f"write `{written}`"]
        elif following and isinstance(following[0], tree.Name):
            message = "it is open where this list ends"
            last = following[0]
            meant = replace(test, **{field: (*values, last)})
            written = (print_expression if len(following) == 1 else print_enclosed)(meant)
            hints = [
                f"write `{written}` if `{last.text}` belongs to the list",
                f"write `{print_enclosed(test)}` if `{last.text}` is a condition of its own",
            ]
        else:
            message = f"this list needs parentheses, because {why}"
            hints = [f"write `{print_enclosed(test)}`"]
        self.report(kinds.OPEN_LIST.at(values[0].span.to(last.span), message, *hints))

    def make_negated(self, children: Children, start: int, end: int) -> tree.Not | Paren:
        """`not (A) and B` can be read in one way only, `not A and B` in two."""
        made = tree.Not(unwrap(children[0]), span=self.span(start, end))
        return Paren(made, made.span) if type(children[0]) is Paren else made

    def make_comparison(self, children: Children, start: int, end: int) -> tree.Comparison:
        left, operator, right = children
        return tree.Comparison(operator, unwrap(left), unwrap(right), span=self.span(start, end))

    def make_one_of(self, children: Children, start: int, end: int) -> tree.OneOf:
        left, negated, choices = children
        return tree.OneOf(unwrap(left), choices.values, negated, choices.enclosed, span=self.span(start, end))

    def make_in_list(self, children: Children, start: int, end: int) -> tree.InList:
        left, negated, name = children
        return tree.InList(unwrap(left), name, negated, span=self.span(start, end))

    def make_between(self, children: Children, start: int, end: int) -> tree.Between:
        return tree.Between(unwrap(children[0]), unwrap(children[1]), unwrap(children[2]), span=self.span(start, end))

    def make_presence(self, children: Children, start: int, end: int) -> tree.Presence:
        left, missing = children
        return tree.Presence(unwrap(left), missing, span=self.span(start, end))

    def make_truth(self, children: Children, start: int, end: int) -> tree.Truth:
        left, negated = children
        return tree.Truth(unwrap(left), negated, span=self.span(start, end))

    def make_text_test(self, children: Children, start: int, end: int) -> tree.TextTest:
        left, (kind, any_of, negated), items = children
        span = self.span(start, end)
        test = tree.TextTest(kind, unwrap(left), items.values, any_of, negated, items.enclosed, span=span)
        if not any_of and len(items.values) > 1 and kind is not tree.TextTestKind.MATCHES:
            self.refuse_several(items.span, replace(test, any_of=True))
        return test

    def make_includes(self, children: Children, start: int, end: int) -> tree.Includes:
        left, (quantifier, negated), choices = children
        span = self.span(start, end)
        test = tree.Includes(unwrap(left), quantifier, choices.values, negated, choices.enclosed, span=span)
        if quantifier is tree.Quantifier.ONE and len(choices.values) > 1:
            any_of, all_of = (replace(test, quantifier=each) for each in (tree.Quantifier.ANY, tree.Quantifier.ALL))
            self.refuse_several(choices.span, any_of, all_of)
        return test

    def refuse_several(self, span: Span, *meant: tree.Expression) -> None:
        """Several values where the phrase takes one: of them any, or all?"""
        hints = [f"write `{print_expression(each)}`" for each in meant]
        self.report(kinds.FIRST_GUESS.at(span, "this phrase takes one value", *hints))

    def make_open_choices(self, children: Children, start: int, end: int) -> Choices:
        return Choices(tuple(children), False, self.span(start, end))

    def make_enclosed_choices(self, children: Children, start: int, end: int) -> Choices:
        return Choices(tuple(children), True, self.span(start, end))

    def make_exact_text(self, children: Children, start: int, end: int) -> tree.TextLiteral:
        return tree.TextLiteral(children[-1].value, exact=True, span=self.span(start, end))

    def make_date_test(self, children: Children, start: int, end: int) -> tree.DateTest:
        left, window = children
        return tree.DateTest(unwrap(left), window, span=self.span(start, end))

    def make_inline(self, children: Children, start: int, end: int) -> tree.Inline:
        need, *items = children
        for number, item in enumerate(items):
            self.refuse_open_list(item, "it stands inside parentheses", items[number + 1 :])
        return tree.Inline(need.kind, tuple(map(unwrap, items)), need.number, span=self.span(start, end))

    def make_lines_of(self, children: Children, start: int, end: int) -> tree.LinesOf:
        _, number, name = children
        return tree.LinesOf(self.whole(number), name, span=self.span(start, end))


def _open_list(node: Any) -> Any:
    """The test whose list ends an expression and stands without parentheses; None where nothing is open."""
    match node:
        case tree.And(items=items) | tree.Or(items=items):
            return _open_list(items[-1])
        case tree.Not(item=inner) | tree.Comparison(right=inner) | tree.Between(high=inner):
            return _open_list(inner)
        case tree.TimeSince(item=inner) | tree.TimeBetween(end=inner):
            return _open_list(inner)
        case tree.Sum(rest=(*_, (_, inner))) | tree.Product(rest=(*_, (_, inner))):
            return _open_list(inner)
        case tree.DateTest(window=window):
            return _open_list(window)
        case tree.Before(moment=moment) | tree.Since(moment=moment) | tree.WithinAfter(moment=moment):
            return _open_list(moment)
        case tree.Did(events=events, times=None, on_days=None, window=None):
            return _open_list(events.where)
        case tree.DidThen(second=events, within=None, window=None):
            return _open_list(events.where)
        case tree.CountOf(events=events, window=None) | tree.DaysWith(events=events, window=None):
            return _open_list(events.where)
        case tree.Aggregate(events=events, window=None) | tree.ForEvents(events=events, window=None):
            return _open_list(events.where)
        case tree.EventMoment(events=events) | tree.EventFact(events=events):
            return _open_list(events.where)
        case tree.Did() | tree.DidThen() | tree.CountOf() | tree.DaysWith() | tree.Aggregate() | tree.ForEvents():
            return _open_list(node.window)
        case tree.OneOf(enclosed=False) | tree.TextTest(enclosed=False) | tree.Includes(enclosed=False):
            return None if tree.listed(node) is None else node
        case _:
            return None


def _mixed(inner: tree.And, items: Children, number: int, span: Span) -> Diagnostic:
    outer = tree.Or(tuple(unwrap(each) for each in items))
    first, *rest = inner.items
    hints = [f"write `{print_expression(outer)}`"]
    if len(items) == 2:
        other = unwrap(items[1 - number])
        if number == 0:
            other_reading = tree.And((*inner.items[:-1], tree.Or((inner.items[-1], other))))
        else:
            other_reading = tree.And((tree.Or((other, first)), *rest))
        hints.append(f"or write `{print_expression(other_reading)}`")
    return kinds.MIXED_AND_OR.at(span, "`and` stands beside `or` without parentheses", *hints)


# A `because` on a line of its own, and a body of one line, have no node that could carry comments. Those go to the
# nearest line that has one, so that the formatter loses none.

"""Events: patterns, windows, and what a lead did."""

from __future__ import annotations

from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.syntax import tree
from leadspec.syntax.build.conditions import ConditionBuilder
from leadspec.syntax.build.parts import Children, unwrap


class EventBuilder(ConditionBuilder):
    """What a lead did, and when."""

    def make_did(self, children: Children, start: int, end: int) -> tree.Did:
        negated, events, times, days, window = children
        return tree.Did(events, negated, times, days, window, span=self.span(start, end))

    def make_did_within_any(self, children: Children, start: int, end: int) -> tree.DidWithinAny:
        negated, events, times, duration = children
        if times.bound is not tree.Bound.AT_LEAST:
            self.report(
                kinds.UNEXPECTED_WORD.at(
                    times.span,
                    "within any stretch of time, only the least number of events can be asked",
                    "write `at least … times within any …`, with `did not` for the opposite",
                )
            )
        return tree.DidWithinAny(events, times.number, duration, negated, span=self.span(start, end))

    def make_did_then(self, children: Children, start: int, end: int) -> tree.DidThen:
        negated, first, second, within, window = children
        return tree.DidThen(first, second, within, window, negated, span=self.span(start, end))

    def make_pattern(self, children: Children, start: int, end: int) -> tree.EventPattern:
        type_, *where = children
        return tree.EventPattern(type_, unwrap(where[0]) if where else None, span=self.span(start, end))

    make_bare_pattern = make_pattern

    def make_times(self, children: Children, start: int, end: int) -> tree.Times:
        span = self.span(start, end)
        match children:
            case [tree.Bound() as bound, int() as number]:
                return tree.Times(bound, number, span=span)
            case [tree.Bound() as bound, number]:
                return tree.Times(bound, self.whole(number), span=span)
            case _:
                return tree.Times(tree.Bound.EXACTLY, 1, span=span)

    def make_on_days(self, children: Children, start: int, end: int) -> int:
        _, duration = children
        if duration.unit.value != "day":
            self.report(
                kinds.UNEXPECTED_WORD.at(
                    self.span(start, end), "different days are counted in days", "write `on at least … days`"
                )
            )
        number: int = duration.amount
        return number

    def make_within(self, children: Children, start: int, end: int) -> object:
        return children[0]

    def make_in_the_last(self, children: Children, start: int, end: int) -> tree.InTheLast:
        return tree.InTheLast(children[0], span=self.span(start, end))

    def make_in_the_next(self, children: Children, start: int, end: int) -> tree.InTheNext:
        return tree.InTheNext(children[0], span=self.span(start, end))

    def make_at_least_ago(self, children: Children, start: int, end: int) -> tree.AtLeastAgo:
        return tree.AtLeastAgo(children[-1], span=self.span(start, end))

    def make_from_to_ago(self, children: Children, start: int, end: int) -> tree.FromToAgo:
        near, far = children
        number = self.whole(near)
        if number >= far.amount:
            self.report(
                kinds.UNEXPECTED_WORD.at(
                    self.span(start, end),
                    "the nearer end stands first, and lies nearer than the farther one",
                    f"write `from {min(number, far.amount)} to {max(number, far.amount)} {far.unit.value}s ago`",
                )
            )
        return tree.FromToAgo(number, far.amount, far.unit, span=self.span(start, end))

    def make_before(self, children: Children, start: int, end: int) -> tree.Before:
        return tree.Before(children[0], span=self.span(start, end))

    def make_since(self, children: Children, start: int, end: int) -> tree.Since:
        return tree.Since(children[0], span=self.span(start, end))

    def make_within_after(self, children: Children, start: int, end: int) -> tree.WithinAfter:
        return tree.WithinAfter(children[0], children[1], span=self.span(start, end))

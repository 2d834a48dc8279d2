"""Lines and groups of points."""

from __future__ import annotations

from typing import Any

from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.syntax import tree
from leadspec.syntax.build.comments import commented_lines
from leadspec.syntax.build.conditions import ConditionBuilder
from leadspec.syntax.build.parts import Children, Clause, text_of, unwrap
from leadspec.values.durations import Duration


class PointsBuilder(ConditionBuilder):
    """Scores: the order of clauses is held here, where their places are known."""

    def make_score(self, children: Children, start: int, end: int) -> tree.Score:
        name, low, high, owner, *lines, because = children
        return tree.Score(
            name,
            commented_lines(lines, because),
            low,
            high,
            owner,
            text_of(because),
            trivia=self.trivia(start),
            span=self.span(start, end),
        )

    def make_low(self, children: Children, start: int, end: int) -> int:
        value: int = children[0].value
        return value

    make_high = make_low

    def make_negative(self, children: Children, start: int, end: int) -> tree.NumberLiteral:
        return tree.NumberLiteral(-children[1].value, span=self.span(start, end))

    def make_score_line(self, children: Children, start: int, end: int) -> tree.ScoreLine:
        sign, amount, events, when, *clauses, because = children
        if clauses:
            before = when if when is not None else events if events is not None else amount
            self.refuse_open_list(unwrap(before), "a comma follows it")
        parts = self.clauses(clauses, ("cooldown", "decay", "cap") if events is not None else ("cap",))
        return tree.ScoreLine(
            sign,
            unwrap(amount),
            events,
            unwrap(when),
            parts.get("cooldown"),
            parts.get("decay"),
            parts.get("cap"),
            text_of(because),
            trivia=self.trivia(start),
            span=self.span(start, end),
        )

    def make_score_block_line(self, children: Children, start: int, end: int) -> tree.ScoreLine:
        sign, amount, events, block = children
        return tree.ScoreLine(
            sign, unwrap(amount), events, block, trivia=self.trivia(start), span=self.span(start, end)
        )

    def make_sign(self, children: Children, start: int, end: int) -> object:
        return children[0]

    def make_when(self, children: Children, start: int, end: int) -> object:
        return children[0]

    def make_for_events(self, children: Children, start: int, end: int) -> tree.ForEvents:
        return tree.ForEvents(children[0], children[1], children[2], span=self.span(start, end))

    def make_group(self, children: Children, start: int, end: int) -> tree.ScoreGroup:
        title, *rest, because = children
        clauses = [each for each in rest if type(each) is Clause]
        lines = commented_lines([each for each in rest if type(each) is not Clause], because)
        parts = self.clauses(clauses, ("floor", "cap"))
        return tree.ScoreGroup(
            title.value,
            lines,
            parts.get("floor"),
            parts.get("cap"),
            text_of(because),
            trivia=self.trivia(start),
            span=self.span(start, end),
        )

    def make_first_of(self, children: Children, start: int, end: int) -> tree.FirstOf:
        *lines, because = children
        return tree.FirstOf(
            commented_lines(lines, because), text_of(because), trivia=self.trivia(start), span=self.span(start, end)
        )

    def clauses(self, found: list[Clause], order: tuple[str, ...]) -> dict[str, Any]:
        """The clauses by name; those that stand twice, in another order or where they mean nothing are reported."""
        parts: dict[str, Any] = {}
        reached = 0
        for clause in found:
            if clause.name not in order:
                message = "this clause means nothing here"
                hint = _CLAUSE_HINTS[order]
            elif clause.name in parts:
                message, hint = "this clause stands twice", "keep one of them"
            elif order.index(clause.name) < reached:
                message, hint = "the clauses stand in another order", _CLAUSE_HINTS[order]
            else:
                parts[clause.name] = clause.value
                reached = order.index(clause.name)
                continue
            self.report(kinds.MISPLACED_CLAUSE.at(clause.span, message, hint))
        return parts

    def make_cap(self, children: Children, start: int, end: int) -> Clause:
        return Clause("cap", children[-1].value, self.span(start, end))

    def make_floor(self, children: Children, start: int, end: int) -> Clause:
        return Clause("floor", children[-1].value, self.span(start, end))

    def make_cooldown(self, children: Children, start: int, end: int) -> Clause:
        _, times, period = children
        span = self.span(start, end)
        number = times if isinstance(times, int) else self.whole(times)
        return Clause("cooldown", tree.Cooldown(number, period, span=span), span)

    def decay(self, kind: tree.DecayKind, duration: Duration, amount: int, start: int, end: int) -> Clause:
        span = self.span(start, end)
        return Clause("decay", tree.Decay(kind, duration, amount, span=span), span)

    def make_halving(self, children: Children, start: int, end: int) -> Clause:
        return self.decay(tree.DecayKind.HALVING, children[-1], 0, start, end)

    def make_keeping(self, children: Children, start: int, end: int) -> Clause:
        return self.decay(tree.DecayKind.KEEPING, children[-1], children[-2].value, start, end)

    def make_losing_points(self, children: Children, start: int, end: int) -> Clause:
        return self.decay(tree.DecayKind.LOSING_POINTS, children[-1], children[-2].value, start, end)

    def make_losing_share(self, children: Children, start: int, end: int) -> Clause:
        return self.decay(tree.DecayKind.LOSING_SHARE, children[-1], children[-2].value, start, end)

    def make_fading(self, children: Children, start: int, end: int) -> Clause:
        if children[-2].value != 0:
            self.report(
                kinds.UNEXPECTED_WORD.at(
                    children[-2].span, "points fade to 0, to no other number", "write `fading to 0 over …`"
                )
            )
        return self.decay(tree.DecayKind.FADING, children[-1], 0, start, end)


_CLAUSE_HINTS = {
    ("cap",): "a line without `for each`, `for the first` or `for the last` takes only `at most N points`",
    ("cooldown", "decay", "cap"): "write them in this order: `at most once per day`, one decay, `at most N points`",
    ("floor", "cap"): "a group takes `at least N points` and then `at most N points`",
}

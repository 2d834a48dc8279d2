"""From reductions to nodes: one method for each rule of the grammar, named as the rule.

Also here, because only here the written form is still known: `and` beside `or`, `not` before `and`, lists without
parentheses, and the order of the clauses of a line of points.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.syntax.machine import Action
from leadspec.syntax.print import print_enclosed, print_expression
from leadspec.values.decimals import ONE
from leadspec.values.durations import Duration

Children = list[Any]


class Paren(Struct, frozen=True):
    """A parenthesis, until what stands around it has taken what it holds."""

    inner: tree.Expression
    span: Span


class Body(Struct, frozen=True):
    """What a head defines, with the reason at its end; `comments`: of lines that have no node of their own."""

    expression: tree.Expression
    because: str | None
    comments: tuple[str, ...] = ()


class Choices(Struct, frozen=True):
    """The values of a list, and whether they stand in parentheses."""

    values: tuple[Any, ...]
    enclosed: bool
    span: Span


class Because(Struct, frozen=True):
    """A reason; `comments`: those above and behind it, where it has a line of its own."""

    text: str
    span: Span
    comments: tuple[str, ...] = ()


class NeedOf(Struct, frozen=True):
    kind: tree.Need
    number: int
    span: Span


class Clause(Struct, frozen=True):
    """One clause behind a comma: `cap`, `floor` (millionths), a cooldown or a decay."""

    name: str
    value: Any
    span: Span


def unwrap(node: Any) -> Any:
    """What a parenthesis holds, or the node itself."""
    return node.inner if type(node) is Paren else node


class Builder:
    """Makes the nodes of one file."""

    def __init__(self, file: str, report: Callable[[Diagnostic], None], trivia: Callable[[int], tree.Trivia]) -> None:
        self.file = file
        self.report = report
        self.trivia = trivia
        self.actions: dict[str, Action] = {
            name.removeprefix("make_"): getattr(self, name) for name in dir(self) if name.startswith("make_")
        }

    def span(self, start: int, end: int) -> Span:
        return Span(self.file, start, end)

    # --- heads ------------------------------------------------------------------------------------------------

    def make_policy(self, children: Children, start: int, end: int) -> tree.PolicyHead:
        name, *lines = children
        return tree.PolicyHead(name.value, tuple(lines), trivia=self.trivia(start), span=self.span(start, end))

    def make_meta_line(self, children: Children, start: int, end: int) -> tree.MetaLine:
        key, *values = children
        return tree.MetaLine(key, tuple(values), trivia=self.trivia(start), span=self.span(start, end))

    def make_use(self, children: Children, start: int, end: int) -> tree.Use:
        return tree.Use(children[0], trivia=self.trivia(start), span=self.span(start, end))

    def make_list(self, children: Children, start: int, end: int) -> tree.ListStatement:
        name, *entries = children
        return tree.ListStatement(name, tuple(entries), trivia=self.trivia(start), span=self.span(start, end))

    def make_list_from(self, children: Children, start: int, end: int) -> tree.ListStatement:
        name, file, column = children
        return tree.ListStatement(name, (), file, column, trivia=self.trivia(start), span=self.span(start, end))

    def make_column(self, children: Children, start: int, end: int) -> object:
        return children[0]

    def make_events(self, children: Children, start: int, end: int) -> tree.EventsStatement:
        name, *types = children
        return tree.EventsStatement(name, tuple(types), trivia=self.trivia(start), span=self.span(start, end))

    def make_owner(self, children: Children, start: int, end: int) -> object:
        return children[0]

    def make_because(self, children: Children, start: int, end: int) -> Because:
        return Because(children[0].value, self.span(start, end))

    def make_because_line(self, children: Children, start: int, end: int) -> Because:
        return Because(children[0].value, self.span(start, end), _comments(self.trivia(start)))

    # --- definitions ------------------------------------------------------------------------------------------

    def make_define(self, children: Children, start: int, end: int) -> tree.Define:
        name, owner, body = children
        trivia = _commented(self.trivia(start), body.comments)
        return tree.Define(name, body.expression, owner, body.because, trivia=trivia, span=self.span(start, end))

    def make_persona(self, children: Children, start: int, end: int) -> tree.Persona:
        name, owner, block, because = children
        below = () if because is None else because.comments
        block = _commented_block(block, below, _comments(self.trivia(block.span.start)))
        return tree.Persona(name, block, owner, _text(because), trivia=self.trivia(start), span=self.span(start, end))

    def make_body(self, children: Children, start: int, end: int) -> Body:
        match children:
            case [tree.ConditionLine() as line, because]:
                if line.because is not None and because is not None:
                    self.report(
                        kinds.MISPLACED_CLAUSE.at(because.span, "this rule gives two reasons", "keep one of them")
                    )
                reason = line.because if because is None else because.text
                comments = () if because is None else because.comments
                if isinstance(line.condition, tree.Block):
                    return Body(_commented_block(line.condition, comments, _comments(line.trivia)), reason)
                return Body(line.condition, reason, (*_comments(line.trivia), *comments))
            case [tree.Block() as block]:
                return Body(block, None)
            case [expression, because]:
                return Body(unwrap(expression), _text(because))
        raise AssertionError(children)

    def make_block(self, children: Children, start: int, end: int) -> tree.Block:
        need, *lines, because = children
        return tree.Block(
            need.kind, _commented_lines(lines, because), need.number, _text(because), span=self.span(start, end)
        )

    def make_line(self, children: Children, start: int, end: int) -> tree.ConditionLine:
        condition, because = children if len(children) == 2 else (children[0], None)
        return tree.ConditionLine(
            unwrap(condition), _text(because), trivia=self.trivia(start), span=self.span(start, end)
        )

    def make_need(self, children: Children, start: int, end: int) -> NeedOf:
        span = self.span(start, end)
        if isinstance(children[0], tree.Bound):
            return NeedOf(tree.Need.AT_LEAST, self.whole(children[1]), span)
        return NeedOf(children[0], 0, span)

    def make_guard(self, children: Children, start: int, end: int) -> Body:
        if len(children) == 1:
            return Body(children[0], None)
        return Body(unwrap(children[0]), _text(children[1]))

    # --- points -----------------------------------------------------------------------------------------------

    def make_score(self, children: Children, start: int, end: int) -> tree.Score:
        name, low, high, owner, *lines, because = children
        return tree.Score(
            name,
            _commented_lines(lines, because),
            low,
            high,
            owner,
            _text(because),
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
            _text(because),
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
        lines = _commented_lines([each for each in rest if type(each) is not Clause], because)
        parts = self.clauses(clauses, ("floor", "cap"))
        return tree.ScoreGroup(
            title.value,
            lines,
            parts.get("floor"),
            parts.get("cap"),
            _text(because),
            trivia=self.trivia(start),
            span=self.span(start, end),
        )

    def make_first_of(self, children: Children, start: int, end: int) -> tree.FirstOf:
        *lines, because = children
        return tree.FirstOf(
            _commented_lines(lines, because), _text(because), trivia=self.trivia(start), span=self.span(start, end)
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

    # --- first match ------------------------------------------------------------------------------------------

    def make_classify(self, children: Children, start: int, end: int) -> tree.Classify:
        name, best_first, owner, *rows, because = children
        return tree.Classify(
            name,
            _commented_lines(rows, because),
            best_first is not None,
            owner,
            _text(because),
            trivia=self.trivia(start),
            span=self.span(start, end),
        )

    def make_class_row(self, children: Children, start: int, end: int) -> tree.ClassRow:
        label, guard = children
        return tree.ClassRow(
            label, guard.expression, guard.because, trivia=self.trivia(start), span=self.span(start, end)
        )

    def make_otherwise_row(self, children: Children, start: int, end: int) -> tree.ClassRow:
        label, because = children
        return tree.ClassRow(label, None, _text(because), trivia=self.trivia(start), span=self.span(start, end))

    def make_label(self, children: Children, start: int, end: int) -> tree.LabelName:
        span = self.span(start, end)
        match children[0]:
            case tree.TextLiteral(value=text):
                return tree.LabelName(text, quoted=True, span=span)
            case name:
                return tree.LabelName(name.text, quoted=name.bracketed, span=span)

    def make_table(self, children: Children, start: int, end: int) -> tree.Table:
        name, *rest, because = children
        rows = tuple(each for each in rest if type(each) is tree.TableRow)
        *keys, owner = rest[: len(rest) - len(rows)]
        return tree.Table(
            name,
            tuple(keys),
            _commented_lines(rows, because),
            owner,
            _text(because),
            trivia=self.trivia(start),
            span=self.span(start, end),
        )

    def make_table_row(self, children: Children, start: int, end: int) -> tree.TableRow:
        *cells, last, because = children
        result: Any = tree.TextLiteral("", span=last.span)
        match last:
            case tree.ValuesCell(values=(value,)):
                result = value
            case _:
                self.report(
                    kinds.UNEXPECTED_WORD.at(
                        last.span, "the last cell of a row is its result", "write one text, number or label"
                    )
                )
        return tree.TableRow(
            tuple(cells), result, _text(because), trivia=self.trivia(start), span=self.span(start, end)
        )

    def make_any_cell(self, children: Children, start: int, end: int) -> tree.AnyCell:
        return tree.AnyCell(span=self.span(start, end))

    def make_presence_cell(self, children: Children, start: int, end: int) -> tree.PresenceCell:
        return tree.PresenceCell(children[0], span=self.span(start, end))

    def make_values_cell(self, children: Children, start: int, end: int) -> tree.ValuesCell:
        return tree.ValuesCell(tuple(children), span=self.span(start, end))

    def make_list_cell(self, children: Children, start: int, end: int) -> tree.ListCell:
        negated, name = children
        return tree.ListCell(name, negated, span=self.span(start, end))

    def make_compare_cell(self, children: Children, start: int, end: int) -> tree.CompareCell:
        return tree.CompareCell(children[0], children[1], span=self.span(start, end))

    def make_range_cell(self, children: Children, start: int, end: int) -> tree.RangeCell:
        return tree.RangeCell(children[0], children[1], span=self.span(start, end))

    def make_text_cell(self, children: Children, start: int, end: int) -> tree.TextCell:
        (kind, any_of, negated), items = children
        return tree.TextCell(kind, items.values, any_of, negated, span=self.span(start, end))

    # --- what a lead is ---------------------------------------------------------------------------------------

    def make_disqualify(self, children: Children, start: int, end: int) -> tree.Disqualify:
        reason, owner, guard = children
        return tree.Disqualify(
            reason, guard.expression, owner, guard.because, trivia=self.trivia(start), span=self.span(start, end)
        )

    def make_flag(self, children: Children, start: int, end: int) -> tree.Flag:
        remark, owner, guard = children
        return tree.Flag(
            remark, guard.expression, owner, guard.because, trivia=self.trivia(start), span=self.span(start, end)
        )

    def make_stage(self, children: Children, start: int, end: int) -> tree.Stage:
        name, text, owner, body = children
        trivia = _commented(self.trivia(start), body.comments)
        return tree.Stage(name, body.expression, text, owner, body.because, trivia=trivia, span=self.span(start, end))

    def make_first_stage(self, children: Children, start: int, end: int) -> tree.Stage:
        name, text, owner, because = children
        return tree.Stage(
            name, None, text, owner, _text(because), trivia=self.trivia(start), span=self.span(start, end)
        )

    def make_counts(self, children: Children, start: int, end: int) -> tree.Counts:
        department, body = children
        trivia = _commented(self.trivia(start), body.comments)
        return tree.Counts(department, body.expression, body.because, trivia=trivia, span=self.span(start, end))

    def make_we_count(self, children: Children, start: int, end: int) -> tree.Counts:
        (body,) = children
        trivia = _commented(self.trivia(start), body.comments)
        return tree.Counts(None, body.expression, body.because, trivia=trivia, span=self.span(start, end))

    # --- conditions -------------------------------------------------------------------------------------------

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

    # --- events -----------------------------------------------------------------------------------------------

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

    # --- values -----------------------------------------------------------------------------------------------

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

    def whole(self, literal: tree.NumberLiteral) -> int:
        """A count: a whole number."""
        if literal.value % ONE or literal.value < 0:
            self.report(
                kinds.UNEXPECTED_WORD.at(literal.span, "a whole number is needed here", "write it without decimals")
            )
        return literal.value // ONE


_CLAUSE_HINTS = {
    ("cap",): "a line without `for each`, `for the first` or `for the last` takes only `at most N points`",
    ("cooldown", "decay", "cap"): "write them in this order: `at most once per day`, one decay, `at most N points`",
    ("floor", "cap"): "a group takes `at least N points` and then `at most N points`",
}


def _text(because: Because | None) -> str | None:
    return None if because is None else because.text


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


def _comments(trivia: tree.Trivia) -> tuple[str, ...]:
    return trivia.above if trivia.behind is None else (*trivia.above, trivia.behind)


def _commented(trivia: tree.Trivia, comments: tuple[str, ...]) -> tree.Trivia:
    return replace(trivia, above=(*trivia.above, *comments)) if comments else trivia


def _commented_lines(lines: Iterable[Any], because: Because | None) -> tuple[Any, ...]:
    """Lines of a block, the last with the comments of the reason below it."""
    found = tuple(lines)
    if because is None or not because.comments:
        return found
    last = found[-1]
    return (*found[:-1], replace(last, trivia=_commented(last.trivia, because.comments)))


def _commented_block(block: tree.Block, below: tuple[str, ...], above: tuple[str, ...] = ()) -> tree.Block:
    """A block with more comments above its first line and above its last."""
    first, *_ = block.lines
    lines = (replace(first, trivia=replace(first.trivia, above=(*above, *first.trivia.above))), *block.lines[1:])
    last = lines[-1]
    return replace(block, lines=(*lines[:-1], replace(last, trivia=_commented(last.trivia, below))))

"""Statements and the blocks below them."""

from __future__ import annotations

from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.syntax import tree
from leadspec.syntax.build.base import Base
from leadspec.syntax.build.comments import commented, commented_block, commented_lines, comments_of
from leadspec.syntax.build.parts import Because, Body, Children, NeedOf, text_of, unwrap


class StatementBuilder(Base):
    """What stands in column 1, and the lines of blocks."""

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
        return Because(children[0].value, self.span(start, end), comments_of(self.trivia(start)))

    def make_define(self, children: Children, start: int, end: int) -> tree.Define:
        name, owner, body = children
        trivia = commented(self.trivia(start), body.comments)
        return tree.Define(name, body.expression, owner, body.because, trivia=trivia, span=self.span(start, end))

    def make_persona(self, children: Children, start: int, end: int) -> tree.Persona:
        name, owner, block, because = children
        below = () if because is None else because.comments
        block = commented_block(block, below, comments_of(self.trivia(block.span.start)))
        return tree.Persona(name, block, owner, text_of(because), trivia=self.trivia(start), span=self.span(start, end))

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
                    return Body(commented_block(line.condition, comments, comments_of(line.trivia)), reason)
                return Body(line.condition, reason, (*comments_of(line.trivia), *comments))
            case [tree.Block() as block]:
                return Body(block, None)
            case [expression, because]:
                return Body(unwrap(expression), text_of(because))
        raise AssertionError(children)

    def make_block(self, children: Children, start: int, end: int) -> tree.Block:
        need, *lines, because = children
        return tree.Block(
            need.kind, commented_lines(lines, because), need.number, text_of(because), span=self.span(start, end)
        )

    def make_line(self, children: Children, start: int, end: int) -> tree.ConditionLine:
        condition, because = children if len(children) == 2 else (children[0], None)
        return tree.ConditionLine(
            unwrap(condition), text_of(because), trivia=self.trivia(start), span=self.span(start, end)
        )

    def make_need(self, children: Children, start: int, end: int) -> NeedOf:
        span = self.span(start, end)
        if isinstance(children[0], tree.Bound):
            return NeedOf(tree.Need.AT_LEAST, self.whole(children[1]), span)
        return NeedOf(children[0], 0, span)

    def make_guard(self, children: Children, start: int, end: int) -> Body:
        if len(children) == 1:
            return Body(children[0], None)
        return Body(unwrap(children[0]), text_of(children[1]))

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
        trivia = commented(self.trivia(start), body.comments)
        return tree.Stage(name, body.expression, text, owner, body.because, trivia=trivia, span=self.span(start, end))

    def make_first_stage(self, children: Children, start: int, end: int) -> tree.Stage:
        name, text, owner, because = children
        return tree.Stage(
            name, None, text, owner, text_of(because), trivia=self.trivia(start), span=self.span(start, end)
        )

    def make_counts(self, children: Children, start: int, end: int) -> tree.Counts:
        department, body = children
        trivia = commented(self.trivia(start), body.comments)
        return tree.Counts(department, body.expression, body.because, trivia=trivia, span=self.span(start, end))

    def make_we_count(self, children: Children, start: int, end: int) -> tree.Counts:
        (body,) = children
        trivia = commented(self.trivia(start), body.comments)
        return tree.Counts(None, body.expression, body.because, trivia=trivia, span=self.span(start, end))

"""Rows of classifications and tables."""

from __future__ import annotations

from typing import Any

from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.syntax import tree
from leadspec.syntax.build.base import Base
from leadspec.syntax.build.comments import commented_lines
from leadspec.syntax.build.parts import Children, text_of


class RowBuilder(Base):
    """First match: rows, labels and cells."""

    def make_classify(self, children: Children, start: int, end: int) -> tree.Classify:
        name, best_first, owner, *rows, because = children
        return tree.Classify(
            name,
            commented_lines(rows, because),
            best_first is not None,
            owner,
            text_of(because),
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
        return tree.ClassRow(label, None, text_of(because), trivia=self.trivia(start), span=self.span(start, end))

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
            commented_lines(rows, because),
            owner,
            text_of(because),
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
            tuple(cells), result, text_of(because), trivia=self.trivia(start), span=self.span(start, end)
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

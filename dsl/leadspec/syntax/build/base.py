"""What every builder has: where it reports, and the spans and comments of the file."""

from __future__ import annotations

from collections.abc import Callable

from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.syntax.machine import Action
from leadspec.values.decimals import ONE


class Base:
    """One method for each rule of the grammar, `make_` and its name, in the classes below this one."""

    def __init__(self, file: str, report: Callable[[Diagnostic], None], trivia: Callable[[int], tree.Trivia]) -> None:
        self.file = file
        self.report = report
        self.trivia = trivia
        self.actions: dict[str, Action] = {
            name.removeprefix("make_"): getattr(self, name) for name in dir(self) if name.startswith("make_")
        }

    def span(self, start: int, end: int) -> Span:
        return Span(self.file, start, end)

    def whole(self, literal: tree.NumberLiteral) -> int:
        """A count: a whole number."""
        if literal.value % ONE or literal.value < 0:
            self.report(
                kinds.UNEXPECTED_WORD.at(literal.span, "a whole number is needed here", "write it without decimals")
            )
        return literal.value // ONE

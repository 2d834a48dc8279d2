"""The keywords of one part of a schema, each read as what it has to be; anything else is reported."""

from __future__ import annotations

from msgspec import Struct

from leadspec.diagnostics.kinds import schema as kinds
from leadspec.documents import Node, NumberText, Scalar, Sequence, kind_of
from leadspec.documents.build import shown
from leadspec.schema.parts import Part, Report
from leadspec.values.decimals import ONE, NumberFault, format_number, parse_number


class KeywordValues(Struct, frozen=True):
    """The keywords of one part, each read as what it has to be."""

    part: Part
    report: Report

    def number(self, keyword: str) -> int | None:
        node = self.part.node(keyword)
        if node is None:
            return None
        if not isinstance(node, Scalar) or not isinstance(node.value, NumberText):
            self._wrong(keyword, node, "write a number without quotes")
            return None
        number = parse_number(node.value)
        if isinstance(number, NumberFault):
            self.report(
                kinds.KEYWORD_VALUE.at(
                    node.span,
                    f"`{keyword}` is {number.value}",
                    "numbers have up to 12 digits before and 6 after the point",
                )
            )
            return None
        return number

    def count(self, keyword: str, most: int) -> int | None:
        number = self.number(keyword)
        if number is None:
            return None
        if number % ONE or not 0 <= number <= most * ONE:
            self.report(
                kinds.KEYWORD_VALUE.at(
                    self.part.at(keyword),
                    f"`{keyword}` is `{format_number(number)}`",
                    f"write a whole number from 0 to {most}",
                )
            )
            return None
        return number // ONE

    def one_of(self, keyword: str, words: tuple[str, ...]) -> str | None:
        node = self.part.node(keyword)
        if node is None:
            return None
        if isinstance(node, Scalar) and node.value in words:
            return str(node.value)
        choices = " or ".join(f"`{each}`" for each in words)
        self._wrong(keyword, node, f"write {choices}")
        return None

    def mark(self, keyword: str) -> bool:
        """One of our marks: `true` sets it, `false` says that it is not set."""
        node = self.part.node(keyword)
        if node is None:
            return False
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        self._wrong(keyword, node, "write `true`")
        return False

    def text(self, keyword: str) -> str | None:
        node = self.part.node(keyword)
        if node is None:
            return None
        if isinstance(node, Scalar) and isinstance(node.value, str):
            return str(node.value)
        self._wrong(keyword, node, "write a text")
        return None

    def scalars(self, keyword: str) -> tuple[Scalar, ...]:
        node = self.part.node(keyword)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self._wrong(keyword, node, f"write a list: `{keyword}: [...]`")
            return ()
        found = []
        for item in node.items:
            if isinstance(item, Scalar):
                found.append(item)
            else:
                self.report(
                    kinds.KEYWORD_VALUE.at(item.span, f"`{keyword}` holds {kind_of(item)}", "write single values")
                )
        return tuple(found)

    def _wrong(self, keyword: str, node: Node, hint: str) -> None:
        text = node.value if isinstance(node, Scalar) and isinstance(node.value, str) else None
        value = f"`{shown(text)}`" if text else kind_of(node)
        self.report(kinds.KEYWORD_VALUE.at(node.span, f"`{keyword}` is {value}", hint))

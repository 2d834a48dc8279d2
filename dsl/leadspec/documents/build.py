"""Builds a tree from opening, key, scalar and closing events; shared by the two loaders, without recursion."""

from __future__ import annotations

from msgspec import Struct, field

from leadspec.diagnostics import Diagnostic, Label
from leadspec.diagnostics.kinds import file as kinds
from leadspec.documents.model import MAX_DEPTH, Entry, Mapping, Node, Scalar, Sequence
from leadspec.source import Source, Span

MAX_FINDINGS = 100


class Stop(Exception):  # noqa: N818 - leaves a loader early; what is wrong is in its diagnostics
    """The rest of the text cannot be read."""


class _Open(Struct):
    start: int
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] | None = None  # a mapping, if there
    key: tuple[str, Span] | None = None


class Builder:
    def __init__(self, source: Source, private: bool = False) -> None:
        self._source = source
        self._private = private
        self._stack: list[_Open] = []
        self.diagnostics: list[Diagnostic] = []
        self.root: Node | None = None

    @property
    def wants_key(self) -> bool:
        """Whether what comes next in the innermost open mapping is a key."""
        top = self._stack[-1] if self._stack else None
        return top is not None and top.entries is not None and top.key is None

    @property
    def depth(self) -> int:
        return len(self._stack)

    def report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)
        if len(self.diagnostics) >= MAX_FINDINGS:
            raise Stop

    def fail(self, diagnostic: Diagnostic) -> Stop:
        self.diagnostics.append(diagnostic)
        return Stop()

    def named(self, what: str, text: str) -> str:
        """A name in the text for a message; data may hold a person's values where names should be."""
        return f"this {what}" if self._private else f"the {what} `{shown(text)}`"

    def open(self, start: int, *, mapping: bool) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise self.fail(
                kinds.TOO_DEEP.at(
                    self._source.span(start, start + 1),
                    f"lists and blocks are nested more than {MAX_DEPTH} deep",
                    "a lead or a schema needs a few levels; look for a bracket that was opened too often",
                )
            )
        self._stack.append(_Open(start, entries={} if mapping else None))

    def key(self, text: str, span: Span) -> None:
        self._stack[-1].key = (text, span)

    def add(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if top.entries is None:
            top.items.append(node)
        elif top.key is not None:
            name, span = top.key
            top.key = None
            first = top.entries.setdefault(name, Entry(name, span, node))
            if first.key_span != span:
                self._report_duplicate(name, first.key_span, span)

    def close(self, end: int) -> None:
        top = self._stack.pop()
        span = self._source.span(top.start, end)
        if top.entries is None:
            self.add(Sequence(tuple(top.items), span))
        else:
            self.add(Mapping(tuple(top.entries.values()), span))

    def scalar(self, value: str | bool | None, span: Span) -> None:
        self.add(Scalar(value, span))

    def _report_duplicate(self, name: str, first: Span, second: Span) -> None:
        line, _ = self._source.position(first.start)
        self.report(
            kinds.DUPLICATE_KEY.at(
                second,
                f"{self.named('key', name)} stands twice in one block",
                f"keep one of the two; the first is on line {line}",
                label="again here",
                secondary=[Label(first, "first here")],
            )
        )


def shown(text: str, most: int = 60) -> str:
    """A key for a message: cut, and control characters as code points."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(each if each.isprintable() else f"U+{ord(each):04X}" for each in cut).replace("`", "'")

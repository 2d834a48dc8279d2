"""From the text of one file to its surface tree, with all its faults of form.

Each statement (a line in column 1 with what is indented below it) is parsed by itself, so a fault in one never spoils
another, and the time grows with the length of the file. Where a statement is faulty, `recover` finds which of its
lines are.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from leadspec.diagnostics import Diagnostic, sort_diagnostics
from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.source import Source, Span
from leadspec.syntax import tree
from leadspec.syntax.build import Builder
from leadspec.syntax.keywords import keywords
from leadspec.syntax.lexemes import Line, LineReader
from leadspec.syntax.machine import RejectedError, run
from leadspec.syntax.recover import Chunk, explain, is_unknown, name_given, should_open
from leadspec.syntax.tokens import MAX_DEPTH, Context, Token, Tokenizer, too_deep

MAX_FAULTY_LINES = 50
MOST_FINDINGS = 50_000


class ParseResult(Struct, frozen=True):
    """The tree of the sound statements, and every finding, by place."""

    file: tree.File
    diagnostics: tuple[Diagnostic, ...]


def parse(source: Source, language: str = "en") -> ParseResult:
    """The surface tree of a file. Never raises for a fault of the text."""
    return _Parser(source, language).parse()


class _Parser:
    def __init__(self, source: Source, language: str) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.words = keywords(language)
        self.tokenizer = Tokenizer(source.name, self.words, self.report)
        self.lines: dict[int, Line] = {}
        self.builder = Builder(source.name, self.report, self.trivia)
        self.broken: set[str] = set()

    def report(self, diagnostic: Diagnostic) -> None:
        """Keep a finding. A text of nothing but faults would fill the memory with findings that nobody is shown."""
        if len(self.diagnostics) < MOST_FINDINGS:
            self.diagnostics.append(diagnostic)

    def trivia(self, start: int) -> tree.Trivia:
        line = self.lines.get(start)
        return tree.NO_TRIVIA if line is None else line.trivia

    def parse(self) -> ParseResult:
        reader = LineReader(self.source, self.report)
        statements = [made for lines in _statements(reader) if (made := self.statement(lines)) is not None]
        file = tree.File(tuple(statements), frozenset(self.broken), tuple(reader.comments_below))
        return ParseResult(file, self.limited(sort_diagnostics(self.diagnostics)))

    def statement(self, lines: list[Line]) -> tree.Statement | None:
        before = len(self.diagnostics)
        self.lines = {line.start: line for line in lines}
        chunk = self.chunk(lines)
        if any(each.kind is kinds.TOO_DEEP for each in self.diagnostics[before:]):
            self.remember(chunk)
            return None  # nothing below may rely on a tree's depth, so there is no deeper one
        if chunk.sound_layout:
            try:
                made = run(chunk.tokens, "statement", self.builder.actions)
            except RejectedError:
                pass
            else:
                if len(self.diagnostics) > before:
                    self.remember(chunk)
                return made  # type: ignore[return-value]
        self.remember(chunk)
        del self.diagnostics[chunk.reported :]
        explain(chunk, self.source, self.words, self.diagnostics, before)
        self.diagnostics[before:] = self.without_lines_below_faulty_ones(lines, self.diagnostics[before:])
        return None

    def remember(self, chunk: Chunk) -> None:
        """The name that a faulty statement would have given is known, so that using it is not a second fault."""
        name = name_given(chunk)
        if name is not None:
            self.broken.add(name)

    def chunk(self, lines: list[Line]) -> Chunk:
        """The tokens of a statement, with NEWLINE, INDENT and DEDENT by the columns of its lines."""
        line_tokens: list[list[Token]] = []
        depths: list[int] = []
        columns = [[0]]
        sound = True
        context = Context.STATEMENT
        inner = Context.LINE
        for number, line in enumerate(lines):
            if number == 0 and line.indent > 0:
                sound = False
                columns.append([line.indent])
                self.bad_indentation(line, "this line is indented, but nothing above it has lines of its own")
            elif number and not self.enter(line, lines[number - 1], columns, line_tokens[-1]):
                sound = False
            tokens = self.tokenizer.tokens(line, context)
            if number == 0:
                inner = {"POLICY": Context.META, "TABLE": Context.ROW}.get(tokens[0].terminal, Context.LINE)
            context = inner
            line_tokens.append(tokens)
            depths.append(len(columns) - 1)
        return Chunk(lines, line_tokens, depths, sound, len(self.diagnostics))

    def enter(self, line: Line, previous: Line, columns: list[list[int]], above: list[Token]) -> bool:
        """Find the block that a line belongs to. False where it fits none, and is told.

        `columns` has one entry for each open block: where its lines begin. A line that fits none is read as one of the
        nearest block, and others may begin where it does, so that one line out of place is one fault.
        """
        opens = should_open(above) or (len(columns) == 1 and is_unknown(above))
        if opens and line.indent > previous.indent:
            columns.append([line.indent])
            if len(columns) == MAX_DEPTH + 2:
                self.diagnostics.append(too_deep(Span(self.source.name, line.start, line.end)))
                return False
            return True
        left: list[int] | None = None
        while line.indent < min(columns[-1]):
            left = columns.pop()
        if line.indent in columns[-1]:
            return True
        if left is not None:
            columns.append([*left, line.indent])
            self.bad_indentation(line, "this line begins in a column of its own")
            return False
        if len(columns) > 1:
            columns[-1].append(line.indent)
        else:
            columns.append([line.indent])
        self.bad_indentation(line, "this line is indented, but the line above it opens no block")
        return False

    def without_lines_below_faulty_ones(self, lines: list[Line], found: list[Diagnostic]) -> list[Diagnostic]:
        """A line that is indented below a faulty one is in its place: that one was to open a block."""
        numbers = [self.source.position(line.start)[0] for line in lines]
        above = dict(zip(numbers[1:], numbers, strict=False))
        faulty = {self.line_of(each) for each in found}
        return [
            each
            for each in found
            if each.kind is not kinds.BAD_INDENTATION or above.get(self.line_of(each)) not in faulty
        ]

    def line_of(self, diagnostic: Diagnostic) -> int:
        assert diagnostic.primary is not None
        assert isinstance(diagnostic.primary.location, Span)
        return self.source.position(diagnostic.primary.location.start)[0]

    def bad_indentation(self, line: Line, message: str) -> None:
        self.diagnostics.append(
            kinds.BAD_INDENTATION.at(
                Span(self.source.name, line.start, line.end),
                message,
                "begin it in the same column as the line above, or end the line above with `:` to open a block",
            )
        )

    def limited(self, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """One finding for each faulty line, up to the limit, and a word about the rest."""
        kept: dict[int, Diagnostic] = {}
        for diagnostic in diagnostics:
            kept.setdefault(self.line_of(diagnostic), diagnostic)
        found = tuple(kept.values())
        if len(found) <= MAX_FAULTY_LINES:
            return found
        rest = found[MAX_FAULTY_LINES:]
        assert rest[0].primary is not None
        note = kinds.TOO_MANY_ERRORS.at(
            rest[0].primary.location,
            f"{len(rest)} more faulty lines from here on are not shown",
            "mend those above and run again",
        )
        return (*found[:MAX_FAULTY_LINES], note)


def _statements(reader: LineReader) -> Iterator[list[Line]]:
    """The lines of one statement at a time: one in column 1 and what is indented below it."""
    lines: list[Line] = []
    for line in reader.lines():
        if line.indent == 0 and lines:
            yield lines
            lines = []
        lines.append(line)
    if lines:
        yield lines

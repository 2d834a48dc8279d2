"""From text to logical lines of lexemes: one master expression, layout and comments; no word of any language yet.

A logical line goes on while a parenthesis is open and the next line is indented deeper than its first or begins with
`)`. Faults found here are mended on the spot, so that one fault is reported once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct, field

from leadspec.diagnostics import Diagnostic, Edit, Fix
from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.source import Source, Span
from leadspec.syntax.tree import NO_TRIVIA, Trivia
from leadspec.values.names import invisible_or_bidi

MAX_CHARACTERS = 8_000_000

_MASTER = re.compile(
    r"""[ ]*(?:
    (?P<word>(?:[^\W\d]\w*|\[[^][\n\r]*\])(?:\.(?:[^\W\d]\w*|\[[^][\n\r]*\]))*(?:'[^\W\d]+)?)
  | (?P<newline>\r\n|\n|\r)
  | (?P<instant>\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^\s,)|]*)
  | (?P<date>\d{4}-\d\d-\d\d(?![\w.-])|\d{1,4}[./]\d{1,2}[./]\d{1,4}(?![\w/])|\d{1,2}-\d{1,2}-\d{4}(?!\w))
  | (?P<percent>\d[\d_]*(?:\.\d+)?[ ]?%)
  | (?P<number>\d[\d_]*(?:[.,]\d+|[ ](?=\d{3}(?!\d))\d{3})*)
  | (?P<text>"[^"\n\r]*(?:""[^"\n\r]*)*")
  | (?P<sign><=|>=|[-+*/<>():,|])
  | (?P<comment>\#[^\n\r]*)
  | (?P<foreign><>|==|=|!=|&&|\|\||=<|=>|.)
  | (?P<end>\Z)
)""",
    re.VERBOSE,
)

# Groups of the master expression that are lexemes without a further look; most matches are one of them.
_AS_THEY_STAND = frozenset({"word", "number", "text", "percent", "date", "instant"})

# `!=` and friends begin with a sign that the language has; they are looked for first.
_FOREIGN_SIGNS = re.compile(r"[ ]*(<>|==|=<|=>|!=|=|&&|\|\||≥|≤|≠|−|–|—|×|÷|&|!|;)")
_MENDED = {
    "=": "is", "==": "is", "!=": "is not", "<>": "is not", "≠": "is not", "!": "not", "&&": "and", "&": "and",
    "||": "or", "≥": ">=", "=>": ">=", "≤": "<=", "=<": "<=", "−": "-", "–": "-", "—": "-", "×": "*", "÷": "/",
    ";": ",",
}  # fmt: skip
_CURRENCIES = "€$£¥"
_NUMBER = re.compile(r" *\d[\d_.,]*")
_CURLY = re.compile('[“”„‟«»″][^“”„‟«»″"\n\r]*[“”„‟«»″"]')
_SINGLE = re.compile("['‘’‚][^'‘’‚\n\r]*['‘’]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029]")


class Lexeme(Struct, frozen=True, gc=False):
    """`kind` is a group of the master expression."""

    kind: str
    text: str
    start: int
    end: int


class Line(Struct):
    """A logical line: its column (0 for the first), its lexemes, what stands around it."""

    indent: int
    lexemes: list[Lexeme]
    start: int
    end: int
    above: list[str] = field(default_factory=list)
    behind: str | None = None
    blank_before: bool = False

    @property
    def trivia(self) -> Trivia:
        if not self.above and self.behind is None and not self.blank_before:
            return NO_TRIVIA
        return Trivia(tuple(self.above), self.behind, self.blank_before)


class LineReader:
    """Reads the logical lines of one text; `comments_below` holds what stands after the last of them."""

    def __init__(self, source: Source, report: Callable[[Diagnostic], None]) -> None:
        self.source = source
        self.report = report
        self.comments_below: list[str] = []
        self._blank = False
        self._begun = False
        self._dropped: tuple[int, int] | None = None

    def span(self, start: int, end: int) -> Span:
        return Span(self.source.name, start, end)

    def lines(self) -> Iterator[Line]:
        """The lines one by one, so that what is done with is gone."""
        text = self.source.text
        if len(text) > MAX_CHARACTERS:
            self.report(
                kinds.FILE_TOO_LARGE.at(
                    self.span(0, 0),
                    f"the file has {len(text)} characters, and at most {MAX_CHARACTERS} are read",
                    'put long lists into files of their own: `list NAME from "file.txt"`',
                )
            )
            return
        if not text.isascii() or _CONTROL.search(text):
            text = self.without_strange_characters(text)
        at: int | None = 0
        while at is not None:
            line, at = self.read_line(text, at)
            if line is not None:
                yield line

    def without_strange_characters(self, text: str) -> str:
        """The text with what cannot be seen replaced by spaces, each reported; offsets stay."""
        mended: list[str] | None = None
        for offset, character in enumerate(text):
            if (character.isascii() and character >= " ") or character in "\n\r\t":
                continue
            if _SPACES.match(character):
                if mended is None:
                    mended = list(text)
                mended[offset] = " "
                span = self.span(offset, offset + 1)
                self.report(
                    kinds.FOREIGN_SIGN.at(
                        span,
                        f"a non-breaking or special space (U+{ord(character):04X}) stands here",
                        "write an ordinary space",
                        fix=Fix("write an ordinary space", (Edit(span, " "),)),
                    )
                )
            elif (offset == 0 and character == "\ufeff") or invisible_or_bidi(character) or _CONTROL.match(character):
                if mended is None:
                    mended = list(text)
                mended[offset] = " "
                if offset == 0 and character == "\ufeff":
                    continue
                span = self.span(offset, offset + 1)
                self.report(
                    kinds.STRANGE_CHARACTER.at(
                        span,
                        f"an invisible character stands here: U+{ord(character):04X}",
                        "delete it",
                        fix=Fix("delete the invisible character", (Edit(span, ""),)),
                    )
                )
        return text if mended is None else "".join(mended)

    def read_line(self, text: str, at: int) -> tuple[Line | None, int | None]:
        """A logical line from the start of a physical one (None: blank), and where the next begins (None: nowhere)."""
        start, indent = self.indentation(text, at)
        lexemes: list[Lexeme] = []
        opened: list[int] = []
        behind: str | None = None
        inner: list[str] = []
        match_at = _MASTER.match
        at = start
        while True:
            match = match_at(text, at)
            assert match is not None  # the expression matches everywhere: its last parts take any character or the end
            kind = match.lastgroup or ""
            first, after = match.span(kind)
            if kind in _AS_THEY_STAND:
                lexemes.append(Lexeme(kind, text[first:after], first, after))
                at = after
                continue
            if kind == "newline" or kind == "end":
                if kind == "newline" and opened:
                    following, depth = self.indentation(text, after)
                    if following < len(text) and (depth > indent or text[following] == ")"):
                        if behind is not None:
                            inner.append(behind)
                            behind = None
                        at = following
                        continue
                    if text[following : following + 1] in ("\n", "\r", "#"):
                        if text[following : following + 1] == "#":
                            stop = _line_end(text, following)
                            inner.append(_comment(text[following:stop]))
                            following = stop
                        at = following
                        continue
                self.close(opened, lexemes, first)
                return self.line(indent, lexemes, start, behind, inner), None if kind == "end" else after
            if kind == "comment":
                behind = _comment(match.group(kind))
            elif kind == "foreign":
                at = self.foreign(text, first, lexemes)
                continue
            elif kind == "sign":
                sign = match.group(kind)
                foreign = _FOREIGN_SIGNS.match(text, first)
                if foreign is not None and foreign.end() > after:
                    at = self.foreign(text, first, lexemes)
                    continue
                if sign == "(":
                    opened.append(first)
                elif sign == ")":
                    if not opened:
                        span = self.span(first, after)
                        self.report(
                            kinds.UNOPENED_PARENTHESIS.at(
                                span,
                                "this parenthesis was not opened",
                                "delete it, or put `(` where it belongs",
                                fix=Fix("delete the parenthesis", (Edit(span, ""),), safe=False),
                            )
                        )
                        at = after
                        self._dropped = (first, after)
                        continue
                    opened.pop()
                lexemes.append(Lexeme(sign, sign, first, after))
            at = after

    def indentation(self, text: str, at: int) -> tuple[int, int]:
        """Where the first sign of a physical line stands, and its column; a tab is reported and counts as two."""
        first = at
        while first < len(text) and text[first] in " \t":
            first += 1
        blank = text[at:first]
        if "\t" not in blank:
            return first, first - at
        width = len(blank.replace("\t", "  "))
        if first < len(text) and text[first] not in "\r\n#":
            span = self.span(at, first)
            self.report(
                kinds.TAB_INDENTATION.at(
                    span,
                    "this line is indented with a tab",
                    "indent with spaces, two for each level",
                    fix=Fix("indent with spaces", (Edit(span, " " * width),)),
                )
            )
        return first, width

    def foreign(self, text: str, at: int, lexemes: list[Lexeme]) -> int:
        """Report a sign that the language does not use, put in what was meant, and say where to go on."""
        if text[at] == "\t":
            return at + 1
        quoted = _CURLY.match(text, at) or _SINGLE.match(text, at)
        if quoted is not None:
            inner = quoted.group()[1:-1].replace('"', '""')
            self.mend(quoted.start(), quoted.end(), quoted.group(), f'"{inner}"')
            lexemes.append(Lexeme("text", f'"{inner}"', quoted.start(), quoted.end()))
            return quoted.end()
        if text[at] == '"':
            stop = _line_end(text, at)
            span = self.span(at, stop)
            self.report(
                kinds.UNCLOSED_TEXT.at(
                    span,
                    "this text does not end on its line",
                    'close it with `"`; a quote inside a text is written `""`',
                )
            )
            inner = text[at + 1 : stop].rstrip()
            lexemes.append(Lexeme("text", '"' + inner.replace('"', '""') + '"', at, stop))
            return stop
        sign = _FOREIGN_SIGNS.match(text, at)
        if sign is not None:
            wrong = sign.group(1)
            right = _MENDED[wrong]
            if wrong == "=" and _names_something(text, lexemes):
                right = ":"
            if wrong == "=" and lexemes and lexemes[-1].text in (">", "<"):
                right = ""
            high = _NUMBER.match(text, sign.end())
            if wrong in "–—" and high is not None and lexemes and lexemes[-1].kind == "number":
                self.dash_between(lexemes[-1], at, sign.end(), high.group().strip())
            else:
                self.mend(at, sign.end(), wrong, right)
            for word in right.split():
                lexemes.append(Lexeme("word" if word.isalpha() else word, word, at, sign.end()))
            return sign.end()
        span = self.span(at, at + 1)
        self._dropped = (at, at + 1)
        if text[at] in _CURRENCIES:
            self.report(
                kinds.FOREIGN_SIGN.at(
                    span,
                    f"a number stands without its currency: `{text[at]}`",
                    "delete it",
                    fix=Fix("delete the sign of the currency", (Edit(span, ""),)),
                )
            )
            return at + 1
        self.report(
            kinds.FOREIGN_SIGN.at(
                span,
                f"the sign `{text[at]}` (U+{ord(text[at]):04X}) is not used here",
                'delete it, or put it inside a quoted text `"…"` or a name in brackets `[…]`',
            )
        )
        return at + 1

    def mend(self, start: int, end: int, wrong: str, right: str) -> None:
        span = self.span(start, end)
        self.report(
            kinds.FOREIGN_SIGN.at(
                span,
                f"`{wrong}` is not a sign of the language",
                f"write `{right}`",
                fix=Fix(f"write `{right}`", (Edit(span, right),)),
            )
        )

    def dash_between(self, low: Lexeme, start: int, end: int, high: str) -> None:
        """`10 – 49` is never a subtraction."""
        self.report(
            kinds.FOREIGN_SIGN.at(
                self.span(start, end),
                "a dash between two numbers is not a sign of the language",
                f"write `between {low.text} and {high}`",
                f"in a table write `{low.text} to {high}`",
            )
        )

    def close(self, opened: list[int], lexemes: list[Lexeme], end: int) -> None:
        for at in opened:
            self.report(
                kinds.UNCLOSED_PARENTHESIS.at(
                    self.span(at, at + 1),
                    "this parenthesis is not closed",
                    "close it with `)`; lines inside it are indented deeper than the line that opens it",
                )
            )
            lexemes.append(Lexeme(")", ")", end, end))

    def line(self, indent: int, lexemes: list[Lexeme], start: int, behind: str | None, inner: list[str]) -> Line | None:
        dropped, self._dropped = self._dropped, None
        if not lexemes and dropped is not None:
            # Nothing is left of this line, but it is one: lines below it may belong to it.
            lexemes.append(Lexeme("dropped", "", *dropped))
        if not lexemes:
            if behind is not None:
                self.comments_below.append(behind)
            elif not self.comments_below:
                self._blank = self._begun
            return None
        above, self.comments_below = self.comments_below, []
        blank, self._blank, self._begun = self._blank, False, True
        return Line(indent, lexemes, start, lexemes[-1].end, [*above, *inner], behind, blank)


def _names_something(text: str, lexemes: list[Lexeme]) -> bool:
    """Whether a line in column 1 has two words so far, as `define reachable` has: no condition begins so."""
    begun = [each.kind for each in lexemes] == ["word", "word"]
    return begun and (lexemes[0].start == 0 or text[lexemes[0].start - 1] in "\r\n")


def _comment(text: str) -> str:
    return text[1:].removeprefix(" ").rstrip()


def _line_end(text: str, at: int) -> int:
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return min(ends, default=len(text))

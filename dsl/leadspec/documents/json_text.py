"""JSON text -> tree. Strict (RFC 8259), located, numbers as their text, no recursion."""

from __future__ import annotations

import re
from contextlib import suppress

from leadspec.diagnostics.kinds import file as kinds
from leadspec.documents.build import Builder, Stop
from leadspec.documents.model import NUMBER, Loaded, NumberText
from leadspec.source import Source, Span

_SPACE = re.compile(r"[ \t\n\r]*")
_RUN = re.compile(r'[^"\\\x00-\x1f\ud800-\udfff]*')
_HEX = re.compile(r"[0-9a-fA-F]{4}")
_WORD = re.compile(r"[^\s,:\[\]{}\"]+")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def load_json(source: Source, *, private: bool = False, prefix: bool = False) -> Loaded:
    """The tree of a JSON text. The first fault of syntax ends the reading; duplicate keys do not.

    `private`: no message repeats anything from the text. `prefix`: more text may follow the value.
    """
    reader = _Reader(source, private)
    with suppress(Stop):
        reader.read()
        if not prefix:
            reader.end()
    return Loaded(reader.builder.root, tuple(reader.builder.diagnostics))


class _Reader:
    def __init__(self, source: Source, private: bool) -> None:
        self.source = source
        self.text = source.text
        self.at = 0
        self.builder = Builder(source, private)

    def read(self) -> None:
        self._skip_space()
        if self.at == len(self.text):
            raise self.builder.fail(kinds.EMPTY_FILE.at(self._span(self.at), "there is no JSON in this file"))
        self._value()
        closers: list[str] = [] if self.builder.depth == 0 else [self._closer()]
        fresh = bool(closers)  # nothing has stood in the innermost bracket yet
        while closers:
            self._skip_space()
            if self._next() == closers[-1] and (fresh or not self._after_comma):
                self.at += 1
                self.builder.close(self.at)
                closers.pop()
                fresh = self._after_comma = False
                continue
            if not fresh and not self._after_comma:
                self._comma(closers[-1])
                continue
            if self.builder.wants_key:
                self._key()
            before = self.builder.depth
            self._value()
            fresh = self.builder.depth > before
            self._after_comma = False
            if fresh:
                closers.append(self._closer())

    def end(self) -> None:
        self._skip_space()
        if self.at < len(self.text):
            raise self._fault("the JSON ends here, but more text follows", "keep one value in the file")

    _after_comma = False

    def _closer(self) -> str:
        return "}" if self.text[self.at - 1] == "{" else "]"

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _span(self, start: int, end: int | None = None) -> Span:
        return self.source.span(start, min(start + 1, len(self.text)) if end is None else end)

    def _skip_space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _fault(self, message: str, *hints: str, span: Span | None = None) -> Stop:
        return self.builder.fail(kinds.JSON_SYNTAX.at(span or self._span(self.at), message, *hints))

    def _comma(self, closer: str) -> None:
        if self._next() != ",":
            if not self._next():
                raise self._fault(f"the text ends before its `{closer}`", f"add the missing `{closer}`")
            raise self._fault(f"`,` or `{closer}` is missing here", "put a comma between two items")
        comma = self.at
        self.at += 1
        self._skip_space()
        if self._next() in ("]", "}"):
            raise self._fault(
                f"a comma stands before `{self._next()}`",
                "delete the comma after the last item",
                span=self._span(comma),
            )
        self._after_comma = True

    def _key(self) -> None:
        if self._next() != '"':
            raise self._fault("a key is missing here", 'keys stand in double quotes: `"email": …`')
        start = self.at
        name = self._string()
        self.builder.key(name, self._span(start, self.at))
        self._skip_space()
        if self._next() != ":":
            raise self._fault(f"`:` is missing after {self.builder.named('key', name)}")
        self.at += 1
        self._skip_space()

    def _value(self) -> None:
        """One scalar, or the opening of a list or block (the closing is left to the loop)."""
        start = self.at
        match self._next():
            case "{" | "[" as bracket:
                self.at += 1
                self.builder.open(start, mapping=bracket == "{")
                return
            case '"':
                value: str | bool | None = self._string()
            case _:
                value = self._bare(start)
        self.builder.scalar(value, self._span(start, self.at))

    def _bare(self, start: int) -> str | bool | None:
        match = _WORD.match(self.text, start)
        if match is None:
            if start == len(self.text):
                raise self._fault("the text ends where a value should stand")
            raise self._fault("a value is missing here")
        word = match.group()
        self.at = match.end()
        if word in _WORDS:
            return _WORDS[word]
        if NUMBER.fullmatch(word):
            return NumberText(word)
        raise self._fault("this is not a JSON value", _bare_hint(word), span=self._span(start, self.at))

    def _string(self) -> str:
        opening = self.at
        self.at += 1
        parts: list[str] = []
        while True:
            match = _RUN.match(self.text, self.at)
            if match:
                parts.append(match.group())
                self.at = match.end()
            sign = self._next()
            if sign == '"':
                self.at += 1
                return "".join(parts)
            if sign == "\\":
                parts.append(self._escape())
            elif not sign or sign in "\r\n":
                raise self._fault("this text is never closed", 'add the closing `"`', span=self._span(opening, self.at))
            else:
                raise self._fault(
                    f"the character U+{ord(sign):04X} may not stand in a text",
                    f"delete it, or write `\\u{ord(sign):04x}`" if sign < " " else "delete it",
                )

    def _escape(self) -> str:
        start = self.at
        sign = self.text[start + 1 : start + 2]
        if sign in _ESCAPES:
            self.at += 2
            return _ESCAPES[sign]
        first = self._code_unit(start)
        if not 0xD800 <= first <= 0xDFFF:
            return chr(first)
        if first <= 0xDBFF and self.text[self.at : self.at + 2] == "\\u":
            second = self._code_unit(self.at)
            if 0xDC00 <= second <= 0xDFFF:
                return chr(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        raise self._fault(
            f"`\\u{first:04x}` is half a character",
            "write both halves, or the character itself",
            span=self._span(start, start + 6),
        )

    def _code_unit(self, start: int) -> int:
        match = _HEX.match(self.text, start + 2) if self.text[start + 1 : start + 2] == "u" else None
        if match is None:
            raise self._fault(
                "JSON has no such sign after a backslash",
                "write a backslash twice: `\\\\`",
                span=self._span(start, min(start + 2, len(self.text))),
            )
        self.at = match.end()
        return int(match.group(), 16)


def _bare_hint(word: str) -> str:
    lower = word.lower()
    if word.startswith("'"):
        return "write texts in double quotes"
    if word.startswith(("//", "/*", "#")):
        return "JSON has no comments; delete it"
    if lower in _WORDS:
        return f"write `{lower}`"
    if lower in ("none", "undefined", "nil"):
        return "write `null`"
    if lower.lstrip("+-") in ("nan", "inf", "infinity"):
        return "write `null` for a number that is not known"
    if word[0].isdigit() or word[0] in "+-.":
        return 'write a number such as `12.5`, or a text in double quotes such as `"007"`'
    return "write texts in double quotes"

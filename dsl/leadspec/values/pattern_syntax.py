r"""The small language of patterns: text to tree.

Reference: `docs/reference/semantics.md`, patterns. Literals, `\` before a sign, `.` (any character but a line
feed), classes `[a-z0-9_]` and `[^…]`, `\d \w \s` (ASCII), groups, `|`, and the repetitions `* + ? {m} {m,} {m,n}`
with numbers up to 100. A pattern always matches a whole text, so a `^` at its beginning and a `$` at its end
change nothing and are allowed, since many write them from habit. All else is refused with a hint: what engines
read in two ways, what is not regular, and what looks like a slip.
"""

from __future__ import annotations

import re
from typing import Final, NoReturn

from leadspec.values.charsets import CharSet, charset
from leadspec.values.pattern_tree import Choice, Literal, Node, OneOf, PatternFault, Repeat, Sequence

MOST_CHARACTERS: Final = 1_000
MOST_DEPTH: Final = 50
MOST_TIMES: Final = 100

_CLASSES: Final[dict[str, CharSet]] = {
    "d": ((0x30, 0x39),),
    "w": ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)),
    "s": ((0x09, 0x0D), (0x20, 0x20)),
}
_LINE_FEED: Final[CharSet] = ((0x0A, 0x0A),)
_SIGNS: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ")
_ESCAPE_HINTS: Final = {
    "bB": 'use the condition `contains word "…"` for whole words',
    "D": r"write `[^\d]`",
    "W": r"write `[^\w]`",
    "S": r"write `[^\s]`",
    "0123456789k": "a pattern cannot refer back to what a group matched: write it out",
    "AzZG": "leave it out: a pattern always matches the whole text",
    "tnrfv": r"write `\s` for any white space",
    "pP": "write the letters as a class, for example `[a-zà-ÿ]`",
}
_TIMES: Final = re.compile(r"\{([0-9]+)(?:(,)([0-9]*))?\}")


class _FaultError(Exception):
    def __init__(self, fault: PatternFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def parse_tree(text: str) -> Node | PatternFault:
    """The tree of a pattern, or the first fault in it."""
    if len(text) > MOST_CHARACTERS:
        return PatternFault(
            f"the pattern has {len(text):,} characters, more than {MOST_CHARACTERS:,}",
            MOST_CHARACTERS,
            "use a list, or several shorter patterns joined by `or`",
        )
    try:
        return _Parser(text).whole()
    except _FaultError as error:
        return error.fault


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def whole(self) -> Node:
        anchored = self.text.startswith("^")
        self.at = int(anchored)
        options = self.options(0)
        if self.peek() == ")":
            self.refuse("this `)` has no `(` before it", r"write `\)` for the sign itself")
        anchored |= self.take("$")
        if anchored and len(options) > 1:
            message = "`^` or `$` beside `|` can be read in two ways"
            self.refuse(message, "leave them out: a pattern always matches the whole text", 0)
        return _choice(options)

    def options(self, depth: int) -> list[Node]:
        options = [self.sequence(depth)]
        while self.take("|"):
            options.append(self.sequence(depth))
        return options

    def sequence(self, depth: int) -> Node:
        start = self.at
        parts: list[Node] = []
        while self.at < len(self.text) and self.peek() not in ("|", ")") and not self.at_final_dollar(depth):
            parts.append(self.repeated(depth))
        if not parts:
            self.refuse(
                "nothing stands here to match", "write what the text must be, or `?` after what may be left out", start
            )
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def at_final_dollar(self, depth: int) -> bool:
        return depth == 0 and self.peek() == "$" and self.at == len(self.text) - 1

    def repeated(self, depth: int) -> Node:
        part = self.atom(depth)
        start = self.at
        times = self.times()
        if times is None:
            return part
        match self.peek():
            case "?":
                self.refuse(
                    "`?` cannot follow a repetition",
                    "leave it out: the whole text must match, however much each part takes",
                )
            case "+":
                self.refuse("`+` cannot follow a repetition", "leave it out")
            case "*" | "{":
                self.refuse("two repetitions follow each other", "keep one of them", start)
        return Repeat(part, *times)

    def times(self) -> tuple[int, int | None] | None:
        start = self.at
        match self.peek():
            case "*":
                self.at += 1
                return 0, None
            case "+":
                self.at += 1
                return 1, None
            case "?":
                self.at += 1
                return 0, 1
            case "{":
                return self.counted(start)
            case _:
                return None

    def counted(self, start: int) -> tuple[int, int | None]:
        match = _TIMES.match(self.text, start)
        if match is None:
            self.refuse("`{` begins no repetition here", r"write `{3}`, `{2,}` or `{0,5}`, or `\{` for the sign itself")
        self.at = match.end()
        least = int(match[1])
        most = least if match[2] is None else int(match[3]) if match[3] else None
        if max(least, most or 0) > MOST_TIMES:
            self.refuse(f"a repetition goes up to {MOST_TIMES}", "use `+` or `*` for any number", start)
        if most == 0:
            self.refuse("what is repeated 0 times never stands in the text", "leave it out", start)
        if most is not None and least > most:
            self.refuse(
                f"`{match[0]}` asks for at least {least} and at most {most}", f"write `{{{most},{least}}}`", start
            )
        return least, most

    def atom(self, depth: int) -> Node:
        start = self.at
        character = self.text[start]
        self.at += 1
        match character:
            case "(":
                return self.group(depth, start)
            case "[":
                return self.one_of(start)
            case ".":
                return OneOf(_LINE_FEED, negated=True)
            case "\\":
                return self.escaped(start)
            case "*" | "+" | "?" | "{":
                self.refuse(
                    f"nothing stands before `{character}` that could be repeated",
                    f"write `\\{character}` for the sign itself",
                    start,
                )
            case "^" | "$":
                self.refuse(
                    f"`{character}` can only stand at the {'beginning' if character == '^' else 'end'} of a pattern",
                    f"leave it out: a pattern always matches the whole text; `\\{character}` is the sign itself",
                    start,
                )
            case "]" | "}":
                self.refuse(f"this `{character}` closes nothing", f"write `\\{character}` for the sign itself", start)
        return Literal(self.character(start))

    def group(self, depth: int, start: int) -> Node:
        if depth == MOST_DEPTH:
            self.refuse(f"parentheses are nested deeper than {MOST_DEPTH}", "write it with fewer parentheses", start)
        if self.peek() == "?":
            self.refuse_extension(start)
        options = self.options(depth + 1)
        if not self.take(")"):
            self.refuse("this `(` is never closed", r"add `)`, or write `\(` for the sign itself", start)
        return _choice(options)

    def refuse_extension(self, start: int) -> NoReturn:
        following = self.text[start + 2 : start + 4]
        if following.startswith(("=", "!")) or following in ("<=", "<!"):
            self.refuse(
                "a pattern cannot look ahead or behind",
                "write what the whole text is, or a second condition with `and` or `and not`",
                start,
            )
        if following.startswith(":"):
            self.refuse("`(?:` is not known here", "write `(`: all groups are alike", start)
        if following.startswith(("<", "P")):
            self.refuse("groups have no names here", "write `(`", start)
        self.refuse("`(?` is not known here", "letters match in either case already; for a group write `(`", start)

    def escaped(self, start: int) -> Literal | OneOf:
        if self.at == len(self.text):
            self.refuse(r"a `\` stands at the end", r"write `\\` for the sign itself", start)
        character = self.text[self.at]
        self.at += 1
        if character in _CLASSES:
            return OneOf(_CLASSES[character])
        if character in _SIGNS:
            return Literal(character)
        itself = f"letters, digits and signs beyond ASCII stand for themselves: write `{character}`"
        hint = next((hint for letters, hint in _ESCAPE_HINTS.items() if character in letters), itself)
        return self.refuse(rf"`\{character}` is not known here", hint, start)

    def one_of(self, start: int) -> Node:
        negated = self.take("^")
        ranges: list[tuple[int, int]] = []
        opened = self.at
        while not self.take("]"):
            ranges.extend(self.class_item(start, opened))
        if not ranges:
            self.refuse(
                "this class holds no character",
                r"write the characters between `[` and `]`; `\]` is the sign itself",
                start,
            )
        return OneOf(charset(ranges), negated)

    def class_item(self, start: int, opened: int) -> CharSet:
        at = self.at
        first = self.class_member(start)
        if self.peek() != "-" or self.text.startswith("-]", self.at):
            # A hyphen is itself at either end of a class only.
            if self.text[at] == "-" and at != opened and self.peek() != "]":
                self.refuse("this `-` can be read in two ways", r"write `\-` for the sign itself", at)
            return first.characters if isinstance(first, OneOf) else ((ord(first.character), ord(first.character)),)
        self.at += 1
        last = self.class_member(start)
        if isinstance(first, OneOf) or isinstance(last, OneOf) or self.text[at] == "-":
            self.refuse("a range goes from one character to another", r"write `\-` for the sign itself", at)
        if first.character > last.character:
            self.refuse(
                f"the range `{self.text[at : self.at]}` runs backwards",
                f"write `{last.character}-{first.character}`",
                at,
            )
        return ((ord(first.character), ord(last.character)),)

    def class_member(self, start: int) -> Literal | OneOf:
        if self.at == len(self.text):
            self.refuse("this `[` is never closed", r"add `]`, or write `\[` for the sign itself", start)
        at = self.at
        self.at += 1
        match self.text[at]:
            case "\\":
                return self.escaped(at)
            case "[":
                self.refuse("a class cannot stand inside a class", r"write `\[` for the sign itself", at)
            case "&" if self.peek() == "&":
                self.refuse("`&&` is not known here", r"write one `&` for the sign itself", at)
        return Literal(self.character(at))

    def character(self, at: int) -> str:
        character = self.text[at]
        if "\ud800" <= character <= "\udfff":
            self.refuse("half a character stands here", "write the whole character", at)
        return character

    def peek(self) -> str:
        """The next character, or an empty text at the end."""
        return self.text[self.at : self.at + 1]

    def take(self, character: str) -> bool:
        taken = self.peek() == character
        self.at += taken
        return taken

    def refuse(self, message: str, hint: str, offset: int | None = None) -> NoReturn:
        raise _FaultError(PatternFault(message, self.at if offset is None else offset, hint))


def _choice(options: list[Node]) -> Node:
    return options[0] if len(options) == 1 else Choice(tuple(options))

"""From the lexemes of a logical line to the tokens of the grammar: the longest phrase that may stand there wins.

Whether a word counts as a word of the language or as a name follows from its place: at the start of a statement,
where a value may begin, behind a value, or where a cell begins. The table `terminals` says which fits where.
What people type first is read as what they meant, and reported with the right phrase.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from leadspec.diagnostics import Diagnostic, Edit, Fix
from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.source import Span
from leadspec.syntax.keywords import Keywords, Phrase
from leadspec.syntax.lexemes import Lexeme, Line
from leadspec.syntax.literals import read_date, read_instant, read_name, read_number, read_text
from leadspec.syntax.terminals import SIGNS, Before, Terminal, Where
from leadspec.syntax.tree import BooleanLiteral, NumberLiteral, PercentLiteral
from leadspec.values.decimals import ONE, format_number
from leadspec.values.durations import Duration

MAX_DEPTH = 30

# A line of which nothing could be read; no rule of the grammar has it.
DROPPED = "DROPPED"

Report = Callable[[Diagnostic], None]


class Token(Struct, frozen=True, gc=False):
    """`terminal` of the grammar, what it carries into the tree, and its offsets."""

    terminal: str
    value: object
    start: int
    end: int


class Context(Enum):
    """What kind of line is read: it decides which words count at its beginning."""

    STATEMENT = "statement"  # in column 1
    META = "meta"  # below `policy`
    ROW = "row"  # below `table`
    LINE = "line"  # any other


_ENDS = frozenset({"OWNED_BY", "BECAUSE"})  # behind a rule that is complete
_ARGUMENT_OPENERS = frozenset(
    {"ALL_OF", "ANY_OF", "NONE_OF", "OF", "LARGER_OF", "SMALLER_OF", "FIRST_KNOWN_OF", "ROUND"}
)


class Tokenizer:
    """Reads lines one after the other; holds no state between them but where to report."""

    def __init__(self, file: str, words: Keywords, report: Report) -> None:
        self.file = file
        self.words = words
        self.report = report

    def tokens(self, line: Line, context: Context) -> list[Token]:
        """The tokens of one logical line, without its NEWLINE."""
        lexemes = line.lexemes
        count = len(lexemes)
        tokens: list[Token] = []
        add = tokens.append
        brackets: list[bool] = []  # of each open parenthesis: whether its commas part arguments
        place = {Context.STATEMENT: Where.STATEMENT, Context.META: Where.META, Context.ROW: Where.CELL}.get(
            context, Where.OPERAND
        )
        at = 0
        while at < count:
            lexeme = lexemes[at]
            kind = lexeme.kind
            if kind == "word":
                phrase, used = self.phrase(lexemes, at, place)
                if phrase is None:
                    add(Token("NAME", read_name(self.file, lexeme, self.report), lexeme.start, lexeme.end))
                    place = Where.OPERATOR
                    at += 1
                    continue
                terminal = phrase.terminal
                carried, end = terminal.value, lexemes[at + used - 1].end
                if carried is True or carried is False:
                    carried = self.boolean(terminal.name, carried, lexeme.start, end)
                add(Token(terminal.name, carried, lexeme.start, end))
                place = terminal.then
                at += used
            elif kind == "number":
                at = self.number(lexemes, at, tokens, place)
                place = Where.OPERATOR
            elif kind == "percent":
                digits = replace(lexeme, text=lexeme.text.rstrip(" %"))
                percent = read_number(self.file, digits, self.report)
                span = Span(self.file, lexeme.start, lexeme.end)
                add(Token("PERCENT", PercentLiteral(percent, span=span), lexeme.start, lexeme.end))
                place = Where.OPERATOR
                at += 1
            elif kind == "text":
                add(Token("TEXT", read_text(self.file, lexeme), lexeme.start, lexeme.end))
                place = Where.OPERATOR
                at += 1
            elif kind == ",":
                if brackets:
                    name, place = ("ARGUMENT_COMMA" if brackets[-1] else "COMMA"), Where.OPERAND
                elif self.clause_follows(lexemes, at + 1):
                    name, place = "CLAUSE_COMMA", Where.CLAUSE
                else:
                    name, place = "COMMA", Where.OPERAND
                add(Token(name, None, lexeme.start, lexeme.end))
                at += 1
            elif kind == "date":
                add(Token("DATE", read_date(self.file, lexeme, self.report), lexeme.start, lexeme.end))
                place = Where.OPERATOR
                at += 1
            elif kind == "instant":
                add(Token("INSTANT", read_instant(self.file, lexeme, self.report), lexeme.start, lexeme.end))
                place = Where.OPERATOR
                at += 1
            elif kind == "dropped":
                add(Token(DROPPED, None, lexeme.start, lexeme.end))
                at += 1
            else:
                name, value = SIGNS[kind]
                if kind == "(":
                    before = tokens[-1].terminal if tokens else ""
                    brackets.append(before in _ARGUMENT_OPENERS)
                    if len(brackets) == MAX_DEPTH + 1:
                        self.report(too_deep(Span(self.file, lexeme.start, lexeme.end)))
                elif kind == ")":
                    brackets.pop()
                add(Token(name, value, lexeme.start, lexeme.end))
                if kind == ")":
                    place = Where.OPERATOR
                elif kind == "|":
                    place = Where.CELL
                else:
                    place = Where.OPERAND
                at += 1
        return tokens

    # --- phrases ----------------------------------------------------------------------------------------------

    def phrase(self, lexemes: list[Lexeme], at: int, place: Where) -> tuple[Phrase | None, int]:
        """The longest phrase that begins here and may stand here, and how many lexemes it has."""
        word = lexemes[at].text
        for phrase in self.spelled(lexemes, at):
            used = phrase.length
            if not self.fits(phrase.terminal, lexemes, at + used, place):
                continue
            if phrase.mistaken:
                self.correct(lexemes, at, used, self.meant(phrase.terminal, lexemes, at + used))
            return phrase, used
        if place in (Where.OPERATOR, Where.STATEMENT, Where.META) and word != word.lower():
            return self.capital(lexemes, at, place)
        return None, 0

    def spelled(self, lexemes: list[Lexeme], at: int) -> tuple[Phrase, ...]:
        """The phrases that the lexemes from here on spell, the longest first."""
        branch = self.words.phrases.get(lexemes[at].text)
        if branch is None:
            return ()
        for following in range(at + 1, len(lexemes)):
            further = branch.further.get(lexemes[following].text)
            if further is None:
                break
            branch = further
        return branch.phrases

    def fits(self, terminal: Terminal, lexemes: list[Lexeme], following: int, place: Where) -> bool:
        if place not in terminal.where:
            return False
        if terminal.before is None or place is Where.OPERATOR:
            return True
        return self.followed(terminal.before, lexemes, following)

    def followed(self, before: Before, lexemes: list[Lexeme], following: int) -> bool:
        if following >= len(lexemes):
            return Before.END in before
        lexeme = lexemes[following]
        if Before.NAME in before and lexeme.kind == "word":
            return not self.is_operator(lexemes, following)
        if Before.END in before and any(each.terminal.name in _ENDS for each in self.spelled(lexemes, following)):
            return True
        return (
            (Before.PARENTHESIS in before and lexeme.kind == "(")
            or (Before.TEXT in before and lexeme.kind == "text")
            or (Before.NUMBER in before and lexeme.kind in ("number", "percent"))
            or (Before.COLON in before and lexeme.kind == ":")
        )

    def is_operator(self, lexemes: list[Lexeme], at: int) -> bool:
        """Whether the word here is one that stands behind a value, so that the word before it is a name."""
        return any(Where.OPERATOR in phrase.terminal.where for phrase in self.spelled(lexemes, at))

    def starts(self, word: str, terminal: str) -> bool:
        """Whether a word begins a phrase for this terminal."""
        branch = self.words.phrases.get(word)
        return branch is not None and branch.leads_to(terminal)

    def clause_follows(self, lexemes: list[Lexeme], at: int) -> bool:
        if at >= len(lexemes) or lexemes[at].kind != "word":
            return False
        for phrase in self.spelled(lexemes, at):
            terminal = phrase.terminal
            if (
                Where.CLAUSE in terminal.where
                and terminal.where != Where.ANYWHERE
                and not phrase.mistaken
                and (terminal.before is None or self.followed(terminal.before, lexemes, at + phrase.length))
            ):
                return True
        return False

    def capital(self, lexemes: list[Lexeme], at: int, place: Where) -> tuple[Phrase | None, int]:
        """A phrase written with capital letters, where a name cannot stand."""
        lowered = [Lexeme(each.kind, each.text.lower(), each.start, each.end) for each in lexemes[at : at + 6]]
        for phrase in self.spelled(lowered, 0):
            used = phrase.length
            if self.fits(phrase.terminal, lowered, used, place):
                right = self.words.spelling[phrase.terminal.name]
                span = Span(self.file, lexemes[at].start, lexemes[at + used - 1].end)
                written = " ".join(each.text for each in lexemes[at : at + used])
                self.report(
                    kinds.CAPITAL_KEYWORD.at(
                        span,
                        f"`{written}` is written with capital letters",
                        f"write `{right}`",
                        fix=Fix(f"write `{right}`", (Edit(span, right),)),
                    )
                )
                return phrase, used
        return None, 0

    def meant(self, terminal: Terminal, lexemes: list[Lexeme], following: int) -> str:
        """The right phrase for a mistaken one, by what follows it."""
        name = terminal.name
        if name in _VALUES_IN_PLACE_OF and self.begins_values(lexemes, following):
            name = _VALUES_IN_PLACE_OF[name]
        elif name == "WHEN" and self.has_condition(lexemes[:following]):
            name = "AND"
        return self.words.spelling[name]

    def begins_values(self, lexemes: list[Lexeme], at: int) -> bool:
        """Whether values follow, and not the name of a list: `(DE, AT)`, `DE, AT`."""
        kinds_ahead = [each.kind for each in lexemes[at : at + 2]]
        return kinds_ahead[:1] == ["("] or (kinds_ahead[1:] == [","] and not self.clause_follows(lexemes, at + 2))

    def has_condition(self, lexemes: list[Lexeme]) -> bool:
        """Whether a condition stands already: behind a `when`, or behind the `:` of a head."""
        when = self.words.spelling["WHEN"]
        return any(each.text == when for each in lexemes) or any(each.kind == ":" for each in lexemes[:-1])

    def correct(self, lexemes: list[Lexeme], at: int, used: int, right: str) -> None:
        span = Span(self.file, lexemes[at].start, lexemes[at + used - 1].end)
        written = " ".join(each.text for each in lexemes[at : at + used])
        self.report(
            kinds.FIRST_GUESS.at(
                span,
                f"the language does not say `{written}`",
                f"write `{right}`",
                fix=Fix(f"write `{right}`", (Edit(span, right),)),
            )
        )

    def boolean(self, terminal: str, value: bool, start: int, end: int) -> object:
        """`true` and `false` are values of their own; other words carry a plain yes or no."""
        return BooleanLiteral(value, span=Span(self.file, start, end)) if terminal in ("TRUE", "FALSE") else value

    # --- numbers ----------------------------------------------------------------------------------------------

    def number(self, lexemes: list[Lexeme], at: int, tokens: list[Token], place: Where) -> int:
        """A number, a percentage or a duration; where to go on."""
        lexeme = lexemes[at]
        following = lexemes[at + 1] if at + 1 < len(lexemes) else None
        money = following is not None and following.text in _CURRENCIES
        value = read_number(self.file, lexeme, _ignore if money else self.report)
        span = Span(self.file, lexeme.start, lexeme.end)
        if following is None:
            tokens.append(Token("NUMBER", NumberLiteral(value, span=span), lexeme.start, lexeme.end))
            return at + 1
        if following.kind == "word":
            unit = self.words.units.get(following.text)
            if unit is not None and value % ONE == 0:
                tokens.append(Token("DURATION", Duration(value // ONE, unit), lexeme.start, following.end))
                if following.start == lexeme.end:
                    self.mended(lexeme, following, f"{lexeme.text} {following.text}")
                return at + 2
            tokens.append(Token("NUMBER", NumberLiteral(value, span=span), lexeme.start, lexeme.end))
            return at + 1 + self.unit_of_money(lexeme, following, value)
        glued = following.start == lexeme.end
        if following.kind in ("-", "+") and (glued or place is Where.CELL):
            used = self.spreadsheet_range(lexemes, at, tokens, place)
            if used:
                return at + used
        tokens.append(Token("NUMBER", NumberLiteral(value, span=span), lexeme.start, lexeme.end))
        return at + 1

    def unit_of_money(self, lexeme: Lexeme, following: Lexeme, value: int) -> int:
        """1 where the word behind a number is a currency or a thousand, which is reported; else 0."""
        word = following.text
        glued = following.start == lexeme.end
        digits = value // ONE
        scale = _THOUSANDS.get(word.lower())
        if word in _CURRENCIES:
            self.mended(lexeme, following, f"{digits:_}" if value % ONE == 0 else format_number(value))
            return 1
        if scale is not None and (glued or word.lower() not in self.words.units):
            self.mended(lexeme, following, f"{value * scale // ONE:_}")
            return 1
        if glued:
            span = Span(self.file, lexeme.start, following.end)
            written = lexeme.text + word
            self.report(
                kinds.BAD_NAME.at(span, f"a name does not begin with a digit: `{written}`", f"write `[{written}]`")
            )
            return 1
        return 0

    def mended(self, lexeme: Lexeme, following: Lexeme, right: str) -> None:
        span = Span(self.file, lexeme.start, following.end)
        self.report(
            kinds.AMBIGUOUS_NUMBER.at(
                span,
                "a number stands alone, without currency, and with a space before its unit",
                f"write `{right}`",
                fix=Fix(f"write `{right}`", (Edit(span, right),)),
            )
        )

    def spreadsheet_range(self, lexemes: list[Lexeme], at: int, tokens: list[Token], place: Where) -> int:
        """`10-49` and `250+`: reported, and read as their first number; how many lexemes they took."""
        low, sign = lexemes[at], lexemes[at + 1]
        last = lexemes[at + 2] if at + 2 < len(lexemes) else None
        value = read_number(self.file, low, self.report)
        if sign.kind == "-":
            glued = sign.start == low.end
            if last is None or last.kind != "number" or glued != (last.start == sign.end):
                return 0
            if place is Where.CELL:
                right = f"{low.text} to {last.text}"
            elif tokens and tokens[0].terminal == "SCORE":
                right = f"from {low.text} to {last.text}"
            else:
                right = f"between {low.text} and {last.text}"
            used, end = 3, last.end
        else:
            ends = last is None or last.start > sign.end or last.kind in (")", ",", "|")
            if sign.start > low.end or not ends:
                return 0
            times = last is not None and self.starts(last.text, "TIMES")
            right = f"{self.words.spelling['AT_LEAST']} {low.text}" if times else f">= {low.text}"
            used, end = 2, sign.end
        start = low.start
        if tokens and tokens[-1].terminal in ("IS", "LESS", "LESS_EQUAL", "MORE", "MORE_EQUAL"):
            start = tokens[-1].start
        span = Span(self.file, start, end)
        self.report(
            kinds.FIRST_GUESS.at(
                span,
                f"`{low.text}{sign.text}{last.text if used == 3 and last else ''}` is not a number",
                f"write `{right}`",
                fix=Fix(f"write `{right}`", (Edit(span, right),)),
            )
        )
        tokens.append(Token("NUMBER", NumberLiteral(value, span=span), low.start, end))
        return used


_CURRENCIES = frozenset({"EUR", "USD", "GBP", "CHF", "PLN", "CZK", "eur", "usd", "euro", "euros", "dollars"})
_THOUSANDS = {"k": 1000, "thousand": 1000, "m": 1_000_000, "mio": 1_000_000, "million": 1_000_000}

# A mistaken phrase for membership of a list, and what is meant where values follow in its place.
_VALUES_IN_PLACE_OF = {"IN": "IS_ONE_OF", "NOT_IN": "IS_NONE_OF"}


def _ignore(_diagnostic: Diagnostic) -> None:
    """For a reading that another finding speaks for."""


def too_deep(span: Span) -> Diagnostic:
    return kinds.TOO_DEEP.at(
        span,
        f"blocks and parentheses are nested more than {MAX_DEPTH} deep here",
        "give an inner condition a name with `define`",
    )

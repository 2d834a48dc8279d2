"""Which lines of a faulty statement are faulty, and what is wrong with each, in the words of a person.

Each line is tried by itself, between a sound head and sound lines below it of the kind that belong there; so a faulty
line hides no other fault of form, and no sound line is blamed. One finding a line.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from leadspec.diagnostics import Diagnostic, Severity
from leadspec.diagnostics.kinds import syntax as kinds
from leadspec.diagnostics.suggest import nearest
from leadspec.source import Source, Span
from leadspec.syntax import tree
from leadspec.syntax.build import Builder
from leadspec.syntax.guesses import guess
from leadspec.syntax.keywords import Keywords
from leadspec.syntax.lexemes import Line
from leadspec.syntax.machine import END, RejectedError, run
from leadspec.syntax.terminals import LITERALS, SIGNS, TERMINALS, Where
from leadspec.syntax.tokens import DROPPED, Token


class Chunk(Struct):
    """A statement before it is parsed: its lines, their tokens and depths; `reported`: findings when it was read."""

    lines: list[Line]
    line_tokens: list[list[Token]]
    depths: list[int]
    sound_layout: bool
    reported: int
    tokens: list[Token] = []  # all of them, with the layout between lines
    parents: list[int] = []  # of each line: the one that it stands below

    def __post_init__(self) -> None:
        self.tokens = with_layout(self.lines, self.line_tokens, self.depths)
        self.parents = _parents(self.depths)


def with_layout(lines: list[Line], line_tokens: list[list[Token]], depths: list[int]) -> list[Token]:
    """All tokens of a statement with NEWLINE, INDENT and DEDENT between its lines."""
    tokens: list[Token] = []
    depth = 0
    for line, found, level in zip(lines, line_tokens, depths, strict=True):
        while level > depth:
            tokens.append(Token("INDENT", None, line.start, line.start))
            depth += 1
        while level < depth:
            end = tokens[-1].end
            tokens.append(Token("DEDENT", None, end, end))
            depth -= 1
        tokens.extend(found)
        tokens.append(Token("NEWLINE", None, line.end, line.end))
    end = tokens[-1].end if tokens else 0
    tokens.extend(Token("DEDENT", None, end, end) for _ in range(depth))
    return tokens


class Below(Enum):
    """What kind of lines stands below a line."""

    CONDITIONS = "conditions"
    POINTS = "points"
    CLASS_ROWS = "class rows"
    TABLE_ROWS = "table rows"
    META = "meta"


_STATEMENT_WORDS = frozenset(name for name, terminal in TERMINALS.items() if terminal.where == Where.STATEMENT)


_NAME = tree.Name(("x",))
_DUMMIES: dict[str, object] = {
    "NAME": _NAME,
    "NUMBER": tree.NumberLiteral(0),
    "TEXT": tree.TextLiteral(""),
}


def _t(*terminals: str) -> list[Token]:
    """Tokens for trying a line: what is built of them is thrown away."""
    values = {**_DUMMIES, **{name: terminal.value for name, terminal in TERMINALS.items()}}
    return [Token(each, values.get(each, SIGNS["+"][1]), 0, 0) for each in terminals]


# For each kind of lines: a head above them, and one of them.
_HEADS = {
    Below.CONDITIONS: _t("DEFINE", "NAME", "COLON", "NEWLINE", "INDENT", "ALL_OF", "COLON", "NEWLINE", "INDENT"),
    Below.POINTS: _t("SCORE", "NAME", "COLON", "NEWLINE", "INDENT"),
    Below.CLASS_ROWS: _t("CLASSIFY", "NAME", "COLON", "NEWLINE", "INDENT"),
    Below.TABLE_ROWS: _t("TABLE", "NAME", "BY", "NAME", "COLON", "NEWLINE", "INDENT"),
    Below.META: _t("POLICY", "TEXT", "NEWLINE", "INDENT"),
}
_TAILS = {
    Below.CONDITIONS: _t("NAME", "NEWLINE", "DEDENT", "DEDENT"),
    Below.POINTS: _t("PLUS", "NUMBER", "NEWLINE", "DEDENT"),
    Below.CLASS_ROWS: _t("NAME", "OTHERWISE", "NEWLINE", "DEDENT"),
    Below.TABLE_ROWS: _t("ANY_CELL", "BAR", "TEXT", "NEWLINE", "DEDENT"),
    Below.META: _t("SCHEMA", "TEXT", "NEWLINE", "DEDENT"),
}
_SAMPLES = {
    Below.CONDITIONS: _t("INDENT", "NAME", "NEWLINE", "DEDENT"),
    Below.POINTS: _t("INDENT", "PLUS", "NUMBER", "NEWLINE", "DEDENT"),
    Below.CLASS_ROWS: _t("INDENT", "NAME", "OTHERWISE", "NEWLINE", "DEDENT"),
    Below.TABLE_ROWS: _t("INDENT", "ANY_CELL", "BAR", "TEXT", "NEWLINE", "DEDENT"),
    Below.META: _t("INDENT", "SCHEMA", "TEXT", "NEWLINE", "DEDENT"),
}
_PERSONA_SAMPLE = _t("INDENT", "ALL_OF", "COLON", "NEWLINE", "INDENT", "NAME", "NEWLINE", "DEDENT", "DEDENT")


def explain(chunk: Chunk, source: Source, words: Keywords, diagnostics: list[Diagnostic], own: int) -> None:
    """Add one finding for each faulty line of a statement that did not parse; from `own` on they are its own so far."""
    located = {
        source.position(each.primary.location.start)[0]
        for each in diagnostics[own:]
        if each.severity is Severity.ERROR and each.primary and isinstance(each.primary.location, Span)
    }
    found_any = False
    for number, line in enumerate(_lines_to_try(chunk)):
        first, last = source.position(line.start)[0], source.position(line.end)[0]
        if any(first <= faulty <= last for faulty in located):
            found_any = True
            continue
        findings = _try_line(chunk, number, source, words)
        diagnostics.extend(findings)
        found_any = found_any or bool(findings)
    if not found_any:
        diagnostics.append(_try_whole(chunk, source, words))


def _lines_to_try(chunk: Chunk) -> list[Line]:
    """Below a head that is no statement, nobody knows what belongs there: only the head is blamed."""
    if is_unknown(chunk.line_tokens[0]) or chunk.lines[0].indent > 0:
        return chunk.lines[:1]
    return chunk.lines


def _try_line(chunk: Chunk, number: int, source: Source, words: Keywords) -> list[Diagnostic]:
    """What is wrong with one line, all others being sound."""
    tokens = chunk.line_tokens[number]
    below = _below(chunk, number)
    has_lines = number + 1 < len(chunk.lines) and chunk.depths[number + 1] > chunk.depths[number]
    has_lines = has_lines and should_open(tokens)
    sample: list[Token] = []
    if has_lines:
        sample = _PERSONA_SAMPLE if tokens and tokens[0].terminal == "PERSONA" else _SAMPLES[below]
    if number == 0:
        head: list[Token] = []
        tail: list[Token] = []
    else:
        kind = _below(chunk, chunk.parents[number])
        head, tail = _HEADS[kind], _TAILS[kind]
        if [each.terminal for each in tokens] == ["BECAUSE", "TEXT"]:
            return []
    line = chunk.lines[number]
    newline = Token("NEWLINE", None, line.end, line.end)
    candidate = [*head, *tokens, newline, *sample, *tail]
    findings: list[Diagnostic] = []
    builder = Builder(source.name, findings.append, lambda _start: tree.NO_TRIVIA)
    try:
        run(candidate, "statement", builder.actions)
    except RejectedError as rejected:
        at = rejected.at - len(head)
        if at > len(tokens) + 1 and has_lines:
            at = len(tokens)
        return [_finding(chunk, number, max(0, min(at, len(tokens))), rejected.expected, source, words)]
    return findings


def _try_whole(chunk: Chunk, source: Source, words: Keywords) -> Diagnostic:
    """Every line is sound, but not where it stands: the first that does not fit is named."""
    builder = Builder(source.name, lambda _finding: None, lambda _start: tree.NO_TRIVIA)
    try:
        run(chunk.tokens, "statement", builder.actions)
    except RejectedError as rejected:
        token = chunk.tokens[min(rejected.at, len(chunk.tokens) - 1)]
        for number, line in enumerate(chunk.lines):
            if line.start <= token.start <= line.end:
                at = next(
                    (each for each, found in enumerate(chunk.line_tokens[number]) if found.start >= token.start),
                    len(chunk.line_tokens[number]),
                )
                if token.terminal in ("INDENT", "DEDENT", "NEWLINE") and token.terminal != "INDENT":
                    at = len(chunk.line_tokens[number])
                return _finding(chunk, number, at, rejected.expected, source, words)
    line = chunk.lines[0]
    return kinds.INCOMPLETE_LINE.at(source.span(line.start, line.end), "this statement is not complete")


def _parents(depths: list[int]) -> list[int]:
    """For each line the last one before it that stands less deep; 0 where there is none."""
    parents: list[int] = []
    open_lines: list[int] = []
    for number, depth in enumerate(depths):
        while open_lines and depths[open_lines[-1]] >= depth:
            open_lines.pop()
        parents.append(open_lines[-1] if open_lines else 0)
        open_lines.append(number)
    return parents


def _below(chunk: Chunk, number: int) -> Below:
    """What kind of lines belongs below a line, by its first word; below an unknown one, what stands beside it."""
    tokens = chunk.line_tokens[number]
    terminals = [each.terminal for each in tokens]
    match terminals:
        case ["POLICY", *_]:
            return Below.META
        case ["SCORE" | "GROUP" | "FIRST_OF", *_]:
            return Below.POINTS
        case ["CLASSIFY", *_]:
            return Below.CLASS_ROWS
        case ["TABLE", *_]:
            return Below.TABLE_ROWS
        case [first, *_] if number > 0 and first not in _NEEDS and not {"WHEN", "AT_LEAST"} & set(terminals):
            return _below(chunk, chunk.parents[number])
        case _:
            return Below.CONDITIONS


_VALUES = frozenset({"NAME", "TEXT", "NUMBER", "DATE"})
_OPENERS = frozenset({"POLICY", "SCORE", "GROUP", "FIRST_OF", "CLASSIFY", "TABLE", "PERSONA"})
_NEEDS = frozenset({"ALL_OF", "ANY_OF", "NONE_OF"})


def should_open(tokens: list[Token]) -> bool:
    """Whether lines below a line belong to it: it ends with `:`, or only its `:` was forgotten."""
    if not tokens:
        return False
    terminals = [each.terminal for each in tokens]
    if terminals[-1] == "COLON" or terminals[0] in _OPENERS or terminals[0] in _NEEDS:
        return True
    return terminals[0] == "DEFINE" and set(terminals[1:]) <= {"NAME", "OWNED_BY"}


def is_unknown(head: list[Token]) -> bool:
    """Whether a line in column 1 begins with no statement."""
    return head[0].terminal in ("NAME", DROPPED) and all(each.terminal != "COUNTS_A_LEAD_WHEN" for each in head)


def name_given(chunk: Chunk) -> str | None:
    """The name that a statement gives, however faulty the rest of it."""
    tokens = chunk.line_tokens[0] if chunk.line_tokens else []
    if len(tokens) > 1 and tokens[0].terminal in _STATEMENT_WORDS and isinstance(tokens[1].value, tree.Name):
        return tokens[1].value.text
    return None


# --- what is said about it ------------------------------------------------------------------------------------


def _finding(
    chunk: Chunk, number: int, at: int, expected: frozenset[str], source: Source, words: Keywords
) -> Diagnostic:
    line, tokens = chunk.lines[number], chunk.line_tokens[number]
    text = source.text[line.start : line.end]
    guessed = guess(text, words)
    if number == 0 and at <= 1 and tokens[0].terminal == "NAME" and line.indent == 0:
        return _unknown_statement(tokens[0], source, words, guessed)
    hints = guessed or _hints(tokens, at, expected, words, chunk, number)
    if at >= len(tokens):
        end = source.span(max(line.start, line.end - 1), line.end)
        return kinds.INCOMPLETE_LINE.at(end, _missing_at_end(expected), *hints)
    token = tokens[at]
    span = source.span(token.start, token.end)
    written = source.text[token.start : token.end]
    return kinds.UNEXPECTED_WORD.at(span, f"`{written}` does not fit here", *hints)


def _unknown_statement(token: Token, source: Source, words: Keywords, guessed: list[str]) -> Diagnostic:
    written = source.text[token.start : token.end]
    known = [words.spelling[name] for name in sorted(_STATEMENT_WORDS)]
    near = nearest(written, known)
    hints = list(guessed)
    if near:
        hints.append(f"did you mean `{near[0]}`?")
    listed = [*sorted(known), f"DEPARTMENT {words.spelling['COUNTS_A_LEAD_WHEN']}"]
    hints.append("a line in the first column begins with " + ", ".join(f"`{each}`" for each in listed))
    span = source.span(token.start, token.end)
    return kinds.UNKNOWN_STATEMENT.at(span, f"no statement begins with `{written}`", *hints)


def _missing_at_end(expected: frozenset[str]) -> str:
    if "INDENT" in expected or "COLON" in expected:
        return "something is missing at the end of this line"
    if expected & {"NAME", "NUMBER", "TEXT"}:
        return "a value or a condition is missing at the end of this line"
    return "this line is not complete"


def _hints(
    tokens: list[Token], at: int, expected: frozenset[str], words: Keywords, chunk: Chunk, number: int
) -> list[str]:
    """What may stand here, in words."""
    hints: list[str] = []
    if at < len(tokens) and tokens[at].terminal == "EVERYONE":
        return ["`everyone` stands alone, and only in the first stage: `stage suspect: everyone`"]
    if number == 0 and at == 0 and tokens and chunk.lines[0].indent == 0:
        return ["a statement begins in the first column; lines that belong to one are indented by two spaces"]
    if at < len(tokens) and "COMMA" in expected and tokens[at].terminal in _VALUES:
        return ["put `,` between two values"]
    if at < len(tokens) and "CLAUSE_COMMA" in expected and tokens[at].terminal in ("AT_MOST", "AT_LEAST"):
        return ["put `,` before it"]
    if at < len(tokens) and "NAME" in expected and "TEXT" not in expected:
        match tokens[at].value:
            case tree.TextLiteral(value=text):
                return [f"a name stands without quotes; one of several words in brackets: `[{text}]`"]
            case _:
                pass
    if "COLON" in expected and (at >= len(tokens) or tokens[at].terminal != "COLON"):
        hints.append("put `:` here")
    if at < len(tokens) and tokens[at].terminal == "CLAUSE_COMMA" and "WHEN" in expected:
        hints.append("clauses stand on lines of points: `+10 for each TYPE, at most 20 points`")
    operators = {"IS", "IN", "IS_PRESENT"} & expected
    if operators:
        hints.append("behind a value comes a test such as `is …`, `>= …`, `in …`, `is present`, `contains …`")
    elif {"NAME", "NUMBER", "TEXT"} <= expected:
        hints.append("a field, a number, a text or a condition belongs here")
    elif "NAME" in expected:
        hints.append("a name belongs here")
    elif "TEXT" in expected:
        hints.append('a text in quotes belongs here: `"…"`')
    elif "DURATION" in expected:
        hints.append("a length of time belongs here, such as `30 days`")
    elif "NUMBER" in expected:
        hints.append("a number belongs here")
    if expected == {"NEWLINE"} or ("NEWLINE" in expected and not hints):
        hints.append("the line may end here")
    if "INDENT" in expected:
        hints.append("the lines that belong to it stand below, indented by two spaces")
    spelled = sorted(
        words.spelling[name]
        for name in expected
        if name in words.spelling and name not in LITERALS and name not in ("BECAUSE",)
    )
    if spelled and len(spelled) <= 8:
        hints.append("what may stand here: " + ", ".join(f"`{each}`" for each in spelled))
    if END in expected and not hints:
        hints.append("the statement may end here")
    return hints

"""Helpers: the tokens of a text line by line, and what the parser does with them."""

from __future__ import annotations

from leadspec.diagnostics import Diagnostic
from leadspec.source import Source
from leadspec.syntax.keywords import keywords
from leadspec.syntax.lexemes import Line, LineReader
from leadspec.syntax.machine import END, _table
from leadspec.syntax.parse import _Parser, _statements
from leadspec.syntax.tokens import Context, Token, Tokenizer
from leadspec_grammar import parse_table


def lines_of(text: str) -> tuple[list[Line], list[Diagnostic]]:
    """The logical lines of a text, and what is said about them."""
    found: list[Diagnostic] = []
    return list(LineReader(Source("policy.lead", text), found.append).lines()), found


def tokens_of(text: str, context: Context = Context.STATEMENT) -> tuple[list[Token], list[Diagnostic]]:
    """The tokens of the first logical line."""
    lines, found = lines_of(text)
    return Tokenizer("policy.lead", keywords(), found.append).tokens(lines[0], context), found


def names(text: str, context: Context = Context.STATEMENT) -> str:
    """The terminals of a line, names with their text."""
    tokens, found = tokens_of(text, context)
    assert [each.message for each in found] == []
    return " ".join(token.value.text if token.terminal == "NAME" else token.terminal for token in tokens)


def statements(source: Source) -> list[list[Token]]:
    """The tokens of each statement, with its layout."""
    found: list[Diagnostic] = []
    parser = _Parser(source, "en")
    return [parser.chunk(lines).tokens for lines in _statements(LineReader(source, found.append))]


def terminals(source: Source) -> set[str]:
    return {token.terminal for tokens in statements(source) for token in tokens}


def parts_used(source: Source) -> set[tuple[str, str]]:
    """The rules of the grammar that parsing a sound text makes use of, each with the symbols that it had there."""
    return {each for tokens in statements(source) for each in _reduced(tokens)}


def _reduced(tokens: list[Token]) -> set[tuple[str, str]]:
    """The same steps as the machine's, without making anything of them."""
    table = _table()
    rules = parse_table()["rules"]
    states = [table.starts["statement"]]
    found = set()
    for terminal in [*(token.terminal for token in tokens), END]:
        while states[-1] != table.ends["statement"]:
            row = table.actions[states[-1]]
            action = row if isinstance(row, int) else row[terminal]
            if action >= 0:
                states.append(action)
                break
            node, name, symbols, *_ = rules[-1 - action]
            found.update((name, each) for each in symbols)
            del states[-len(symbols) :]
            goto = table.actions[states[-1]]
            assert isinstance(goto, dict)
            states.append(goto[node])
    return found

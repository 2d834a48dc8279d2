"""Parsing, beside Lark: its bare LALR(1) parse of the same tokens, made beforehand, into Lark's own trees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unittest.mock import patch

from lark.lexer import Lexer
from lark.lexer import Token as LarkToken

from benchmarks.clock import Times, cpu, in_turns, middle, ratio
from benchmarks.figures import Figure
from benchmarks.policies import policy_text
from leadspec.source import Source
from leadspec.syntax.build import Builder
from leadspec.syntax.machine import run
from leadspec.syntax.parse import parse
from leadspec.syntax.tokens import Token
from leadspec.syntax.tree import NO_TRIVIA
from leadspec_grammar import grammar_text
from leadspec_grammar.build import lark_parser

SHORT, LONG = 5_000, 50_000
ROUNDS = 7


class Replay(Lexer):
    """Gives the tokens that are parsed in place of a text."""

    __future_interface__ = 2

    def __init__(self, _conf: object) -> None: ...

    def lex(self, lexer_state: object, _parser_state: object) -> Iterator[LarkToken]:
        return iter(lexer_state.text)  # type: ignore[attr-defined]


def measure() -> list[Figure]:
    source = Source("policy.lead", policy_text(SHORT))
    statements = _tokens_of(source)
    for_lark = [LarkToken(each.terminal, str(each.value)) for tokens in statements for each in tokens]
    lark = lark_parser(grammar_text(), Replay)

    def ours() -> None:
        actions = Builder(source.name, _refuse, lambda _: NO_TRIVIA).actions
        for tokens in statements:
            run(tokens, "statement", actions)

    machine, bare, whole = in_turns(
        ROUNDS,
        ours,
        lambda: lark.parse(for_lark, start="file"),
        lambda: parse(source),  # type: ignore[arg-type]
    )
    longer = Source("policy.lead", policy_text(LONG))
    short, long = in_turns(3, lambda: parse(source), lambda: parse(longer))
    return [
        _speed("tokens to tree: speed of bare Lark", bare, machine, len(for_lark)),
        _speed("text to tree: speed of bare Lark", bare, whole, len(for_lark)),
        Figure(
            f"text to tree: time a line at {LONG:,} lines against {SHORT:,}",
            ratio(long, short, cpu) * SHORT / LONG,
            f"{middle(short, cpu) * 1e6 / SHORT:.0f} and {middle(long, cpu) * 1e6 / LONG:.0f} µs a line",
            1.2,
        ),
    ]


def _speed(what: str, lark: list[Times], own: list[Times], tokens: int) -> Figure:
    times = f"{middle(own, cpu) * 1e3:.0f} ms, Lark {middle(lark, cpu) * 1e3:.0f} ms"
    detail = f"{times}, for {SHORT:,} lines, {tokens:,} tokens"
    return Figure(what, ratio(lark, own, cpu), detail, 0.7, most=False)


def _tokens_of(source: Source) -> list[list[Token]]:
    """The tokens of each statement, as the parser makes them."""
    found: list[list[Token]] = []

    def keep(tokens: Sequence[Token], *_: object) -> None:
        found.append(list(tokens))

    with patch("leadspec.syntax.parse.run", keep):
        parse(source)
    return found


def _refuse(finding: object) -> None:
    raise ValueError(f"a benchmark has no findings: {finding}")

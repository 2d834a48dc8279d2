"""Makes what a run reads: the parse table from the grammar with Lark, and the keyword tables from their TOML.

Lark works in strict mode: a conflict is an error. `python -m leadspec_grammar.build` writes the results into the
package, so that nobody who runs leadspec pays for building them or for importing Lark. A test checks that they are
made from the sources as they are.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lark import Lark
from lark.lexer import Lexer, Token
from lark.parsers.lalr_analysis import Shift

from leadspec_grammar import KEYWORDS, TABLE, grammar_text

STARTS = ("file", "statement")
FOLDER = Path(__file__).parent


class NoLexer(Lexer):
    """Lark wants a lexer; the tokens come from leadspec's own tokenizer."""

    def __init__(self, _conf: object) -> None: ...

    def lex(self, *_: object) -> Iterator[Token]:
        return iter(())


def lark_parser(grammar: str, lexer: type[Lexer] = NoLexer) -> Lark:
    """The grammar as a Lark parser: for building the table, and as the peer that tests and benchmarks compare with."""
    return Lark(grammar, parser="lalr", lexer=lexer, start=list(STARTS), strict=True, maybe_placeholders=True)


def build_table(grammar: str) -> dict[str, Any]:
    """`actions[state][symbol]` is a state to go to (>= 0) or `-1 - rule`; a number alone is the state's one reduction.

    `rules` say what a reduction makes. A rule: its symbol, the name of the node, the symbols that it is made of,
    whether a single child stands for it, and how many empty places (optional parts that are absent) stand before each
    symbol and at the end.
    """
    table = lark_parser(grammar).parser.parser._parse_table
    states = _numbered(table)
    rules = sorted(
        {argument for row in table.states.values() for action, argument in row.values() if action is not Shift},
        key=_rule_key,
    )
    rule_numbers = {rule: number for number, rule in enumerate(rules)}
    actions: list[dict[str, int] | int] = []
    for state in states:
        row = {
            symbol: states[argument] if action is Shift else -1 - rule_numbers[argument]
            for symbol, (action, argument) in sorted(table.states[state].items())
        }
        only = set(row.values())
        # A state in which only one reduction is possible needs no look at the next token.
        actions.append(only.pop() if len(only) == 1 and min(row.values()) < 0 else row)
    return {
        "starts": {name: states[table.start_states[name]] for name in STARTS},
        "ends": {name: states[table.end_states[name]] for name in STARTS},
        "rules": [_rule(rule) for rule in rules],
        "actions": actions,
    }


def _numbered(table: Any) -> dict[Any, int]:
    """The states in an order that depends on the grammar alone: as met from the starts, symbols by the alphabet."""
    order = [table.start_states[name] for name in STARTS]
    found = dict.fromkeys(order)
    for state in order:
        for _, (action, argument) in sorted(table.states[state].items(), key=lambda item: item[0]):
            if action is Shift and argument not in found:
                found[argument] = None
                order.append(argument)
    return {state: number for number, state in enumerate(order)}


def _rule_key(rule: Any) -> tuple[str, str, list[str]]:
    return rule.origin.name, rule.alias or "", [symbol.name for symbol in rule.expansion]


def _rule(rule: Any) -> list[object]:
    name = rule.origin.name
    empty = rule.options.empty_indices or (False,) * len(rule.expansion)
    gaps = [len(run) for run in "".join("1" if each else "0" for each in empty).split("0")]
    return [
        name,
        rule.alias or name,
        [symbol.name for symbol in rule.expansion],
        bool(rule.options.expand1 and not rule.alias),
        gaps,
    ]


def build() -> dict[str, str]:
    """The text of each file that is generated, by its path in the package."""
    built = {TABLE: _json(build_table(grammar_text()))}
    for source in sorted(FOLDER.joinpath(KEYWORDS).glob("*.toml")):
        built[f"{KEYWORDS}/{source.stem}.json"] = _json(tomllib.loads(source.read_text("utf-8")))
    return built


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    for name, text in build().items():
        FOLDER.joinpath(name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

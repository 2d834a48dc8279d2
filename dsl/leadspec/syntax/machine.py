"""Runs the LALR(1) table of the grammar over tokens and calls a builder for each reduction.

The table comes from Lark (`leadspec_grammar.build`); running it here, rather than through Lark, lets a run of leadspec
start without importing Lark, and gives each node its span.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from leadspec.syntax.terminals import carries
from leadspec.syntax.tokens import Token
from leadspec_grammar import parse_table

Action = Callable[[list[Any], int, int], object]
END = "$END"


class RejectedError(Exception):
    """The tokens are not in the language: the first that does not fit, and what would have fitted."""

    def __init__(self, at: int, expected: frozenset[str]) -> None:
        super().__init__(at, expected)
        self.at = at
        self.expected = expected


class _Rule(Struct, frozen=True):
    """`steps`: for each symbol, how many absent parts stand before it and whether it is kept."""

    node: str
    action: str
    length: int
    single: bool
    inline: bool
    handed_on: bool  # it is what its only symbol is
    plain: bool  # every symbol is kept, nothing is absent, nothing is inlined
    steps: tuple[tuple[int, bool, bool], ...]  # absent parts before, kept, inlined
    absent_at_end: int


_PLAIN = (0, True, False)  # a step that only keeps its symbol


class _Items(list[Any]):
    """Children of a rule whose name begins with `_`: they become children of the node above."""


class _Table(Struct, frozen=True):
    starts: dict[str, int]
    ends: dict[str, int]
    actions: list[dict[str, int] | int]
    rules: tuple[_Rule, ...]


@cache
def _table() -> _Table:
    data = parse_table()
    symbols = {symbol for _, _, symbols, _, _ in data["rules"] for symbol in symbols}
    keeps = {symbol: carries(symbol) if symbol.isupper() else True for symbol in symbols}
    rules = []
    for node, action, symbols, single, gaps in data["rules"]:
        steps = tuple([(gap, keeps[symbol], symbol[0] == "_") for symbol, gap in zip(symbols, gaps[:-1], strict=True)])
        plain = not gaps[-1] and all(step == _PLAIN for step in steps)
        inline = node[0] == "_"
        handed_on = single and plain and len(symbols) == 1 and not inline
        rules.append(_Rule(node, action, len(symbols), single, inline, handed_on, plain, steps, gaps[-1]))
    return _Table(data["starts"], data["ends"], data["actions"], tuple(rules))


def run(tokens: Sequence[Token], start: str, builder: dict[str, Action]) -> object:
    """The node that the builder makes of these tokens. Raises `RejectedError` at the first token that does not fit."""
    table = _table()
    actions, rules = table.actions, table.rules
    end_state = table.ends[start]
    states = [table.starts[start]]
    values: list[Any] = []
    places: list[tuple[int, int]] = []
    last = tokens[-1].end if tokens else 0
    for number in range(len(tokens) + 1):
        if number < len(tokens):
            token = tokens[number]
            terminal, value, first, end = token.terminal, token.value, token.start, token.end
        else:
            terminal, value, first, end = END, None, last, last
        while True:
            row = actions[states[-1]]
            action = row if isinstance(row, int) else row.get(terminal)
            if action is None:
                raise RejectedError(number, _expected(states))
            if action >= 0:
                states.append(action)
                values.append(value)
                places.append((first, end))
                break
            rule = rules[-1 - action]
            size = rule.length
            del states[-size:]
            if not rule.handed_on:
                children = values[-size:]
                begin, finish = places[-size][0], places[-1][1]
                if not rule.plain:
                    children = _children(rule, children)
                if rule.inline:
                    made: object = children if type(children) is _Items else _Items(children)
                elif rule.single and len(children) == 1:
                    made = children[0]
                else:
                    made = builder[rule.action](children, begin, finish)
                del places[-size:]
                del values[-size:]
                values.append(made)
                places.append((begin, finish))
            goto = actions[states[-1]]
            assert isinstance(goto, dict)  # the state before a rule has one way on for each rule that may begin there
            states.append(goto[rule.node])
            if terminal is END and states[-1] == end_state:
                return values[-1]
    raise AssertionError("the end of the tokens is always accepted or rejected")


def _children(rule: _Rule, found: list[Any]) -> list[Any]:
    """The children that count: absent parts as None, words of the language dropped, lists spread out."""
    steps = rule.steps
    if steps[0][2] and rule.inline and type(found[0]) is _Items:
        # A list grows at its end: taking over its first part keeps long lists linear.
        children: list[Any] = found[0]
        rest = 1
    else:
        children = _Items() if rule.inline else []
        rest = 0
    for (absent, kept, inlined), value in zip(steps[rest:], found[rest:], strict=True):
        if absent:
            children.extend([None] * absent)
        if inlined:
            children.extend(value)
        elif kept:
            children.append(value)
    if rule.absent_at_end:
        children.extend([None] * rule.absent_at_end)
    return children


def _expected(states: list[int]) -> frozenset[str]:
    """The terminals that lead on from here: those that are shifted after whatever reductions they cause."""
    table = _table()
    row = table.actions[states[-1]]
    if isinstance(row, int):
        return frozenset()
    return frozenset(symbol for symbol in row if symbol.isupper() and _accepts(states, symbol))


def _accepts(states: list[int], terminal: str) -> bool:
    table = _table()
    stack = list(states)
    while True:
        row = table.actions[stack[-1]]
        action = row if isinstance(row, int) else row.get(terminal)
        if action is None:
            return False
        if action >= 0:
            return True
        rule = table.rules[-1 - action]
        del stack[-rule.length :]
        goto = table.actions[stack[-1]]
        if isinstance(goto, int) or rule.node not in goto:
            return True
        stack.append(goto[rule.node])
        if terminal == END and stack[-1] in table.ends.values():
            return True

"""The terminals of the grammar: where each may stand, what it carries into the tree, and what may follow.

A word of the language counts as one only where it may stand; everywhere else it is a name. This table says where,
for every spoken language alike. The spellings stand in `leadspec_grammar/keywords`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Flag, auto

from leadspec.syntax import tree
from leadspec.values.durations import Unit


class Where(Flag):
    """The places of a line in which a phrase may count as a word of the language."""

    STATEMENT = auto()  # the first word of a line in column 1
    META = auto()  # the first word of a line below `policy`
    OPERAND = auto()  # where a value or condition may begin
    OPERATOR = auto()  # behind a value
    CELL = auto()  # where a cell of a table begins
    CLAUSE = auto()  # behind the comma of a clause
    COUNT = auto()  # behind `at least`, `at most` and `exactly`
    ANYWHERE = STATEMENT | META | OPERAND | OPERATOR | CELL | CLAUSE | COUNT


class Before(Flag):
    """What must follow for a single word to count where a name could stand as well."""

    NAME = auto()
    PARENTHESIS = auto()
    TEXT = auto()
    END = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True)
class Terminal:
    """`value` goes into the tree; `closes`: behind it an operator is due, else an operand."""

    name: str
    where: Where
    value: object = None
    closes: bool = False
    before: Before | None = None


_TEXT_TESTS = {
    "CONTAINS": (tree.TextTestKind.CONTAINS, False, False),
    "CONTAINS_ANY_OF": (tree.TextTestKind.CONTAINS, True, False),
    "CONTAINS_WORD": (tree.TextTestKind.CONTAINS_WORD, False, False),
    "CONTAINS_ANY_WORD_OF": (tree.TextTestKind.CONTAINS_WORD, True, False),
    "STARTS_WITH": (tree.TextTestKind.STARTS_WITH, False, False),
    "STARTS_WITH_ANY_OF": (tree.TextTestKind.STARTS_WITH, True, False),
    "ENDS_WITH": (tree.TextTestKind.ENDS_WITH, False, False),
    "ENDS_WITH_ANY_OF": (tree.TextTestKind.ENDS_WITH, True, False),
    "MATCHES": (tree.TextTestKind.MATCHES, False, False),
    "DOES_NOT_CONTAIN": (tree.TextTestKind.CONTAINS, False, True),
    "DOES_NOT_CONTAIN_ANY_OF": (tree.TextTestKind.CONTAINS, True, True),
    "DOES_NOT_CONTAIN_WORD": (tree.TextTestKind.CONTAINS_WORD, False, True),
    "DOES_NOT_CONTAIN_ANY_WORD_OF": (tree.TextTestKind.CONTAINS_WORD, True, True),
    "DOES_NOT_START_WITH": (tree.TextTestKind.STARTS_WITH, False, True),
    "DOES_NOT_START_WITH_ANY_OF": (tree.TextTestKind.STARTS_WITH, True, True),
    "DOES_NOT_END_WITH": (tree.TextTestKind.ENDS_WITH, False, True),
    "DOES_NOT_END_WITH_ANY_OF": (tree.TextTestKind.ENDS_WITH, True, True),
    "DOES_NOT_MATCH": (tree.TextTestKind.MATCHES, False, True),
}

_INCLUDES = {
    "INCLUDE": (tree.Quantifier.ONE, False),
    "INCLUDE_ANY_OF": (tree.Quantifier.ANY, False),
    "INCLUDE_ALL_OF": (tree.Quantifier.ALL, False),
    "DO_NOT_INCLUDE": (tree.Quantifier.ONE, True),
    "DO_NOT_INCLUDE_ANY_OF": (tree.Quantifier.ANY, True),
    "DO_NOT_INCLUDE_ALL_OF": (tree.Quantifier.ALL, True),
}

_OPERATORS: dict[str, object] = {
    "IS": tree.Comparator.IS,
    "IS_NOT": tree.Comparator.IS_NOT,
    "LESS": tree.Comparator.LESS,
    "LESS_EQUAL": tree.Comparator.AT_MOST,
    "MORE": tree.Comparator.MORE,
    "MORE_EQUAL": tree.Comparator.AT_LEAST,
    "IS_AT_LEAST": tree.Comparator.RANK_AT_LEAST,
    "IS_AT_MOST": tree.Comparator.RANK_AT_MOST,
    "IS_ONE_OF": False,  # negated?
    "IS_NONE_OF": True,
    "IN": False,
    "NOT_IN": True,
    "BETWEEN": None,
    **_TEXT_TESTS,
    **_INCLUDES,
}


def _terminals() -> dict[str, Terminal]:
    found: dict[str, Terminal] = {}

    def add(where: Where, *names: str, closes: bool = False, before: Before | None = None) -> None:
        for name in names:
            found[name] = Terminal(name, where, None, closes, before)

    def values(
        where: Where, table: Mapping[str, object], *, closes: bool = False, before: Before | None = None
    ) -> None:
        for name, value in table.items():
            found[name] = Terminal(name, where, value, closes, before)

    statement, operand, operator = Where.STATEMENT, Where.OPERAND, Where.OPERATOR
    add(statement, "POLICY", "USE", "LIST", "EVENTS", "DEFINE", "PERSONA", "SCORE", "CLASSIFY", "TABLE")
    add(statement, "DISQUALIFY", "FLAG", "STAGE", "WE_COUNT_A_LEAD_WHEN")
    add(operator, "COUNTS_A_LEAD_WHEN")
    values(Where.META, {key.name: key for key in tree.MetaKey})

    # The nine reserved words are words of the language wherever they stand.
    add(Where.ANYWHERE, "AND", "OR", "NOT", "WHEN", "BECAUSE")
    values(Where.ANYWHERE, {"TRUE": True, "FALSE": False}, closes=True)
    values(operator | Where.CELL, _OPERATORS)
    values(Where.ANYWHERE, {"IS": tree.Comparator.IS, "IN": False})
    presence = {"IS_PRESENT": False, "IS_MISSING": True, "IS_TRUE": True, "IS_FALSE": False}
    values(operator, presence, closes=True)

    add(operator, "FROM", "TO", "COLUMN", "BY", "OWNED_BY", "OF", "LINES_OF", "THEN", "WHERE", "ON", "WITHIN")
    add(operator, "WITHIN_ANY", "AFTER", "BEFORE", "SINCE", "IN_THE_LAST", "IN_THE_NEXT", "EVERY", "OVER")
    add(operator, "TIMES", "AGO", "POINTS", "OTHERWISE", closes=True)
    values(operator | Where.COUNT, {"ONCE": 1}, closes=True)
    values(operator, {"BEST_FIRST": True}, closes=True)
    values(operator, {"OF_FIRST": tree.Which.FIRST, "OF_LAST": tree.Which.LAST})
    occasions = {"EACH": "FOR_EACH", "FIRST": "FOR_THE_FIRST", "LAST": "FOR_THE_LAST"}
    values(operator, {occasions[occasion.name]: occasion for occasion in tree.Occasion})
    values(operator | Where.CLAUSE, {f"PER_{period.name}": period for period in tree.Period}, closes=True)

    bounds = {"AT_LEAST": tree.Bound.AT_LEAST, "AT_MOST": tree.Bound.AT_MOST}
    values(operator | operand | Where.CLAUSE, bounds)
    values(operator | operand, {"EXACTLY": tree.Bound.EXACTLY}, before=Before.TEXT)
    add(Where.CLAUSE, "HALVING_EVERY", "FADING_TO")
    add(Where.CLAUSE, "KEEPING", "LOSING", before=Before.NUMBER)

    values(operand, {"ALL_OF": tree.Need.ALL, "ANY_OF": tree.Need.ANY, "NONE_OF": tree.Need.NONE})
    values(operand, {"DID": False, "DID_NOT": True}, before=Before.NAME)
    values(operand, {"FIRST": tree.Which.FIRST, "LAST": tree.Which.LAST}, before=Before.NAME)
    extremes = {"LARGEST": tree.AggregateKind.LARGEST, "SMALLEST": tree.AggregateKind.SMALLEST}
    values(operand, extremes, before=Before.NAME)
    add(operand, "EVERYONE", closes=True, before=Before.END)
    add(operand, "ROUND", before=Before.PARENTHESIS)
    add(operand, "GROUP", before=Before.TEXT)
    add(operand, "FIRST_OF", "COUNT_OF", "COUNT_OF_DIFFERENT", "DAYS_WITH", "MATCH_OF")
    values(operand, {"SUM_OF": tree.AggregateKind.SUM})
    add(operand, "ANY_EVENT", "PREVIOUS_STAGE", closes=True)
    values(operand, {f"{kind.name}_OF": kind for kind in (*tree.ChoiceKind, *tree.TextPartKind)})
    for unit in Unit:
        values(operand, {f"{unit.name}S_SINCE": unit, f"{unit.name}S_FROM": unit})
    add(Where.CELL, "ANY_CELL", closes=True)
    values(Where.CELL, {"PRESENT_CELL": False, "MISSING_CELL": True}, closes=True)
    return found


TERMINALS = _terminals()

SIGNS: dict[str, tuple[str, object]] = {
    "+": ("PLUS", tree.Sign.PLUS),
    "-": ("MINUS", tree.Sign.MINUS),
    "*": ("STAR", tree.Factor.TIMES),
    "/": ("SLASH", tree.Factor.DIVIDED_BY),
    "<": ("LESS", tree.Comparator.LESS),
    "<=": ("LESS_EQUAL", tree.Comparator.AT_MOST),
    ">": ("MORE", tree.Comparator.MORE),
    ">=": ("MORE_EQUAL", tree.Comparator.AT_LEAST),
    "(": ("LPAR", None),
    ")": ("RPAR", None),
    ":": ("COLON", None),
    "|": ("BAR", None),
}

_SIGNS_WITH_VALUE = frozenset(name for name, value in SIGNS.values() if value is not None)

# Terminals that carry something into the tree although the table above gives it token by token.
LITERALS = frozenset({"NAME", "TEXT", "NUMBER", "PERCENT", "DATE", "INSTANT", "DURATION"})


def carries(name: str) -> bool:
    """Whether a token of this terminal is a child of the node above it."""
    if name in LITERALS or name == "ANY_EVENT":
        return True
    terminal = TERMINALS.get(name)
    return name in _SIGNS_WITH_VALUE if terminal is None else terminal.value is not None

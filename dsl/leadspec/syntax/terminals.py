"""The terminals of the grammar: where each may stand, what it carries into the tree, and what may follow.

A word of the language counts as one only where it may stand; everywhere else it is a name. This table says where,
for every spoken language alike. The spellings stand in `leadspec_grammar/keywords`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Flag, auto

from msgspec import Struct

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
    NAME = auto()  # where only a name may stand: behind `define`, `did`, `owned by` …
    ANYWHERE = STATEMENT | META | OPERAND | OPERATOR | CELL | CLAUSE | COUNT | NAME


class Before(Flag):
    """What must follow for a single word to count where a name could stand as well."""

    NAME = auto()
    PARENTHESIS = auto()
    TEXT = auto()
    END = auto()
    NUMBER = auto()
    COLON = auto()


class Terminal(Struct, frozen=True):
    """`value` goes into the tree; `then`: what kind of place is behind it."""

    name: str
    where: Where
    value: object = None
    then: Where = Where.OPERAND
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
    operand, operator, name = Where.OPERAND, Where.OPERATOR, Where.NAME

    def add(where: Where, *names: str, then: Where = operand, before: Before | None = None) -> None:
        for each in names:
            found[each] = Terminal(each, where, None, then, before)

    def values(where: Where, table: Mapping[str, object], then: Where = operand, before: Before | None = None) -> None:
        for each, value in table.items():
            found[each] = Terminal(each, where, value, then, before)

    add(Where.STATEMENT, "POLICY", "USE", "DISQUALIFY", "FLAG", "WE_COUNT_A_LEAD_WHEN")
    heads = ("LIST", "EVENTS", "DEFINE", "PERSONA", "SCORE", "CLASSIFY", "TABLE", "STAGE")
    add(Where.STATEMENT, *heads, then=name)
    add(operator, "COUNTS_A_LEAD_WHEN")
    values(Where.META, {key.name: key for key in tree.MetaKey})

    # The nine reserved words are words of the language wherever they stand.
    add(Where.ANYWHERE, "AND", "OR", "NOT", "WHEN", "BECAUSE")
    values(Where.ANYWHERE, {"TRUE": True, "FALSE": False}, operator)
    values(operator | Where.CELL, _OPERATORS)
    values(Where.ANYWHERE, {"IS": tree.Comparator.IS, "IN": False})
    presence = {"IS_PRESENT": False, "IS_MISSING": True, "IS_TRUE": True, "IS_FALSE": False}
    values(operator, presence, operator)

    add(operator, "FROM", "TO", "COLUMN", "BY", "WHERE", "ON", "WITHIN", "WITHIN_ANY", "AFTER", "BEFORE", "SINCE")
    add(operator, "IN_THE_LAST", "IN_THE_NEXT", "EVERY", "OVER")
    add(operator, "OWNED_BY", "OF", "LINES_OF", "THEN", then=name)
    add(operator, "TIMES", "AGO", "POINTS", "OTHERWISE", then=operator)
    values(operator | Where.COUNT, {"ONCE": 1}, operator)
    values(operator, {"BEST_FIRST": True}, operator)
    values(operator, {"OF_FIRST": tree.Which.FIRST, "OF_LAST": tree.Which.LAST}, name)
    occasions = {"EACH": "FOR_EACH", "FIRST": "FOR_THE_FIRST", "LAST": "FOR_THE_LAST"}
    values(operator, {occasions[occasion.name]: occasion for occasion in tree.Occasion}, name)
    values(operator | Where.CLAUSE, {f"PER_{period.name}": period for period in tree.Period}, operator)

    bounds = {"AT_LEAST": tree.Bound.AT_LEAST, "AT_MOST": tree.Bound.AT_MOST}
    values(operator | operand | Where.CLAUSE, bounds, Where.COUNT)
    values(operator | operand | Where.CELL, {"EXACTLY": tree.Bound.EXACTLY}, Where.COUNT, Before.TEXT)
    add(Where.CLAUSE, "HALVING_EVERY", "FADING_TO")
    add(Where.CLAUSE, "KEEPING", "LOSING", before=Before.NUMBER)

    values(operand, {"ALL_OF": tree.Need.ALL, "ANY_OF": tree.Need.ANY, "NONE_OF": tree.Need.NONE})
    values(operand, {"DID": False, "DID_NOT": True}, name, Before.NAME)
    values(operand, {"FIRST": tree.Which.FIRST, "LAST": tree.Which.LAST}, name, Before.NAME)
    extremes = {"LARGEST": tree.AggregateKind.LARGEST, "SMALLEST": tree.AggregateKind.SMALLEST}
    values(operand, extremes, name, Before.NAME)
    add(operand, "EVERYONE", then=operator, before=Before.END)
    add(operand, "ROUND", before=Before.PARENTHESIS)
    add(operand, "GROUP", before=Before.TEXT)
    add(operand, "FIRST_OF", before=Before.COLON)
    add(operand, "COUNT_OF", "COUNT_OF_DIFFERENT", "DAYS_WITH", "MATCH_OF", then=name)
    values(operand, {"SUM_OF": tree.AggregateKind.SUM}, name)
    add(operand | name, "ANY_EVENT", then=operator)
    add(operand, "PREVIOUS_STAGE", then=operator)
    values(operand, {f"{kind.name}_OF": kind for kind in (*tree.ChoiceKind, *tree.TextPartKind)})
    for unit in Unit:
        values(operand, {f"{unit.name}S_SINCE": unit, f"{unit.name}S_FROM": unit})
    add(Where.CELL, "ANY_CELL", then=operator)
    values(Where.CELL, {"PRESENT_CELL": False, "MISSING_CELL": True}, operator)
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

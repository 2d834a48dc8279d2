"""Terms: the few operations that a policy is said in, before any SQL is printed.

A term is an integer, a truth, a text, a list or a structure. Integers know between which bounds they lie, and each
term whether it may be NULL; so what is the same for all leads is worked out here, and a dialect knows how wide an
integer must be. A truth is TRUE, FALSE or NULL, and combines as in SQL. Terms are shared: the same object may stand in
many places, and the plan makes a column of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from msgspec import Struct


class Op(Enum):
    LITERAL = "literal"
    COLUMN = "column"
    PARAM = "param"
    VAR = "var"  # an element of a list, or its place in it (from 1)
    GET = "get"  # a part of a structure
    STRUCT = "struct"
    LIST = "list"
    # truths
    NOT = "not"
    AND = "and"
    OR = "or"
    IS_NULL = "is null"
    EQUAL = "="
    NOT_EQUAL = "<>"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    IN = "in"
    CASE = "case"
    COALESCE = "coalesce"
    # integers
    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "div"  # of what is not negative by what is positive, towards zero
    BIT_OR = "|"
    BIT_AND = "&"
    # lists
    FILTER = "filter"
    MAP = "map"
    COUNT = "count"  # 0 of none
    SUM = "sum"  # 0 of none
    LARGEST = "largest"  # NULL of none; NULLs are passed over
    SMALLEST = "smallest"
    BIT_OR_ALL = "bit or"  # 0 of none
    DISTINCT = "distinct"
    SORT = "sort"
    AT = "at"  # from 1; -1 is the last; NULL where there is none
    SLICE = "slice"  # from, to, both included
    # texts
    FOLD = "fold"
    LENGTH = "length"
    DOMAIN = "domain"
    CONTAINS = "contains"
    STARTS = "starts"
    ENDS = "ends"
    MATCHES = "matches"  # a printed pattern
    # what the table contract gives
    MILLIONTHS = "millionths"
    DAYS = "days"
    MICROSECONDS = "microseconds"
    CALENDAR = "calendar"  # of a date: 32 * (12 * year + month) + day of the month


Data = int | str | bool | None | tuple[object, ...]
NONE: Final[frozenset[str]] = frozenset()


class Term(Struct, frozen=True, eq=False, gc=False):
    """`low`, `high`: of an integer, or of each integer of a list. `free`: the variables that stand in it."""

    op: Op
    args: tuple[Term, ...] = ()
    data: Data = None
    low: int | None = None
    high: int | None = None
    null: bool = False
    free: frozenset[str] = NONE


MANY: Final = 10**9  # more events than any lead has


def _term(
    op: Op,
    args: tuple[Term, ...],
    data: Data = None,
    *,
    low: int | None = None,
    high: int | None = None,
    null: bool | None = None,
    bound: Iterable[str] = (),
) -> Term:
    free = NONE.union(*(each.free for each in args)).difference(bound)
    return Term(op, args, data, low, high, any(each.null for each in args) if null is None else null, free)


# --- Leaves ---------------------------------------------------------------------------------------------------


def literal(value: int | str | bool | None) -> Term:
    if type(value) is int:
        return Term(Op.LITERAL, (), value, value, value)
    return Term(Op.LITERAL, (), value, null=value is None)


TRUE: Final = literal(True)
FALSE: Final = literal(False)
NULL: Final = literal(None)
ZERO: Final = literal(0)


def column(name: str, low: int | None = None, high: int | None = None, *, null: bool = True) -> Term:
    return Term(Op.COLUMN, (), name, low, high, null)


def param(name: str, low: int, high: int) -> Term:
    return Term(Op.PARAM, (), name, low, high)


def var(name: str, low: int | None = None, high: int | None = None) -> Term:
    return Term(Op.VAR, (), name, low, high, False, frozenset({name}))


def get(item: Term, name: str, low: int | None = None, high: int | None = None, *, null: bool = True) -> Term:
    return _term(Op.GET, (item,), name, low=low, high=high, null=null or item.null)


def struct(parts: Iterable[tuple[str, Term]]) -> Term:
    names, terms = zip(*parts, strict=True)
    return _term(Op.STRUCT, terms, names, null=False)


def apply(op: Op, *args: Term, low: int | None = None, high: int | None = None, null: bool | None = None) -> Term:
    """An operation about which nothing is to be worked out."""
    return _term(op, args, low=low, high=high, null=null)


# --- Truths ---------------------------------------------------------------------------------------------------


def is_literal(term: Term, value: object) -> bool:
    return term.op is Op.LITERAL and term.data is value


def all_of(terms: Iterable[Term]) -> Term:
    return _joined(Op.AND, terms, TRUE, FALSE)


def any_of(terms: Iterable[Term]) -> Term:
    return _joined(Op.OR, terms, FALSE, TRUE)


def _joined(op: Op, terms: Iterable[Term], neutral: Term, final: Term) -> Term:
    found: dict[int, Term] = {}
    for term in terms:
        for each in term.args if term.op is op else (term,):
            if is_literal(each, final.data):
                return final
            if not is_literal(each, neutral.data):
                found[id(each)] = each
    parts = tuple(found.values())
    if len(parts) < 2:
        return parts[0] if parts else neutral
    return _term(op, parts)


_OPPOSITES: Final = {
    Op.EQUAL: Op.NOT_EQUAL,
    Op.NOT_EQUAL: Op.EQUAL,
    Op.LESS: Op.AT_LEAST,
    Op.AT_LEAST: Op.LESS,
    Op.MORE: Op.AT_MOST,
    Op.AT_MOST: Op.MORE,
}


def negated(term: Term) -> Term:
    if term.op is Op.LITERAL:
        return NULL if term.data is None else literal(not term.data)
    if term.op is Op.NOT:
        return term.args[0]
    if term.op in _OPPOSITES:
        return _term(_OPPOSITES[term.op], term.args, null=term.null)
    return _term(Op.NOT, (term,))


# NULL exactly where a part is.
_STRICT: Final = frozenset(
    {Op.NOT, *_OPPOSITES, Op.IN, Op.ADD, Op.SUBTRACT, Op.MULTIPLY, Op.FOLD, Op.LENGTH, Op.CONTAINS, Op.STARTS, Op.ENDS}
    | {Op.MATCHES, Op.MILLIONTHS, Op.DAYS, Op.MICROSECONDS, Op.CALENDAR}
)


def is_null(term: Term) -> Term:
    if not term.null:
        return FALSE
    if term.op is Op.LITERAL:
        return TRUE
    if term.op in _STRICT:
        return any_of(is_null(each) for each in term.args)
    return _term(Op.IS_NULL, (term,), null=False)


def known(term: Term) -> Term:
    return negated(is_null(term))


def holds(term: Term) -> Term:
    """TRUE where it is, else FALSE."""
    return coalesce(term, FALSE)


def fails(term: Term) -> Term:
    """TRUE where it is FALSE."""
    return holds(negated(term))


def coalesce(term: Term, other: Term) -> Term:
    if not term.null:
        return term
    if term.op is Op.LITERAL:
        return other
    low, high = _hull(term, other)
    return _term(Op.COALESCE, (term, other), low=low, high=high, null=other.null)


def compare(op: Op, left: Term, right: Term) -> Term:
    if NULL in (left, right) or is_literal(left, None) or is_literal(right, None):
        return NULL
    if not left.null and not right.null:
        told = _compared(op, left, right)
        if told is not None:
            return literal(told)
    return _term(op, (left, right))


def _compared(op: Op, left: Term, right: Term) -> bool | None:
    """What the bounds say of a comparison."""
    if left.op is Op.LITERAL and right.op is Op.LITERAL and isinstance(left.data, str | bool):
        return (left.data == right.data) is (op is Op.EQUAL)
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return None
    below, not_above = left.high < right.low, left.high <= right.low
    above, not_below = left.low > right.high, left.low >= right.high
    match op:
        case Op.EQUAL | Op.NOT_EQUAL:
            same = left.low == left.high == right.low == right.high
            return (op is Op.EQUAL) if same else (op is not Op.EQUAL) if below or above else None
        case Op.LESS:
            return True if below else False if not_below else None
        case Op.AT_MOST:
            return True if not_above else False if above else None
        case Op.MORE:
            return True if above else False if not_above else None
        case Op.AT_LEAST:
            return True if not_below else False if below else None
        case _:
            raise ValueError(f"{op} compares nothing")


def is_in(item: Term, values: Iterable[int | str | bool]) -> Term:
    """Whether an item is one of some values: one at least."""
    found = tuple(literal(each) for each in values)
    if len(found) == 1:
        return compare(Op.EQUAL, item, found[0])
    return _term(Op.IN, (item, *found))


def where(*arms: tuple[Term, Term], other: Term) -> Term:
    """The value of the first arm whose condition is TRUE, else `other`."""
    found: list[tuple[Term, Term]] = []
    for asked, value in arms:
        told = asked.op is Op.COALESCE and is_literal(asked.args[1], False)  # an arm passes NULL over as it does FALSE
        condition = asked.args[0] if told else asked
        if condition.op is Op.LITERAL:
            if condition.data is True:
                other = value
                break
            continue
        found.append((condition, value))
    while found and _same(found[-1][1], other):
        found.pop()
    if not found:
        return other
    if len(found) == 1 and (simple := _as_truth(*found[0], other)) is not None:
        return simple
    values = [*(value for _, value in found), other]
    low, high = _hull(*values)
    parts = (*(part for arm in found for part in arm), other)
    return _term(Op.CASE, parts, low=low, high=high, null=any(each.null for each in values))


def _same(left: Term, right: Term) -> bool:
    """Whether two terms are seen to be equal at first sight."""
    if left is right:
        return True
    if left.op is not right.op or left.data != right.data or type(left.data) is not type(right.data):
        return False
    return len(left.args) == len(right.args) and all(a is b for a, b in zip(left.args, right.args, strict=True))


def only_where(condition: Term, given: Term) -> Term:
    """A set of facts where a condition holds, else none."""
    if given.op is Op.CASE and len(given.args) == 3 and _same(given.args[0], condition):
        return given
    return where((condition, given), other=ZERO)


def _as_truth(condition: Term, value: Term, other: Term) -> Term | None:
    """A case of truths in other words, where neither may be NULL."""
    if value.null or other.null:
        return None
    if is_literal(value, True):
        return any_of((holds(condition), other))
    if is_literal(value, False):
        return all_of((negated(holds(condition)), other))
    if is_literal(other, False):
        return all_of((holds(condition), value))
    if is_literal(other, True):
        return any_of((negated(holds(condition)), value))
    return None


def _hull(*terms: Term) -> tuple[int | None, int | None]:
    """The bounds of any of some integers; a NULL has none."""
    numbers = [each for each in terms if not is_literal(each, None)]
    lows = [each.low for each in numbers if each.low is not None]
    highs = [each.high for each in numbers if each.high is not None]
    known_all = len(lows) == len(highs) == len(numbers) and numbers
    return (min(lows), max(highs)) if known_all else (None, None)

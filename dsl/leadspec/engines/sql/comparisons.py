"""Comparisons in terms: `interpreter.comparisons`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from leadspec.engines.interpreter.comparisons import _matches as matches
from leadspec.engines.interpreter.prepare import ValueSet
from leadspec.engines.sql.numbers import any_in, either
from leadspec.engines.sql.results import (
    ORDERED,
    Cond,
    Shape,
    Val,
    by_null,
    closed_condition,
    ends_of_fact,
    open_condition,
)
from leadspec.engines.sql.terms import (
    FALSE,
    NULL,
    TRUE,
    Op,
    Term,
    all_of,
    any_of,
    apply,
    compare,
    fails,
    holds,
    is_in,
    is_literal,
    is_null,
    literal,
    negated,
    var,
    where,
)
from leadspec.ir.core import ArrayNeed, Compare, Const, OneOf, Relation, TextHow, ValueKind
from leadspec.values.patterns import Pattern
from leadspec.values.text import SEPARATORS, exact, fold

if TYPE_CHECKING:
    from leadspec.engines.sql.compiler import Compiler

OPS = {
    Relation.EQUAL: Op.EQUAL,
    Relation.NOT_EQUAL: Op.NOT_EQUAL,
    Relation.LESS: Op.LESS,
    Relation.AT_MOST: Op.AT_MOST,
    Relation.MORE: Op.MORE,
    Relation.AT_LEAST: Op.AT_LEAST,
}


def compared(node: Compare, left: Val, right: Val, words: int) -> Cond:
    """Unknown where a value is missing."""
    if node.kind in ORDERED:
        return in_order(node.relation, left, right, words)
    sides = (left.value, right.value) if node.exact or node.kind is not ValueKind.TEXT else (left.folded, right.folded)
    value = compare(OPS[node.relation], *sides)
    if left.members and isinstance(node.right, Const):
        wanted = str(node.right.value)
        same = [each for each in left.members if _is_same(node, each, wanted)]
        value = _is_member(left.value, same)
        value = value if node.relation is Relation.EQUAL else negated(value)
    return _of_two(value, TRUE, TRUE, left, right, words)


def _is_same(node: Compare, member: str, wanted: str) -> bool:
    form = exact if node.exact else fold
    return form(member) == form(wanted)


def _is_member(item: Term, members: Sequence[str]) -> Term:
    """Whether an enum's fact is one of some of its members; NULL where it is missing."""
    return is_in(item, members) if members else where((is_null(item), NULL), other=FALSE)


def in_order(relation: Relation, left: Val, right: Val, words: int) -> Cond:
    """Numbers, days or instants; unknown where one is missing."""
    value = compare(OPS[relation], left.value, right.value)
    if _anything(relation, left, right):
        return _of_two(value, TRUE, TRUE, left, right, words)
    true, false = _may_hold(relation, (left.low, left.high), (right.low, right.high))
    return _of_two(value, true, false, left, right, words)


def _anything(relation: Relation, left: Val, right: Val) -> bool:
    """Whether an open side leaves both truths possible, in any lead."""
    if Shape.OPEN in (left.shape, right.shape):
        return False
    pairs = [(one, other) for one in _possible_ends(left) for other in _possible_ends(right)]
    # The first pair is that of two known values.
    return all(is_literal(each, True) for pair in pairs[1:] for each in _may_hold(relation, *pair))


def _possible_ends(item: Val) -> list[tuple[Term, Term]]:
    known = _never_null(item.value)
    return [(known, known)] if item.shape is Shape.CLOSED else [(known, known), ends_of_fact(item)]


def _never_null(item: Term) -> Term:
    """The same, where it is known to be there."""
    return item if not item.null else Term(item.op, item.args, item.data, item.low, item.high, False, item.free)


Ends = tuple[Term, Term]


def _may_hold(relation: Relation, left: Ends, right: Ends) -> tuple[Term, Term]:
    """Whether two values within their bounds may make a relation true, and false."""
    (left_low, left_high), (right_low, right_high) = left, right
    match relation:
        case Relation.EQUAL | Relation.NOT_EQUAL:
            meet = all_of((compare(Op.AT_MOST, left_low, right_high), compare(Op.AT_MOST, right_low, left_high)))
            one = all_of(
                (
                    compare(Op.EQUAL, left_low, left_high),
                    compare(Op.EQUAL, right_low, right_high),
                    compare(Op.EQUAL, left_high, right_low),
                )
            )
            return (meet, negated(one)) if relation is Relation.EQUAL else (negated(one), meet)
        case Relation.LESS | Relation.AT_MOST:
            likely = compare(OPS[relation], left_low, right_high)
            return likely, negated(compare(OPS[relation], left_high, right_low))
        case Relation.MORE | Relation.AT_LEAST:
            likely = compare(OPS[relation], left_high, right_low)
            return likely, negated(compare(OPS[relation], left_low, right_high))
        case _:
            assert_never(relation)


def _of_two(value: Term, true: Term, false: Term, left: Val, right: Val, words: int) -> Cond:
    """A comparison; `true`, `false`: whether it may be so where a side is open."""
    if left.shape is right.shape is Shape.CLOSED:
        return closed_condition(value, words)
    missing = either((left.missing, right.missing), words)
    both = (left, right)
    if is_literal(true, True) and is_literal(false, True) and not any(_may_be_never(each) for each in both):
        return by_null(value, missing)
    opened = all_of((any_of((left.open, right.open)), negated(left.never), negated(right.never)))
    return open_condition(
        value,
        where((opened, holds(true)), other=holds(value)),
        where((opened, holds(false)), other=fails(value)),
        where((opened, any_of((left.may_miss, right.may_miss))), other=is_null(value)),
        tuple(where((opened, each), other=literal(0)) for each in missing),
    )


def _may_be_never(item: Val) -> bool:
    return item.shape is Shape.OPEN or (item.shape is Shape.CLOSED and item.value.null)


def truth_of(item: Val, words: int) -> Cond:
    """A boolean value as a condition."""
    match item.shape:
        case Shape.CLOSED:
            return closed_condition(item.value, words)
        case Shape.BY_NULL:
            return by_null(item.value, item.missing)
        case Shape.OPEN:
            return open_condition(
                item.value,
                any_of((item.open, holds(item.value))),
                any_of((item.open, fails(item.value))),
                where((item.open, item.may_miss), other=is_null(item.value)),
                item.missing,
            )


# --- One of a set ---------------------------------------------------------------------------------------------


def one_of(c: Compiler, node: OneOf, item: Val) -> Cond:
    """Unknown where the item is missing; an array never is."""
    values = c.set_of(node)
    if item.kind is ValueKind.ARRAY:
        return closed_condition(_array_has(node, values, item), c.words)
    if item.members:
        value = _is_member(item.value, [each for each in item.members if matches(node, values, each)])
    else:
        value = _matches(node, values, item.value if node.exact else item.folded, item.value)
    if item.shape is Shape.CLOSED:
        return closed_condition(value, c.words)
    if not values.plain:
        true, false = FALSE if values.empty else TRUE, TRUE
    else:
        true, false = _may_be_among(values, item)
    if item.shape is Shape.BY_NULL and is_literal(true, True) and is_literal(false, True):
        return by_null(value, item.missing)
    return open_condition(
        value,
        where((item.open, holds(true)), other=holds(value)),
        where((item.open, holds(false)), other=fails(value)),
        where((item.open, item.may_miss), other=is_null(value)),
        item.missing,
    )


def _may_be_among(values: ValueSet, item: Val) -> tuple[Term, Term]:
    if item.kind not in ORDERED:
        return TRUE, TRUE
    low, high = ends_of_fact(item) if item.shape is Shape.BY_NULL else (item.low, item.high)
    inside = any_of(
        all_of((compare(Op.AT_MOST, low, each), compare(Op.AT_LEAST, high, each)))
        for each in map(literal, sorted(values.plain))
    )
    return inside, negated(all_of((inside, compare(Op.EQUAL, low, high))))


def _matches(node: OneOf, values: ValueSet, text: Term, plain: Term) -> Term:
    """Whether an item is one of the values, or as a text is like one of them; NULL where it is missing."""
    if values.plain:
        return is_in(plain, sorted(values.plain))
    words = [each for each in values.likenesses if isinstance(each, str) and each]
    if node.how is TextHow.EQUALS:
        found = is_in(text, sorted(values.texts)) if values.texts else FALSE
    elif node.how is TextHow.WORD and words:
        found = apply(Op.MATCHES, text, literal(word_pattern(*words)))  # a text is searched once for all words
    else:
        found = any_of(is_like(node.how, each, text) for each in values.likenesses)
    return where((is_null(text), NULL), other=found) if not found.null and text.null else found


def _array_has(node: OneOf, values: ValueSet, item: Val) -> Term:
    entries = item.value if node.exact or not values_are_text(item) else item.folded
    each = var("x")
    if node.need is not ArrayNeed.ALL:
        if values.plain and not values_are_text(item):
            return any_in(entries, "x", is_in(each, sorted(values.plain)))
        if node.how is TextHow.EQUALS:
            return any_in(entries, "x", is_in(each, sorted(values.texts))) if values.texts else FALSE
        return any_in(entries, "x", any_of(is_like(node.how, like, each) for like in values.likenesses))
    wanted = [compare(Op.EQUAL, each, literal(one)) for one in sorted(values.plain)]
    wanted += [compare(Op.EQUAL, each, literal(one)) for one in sorted(values.texts)]
    wanted += [is_like(node.how, like, each) for like in values.likenesses]
    return all_of(any_in(entries, "x", one) for one in wanted)


def values_are_text(item: Val) -> bool:
    """Whether an array holds texts: it then has a compared form."""
    return not is_literal(item.folded, None)


def is_like(how: TextHow, wanted: str | Pattern, text: Term) -> Term:
    if isinstance(wanted, Pattern):
        return apply(Op.MATCHES, text, literal(wanted.to_re2()))
    match how:
        case TextHow.CONTAINS:
            return apply(Op.CONTAINS, text, literal(wanted))
        case TextHow.STARTS:
            return apply(Op.STARTS, text, literal(wanted))
        case TextHow.ENDS:
            return apply(Op.ENDS, text, literal(wanted))
        case TextHow.WORD:
            return apply(Op.MATCHES, text, literal(word_pattern(wanted))) if wanted else _never(text)
        case TextHow.EQUALS | TextHow.MATCHES:
            raise ValueError(f"`{wanted}` is not to be like another text")
        case _:
            assert_never(how)


def _never(text: Term) -> Term:
    return where((is_null(text), NULL), other=FALSE)


def word_pattern(*phrases: str) -> str:
    """One of some phrases between separators or the ends, for RE2; every sign of them spelled out."""
    separators = "".join(f"\\x{{{low:x}}}-\\x{{{high:x}}}" for low, high in SEPARATORS)
    spelled = "|".join("".join(map(_spelled, each)) for each in phrases)
    return rf"(?:\A|[{separators}])(?:{spelled})(?:[{separators}]|\z)"


def _spelled(sign: str) -> str:
    return sign if sign.isascii() and sign.isalnum() else f"\\x{{{ord(sign):x}}}"

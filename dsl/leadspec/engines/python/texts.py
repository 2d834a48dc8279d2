"""Texts: folded once, and looked up in sets. Of an enum all that it may be is known, so nothing is folded at all."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final, assert_never

from leadspec.engines.interpreter.comparisons import is_like
from leadspec.engines.interpreter.prepare import pattern_of
from leadspec.engines.python import build as b
from leadspec.engines.python.known import of_the_lead
from leadspec.engines.python.parts import Held, Place
from leadspec.ir.core import ArrayNeed, Compare, OneOf, Relation, TextHow, TextPart, Value, ValueKind
from leadspec.values import text

if TYPE_CHECKING:
    from leadspec.engines.python.emitter import Emitter

SMALL_SET: Final = 40
FEW: Final = 8
ENTRY: Final = "entry"


def folded_text(em: Emitter, node: Value, place: Place | None, *, exact: bool = False, outer: bool = True) -> ast.expr:
    """A text as it is compared, in a local. `outer`: white space around it matters to what is asked."""
    held = em.value(node, place)
    if isinstance(held.expr, ast.Constant):
        return b.const(form_of(str(held.expr.value), exact=exact))
    at = None if place is None or of_the_lead(node) else place
    memo = em.memo if at is None else at.memo
    key = ("folded", exact, outer, node)
    found = memo.get(("folded", exact, True, node)) or memo.get(key)
    if found is None:
        form = compared_form(em, held.expr, exact=exact, outer=outer, is_folded=isinstance(node, TextPart))
        expr = b.either(b.is_none(held.expr), b.NONE, form) if held.may_miss else form
        found = memo[key] = Held(em.keep(f"{_stem(held.expr)}_folded", node, expr, at), 1, held.may_miss)
    return found.expr


def _stem(expr: ast.expr) -> str:
    return expr.id if isinstance(expr, ast.Name) else "text"


def compared_form(em: Emitter, expr: ast.expr, *, exact: bool, outer: bool = True, is_folded: bool = False) -> ast.expr:
    """Most texts are ASCII, and short work. A domain is folded but for signs that joined others in its address."""
    helper = em.shared.helper("exact" if exact else "fold")
    plain = expr
    if not exact and not is_folded:
        if outer:
            plain = b.method(expr, "strip", em.shared.helper("ASCII_SPACE"))
        plain = b.method(plain, "lower")
    return b.either(b.method(expr, "isascii"), plain, b.call(helper, expr))


def form_of(written: str, *, exact: bool) -> str:
    return text.exact(written) if exact else text.fold(written)


# --- comparisons of texts -----------------------------------------------------------------------------------------


def compared_texts(em: Emitter, node: Compare, place: Place | None, wanted: bool) -> ast.expr:
    """Whether two texts are equal (`wanted`) or different, where both are there."""
    equal = (node.relation is Relation.EQUAL) is wanted
    members = em.known.members(node.left)
    right = em.value(node.right, place)
    if members is not None and isinstance(right.expr, ast.Constant):
        form = form_of(str(right.expr.value), exact=node.exact)
        fitting = [each for each in members if form_of(each, exact=node.exact) == form]
        return in_members(
            em.read(node.left, place) if equal else em.value(node.left, place).expr, members, fitting, equal
        )
    pair = [folded_text(em, each, place, exact=node.exact) for each in (node.left, node.right)]
    guards = [
        b.is_not_none(expr)
        for expr, each in zip(pair, (node.left, node.right), strict=True)
        if em.known.may_miss(each) and not (equal and isinstance(pair[1], ast.Constant))
    ]
    return b.and_(*guards, b.compare(pair[0], "=" if equal else "!=", pair[1]))


def in_members(item: ast.expr, members: Sequence[str], fitting: Sequence[str], wanted: bool) -> ast.expr:
    """Whether an enum is one of some members, or one of the others."""
    chosen = fitting if wanted else [each for each in members if each not in set(fitting)]
    if not wanted and len(fitting) <= len(chosen):
        return b.and_(b.is_not_none(item), in_set(None, item, fitting, "", positive=False))
    return in_set(None, item, chosen, "")


def in_set(
    em: Emitter | None, item: ast.expr, values: Sequence[object], stem: str, *, positive: bool = True
) -> ast.expr:
    """Whether an item is one of some constants; a missing one is none of them."""
    if not values:
        return b.const(not positive)
    if len(values) == 1:
        return b.compare(item, "=" if positive else "!=", b.const(values[0]))
    wanted = b.set_of(values)
    if em is not None and len(values) > SMALL_SET:
        wanted = em.shared.constant(stem or "values", ("set", tuple(values)), frozenset(values))
    return b.compare(item, "in" if positive else "not in", wanted)


# --- texts and sets -----------------------------------------------------------------------------------------------


class Wanted:
    """The values of one set, in the form in which they are compared."""

    def __init__(self, em: Emitter, node: OneOf) -> None:
        lists = em.known.program.lists
        entries = [entry for each in node.lists for entry in lists[each].entries]
        written = [*(each.value for each in node.values if isinstance(each.value, str)), *entries]
        self.node = node
        self.stem = node.lists[0] if len(node.lists) == 1 and not node.values else "values"
        self.plain = list(dict.fromkeys(each.value for each in node.values if not isinstance(each.value, str)))
        if node.how is TextHow.MATCHES:
            self.texts = list(dict.fromkeys(written))
        else:
            self.texts = list(dict.fromkeys(form_of(each, exact=node.exact) for each in written))

    def fits(self, given: str) -> bool:
        """Whether a text is like one of them, known before any lead is read."""
        node, form = self.node, form_of(given, exact=self.node.exact)
        wanted = (pattern_of(each, exact=node.exact) if node.how is TextHow.MATCHES else each for each in self.texts)
        return any(is_like(node.how, each, form) for each in wanted)


def one_of(em: Emitter, node: OneOf, place: Place | None, wanted: bool) -> ast.expr:
    """Whether an item that is there is (`wanted`) or is not one of a set."""
    values = Wanted(em, node)
    if em.known.kind(node.item) is ValueKind.ARRAY:
        found = _array(em, values, em.value(node.item, place).expr)
        return found if wanted else b.not_(found)
    may_miss = em.known.may_miss(node.item)
    if em.known.kind(node.item) is not ValueKind.TEXT:
        item = em.whole(node.item, place)
        test = in_set(em, item, values.plain, values.stem, positive=wanted)
        return b.and_(b.is_not_none(item), test) if may_miss and not wanted else test
    members = em.known.members(node.item)
    if members is not None:
        fitting = [each for each in members if values.fits(each)]
        return in_members(
            em.read(node.item, place) if wanted else em.value(node.item, place).expr, members, fitting, wanted
        )
    # A word or part that is looked for has no white space around it, so it is found in any case.
    outer = node.exact or node.how not in (TextHow.CONTAINS, TextHow.WORD)
    item = folded_text(em, node.item, place, exact=node.exact, outer=outer)
    test = like(em, values, item)
    if node.how is TextHow.EQUALS and wanted:
        return test
    return b.and_(*([b.is_not_none(item)] if may_miss else []), test if wanted else b.not_(test))


def like(em: Emitter, values: Wanted, item: ast.expr) -> ast.expr:
    """Whether a text in compared form is like one of the values."""
    return _like_any(em, values, item, values.texts)


def _like_any(em: Emitter, values: Wanted, item: ast.expr, texts: Sequence[str]) -> ast.expr:
    node = values.node
    match node.how:
        case TextHow.EQUALS:
            return in_set(em, item, texts, values.stem)
        case TextHow.STARTS | TextHow.ENDS:
            if not texts:
                return b.FALSE
            ends = b.const(texts[0] if len(texts) == 1 else tuple(texts))
            if len(texts) > SMALL_SET:
                ends = em.shared.constant(values.stem, ("tuple", tuple(texts)), tuple(texts))
            return b.method(item, "startswith" if node.how is TextHow.STARTS else "endswith", ends)
        case TextHow.CONTAINS:
            return _any(em, values, texts, lambda each: b.compare(each, "in", item))
        case TextHow.WORD:
            word = em.shared.helper("contains_word")
            return _any(em, values, texts, lambda each: b.and_(b.compare(each, "in", item), b.call(word, item, each)))
        case TextHow.MATCHES:
            return b.or_(*(b.method(_pattern(em, each, node.exact), "matches", item) for each in texts))
        case _:
            assert_never(node.how)


def _pattern(em: Emitter, written: str, exact: bool) -> ast.expr:
    return em.shared.constant("pattern", ("pattern", written, exact), pattern_of(written, exact=exact))


def _any(em: Emitter, values: Wanted, texts: Sequence[str], test: Callable[[ast.expr], ast.expr]) -> ast.expr:
    if len(texts) <= SMALL_SET:
        return b.or_(*(test(b.const(each)) for each in texts))
    all_texts = em.shared.constant(values.stem, ("tuple", tuple(texts)), tuple(texts))
    return _any_of(test(b.name("wanted")), "wanted", all_texts)


def _any_of(test: ast.expr, target: str, items: ast.expr) -> ast.expr:
    """`any(test for target in items)`."""
    loop = ast.comprehension(b.Name(target, b.STORE), items, [], 0)
    return b.call("any", b.GeneratorExp(test, [loop]))


def _array(em: Emitter, values: Wanted, items: ast.expr) -> ast.expr:
    """Whether an array holds any of the values, or all."""
    node = values.node
    kind = em.known.item_kind(node.item)
    if node.need is ArrayNeed.ALL:
        return b.and_(*_all_in(em, values, items, kind))
    if kind is not ValueKind.TEXT:
        if not values.plain:
            return b.FALSE
        return b.not_(b.method(_frozen(em, values.plain, values.stem), "isdisjoint", items))
    entry = b.name(ENTRY)
    return _any_of(like(em, values, entry), ENTRY, _forms(em, node, items))


def _all_in(em: Emitter, values: Wanted, items: ast.expr, kind: ValueKind) -> Iterable[ast.expr]:
    node = values.node
    if values.plain:
        yield b.method(_frozen(em, values.plain, values.stem), "issubset", items)
    if not values.texts:
        return
    if kind is not ValueKind.TEXT:
        yield b.FALSE
        return
    forms = _forms(em, node, items)
    if node.how is TextHow.EQUALS:
        yield b.method(_frozen(em, values.texts, values.stem), "issubset", forms)
    else:
        for each in values.texts:
            yield _any_of(_like_any(em, values, b.name(ENTRY), [each]), ENTRY, forms)


def _frozen(em: Emitter, values: Sequence[object], stem: str) -> ast.expr:
    return em.shared.constant(stem, ("set", tuple(values)), frozenset(values))


def _forms(em: Emitter, node: OneOf, items: ast.expr) -> ast.expr:
    return b.call("map", em.shared.helper("exact" if node.exact else "fold"), items)

"""What is the same for every lead: the moments that `as_of` gives, and the sets that texts are looked up in."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from msgspec import Struct

from leadspec.ir.core import AsOf, Measured, OneOf, Present, Program, Ref, Tally, TextHow, ValueKind
from leadspec.ir.walk import Node, walk
from leadspec.values import days, instants, text
from leadspec.values.patterns import Pattern, PatternFault, parse_pattern
from leadspec.values.zones import Zone


class ValueSet(Struct, frozen=True):
    """The values of one `OneOf`, ready to be looked up: texts in their compared form, and all that is no text.

    Texts that are not to be equal, but alike in another way, are `likenesses`.
    """

    texts: frozenset[str]
    plain: frozenset[int | bool]
    likenesses: tuple[str | Pattern, ...]

    @property
    def empty(self) -> bool:
        return not (self.texts or self.plain or self.likenesses)


@dataclass(frozen=True)
class Prepared:
    """A program made ready for one instant. `moments` and `sets` are found by the identity of their node.

    `factual`: the presence tests that ask for facts alone (see `conditions`).
    """

    program: Program
    as_of: int
    zone: Zone | None
    moments: Mapping[int, int]
    sets: Mapping[int, ValueSet]
    factual: Set[int]

    def day(self, at: int) -> int:
        """The local day of an instant."""
        if self.zone is None:
            raise ValueError("this policy reads time, so it needs a time zone")
        return self.zone.day(at)


def prepare(program: Program, as_of: int, zone: Zone | None) -> Prepared:
    """Make a program ready. Raises `ValueError` where it reads days and has no zone."""
    moments: dict[int, int] = {}
    sets: dict[int, ValueSet] = {}
    factual: set[int] = set()
    factual_names: set[str] = set()
    prepared = Prepared(program, as_of, zone, moments, sets, factual)
    for definition in program.definitions:
        for node in walk(definition.body):
            match node:
                case AsOf():
                    moments[id(node)] = _moment(prepared, node)
                case OneOf():
                    sets[id(node)] = _value_set(program, node)
                case Present(item=item) if _is_factual(item, factual_names):
                    factual.add(id(node))
        if _is_factual(definition.body, factual_names):
            factual_names.add(definition.name)
    return prepared


def _is_factual(node: Node, names: Set[str]) -> bool:
    """Whether facts alone say if a value is there, and neither events nor points have a part in it."""
    return all(
        not isinstance(each, Measured | Tally) and (not isinstance(each, Ref) or each.name in names)
        for each in walk(node)
    )


def _moment(prepared: Prepared, node: AsOf) -> int:
    if node.kind is ValueKind.INSTANT:
        return prepared.as_of if node.back is None else instants.back(prepared.as_of, node.back)
    today = prepared.day(prepared.as_of)
    return today if node.back is None else days.back(today, node.back)


def compared_form(node: OneOf, written: str) -> str:
    """A text as a set compares it."""
    return text.exact(written) if node.exact else text.fold(written)


def _value_set(program: Program, node: OneOf) -> ValueSet:
    entries = [entry for name in node.lists for entry in program.lists[name].entries]
    texts = [*(each.value for each in node.values if isinstance(each.value, str)), *entries]
    plain = frozenset(each.value for each in node.values if not isinstance(each.value, str))
    match node.how:
        case TextHow.EQUALS:
            return ValueSet(frozenset(compared_form(node, each) for each in texts), plain, ())
        case TextHow.MATCHES:
            return ValueSet(frozenset(), plain, tuple(pattern_of(each, exact=node.exact) for each in texts))
        case _:
            return ValueSet(frozenset(), plain, tuple(compared_form(node, each) for each in texts))


def pattern_of(written: str, *, exact: bool) -> Pattern:
    """The pattern of a policy, which was checked before."""
    pattern = parse_pattern(written, exact=exact)
    if isinstance(pattern, PatternFault):
        raise ValueError(f"`{written}` is no pattern: {pattern.message}")
    return pattern

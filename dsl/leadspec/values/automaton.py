"""Patterns as automata: whether a whole text matches, in time linear in the text.

Each place in a pattern where a character can stand is a position. A state is the set of positions where the
last character may have stood, held as the bits of an `int`; a character leads from each of them to those that
may follow. States are worked out when a text first needs them, and a bounded number is kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, assert_never

from msgspec import Struct

from leadspec.values.charsets import CharSet, complement
from leadspec.values.pattern_tree import Choice, Literal, Node, OneOf, Repeat, Sequence

# With at most 1,000, no product of nested repetitions goes beyond what RE2 takes.
MOST_POSITIONS: Final = 1_000

_MOST_MOVES_KEPT: Final = 5_000
_BEGINNING: Final = -1  # the state before the first character; all others are sets of positions


def count_positions(node: Node) -> int:
    """How many positions the pattern has once its counted repetitions are written out."""
    match node:
        case Literal() | OneOf():
            return 1
        case Sequence(parts=parts) | Choice(options=parts):
            return sum(map(count_positions, parts))
        case Repeat(part=part, least=least, most=most):
            return count_positions(part) * (max(least, 1) if most is None else most)
        case _:
            assert_never(node)


@dataclass(frozen=True, slots=True)
class Automaton:
    """`follow[p]`: the positions that may follow position p; `first`, `last`: where a match begins and ends.

    `accepts[i]`: the positions that take characters from code point `bounds[i]` up to before `bounds[i + 1]`.
    `takes_empty`: whether the empty text matches. All sets of positions are bits of an `int`.
    """

    bounds: tuple[int, ...]
    accepts: tuple[int, ...]
    follow: tuple[int, ...]
    first: int
    last: int
    takes_empty: bool
    _moves: dict[tuple[int, int], int] = field(default_factory=dict, compare=False, repr=False)

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        state = _BEGINNING
        for character in text:
            interval = bisect_right(self.bounds, ord(character)) - 1
            state = self._move(state, interval)
            if not state:
                return False
        return self.takes_empty if state == _BEGINNING else bool(state & self.last)

    def _move(self, state: int, interval: int) -> int:
        key = (state, interval)
        found = self._moves.get(key)
        if found is None:
            if len(self._moves) >= _MOST_MOVES_KEPT:
                self._moves.clear()
            found = self._moves[key] = self.move(state, interval)
        return found

    def move(self, state: int, interval: int) -> int:
        """The state after one more character of an interval; 0 where nothing can match any more."""
        reachable = self.first if state == _BEGINNING else 0
        if state != _BEGINNING:
            for position in _bits(state):
                reachable |= self.follow[position]
        return reachable & self.accepts[interval]


def build_automaton(tree: Node) -> Automaton:
    """The automaton of a pattern with at most `MOST_POSITIONS` positions."""
    builder = _Builder()
    whole = builder.build(tree)
    bounds, accepts = _intervals(builder.sets)
    return Automaton(bounds, accepts, tuple(builder.follow), whole.first, whole.last, whole.takes_empty)


def characters_of(node: Literal | OneOf) -> CharSet:
    """The characters that may stand at one position."""
    if isinstance(node, Literal):
        return ((ord(node.character), ord(node.character)),)
    return complement(node.characters) if node.negated else node.characters


class _Part(Struct, frozen=True):
    takes_empty: bool
    first: int
    last: int


_EMPTY: Final = _Part(True, 0, 0)


class _Builder:
    def __init__(self) -> None:
        self.follow: list[int] = []
        self.sets: defaultdict[CharSet, int] = defaultdict(int)

    def build(self, node: Node) -> _Part:
        match node:
            case Literal() | OneOf():
                bit = 1 << len(self.follow)
                self.follow.append(0)
                self.sets[characters_of(node)] |= bit
                return _Part(False, bit, bit)
            case Sequence(parts=parts):
                whole = _EMPTY
                for part in parts:
                    whole = self.join(whole, self.build(part))
                return whole
            case Choice(options=options):
                built = [self.build(option) for option in options]
                whole = built[0]
                for other in built[1:]:
                    empty = whole.takes_empty or other.takes_empty
                    whole = _Part(empty, whole.first | other.first, whole.last | other.last)
                return whole
            case Repeat(part=part, least=least, most=most):
                return self.repeat(part, least, most)
            case _:
                assert_never(node)

    def repeat(self, part: Node, least: int, most: int | None) -> _Part:
        # From the end backwards, optional ones nested as in `x(x(x)?)?`, so that few positions follow each.
        whole = _EMPTY
        if most is None:
            whole = self.build(part)
            self.link(whole.last, whole.first)
            whole = _Part(whole.takes_empty or least == 0, whole.first, whole.last)
            least = max(least - 1, 0)
        else:
            for _ in range(most - least):
                whole = self.join(self.build(part), whole)
                whole = _Part(True, whole.first, whole.last)
        for _ in range(least):
            whole = self.join(self.build(part), whole)
        return whole

    def join(self, left: _Part, right: _Part) -> _Part:
        self.link(left.last, right.first)
        first = left.first | right.first if left.takes_empty else left.first
        last = left.last | right.last if right.takes_empty else right.last
        return _Part(left.takes_empty and right.takes_empty, first, last)

    def link(self, before: int, after: int) -> None:
        if after:
            for position in _bits(before):
                self.follow[position] |= after


def _intervals(sets: dict[CharSet, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The code points cut where any set begins or ends, and the positions that take each piece."""
    cuts = {0}
    for characters in sets:
        for first, last in characters:
            cuts |= {first, last + 1}
    bounds = sorted(cuts)
    index = {bound: i for i, bound in enumerate(bounds)}
    accepts = [0] * len(bounds)
    for characters, positions in sets.items():
        for first, last in characters:
            for i in range(index[first], index[last + 1]):
                accepts[i] |= positions
    return tuple(bounds), tuple(accepts)


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low

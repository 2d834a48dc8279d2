"""What an element of a list needs several times is worked out once, so that text does not double at each step.

Columns do this for what is the same for the whole lead (see `plan`).
It costs the engine a list more, so short bodies stay as they are.
"""

from __future__ import annotations

from leadspec.engines.sql.numbers import filtered, mapped
from leadspec.engines.sql.terms import Op, Term, get, struct, var

LONG = 80  # a lambda with fewer operations says them again
WORTH = 6

_LEAVES = frozenset({Op.LITERAL, Op.COLUMN, Op.PARAM, Op.VAR, Op.GET})


def bound(term: Term) -> Term:
    """The same term, with names in long lambdas."""
    return _Binder().rebuilt(term)


class _Binder:
    def __init__(self) -> None:
        self.done: dict[int, Term] = {}
        self.alive: list[Term] = []
        self.sizes: dict[int, int] = {}

    def rebuilt(self, term: Term) -> Term:
        found = self.done.get(id(term))
        if found is None:
            made = _with(term, tuple(map(self.rebuilt, term.args)))
            if made.op in (Op.FILTER, Op.MAP) and self.size(made.args[1]) > LONG:
                made = self.in_steps(made)
            found = self.done[id(term)] = made
            self.alive.append(term)
        return found

    def size(self, term: Term) -> int:
        found = self.sizes.get(id(term))
        if found is None:
            found = self.sizes[id(term)] = 1 + sum(map(self.size, term.args))
            self.alive.append(term)
        return found

    def in_steps(self, term: Term) -> Term:
        """The list with what its elements need beside each element, step by step, and then the body."""
        items, body = term.args
        names = [str(each) for each in _names(term)]
        order, uses, hidden = _walked(body)
        chosen = {
            id(each)
            for each in order
            if each.op not in _LEAVES and each.free and id(each) not in hidden and uses[id(each)] > 1
            if self.size(each) >= WORTH and each is not body
        }
        steps: dict[int, int] = {}
        groups: list[list[Term]] = []
        for each in order:
            step = max((steps[id(arg)] + (id(arg) in chosen) for arg in each.args), default=0)
            steps[id(each)] = step
            if id(each) in chosen:
                groups += [[] for _ in range(step + 1 - len(groups))]
                groups[step].append(each)
        if not groups:
            return term
        parts = {id(each): f"p{place}" for place, each in enumerate((each for group in groups for each in group), 1)}
        element = var(names[0])
        carried: list[tuple[str, Term]] = [(name, var(name)) for name in names]
        for step, group in enumerate(groups):
            build = _Step(self, names, parts if step else {}, parts)
            made = [(parts[id(each)], build.defined(each)) for each in group]
            told = struct([*carried, *made])
            # The places of elements are asked for in the first step alone.
            items = mapped(items, names[0], told, names[1] if len(names) > 1 and not step else None)
            carried = [(name, get(element, name, each.low, each.high, null=each.null)) for name, each in told_of(told)]
        final = _Step(self, names, parts, parts).built(body)
        self.alive.append(term)
        if term.op is Op.MAP:
            return mapped(items, names[0], final)
        return mapped(filtered(items, names[0], final), names[0], get(element, names[0], null=False))


def told_of(told: Term) -> list[tuple[str, Term]]:
    return [(str(name), each) for name, each in zip(_names(told), told.args, strict=True)]


class _Step:
    """Terms as one step says them: what earlier steps made is a part of the element."""

    def __init__(self, binder: _Binder, names: list[str], made: dict[int, str], parts: dict[int, str]) -> None:
        self.binder = binder
        self.names = names
        self.made = made
        self.later = bool(made)
        self.parts = parts
        self.done: dict[int, Term] = {}

    def defined(self, term: Term) -> Term:
        return _with(term, tuple(map(self.built, term.args)))

    def built(self, term: Term) -> Term:
        found = self.done.get(id(term))
        if found is None:
            if id(term) in self.made:
                found = get(var(self.names[0]), self.made[id(term)], term.low, term.high, null=term.null)
            elif self.later and term.op is Op.VAR and term.data in self.names:
                found = get(var(self.names[0]), str(term.data), term.low, term.high, null=False)
            else:
                found = self.defined(term)
            self.done[id(term)] = found
            self.binder.alive.append(term)
        return found


def _with(term: Term, args: tuple[Term, ...]) -> Term:
    if all(a is b for a, b in zip(args, term.args, strict=True)):
        return term
    free = frozenset().union(*(each.free for each in args))
    if term.op in (Op.FILTER, Op.MAP):
        assert isinstance(term.data, tuple)
        free -= set(map(str, term.data))
    elif term.op is Op.VAR:
        free = term.free
    return Term(term.op, args, term.data, term.low, term.high, term.null, free)


def _walked(body: Term) -> tuple[list[Term], dict[int, int], set[int]]:
    """All terms, parts first; how often each stands there; and those that hang on a name of an inner lambda."""
    order: list[Term] = []
    uses: dict[int, int] = {id(body): 1}
    hidden: set[int] = set()
    seen: set[int] = set()
    waiting = [(body, False)]
    while waiting:
        at, ready = waiting.pop()
        if ready:
            order.append(at)
            continue
        if id(at) in seen:
            continue
        seen.add(id(at))
        waiting.append((at, True))
        for each in at.args:
            uses[id(each)] = uses.get(id(each), 0) + 1
            waiting.append((each, False))
    inner = {str(name) for each in order if each.op in (Op.FILTER, Op.MAP) for name in _names(each)}
    hidden = {id(each) for each in order if each.free & inner}
    return order, uses, hidden


def _names(term: Term) -> tuple[object, ...]:
    assert isinstance(term.data, tuple)
    return term.data

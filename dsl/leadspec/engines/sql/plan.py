"""From terms to stages: what stands in many places, or in the test of each event, becomes a column of its own.

A stage reads the columns of the one before it. Only columns that are still asked for are handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from leadspec.engines.sql.bind import bound
from leadspec.engines.sql.terms import Op, Term

LEAVES = frozenset({Op.LITERAL, Op.COLUMN, Op.PARAM, Op.VAR})
SMALL = 5  # operations that are cheaper to say again than to give a column
_DEAR = frozenset({Op.FOLD, Op.MATCHES, Op.CONTAINS, Op.STARTS, Op.ENDS, Op.DOMAIN, Op.LENGTH, Op.FILTER, Op.MAP})


class Column(Struct, frozen=True):
    name: str
    term: Term


class Stage(Struct, frozen=True):
    """`kept`: columns of the stage before that a later one asks for; `made`: new ones."""

    kept: tuple[str, ...]
    made: tuple[Column, ...]


class Plan(Struct, frozen=True):
    """Terms of a stage hold columns of earlier stages; `outputs` those of the last one."""

    inputs: tuple[Column, ...]
    stages: tuple[Stage, ...]
    kept: tuple[str, ...]  # columns that the outputs ask for
    outputs: tuple[Column, ...]


def make_plan(
    inputs: Mapping[str, Term], outputs: Sequence[tuple[str, Term]], named: Sequence[tuple[str, Term]]
) -> Plan:
    """`named`: terms that are columns in any case, under this name."""
    graph = _Graph()
    roots = [(name, graph.same(term)) for name, term in outputs]
    names: dict[int, str] = {}
    for name, term in named:
        same = graph.same(term)
        if id(same) in graph.asked and same.op not in LEAVES:
            names.setdefault(id(same), name)
    graph.count_uses(root for _, root in roots)
    return _Cut(graph, names, set(inputs)).plan(inputs, roots)


class _Graph:
    """Equal terms made one, and how often each is asked for."""

    def __init__(self) -> None:
        self.by_form: dict[tuple[object, ...], Term] = {}
        self.found: dict[int, Term] = {}
        self.kept_alive: list[Term] = []
        self.asked: set[int] = set()
        self.uses: dict[int, int] = {}
        self.within: set[int] = set()  # asked for by what depends on an element of a list
        self.size: dict[int, int] = {}

    def same(self, term: Term) -> Term:
        waiting: list[tuple[Term, bool]] = [(term, False)]
        while waiting:
            at, ready = waiting.pop()
            if id(at) in self.found:
                continue
            if not ready:
                waiting.append((at, True))
                waiting.extend((each, False) for each in at.args)
                continue
            args = tuple(self.found[id(each)] for each in at.args)
            form = (at.op, type(at.data), at.data, *map(id, args))
            made = self.by_form.get(form)
            if made is None:
                made = self.by_form[form] = Term(at.op, args, at.data, at.low, at.high, at.null, at.free)
                dear = 10 if at.op in _DEAR else 1
                self.size[id(made)] = min(dear + sum(self.size[id(each)] for each in args), 10**6)
                self.asked.add(id(made))
            self.kept_alive.append(at)
            self.found[id(at)] = made
            self.found[id(made)] = made
        return self.found[id(term)]

    def count_uses(self, roots: Iterable[Term]) -> None:
        seen: set[int] = set()
        waiting = list(roots)
        for root in waiting:
            self.uses[id(root)] = self.uses.get(id(root), 0) + 1
        while waiting:
            at = waiting.pop()
            if id(at) in seen:
                continue
            seen.add(id(at))
            for place, each in enumerate(at.args):
                self.uses[id(each)] = self.uses.get(id(each), 0) + 1
                if at.free or (at.op in (Op.FILTER, Op.MAP) and place == 1):
                    self.within.add(id(each))
            waiting.extend(at.args)


class _Cut:
    def __init__(self, graph: _Graph, names: dict[int, str], taken: set[str]) -> None:
        self.graph = graph
        self.names = names
        self.taken = {each.lower() for each in taken}
        self.level: dict[int, int] = {}  # of the columns that are made; those of the inputs are 0
        self.needs: dict[int, int] = {}  # the level after which a term can be worked out
        self.called: dict[int, str] = {}
        self.made: list[Term] = []
        self.printed: dict[int, Term] = {}

    def is_column(self, term: Term) -> bool:
        if term.op in LEAVES or term.free:
            return False
        if id(term) in self.names or term.op is Op.FOLD:
            return True
        if id(term) in self.graph.within and self.graph.size[id(term)] > 2:
            return True
        return self.graph.uses.get(id(term), 0) > 1 and self.graph.size[id(term)] >= SMALL

    def plan(self, inputs: Mapping[str, Term], roots: Sequence[tuple[str, Term]]) -> Plan:
        for _, root in roots:
            self._place(root)
        last = max(self.level.values(), default=0)
        outputs = tuple(Column(name, bound(self._cut(root, whole=False))) for name, root in roots)
        made: list[list[Column]] = [[] for _ in range(last)]
        for each in self.made:
            made[self.level[id(each)] - 1].append(Column(self.called[id(each)], bound(self._cut(each, whole=True))))
        wanted = {name for each in outputs for name in columns_of(each.term)}
        kept = tuple(sorted(wanted))
        stages: list[Stage] = []
        for columns in reversed(made):
            own = {each.name for each in columns}
            before = wanted - own
            stages.append(Stage(tuple(sorted(before)), tuple(columns)))
            wanted = before.union(*(columns_of(each.term) for each in columns))
        asked = tuple(Column(name, term) for name, term in inputs.items() if name in wanted)
        return Plan(asked, tuple(reversed(stages)), kept, outputs)

    def _place(self, root: Term) -> None:
        waiting: list[tuple[Term, bool]] = [(root, False)]
        while waiting:
            at, ready = waiting.pop()
            if id(at) in self.needs:
                continue
            if not ready:
                waiting.append((at, True))
                waiting.extend((each, False) for each in reversed(at.args))
                continue
            needs = max((self.needs[id(each)] for each in at.args), default=0)
            if self.is_column(at):
                self.level[id(at)] = needs = needs + 1
                self.called[id(at)] = self._name(at)
                self.made.append(at)
            self.needs[id(at)] = needs

    def _name(self, term: Term) -> str:
        wanted = self.names.get(id(term))
        base = f"_{len(self.made) + 1}" if wanted is None else wanted
        name, number = base, 2
        while name.lower() in self.taken:
            name, number = f"{base} {number}", number + 1
        self.taken.add(name.lower())
        return name

    def _cut(self, term: Term, *, whole: bool) -> Term:
        """The term with columns in place of what has been worked out before."""
        if not whole and id(term) in self.called:
            return Term(Op.COLUMN, (), self.called[id(term)], term.low, term.high, term.null)
        key = id(term)
        if key in self.printed:
            return self.printed[key]
        args = tuple(self._cut(each, whole=False) for each in term.args)
        made = Term(term.op, args, term.data, term.low, term.high, term.null, term.free)
        self.printed[key] = made
        return made


def columns_of(term: Term) -> set[str]:
    return _said_by(Op.COLUMN, [term])


def parts_of(terms: Iterable[Term]) -> set[str]:
    """The parts of structures that are asked for."""
    return _said_by(Op.GET, terms)


def _said_by(op: Op, terms: Iterable[Term]) -> set[str]:
    found: set[str] = set()
    seen: set[int] = set()
    waiting = list(terms)
    while waiting:
        at = waiting.pop()
        if id(at) in seen:
            continue
        seen.add(id(at))
        if at.op is op:
            found.add(str(at.data))
        waiting.extend(at.args)
    return found

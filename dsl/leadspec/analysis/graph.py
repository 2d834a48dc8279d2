"""What reads what: the graph of a policy's definitions, without recursion, so that long chains are no trouble."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct, field

from leadspec.source import Span
from leadspec.syntax import tree


class Edge(NamedTuple):
    """`soft`: a bare word on the value side, which most often is a member and reads nothing."""

    to: str
    span: Span
    soft: bool = False


class Vertex(Struct):
    """One definition, or a rule that nothing can read. `statement` is None for the lead's stage."""

    key: str
    statement: tree.Statement | None
    span: Span
    edges: list[Edge] = field(default_factory=list)

    def hard(self) -> list[Edge]:
        return [each for each in self.edges if not each.soft]

    def without(self, keys: Iterable[str]) -> None:
        dropped = set(keys)
        self.edges = [each for each in self.edges if each.to not in dropped]


Graph = dict[str, Vertex]


def reaching(graph: Graph, targets: Iterable[str]) -> set[str]:
    """All that read one of the targets, directly or through others."""
    readers: dict[str, list[str]] = {}
    for vertex in graph.values():
        for edge in vertex.hard():
            readers.setdefault(edge.to, []).append(vertex.key)
    found: set[str] = set()
    stack = list(targets)
    while stack:
        for each in readers.get(stack.pop(), ()):
            if each not in found:
                found.add(each)
                stack.append(each)
    return found


def path(graph: Graph, start: str, targets: set[str], within: set[str] | None = None) -> list[Edge]:
    """The shortest way from a definition to one of the targets, as the edges along it."""
    came: dict[str, tuple[str, Edge]] = {}
    queue = deque([start])
    while queue:
        key = queue.popleft()
        for edge in graph[key].hard():
            if edge.to not in graph or edge.to in came or (within is not None and edge.to not in within):
                continue
            came[edge.to] = (key, edge)
            if edge.to in targets:
                return _walk_back(came, start, edge.to)
            queue.append(edge.to)
    return []


def _walk_back(came: dict[str, tuple[str, Edge]], start: str, end: str) -> list[Edge]:
    edges = []
    at = end
    while True:
        at, edge = came[at]
        edges.append(edge)
        if at == start:
            return edges[::-1]


def cycles(graph: Graph) -> list[set[str]]:
    """The sets of definitions that read each other in a circle (Tarjan's components, with a stack of our own)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    on_stack: set[str] = set()
    found: list[set[str]] = []
    for root in graph:
        if root in index:
            continue
        work = [(root, iter(graph[root].hard()))]
        index[root] = low[root] = len(index)
        open_.append(root)
        on_stack.add(root)
        while work:
            key, edges = work[-1]
            edge = next(edges, None)
            if edge is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[key])
                if low[key] == index[key]:
                    component = _pop_component(open_, on_stack, key)
                    if len(component) > 1 or any(each.to == key for each in graph[key].hard()):
                        found.append(component)
            elif edge.to in graph and edge.to not in index:
                index[edge.to] = low[edge.to] = len(index)
                open_.append(edge.to)
                on_stack.add(edge.to)
                work.append((edge.to, iter(graph[edge.to].hard())))
            elif edge.to in on_stack:
                low[key] = min(low[key], index[edge.to])
    return found


def _pop_component(open_: list[str], on_stack: set[str], key: str) -> set[str]:
    component = set()
    while True:
        each = open_.pop()
        on_stack.discard(each)
        component.add(each)
        if each == key:
            return component


def reading_order(graph: Graph) -> list[str]:
    """All keys so that each stands after what it reads, else as in the policy; cycles must be cut before.

    Words on the value side are waited for only where that delays nothing else.
    """
    place = {key: number for number, key in enumerate(graph)}
    hard = dict.fromkeys(graph, 0)
    soft = dict.fromkeys(graph, 0)
    readers: dict[str, list[tuple[str, bool]]] = {}
    for vertex in graph.values():
        for edge in vertex.edges:
            if edge.to in graph:
                (soft if edge.soft else hard)[vertex.key] += 1
                readers.setdefault(edge.to, []).append((vertex.key, edge.soft))
    ready = [place[key] for key in graph if not hard[key] and not soft[key]]
    waiting = [place[key] for key in graph if not hard[key] and soft[key]]
    heapq.heapify(ready)
    heapq.heapify(waiting)
    keys = list(graph)
    order: list[str] = []
    done: set[str] = set()
    while ready or waiting:
        key = keys[heapq.heappop(ready) if ready else heapq.heappop(waiting)]
        if key in done:
            continue
        done.add(key)
        order.append(key)
        for reader, is_soft in readers.get(key, ()):
            (soft if is_soft else hard)[reader] -= 1
            if not hard[reader]:
                heapq.heappush(waiting if soft[reader] else ready, place[reader])
    return order

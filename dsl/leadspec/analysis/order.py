"""Which rules may read which: cycles, stages among themselves, and what a disqualification may not know."""

from __future__ import annotations

from collections.abc import Iterable

from leadspec.analysis.context import Context, failed
from leadspec.analysis.graph import Edge, Graph, Vertex, cycles, path, reaching, reading_order
from leadspec.analysis.mentions import Mention, mentions
from leadspec.analysis.model import SymbolKind
from leadspec.diagnostics import Label
from leadspec.diagnostics.kinds import policy as kinds
from leadspec.ir import core
from leadspec.source import Span
from leadspec.syntax import tree

_READABLE = (
    SymbolKind.DEFINE,
    SymbolKind.PERSONA,
    SymbolKind.SCORE,
    SymbolKind.CLASSIFY,
    SymbolKind.TABLE,
    SymbolKind.STAGE,
)


_MOST_SHOWN = 8


def key_of(statement: tree.Statement) -> str | None:
    """The name under which a rule stands in the core IR."""
    match statement:
        case tree.Define(name) | tree.Persona(name) | tree.Score(name) | tree.Classify(name) | tree.Table(name):
            return name.text
        case tree.Stage(name):
            return name.text
        case tree.Disqualify(reason):
            return f"disqualified.{reason.value}"
        case tree.Flag(remark):
            return f"flags.{remark.value}"
        case tree.Counts(department):
            return f"lead.{department.text if department else core.AGREED}"
        case tree.PolicyHead() | tree.Use() | tree.ListStatement() | tree.EventsStatement():
            return None


def plan(context: Context, statements: Iterable[tree.Statement]) -> list[tree.Statement]:
    """The rules in an order in which each reads only earlier ones; what may not be read is reported.

    Definitions in a cycle are known to be faulty.
    """
    graph = _graph(context, statements)
    stages = context.symbols.stages
    _check_direct(context, graph, stages)
    _check_disqualifications(context, graph, stages)
    for component in cycles(graph):
        _report_cycle(context, graph, component)
        for key in component:
            graph[key].without(component)
    order = reading_order(graph)
    _check_stages(context, graph, order, stages)
    return [vertex.statement for key in order if (vertex := graph[key]).statement is not None]


def _graph(context: Context, statements: Iterable[tree.Statement]) -> Graph:
    graph: Graph = {}
    reasons: list[Edge] = []
    fields = context.schema.by_name if context.schema else {}
    for statement in statements:
        key = key_of(statement)
        if key is None:
            continue
        if key in graph:  # reported as given twice; what else is wrong with it is reported as well
            key = f"{key}#{len(graph)}"
        if isinstance(statement, tree.Disqualify):
            reasons.append(Edge(key, statement.span))
        vertex = graph[key] = Vertex(key, statement, _place(statement))
        for mention in mentions(statement):
            name = mention.name
            if name.bracketed or mention.role not in (Mention.VALUE, Mention.WORD, Mention.PERSONA):
                continue
            soft = mention.role is Mention.WORD
            if name.parts == (core.STAGE,) and not soft:
                vertex.edges.append(Edge(core.STAGE, name.span))
            elif name.text not in fields and _is_readable(context, name.text):
                vertex.edges.append(Edge(name.text, name.span, soft))
    if context.symbols.stages:
        conditions = [Edge(each.name, each.span) for each in context.symbols.of(SymbolKind.STAGE)]
        graph[core.STAGE] = Vertex(core.STAGE, None, conditions[0].span, [*conditions, *reasons])
    return graph


def _is_readable(context: Context, name: str) -> bool:
    symbol = context.symbols.by_name.get(name)
    return symbol is not None and symbol.kind in _READABLE


def _place(statement: tree.Statement) -> Span:
    match statement:
        case tree.Disqualify(reason):
            return reason.span
        case tree.Flag(remark):
            return remark.span
        case tree.Counts():
            return statement.span
        case tree.PolicyHead() | tree.Use():
            return statement.span
        case _:
            return statement.name.span


def _check_direct(context: Context, graph: Graph, stages: tuple[str, ...]) -> None:
    """What a rule names itself and may not: reported here, with words of its own, and not as a cycle."""
    for vertex in graph.values():
        forbidden: set[str] = set()
        for edge in vertex.hard():
            if isinstance(vertex.statement, tree.Stage):
                forbidden |= _check_stage_edge(context, vertex, edge, stages)
            elif isinstance(vertex.statement, tree.Disqualify) and (edge.to == core.STAGE or edge.to in stages):
                forbidden.add(edge.to)
                _report_disqualify(context, edge, "")
        vertex.without(forbidden)


def _check_stage_edge(context: Context, vertex: Vertex, edge: Edge, stages: tuple[str, ...]) -> set[str]:
    own = stages.index(vertex.key) if vertex.key in stages else len(stages)
    if edge.to == core.STAGE:
        hint = f"name an earlier stage, for example `{stages[max(own - 1, 0)]}`"
        context.fail(
            kinds.LATER_STAGE,
            edge.span,
            f"the stage `{vertex.key}` asks for the lead's stage, which is known only after all stages",
            hint,
            "for the stage that the lead had before, write `previous stage`",
        )
        return {edge.to}
    if edge.to in stages and stages.index(edge.to) >= own:
        itself = edge.to == vertex.key
        context.fail(
            kinds.LATER_STAGE,
            edge.span,
            f"the stage `{vertex.key}` names "
            + ("itself" if itself else f"the later stage `{edge.to}`")
            + "; only earlier stages may be named",
            f"to keep a lead in it once it is there, write `previous stage is at least {vertex.key}`"
            if itself
            else f"move `{edge.to}` above `{vertex.key}`, or write its condition here",
        )
        return {edge.to}
    return set()


def _check_disqualifications(context: Context, graph: Graph, stages: tuple[str, ...]) -> None:
    targets = {core.STAGE, *stages}
    readers = reaching(graph, targets)
    cut = []
    for vertex in graph.values():
        if isinstance(vertex.statement, tree.Disqualify) and vertex.key in readers:
            way = path(graph, vertex.key, targets)
            through = " through " + ", ".join(f"`{each.to}`" for each in way[:-1])
            _report_disqualify(context, way[0], through)
            cut.append(vertex.key)
    if core.STAGE in graph:
        graph[core.STAGE].without(cut)


def _report_disqualify(context: Context, edge: Edge, through: str) -> None:
    context.fail(
        kinds.DISQUALIFY_READS_STAGE,
        edge.span,
        f"a reason to disqualify reads the lead's stage{through}, and the stage depends on it",
        "ask for the facts themselves, or for the `previous stage`",
    )


def _report_cycle(context: Context, graph: Graph, component: set[str]) -> None:
    start = next(key for key in graph if key in component)
    way = path(graph, start, {start}, component)
    names = [f"`{each.to}`" for each in way]
    if len(names) > _MOST_SHOWN:
        names = [*names[: _MOST_SHOWN // 2], f"{len(names) - _MOST_SHOWN} more", *names[-_MOST_SHOWN // 2 :]]
    chain = ", which reads ".join(names)
    context.fail(
        kinds.DEFINITION_CYCLE,
        graph[start].span,
        f"`{start}` reads {chain}: none of them can be worked out",
        "break the circle: let one of them ask for facts instead",
        secondary=[Label(edge.span, f"reads `{edge.to}`") for edge in way[:_MOST_SHOWN]],
    )
    for key in component:
        context.known[key] = failed(graph[key].span)


def _check_stages(context: Context, graph: Graph, order: list[str], stages: tuple[str, ...]) -> None:
    """No stage reads a later one through definitions either."""
    place = {name: number for number, name in enumerate(stages)}
    highest: dict[str, int] = {}
    for key in order:
        reached = [max(highest.get(each.to, -1), place.get(each.to, -1)) for each in graph[key].hard()]
        highest[key] = max(reached, default=-1)
        if key in place and highest[key] >= place[key]:
            targets = {each for each in stages if place[each] >= place[key]}
            way = path(graph, key, targets)
            through = ", ".join(f"`{each.to}`" for each in way[:-1])
            context.fail(
                kinds.LATER_STAGE,
                way[0].span,
                f"the stage `{key}` reads the later stage `{way[-1].to}` through {through}",
                "only earlier stages may be read",
            )

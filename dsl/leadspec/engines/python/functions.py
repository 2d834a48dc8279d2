"""Whole functions: one for the answers alone, one for what also led to them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from leadspec.engines.python import build as b
from leadspec.engines.python.demand import demands
from leadspec.engines.python.emitter import Emitter, Shared
from leadspec.engines.python.parts import AS_OF, EVENTS, FACTS, GET, GONE, LEAD, Held
from leadspec.engines.python.points import emit_group, emit_points, first_that_holds
from leadspec.ir.core import Condition, Definition, FirstMatch, Group, Measured, Role
from leadspec.ir.kinds import CONDITIONS, RULES
from leadspec.values.decimals import CENT

if TYPE_CHECKING:
    from leadspec.engines.python.passes import Block


SMALL = 40  # nodes of an expression that may stand inside of another


class Layout(Struct, frozen=True):
    """What stands where in what `reasons` gives: `(gone, definitions, units, lines, measures)`.

    `units`: the conditions of lines; `lines`: points over events; both by the identity of their node. A first match
    is the place of its row.
    """

    units: tuple[Condition, ...]
    lines: tuple[int, ...]
    measures: tuple[Measured, ...]


def answer_function(shared: Shared, outputs: Sequence[Definition]) -> ast.stmt:
    """`answer(lead)`: the decided value of each output, in a tuple."""
    em = Emitter(shared, reasons=False)
    wanted = demands(shared.known, [name for each in outputs for name in (each.name, *_lines_of(each))])
    em.read_once = frozenset(field for field, count in wanted.fields.items() if count == 1)
    for definition in shared.known.program.definitions:
        demand = wanted.definitions.get(definition.name)
        if demand is not None:
            _define(em, definition, demand.rails, once=demand.uses == 1)
    values = b.tuple_of(_answer(em, each) for each in outputs)
    return b.function("answer", [LEAD], [*_statements(em), b.return_(values)])


def reasons_function(shared: Shared) -> tuple[ast.stmt, Layout]:
    """`reasons(lead)`: which facts are missing, every definition's value, and the steps to it."""
    em = Emitter(shared, reasons=True)
    values: list[ast.expr] = []
    for definition in shared.known.program.definitions:
        values.append(_define(em, definition, {True, False}))
    measures = [(node, em.whole(node)) for node, _ in em.measures]
    found = b.tuple_of(
        [
            b.name(GONE),
            b.tuple_of(values),
            b.tuple_of(truth for _, truth in em.units),
            b.tuple_of(em.lines.values()),
            b.tuple_of(value for _, value in measures),
        ]
    )
    layout = Layout(tuple(node for node, _ in em.units), tuple(em.lines), tuple(node for node, _ in measures))
    body = [b.assign(GONE, b.const(0)), *_statements(em), b.return_(found)]
    return b.function("reasons", [LEAD], body), layout


def _statements(em: Emitter) -> Block:
    found: Block = []
    if em.reads_facts:
        found.append(b.assign(GET, b.attribute(b.attribute(b.name(LEAD), FACTS), "get")))
    found += [*em.fields, *em.before]
    if em.known.program.reads_events or em.events.places:
        found.extend(_seen_events(em))
    return [*found, *em.events.statements(em), *em.body]


def _seen_events(em: Emitter) -> Block:
    """The lead's events without those after the run. They are sorted, so that the last one tells."""
    events, as_of = b.name(EVENTS), b.name(AS_OF)
    last = b.attribute(b.item(events, b.const(-1)), "at")
    seen = b.assign(EVENTS, b.call(em.shared.helper("seen_events"), events, as_of))
    return [
        b.assign(EVENTS, b.attribute(b.name(LEAD), EVENTS)),
        *b.if_(b.and_(events, b.compare(last, ">", as_of)), [seen]),
    ]


def _lines_of(definition: Definition) -> tuple[str, ...]:
    return definition.members if definition.role is Role.PERSONA else ()


def _define(em: Emitter, definition: Definition, rails: set[bool], *, once: bool = False) -> ast.expr:
    """Works a definition out; gives what stands for it among the reasons. `once`: one place reads it."""
    body, name = definition.body, definition.name
    if isinstance(body, CONDITIONS):
        return _condition(em, name, body, rails, once=once)
    if isinstance(body, RULES):
        total = em.fresh(name)
        if isinstance(body, Group):
            emit_group(em, body, total)
        else:
            em.body.append(b.assign(total, b.const(0)))
            emit_points(em, body, total)
        em.held[name] = Held(b.name(total), CENT, False)
        return b.name(total)
    if isinstance(body, FirstMatch):
        return _first_match(em, name, body)
    em.held[name] = em.value(body)
    return em.whole(body)


def _condition(em: Emitter, name: str, body: Condition, rails: set[bool], *, once: bool) -> ast.expr:
    if em.known.never_unknown(body):
        true = _local(em, name, em.true(body), once=once)
        em.truths[name] = (true, b.not_(true))
        return true
    if em.reasons:
        truth = _local(em, name, em.three(body))
        if isinstance(truth, ast.Constant):
            em.truths[name] = (b.const(truth.value is True), b.const(truth.value is False))
        else:
            em.truths[name] = (b.compare(truth, "is", b.TRUE), b.compare(truth, "is", b.FALSE))
            em.held[name] = Held(truth, 1, True)
        return truth
    true = _local(em, name, em.true(body), once=once) if True in rails else b.FALSE
    false = _local(em, f"not_{name}", em.false(body), once=once) if False in rails else None
    em.truths[name] = (true, false)
    return true


def _local(em: Emitter, name: str, value: ast.expr, *, once: bool = False) -> ast.expr:
    """A local; or, where one place reads it, the expression itself, so that it waits until it is asked for."""
    if isinstance(value, ast.Name | ast.Constant):
        return value
    if once and b.size(value, SMALL) < SMALL:
        return value
    target = em.fresh(name)
    em.body.append(b.assign(target, value))
    return b.name(target)


def _first_match(em: Emitter, name: str, body: FirstMatch) -> ast.expr:
    """The first row that holds. `row`: its place, where reasons are asked for."""
    outcome = em.fresh(name)
    number = em.fresh(f"{name}_number") if any(each.number is not None for each in body.rows) else None
    row_place = em.fresh(f"{name}_row") if em.reasons else None
    lines: list[tuple[ast.expr, Block]] = []
    for place, row in enumerate(body.rows):
        then = [b.assign(outcome, b.const(row.outcome))]
        if number is not None:
            then.append(b.assign(number, b.const(row.outcome if row.number is None else row.number)))
        if row_place is not None:
            then.append(b.assign(row_place, b.const(place)))
        lines.append((em.true(row.condition), then))
    em.body.extend(first_that_holds(em, lines, []))
    em.outcomes[name] = b.name(outcome)
    em.held[name] = Held(b.name(outcome if number is None else number), 1, False)
    return b.name(row_place or outcome)


def _answer(em: Emitter, definition: Definition) -> ast.expr:
    """The decided value of an output: a persona is how many of its lines hold."""
    name = definition.name
    match definition.role:
        case Role.PERSONA:
            lines = [em.truths[each][0] for each in definition.members]
            return b.sum_of([b.const(0), *lines])
        case Role.SCORE | Role.TABLE:
            return em.held[name].expr
        case Role.CLASSIFY | Role.STAGE:
            return em.outcomes[name]
        case _:
            return em.truths[name][0] if name in em.truths else b.compare(em.held[name].expr, "is", b.TRUE)

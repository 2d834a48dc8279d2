"""A program, definition by definition and node by node."""

from __future__ import annotations

from collections.abc import Iterator

from leadspec.ir.core import (
    STAGE,
    Bound,
    Definition,
    EventSet,
    FirstMatch,
    FirstOf,
    Group,
    Measured,
    Points,
    Preceded,
    Program,
    Role,
    Row,
)
from leadspec.ir.invariants.conditions import condition_problems
from leadspec.ir.invariants.events import (
    bound_problems,
    event_set_problems,
    preceded_problems,
)
from leadspec.ir.invariants.known import Known, kind_of_body, known_of, named
from leadspec.ir.invariants.rules import range_problems, row_problems, rule_problems
from leadspec.ir.invariants.values import value_problems
from leadspec.ir.kinds import CONDITIONS, RULES
from leadspec.ir.walk import Node, children
from leadspec.values.text import fold

WITHOUT_OUTPUT = frozenset({Role.DEFINE, Role.PERSONA_LINE, Role.STAGE_CONDITION})


def check(program: Program) -> list[str]:
    """Every promise that a program breaks, each as `definition: what is wrong`; none for a sound one."""
    known = known_of(program)
    problems = list(_program_problems(program, known))
    for definition in program.definitions:
        problems += [f"{definition.name}: {each}" for each in _definition_problems(known, definition)]
        known.earlier[definition.name] = definition
    return problems


def _program_problems(program: Program, known: Known) -> Iterator[str]:
    names = [each.name for each in program.definitions]
    for name in sorted({each for each in names if names.count(each) > 1} if len(set(names)) < len(names) else ()):
        yield f"the name `{name}` is defined twice"
    for name, use in program.lists.items():
        if use.name != name:
            yield f"list `{name}` is called `{use.name}`"
        if list(use.entries) != sorted({fold(each) for each in use.entries}):
            yield f"the entries of list `{name}` are not folded, sorted and without doubles"
    order = set(program.schema_order)
    used = [*known.fields, *(f"activities.{each.name}" for each in program.event_fields)]
    for name in used if order else ():
        if name not in order:
            yield f"field `{name}` has no place in the schema's order"
    if [each.name for each in program.definitions if each.role is Role.STAGE] not in ([], [STAGE]):
        yield f"there is one stage definition at most, and it is called `{STAGE}`"
    outputs = {each.name for each in program.definitions if each.role not in WITHOUT_OUTPUT}
    if program.outputs and sorted(program.outputs) != sorted(outputs):
        yield "the outputs are not those of the definitions, each once"


def _definition_problems(known: Known, definition: Definition) -> Iterator[str]:
    yield from _role_problems(known, definition)
    if isinstance(definition.body, Group):
        # A score's own range may lie anywhere; only inner groups must have room for no points.
        yield from range_problems(definition.body.floor, definition.body.cap)
        parts: tuple[Node, ...] = definition.body.items
    else:
        parts = (definition.body,)
    # Each node, and whether the facts of an event are at hand where it stands.
    waiting = [(each, False) for each in reversed(parts)]
    while waiting:
        node, of_event = waiting.pop()
        yield from _node_problems(known, node, of_event)
        waiting.extend(reversed([(each, _is_of_event(node, each, of_event)) for each in children(node)]))


def _role_problems(known: Known, definition: Definition) -> Iterator[str]:
    body = definition.body
    match definition.role:
        case Role.SCORE:
            fits = isinstance(body, RULES)
        case Role.CLASSIFY | Role.TABLE | Role.STAGE:
            fits = isinstance(body, FirstMatch)
        case Role.DEFINE:
            fits = not isinstance(body, (*RULES, FirstMatch))
        case _:
            fits = isinstance(body, CONDITIONS)
    if not fits:
        yield f"a {definition.role.value} cannot be a {type(body).__name__}"
    elif definition.role is Role.DEFINE and definition.kind is not kind_of_body(body):
        yield f"its kind is {named(kind_of_body(body))}, not {named(definition.kind)}"
    for member in definition.members:
        role = Role.PERSONA_LINE if definition.role is Role.PERSONA else Role.STAGE_CONDITION
        found = known.earlier.get(member)
        if found is None or found.role is not role:
            yield f"its member `{member}` is no earlier {role.value}"


def _node_problems(known: Known, node: Node, of_event: bool) -> Iterator[str]:
    match node:
        case EventSet():
            return event_set_problems(known, node)
        case Preceded():
            return preceded_problems(known, node)
        case Bound():
            return bound_problems(node)
        case Points() | Group() | FirstOf():
            return rule_problems(node)
        case FirstMatch(rows=rows):
            return row_problems(known, rows)
        case Row():
            return iter(())
        case _ if isinstance(node, CONDITIONS):
            return condition_problems(known, node)
        case _:
            return value_problems(known, node, of_event)


def _is_of_event(node: Node, child: Node, of_event: bool) -> bool:
    """Whether a node's part stands in the scope of one event."""
    match node:
        case EventSet(where=where) | Preceded(where=where):
            return child is where
        case Measured(field=field):
            return child is field
        case Points(amount=amount, events=events):
            return child is amount and events is not None
        case _:
            return of_event

"""Whole rows, with what is undecided and why.

The generated function says what each definition is and which facts are missing. A definition that none of these can
touch is decided. The others are asked of the reference interpreter, which finds all that is decided already worked
out: may-sets have one meaning, written down once.
"""

from __future__ import annotations

from collections.abc import Mapping

from leadspec.engines.interpreter import Prepared
from leadspec.engines.interpreter.outcomes import evaluate_match
from leadspec.engines.interpreter.points import evaluate_points
from leadspec.engines.interpreter.reasons import DefinitionResult, GroupResult, MatchResult
from leadspec.engines.interpreter.results import NOTHING, PointsBounds, decided, joined, known, points_bounds
from leadspec.engines.interpreter.run import Run
from leadspec.engines.interpreter.verdict import (
    condition_of,
    counts_value,
    missing_for,
    output_definitions,
    output_name,
    output_path,
)
from leadspec.engines.python.compiled import CompiledProgram
from leadspec.ir.core import Const, Definition, FirstMatch, FirstOf, Group, Points, PointsRule, Role
from leadspec.ir.kinds import CONDITIONS, RULES
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import PersonaVerdict, Verdict
from leadspec.values.decimals import to_cents


class Steps:
    """What the generated function found out about one lead."""

    __slots__ = ("gone", "lines", "measures", "units", "values")

    def __init__(self, found: tuple[int, tuple, tuple, tuple, tuple]) -> None:  # type: ignore[type-arg]
        self.gone, self.values, self.units, self.lines, self.measures = found


class Rows:
    """Makes rows of one program; what it works out beforehand is the same for every instant."""

    def __init__(self, compiled: CompiledProgram) -> None:
        program, bits = compiled.shared.program, compiled.shared
        layout = compiled.layout
        self._definitions = program.definitions
        self._place = {each.name: place for place, each in enumerate(program.definitions)}
        self._masks = [bits.mask_of(each.name) for each in program.definitions]
        self._units = [(id(node), bits.mask(node)) for node in layout.units]
        self._unit_place = {id(node): place for place, node in enumerate(layout.units)}
        self._measures = [(id(node), bits.mask(node)) for node in layout.measures]
        self._line_place = {each: place for place, each in enumerate(layout.lines)}
        self._item_masks: dict[int, int] = {}
        self._bits = bits
        self._outputs = [(each, output_name(each), output_path(each)) for each in output_definitions(program)]
        self._texts = {each.name: each.text or each.name for each in program.definitions}
        self._order = {name: place for place, name in enumerate(program.schema_order)}
        self._any = 0
        for mask in self._masks:
            self._any |= mask

    def verdict(self, prepared: Prepared, lead: Lead, found: Steps) -> Verdict:
        results = self._open(prepared, lead, found) if found.gone & self._any else {}
        stage: str | None = None
        counts: dict[str, bool | None] = {}
        scores: dict[str, int] = {}
        labels: dict[str, str] = {}
        tables: dict[str, str | int] = {}
        personas: dict[str, PersonaVerdict] = {}
        disqualified: list[str] = []
        flags: list[str] = []
        undecided: list[str] = []
        missing: list[frozenset[str]] = []
        for definition, name, path in self._outputs:
            value = found.values[self._place[definition.name]]
            result = results.get(definition.name)
            open_facts = None if result is None else missing_for(definition, result)
            if open_facts is not None:
                undecided.append(path)
                missing.append(open_facts)
            body = definition.body
            match definition.role:
                case Role.PERSONA:
                    personas[name] = self._persona(definition, found)
                case Role.SCORE:
                    scores[name] = value
                case Role.CLASSIFY | Role.TABLE | Role.STAGE:
                    assert isinstance(body, FirstMatch)
                    row = body.rows[value]
                    if definition.role is Role.STAGE:
                        stage = row.outcome
                    elif definition.role is Role.CLASSIFY:
                        labels[name] = row.outcome
                    else:
                        tables[name] = row.outcome if row.number is None else row.number
                case Role.DISQUALIFY | Role.FLAG:
                    if value is True:
                        (disqualified if definition.role is Role.DISQUALIFY else flags).append(name)
                case Role.COUNTS:
                    counts[name] = True if value is True else False if result is None else _counts(result)
                case _:
                    raise ValueError(f"{definition.role} is no output")
        return Verdict(
            lead.id,
            stage,
            counts,
            scores,
            labels,
            tables,
            personas,
            tuple(disqualified),
            tuple(flags),
            tuple(undecided),
            self._in_schema_order(joined(missing)) if missing else (),
        )

    def _persona(self, definition: Definition, found: Steps) -> PersonaVerdict:
        lines = [(each, found.values[self._place[each]]) for each in definition.members]
        return PersonaVerdict(
            holds=found.values[self._place[definition.name]],
            true_lines=sum(value is True for _, value in lines),
            lines=len(lines),
            misses=tuple(self._texts[name] for name, value in lines if value is False),
            open=tuple(self._texts[name] for name, value in lines if value is None),
        )

    def _in_schema_order(self, names: frozenset[str]) -> tuple[str, ...]:
        last = len(self._order)
        return tuple(sorted(names, key=lambda name: (self._order.get(name, last), name)))

    # --- what is open ---------------------------------------------------------------------------------------------

    def _open(self, prepared: Prepared, lead: Lead, found: Steps) -> Mapping[str, DefinitionResult]:
        """The results of the definitions that missing facts may change."""
        run = Run(prepared, lead)
        gone = found.gone
        for (node, mask), value in zip(self._units, found.units, strict=True):
            if not gone & mask:
                run.nodes[node] = decided(value)
        for (node, mask), value in zip(self._measures, found.measures, strict=True):
            if not gone & mask:
                run.nodes[node] = known(value)
        run.definitions = _Results(self, found)
        opened: dict[str, DefinitionResult] = {}
        for definition, mask in zip(self._definitions, self._masks, strict=True):
            if gone & mask:
                opened[definition.name] = run.definitions[definition.name] = self._evaluate(run, definition, found)
        return opened

    def _evaluate(self, run: Run, definition: Definition, found: Steps) -> DefinitionResult:
        body = definition.body
        if isinstance(body, FirstMatch):
            return evaluate_match(run, body)
        if isinstance(body, CONDITIONS):
            return run.condition(body)
        if isinstance(body, RULES):
            return _of_points(self._points(run, body, found))
        return run.value(body)

    def _points(self, run: Run, node: PointsRule, found: Steps) -> PointsBounds:
        """The bounds of a rule's points; what is closed is read off."""
        if isinstance(node, Group):
            items = [self._points(run, each, found) for each in node.items]
            total = (
                sum(each.cents for each in items),
                sum(each.low for each in items),
                sum(each.high for each in items),
            )
            low = None if node.floor is None else node.floor
            cents, least, most = (_clamped(each, low, node.cap) for each in total)
            return points_bounds(cents, least, most, joined(each.missing for each in items))
        if not found.gone & self._mask(node):
            worth = self._closed(node, found)
            if worth is not None:
                return PointsBounds(worth, worth, worth)
        return evaluate_points(run, node).points

    def _closed(self, node: Points | FirstOf, found: Steps) -> int | None:
        """The points of a rule that nothing can change; None where the function did not keep them."""
        if isinstance(node, FirstOf):
            first = next((each for each in node.items if self._holds(each, found)), None)
            return 0 if first is None else self._closed(first, found)
        if not self._holds(node, found):
            return 0
        place = self._line_place.get(id(node))
        if place is not None:
            cents: int = found.lines[place]
            return cents
        if node.events is not None or not isinstance(node.amount, Const) or type(node.amount.value) is not int:
            return None
        cents = node.sign * to_cents(node.amount.value)
        if node.cap is None:
            return cents
        return min(cents, node.cap) if node.sign > 0 else max(cents, -node.cap)

    def _holds(self, node: Points, found: Steps) -> bool:
        return node.when is None or found.units[self._unit_place[id(node.when)]] is True

    def _mask(self, node: PointsRule) -> int:
        mask = self._item_masks.get(id(node))
        if mask is None:
            mask = self._item_masks[id(node)] = self._bits.mask(node)
        return mask

    def decided(self, name: str, found: Steps) -> DefinitionResult:
        """The result of a definition that nothing can change."""
        place = self._place[name]
        body, value = self._definitions[place].body, found.values[place]
        if isinstance(body, FirstMatch):
            row = body.rows[value]
            as_value = known(row.outcome if row.number is None else row.number)
            return MatchResult((), value, (value,), row.outcome, row.number, (row.outcome,), as_value, NOTHING)
        if isinstance(body, CONDITIONS):
            return decided(value)
        if isinstance(body, RULES):
            return _of_points(PointsBounds(value, value, value))
        return known(value)


class _Results(dict[str, DefinitionResult]):
    """Results by definition: those that are open are put in, the others are made when they are asked for."""

    def __init__(self, rows: Rows, found: Steps) -> None:
        super().__init__()
        self._rows = rows
        self._found = found

    def __missing__(self, name: str) -> DefinitionResult:
        result = self[name] = self._rows.decided(name, self._found)
        return result


_NO_GROUP = Group(items=())


def _of_points(points: PointsBounds) -> GroupResult:
    return GroupResult(_NO_GROUP, (), points, points)


def _clamped(cents: int, floor: int | None, cap: int | None) -> int:
    above = cents if floor is None else max(cents, floor)
    return above if cap is None else min(above, cap)


def _counts(result: DefinitionResult) -> bool | None:
    return counts_value(condition_of(result))

"""Names where a value or a condition stands: fields, definitions, the stage, a persona and its lines."""

from __future__ import annotations

from leadspec.analysis.context import Context, Special, failed
from leadspec.analysis.model import Fact, Symbol, SymbolKind, Typed, kind_of
from leadspec.diagnostics.kinds import name as name_kinds
from leadspec.diagnostics.kinds import policy as policy_kinds
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.types import BooleanType, NumberType, NumberUnit, StageType


def name_value(context: Context, name: tree.Name) -> Typed:
    hit = context.lookup(name)
    match hit:
        case None:
            return context.unknown(name)
        case Special.UNKNOWABLE:
            return failed(name.span)
        case Special.STAGE:
            return _stage(context, name.span)
        case Fact(node, type_):
            if isinstance(type_, BooleanType):
                return Typed(type_, name.span, core.Truth(node, span=name.span))
            return Typed(type_, name.span, node)
        case Symbol():
            return refer(context, hit, name.span)


def _stage(context: Context, span: Span) -> Typed:
    stages = context.symbols.stages
    if not stages:
        has_field = context.schema is not None and core.STAGE in context.schema.by_name
        return context.fail(
            policy_kinds.NO_STAGES,
            span,
            "this asks for the lead's stage, and the policy has no stages",
            *(["for the field of the schema write `[stage]`"] if has_field else []),
            "write stages, for example `stage suspect: everyone`",
        )
    return Typed(StageType(stages), span, outcome=core.STAGE)


def refer(context: Context, symbol: Symbol, span: Span) -> Typed:
    """A definition by name, where a value or condition stands."""
    name = symbol.name
    match symbol.kind:
        case SymbolKind.LIST:
            return context.fail(
                name_kinds.WRONG_KIND_OF_NAME,
                span,
                f"`{name}` is a list, not a value",
                f"ask whether a field is in it, for example `country in {name}`",
            )
        case SymbolKind.EVENTS:
            return context.fail(
                name_kinds.WRONG_KIND_OF_NAME,
                span,
                f"`{name}` is a set of events, not a value",
                f"ask whether one happened: `did {name}`",
            )
        case _:
            known = context.known.get(name)
            if known is None or known.failed:
                return failed(span)
            if known.outcome is not None:
                return Typed(known.type, span, outcome=known.outcome)
            reference = core.Ref(name, kind_of(known.type), span=span)
            if isinstance(known.type, BooleanType):
                return Typed(known.type, span, core.Truth(reference, span=span))
            return Typed(known.type, span, reference)


def previous_stage(context: Context, span: Span) -> Typed:
    schema = context.schema
    if schema is None:
        return failed(span)
    if schema.previous_stage_field is None:
        return context.fail(
            policy_kinds.NO_PREVIOUS_STAGE,
            span,
            "the schema does not say which field holds the previous stage",
            "mark the field in the schema with `x-leadspec-previous-stage: true`",
        )
    if not context.symbols.stages:
        return _stage(context, span)
    node = core.Field(schema.previous_stage_field, core.ValueKind.TEXT, span=span)
    return Typed(StageType(context.symbols.stages), span, node)


def _persona_lines(context: Context, name: tree.Name) -> int | None:
    """How many lines a persona has; anything else is reported."""
    if name.text in context.lines:
        return context.lines[name.text]
    symbol = context.symbols.by_name.get(name.text)
    if name.text in context.symbols.broken or (symbol and symbol.kind is SymbolKind.PERSONA):
        return None
    near = context.nearest(name.text, [each.name for each in context.symbols.of(SymbolKind.PERSONA)])
    what = f"is a {symbol.kind.value}, not a persona" if symbol else "is no persona of this policy"
    hints = [f"did you mean `{near[0]}`?"] if near else ["only a `persona` has lines that are counted"]
    context.fail(name_kinds.UNKNOWN_PERSONA, name.span, f"`{name.text}` {what}", *hints)
    return None


def _line_conditions(name: tree.Name, count: int, span: Span) -> tuple[core.Condition, ...]:
    return tuple(
        core.Truth(core.Ref(f"{name.text}#{k}", core.ValueKind.BOOLEAN, span=span), span=span)
        for k in range(1, count + 1)
    )


def match_of(context: Context, persona: tree.Name, span: Span) -> Typed:
    count = _persona_lines(context, persona)
    if not count:
        return failed(span)
    tally = core.Tally(_line_conditions(persona, count, span), span=span)
    # A share by its own nature: `match of P >= 50%` needs no declaration.
    return Typed(NumberType(NumberUnit.SHARE), span, tally, lines=count)


def lines_of(context: Context, number_: int, persona: tree.Name, span: Span) -> Typed:
    count = _persona_lines(context, persona)
    if not count or not check_count(context, number_, count, f"lines of `{persona.text}`", span):
        return failed(span)
    return Typed(BooleanType(), span, core.AtLeast(number_, _line_conditions(persona, count, span), span=span))


def check_count(context: Context, number_: int, count: int, what: str, span: Span) -> bool:
    if 1 <= number_ <= count:
        return True
    context.fail(
        kinds.IMPOSSIBLE_COUNT,
        span,
        f"at least {number_} of {count} {what} " + ("always hold" if number_ < 1 else "never hold"),
        f"write a number from 1 to {count}",
    )
    return False

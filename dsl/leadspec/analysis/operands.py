"""The value side of a test: bare words, quoted texts and percentages take their meaning from the other side."""

from __future__ import annotations

from leadspec.analysis.context import Context, Special, failed, listing
from leadspec.analysis.model import Fact, Symbol, SymbolKind, Typed
from leadspec.diagnostics.kinds import name as name_kinds
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
from leadspec.source import Span
from leadspec.syntax import tree
from leadspec.types import (
    ArrayType,
    BooleanType,
    EnumType,
    LabelType,
    NumberType,
    NumberUnit,
    StageType,
    TextType,
    Type,
)
from leadspec.values.decimals import LIMIT, ONE
from leadspec.values.text import exact, fold


def members_of(type_: Type) -> tuple[str, ...] | None:
    """What a bare word on the other side may be; `None` where there is no fixed set."""
    match type_:
        case EnumType(members):
            return members
        case LabelType(labels=labels):
            return labels
        case StageType(stages):
            return (*stages, core.DISQUALIFIED)
        case ArrayType(item):
            return members_of(item)
        case _:
            return None


def is_word(node: tree.Expression) -> bool:
    """Whether this may be a member by its name."""
    return isinstance(node, tree.Name) and not node.bracketed


def word(context: Context, name: tree.Name, other: Typed) -> Typed | None:
    """A bare word beside `other`: its member. `None` where it is no member, but has another meaning."""
    members = members_of(other.type)
    hit = context.lookup(name)
    if members is not None and name.text in members:
        if _rivals(context, hit):
            what = "the name of a field" if isinstance(hit, Fact) else "a name of this policy"
            return context.fail(
                name_kinds.AMBIGUOUS_WORD,
                name.span,
                f"`{name.text}` is a value of `{context.text(other.span)}` and also {what}",
                f'for the value write `"{name.text}"`',
                *([f"for the field write `[{name.text}]`"] if isinstance(hit, Fact) else []),
            )
        return Typed(other.type, name.span, core.Const(exact(name.text), core.ValueKind.TEXT, span=name.span))
    if hit is not None:
        return None
    if other.failed:
        return failed(name.span)
    if members is not None:
        return unknown_member(context, name.text, name.span, other, members)
    if isinstance(other.type, BooleanType):
        shown = context.text(other.span)
        return context.unknown(name, f"write `{shown} is true` or `{shown} is false`")
    if isinstance(_item(other.type), TextType):
        near = context.nearest(name.text, context.names())
        hints = [f"did you mean the field `{near[0]}`?"] if near else []
        return context.unknown(name, f'free text stands in quotes: `"{name.text}"`', *hints)
    return None


def text_operand(context: Context, literal: tree.TextLiteral, other: Typed) -> Typed:
    """A quoted text beside `other`: free text, or a member."""
    members = members_of(other.type)
    node = core.Const(exact(literal.value), core.ValueKind.TEXT, span=literal.span)
    if members is None:
        return Typed(TextType(), literal.span, node, exact=literal.exact)
    if exact(literal.value) in members:
        return Typed(other.type, literal.span, node)
    return unknown_member(context, literal.value, literal.span, other, members)


def unknown_member(context: Context, text: str, span: Span, other: Typed, members: tuple[str, ...]) -> Typed:
    hints = []
    same = [each for each in members if fold(each) == fold(text)]
    near = same or context.nearest(text, members)
    if near:
        hints.append(f"did you mean `{written(near[0])}`?")
    if len(members) <= 24 or not near:
        hints.append(f"it allows {listing(members, 24)}")
    return context.fail(
        name_kinds.UNKNOWN_MEMBER,
        span,
        f"`{context.text(other.span)}` is never `{text}`",
        *hints,
    )


def written(member: str) -> str:
    """A member as it would be written: bare, or in quotes."""
    plain = member.isidentifier() and member not in ("missing", "present", "any", "true", "false")
    return member if plain else '"' + member.replace('"', '""') + '"'


def percent_operand(context: Context, literal: tree.PercentLiteral, other: Type | None) -> Typed:
    """`50%` beside a share is 0.5, beside a percentage 50; beside anything else it means nothing."""
    unit = other.unit if isinstance(other, NumberType) else NumberUnit.PLAIN
    if unit is NumberUnit.PLAIN:
        shown = context.text(literal.span)
        return context.fail(
            kinds.PERCENT_WITHOUT_UNIT,
            literal.span,
            f"`{shown}` stands beside a number that is not declared as a share or a percentage",
            "if the data hold 0.5 for a half, add `x-unit: share` to the field in the schema",
            f"if they hold 50 for a half, add `x-unit: percent`, or write `{shown.rstrip('%').strip()}`",
        )
    value = literal.value
    if unit is NumberUnit.SHARE:
        value, rest = divmod(value, 100)
        if rest:
            return context.fail(
                kinds.TOO_MANY_DIGITS,
                literal.span,
                f"`{context.text(literal.span)}` has more than four digits after the point",
                "write at most four digits: a share has six, and a percentage is a hundredth",
            )
    return number(context, value, literal.span, NumberType(unit))


def number(context: Context, value: int, span: Span, type_: NumberType | None = None) -> Typed:
    if not -LIMIT < value < LIMIT:
        return context.fail(
            kinds.NUMBER_TOO_LARGE,
            span,
            "this number has more than 12 digits before the point",
            "write a smaller number; nothing in a policy is as large as a million millions",
        )
    shape = type_ or NumberType(integer=value % ONE == 0)
    return Typed(shape, span, core.Const(value, core.ValueKind.NUMBER, span=span))


def _rivals(context: Context, hit: object) -> bool:
    """Whether a name that is also a member could be read as something with a value of the same kind."""
    match hit:
        case Fact() | Special.STAGE:
            return True
        case Symbol(kind=SymbolKind.DEFINE, name=name):
            known = context.known.get(name)
            return known is not None and isinstance(known.type, TextType | EnumType)
        case _:
            return False


def _item(type_: Type) -> Type:
    return type_.item if isinstance(type_, ArrayType) else type_


def stands_left(context: Context, left: tree.Expression, right: tree.Expression) -> Typed | None:
    """Reports a value that stands left of its field: `DE is country`."""
    if not (isinstance(left, tree.Name) and is_word(left) and isinstance(right, tree.Name)):
        return None
    hit = context.lookup(right)
    if context.lookup(left) is not None or not isinstance(hit, Fact):
        return None
    if left.text not in (members_of(hit.type) or ()):
        return None
    return context.unknown(left, f"the value stands on the right: `{right.text} is {written(left.text)}`")

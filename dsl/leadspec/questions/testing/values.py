"""What a test file writes as the value of an output or field -> the value as an engine gives it, and back to words."""

from __future__ import annotations

import re
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from leadspec.cleanup import CleanOptions
from leadspec.cleanup.convert import converter
from leadspec.cleanup.outcomes import Fault, Missing, Repaired
from leadspec.diagnostics.suggest import nearest
from leadspec.documents import Node, Scalar, kind_of, plain
from leadspec.questions.testing.model import (
    Amount,
    FactValues,
    NameSet,
    OneName,
    Range,
    TableResult,
    Truths,
    Value,
)
from leadspec.schema.model import OnInvalid
from leadspec.types import ArrayType, DateTimeType, DateType, NumberType, TextType
from leadspec.values.days import format_day
from leadspec.values.decimals import ONE, SCALE, format_number, parse_number
from leadspec.values.instants import format_instant, parse_instant
from leadspec.values.text import fold
from leadspec.values.zones import Zone

_MOST_NAMED = 12
_PERCENT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ?%")


class Unfit(Struct, frozen=True):
    """Why a value can never be there, as the end of a sentence about the output, and what to do."""

    reason: str
    hint: str = ""


def value_of(range_: Range, node: Node, zone: Zone | None) -> Value | Unfit:
    """One value; for a set one of its names."""
    match range_:
        case FactValues():
            return _fact(range_, node, zone)
        case Truths(nullable):
            wanted = "true, false or null" if nullable else "true or false"
            if isinstance(node, Scalar) and (isinstance(node.value, bool) or (nullable and node.value is None)):
                return node.value
            return Unfit(f"is {wanted}, and this is {kind_of(node)}", f"write {wanted}, without quotes")
        case OneName(what, names) | NameSet(what, names):
            return _name(what, names, node)
        case Amount():
            return _amount(range_, node)
        case TableResult():
            return _result(range_, node)
        case _:
            assert_never(range_)


def _name(what: str, names: tuple[str, ...], node: Node) -> Value | Unfit:
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return Unfit(f"is the name of a {what}, and this is {kind_of(node)}", _named(names))
    text = str(node.value)
    if text in names:
        return text
    near = nearest(text, names)
    hint = f"did you mean `{near[0]}`?" if near else _named(names)
    return Unfit(f"is never this: the policy has no such {what}", hint)


def _named(names: tuple[str, ...]) -> str:
    if not names:
        return "the policy has none"
    return "it may be " + ", ".join(f"`{each}`" for each in names[:_MOST_NAMED]) + (" …" * (len(names) > _MOST_NAMED))


def _amount(range_: Amount, node: Node) -> Value | Unfit:
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return Unfit(f"is a number, and this is {kind_of(node)}", "write a number such as `40`")
    number = read_percent(node.value) if range_.share else None
    if number is None:
        parsed = parse_number(node.value)
        if not isinstance(parsed, int):
            return Unfit("is a number, and this is none", "write a number such as `40` or `12.50`")
        number = parsed
    if number % 10 ** (SCALE - range_.decimals):
        return Unfit(f"is rounded to {range_.decimals} decimals, and this number has more", "round it")
    return number


def read_percent(text: str) -> int | None:
    """The millionths of `50%`, or of as many decimals as are exact."""
    match = _PERCENT.fullmatch(text)
    parsed = parse_number(match[1]) if match else None
    return parsed // 100 if isinstance(parsed, int) and parsed % 100 == 0 else None


def _result(range_: TableResult, node: Node) -> Value | Unfit:
    value = node.value if isinstance(node, Scalar) else None
    if not isinstance(value, str):
        return Unfit(f"is a text or a number, and this is {kind_of(node)}", _named(range_.texts))
    if value in range_.texts:
        return str(value)
    number = parse_number(value)
    if isinstance(number, int) and number in range_.numbers:
        return number
    names = (*range_.texts, *map(format_number, dict.fromkeys(range_.numbers)))
    near = nearest(value, range_.texts)
    hint = f"did you mean `{near[0]}`?" if near else _named(names)
    return Unfit("is never this: the table has no such result", hint)


def _fact(range_: FactValues, node: Node, zone: Zone | None) -> Value | Unfit:
    field = replace(range_.field, on_invalid=OnInvalid.REJECT)
    if isinstance(field.type, ArrayType):
        field = replace(field, type=field.type.item)
    outcome = converter(field, CleanOptions(), zone)(plain(node))
    if isinstance(outcome, Repaired):
        outcome = outcome.value
    if isinstance(outcome, Fault):
        return Unfit(f"is never this: such a value {outcome.reason}", "see the schema")
    if isinstance(outcome, Missing):
        return None
    if isinstance(field.type, DateTimeType) and isinstance(node, Scalar) and parse_instant(str(node.value)) is None:
        return Unfit("is an instant, and this is a date", "write date, time and offset")
    return fold(outcome) if isinstance(field.type, TextType) and isinstance(outcome, str) else outcome


def value_text(range_: Range, value: Value) -> str:
    """A value for people, as a test file would have it."""
    shown = value_object(range_, value)
    if isinstance(shown, list):
        return f"[{', '.join(map(str, shown))}]"
    return {None: "null", True: "true", False: "false"}[shown] if not isinstance(shown, str) else shown


def value_object(range_: Range, value: Value) -> str | bool | list[str] | None:
    """A value for programs: exact numbers as texts, names and truths as they are."""
    if isinstance(value, tuple):
        return [str(value_object(range_, each)) for each in value]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    match range_:
        case Amount(decimals):
            whole, _, fraction = format_number(value).partition(".")
            return f"{whole}.{fraction.ljust(decimals, '0')}"
        case FactValues(field):
            type_ = field.type.item if isinstance(field.type, ArrayType) else field.type
            if isinstance(type_, DateType):
                return format_day(value)
            return format_instant(value) if isinstance(type_, DateTimeType) else format_number(value)
        case _:
            return format_number(value)


def is_ordered(range_: Range) -> bool:
    match range_:
        case OneName(ordered=ordered):
            return ordered
        case Amount():
            return True
        case TableResult(texts=texts):
            return not texts
        case FactValues(field):
            return isinstance(field.type, NumberType | DateType | DateTimeType)
        case Truths() | NameSet():
            return False
        case _:
            assert_never(range_)


def is_set(range_: Range) -> bool:
    return isinstance(range_, NameSet) or (isinstance(range_, FactValues) and range_.field.is_array)


def share_text(millionths: int) -> str:
    """`10%`, `12.5%`."""
    return f"{format_number(millionths * 100)}%"


WHOLE = ONE

"""The types of the language and the few operations on them."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class NumberUnit(Enum):
    """What `50%` means beside a number: 0.5 of a share, 50 of a percentage; nothing beside a plain number."""

    PLAIN = "plain"
    SHARE = "share"
    PERCENT = "percent"


class BooleanType(Struct, frozen=True):
    """True, false or unknown: a condition."""


class NumberType(Struct, frozen=True):
    unit: NumberUnit = NumberUnit.PLAIN
    integer: bool = False


class TextType(Struct, frozen=True):
    """Free text, compared without case and outer spaces."""


class EnumType(Struct, frozen=True):
    """One of the members that the schema lists, in its order."""

    members: tuple[str, ...]


class DateType(Struct, frozen=True):
    """A local date."""


class DateTimeType(Struct, frozen=True):
    """An instant; its date is the local one in the policy's zone."""


class ArrayType(Struct, frozen=True):
    """A many-valued field: never unknown, at most empty."""

    item: ScalarType


class LabelType(Struct, frozen=True):
    """The label of a classification, or a text result of a table. `labels` stand best last where `ranked`."""

    output: str
    labels: tuple[str, ...]
    ranked: bool


class StageType(Struct, frozen=True):
    """A stage of this policy, lowest first, without `disqualified`."""

    stages: tuple[str, ...]


class ErrorType(Struct, frozen=True):
    """Stands where a finding was reported already, so that it is reported once."""


ScalarType = BooleanType | NumberType | TextType | EnumType | DateType | DateTimeType
Type = ScalarType | ArrayType | LabelType | StageType | ErrorType


def describe(type_: Type) -> str:
    """The type in the words of a person, with its article."""
    match type_:
        case BooleanType():
            return "a condition"
        case NumberType():
            return "a number"
        case TextType():
            return "a text"
        case EnumType():
            return "one of a fixed set of values"
        case DateType():
            return "a date"
        case DateTimeType():
            return "a date with time"
        case ArrayType():
            return "a field with many values"
        case LabelType():
            return "a label"
        case StageType():
            return "a stage"
        case ErrorType():
            return "something unknown"

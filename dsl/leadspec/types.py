"""The types of the language and the few operations on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class NumberUnit(Enum):
    """What `50%` means beside a number: 0.5 of a share, 50 of a percentage; nothing beside a plain number."""

    PLAIN = "plain"
    SHARE = "share"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class BooleanType:
    """True, false or unknown: a condition."""


@dataclass(frozen=True, slots=True)
class NumberType:
    unit: NumberUnit = NumberUnit.PLAIN
    integer: bool = False


@dataclass(frozen=True, slots=True)
class TextType:
    """Free text, compared without case and outer spaces."""


@dataclass(frozen=True, slots=True)
class EnumType:
    """One of the members that the schema lists, in its order."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateType:
    """A local date."""


@dataclass(frozen=True, slots=True)
class DateTimeType:
    """An instant; its date is the local one in the policy's zone."""


@dataclass(frozen=True, slots=True)
class ArrayType:
    """A many-valued field: never unknown, at most empty."""

    item: ScalarType


@dataclass(frozen=True, slots=True)
class LabelType:
    """The label of a classification, or a text result of a table. `labels` stand best last where `ranked`."""

    output: str
    labels: tuple[str, ...]
    ranked: bool


@dataclass(frozen=True, slots=True)
class StageType:
    """A stage of this policy, lowest first, without `disqualified`."""

    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErrorType:
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

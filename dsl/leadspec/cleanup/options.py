"""How the texts of one source of data are to be read, where the schema cannot say it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field


class DateOrder(Enum):
    """The order of day, month and year in dates such as `03/04/2026`. Without one they are rejected."""

    DAY_MONTH_YEAR = "dmy"
    MONTH_DAY_YEAR = "mdy"
    YEAR_MONTH_DAY = "ymd"


class CleanOptions(Struct, frozen=True):
    """Declared by whoever describes the data; nothing here is ever found out by looking at values.

    `decimal` and `thousands` are single signs and hold for numbers written as text. `separators`: the sign that
    splits a text into the values of a list, by field. `missing`: further markers, for every field.
    """

    decimal: str = "."
    thousands: str | None = None
    date_order: DateOrder | None = None
    true_words: tuple[str, ...] = ("true",)
    false_words: tuple[str, ...] = ("false",)
    separators: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    show_values: bool = False

"""How the texts of one source of data are to be read, where the schema cannot say it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field

from leadspec.values.zones import Zone


class DateOrder(Enum):
    """The order of day, month and year in dates such as `03/04/2026`. Without one they are rejected."""

    DAY_MONTH_YEAR = "dmy"
    MONTH_DAY_YEAR = "mdy"
    YEAR_MONTH_DAY = "ymd"


class DateNumbers(Enum):
    """What a bare number means where a date is wanted. Without one it is rejected."""

    EXCEL = "excel"
    EXCEL_1904 = "excel_1904"
    EPOCH_SECONDS = "epoch_seconds"
    EPOCH_MILLISECONDS = "epoch_milliseconds"


Spellings = Mapping[str, tuple[str, ...]]
"""A member of an enum, or `true` or `false`, and how else it is written."""


class CleanOptions(Struct, frozen=True):
    """Declared by whoever describes the data; nothing here is ever found out by looking at values.

    `decimal` and `thousands` are single signs and hold for numbers written as text; a space stands for every kind of
    space, an apostrophe for both. `separators`: the sign that splits a text into the values of a list, by field.
    `missing`: further markers, for every field. `number_signs`: what may stand beside a number. `values`: by field;
    those of events in the lead's own record under `activities.type`. `two_digit_years_from`: the first of the hundred
    years that two digits may mean. `zone`: of local times, before that of the policy.

    `by_field`: what holds instead for a field that comes from another file. `event_files`: for events that come from
    files of their own, each with its `file` name and the instant `since` which its log is kept.
    """

    decimal: str = "."
    thousands: str | None = None
    date_order: DateOrder | None = None
    true_words: tuple[str, ...] = ("true",)
    false_words: tuple[str, ...] = ("false",)
    separators: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    show_values: bool = False
    date_numbers: DateNumbers | None = None
    two_digit_years_from: int | None = None
    number_signs: tuple[str, ...] = ()
    values: Mapping[str, Spellings] = field(default_factory=dict)
    zone: Zone | None = None
    by_field: Mapping[str, CleanOptions] = field(default_factory=dict)
    event_files: tuple[CleanOptions, ...] = ()
    file: str = ""
    since: int | None = None

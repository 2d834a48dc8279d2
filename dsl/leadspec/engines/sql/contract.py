"""The input table: one row for each lead, as `clean` writes it; and how its columns become terms.

| column | type |
|---|---|
| `leadspec.id` | text |
| a field under its dotted name | text, boolean, int64 or decimal(18, 6), date, timestamp in UTC, or a list of these |
| `leadspec.day.F` | the local date of a field with a time |
| `activities` | a list of structures: `type`, `at`, `leadspec.position`, `leadspec.day`, an event's own fields |
"""

from __future__ import annotations

from leadspec.engines.sql.terms import Op, Term, apply
from leadspec.ir.core import ValueKind
from leadspec.values.decimals import LIMIT

ID = "leadspec.id"
ACTIVITIES = "activities"
POSITION = "leadspec.position"
DAY = "leadspec.day"


def day_column(field: str) -> str:
    """The local date of a field with a time."""
    return f"{DAY}.{field}"


def converted(kind: ValueKind, column: Term) -> Term:
    """A column of the contract as the integers that policies count in."""
    match kind:
        case ValueKind.NUMBER:
            return apply(Op.MILLIONTHS, column, low=1 - LIMIT, high=LIMIT - 1)
        case ValueKind.DAY:
            return apply(Op.DAYS, column, low=-(10**6), high=10**6)
        case ValueKind.INSTANT:
            return apply(Op.MICROSECONDS, column, low=-(10**17), high=10**17)
        case ValueKind.TEXT | ValueKind.BOOLEAN | ValueKind.ARRAY:
            return column

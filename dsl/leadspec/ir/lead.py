"""A cleaned lead: the one input shape of every engine.

| type | value | unit |
|---|---|---|
| boolean | `bool` | |
| number | `int` | millionths (`values.decimals`) |
| text, enum | `str` | text as given after NFC; an enum member exactly as declared |
| date | `int` | days since 1970-01-01 |
| date-time | `int` | microseconds since 1970-01-01T00:00Z |
| array | `tuple` of the above | nulls and blanks dropped |

A missing fact has no key; an array that is empty has none either. An event always has `type` and `at`.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

Scalar = bool | int | str
FactValue = Scalar | tuple[Scalar, ...]


class Event(Struct, frozen=True):
    """One activity: its type, its instant in microseconds, and its own facts by dotted name."""

    type: str
    at: int
    facts: Mapping[str, FactValue] = field(default_factory=dict)


class Lead(Struct, frozen=True):
    """One lead: its id, its facts by dotted name, its events sorted by `at` (then as given)."""

    id: str
    facts: Mapping[str, FactValue]
    events: tuple[Event, ...] = ()

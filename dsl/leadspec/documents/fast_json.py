"""JSON text -> plain values, quickly, for sound texts; anything doubtful is left to the located loader.

Agrees with it on every text that it takes: same values, numbers as their text, same limits.
"""

from __future__ import annotations

import json
import re
from enum import Enum
from typing import NoReturn, cast

from leadspec.documents.model import MAX_DEPTH, NumberText, Raw

_ESCAPED_HALF = re.compile("\\\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")


class Doubt(Enum):
    DOUBTFUL = "doubtful"


DOUBTFUL = Doubt.DOUBTFUL


def quick_json(text: str) -> Raw | Doubt:
    """The value of a JSON text, or `DOUBTFUL` where the text is not sound or cannot be told quickly to be."""
    try:
        value = cast(Raw, _DECODER.decode(text))
    except (ValueError, RecursionError):
        return DOUBTFUL
    return DOUBTFUL if _is_doubtful(text, value) else value


def quick_json_at(text: str, start: int) -> tuple[Raw, int] | Doubt:
    """The JSON value that starts at an offset, and where it ends."""
    try:
        value, end = cast("tuple[Raw, int]", _DECODER.raw_decode(text, start))
    except (ValueError, RecursionError):
        return DOUBTFUL
    return DOUBTFUL if _is_doubtful(text[start:end], value) else (value, end)


def _is_doubtful(text: str, value: Raw) -> bool:
    if not text.isascii() and _HALF.search(text):
        return True
    if "\\u" in text and _ESCAPED_HALF.search(text) and _holds_half(value):
        return True
    return text.count("[") + text.count("{") > MAX_DEPTH and _too_deep(value)


def _holds_half(value: Raw) -> bool:
    """Whether an escape gave half a character in any key or text."""
    rest = [value]
    while rest:
        match rest.pop():
            case str() as text:
                if _HALF.search(text):
                    return True
            case list() as items:
                rest += items
            case dict() as entries:
                rest += entries
                rest += entries.values()
    return False


def _too_deep(value: Raw) -> bool:
    level: list[list[Raw] | dict[str, Raw]] = [value] if isinstance(value, (list, dict)) else []
    for _ in range(MAX_DEPTH):
        level = [
            child
            for each in level
            for child in (each if isinstance(each, list) else each.values())
            if isinstance(child, (list, dict))
        ]
    return bool(level)


def _pairs(pairs: list[tuple[str, Raw]]) -> dict[str, Raw]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_float=NumberText, parse_int=NumberText, parse_constant=_no_constant
)

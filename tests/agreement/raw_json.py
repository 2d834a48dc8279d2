"""Raw records as JSON texts and back: a number as it is written stays apart from a text that says the same."""

from __future__ import annotations

import json

from leadspec.documents import NumberText, Raw
from leadspec.documents.json_value import json_value
from leadspec.values.decimals import NumberFault, parse_number

_AS_TEXT = "number: "
"""Before a number that JSON cannot write, such as `007`."""


def raw_json(raw: Raw) -> str:
    match raw:
        case NumberText():
            return str(raw) if _is_plain(raw) else json.dumps(_AS_TEXT + raw)
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)}: {raw_json(each)}" for key, each in raw.items()) + "}"
        case list():
            return "[" + ", ".join(map(raw_json, raw)) + "]"
        case _:
            return json.dumps(raw)


def raw_of(text: str) -> Raw:
    value = json_value(text)
    assert value is None or isinstance(value, bool | str | dict | list), text
    return _restored(value)


def _is_plain(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return not isinstance(parse_number(text), NumberFault)


def _restored(raw: Raw) -> Raw:
    match raw:
        case NumberText():
            return raw
        case str() if raw.startswith(_AS_TEXT):
            return NumberText(raw.removeprefix(_AS_TEXT))
        case dict():
            return {key: _restored(each) for key, each in raw.items()}
        case list():
            return [_restored(each) for each in raw]
        case _:
            return raw

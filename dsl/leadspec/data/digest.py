"""The digest of a data description: equal for texts that say the same, whatever their layout and comments."""

from __future__ import annotations

import json
from hashlib import sha256

from leadspec.data.presets import Preset
from leadspec.documents import Node, NumberText, Raw, plain
from leadspec.values.text import nfc

_VERSION = 1


def description_digest(node: Node, preset: Preset | None) -> str:
    """SHA-256 over the description as JSON with sorted keys, and over the preset that it names, written out."""
    content = {
        "version": _VERSION,
        "description": _canonical(plain(node)),
        "preset": preset.content if preset else None,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def _canonical(value: Raw) -> Raw:
    """Texts in one form; numbers as their text, since `-1` and `"-1"` are the same marker."""
    match value:
        case NumberText():
            return str(value)
        case str():
            return nfc(value)
        case list():
            return [_canonical(each) for each in value]
        case dict():
            return {nfc(key): _canonical(each) for key, each in value.items()}
        case _:
            return value

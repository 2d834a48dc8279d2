"""A JSON text inside a record -> plain values: quickly where that will do, else by the located reader."""

from __future__ import annotations

from leadspec.documents.fast_json import DOUBTFUL, Doubt, quick_json
from leadspec.documents.json_text import load_json
from leadspec.documents.model import Raw, plain
from leadspec.source import Source


def json_value(text: str) -> Raw | Doubt:
    """The value of a JSON text; `DOUBTFUL` if there is anything wrong with it."""
    value = quick_json(text)
    if value is not DOUBTFUL:
        return value
    loaded = load_json(Source("", text), private=True)
    return DOUBTFUL if loaded.node is None or loaded.diagnostics else plain(loaded.node)

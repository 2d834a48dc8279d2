"""YAML and JSON texts as trees with places: strict, exact numbers, nothing converted by guessing."""

from leadspec.documents.fast_json import DOUBTFUL, Doubt, quick_json, quick_json_at
from leadspec.documents.json_text import load_json
from leadspec.documents.model import (
    MAX_DEPTH,
    Entry,
    Loaded,
    Mapping,
    Node,
    NumberText,
    Raw,
    Scalar,
    Sequence,
    kind_of,
    plain,
)
from leadspec.documents.yaml_text import load_yaml
from leadspec.source import Source

__all__ = [
    "DOUBTFUL",
    "MAX_DEPTH",
    "Doubt",
    "Entry",
    "Loaded",
    "Mapping",
    "Node",
    "NumberText",
    "Raw",
    "Scalar",
    "Sequence",
    "json_value",
    "kind_of",
    "load",
    "load_json",
    "load_yaml",
    "plain",
    "quick_json",
    "quick_json_at",
]


def json_value(text: str) -> Raw | Doubt:
    """The value of a JSON text; `DOUBTFUL` if there is anything wrong with it."""
    value = quick_json(text)
    if value is not DOUBTFUL:
        return value
    loaded = load_json(Source("", text), private=True)
    return DOUBTFUL if loaded.node is None or loaded.diagnostics else plain(loaded.node)


def load(source: Source) -> Loaded:
    """A document by the ending of its name: `.json` is JSON, all else is YAML."""
    return load_json(source) if source.name.lower().endswith(".json") else load_yaml(source)

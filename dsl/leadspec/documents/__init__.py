"""YAML and JSON texts as trees with places: strict, exact numbers, nothing converted by guessing."""

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
    "MAX_DEPTH",
    "Entry",
    "Loaded",
    "Mapping",
    "Node",
    "NumberText",
    "Raw",
    "Scalar",
    "Sequence",
    "kind_of",
    "load",
    "load_json",
    "load_yaml",
    "plain",
]


def load(source: Source) -> Loaded:
    """A document by the ending of its name: `.json` is JSON, all else is YAML."""
    return load_json(source) if source.name.lower().endswith(".json") else load_yaml(source)

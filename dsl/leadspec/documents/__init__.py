"""YAML and JSON texts as trees with places: strict, exact numbers, nothing converted by guessing.

The readers are modules of their own, because a run needs one of them: `yaml_text`, `json_text`, `fast_json`.
"""

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
    Unreadable,
    kind_of,
    plain,
)
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
    "Unreadable",
    "kind_of",
    "load",
    "plain",
]


def load(source: Source, *, private: bool = False) -> Loaded:
    """A document by the ending of its name: `.json` is JSON, all else is YAML. `private` as for the two readers."""
    if source.name.lower().endswith(".json"):
        from leadspec.documents.json_text import load_json

        return load_json(source, private=private)
    from leadspec.documents.yaml_text import load_yaml

    return load_yaml(source, private=private)

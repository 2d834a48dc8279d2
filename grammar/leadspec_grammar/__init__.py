"""The language as data: its grammar, the words of each spoken language, and the parse table made from the grammar.

The one place that reads these files. They belong to the package, so reading them asks nothing of the machine.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_GRAMMAR = "leadspec.lark"
_TABLE = "table.json"


def grammar_text() -> str:
    """The definition of the language (Lark)."""
    return files(__name__).joinpath(_GRAMMAR).read_text("utf-8")


@cache
def keyword_table(language: str = "en") -> dict[str, Any]:
    """How the terminals are written in a spoken language: `phrases`, `units`, `mistaken`."""
    return tomllib.loads(files(__name__).joinpath("keywords").joinpath(f"{language}.toml").read_text("utf-8"))


@cache
def parse_table() -> dict[str, Any]:
    """The LALR(1) table of the grammar: the one in the package, or a new one where the grammar has changed since."""
    grammar = grammar_text()
    stored: dict[str, Any] = {}
    resource = files(__name__).joinpath(_TABLE)
    if resource.is_file():
        stored = json.loads(resource.read_text("utf-8"))
    if stored.get("grammar") == grammar_digest(grammar):
        return stored
    from leadspec_grammar.build import build_table

    return build_table(grammar)


def grammar_digest(grammar: str) -> str:
    return hashlib.sha256(grammar.encode()).hexdigest()

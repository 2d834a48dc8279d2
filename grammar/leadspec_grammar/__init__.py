"""The language as data: its grammar, the words of each spoken language, and what is made from both for a run to read.

The one place that reads these files. They belong to the package, so reading them asks nothing of the machine.
A run reads what `python -m leadspec_grammar.build` has written, in a form that loads at once: neither Lark nor a
reader of TOML is imported then. A test checks that it is made from the sources as they are.
"""

from __future__ import annotations

from functools import cache
from pkgutil import get_data
from typing import Any

from msgspec.json import decode

GRAMMAR = "leadspec.lark"
TABLE = "table.json"
KEYWORDS = "keywords"


def grammar_text() -> str:
    """The definition of the language (Lark)."""
    return _read(GRAMMAR).decode()


@cache
def keyword_table(language: str = "en") -> dict[str, Any]:
    """How the terminals are written in a spoken language: `phrases`, `units`, `mistaken`, `guesses`."""
    found: dict[str, Any] = decode(_read(f"{KEYWORDS}/{language}.json"))
    return found


@cache
def parse_table() -> dict[str, Any]:
    """The LALR(1) table of the grammar."""
    found: dict[str, Any] = decode(_read(TABLE))
    return found


def _read(name: str) -> bytes:
    content = get_data(__name__, name)
    assert content is not None  # a package that lies in files or in an archive gives its data
    return content

"""A kind of finding that nothing reports is a page about nothing."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from leadspec.diagnostics import Kind, kinds

REPOSITORY = Path(__file__).resolve().parents[2]
CONSTANTS = [
    name
    for module in pkgutil.iter_modules(kinds.__path__)
    for name, value in vars(importlib.import_module(f"{kinds.__name__}.{module.name}")).items()
    if isinstance(value, Kind)
]


@pytest.fixture(scope="module")
def used() -> set[str]:
    sources = [each for root in ("dsl", "cli") for each in (REPOSITORY / root).rglob("*.py")]
    texts = [each.read_text(encoding="utf-8") for each in sources if each.parent.name != "kinds"]
    return {word for text in texts for word in re.findall(r"\b[A-Z][A-Z_]+\b", text)}


@pytest.mark.parametrize("constant", CONSTANTS)
def test_every_kind_is_reported_somewhere(constant: str, used: set[str]) -> None:
    assert constant in used

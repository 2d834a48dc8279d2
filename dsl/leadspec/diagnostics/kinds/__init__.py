"""The one registry of ids: one module for each phase, each a list of `Kind` constants, found by their type."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from leadspec.diagnostics.model import Kind


@cache
def registry() -> dict[str, Kind]:
    """All kinds by id, in alphabetical order."""
    found: dict[str, Kind] = {}
    for module_info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        for value in vars(module).values():
            if isinstance(value, Kind):
                if value.id in found and found[value.id] is not value:
                    raise ValueError(f"two kinds share the id {value.id}")
                found[value.id] = value
    return dict(sorted(found.items()))

"""leadspec: a company's definition of a lead, as text with one exact meaning.

This is the whole public interface; everything below the submodules may change.

>>> from leadspec import Source, load_policy
>>> found = load_policy(Source("policy.lead", text), read)   # read: path -> Source or Diagnostic
>>> found.diagnostics, found.program, found.schema

Names are imported when they are first used, so that a command pays only for what it needs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadspec.analysis.load import load_policy
    from leadspec.analysis.model import Analysis
    from leadspec.api import CompiledLeads, Policy, PolicyError, load
    from leadspec.cleanup import Cleaned, CleanOptions, clean
    from leadspec.diagnostics import Diagnostic
    from leadspec.engines.interpreter import Evaluation, Interpreter, evaluate
    from leadspec.formatter import FormatResult, format_source
    from leadspec.ir.canonical import meaning_digest
    from leadspec.ir.lead import Event, Lead
    from leadspec.ir.verdict import Verdict
    from leadspec.questions.explain import Explanation, explain
    from leadspec.schema import read_schema
    from leadspec.source import Source
    from leadspec.values.zones import Zone, zone

_HOMES = {
    "Analysis": "leadspec.analysis.model",
    "CleanOptions": "leadspec.cleanup",
    "Cleaned": "leadspec.cleanup",
    "CompiledLeads": "leadspec.api",
    "Diagnostic": "leadspec.diagnostics",
    "Evaluation": "leadspec.engines.interpreter",
    "Event": "leadspec.ir.lead",
    "Explanation": "leadspec.questions.explain",
    "FormatResult": "leadspec.formatter",
    "Interpreter": "leadspec.engines.interpreter",
    "Lead": "leadspec.ir.lead",
    "Policy": "leadspec.api",
    "PolicyError": "leadspec.api",
    "Source": "leadspec.source",
    "Verdict": "leadspec.ir.verdict",
    "Zone": "leadspec.values.zones",
    "clean": "leadspec.cleanup",
    "evaluate": "leadspec.engines.interpreter",
    "explain": "leadspec.questions.explain",
    "format_source": "leadspec.formatter",
    "load": "leadspec.api",
    "load_policy": "leadspec.analysis.load",
    "meaning_digest": "leadspec.ir.canonical",
    "read_schema": "leadspec.schema",
    "zone": "leadspec.values.zones",
}

__all__ = [
    "Analysis",
    "CleanOptions",
    "Cleaned",
    "CompiledLeads",
    "Diagnostic",
    "Evaluation",
    "Event",
    "Explanation",
    "FormatResult",
    "Interpreter",
    "Lead",
    "Policy",
    "PolicyError",
    "Source",
    "Verdict",
    "Zone",
    "clean",
    "evaluate",
    "explain",
    "format_source",
    "load",
    "load_policy",
    "meaning_digest",
    "read_schema",
    "zone",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'leadspec' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)

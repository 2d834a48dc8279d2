"""From the text of a policy to a function: what other programs call.

>>> policy = load(text, read=read)
>>> judge = policy.compile().at("2026-11-21T09:00:00+01:00")
>>> judge.raw({"id": "A", "email": "a@b.example"})   # a raw record, cleaned up first
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any

from leadspec.analysis.head import declared_zone
from leadspec.analysis.load import load_policy
from leadspec.analysis.model import Analysis
from leadspec.cleanup import Cleaner, Reject
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds.file import NOT_FOUND
from leadspec.documents import NumberText, Raw
from leadspec.engines.python import CompiledPolicy, PythonProgram
from leadspec.engines.python.runtime import instant_of
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import Verdict
from leadspec.schema.model import Schema
from leadspec.source import Source
from leadspec.values.zones import Zone, zone

Read = Callable[[str], "Source | Diagnostic | str"]
MAIN = "policy.lead"


class PolicyError(ValueError):
    """A policy that does not check: `diagnostics` say what is wrong, and where."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(each.message for each in diagnostics) or "the policy has no program")
        self.diagnostics = diagnostics


class Policy:
    """A policy as text, with all that it names, and what was found in it."""

    def __init__(self, texts: Mapping[str, str], main: str, analysis: Analysis) -> None:
        self._texts, self._main = dict(texts), main
        self.analysis = analysis

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.analysis.diagnostics

    def compile(self) -> CompiledLeads:
        """Functions of leads. Raises `PolicyError` where the policy does not check."""
        return CompiledLeads(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return _load_texts, (self._texts, self._main)


class CompiledLeads:
    """A compiled policy. It keeps nothing of a lead, so that threads may share it; it is pickled as its texts."""

    def __init__(self, policy: Policy) -> None:
        program, schema = policy.analysis.program, policy.analysis.schema
        if program is None or schema is None:
            raise PolicyError(tuple(policy.diagnostics))
        self.policy = policy
        self.schema = schema
        self.python = PythonProgram(program, None if program.zone is None else zone(program.zone))
        here = declared_zone(policy.analysis.files[0].file)
        self.zone = None if here is None else zone(here)
        self._at = lru_cache(maxsize=16)(self._bound)

    def at(self, as_of: str | int | datetime) -> Judge:
        """For one instant: text with an offset, a datetime with a zone, or microseconds since 1970-01-01T00:00Z."""
        return self._at(as_of)

    def _bound(self, as_of: str | int | datetime) -> Judge:
        return Judge(self.python.at(instant_of(as_of)), self.schema, self.zone)

    def __call__(self, lead: Lead, as_of: str | int | datetime) -> Verdict:
        """The row of a cleaned lead."""
        return self.at(as_of)(lead)

    def raw(self, record: Mapping[str, Any], as_of: str | int | datetime) -> Verdict | Reject:
        """The row of a raw record, or why it is rejected."""
        return self.at(as_of).raw(record)

    def __reduce__(self) -> tuple[Any, ...]:
        return CompiledLeads, (self.policy,)


class Judge:
    """A compiled policy at one instant: `judge(lead)` is a row, `answer(lead)` the decided outputs alone."""

    def __init__(self, judge: CompiledPolicy, schema: Schema, zone: Zone | None) -> None:
        """`zone`: what local times of a raw record are read in."""
        self._judge = judge
        self._schema = schema
        self._zone = zone
        self._own = threading.local()

    @property
    def paths(self) -> tuple[str, ...]:
        """What the places of an answer are."""
        return self._judge.python.paths

    def __call__(self, lead: Lead) -> Verdict:
        return self._judge.verdict(lead)

    def answer(self, lead: Lead) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self._judge.answer(lead)
        return found

    def verdicts(self, leads: Iterable[Lead]) -> Iterator[Verdict]:
        return self._judge.verdicts(leads)

    def raw(self, record: Mapping[str, Any]) -> Verdict | Reject:
        """A record as data is read: numbers may be Python's, decimals are taken as they are written."""
        cleaner: Cleaner | None = getattr(self._own, "cleaner", None)
        if cleaner is None:  # it counts, so that each thread has its own
            cleaner = self._own.cleaner = Cleaner(self._schema, self._zone)
        cleaned = cleaner.record(1, {str(key): _as_read(value) for key, value in record.items()})
        return cleaned if isinstance(cleaned, Reject) else self(cleaned)


def load(text: str, read: Read | None = None, name: str = MAIN) -> Policy:
    """A policy from its text. `read` gives the text of a file that it names, by its path beside the policy."""
    return _load(Source(name, text), read or _nothing)


def _load(main: Source, read: Read) -> Policy:
    texts = {main.name: main.text}

    def reading(path: str) -> Source | Diagnostic:
        found = read(path)
        if isinstance(found, str):
            found = Source(path, found)
        if isinstance(found, Source):
            texts[path] = found.text
        return found

    return Policy(texts, main.name, load_policy(main, reading))


def _load_texts(texts: Mapping[str, str], main: str) -> Policy:
    return _load(Source(main, texts[main]), lambda path: texts[path] if path in texts else _nothing(path))


def _nothing(path: str) -> Diagnostic:
    return NOT_FOUND.at(None, f"there is no file `{path}`", "give `read`, which gives the text of a file")


def _as_read(value: object) -> Raw:
    """A value as a reader of files gives it: numbers by their text, which for a float is the shortest one."""
    match value:
        case None | bool() | str():
            return value
        case int() | Decimal():
            return NumberText(f"{value:f}" if isinstance(value, Decimal) else str(value))
        case float():
            return NumberText(repr(value)) if isfinite(value) else repr(value)
        case Mapping():
            return {str(key): _as_read(each) for key, each in value.items()}
        case list() | tuple():
            return [_as_read(each) for each in value]
        case date():
            return value.isoformat()
        case _:
            raise TypeError(
                f"a record holds texts, numbers, truths, dates, lists and records, not `{type(value).__name__}`"
            )

"""What engines are held against each other on: a policy with all that it names, raw leads, and an instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from agreement.records import wild_records
from leadspec.analysis.head import declared_zone
from leadspec.analysis.model import Analysis
from leadspec.cleanup import Cleaned, clean
from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.values.zones import Zone, zone
from property.typed_leads import Record
from property.typed_policies import load_texts, random_policy


@dataclass(frozen=True)
class Case:
    """Texts and raw leads. `files`: all that the policy names, by the paths that it gives."""

    policy: str
    files: Mapping[str, str]
    as_of: int
    records: tuple[Record, ...]
    seed: str = ""

    @cached_property
    def analysis(self) -> Analysis:
        return load_texts(self.policy, self.files)

    @property
    def checks(self) -> bool:
        return self.analysis.program is not None and self.analysis.schema is not None

    @property
    def program(self) -> Program:
        assert self.analysis.program is not None, [each.message for each in self.analysis.diagnostics]
        return self.analysis.program

    @property
    def zone(self) -> Zone | None:
        """The program's: None where no rule reads time."""
        return None if self.program.zone is None else zone(self.program.zone)

    @cached_property
    def cleaned(self) -> Cleaned:
        """Local times are read in the zone that the policy declares, whether or not a rule reads time."""
        assert self.analysis.schema is not None
        name = declared_zone(self.analysis.files[0].file)
        return clean(enumerate(self.records, 1), self.analysis.schema, None if name is None else zone(name))


@dataclass(frozen=True)
class Batch:
    """A case and clean leads: those of its records, or more of them. Made ready once for all engines."""

    case: Case
    leads: tuple[Lead, ...] = field(repr=False)


def case_of(seed: int | str, records: int) -> Case:
    """The case of a seed."""
    policy = random_policy(seed)
    return Case(policy.text, policy.texts, policy.as_of, tuple(wild_records(seed, policy, records)), str(seed))

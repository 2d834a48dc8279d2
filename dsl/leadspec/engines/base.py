"""What every engine is: a prepared policy that answers leads.

Input: a `Program`, the instant of the run, the policy's zone, cleaned leads. Output: one `Verdict` for each lead,
in the order of the leads. The reference interpreter defines the answer; every other engine gives the same one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from leadspec.ir.core import Program
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import Verdict
from leadspec.values.zones import Zone


class Judge(Protocol):
    """A policy made ready for one `as_of`: it may answer any number of leads."""

    def verdicts(self, leads: Iterable[Lead]) -> Iterator[Verdict]:
        """One verdict for each lead, in their order."""
        ...


class Engine(Protocol):
    """One way to run a policy."""

    @property
    def name(self) -> str:
        """As `--engine` spells it."""
        ...

    def prepare(self, program: Program, as_of: int, zone: Zone | None) -> Judge:
        """Do once what is the same for all leads. `zone` may be None where the program reads no time."""
        ...

"""What many verdicts say together: counted while they pass, so that memory does not grow with the leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

from msgspec import Struct

from leadspec.ir.verdict import Verdict
from leadspec_cli.output.outputs import Outputs

# So many ids of leads that two departments see differently are kept to be shown.
SHOWN_IDS = 10


class Side(Struct, frozen=True):
    """Of two departments: on how many leads only `yes` says yes, and the first of these."""

    yes: str
    no: str
    leads: int
    first_ids: tuple[str, ...]


class Disagreement(Struct, frozen=True):
    """Two departments, and the leads that only the first or only the second counts."""

    sides: tuple[Side, Side]

    @property
    def departments(self) -> tuple[str, str]:
        return self.sides[0].yes, self.sides[1].yes

    @property
    def leads(self) -> int:
        return sum(side.leads for side in self.sides)


class Counted(Struct, frozen=True):
    """One verdict over all leads: yes; null, where missing facts could make it a yes; else no."""

    yes: int
    open: int
    no: int


class Summary(Struct, frozen=True):
    leads: int
    rejected: int
    stages: Mapping[str, int]
    counts: Mapping[str, Counted]
    disagreements: tuple[Disagreement, ...]
    undecided: Mapping[str, int]
    missing: Mapping[str, int]
    disqualified: Mapping[str, int]
    flags: Mapping[str, int]


class Tally:
    """Counts verdicts one by one."""

    def __init__(self, outputs: Outputs) -> None:
        self._outputs = outputs
        self._leads = 0
        self._stages: Counter[str] = Counter()
        self._counts: Counter[tuple[str, bool | None]] = Counter()
        self._undecided: Counter[str] = Counter()
        self._missing: Counter[str] = Counter()
        self._disqualified: Counter[str] = Counter()
        self._flags: Counter[str] = Counter()
        self._pairs = tuple(combinations(outputs.departments, 2))
        self._only: Counter[tuple[str, str]] = Counter()
        self._ids: dict[tuple[str, str], list[str]] = {}

    @property
    def leads(self) -> int:
        return self._leads

    def add(self, verdict: Verdict) -> None:
        self._leads += 1
        if verdict.stage is not None:
            self._stages[verdict.stage] += 1
        self._counts.update(verdict.counts.items())
        self._undecided.update(verdict.undecided)
        self._missing.update(verdict.missing)
        self._disqualified.update(verdict.disqualified)
        self._flags.update(verdict.flags)
        for first, second in self._pairs:
            # An open verdict is not a yes: what missing facts might change is reported beside, not counted.
            if (verdict.counts[first] is True) != (verdict.counts[second] is True):
                side = (first, second) if verdict.counts[first] is True else (second, first)
                self._only[side] += 1
                ids = self._ids.setdefault(side, [])
                if len(ids) < SHOWN_IDS:
                    ids.append(verdict.id)

    def _side(self, yes: str, no: str) -> Side:
        return Side(yes, no, self._only[yes, no], tuple(self._ids.get((yes, no), ())))

    def summary(self, rejected: int) -> Summary:
        outputs = self._outputs
        return Summary(
            leads=self._leads,
            rejected=rejected,
            stages={stage: self._stages[stage] for stage in outputs.stages},
            counts={
                name: Counted(self._counts[name, True], self._counts[name, None], self._counts[name, False])
                for name in outputs.counts
            },
            disagreements=tuple(
                Disagreement((self._side(first, second), self._side(second, first))) for first, second in self._pairs
            ),
            undecided=_in_order(self._undecided, outputs.paths),
            missing=_in_order(self._missing, outputs.fields),
            disqualified={name: self._disqualified[name] for name in outputs.disqualified},
            flags={name: self._flags[name] for name in outputs.flags},
        )


def _in_order(counter: Counter[str], order: tuple[str, ...]) -> dict[str, int]:
    """Those that occurred: in the given order, and any other after them by name."""
    known = dict.fromkeys(order)
    names = [*(name for name in known if name in counter), *sorted(name for name in counter if name not in known)]
    return {name: counter[name] for name in names}


def summary_object(summary: Summary) -> dict[str, object]:
    """As `qualify --format json` shows it."""
    return {
        "leads": summary.leads,
        "rejected": summary.rejected,
        "stages": dict(summary.stages),
        "lead": {
            name: {"true": each.yes, "null": each.open, "false": each.no} for name, each in summary.counts.items()
        },
        "disagreements": {"/".join(each.departments): each.leads for each in summary.disagreements},
        "undecided": dict(summary.undecided),
        "missing": dict(summary.missing),
    }

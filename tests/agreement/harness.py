"""Holds engines against the interpreter: raw leads, clean-up, verdicts of all engines, whole rows compared.

`agree(seed, engines)` takes the case of a seed; `differences` any case. What differs is a `Difference`; an engine that
breaks off differs as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from agreement.cases import Batch, Case, case_of
from agreement.contenders import CONTENDERS, REFERENCE, Contender, Said
from agreement.records import mixed
from leadspec.engines.interpreter import Interpreter
from leadspec.ir.lead import Lead
from leadspec.ir.verdict import Verdict

RECORDS = 12
DEFAULT = ("python", "python-days", "python-lean", "python-raw", "duckdb")


@dataclass(frozen=True)
class Difference:
    """An engine that says of a lead something else than the one that it is held against."""

    engine: str
    lead: str | None
    expected: str
    said: str
    subject: Lead | None = field(default=None, repr=False)
    """The clean lead, where the engine was asked about one."""

    def __str__(self) -> str:
        whom = "the batch" if self.lead is None else self.lead
        return f"{self.engine} on {whom}\n  expected {self.expected}\n  it says  {self.said}"


@dataclass
class Outcome:
    """What one case, or many, came to. `verdicts`: by engine, those that were compared."""

    policies: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    rejects: int = 0
    differences: list[Difference] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    """Those with a difference."""

    def add(self, other: Outcome) -> None:
        self.policies += other.policies
        self.verdicts.update(other.verdicts)
        self.rejects += other.rejects
        self.differences += other.differences
        self.cases += other.cases


def agree(
    seed: int | str,
    engines: Sequence[str] = DEFAULT,
    *,
    records: int = RECORDS,
    leads: int = 0,
    by_reference: int | None = None,
) -> Outcome:
    """The case of a seed on some engines, on so many `records` and, mixed from these, so many `leads` in all.

    `by_reference`: how many leads the interpreter judges, which is the slowest; on the others the engines are held
    against the first of them.
    """
    case = case_of(seed, records)
    outcome = Outcome(policies=1, rejects=len(case.cleaned.rejects))
    own = case.cleaned.leads
    judged = (*own, *mixed(seed, own, max((by_reference or leads) - len(own), 0)))
    outcome.differences += differences(case, engines, judged, outcome.verdicts)
    further = tuple(mixed(f"further {seed}", own, leads - len(judged)))
    if further:
        first, *others = [each for each in engines if each != "python-raw"]
        whole = Batch(case, further)
        said = list(_attempt(CONTENDERS[first](), whole, outcome.differences, first))
        if len(said) == len(further) and all(isinstance(each, Verdict) for each in said):
            outcome.verdicts[first] += len(said)
            outcome.differences += _compared(whole, others, said, outcome.verdicts)  # type: ignore[arg-type]
    if outcome.differences:
        outcome.cases.append(case)
    return outcome


def differences(
    case: Case, engines: Sequence[str], leads: Sequence[Lead] | None = None, verdicts: Counter[str] | None = None
) -> list[Difference]:
    """Where engines part from the interpreter. Without `leads`: those of the case's own records."""
    batch = Batch(case, tuple(case.cleaned.leads if leads is None else leads))
    counted: Counter[str] = Counter() if verdicts is None else verdicts
    reference = list(Interpreter().prepare(case.program, case.as_of, case.zone).verdicts(batch.leads))
    counted[REFERENCE] += len(reference)
    return list(_compared(batch, engines, reference, counted))


def _compared(
    batch: Batch, engines: Sequence[str], reference: Sequence[Verdict], counted: Counter[str]
) -> Iterator[Difference]:
    for name in engines:
        if name == REFERENCE:
            continue
        contender = CONTENDERS[name]()
        broken: list[Difference] = []
        said = _attempt(contender, batch, broken, name)
        yield from broken
        if broken:
            continue
        expected = contender.expected(batch, reference)
        counted[name] += len(said)
        if len(said) != len(expected):
            yield Difference(name, None, f"{len(expected)} answers", f"{len(said)} answers")
            continue
        subjects = batch.leads if len(batch.leads) == len(said) and name != "python-raw" else [None] * len(said)
        for wanted, found, subject in zip(expected, said, subjects, strict=True):
            if wanted != found:
                yield Difference(name, subject.id if subject else "a raw record", *_apart(wanted, found), subject)


def _attempt(contender: Contender, batch: Batch, broken: list[Difference], name: str) -> Sequence[Said]:
    try:
        return contender.answers(batch)
    except Exception as fault:  # an engine that breaks off says something else, whatever its reason
        broken.append(Difference(name, None, "an answer", f"{type(fault).__name__}: {fault}"))
        return []


def _apart(wanted: Said, found: Said) -> tuple[str, str]:
    """The two, or only the parts that differ."""
    if not isinstance(wanted, Verdict) or not isinstance(found, Verdict):
        return repr(wanted), repr(found)
    names = [each for each in wanted.__struct_fields__ if getattr(wanted, each) != getattr(found, each)]

    def told(verdict: Verdict) -> str:
        return ", ".join(f"{each}={getattr(verdict, each)!r}" for each in names)

    return told(wanted), told(found)


Differs = Callable[[Case], bool]


def differs_like(difference: Difference) -> Differs:
    """Whether a case still differs on the same engine, in the same manner: by its answer, or by breaking off."""
    broke = difference.lead is None

    def still(case: Case) -> bool:
        found = differences(case, [difference.engine])
        return any((each.lead is None) is broke for each in found)

    return still

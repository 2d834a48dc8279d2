"""Tests of a policy as data: files as written, cases made ready for a policy, and what came of them."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from leadspec.documents import Mapping, Node
from leadspec.ir.lead import Lead
from leadspec.questions.explain import Explanation
from leadspec.schema.model import Field
from leadspec.source import Span

# --- As written -----------------------------------------------------------------------------------------------


class WrittenCase(Struct, frozen=True):
    """A case whose form is right. `given` is a lead's facts, or a text that names a lead."""

    name: str
    span: Span
    expect: Mapping
    given: Node | None = None
    with_: Mapping | None = None
    plus: Mapping | None = None
    over: str | None = None
    over_span: Span | None = None
    as_of: int | None = None


class TestFile(Struct, frozen=True):
    """A test file whose form is right. `policy` is relative to the file's folder."""

    __test__ = False  # its name makes pytest look twice

    name: str
    policy: str
    policy_span: Span | None
    as_of: int | None
    leads: dict[str, Mapping]
    cases: tuple[WrittenCase, ...]


# --- What is looked at ----------------------------------------------------------------------------------------


class Place(Enum):
    """Where in a lead's row an answer stands."""

    STAGE = "stage"
    COUNTS = "lead"
    SCORE = "scores"
    LABEL = "labels"
    TABLE = "tables"
    PERSONA = "personas"  # whether it holds
    MATCH = "match"
    MISSES = "misses"
    OPEN = "open"
    REASONS = "disqualified"
    REASON = "disqualified.R"
    FLAGS = "flags"
    FLAG = "flags.R"
    UNDECIDED = "undecided"
    MISSING = "missing"
    FACT = "fact"  # a field of the lead itself


class Truths(Struct, frozen=True):
    """True or false, and null where a missing fact leaves it open."""

    nullable: bool


class OneName(Struct, frozen=True):
    """One of a fixed set of names. `ordered`: lowest first, so that names compare."""

    what: str
    names: tuple[str, ...]
    ordered: bool = False


class Amount(Struct, frozen=True):
    """A number with at most so many decimals. `share`: `50%` stands for a half."""

    decimals: int
    share: bool = False


class TableResult(Struct, frozen=True):
    """A result of a table: a text or a number (millionths)."""

    texts: tuple[str, ...]
    numbers: tuple[int, ...]


class NameSet(Struct, frozen=True):
    """Any of a fixed set of names, in no order."""

    what: str
    names: tuple[str, ...]


class FactValues(Struct, frozen=True):
    """What the schema allows for a field, or nothing."""

    field: Field


Range = Truths | OneName | Amount | TableResult | NameSet | FactValues


class Subject(Struct, frozen=True):
    """One output or field. `path`: as people write it; `name`: within its place; `range`: what it may be."""

    path: str
    place: Place
    name: str
    range: Range


# --- What must hold of it -------------------------------------------------------------------------------------

Value = bool | int | str | tuple[str | int | bool, ...] | None
"""Numbers in millionths, days and instants as in a lead's facts; names of a set as a tuple."""


class Comparison(Enum):
    """The values are the words of a test file."""

    IS = "is"
    NOT = "not"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ONE_OF = "one of"
    NONE_OF = "none of"
    INCLUDE = "include"
    EXCLUDE = "exclude"


class Check(Struct, frozen=True):
    """`values`: of `IS`, `NOT`, `AT_LEAST` and `AT_MOST` one, of the others all that were listed."""

    subject: Subject
    comparison: Comparison
    values: tuple[Value, ...]
    span: Span


class MeasureKind(Enum):
    SHARE = "share"
    COUNT = "count"


class Measure(Struct, frozen=True):
    """How many leads meet all `checks`, among those that meet all of `among`.

    Bounds of a share are millionths of the whole, of a count leads.
    """

    kind: MeasureKind
    checks: tuple[Check, ...]
    among: tuple[Check, ...]
    at_least: int | None
    at_most: int | None
    exactly: int | None
    span: Span


# --- Made ready -----------------------------------------------------------------------------------------------


class LeadCase(Struct, frozen=True):
    """A case about one lead."""

    name: str
    span: Span
    as_of: int
    lead: Lead
    checks: tuple[Check, ...]


class DataCase(Struct, frozen=True):
    """A case about the leads of a data file, whose name is relative to the test file's folder."""

    name: str
    span: Span
    as_of: int
    over: str
    over_span: Span
    measures: tuple[Measure, ...]


ReadyCase = LeadCase | DataCase


class BrokenCase(Struct, frozen=True):
    """A case that cannot be run; what is wrong with it stands in the file's findings."""

    name: str
    span: Span


# --- What came of it ------------------------------------------------------------------------------------------


class Miss(Struct, frozen=True):
    """An expectation that was not met, what came instead, and the reasons of that output alone."""

    check: Check
    answer: Value
    reasons: Explanation


class LeadResult(Struct, frozen=True):
    case: LeadCase
    misses: tuple[Miss, ...]

    @property
    def passed(self) -> bool:
        return not self.misses


class Measured(Struct, frozen=True):
    """`met` of `among` leads. `ids`: the first few leads on the side of which there are too many."""

    measure: Measure
    met: int
    among: int
    passed: bool
    ids: tuple[str, ...]


class DataResult(Struct, frozen=True):
    case: DataCase
    leads: int
    rejected: int
    measured: tuple[Measured, ...]

    @property
    def passed(self) -> bool:
        return all(each.passed for each in self.measured)


CaseResult = LeadResult | DataResult | BrokenCase

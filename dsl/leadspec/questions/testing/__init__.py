"""Does the policy give what both departments agreed on, example by example?"""

from leadspec.questions.testing.answers import wanted_object, wanted_text
from leadspec.questions.testing.bind import ReadyTests, make_ready
from leadspec.questions.testing.model import (
    BrokenCase,
    CaseResult,
    Check,
    DataCase,
    DataResult,
    LeadCase,
    LeadResult,
    Measure,
    Measured,
    MeasureKind,
    Miss,
    ReadyCase,
    TestFile,
    WrittenCase,
)
from leadspec.questions.testing.read import ReadTests, read_tests, without_leads
from leadspec.questions.testing.run import Bench, DataRun, nobody_counted
from leadspec.questions.testing.values import share_text, value_object, value_text

__all__ = [
    "Bench",
    "BrokenCase",
    "CaseResult",
    "Check",
    "DataCase",
    "DataResult",
    "DataRun",
    "LeadCase",
    "LeadResult",
    "Measure",
    "MeasureKind",
    "Measured",
    "Miss",
    "ReadTests",
    "ReadyCase",
    "ReadyTests",
    "TestFile",
    "WrittenCase",
    "make_ready",
    "nobody_counted",
    "read_tests",
    "share_text",
    "value_object",
    "value_text",
    "wanted_object",
    "wanted_text",
    "without_leads",
]

"""What a finding is: the types that every pass reports with. Ids live in `kinds`, texts for people in `render`."""

from leadspec.diagnostics.model import (
    Diagnostic,
    Edit,
    Fix,
    Kind,
    Label,
    Phase,
    Severity,
    Status,
    has_errors,
    sort_diagnostics,
)

__all__ = [
    "Diagnostic",
    "Edit",
    "Fix",
    "Kind",
    "Label",
    "Phase",
    "Severity",
    "Status",
    "has_errors",
    "sort_diagnostics",
]

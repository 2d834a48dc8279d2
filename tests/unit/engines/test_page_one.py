"""The row that the command line's contract works out by hand."""

from __future__ import annotations

from leadspec.ir.lead import Lead
from leadspec.ir.verdict import PersonaVerdict, Verdict
from unit.engines.ir_builder import PAGE_ONE, answer, event, instant, millionths

WORKED = Lead(
    "L-17",
    {
        "created_at": instant("2026-11-01T08:00:00+01:00"),
        "email": "j.meier@maschbau.example",
        "country": "DE",
        "role": "decision_maker",
        "company.employees": millionths(120),
    },
    (event("demo_requested", "2026-11-10T10:00:00+01:00"),),
)


def test_the_worked_row() -> None:
    assert answer(PAGE_ONE, WORKED).verdict == Verdict(
        id="L-17",
        stage="mql",
        counts={"marketing": True, "sales": None, "agreed": True},
        scores={"fit": 30_00, "engagement": 40_00},
        labels={"temperature": "warm"},
        tables={"route": "SMB DACH"},
        personas={
            "ideal_customer": PersonaVerdict(
                holds=None,
                true_lines=2,
                lines=4,
                misses=(),
                open=(
                    "industry is one of machinery, chemicals",
                    'job_title contains any word of "head", "director", "Leiter"',
                ),
            )
        },
        disqualified=(),
        flags=("hand-raise without phone",),
        undecided=("personas.ideal_customer", "scores.fit", "stage", "lead.sales"),
        missing=("industry", "job_title"),
    )

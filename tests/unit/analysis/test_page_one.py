"""The policy on the language's first page, read from its text, gives the row that was worked out by hand."""

from __future__ import annotations

import pathlib
import posixpath

from leadspec.analysis.load import load_policy
from leadspec.analysis.model import Analysis
from leadspec.diagnostics import Diagnostic
from leadspec.diagnostics.kinds import file as file_kinds
from leadspec.engines.interpreter import Interpreter
from leadspec.ir.invariants import check
from leadspec.ir.lead import Event, Lead
from leadspec.ir.verdict import PersonaVerdict, Verdict
from leadspec.source import Source
from leadspec.values.decimals import ONE
from leadspec.values.instants import Instant, parse_instant
from leadspec.values.zones import zone

FOLDER = pathlib.Path(__file__).parents[3] / "policies" / "inbound"


def load() -> Analysis:
    def read(path: str) -> Source | Diagnostic:
        file = FOLDER / path
        if file.is_file():
            return Source(posixpath.normpath(f"policies/inbound/{path}"), file.read_text(encoding="utf-8"))
        return file_kinds.NOT_FOUND.at(None, f"there is no file `{path}`")

    main = Source("policies/inbound/policy.lead", (FOLDER / "policy.lead").read_text(encoding="utf-8"))
    return load_policy(main, read)


def at(text: str) -> int:
    found = parse_instant(text)
    assert isinstance(found, Instant)
    return found.at


def test_it_is_sound() -> None:
    analysis = load()
    assert analysis.diagnostics == ()
    assert analysis.program is not None
    assert check(analysis.program) == []


def test_outputs_stand_in_the_order_of_reports() -> None:
    program = load().program
    assert program is not None
    assert program.outputs == (
        "ideal_customer",
        "fit",
        "engagement",
        "temperature",
        "route",
        "disqualified.competitor",
        "disqualified.no way to contact",
        "flags.hand-raise without phone",
        "stage",
        "lead.marketing",
        "lead.sales",
        "lead.agreed",
    )


def test_it_says_what_it_reads() -> None:
    program = load().program
    assert program is not None
    assert program.zone == "Europe/Berlin"
    assert program.departments == ("marketing", "sales")
    assert sorted(program.lists) == ["competitors", "free_mail"]  # an enum's list is written out as members
    assert program.lists["competitors"].entries[0] == "konkordia.example"
    assert [each.name for each in program.event_fields] == ["page"]
    assert ("event id", "id") in program.events_contract
    assert ("unread campaign", "text") in program.events_contract  # what does not fit it rejects its event
    assert "first_name" not in [each.name for each in program.fields]
    assert program.metadata == {"version": "2.1", "review by": "2027-01-01"}


def test_the_worked_row() -> None:
    program = load().program
    assert program is not None
    lead = Lead(
        "L-17",
        {
            "created_at": at("2026-11-01T08:00:00+01:00"),
            "email": "j.meier@maschbau.example",
            "country": "DE",
            "role": "decision_maker",
            "company.employees": 120 * ONE,
        },
        (Event("demo_requested", at("2026-11-10T10:00:00+01:00")),),
    )
    judge = Interpreter().prepare(program, at("2026-11-21T09:00:00+01:00"), zone("Europe/Berlin"))
    assert list(judge.verdicts([lead])) == [
        Verdict(
            id="L-17",
            stage="mql",
            counts={"marketing": True, "sales": None, "agreed": True},
            scores={"fit": 3000, "engagement": 4000},
            labels={"temperature": "warm"},
            tables={"route": "SMB DACH"},
            personas={
                "ideal_customer": PersonaVerdict(
                    None,
                    2,
                    4,
                    (),
                    (
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
    ]

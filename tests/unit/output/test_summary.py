"""Counting verdicts, and the page for people made of the counts."""

from __future__ import annotations

from msgspec.structs import replace

from leadspec.diagnostics.render import TextStyle
from leadspec.ir.verdict import Verdict
from leadspec_cli.output.outputs import Outputs
from leadspec_cli.output.qualify_text import qualify_text, share
from leadspec_cli.output.run_head import RunHead
from leadspec_cli.output.summary import Tally, summary_object

OUTPUTS = Outputs(
    stages=("disqualified", "suspect", "mql"),
    counts=("marketing", "sales", "agreed"),
    departments=("marketing", "sales"),
    scores=("fit",),
    labels=(),
    tables=(),
    personas=(),
    disqualified=("competitor",),
    flags=("no phone",),
    paths=("scores.fit", "stage", "lead.sales"),
    fields=("country", "industry"),
)
LEAD = Verdict("1", "suspect", {"marketing": True, "sales": True, "agreed": True}, {"fit": 0}, {}, {}, {}, (), ())
HEAD = RunHead("Inbound", "2.1", "sha256:abc", 1, "2026-11-21T09:00:00+01:00", "2026-11-21", "Europe/Berlin")


def counted(*verdicts):
    tally = Tally(OUTPUTS)
    for verdict in verdicts:
        tally.add(verdict)
    return tally.summary(rejected=3)


def verdict(id_, marketing, sales, **changes):
    return replace(LEAD, id=id_, counts={"marketing": marketing, "sales": sales, "agreed": False}, **changes)


def test_summary_object_has_the_keys_of_the_contract():
    summary = counted(
        verdict("a", True, True, stage="mql"),
        verdict("b", True, None, undecided=("stage", "lead.sales"), missing=("industry",)),
        verdict("c", False, False, stage="disqualified", disqualified=("competitor",)),
        verdict("d", False, None, undecided=("scores.fit",), missing=("country", "industry")),
    )
    assert summary_object(summary) == {
        "leads": 4,
        "rejected": 3,
        "stages": {"disqualified": 1, "suspect": 2, "mql": 1},
        "lead": {
            "marketing": {"true": 2, "null": 0, "false": 2},
            "sales": {"true": 1, "null": 2, "false": 1},
            "agreed": {"true": 0, "null": 0, "false": 4},
        },
        "disagreements": {"marketing/sales": 1},
        "undecided": {"scores.fit": 1, "stage": 1, "lead.sales": 1},
        "missing": {"country": 1, "industry": 2},
    }
    assert list(summary_object(summary)["undecided"]) == ["scores.fit", "stage", "lead.sales"]


def test_an_open_verdict_disagrees_with_a_yes_and_not_with_a_no():
    summary = counted(verdict("a", True, None), verdict("b", False, None))
    assert [side.first_ids for side in summary.disagreements[0].sides] == [("a",), ()]


def test_ids_of_disagreements_do_not_fill_the_memory():
    summary = counted(*(verdict(str(number), True, False) for number in range(100)))
    assert summary.disagreements[0].leads == 100
    assert len(summary.disagreements[0].sides[0].first_ids) == 10


def test_page_shows_funnel_departments_and_ids():
    summary = counted(verdict("a", True, False, flags=("no phone",), missing=("industry",), undecided=("stage",)))
    page = qualify_text(HEAD, {"mql": "Marketing hands over"}, summary, TextStyle(), 100, mask_ids=False)
    assert page.startswith("Inbound, version 2.1\n  as of    2026-11-21T09:00:00+01:00 (2026-11-21 in Europe/Berlin)\n")
    assert "suspect           1  100.0 %" in page
    assert "mql               0    0.0 %  Marketing hands over" in page
    assert "  marketing yes, sales no: 1: a\n" in page
    assert "no phone      1" in page


def test_page_keeps_personal_ids_out():
    page = qualify_text(HEAD, {}, counted(verdict("anna@x.example", True, False)), TextStyle(), 100, mask_ids=True)
    assert "anna" not in page


def test_page_of_no_leads_divides_by_nothing():
    assert "  none\n" in qualify_text(HEAD, {}, counted(), TextStyle(), 100, mask_ids=False)


def test_page_fits_its_width():
    page = qualify_text(HEAD, {"mql": "word " * 40}, counted(LEAD), TextStyle(), 60, mask_ids=False)
    assert max(len(line) for line in page.split("\n")) <= 66


def test_share_is_rounded_by_whole_numbers():
    assert [share(part, whole) for part, whole in ((1, 3), (2, 3), (1, 2000), (0, 5), (5, 5), (1, 0))] == [
        "33.3 %",
        "66.7 %",
        "0.1 %",
        "0.0 %",
        "100.0 %",
        "",
    ]

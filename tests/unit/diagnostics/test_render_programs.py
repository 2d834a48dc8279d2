"""Findings for programs: JSON objects and annotations of a pull request."""

from __future__ import annotations

from leadspec.diagnostics import Edit, Fix, Kind, Label, Phase, Severity
from leadspec.diagnostics.render import diagnostic_objects, render_github, render_page
from leadspec.source import Place, Source, Span

KIND = Kind("some-id", Phase.TYPE, "a title", "a reason", bad="x\n", good="y\n")
DOUBT = Kind("doubtful", Phase.LINT, "a title", "a reason", severity=Severity.WARNING)
SOURCE = Source("p.lead", "one\n😀 two\nthree\n")
SOURCES = {"p.lead": SOURCE}


def test_object_has_the_keys_of_the_contract_in_their_order():
    (found,) = diagnostic_objects([KIND.at(SOURCE.span(6, 9), "m", "h1", "h2")], SOURCES)
    assert list(found.items()) == [
        ("id", "some-id"),
        ("severity", "error"),
        ("message", "m"),
        ("file", "p.lead"),
        ("line", 2),
        ("column", 3),  # in characters: the emoji is one
        ("end_line", 2),
        ("end_column", 6),
        ("hints", ["h1", "h2"]),
        ("fix", None),
    ]


def test_object_of_a_finding_without_a_place_has_nulls():
    (found,) = diagnostic_objects([KIND.at(None, "m")], {})
    assert [found[key] for key in ("file", "line", "column", "end_line", "end_column")] == [None] * 5


def test_object_of_a_finding_about_data_has_row_and_field():
    (found,) = diagnostic_objects([KIND.at(Place("d.csv", 4, 2, 3, "email"), "m")], {})
    assert (found["file"], found["line"], found["column"], found["row"], found["field"]) == ("d.csv", 4, 2, 3, "email")


def test_object_has_the_fix_and_further_places():
    fix = Fix("write `two`", (Edit(SOURCE.span(6, 9), "TWO"),))
    secondary = [Label(SOURCE.span(0, 3), "given here")]
    (found,) = diagnostic_objects([KIND.at(SOURCE.span(6, 9), "m", secondary=secondary, fix=fix)], SOURCES)
    place = {"file": "p.lead", "line": 2, "column": 3, "end_line": 2, "end_column": 6}
    assert found["fix"] == {"title": "write `two`", "safe": True, "edits": [{**place, "text": "TWO"}]}
    first = {"file": "p.lead", "line": 1, "column": 1, "end_line": 1, "end_column": 4}
    assert found["related"] == [{**first, "message": "given here"}]


def test_object_of_a_text_that_is_not_at_hand_names_the_file_only():
    (found,) = diagnostic_objects([KIND.at(Span("gone.lead", 1, 2), "m")], {})
    assert (found["file"], found["line"]) == ("gone.lead", None)


def test_annotation_is_one_escaped_line():
    found = [KIND.at(SOURCE.span(6, 9), "100% wrong\nor not", "h"), DOUBT.at(Place("a,b:c.csv", 3), "m")]
    assert render_github(found, SOURCES) == (
        "::error file=p.lead,line=2,endLine=2,col=3,endColumn=6,title=some-id::100%25 wrong<U+000A>or not%0Ahint: h\n"
        "::warning file=a%2Cb%3Ac.csv,line=3,title=doubtful::m\n"
    )


def test_page_has_title_reason_and_examples():
    page = render_page(KIND)
    assert page.startswith("# some-id\n\nA title.\n")
    assert "## Why it matters\n\na reason\n" in page
    assert page.index("## Example\n\n```text\nx\n```") < page.index("## Instead\n\n```text\ny\n```")

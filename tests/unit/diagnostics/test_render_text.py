"""Findings for people: the whole picture for each sort of place."""

from __future__ import annotations

from textwrap import dedent

import pytest

from leadspec.diagnostics import Kind, Label, Phase, Severity
from leadspec.diagnostics.render import TextStyle, count_line, render_text
from leadspec.diagnostics.render.characters import visible
from leadspec.source import Place, Source, Span

UNKNOWN = Kind("unknown-field", Phase.NAME, "a title", "a reason")
DOUBT = Kind("doubtful", Phase.LINT, "a title", "a reason", severity=Severity.WARNING)
DATA = Kind("bad-value", Phase.DATA, "a title", "a reason")

TEXT = (
    'policy "Mid market"\n\nstage mql:\n  any of:\n    email is present\n    # a note\n  anual_revenue >= 5_000_000\n'
)
POLICY = Source("policies/mid-market/policy.lead", TEXT)
SOURCES = {POLICY.name: POLICY}


def at(words: str, source: Source = POLICY) -> Span:
    start = source.text.index(words)
    return source.span(start, start + len(words))


def picture(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_finding_in_a_policy_shows_line_mark_label_hint_and_page():
    found = UNKNOWN.at(
        at("anual_revenue"),
        "the schema has no field `anual_revenue`",
        "did you mean `annual_revenue`?",
        label="not in `Company`",
    )
    assert render_text([found], SOURCES) == picture(
        """
        error[unknown-field]: the schema has no field `anual_revenue`
          --> policies/mid-market/policy.lead:7:3
          |
        7 |   anual_revenue >= 5_000_000
          |   ^^^^^^^^^^^^^ not in `Company`
          |
          = hint: did you mean `annual_revenue`?
          = docs: docs/reference/diagnostics/unknown-field.md

        1 error
        """
    )


def test_second_label_of_the_same_file_stands_in_the_same_picture():
    found = UNKNOWN.at(
        at("anual_revenue"),
        "a clash",
        label="here",
        secondary=[Label(at("mql"), "first used here"), Label(at(">="), "so")],
    )
    assert render_text([found], SOURCES) == picture(
        """
        error[unknown-field]: a clash
          --> policies/mid-market/policy.lead:7:3
          |
        3 | stage mql:
          |       --- first used here
        ...
        7 |   anual_revenue >= 5_000_000
          |   ^^^^^^^^^^^^^ here
          |                 -- so
          |
          = docs: docs/reference/diagnostics/unknown-field.md

        1 error
        """
    )


def test_label_in_another_file_has_a_picture_of_its_own():
    lists = Source("lists.lead", "list dach: DE, AT\n")
    found = UNKNOWN.at(at("mql"), "given twice", secondary=[Label(at("dach", lists), "also here")])
    assert render_text([found], {**SOURCES, "lists.lead": lists}) == picture(
        """
        error[unknown-field]: given twice
          --> policies/mid-market/policy.lead:3:7
          |
        3 | stage mql:
          |       ^^^
          ::: lists.lead:1:6
          |
        1 | list dach: DE, AT
          |      ---- also here
          |
          = docs: docs/reference/diagnostics/unknown-field.md

        1 error
        """
    )


def test_stretch_over_several_lines_shows_its_first_and_last():
    start, end = TEXT.index("any of"), TEXT.index("# a note")
    found = UNKNOWN.at(POLICY.span(start, end), "too much", label="all of this")
    assert render_text([found], SOURCES) == picture(
        """
        error[unknown-field]: too much
          --> policies/mid-market/policy.lead:4:3
          |
        4 |   any of:
          |   ^^^^^^^
        ...
        6 |     # a note
          |     ^ all of this
          |
          = docs: docs/reference/diagnostics/unknown-field.md

        1 error
        """
    )


def test_finding_about_data_names_row_and_field_and_shows_no_line():
    place = Place("leads.csv", line=12, row=11, field="email")
    leads = Source("leads.csv", "secret\n" * 20)
    found = DATA.at(place, "not an address", "mend it")
    assert render_text([found, DATA.at(leads.span(0, 6), "odd")], {"leads.csv": leads}) == picture(
        """
        error[bad-value]: not an address
          --> leads.csv:12, row 11, field email
          |
          = hint: mend it
          = docs: docs/reference/diagnostics/bad-value.md

        error[bad-value]: odd
          --> leads.csv:1:1
          = docs: docs/reference/diagnostics/bad-value.md

        2 errors
        """
    )


def test_finding_without_a_place_has_no_arrow():
    assert render_text([DOUBT.at(None, "odd")], {}) == picture(
        """
        warning[doubtful]: odd
          = docs: docs/reference/diagnostics/doubtful.md

        1 warning
        """
    )


@pytest.mark.parametrize(
    ("line", "words", "expected"),
    [
        ("\tx = 1", "x", ["1 |     x = 1", "  |     ^"]),
        ("日本 is x", "x", ["1 | 日本 is x", "  |         ^"]),
        ("e\u0301 is x", "x", ["1 | e\u0301 is x", "  |      ^"]),
        ("a\u200bb is x", "x", ["1 | a<U+200B>b is x", "  |               ^"]),
        ("a is \u202ex", "\u202e", ["1 | a is <U+202E>x", "  |      ^^^^^^^^"]),
        ("a\x1b[31m is x", "x", ["1 | a<U+001B>[31m is x", "  |                  ^"]),
    ],
)
def test_mark_stands_under_the_text_whatever_is_before_it(line, words, expected):
    source = Source("p.lead", line)
    shown = render_text([UNKNOWN.at(at(words, source), "m")], {"p.lead": source})
    assert shown.split("\n")[3:5] == expected


def test_long_line_is_cut_around_the_mark():
    source = Source("p.lead", "a" * 500_000 + "x" + "b" * 500_000)
    lines = render_text([UNKNOWN.at(at("x", source), "m")], {"p.lead": source}).split("\n")
    assert max(len(line) for line in lines) < 200
    assert lines[3][lines[4].index("^")] == "x"


def test_empty_stretch_at_the_end_of_the_text_still_has_a_mark():
    source = Source("p.lead", "abc")
    lines = render_text([UNKNOWN.at(source.span(3, 3), "m")], {"p.lead": source}).split("\n")
    assert lines[3:5] == ["1 | abc", "  |    ^"]


def test_stretch_outside_the_text_does_no_harm():
    assert "p.lead:1:4" in render_text([UNKNOWN.at(Span("p.lead", 90, 99), "m")], {"p.lead": Source("p.lead", "abc")})


def test_ascii_stream_gets_ascii_only():
    source = Source("p.lead", "größe ≥ x")
    shown = render_text(
        [UNKNOWN.at(at("x", source), "write `>=`, not `≥`")], {"p.lead": source}, TextStyle(False, "ascii")
    )
    assert shown.isascii()
    assert "\\u2265" in shown
    lines = shown.split("\n")
    assert lines[3][lines[4].index("^")] == "x"


def test_message_cannot_forge_a_line_or_a_command_of_a_build_server():
    shown = render_text([UNKNOWN.at(None, "a\n::error::b ##[group]\x1b[2J")], {})
    assert not any(line.startswith("::") for line in shown.split("\n"))
    assert "\x1b" not in shown
    assert "##[" not in shown


def test_text_that_begins_a_line_is_no_command_of_a_build_server():
    assert visible("::error::x") == ": :error::x"
    assert visible(" ::error") == " : :error"
    assert visible("a::b") == "a::b"


def test_colour_only_where_asked_for():
    found = [UNKNOWN.at(at("mql"), "m", "h")]
    assert "\x1b" not in render_text(found, SOURCES)
    assert "\x1b[1;31merror" in render_text(found, SOURCES, TextStyle(colour=True))


def test_count_line_counts_by_severity():
    assert count_line([UNKNOWN.at(None, "m"), DOUBT.at(None, "m"), UNKNOWN.at(None, "n")]) == "2 errors, 1 warning"
    assert count_line([]) == "no findings"
    assert render_text([], {}) == ""

"""From text to logical lines: what each lexeme is, where lines go on, what stands around them, and faults of layout."""

from __future__ import annotations

import pytest

from unit.syntax.faults import faults
from unit.syntax.reading import lines_of


def lexemes(text: str) -> list[tuple[str, str]]:
    lines, found = lines_of(text)
    assert [each.message for each in found] == []
    return [(each.kind, each.text) for line in lines for each in line.lexemes]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("größe_2 x1 _a", "word word word"),
        ("company.employees [Lead Source].[No. 2]", "word word"),
        ("1000 1_000 2.5 07", "number number number number"),
        ("1.234,50 10.000 10 000", "number number number"),
        ("1, 5", "number , number"),
        ("1,5", "number"),
        ("50% 12.5 %", "percent percent"),
        ("2026-01-31 31.01.2026 1/31/26 31-01-2026", "date date date date"),
        ("2026-01-31T09:00:00+01:00 2026-01-31 09:00Z", "instant instant"),
        ('"a" "" "say ""hi""" "# no comment"', "text text text text"),
        ("<=>=< >-+*/():,|", "<= >= < > - + * / ( ) : , |"),
        ("(a)#b", "( word )"),
        ("30 days", "number word"),
        ("30days", "number word"),
        ("a-b", "word - word"),
        ("a don't", "word word"),
    ],
)
def test_kinds(text, kinds):
    assert " ".join(kind for kind, _ in lexemes(text)) == kinds


def test_offsets_are_those_of_the_text():
    text = 'größe  >=   1_000 and\t"ä""x"  # why\n'
    lines, _ = lines_of(text)
    for each in lines[0].lexemes:
        assert text[each.start : each.end] == each.text
    assert text[lines[0].start : lines[0].end] == 'größe  >=   1_000 and\t"ä""x"'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_three_ways(end):
    lines, found = lines_of(end.join(["a", "  b", "", "c"]))
    assert found == []
    assert [(line.indent, line.lexemes[0].text, line.blank_before) for line in lines] == [
        (0, "a", False),
        (2, "b", False),
        (0, "c", True),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "   \n", "# only\n", "\ufeff", "\ufeff\n"])
def test_nothing_has_no_lines(text):
    assert lines_of(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "logical"),
    [
        ("a (\n  b\n)\nc", [["a", "(", "b", ")"], ["c"]]),
        ("a (\n b\n c) d\ne", [["a", "(", "b", "c", ")", "d"], ["e"]]),
        ("  a (\n    b\n  )\n  c", [["a", "(", "b", ")"], ["c"]]),
        ("a ((\n b\n )\n) c", [["a", "(", "(", "b", ")", ")", "c"]]),
        ("a (\n\n   # why\n\n b)\nc", [["a", "(", "b", ")"], ["c"]]),
        ("a (b\n)", [["a", "(", "b", ")"]]),
    ],
)
def test_a_line_goes_on_while_a_parenthesis_is_open(text, logical):
    lines, found = lines_of(text)
    assert found == []
    assert [[each.text for each in line.lexemes] for line in lines] == logical


@pytest.mark.parametrize("text", ["a (b\nc\nd", "a (\nc\nd", "a (b\n\n# why\nc\nd", "  a (b\n  c\n  d"])
def test_an_open_parenthesis_does_not_swallow_the_lines_below(text):
    lines, found = lines_of(text)
    assert [each.id for each in found] == ["unclosed-parenthesis"]
    assert [line.lexemes[0].text for line in lines] == ["a", "c", "d"]
    assert lines[0].lexemes[-1].text == ")"


def test_a_parenthesis_too_many_is_left_out():
    lines, found = lines_of("a) b\nc")
    assert [each.id for each in found] == ["unopened-parenthesis"]
    assert [[each.text for each in line.lexemes] for line in lines] == [["a", "b"], ["c"]]


def test_comments_stand_above_and_behind():
    lines, found = lines_of("#one\n\n#  two\na # behind\n  # above b\n  b\n# below\n")
    assert found == []
    assert [(line.above, line.behind) for line in lines] == [(["one", " two"], "behind"), (["above b"], None)]


def test_comments_inside_parentheses_stand_above_the_line_but_for_the_last():
    lines, _ = lines_of("a (  # one\n  b,  # two\n  # three\n  c\n)  # four\n")
    assert (lines[0].above, lines[0].behind) == (["one", "two", "three"], "four")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("define x:\n\tnewsletter\n", ("tab-indentation", 2)),
        ("define x: all of:\n  \tnewsletter\n", ("tab-indentation", 2)),
        (" define x: newsletter\n", ("bad-indentation", 1)),
        ("define x: newsletter\n  customer\n", ("bad-indentation", 2)),
        ("define x:\n    all of:\n        a\n      b\n", ("bad-indentation", 4)),
        ('define x: city is "Berlin\n', ("unclosed-text", 1)),
        ("define x: a\u00a0and b\n", ("foreign-sign", 1)),
        ("define x: all of:\n\u00a0\u00a0a\n", ("foreign-sign", 2)),
        ("define x: a\u200bb\n", ("strange-character", 1)),
        ("define x: a \u202e and b\n", ("strange-character", 1)),
        ("define x: a \x00\n", ("strange-character", 1)),
        ("define x: a ? b\n", ("foreign-sign", 1)),
    ],
)
def test_faults_of_layout_are_found_on_their_line(text, found):
    assert next((each.id, each.line) for each in faults(text)) == found


def test_a_tab_between_words_is_a_space():
    assert lexemes("a\tand\tb") == [("word", "a"), ("word", "and"), ("word", "b")]


@pytest.mark.parametrize(("signs", "right"), [("=", "is"), ("!=", "is not"), ("≥", ">="), ("−", "-"), ("&&", "and")])
def test_a_foreign_sign_is_read_as_what_was_meant(signs, right):
    lines, found = lines_of(f"a {signs} b")
    assert [each.hints for each in found] == [(f"write `{right}`",)]
    assert " ".join(each.text for each in lines[0].lexemes) == f"a {right} b"


@pytest.mark.parametrize("text", ["“Berlin”", "„Berlin“", "«Berlin»", "'Berlin'", "‘Berlin’"])
def test_other_quotes_are_read_as_quotes(text):
    lines, found = lines_of(f"a {text} b")
    assert [each.id for each in found] == ["foreign-sign"]
    assert lines[0].lexemes[1].text == '"Berlin"'
    assert (lines[0].lexemes[1].start, lines[0].lexemes[1].end) == (2, 2 + len(text))

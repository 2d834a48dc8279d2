"""One layout: lines, columns, blank lines, comments, and nothing where the text has faults."""

from __future__ import annotations

import pytest

from leadspec.formatter import format_source
from leadspec.source import Source


def formatted(text: str) -> str:
    found = format_source(Source("policy.lead", text))
    assert found.text is not None, [each.message for each in found.diagnostics]
    assert format_source(Source("policy.lead", found.text)).text == found.text
    return found.text


@pytest.mark.parametrize("text", ["", "\n\n", "  \n", "\ufeff"])
def test_nothing_stays_nothing(text):
    assert formatted(text) == ""


def test_comments_alone_stay():
    assert formatted("#one\n\n\n#  two") == "# one\n#  two\n"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_end_in_one_way(end):
    assert formatted(end.join(["define a: b", "define c: d"])) == "define a: b\ndefine c: d\n"


def test_a_file_with_faults_is_left_alone():
    found = format_source(Source("policy.lead", "define a: b\ndefine c d\n"))
    assert found.text is None
    assert [each.id for each in found.diagnostics] == ["unexpected-word"]


def test_groups_of_lines_stay_and_blocks_stand_apart():
    text = "define a: b\n\n\n\ndefine c: d\ndefine e: f\nscore s:\n +1\ndefine g: h\n"
    assert formatted(text) == (
        "define a: b\n\ndefine c: d\ndefine e: f\n\nscore s:\n  +1\n\ndefine g: h\n"
    )  # fmt: skip


def test_rows_stand_in_columns_by_their_widest_cell():
    text = 'table t by a, b:\n größe|any|"x"\n in dach | >= 10_000 | "y" because "z"\n any|any|"w"\n'
    assert formatted(text) == (
        "table t by a, b:\n"
        '  größe   | any       | "x"\n'
        '  in dach | >= 10_000 | "y" because "z"\n'
        '  any     | any       | "w"\n'
    )


def test_a_line_of_120_letters_stays_and_one_more_breaks():
    condition = "aaaaaaaaaa and bbbbbbbbbb and cccccccccc and dddddddddd and eeeeeeeeee and ffffffffff and gggggggggg"
    fits = f"define {'x' * (120 - len(condition) - 9)}: {condition}\n"
    assert len(fits) == 121
    assert formatted(fits) == fits
    broken = formatted(fits.replace("define ", "define y"))
    assert broken.splitlines()[1:] == [
        "  aaaaaaaaaa",
        *(f"  and {letter * 10}" for letter in "bcdefg"),
        ")",
    ]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("define a: all of:\n  b\n  c\n", "define a:\n  all of:\n    b\n    c\n"),
        ("define a:\n  b because \"why\"\n", 'define a: b because "why"\n'),
        ("define a:\n  b\n  because \"why\"\n", 'define a: b because "why"\n'),
        ("score s from 0 to 100.50 owned by d:\n    + 1.50\n", "score s from 0 to 100.5 owned by d:\n  +1.5\n"),
        ("classify c:\n  \"a b\" when x\n  d otherwise\n", 'classify c:\n  "a b" when x\n  d     otherwise\n'),
        ("stage a \"b\" owned by d: everyone because \"c\"\n", 'stage a "b" owned by d: everyone because "c"\n'),
        ('policy "p"\n review by 2027-01-01\n schema "s"\n', 'policy "p"\n  review by 2027-01-01\n  schema    "s"\n'),
        ("disqualify \"r\" when any of:\n  a\n  b\n", 'disqualify "r" when any of:\n  a\n  b\n'),
    ],
)  # fmt: skip
def test_one_layout_for_each_statement(text, same):
    assert formatted(text) == same


def test_a_comment_keeps_its_place():
    text = "# a\n\n# b\ndefine x:  # c\n  any of:\n    y  # d\n    # e\n    z\n# f\n"
    assert formatted(text) == "# a\n# b\ndefine x:  # c\n  any of:\n    y  # d\n    # e\n    z\n\n# f\n"


def test_a_comment_inside_a_line_goes_above_it():
    assert formatted("define x: (a  # one\n  and b)  # two\n") == "# one\ndefine x: a and b  # two\n"


def test_blank_lines_between_lines_of_a_block_stay_and_those_at_its_ends_go() -> None:
    text = "score fit:\n\n  +1 when a\n\n\n  +2 when b\n  +3 when c\n\n"
    assert format_source(Source("p.lead", text)).text == "score fit:\n  +1 when a\n\n  +2 when b\n  +3 when c\n"

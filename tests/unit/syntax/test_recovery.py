"""Faults put into a sound policy: each is found where it is, and nothing else is blamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from unit.syntax.faults import Fault, faults

POLICY = (Path(__file__).parents[3] / "policies" / "inbound" / "policy.lead").read_text(encoding="utf-8")
LINES = POLICY.splitlines()
STEP = 3
JUNK = ("? ?", "%%%", "wibble wobble wubble", ") ) )")


def test_the_policy_itself_is_sound() -> None:
    assert not faults(POLICY)


@pytest.mark.parametrize("first", range(STEP))
def test_a_lost_character_is_reported_beside_its_place(first: int) -> None:
    near = total = 0
    for at in range(first, len(POLICY), STEP):
        found = faults(POLICY[:at] + POLICY[at + 1 :])
        line = POLICY.count("\n", 0, at) + 1
        assert all(each.line >= 1 and each.column >= 1 and each.hints for each in found), (at, found)
        total += len(found)
        near += sum(abs(each.line - line) <= 1 for each in found)
    assert near >= 0.95 * total


def _written(number: int) -> bool:
    """Whether a line says something, and is no line inside a parenthesis, where it is a part of a longer one."""
    text = LINES[number].strip()
    return bool(text) and not text.startswith("#") and not _inside_parentheses(number)


def _inside_parentheses(number: int) -> bool:
    before = "\n".join(LINES[:number])
    return before.count("(") > before.count(")")


@pytest.mark.parametrize("junk", JUNK)
def test_junk_on_a_line_is_reported_on_that_line_alone(junk: str) -> None:
    for number in filter(_written, range(len(LINES))):
        text = LINES[number]
        if text.endswith("("):  # the lines inside the parenthesis would follow nothing
            continue
        indent = text[: len(text) - len(text.lstrip())]
        found = faults("\n".join([*LINES[:number], indent + junk, *LINES[number + 1 :], ""]))
        assert {each.line for each in found} == {number + 1}, (text, found)


@pytest.mark.parametrize("junk", JUNK)
def test_junk_at_the_end_of_a_line_is_reported_on_that_line_alone(junk: str) -> None:
    for number in filter(_written, range(len(LINES))):
        text = LINES[number].split("  #")[0]
        if text.endswith("("):
            continue
        found = faults("\n".join([*LINES[:number], f"{text} {junk}", *LINES[number + 1 :], ""]))
        assert {each.line for each in found} == {number + 1}, (text, found)


def test_several_faults_are_found_in_one_run() -> None:
    text = "score fit:\n  +10 whn customer\n  +20 when seats >= 5\n  +30 when\n  +40 when seats\nstage: everyone\n"
    assert [each.line for each in faults(text)] == [2, 4, 6]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("score s:\n  +1\n    +2\n  +3\n    +4\n", [3]),
        ("score s:\n    +1\n  +2\n  +3\n    +4\n", [3]),
        ('score s:\n  +1\n     +2\n  group "g":\n     +3\n     +4\n  +5\n', [3]),
        ("define d:\n  any of:\n      a\n    b\n    c\n", [4]),
        ("score s:\n+1\n+2\n", [1, 2, 3]),
        ('  score s:\n    +1\nflag "f" when a\n', [1]),
    ],
)
def test_a_line_out_of_place_is_one_fault(text: str, lines: list[int]) -> None:
    assert [each.line for each in faults(text)] == lines


def test_a_line_that_lost_its_indentation_is_told_where_it_belongs() -> None:
    advice = "a statement begins in the first column; lines that belong to one are indented by two spaces"
    assert advice in _on_line(2, faults("score s:\n+1\n  +2\n")).hints


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("list l: DE AT\n", "put `,` between two values"),
        (
            'flag "f" when did "Page View"\n',
            "write `[Page View]`: a name stands in brackets, not in quotes",
        ),
        ("persona p:\n  any of:\n    a\n    b\n", "what may stand here: `all of`"),
    ],
)
def test_what_belongs_there_is_said(text: str, advice: str) -> None:
    (found,) = faults(text)
    assert advice in found.hints


def test_at_most_fifty_faulty_lines_are_told() -> None:
    found = faults("".join(f'flag "{number}" whn customer\n' for number in range(200)))
    assert [each.line for each in found] == list(range(1, 52))
    assert found[-1].id == "too-many-errors"


def _on_line(line: int, found: list[Fault]) -> Fault:
    (fault,) = (each for each in found if each.line == line)
    return fault

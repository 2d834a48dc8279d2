"""Sound texts as people write them: each with its surface tree and its canonical layout beside it.

`LEADSPEC_ACCEPT=1` writes both anew; look at the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leadspec.formatter import format_source
from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.syntax.parse import parse
from leadspec.syntax.terminals import TERMINALS
from leadspec_grammar import parse_table
from unit.corpus.tree_text import tree_text
from unit.syntax.reading import parts_used, terminals

CORPUS = Path(__file__).parents[2] / "corpus" / "good"
CASES = sorted(path.relative_to(CORPUS).with_suffix("").as_posix() for path in CORPUS.rglob("*.lead"))
GOLDENS = (".tree", ".fmt")


def source(case: str, ending: str = ".lead") -> Source:
    return Source(case + ending, (CORPUS / (case + ending)).read_text(encoding="utf-8"))


def sound(text: Source) -> tree.File:
    parsed = parse(text)
    assert [(text.position(each.primary.location.start), each.message) for each in parsed.diagnostics] == []
    return parsed.file


def check(case: str, ending: str, found: str) -> None:
    golden = CORPUS / (case + ending)
    if os.environ.get("LEADSPEC_ACCEPT"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_tree(case):
    check(case, ".tree", tree_text(sound(source(case))))


@pytest.mark.parametrize("case", CASES)
def test_layout(case):
    formatted = format_source(source(case)).text
    assert formatted is not None
    check(case, ".fmt", formatted)


@pytest.mark.parametrize("case", CASES)
def test_layout_says_the_same_and_is_its_own_layout(case):
    formatted = source(case, ".fmt")
    assert sound(formatted) == sound(source(case))
    assert format_source(formatted).text == formatted.text


@pytest.mark.parametrize("case", CASES)
def test_no_comment_is_lost(case):
    def comments(text: str) -> list[str]:
        return sorted(line.rpartition("#")[2].strip() for line in text.splitlines() if "#" in line)

    assert comments(source(case, ".fmt").text) == comments(source(case).text)


def test_no_golden_is_an_orphan():
    goldens = [path.relative_to(CORPUS) for path in CORPUS.rglob("*.*") if path.suffix != ".lead"]
    assert sorted(goldens) == sorted(Path(case + ending) for case in CASES for ending in GOLDENS)


def test_every_word_of_the_language_occurs():
    found = {each for case in CASES for each in terminals(source(case))}
    assert set(TERMINALS) - found == set()


def test_every_part_of_every_rule_of_the_grammar_occurs():
    """But of `file`: statements are parsed one by one."""
    found = {pair for case in CASES for pair in parts_used(source(case))}
    rules = {(action, each) for _, action, symbols, *_ in parse_table()["rules"] for each in symbols}
    assert sorted(each for each in rules - found if "file" not in each[0]) == []

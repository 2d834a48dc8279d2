"""The grammar and its table: no conflict, each terminal a phrase or a sign; and each node's span is what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from lark.exceptions import GrammarError
from msgspec.structs import replace

from conformance.casefile import case_files
from leadspec.diagnostics import has_errors
from leadspec.formatter import print_file
from leadspec.node import NOWHERE, Node
from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.syntax.build import Builder
from leadspec.syntax.machine import RejectedError, run
from leadspec.syntax.parse import parse
from leadspec.syntax.terminals import LITERALS, SIGNS, TERMINALS
from leadspec.syntax.tokens import Token
from leadspec_grammar import grammar_text, keyword_table, parse_table
from leadspec_grammar.build import build_table
from property.surface_trees import files
from unit.syntax.reading import parts_used, statements

ROOT = Path(__file__).parents[3]
LAYOUT = {"NEWLINE", "INDENT", "DEDENT"}
COMMAS = {"COMMA", "ARGUMENT_COMMA", "CLAUSE_COMMA"}
DECLARED = {each for line in re.findall(r"^%declare (.+)$", grammar_text(), re.MULTILINE) for each in line.split()}


# --- the table --------------------------------------------------------------------------------------------------------


def test_the_grammar_has_no_conflict():
    """Lark in strict mode refuses every conflict, also those that a rule of its own would settle."""
    assert build_table(grammar_text())["rules"] == parse_table()["rules"]
    with pytest.raises(GrammarError):
        build_table("file: statement*\nstatement: both | other\nboth: A B?\nother: A\n%declare A B\n")


def test_every_terminal_is_used():
    used = {each for _, _, symbols, *_ in parse_table()["rules"] for each in symbols if each.isupper()}
    assert used == DECLARED


def test_every_terminal_has_a_phrase_or_a_sign_and_the_other_way_round():
    signs = {name for name, _ in SIGNS.values()}
    phrases = keyword_table()["phrases"]
    assert set(phrases) == set(TERMINALS) - signs
    assert signs | set(phrases) | LITERALS | LAYOUT | COMMAS == DECLARED
    assert set(keyword_table()["mistaken"]) <= set(TERMINALS)


def test_no_two_terminals_share_a_phrase_in_one_place():
    """`any`, `present` and `missing` are cells of a table and no other word of the language."""
    places: dict[str, list[str]] = {}
    for name, spellings in keyword_table()["phrases"].items():
        for spelling in spellings:
            places.setdefault(spelling, []).append(name)
    assert {spelling: found for spelling, found in places.items() if len(found) > 1} == {}


def test_every_rule_has_an_action_and_the_other_way_round():
    rules = parse_table()["rules"]
    made = {action for node, action, _, single, _ in rules if not node.startswith("_") and not single}
    actions = set(Builder("policy.lead", lambda _: None, lambda _: tree.NO_TRIVIA).actions)
    assert made - {"file"} - actions == set()
    assert actions - {action for _, action, *_ in rules} == set()


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("define x: seats >= \n", "NEWLINE", {"NAME", "NUMBER", "LPAR"}),
        ("define x seats\n", "NAME", {"COLON", "OWNED_BY"}),
        ("score s from to 5:\n", "NAME", {"NUMBER", "MINUS"}),
        ("use x\n", "NAME", {"TEXT"}),
    ],
)
def test_the_first_token_that_does_not_fit_is_told_with_what_would(text, at, expected):
    (tokens,) = statements(Source("policy.lead", text))
    builder = Builder("policy.lead", lambda _: None, lambda _: tree.NO_TRIVIA)
    with pytest.raises(RejectedError) as caught:
        run(tokens, "statement", builder.actions)
    assert tokens[caught.value.at].terminal == at
    assert expected <= caught.value.expected
    assert at not in caught.value.expected


def test_what_is_expected_is_what_is_accepted():
    """For each prefix of a line: putting any of the terminals that are expected there is not rejected there."""
    text = "define x owned by d: at least 2 of (a is one of (b, c), did e where f > 5 once) and g between 1 and 2\n"
    (tokens,) = statements(Source("policy.lead", text))

    def accepted(found: list[Token]) -> int:
        """How many of the tokens can begin a statement."""
        try:
            run(found, "statement", nothing)
        except RejectedError as rejected:
            return rejected.at
        return len(found)

    nothing = dict.fromkeys(Builder("", lambda _: None, lambda _: tree.NO_TRIVIA).actions, lambda *_: None)
    for cut in range(len(tokens)):
        with pytest.raises(RejectedError) as caught:
            run(tokens[:cut], "statement", nothing)
        assert caught.value.at == cut
        assert tokens[cut].terminal in caught.value.expected
        for terminal in caught.value.expected:
            assert accepted([*tokens[:cut], replace(tokens[cut], terminal=terminal)]) > cut, terminal


# --- spans ------------------------------------------------------------------------------------------------------------


@cache
def sound_texts() -> dict[str, str]:
    """Policies of the repository that parse: those of the folder `policies`, the good corpus, the conformance cases."""
    paths = [*ROOT.glob("policies/**/*.lead"), *(ROOT / "tests" / "corpus" / "good").rglob("*.lead")]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}
    texts |= {
        f"{case.id} {number}": question.policy
        for file in case_files()
        for case in file.cases
        for number, question in enumerate(case.questions)
    }
    return {name: text for name, text in texts.items() if not has_errors(parse(Source(name, text)).diagnostics)}


def nodes(value: object, above: Node | None = None) -> Iterator[tuple[Node, Node | None]]:
    """Every node below, each with the one around it."""
    if isinstance(value, Node):
        yield value, above
        for name in type(value).__struct_fields__:
            yield from nodes(getattr(value, name), value)
    elif isinstance(value, tuple):
        for each in value:
            yield from nodes(each, above)


_CELLS = (
    tree.AnyCell, tree.PresenceCell, tree.ValuesCell, tree.ListCell, tree.CompareCell, tree.RangeCell, tree.TextCell,
)  # fmt: skip
_WINDOWS = (tree.InTheLast, tree.InTheNext, tree.AtLeastAgo, tree.FromToAgo, tree.Before, tree.Since)


def alone(node: Node, text: str, column: int) -> tuple[str, type[Node]]:
    """A whole statement around the text of a node, and the kind of node to look for in it."""
    indent = " " * max(column, 2)
    match node:
        case tree.MetaLine():
            return f'policy "p"\n{indent}{text}\n', tree.MetaLine
        case tree.ScoreLine() | tree.ScoreGroup() | tree.FirstOf():
            return f"score s:\n{indent}{text}\n", type(node)
        case tree.ClassRow():
            return f"classify c:\n{indent}{text}\n", tree.ClassRow
        case tree.LabelName():
            return f"classify c:\n  {text} otherwise\n", tree.LabelName
        case tree.TableRow():
            return f"table t by {', '.join('k' * len(node.cells))}:\n{indent}{text}\n", tree.TableRow
        case tree.ConditionLine():
            return f"define x:\n all of:\n{indent}{text}\n", tree.ConditionLine
        case tree.ForEvents():
            return f"score s:\n  +1 {text}\n", tree.ForEvents
        case tree.Cooldown() | tree.Decay():
            return f"score s:\n  +1 for each e{text}\n", type(node)
        case tree.EventPattern():
            return f"define x: did {text}\n", tree.EventPattern
        case tree.Times() | tree.WithinAfter():
            return f"define x: did e {text}\n", type(node)
        case _ if isinstance(node, _CELLS):
            return f'table t by k:\n  {text} | "r"\n', type(node)
        case _ if isinstance(node, _WINDOWS):
            return f"define x: a {text}\n", type(node)
        case tree.LineNode():
            return f"{text}\n", type(node)
        case tree.Name():  # alone it might be a word of the language, as `everyone`
            return f"define x: match of {text}\n", tree.MatchOf
        case _ if "\n" in text and not isinstance(node, tree.Block):
            return f"define x: (\n  {text}\n)\n", tree.Define
        case _:
            return f"define x: {text}\n", tree.Define


def check_spans(source: Source, file: tree.File) -> None:
    checked: set[tuple[type, int, int]] = set()
    for node, above in nodes(file):
        if isinstance(node, tree.File):
            continue
        assert node.span.file == source.name, node
        assert node.span is not NOWHERE
        text = source.text[node.span.start : node.span.end]
        assert text == text.strip(" \n"), node
        if above is not None and not isinstance(above, tree.File):
            assert above.span.start <= node.span.start <= node.span.end <= above.span.end, (above, node)
        key = (type(node), node.span.start, node.span.end)
        if key not in checked:
            checked.add(key)
            read_again(node, source, text)


def read_again(node: Node, source: Source, text: str) -> None:
    line, column = source.position(node.span.start)
    whole, kind = alone(node, text, column - 1)
    parsed = parse(Source("again.lead", whole))
    assert [each.message for each in parsed.diagnostics] == [], f"{source.name}:{line}: {node}\n{whole}"
    found = next(each for each, _ in nodes(parsed.file) if isinstance(each, kind))
    match found:
        case tree.Define(body=again) if not isinstance(node, tree.Define):
            pass
        case tree.MatchOf(persona=again) if isinstance(node, tree.Name):
            pass
        case again:
            pass
    assert again == node, f"{source.name}:{line}\n{whole}"


@pytest.mark.parametrize("name", sorted(sound_texts()))
def test_the_text_at_a_span_says_what_the_node_says(name):
    source = Source(name, sound_texts()[name])
    check_spans(source, parse(source).file)


@settings(max_examples=25, deadline=None)
@given(files)
def test_the_text_at_a_span_says_what_the_node_says_in_random_files(file):
    source = Source("policy.lead", print_file(file))
    check_spans(source, parse(source).file)


def test_tokens_cover_their_text_and_follow_each_other():
    for name, text in sound_texts().items():
        for tokens in statements(Source(name, text)):
            ends = [each.end for each in tokens]
            assert ends == sorted(ends)
            for each in tokens:
                piece = text[each.start : each.end]
                assert (piece == "") == (each.terminal in LAYOUT), each
                assert piece == piece.strip(), each


def test_the_repository_uses_most_of_the_grammar():
    """The spans above are looked at in every kind of node."""
    seen = {type(node) for name, text in sound_texts().items() for node, _ in nodes(parse(Source(name, text)).file)}
    kinds = {kind for kind in vars(tree).values() if isinstance(kind, type) and issubclass(kind, Node)}
    assert kinds - seen == {tree.LineNode}
    assert parts_used(Source("x", "define x: a and b\n")) >= {("conjunction", "negation"), ("define", "body")}

"""Laws of reading and writing: parse after print gives the tree back, and formatting twice is formatting once."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadspec.formatter import format_source, print_file
from leadspec.source import Source
from leadspec.syntax import tree
from leadspec.syntax.parse import parse
from property.surface_trees import files

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(files)
def test_print_then_parse_gives_the_tree_back(file: tree.File) -> None:
    text = print_file(file)
    parsed = parse(Source("policy.lead", text))
    assert [(each.id, each.message) for each in parsed.diagnostics] == []
    assert parsed.file == file


@SLOW
@given(files)
def test_format_is_idempotent(file: tree.File) -> None:
    text = print_file(file)
    assert format_source(Source("policy.lead", text)).text == text


@SLOW
@given(files)
def test_comments_survive(file: tree.File) -> None:
    text = print_file(file)
    assert print_file(parse(Source("policy.lead", text)).file) == text


@SLOW
@given(st.text(max_size=400))
def test_any_text_gives_findings_and_no_exception(text: str) -> None:
    source = Source("policy.lead", text)
    result = parse(source)
    for diagnostic in result.diagnostics:
        assert diagnostic.primary is not None
        location = diagnostic.primary.location
        assert 0 <= location.start <= location.end <= len(text)  # type: ignore[union-attr]
        source.position(location.start)  # type: ignore[union-attr]
    format_source(source)


PIECES = [
    "policy", "define", "score", "table", "stage", "when", "and", "or", "not", "is", "in", "x", '"t"', "5",
    "30 days", ":", ",", "(", ")", "|", "+", "-", ">=", "all of", "did", "first", "at least", "at most", "once",
    "per day", "since", "where", "for each", "halving every", "because", "everyone", "otherwise", "\n", "\n  ",
    "\n    ", "# c", "%", "[a b]",
]  # fmt: skip


@SLOW
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_mixture_of_words_gives_findings_and_no_exception(pieces: list[str]) -> None:
    source = Source("policy.lead", " ".join(pieces))
    parse(source)
    format_source(source)

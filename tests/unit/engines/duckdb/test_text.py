"""DuckDB's own text functions give the compared form of a text: over all characters, and many in a row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from random import Random

import pytest
from sqlglot import exp

from leadspec.engines.duckdb.run import connected, fetched
from leadspec.engines.sql.comparisons import word_pattern
from leadspec.engines.sql.duckdb_dialect import DuckDB
from leadspec.engines.sql.printing import NUL, Printer
from leadspec.engines.sql.terms import Op, apply, column
from leadspec.values import text

pyarrow = pytest.importorskip("pyarrow")

CHARACTERS = [chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
LETTERS = [each for each in CHARACTERS if unicodedata.category(each) in ("Lu", "Ll", "Lt")]
MARKS = [each for each in CHARACTERS if unicodedata.combining(each)]


def said(op: Op, texts: list[str]) -> list[object]:
    """What DuckDB makes of texts."""
    printed = Printer(DuckDB({})).expression(apply(op, column("given"), low=0, high=1))
    query = exp.Select(expressions=[printed]).from_("texts").sql("duckdb")
    with connected() as connection:
        connection.register("texts", pyarrow.table({"given": texts}))
        return [value for (value,) in fetched(connection, query)]


def folded(texts: list[str]) -> list[str]:
    return [text.fold(each).replace("\0", NUL) for each in texts]


def in_a_row(seed: int, count: int) -> Iterator[str]:
    random = Random(seed)
    few = [*map(chr, range(0x180)), *text.WHITE_SPACE, "İ", "ς", "Σ", "\u030c", "\u0301", "ß", "ſ", "K"]
    for _ in range(count):
        yield "".join(random.choice(few) for _ in range(random.randint(0, 8)))
        yield random.choice(LETTERS) + "".join(random.choice(MARKS) for _ in range(random.randint(1, 3)))


def test_folds_every_character_as_we_do() -> None:
    assert said(Op.FOLD, CHARACTERS) == folded(CHARACTERS)


@pytest.mark.parametrize("seed", range(2))
def test_folds_characters_in_a_row_as_we_do(seed: int) -> None:
    texts = [text.exact(each) for each in in_a_row(seed, 20_000)]
    assert said(Op.FOLD, texts) == folded(texts)


def test_counts_characters_as_we_do() -> None:
    texts = [text.fold(each) for each in in_a_row(9, 3_000)]
    assert said(Op.LENGTH, texts) == [len(each) for each in texts]


def test_cuts_domains_as_we_do() -> None:
    random = Random(4)
    texts = ["".join(random.choice("a.@ \n\u3000ä") for _ in range(random.randint(0, 7))) for _ in range(5_000)]
    texts = [text.fold(each) for each in texts]
    assert said(Op.DOMAIN, texts) == [text.domain_of(each) for each in texts]


@pytest.mark.parametrize("phrase", ["head", "c++", "über", "a b", "d'", "部長", ".", "a]b^-\\"])
def test_finds_words_as_we_do(phrase: str) -> None:
    random = Random(phrase)
    parts = [phrase, " ", "-", "x", "ä", "_", "·", "\u2028", "\n", phrase[:1]]
    texts = [text.fold("".join(random.choice(parts) for _ in range(random.randint(0, 5)))) for _ in range(2_000)]
    with connected() as connection:
        connection.register("texts", pyarrow.table({"given": texts}))
        found = connection.execute("SELECT regexp_matches(given, ?) FROM texts", [word_pattern(phrase)]).fetchall()
    assert [value for (value,) in found] == [text.contains_word(each, phrase) for each in texts]

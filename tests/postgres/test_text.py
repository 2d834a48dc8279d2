"""Folding, patterns and parts of texts, on a server whose language is Turkish."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence

import pytest

from leadspec.engines.sql.comparisons import word_pattern
from leadspec.engines.sql.letters import SPACES, capitals_and_small
from leadspec.engines.sql.postgres_dialect import Postgres
from leadspec.engines.sql.postgres_printer import PostgresPrinter
from leadspec.engines.sql.printing import NUL
from leadspec.engines.sql.shapes import Scalar
from leadspec.engines.sql.terms import Op, Term, apply, column, literal
from leadspec.values.patterns import Pattern, parse_pattern
from leadspec.values.text import SEPARATORS, WHITE_SPACE, contains_word, domain_of, fold, length_of
from leadspec.values.unicode14 import newer_characters, nfc
from postgres.server import Session

_RANDOM = random.Random(20261122)
_MARKS = [chr(code) for code in range(0x300, 0x370)] + ["\u0653", "\u0654", "\u093c", "\u0f71", "\u3099", "\u0345"]


def _answers(session: Session, term: Term, texts: Sequence[str]) -> list[object]:
    """What a term gives for each text."""
    printer = PostgresPrinter(Postgres(), "given", {"given": Scalar.TEXT})
    said = printer.dialect.sql(printer.expression(term))  # type: ignore[attr-defined]
    capitals, small = capitals_and_small()
    lines = [json.dumps(each.replace("\0", NUL)).replace("\\", "\\\\") for each in texts]
    return [
        json.loads(line)
        for line in session.run(
            "\n".join(
                [
                    "BEGIN;",
                    "CREATE TABLE raw (place serial, line text);",
                    "COPY raw (line) FROM STDIN;",
                    *lines,
                    "\\.",
                    f"WITH letters AS MATERIALIZED (SELECT '{capitals}' AS capitals, '{small}' AS small,"
                    f" E'{SPACES}' AS spaces),",
                    "texts AS MATERIALIZED (SELECT place, CAST(line AS jsonb) #>> '{}' AS given FROM raw)",
                    f"SELECT coalesce(to_json({said}), 'null') FROM texts ORDER BY place;",
                    "ROLLBACK;",
                ]
            )
        )
        if line
    ]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Every letter with case and its neighbours, letters under marks, and texts of all that folding treats apart."""
    capitals, small = capitals_and_small()
    signs = sorted({*capitals, *small, *WHITE_SPACE, "İ", "ı", "ß", "ẞ", "ς", "σ", "K", "Å"})
    found = [f"x{sign}y" for sign in signs] + signs
    found += [nfc(letter + mark) for letter in capitals[:400] for mark in _MARKS]
    found += [nfc("".join(_RANDOM.choices([*signs, *_MARKS, *"aAbBzZ @."], k=6))) for _ in range(3000)]
    return [each for each in found if "\0" not in each and not newer_characters(each)]


def test_folding_is_that_of_the_language(session: Session, texts: list[str]) -> None:
    folded = _answers(session, apply(Op.FOLD, column("given")), texts)
    assert len(folded) == len(texts) > 20_000
    wrong = [(one, other) for one, other in zip(texts, folded, strict=True) if fold(one) != other]
    assert not wrong, wrong[:5]


def test_every_character_folds_alike(session: Session) -> None:
    every = [chr(code) for code in range(1, 0x20000) if not 0xD800 <= code < 0xE000]
    plain = [each for each in every if nfc(each) == each and not newer_characters(each)]
    found = _answers(session, apply(Op.FOLD, column("given")), plain)
    assert [one for one, other in zip(plain, found, strict=True) if fold(one) != other] == []


def test_length_and_domain(session: Session) -> None:
    given = ["", "@", "a@b.", "a@b..", "A@B@ C .", "x", "a@ .", "ä@Köln.DE ", "𝔘@𝔘𝔘", "\u2003a@b\u2003.", "a@.b"]
    folded = [fold(each) for each in given]
    assert _answers(session, apply(Op.LENGTH, column("given")), folded) == [length_of(each) for each in folded]
    assert _answers(session, apply(Op.DOMAIN, column("given")), folded) == [domain_of(each) for each in folded]


@pytest.mark.parametrize("op", [Op.CONTAINS, Op.STARTS, Op.ENDS])
@pytest.mark.parametrize("wanted", ["a", "", "ab%", "a_", "\\", "ä@", "\0", "'"])
def test_parts_of_texts(session: Session, op: Op, wanted: str) -> None:
    has = {Op.CONTAINS: str.__contains__, Op.STARTS: str.startswith, Op.ENDS: str.endswith}[op]
    given = ["", "a", "ba", "ab", "ab%", "xab%x", "a_", "axb", "\\", "a\\b", "ä@", "xä@", "it's", "x\0", "\0x"]
    assert _answers(session, apply(op, column("given"), literal(wanted)), given) == [
        has(each, wanted) for each in given
    ]


_PATTERNS = ["a*", "(ab|a)(c|bcd)?", "[a-cx]+[^a-c]", r"\d{2,3}", r"\w+\s\w+", "(a{0,100})", "(x|y)?", "[^x]*", ".*ä.*"]
_PATTERNS += ["[ -~]+", r"\+49.*", r"[.+*?()\[\]{}|^$\\]+", "(a|b)*abb", "ß?ß", "[А-я]+", "ab{2}c{1,}", ".", r"[^\s]+"]


@pytest.mark.parametrize("pattern", _PATTERNS)
def test_patterns(session: Session, pattern: str) -> None:
    parsed = parse_pattern(pattern)
    assert isinstance(parsed, Pattern), parsed
    signs = "abcx019 \n\t_-+*.ä\u2028ßЯ[](){}|^$\\"
    given = ["", *signs] + ["".join(_RANDOM.choices(signs, k=_RANDOM.randrange(2, 9))) for _ in range(400)]
    given += ["a" * 100, "a" * 101, "+49 1", "abb", "babb", "12", "123", "1234"]
    texts = [fold(each) for each in given]
    term = apply(Op.MATCHES, column("given"), literal(parsed.to_re2()))
    found = _answers(session, term, texts)
    wrong = [(text, said) for text, said in zip(texts, found, strict=True) if parsed.matches(text) != said]
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("phrase", ["head", "c++", "über", "head of", "部長", "-", "a.b"])
def test_words(session: Session, phrase: str) -> None:
    between = ["", *(chr(first) for first, _ in SEPARATORS), *(chr(last) for _, last in SEPARATORS)]
    between += ["x", "\u00aa", "\u00b5", "\u0301", "9"]
    given = [f"{left}{phrase}{right}" for left in between for right in (*between[::7], "x", "")]
    given += ["", "header", phrase[:-1], phrase * 2, re.sub(" ", "  ", phrase)]
    found = _answers(session, apply(Op.MATCHES, column("given"), literal(word_pattern(phrase))), given)
    wrong = [(text, said) for text, said in zip(given, found, strict=True) if contains_word(text, phrase) != said]
    assert not wrong, wrong[:5]

"""Spark's way to fold a text is `values.text.fold`: over all characters, and where a letter joins a mark."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable

import pyarrow as pa
import pytest
from sqlglot import exp

from leadspec.engines.sql.spark_dialect import Spark
from leadspec.engines.sql.spark_text import NEWER, PAIRS, folded
from leadspec.values.text import WHITE_SPACE, exact, fold

pytestmark = pytest.mark.spark

LETTERS = "HTWYJĤȞḢḦİIΪΫΑΗΙΥΩᾼῌῼΡΆΉΏᾺῊῺÏaσςΣßẞ"
MARKS = sorted({each[1] for each in PAIRS})


def differing(texts: Iterable[str]) -> list[tuple[str, ...]]:
    from leadspec.engines.spark.session import local_session

    said = Spark().sql(folded(exp.Column(this=exp.Identifier(this="text"))))
    frame = local_session().createDataFrame(pa.table({"text": [exact(each) for each in texts]}))
    rows = frame.selectExpr("text", f"{said} AS found").toArrow().to_pylist()
    told = [(each["text"], fold(each["text"]), each["found"]) for each in rows]
    return [tuple(map(ascii, each)) for each in told if each[1] != each[2]]


def test_every_character_is_folded_alike() -> None:
    assert differing(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000) == []


def test_capitals_with_marks_are_folded_alike() -> None:
    marks = [*MARKS, *"\u0327\u0323\u0324\u0307\u05b0\u0316\u035c\u1dce\u0334\u0359"]
    made = random.Random(1)
    texts = [letter + between + mark for letter in LETTERS for between in marks for mark in MARKS]
    texts += [
        made.choice(LETTERS)
        + "".join(made.choices(marks, k=made.randrange(1, 5)))
        + made.choice(["", "x", NEWER[0], "Σ"])
        + "".join(made.choices(marks, k=made.randrange(3)))
        for _ in range(5_000)
    ]
    assert differing(texts) == []


def test_all_capitals_with_each_mark_that_joins_are_folded_alike() -> None:
    capitals = [chr(code) for code in range(0x20000) if unicodedata.category(chr(code)) in ("Lu", "Lt")]
    assert differing(capital + mark for capital in capitals for mark in MARKS) == []


def test_outer_spaces_and_newer_letters_are_folded_alike() -> None:
    spaced = [space + text + space for space in WHITE_SPACE for text in ("", "A", "Ä", "J\u030c", "a b")]
    assert differing([*spaced, *(f"AJ\u030c{each}Σ{each}Σ" for each in NEWER), "ΣΑΣ", "\0A\0", "\U0010ffff"]) == []

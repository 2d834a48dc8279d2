"""`values.text.fold` in Spark's words, for text in NFC.

Spark has no normalisation. It needs one only where a small letter joins an accent that its capital does not, and those
pairs are few. Its table of small letters is newer than Unicode 14, so the letters that it knows more are left alone.
That this is `fold` is tested over all characters and many of their combinations.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from sqlglot import exp

from leadspec.engines.sql.printing import string
from leadspec.values.text import WHITE_SPACE
from leadspec.values.unicode14 import newer_characters

# Capitals that are newer than Unicode 14 and have a small letter in Spark's tables (Unicode 17).
NEWER = "\u1c89\ua7cb\ua7cc\ua7ce\ua7d2\ua7d4\ua7da\ua7dc\U00010d50-\U00010d65\U00016ea0-\U00016eb8"

# A small letter, a mark, and what they join to, where the capital and the mark stay two; then what that joins in turn.
_JOINING = """
    h\u0331\u1e96 \u0125\u0331\u1e96\u0302 \u021f\u0331\u1e96\u030c \u1e23\u0331\u1e96\u0307 \u1e27\u0331\u1e96\u0308
    j\u030c\u01f0 t\u0308\u1e97 w\u030a\u1e98 y\u030a\u1e99
    i\u0300\xec i\u0301\xed i\u0302\xee i\u0303\u0129 i\u0304\u012b i\u0306\u012d i\u0308\xef i\u0309\u1ec9
    i\u030c\u01d0 i\u030f\u0209 i\u0311\u020b \xef\u0301\u1e2f
    \u03ac\u0345\u1fb4 \u03ae\u0345\u1fc4 \u03ce\u0345\u1ff4 \u1f70\u0345\u1fb2 \u1f74\u0345\u1fc2 \u1f7c\u0345\u1ff2
    \u03b1\u0342\u1fb6 \u03b7\u0342\u1fc6 \u03b9\u0342\u1fd6 \u03c5\u0342\u1fe6 \u03c9\u0342\u1ff6
    \u1fb3\u0342\u1fb7 \u1fc3\u0342\u1fc7 \u1ff3\u0342\u1ff7 \u1fb6\u0345\u1fb7 \u1fc6\u0345\u1fc7 \u1ff6\u0345\u1ff7
    \u03ca\u0300\u1fd2 \u03ca\u0301\u0390 \u03ca\u0342\u1fd7 \u03cb\u0300\u1fe2 \u03cb\u0301\u03b0 \u03cb\u0342\u1fe7
    \u03c1\u0313\u1fe4 \u03c5\u0313\u1f50 \u1f50\u0300\u1f52 \u1f50\u0301\u1f54 \u1f50\u0342\u1f56
"""
PAIRS = tuple(_JOINING.split())

_ASCII_SPACE = "".join(filter(str.isascii, WHITE_SPACE))
_NOT_ASCII = r"[^\x00-\x7f]"
_LAST_MARK = 0x1E94B
_ABOVE, _BELOW, _IOTA = 230, 220, 240  # where a mark stands, as Unicode numbers it


def trimmed(text: exp.Expression) -> exp.Expression:
    return _call("btrim", text, string(WHITE_SPACE))


def folded(text: exp.Expression) -> exp.Expression:
    marks = "".join(dict.fromkeys(each[1] for each in PAIRS))
    plain = _call("lower", _call("btrim", text, string(_ASCII_SPACE)))
    return _case(
        (exp.Not(this=_like(text.copy(), _NOT_ASCII)), plain),
        (_like(text.copy(), f"[{marks}{NEWER}]"), _joined(_lowered_in_parts(trimmed(text.copy())))),
        other=_lowered(trimmed(text.copy())),
    )


def _lowered_in_parts(text: exp.Expression) -> exp.Expression:
    parts, part = _call("split", text, string(f"(?<=[{NEWER}])|(?=[{NEWER}])")), _name("p")
    small = _case((_like(part, f"[{NEWER}]"), part.copy()), other=_lowered(part.copy()))
    return _call("array_join", _call("transform", parts, _lambda(small, "p")), string(""))


def _lowered(text: exp.Expression) -> exp.Expression:
    small = _call("lower", _call("replace", text, string("İ"), string("i")))
    return _call("replace", small, string("ς"), string("σ"))


def _joined(text: exp.Expression) -> exp.Expression:
    """Each letter with its mark as one character, where only marks of a lower place stand between them."""
    pair, found = _name("p"), _name("acc")
    mark = _call("substring", pair, exp.Literal.number(2), exp.Literal.number(1))
    classes = [(f"[{_marks_at(place)}]", string(f"([{_marks_below(place)}]*)")) for place in (_BELOW, _IOTA)]
    between = _case(
        *((_like(mark.copy(), marks), below) for marks, below in classes),
        other=string(f"([{_marks_below(_ABOVE)}]*)"),
    )
    letter = _call("left", pair.copy(), exp.Literal.number(1))
    pattern = _call("concat", letter, between, mark, string(f"([{_marks_below(_ABOVE)}]*)"))
    whole = _call("substring", pair.copy(), exp.Literal.number(3), exp.Literal.number(1))
    rest = _call("substring", pair.copy(), exp.Literal.number(4))
    made = _call("regexp_replace", found, pattern, _call("concat", whole, string("$1$2"), rest))
    there = exp.And(
        this=_call("contains", found, letter.copy()), expression=_call("contains", found.copy(), mark.copy())
    )
    pairs, made = _call("array", *map(string, PAIRS)), _case((there, made), other=found.copy())
    return _call("reduce", pairs, text, _lambda(made, "acc", "p"))


def _marks_at(place: int) -> str:
    return "".join(dict.fromkeys(each[1] for each in PAIRS if unicodedata.combining(each[1]) == place))


@cache
def _marks() -> tuple[str, ...]:
    """The characters that Unicode 14 gives a place over or under a letter."""
    found = (chr(code) for code in range(0x300, _LAST_MARK) if unicodedata.combining(chr(code)))
    return tuple(each for each in found if not newer_characters(each))


def _marks_below(place: int) -> str:
    """The marks of a lower place, as ranges of a character class."""
    codes = [ord(each) for each in _marks() if unicodedata.combining(each) < place]
    return "".join(_range(codes))


def _range(codes: list[int]) -> Iterator[str]:
    for _, group in groupby(enumerate(codes), key=lambda each: each[1] - each[0]):
        run = [code for _, code in group]
        yield chr(run[0]) if len(run) == 1 else f"{chr(run[0])}-{chr(run[-1])}"


def _name(name: str) -> exp.Expression:
    return exp.Column(this=exp.Identifier(this=name))


def _call(name: str, *args: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=list(args))


def _like(text: exp.Expression, pattern: str) -> exp.Expression:
    return _call("regexp_like", text, string(pattern))


def _case(*arms: tuple[exp.Expression, exp.Expression], other: exp.Expression) -> exp.Expression:
    return exp.Case(ifs=[exp.If(this=condition, true=value) for condition, value in arms], default=other)


def _lambda(body: exp.Expression, *names: str) -> exp.Expression:
    return exp.Lambda(this=body, expressions=[exp.Identifier(this=each) for each in names])

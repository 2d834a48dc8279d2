"""How Snowflake says the operations: FILTER, TRANSFORM and REDUCE over arrays of VARIANT, NUMBER(38, 0).

Text only: nothing here was run. A lambda is written only where it looks at its own element and at columns of the row;
where it would need another lambda inside, the policy is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect as Sqlglot

from leadspec.engines.sql.letters import SPACES, capitals_and_small, escaped, words_of
from leadspec.engines.sql.printing import PARAMS_ROW, number, string, tight
from leadspec.engines.sql.refusals import RefusalError
from leadspec.engines.sql.set_printing import column_of
from leadspec.engines.sql.staged import text_of
from leadspec.engines.sql.terms import Op, Term
from leadspec.values.text import SEPARATORS, is_separator

LETTERS = "letters"
WHOLE = "NUMBER(38, 0)"


class Snowflake:
    """What is said in a place of its own, whatever stands around it."""

    name = "snowflake"

    def sql(self, query: exp.Expression, *, pretty: bool = False) -> str:
        found: str = _generator()(dialect="snowflake", pretty=pretty, normalize_functions=False).generate(
            query, copy=False
        )
        return found

    def param(self, name: str) -> exp.Expression:
        return column_of(PARAMS_ROW, name)

    def decimal(self, item: exp.Expression, places: int, digits: int) -> exp.Expression:
        """An integer as a decimal number with so many places."""
        step = exp.Literal.number(f"0.{'0' * (places - 1)}1")
        return cast(exp.Mul(this=tight(item), expression=step), f"NUMBER({digits}, {places})")

    def fault(self, message: str) -> exp.Expression:
        """What stops the query: a text that is no number."""
        return call("TO_NUMBER", string(message))

    def widened(self, item: exp.Expression, bits: int) -> exp.Expression:  # noqa: ARG002 - all integers are as wide
        return cast(item, WHOLE)

    def special(self, term: Term, args: list[exp.Expression]) -> exp.Expression:
        match term.op:
            case Op.LIST:
                return call("ARRAY_CONSTRUCT_COMPACT", *args)
            case Op.DIVIDE:
                # A quotient has six places more, which rounding could carry over; so the rest goes first.
                rest = call("MOD", args[0], args[1])
                whole = exp.Div(
                    this=exp.Paren(this=exp.Sub(this=tight(args[0].copy()), expression=rest)),
                    expression=tight(args[1].copy()),
                )
                return cast(whole, WHOLE)
            case Op.BIT_OR:
                return call("BITOR", *args)
            case Op.BIT_AND:
                return call("BITAND", *args)
            case Op.FOLD:
                return call("leadspec_folded", args[0])
            case Op.DOMAIN:
                return _domain(args[0])
            case Op.LENGTH:
                return call("LENGTH", *args)
            case Op.CONTAINS:
                return exp.GT(this=call("POSITION", args[1], args[0]), expression=number(0))
            case Op.STARTS:
                return call("STARTSWITH", *args)
            case Op.ENDS:
                return call("ENDSWITH", *args)
            case Op.MATCHES:
                return _word_in(args[0], str(term.args[1].data))
            case Op.MILLIONTHS:
                return cast(exp.Mul(this=tight(args[0]), expression=number(1_000_000)), WHOLE)
            case Op.DAYS:
                return call("DATEDIFF", exp.Var(this="DAY"), cast(string("1970-01-01"), "DATE"), args[0])
            case Op.MICROSECONDS:
                return call("DATE_PART", exp.Var(this="EPOCH_MICROSECOND"), args[0])
            case Op.CALENDAR:
                months = exp.Add(
                    this=exp.Mul(this=call("YEAR", args[0]), expression=number(12)),
                    expression=call("MONTH", args[0].copy()),
                )
                days = exp.Mul(this=exp.Paren(this=months), expression=number(32))
                return exp.Add(this=days, expression=call("DAY", args[0].copy()))
            case _:
                raise ValueError(f"Snowflake has no {term.op}")


def call(name: str, *args: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=list(args))


def cast(item: exp.Expression, kind: str) -> exp.Expression:
    return exp.Cast(this=item, to=exp.Var(this=kind))


def _word_in(folded: exp.Expression, pattern: str) -> exp.Expression:
    """Whether one of some words stands between separators, each of which is made a space first."""
    words = words_of(pattern)
    if words is None or any(is_separator(sign) for each in words for sign in each):
        said = "`matches`, nor `contains word` of a phrase with spaces or signs"
        raise RefusalError(f"snowflake cannot say {said}, because its patterns were not tested")
    made = call("leadspec_words", folded)
    found = [call("CONTAINS", made.copy(), string(f" {each} ")) for each in words]
    return exp.Paren(this=exp.or_(*found, copy=False)) if len(found) > 1 else found[0]


def _domain(folded: exp.Expression) -> exp.Expression:
    """What follows the last `@`, without one final dot."""
    return call("leadspec_domain", folded)


@cache
def functions() -> Mapping[str, str]:
    """The functions of texts, by name."""
    capitals, small = capitals_and_small()
    spaces = f"'{SPACES}'"
    bare = f"TRANSLATE(TRIM(given, {spaces}), {text_of(capitals)}, {text_of(small)})"
    doubtful = "".join(f"\\u{ord(each):04x}" for each in recomposing_marks())
    fault = "TO_VARCHAR(TO_NUMBER('a text holds a letter under a mark that Snowflake cannot normalise'))"
    separators = escaped("".join(chr(code) for first, last in SEPARATORS for code in range(first, last + 1)))
    at = "LENGTH(given) - POSITION('@', REVERSE(given)) + 2"
    after = f"SUBSTR(given, {at})"
    dot = f"IFF(RIGHT({after}, 1) = '.', LEFT({after}, LENGTH({after}) - 1), {after})"
    return {
        "leadspec_folded": f"IFF(TRANSLATE(given, '{doubtful}', '') = given, {bare}, {fault})",
        "leadspec_words": f"' ' || TRANSLATE(given, '{separators}', '{' ' * (len(separators) // 6)}') || ' '",
        "leadspec_domain": f"IFF(POSITION('@', given) > 0, NULLIF(TRIM({dot}, {spaces}), ''), NULL)",
    }


@cache
def recomposing_marks() -> tuple[str, ...]:
    """Marks that a small letter joins and its capital does not: a text with one would have to be normalised again."""
    capitals, small = capitals_and_small()
    marks = set()
    for capital, letter in zip(capitals, small, strict=True):
        for mark in _marks():
            joined = unicodedata.normalize("NFC", letter + mark)
            if len(joined) == 1 and len(unicodedata.normalize("NFC", capital + mark)) > 1:
                marks.add(mark)
    return tuple(sorted(marks))


@cache
def _marks() -> tuple[str, ...]:
    """All marks that some letter joins."""
    found = set()
    for code in range(0x20000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            found.add(chr(int(parts[1], 16)))
    return tuple(sorted(found))


_SIMPLE = re.compile(r"[a-z_][a-z0-9_]*")


@cache
def _generator() -> type[Any]:
    """sqlglot's own for Snowflake, with our spelling of names, texts and calls."""
    made: Any = Sqlglot.get_or_raise("snowflake").generator_class

    class Generator(made):  # type: ignore[misc]
        def identifier_sql(self, expression: exp.Identifier) -> str:
            name = expression.name
            simple = _SIMPLE.fullmatch(name) and not expression.args.get("quoted")
            return name if simple else '"' + name.replace('"', '""') + '"'

        def literal_sql(self, expression: exp.Literal) -> str:
            if not expression.is_string:
                return str(expression.this)
            return "'" + expression.name.replace("\\", "\\\\").replace("'", "''") + "'"

        def anonymous_sql(self, expression: exp.Anonymous) -> str:
            return str(self.func(str(expression.this), *expression.expressions, normalize=False))

    return Generator

"""What says the same has the same digest: other reasons, names and spellings, another order, parts that nothing reads.

Reference: `docs/reference/semantics.md`, meaning. Layout, comments and the order of statements stand with the laws of
policies, since the program does not change either.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as with_parts

from leadspec.ir.canonical import meaning_digest
from leadspec.syntax import tree
from leadspec.values.durations import Duration, Unit
from property.soak import tries
from property.typed_choices import Choices, drawn
from property.typed_policies import TypedPolicy, load_texts, varied_policies
from property.typed_runs import program_of
from property.typed_schema import FieldSpec, Kind
from property.typed_trees import mapped, walk
from unit.analysis.policies import COUNTS, HEAD, SCHEMA, load


def digest_of(policy: TypedPolicy) -> str:
    return meaning_digest(program_of(policy))


def changed(policy: TypedPolicy, change: Callable[[Any], Any]) -> TypedPolicy:
    """The policy with all of its nodes changed, in each of its files."""
    shared = None if policy.shared is None else mapped(policy.shared, change)
    return replace(policy, file=mapped(policy.file, change), shared=shared)


# --- what is said beside the rules --------------------------------------------------------------------------------


def other_remarks(node: Any) -> Any:
    """Other reasons, texts of stages, titles of groups, and numbers of versions."""
    match node:
        case tree.Stage():
            node = with_parts(node, text=None if node.text else tree.TextLiteral("Another text"))
        case tree.ScoreGroup():
            node = with_parts(node, title="Another title")
        case tree.MetaLine(key=tree.MetaKey.VERSION):
            return with_parts(node, values=(tree.TextLiteral("3.0"),))
        case tree.MetaLine(key=tree.MetaKey.REVIEW_BY | tree.MetaKey.VALID_FROM):
            return with_parts(node, values=(tree.DateLiteral(21_000),))
    because = getattr(node, "because", None)
    if because is not None:
        return with_parts(node, because="another reason" if because.startswith("b") else None)
    return node


# --- order that does not matter -----------------------------------------------------------------------------------


def turned_round(node: Any) -> Any:
    """Operands, values, entries, lines of points and of personas from the last to the first; `X < Y` as `Y > X`."""
    match node:
        case tree.And(items) | tree.Or(items) | tree.Inline(items=items):
            return with_parts(node, items=items[::-1])
        case tree.Block(lines=lines) | tree.Score(lines=lines) | tree.ScoreGroup(lines=lines):
            return with_parts(node, lines=lines[::-1])
        case tree.OneOf(values=values) | tree.Includes(values=values) | tree.ValuesCell(values=values):
            return with_parts(node, values=values[::-1])
        case tree.TextTest(operands=operands) | tree.TextCell(operands=operands):
            return with_parts(node, operands=operands[::-1])
        case tree.ListStatement(entries=entries):
            return with_parts(node, entries=entries[::-1])
        case tree.EventsStatement(types=types):
            return with_parts(node, types=types[::-1])
        case tree.MetaLine(key=tree.MetaKey.DEPARTMENTS, values=values):
            return with_parts(node, values=values[::-1])
        case tree.Comparison(operator, tree.Name() as left, tree.NumberLiteral() as right) if operator in _TURNED:
            return tree.Comparison(_TURNED[operator], right, left)
    return node


_TURNED = {
    tree.Comparator.LESS: tree.Comparator.MORE,
    tree.Comparator.MORE: tree.Comparator.LESS,
    tree.Comparator.AT_MOST: tree.Comparator.AT_LEAST,
    tree.Comparator.AT_LEAST: tree.Comparator.AT_MOST,
}


# --- other spellings ----------------------------------------------------------------------------------------------


def other_units(node: Any) -> Any:
    """2 weeks are 14 days, a year is 12 months, an hour is 60 minutes."""
    if isinstance(node, tree.FromToAgo) and node.unit in _SMALLER:
        times, unit = _SMALLER[node.unit]
        return with_parts(node, near=node.near * times, far=node.far * times, unit=unit)
    parts = {}
    for name in ("duration", "within"):
        value = getattr(node, name, None)
        if isinstance(value, Duration) and value.unit in _SMALLER:
            times, unit = _SMALLER[value.unit]
            parts[name] = Duration(value.amount * times, unit)
    return with_parts(node, **parts) if parts else node


_SMALLER = {Unit.WEEK: (7, Unit.DAY), Unit.YEAR: (12, Unit.MONTH), Unit.HOUR: (60, Unit.MINUTE)}


def written_out(node: Any) -> Any:
    """`all of (A, B)` as `A and B`, `is one of A` as `is A`, members in quotes, a test of presence by `not`."""
    match node:
        case tree.Inline(need=tree.Need.ALL, items=items) if len(items) > 1:
            return tree.And(items)
        case tree.Inline(need=tree.Need.ANY, items=items) if len(items) > 1:
            return tree.Or(items)
        case tree.OneOf(left, (value,), negated):
            return tree.Comparison(tree.Comparator.IS_NOT if negated else tree.Comparator.IS, left, value)
        case tree.Presence(left, missing=True):
            return tree.Not(tree.Presence(left, missing=False))
        case tree.InList(left, list_, negated=True):
            return tree.Not(tree.InList(left, list_))
        case tree.Comparison(tree.Comparator.IS_NOT, left, right):
            return tree.Not(tree.Comparison(tree.Comparator.IS, left, right))
        case tree.Did(negated=True):
            return tree.Not(with_parts(node, negated=False))
        case tree.Did(times=None, on_days=None):
            return with_parts(node, times=tree.Times(tree.Bound.AT_LEAST, 1))
        case tree.Truth(left, value):
            return left if value else tree.Not(left)
    return node


def more_zeros(text: str) -> str:
    """`2.5` as `2.50`: never three digits, which could be thousands."""
    parts = re.split(r'("(?:[^"]|"")*"|\[[^\]]*\]|#.*$)', text, flags=re.MULTILINE)
    return "".join(part if at % 2 else _FRACTION.sub(_with_zeros, part) for at, part in enumerate(parts))


_FRACTION = re.compile(r"(?<![\d:.])\d+\.\d{1,2}(?![\d:%])")


def _with_zeros(found: re.Match[str]) -> str:
    number = found.group()
    return number + ("0" if number[-2] == "." else "00")


# --- names and parts that nothing reads ---------------------------------------------------------------------------


def renamed(policy: TypedPolicy) -> TypedPolicy:
    """Other names for lists, sets of events and definitions, which stand in no output."""
    named = (tree.ListStatement, tree.EventsStatement, tree.Define)
    statements = [*policy.file.statements, *(policy.shared.statements if policy.shared else ())]
    names = {each.name.text for each in statements if isinstance(each, named)}

    def change(node: Any) -> Any:
        if isinstance(node, tree.Name) and node.text in names:
            return tree.Name((f"other_{node.text}",))
        return node

    return changed(policy, change)


def with_unread_parts(policy: TypedPolicy) -> TypedPolicy:
    """Definitions, a list, a set of events and fields that no output reads."""
    email, types = tree.Name(("email",)), policy.schema.event_types
    more = (
        tree.ListStatement(tree.Name(("unread_list",)), (tree.TextLiteral("anything"),)),
        tree.EventsStatement(tree.Name(("unread_events",)), (tree.Name((types[0],)),)),
        tree.Define(tree.Name(("unread",)), tree.InList(email, tree.Name(("unread_list",)))),
        tree.Define(tree.Name(("unread_too",)), tree.Not(tree.Name(("unread",)))),
    )
    fields = (FieldSpec(("unread_field",), Kind.NUMBER, keywords={"minimum": 3}), *policy.schema.fields)
    schema = replace(policy.schema, fields=fields)
    return replace(policy.with_statements((*policy.file.statements, *more)), schema=schema)


def described(policy: TypedPolicy) -> TypedPolicy:
    """Titles, marks and an order of fields that change no value."""

    def change(spec: FieldSpec) -> FieldSpec:
        more = {"title": "A field", "description": "Anything", "x-fixed": True, "x-known-after-outcome": True}
        return replace(spec, keywords={**spec.keywords, **({} if spec.many else more)}, members=spec.members[::-1])

    schema = replace(policy.schema, fields=tuple(map(change, policy.schema.fields[::-1])))
    return replace(policy, schema=schema)


REWRITES: dict[str, Callable[[TypedPolicy], TypedPolicy]] = {
    "other remarks": lambda policy: changed(policy, other_remarks),
    "turned round": lambda policy: changed(policy, turned_round),
    "other units": lambda policy: changed(policy, other_units),
    "written out": lambda policy: changed(policy, written_out),
    "renamed": renamed,
    "unread parts": with_unread_parts,
    "described": described,
}


@pytest.mark.parametrize("rewrite", REWRITES.values(), ids=REWRITES)
def test_a_rewrite_keeps_the_digest(rewrite: Callable[[TypedPolicy], TypedPolicy]) -> None:
    @tries(14)
    @given(varied_policies())
    def law(policy: TypedPolicy) -> None:
        assert digest_of(rewrite(policy)) == digest_of(policy)

    law()


@tries(14)
@given(varied_policies())
def test_zeros_behind_a_number_keep_the_digest(policy: TypedPolicy) -> None:
    files = {name: more_zeros(text) if name.endswith(".lead") else text for name, text in policy.texts.items()}
    other = program_of(policy, load_texts(more_zeros(policy.text), files))
    assert meaning_digest(other) == meaning_digest(program_of(policy))


@tries(20)
@given(varied_policies(), st.data())
def test_rewrites_on_top_of_each_other_keep_the_digest(policy: TypedPolicy, data: st.DataObject) -> None:
    choices: Choices = drawn(data.draw)
    other = policy
    for rewrite in choices.shuffled(list(REWRITES.values())):
        other = rewrite(other)
    assert digest_of(other) == digest_of(policy)
    assert other.text != policy.text or not any(isinstance(each, tree.Define) for each in walk(policy.file))


def small(rules: str) -> str:
    found = load(HEAD + rules + COUNTS, {"lead.schema.yaml": SCHEMA})
    assert [(each.id, each.message) for each in found.diagnostics] == []
    assert found.program is not None
    return meaning_digest(found.program)


SAME = [
    ('flag "x" when open_rate >= 50%', 'flag "x" when open_rate >= 0.5'),
    ('flag "x" when discount < 50%', 'flag "x" when discount < 50'),
    ('flag "x" when budget > 1_000_000', 'flag "x" when budget > 1000000'),
    ('flag "x" when country is one of DE', 'flag "x" when country is DE'),
    ('flag "x" when country is "DE"', 'flag "x" when country is DE'),
    ('flag "x" when budget between 2 and 5', 'flag "x" when budget >= 2 and budget <= 5'),
    ('flag "x" when did call_received from 0 to 30 days ago', 'flag "x" when did call_received in the last 30 days'),
    ('flag "x" when created_at since 2026-01-31', 'flag "x" when created_at >= 2026-01-31'),
    ('flag "x" when at least 2 of (newsletter, blocked)', 'flag "x" when newsletter and blocked'),
    ('flag "x" when none of (newsletter)', 'flag "x" when not newsletter'),
    ('define a: newsletter\nflag "x" when a', 'flag "x" when newsletter'),
    ('flag "x" when tags include any of "a"', 'flag "x" when tags include "a"'),
    ('table t by country:\n  DE, AT | 1\n  any | 2', 'table t by country:\n  AT, DE | 1.0\n  any | 2'),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_have_one_digest(one: str, other: str) -> None:
    assert small(f"{one}\n") == small(f"{other}\n")

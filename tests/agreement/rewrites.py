"""What may be said in two ways: rewrites of policies that keep every answer, one relation each.

A node rewrite gives other nodes for the ones that it knows and leaves the rest; `everywhere` brings it to a whole
policy. Digests of the two texts may differ; answers may not. What is undecided may (`not or` of an open condition).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from msgspec.structs import replace as with_parts

from leadspec.syntax import tree
from leadspec.values.decimals import ONE
from leadspec.values.durations import Duration, Unit
from property.typed_policies import TypedPolicy
from property.typed_trees import mapped

PolicyRewrite = Callable[[TypedPolicy], TypedPolicy]
NodeRewrite = Callable[[Any], Any]

_AT_LEAST, _AT_MOST = tree.Comparator.AT_LEAST, tree.Comparator.AT_MOST
_IS, _IS_NOT = tree.Comparator.IS, tree.Comparator.IS_NOT


def everywhere(rewrite: NodeRewrite) -> PolicyRewrite:
    def rewritten(policy: TypedPolicy) -> TypedPolicy:
        shared = None if policy.shared is None else mapped(policy.shared, rewrite)
        return replace(policy, file=mapped(policy.file, rewrite), shared=shared)

    return rewritten


# --- and, or, not -----------------------------------------------------------------------------------------------------


def and_by_or(node: Any) -> Any:
    """`A and B` as `not (not A or not B)`."""
    return tree.Not(tree.Or(tuple(map(tree.Not, node.items)))) if isinstance(node, tree.And) else node


def or_by_and(node: Any) -> Any:
    """`A or B` as `not (not A and not B)`."""
    return tree.Not(tree.And(tuple(map(tree.Not, node.items)))) if isinstance(node, tree.Or) else node


def twice_not(node: Any) -> Any:
    """`A` as `not not A`."""
    tests = tree.Comparison | tree.TextTest | tree.OneOf | tree.DateTest | tree.Includes | tree.DidThen
    return tree.Not(tree.Not(node)) if isinstance(node, tests) else node


def none_by_all(node: Any) -> Any:
    """`none of (A, B)` as `all of (not A, not B)`."""
    match node:
        case tree.Inline(tree.Need.NONE, items):
            return tree.Inline(tree.Need.ALL, tuple(map(tree.Not, items)))
    return node


def any_by_count(node: Any) -> Any:
    """`any of (A, B)` as `at least 1 of (A, B)`, `all of` as at least as many as there are."""
    match node:
        case tree.Inline(tree.Need.ANY, items):
            return tree.Inline(tree.Need.AT_LEAST, items, 1)
        case tree.Inline(tree.Need.ALL, items):
            return tree.Inline(tree.Need.AT_LEAST, items, len(items))
    return node


def count_by_parts(node: Any) -> Any:
    """`at least 2 of (A, B, C)` as `(A and at least 1 of (B, C)) or at least 2 of (B, C)`."""
    match node:
        case tree.Inline(tree.Need.AT_LEAST, (first, *others), number) if 2 <= number <= len(others):
            with_it = tree.And((first, tree.Inline(tree.Need.AT_LEAST, tuple(others), number - 1)))
            return tree.Or((with_it, tree.Inline(tree.Need.AT_LEAST, tuple(others), number)))
    return node


def other_order(node: Any) -> Any:
    """Operands of `and`, `or` and `all of (…)` from the last to the first."""
    match node:
        case tree.And(items) | tree.Or(items) | tree.Inline(items=items):
            return with_parts(node, items=items[::-1])
    return node


def or_itself(node: Any) -> Any:
    """`A` as `A or (A and B)`, whatever B is: here A's own opposite."""
    match node:
        case tree.Comparison() | tree.Presence() | tree.InList():
            return tree.Or((node, tree.And((node, tree.Not(node)))))
    return node


def block_inline(node: Any) -> Any:
    """The lines of a block in parentheses, but for those of a persona, which are counted."""
    match node:
        case tree.Define(body=tree.Block() as block):
            return with_parts(node, body=_inline(block))
        case tree.Flag(condition=tree.Block() as block) | tree.Disqualify(condition=tree.Block() as block):
            return with_parts(node, condition=_inline(block))
        case tree.Counts(condition=tree.Block() as block) | tree.Stage(condition=tree.Block() as block):
            return with_parts(node, condition=_inline(block))
    return node


def _inline(block: Any) -> Any:
    if not isinstance(block, tree.Block):
        return block
    return tree.Inline(block.need, tuple(_inline(each.condition) for each in block.lines), block.number)


# --- comparisons and sets ---------------------------------------------------------------------------------------------


def less_by_not(node: Any) -> Any:
    """`X < Y` as `not X >= Y`, `X > Y` as `not X <= Y`."""
    opposite = {tree.Comparator.LESS: _AT_LEAST, tree.Comparator.MORE: _AT_MOST}
    match node:
        case tree.Comparison(operator, left, right) if operator in opposite:
            return tree.Not(tree.Comparison(opposite[operator], left, right))
    return node


def at_most_by_less_or_is(node: Any) -> Any:
    """`X <= 5` as `X < 5 or X is 5`."""
    match node:
        case tree.Comparison(tree.Comparator.AT_MOST, left, tree.NumberLiteral(value) as right) if value % ONE == 0:
            return tree.Or((tree.Comparison(tree.Comparator.LESS, left, right), tree.Comparison(_IS, left, right)))
    return node


def is_not_by_not(node: Any) -> Any:
    """`X is not Y` as `not X is Y`."""
    match node:
        case tree.Comparison(tree.Comparator.IS_NOT, left, right):
            return tree.Not(tree.Comparison(_IS, left, right))
    return node


def turned_round(node: Any) -> Any:
    """`X < 5` as `5 > X`."""
    turned = {
        tree.Comparator.LESS: tree.Comparator.MORE,
        tree.Comparator.MORE: tree.Comparator.LESS,
        _AT_MOST: _AT_LEAST,
        _AT_LEAST: _AT_MOST,
    }
    match node:
        case tree.Comparison(operator, left, tree.NumberLiteral() as right) if operator in turned:
            return tree.Comparison(turned[operator], right, left)
    return node


def between_by_two(node: Any) -> Any:
    """`X between A and B` as `X >= A and X <= B`."""
    match node:
        case tree.Between(left, low, high):
            return tree.And((tree.Comparison(_AT_LEAST, left, low), tree.Comparison(_AT_MOST, left, high)))
    return node


def one_of_by_or(node: Any) -> Any:
    """`X is one of A, B` as `X is A or X is B`; `none of` as neither."""
    match node:
        case tree.OneOf(left, values, negated):
            tests = tuple(tree.Comparison(_IS_NOT if negated else _IS, left, each) for each in values)
            return tests[0] if len(tests) == 1 else (tree.And if negated else tree.Or)(tests)
    return node


def text_any_by_or(node: Any) -> Any:
    """`X contains any of "a", "b"` as one or the other."""
    match node:
        case tree.TextTest(kind, left, operands, True, negated) if not _has_list(operands):
            tests = tuple(tree.TextTest(kind, left, (each,)) for each in operands)
            whole = tests[0] if len(tests) == 1 else tree.Or(tests)
            return tree.Not(whole) if negated else whole
    return node


def text_not_by_not(node: Any) -> Any:
    """`X does not contain "a"` as `not X contains "a"`."""
    match node:
        case tree.TextTest(negated=True) | tree.InList(negated=True) | tree.Includes(negated=True):
            return tree.Not(with_parts(node, negated=False))
    return node


def includes_one_by_one(node: Any) -> Any:
    """`include any of A, B` as one or the other, `include all of` as each of them."""
    match node:
        case tree.Includes(left, quantifier, values, negated) if not _has_list(values):
            how = tree.And if quantifier is tree.Quantifier.ALL else tree.Or
            tests = tuple(tree.Includes(left, tree.Quantifier.ONE, (each,)) for each in values)
            whole = tests[0] if len(tests) == 1 else how(tests)
            return tree.Not(whole) if negated else whole
    return node


def _has_list(values: tuple[Any, ...]) -> bool:
    return any(isinstance(each, tree.Name) and each.text.startswith("list_") for each in values)


def missing_by_not(node: Any) -> Any:
    """`X is missing` as `not X is present`, and the other way round."""
    return tree.Not(tree.Presence(node.left, not node.missing)) if isinstance(node, tree.Presence) else node


def lists_written_out(policy: TypedPolicy) -> TypedPolicy:
    """`X in L` as `X is one of` L's entries, where the entries stand in the policy."""
    statements = [*policy.file.statements, *(policy.shared.statements if policy.shared else ())]
    lists = {
        each.name.text: each.entries
        for each in statements
        if isinstance(each, tree.ListStatement) and not any(map(_is_fraction, each.entries))
    }

    plain = {each.node for each in policy.schema.fields if each.unit is None}

    def written_out(node: Any) -> Any:
        match node:
            case tree.InList(left, name, negated) if 0 < len(lists.get(name.text, ())) < 10:
                # A share is never compared with 5, though a list may hold it.
                if isinstance(lists[name.text][0], tree.NumberLiteral) and left not in plain:
                    return node
                entries = tuple(map(_in_quotes, dict.fromkeys(lists[name.text])))
                return tree.OneOf(left, entries, negated)
        return node

    return everywhere(written_out)(policy)


def _in_quotes(entry: Any) -> Any:
    """A member in quotes, since its name may be that of a field too."""
    return tree.TextLiteral(entry.text) if isinstance(entry, tree.Name) else entry


def _is_fraction(entry: Any) -> bool:
    """It may stand in a list, but not beside a whole number."""
    return isinstance(entry, tree.NumberLiteral) and entry.value % ONE != 0


# --- numbers ----------------------------------------------------------------------------------------------------------


def larger_of_both(node: Any) -> Any:
    """A calculation `X` as `larger of (X, X)`."""
    match node:
        case tree.Sum() | tree.Product() | tree.Round():
            return tree.Choice(tree.ChoiceKind.LARGER, (node, node))
    return node


def plus_nothing(node: Any) -> Any:
    """`X >= 5` as `X + 0 >= 5`."""
    match node:
        case tree.Comparison(operator, left, tree.NumberLiteral() as right) if operator not in (_IS, _IS_NOT):
            if not isinstance(left, tree.NumberLiteral | tree.Sum):
                left = tree.Sum(left, ((tree.Sign.PLUS, tree.NumberLiteral(0)),))
            return tree.Comparison(operator, left, right)
    return node


def share_by_lines(policy: TypedPolicy) -> TypedPolicy:
    """A persona by name as all of its lines."""
    personas = {each.name.text: len(each.block.lines) for each in _statements(policy, tree.Persona)}

    def counted(node: Any) -> Any:
        match node:
            case tree.Flag(condition=tree.Name() as name) if name.text in personas:
                return with_parts(node, condition=tree.LinesOf(personas[name.text], name))
            case tree.Not(tree.Name() as name) if name.text in personas:
                return tree.Not(tree.LinesOf(personas[name.text], name))
            case tree.And(items) | tree.Or(items):
                named = (isinstance(each, tree.Name) and each.text in personas for each in items)
                lines = (
                    tree.LinesOf(personas[each.text], each) if is_one else each
                    for each, is_one in zip(items, named, strict=True)
                )
                return with_parts(node, items=tuple(lines))
        return node

    return everywhere(counted)(policy)


# --- events and time --------------------------------------------------------------------------------------------------


def did_by_count(node: Any) -> Any:
    """`did A at least N times` as `count of A >= N`, and so on."""
    match node:
        case tree.Did(events, False, None, None, window):
            return tree.Comparison(_AT_LEAST, tree.CountOf(events, None, window), tree.NumberLiteral(ONE))
        case tree.Did(events, False, tree.Times(bound, number), None, window):
            operator = {tree.Bound.AT_LEAST: _AT_LEAST, tree.Bound.AT_MOST: _AT_MOST}.get(bound, _IS)
            return tree.Comparison(operator, tree.CountOf(events, None, window), tree.NumberLiteral(number * ONE))
    return node


def days_by_count(node: Any) -> Any:
    """`did A on at least 2 days` as `days with A >= 2`."""
    match node:
        case tree.Did(events, False, None, int() as number, window):
            return tree.Comparison(_AT_LEAST, tree.DaysWith(events, window), tree.NumberLiteral(number * ONE))
    return node


def did_not_by_not(node: Any) -> Any:
    """`did not A` as `not did A`."""
    match node:
        case tree.Did(negated=True) | tree.DidThen(negated=True) | tree.DidWithinAny(negated=True):
            return tree.Not(with_parts(node, negated=False))
    return node


def at_most_by_not(node: Any) -> Any:
    """`did A at most 3 times` as `not did A at least 4 times`, `exactly` as two bounds."""
    match node:
        case tree.Did(times=tree.Times(tree.Bound.AT_MOST, number), on_days=None, negated=False):
            return tree.Not(with_parts(node, times=tree.Times(tree.Bound.AT_LEAST, number + 1)))
        case tree.Did(times=tree.Times(tree.Bound.EXACTLY, number), on_days=None, negated=False) if number:
            low = with_parts(node, times=tree.Times(tree.Bound.AT_LEAST, number))
            return tree.And((low, with_parts(node, times=tree.Times(tree.Bound.AT_MOST, number))))
    return node


def types_apart(policy: TypedPolicy) -> TypedPolicy:
    """`count of` a set of types as the sum of the counts of each."""
    sets = {each.name.text: each.types for each in _statements(policy, tree.EventsStatement)}

    def apart(node: Any) -> Any:
        match node:
            case tree.CountOf(tree.EventPattern(tree.Name() as name, where), None, window) if name.text in sets:
                types = tuple(dict.fromkeys(sets[name.text]))
                counts = [tree.CountOf(tree.EventPattern(_type(each), where), None, window) for each in types]
                return tree.Sum(counts[0], tuple((tree.Sign.PLUS, each) for each in counts[1:])) if counts[1:] else node
        return node

    return everywhere(apart)(policy)


def _type(name: Any) -> tree.Name:
    if isinstance(name, tree.TextLiteral):
        return tree.Name((name.value,), bracketed=not name.value.isidentifier())
    return name  # type: ignore[no-any-return]


def burst_of_one(node: Any) -> Any:
    """`did A at least 1 times within any D` as `did A`."""
    match node:
        case tree.DidWithinAny(events, 1, _, negated):
            return tree.Did(events, negated)
    return node


def from_to_by_two(node: Any) -> Any:
    """`from 30 to 60 days ago` as at least 30 days ago and not at least 60."""
    match node:
        case tree.DateTest(left, tree.FromToAgo(near, far, unit)) if near:
            near_by, beyond = (tree.DateTest(left, tree.AtLeastAgo(Duration(each, unit))) for each in (near, far))
            return tree.And((near_by, tree.Not(beyond)))
    return node


def windows_by_dates(policy: TypedPolicy) -> TypedPolicy:
    """`did A in the last 30 days` as since the day 29 days back, `at least 30 days ago` as before that day."""
    today = policy.zone.day(policy.as_of)

    def dated(node: Any) -> Any:
        match node:
            case tree.Did(window=tree.InTheLast(duration)) | tree.CountOf(window=tree.InTheLast(duration)):
                days = _days(duration)
                return node if days is None else with_parts(node, window=tree.Since(tree.DateLiteral(today - days + 1)))
            case tree.Did(window=tree.AtLeastAgo(duration)) | tree.CountOf(window=tree.AtLeastAgo(duration)):
                days = _days(duration)
                first = tree.DateLiteral(today - (days or 0) + 1)
                return node if days is None else with_parts(node, window=tree.Before(first))
        return node

    return everywhere(dated)(policy)


def _days(duration: Duration) -> int | None:
    return duration.amount * {Unit.DAY: 1, Unit.WEEK: 7}.get(duration.unit, 0) or None


def since_by_order(node: Any) -> Any:
    """`X since 2026-01-31` as `X >= 2026-01-31`, `X before` it as `X <` it."""
    match node:
        case tree.DateTest(left, tree.Since(tree.DateLiteral() as day)):
            return tree.Comparison(_AT_LEAST, left, day)
        case tree.DateTest(left, tree.Before(tree.DateLiteral() as day)):
            return tree.Comparison(tree.Comparator.LESS, left, day)
    return node


def since_by_between(policy: TypedPolicy) -> TypedPolicy:
    """`days since X` as the days from X to the day of the run."""
    today = tree.DateLiteral(policy.zone.day(policy.as_of))

    def between(node: Any) -> Any:
        match node:
            case tree.TimeSince(unit, item) if not unit.is_clock:
                return tree.TimeBetween(unit, item, today)
        return node

    return everywhere(between)(policy)


# --- points -----------------------------------------------------------------------------------------------------------


def lines_reversed(node: Any) -> Any:
    """Lines of points from the last to the first: sums do not depend on their order."""
    match node:
        case tree.Score(lines=lines) | tree.ScoreGroup(lines=lines):
            return with_parts(node, lines=lines[::-1])
    return node


def line_split(node: Any) -> Any:
    """A line of fixed points as two lines of half of them, where these are whole cents, and nothing caps them."""
    match node:
        case tree.Score(lines=lines) | tree.ScoreGroup(lines=lines):
            return with_parts(node, lines=tuple(half for each in lines for half in _halves(each)))
    return node


def _halves(line: Any) -> tuple[Any, ...]:
    match line:
        case tree.ScoreLine(amount=tree.NumberLiteral(value), decay=None, at_most=None) if value % (ONE // 50) == 0:
            half = with_parts(line, amount=tree.NumberLiteral(value // 2))
            return (half, half)
    return (line,)


def line_in_a_group(node: Any) -> Any:
    """Each line of a score in a group of its own, without a cap."""
    match node:
        case tree.Score(lines=lines):
            groups = (each if isinstance(each, tree.ScoreGroup) else tree.ScoreGroup("Own", (each,)) for each in lines)
            return with_parts(node, lines=tuple(groups))
    return node


def when_negated(node: Any) -> Any:
    """`+5 when A` and as much for what is not so, taken away again: nothing remains of it."""
    match node:
        case tree.Score(lines=lines):
            extra = tuple(
                tree.ScoreLine(sign, tree.NumberLiteral(ONE), when=tree.Not(line.when))
                for line in lines
                if isinstance(line, tree.ScoreLine) and line.when is not None and not isinstance(line.when, tree.Block)
                for sign in tree.Sign
            )
            return with_parts(node, lines=(*lines, *extra))
    return node


def halving_by_keeping(node: Any) -> Any:
    """`halving every D` as `keeping 50% every D`; `losing 50%` as losing half of the points."""
    match node:
        case tree.ScoreLine(decay=tree.Decay(tree.DecayKind.HALVING, every)):
            return with_parts(node, decay=tree.Decay(tree.DecayKind.KEEPING, every, 50 * ONE))
        case tree.ScoreLine(
            amount=tree.NumberLiteral(value), decay=tree.Decay(tree.DecayKind.LOSING_SHARE, every, part)
        ):
            points = value * part // (100 * ONE)
            if points and points * 100 * ONE == value * part and points % (ONE // 100) == 0:
                return with_parts(node, decay=tree.Decay(tree.DecayKind.LOSING_POINTS, every, points))
    return node


# --- rows -------------------------------------------------------------------------------------------------------------


def rows_split(node: Any) -> Any:
    """`hot when A or B` as two rows."""
    match node:
        case tree.Classify(rows=rows):
            return with_parts(node, rows=tuple(half for row in rows for half in _row_halves(row)))
    return node


def _row_halves(row: Any) -> tuple[Any, ...]:
    match row:
        case tree.ClassRow(condition=tree.Or(items)):
            return tuple(with_parts(row, condition=each) for each in items)
        case tree.ClassRow(condition=tree.Block(tree.Need.ANY, lines)) if all(
            not isinstance(each.condition, tree.Block) for each in lines
        ):
            return tuple(with_parts(row, condition=each.condition) for each in lines)
    return (row,)


def rows_twice(node: Any) -> Any:
    """Each row twice: the second is never reached."""
    match node:
        case tree.Classify(rows=rows):
            return with_parts(node, rows=tuple(row for row in rows[:-1] for _ in range(2)) + rows[-1:])
        case tree.Table(rows=rows):
            return with_parts(node, rows=tuple(row for row in rows[:-1] for _ in range(2)) + rows[-1:])
    return node


def columns_reversed(node: Any) -> Any:
    """The columns of a table from the last to the first."""
    match node:
        case tree.Table(keys=keys, rows=rows):
            return with_parts(
                node, keys=keys[::-1], rows=tuple(with_parts(each, cells=each.cells[::-1]) for each in rows)
            )
    return node


def values_split(node: Any) -> Any:
    """A row of a table with several values in its first cell as a row for each."""
    match node:
        case tree.Table(rows=rows):
            return with_parts(node, rows=tuple(part for row in rows for part in _value_rows(row)))
    return node


def _value_rows(row: Any) -> tuple[Any, ...]:
    match row:
        case tree.TableRow(cells=(tree.ValuesCell(values), *others)) if len(values) > 1:
            return tuple(with_parts(row, cells=(tree.ValuesCell((each,)), *others)) for each in values)
    return (row,)


# --- statements -------------------------------------------------------------------------------------------------------


def by_name(policy: TypedPolicy) -> TypedPolicy:
    """The condition of each flag, verdict and reason under a name of its own."""
    statements: list[tree.Statement] = []
    for each in policy.file.statements:
        if isinstance(each, tree.Flag | tree.Counts | tree.Disqualify) and not isinstance(each.condition, tree.Block):
            name = tree.Name((f"named_{len(statements)}",))
            statements += [tree.Define(name, each.condition), with_parts(each, condition=name)]
        else:
            statements.append(each)
    return policy.with_statements(statements)


def names_written_out(policy: TypedPolicy) -> TypedPolicy:
    """What a define says in the place of its name, where this is the whole condition of a rule or a part of `and`."""
    bodies = {
        each.name.text: each.body
        for each in _statements(policy, tree.Define)
        if each.name.text.startswith("holds_") and not isinstance(each.body, tree.Block)
    }

    def said(node: Any) -> Any:
        return bodies.get(node.text, node) if isinstance(node, tree.Name) else node

    def written_out(node: Any) -> Any:
        match node:
            case tree.And(items) | tree.Or(items) | tree.Inline(items=items):
                return with_parts(node, items=tuple(map(said, items)))
            case tree.Not(item):
                return tree.Not(said(item))
            case tree.Flag(condition=condition) | tree.Counts(condition=condition):
                return with_parts(node, condition=said(condition))
            case tree.Disqualify(condition=condition) | tree.Stage(condition=condition):
                return with_parts(node, condition=said(condition))
            case tree.ConditionLine(condition=condition):
                return with_parts(node, condition=said(condition))
        return node

    return everywhere(written_out)(policy)


def other_names(policy: TypedPolicy) -> TypedPolicy:
    """Other names for lists, sets of events and definitions, which stand in no output."""
    named = tree.ListStatement | tree.EventsStatement | tree.Define
    names = {each.name.text for each in _statements(policy, named)}

    def renamed(node: Any) -> Any:
        return tree.Name((f"other_{node.text}",)) if isinstance(node, tree.Name) and node.text in names else node

    return everywhere(renamed)(policy)


def statements_reversed(policy: TypedPolicy) -> TypedPolicy:
    """Statements from the last to the first; stages keep their order."""
    stages = iter([each for each in policy.file.statements if isinstance(each, tree.Stage)])
    turned = policy.file.statements[::-1]
    return policy.with_statements([next(stages) if isinstance(each, tree.Stage) else each for each in turned])


def reason_for_nobody(policy: TypedPolicy) -> TypedPolicy:
    """One more reason to disqualify, which holds for nobody."""
    never = tree.And((tree.BooleanLiteral(True), tree.BooleanLiteral(False)))
    return policy.with_statements([*policy.file.statements, tree.Disqualify(tree.TextLiteral("nobody"), never)])


def _statements(policy: TypedPolicy, kind: Any) -> list[Any]:
    found = [*policy.file.statements, *(policy.shared.statements if policy.shared else ())]
    return [each for each in found if isinstance(each, kind)]


_NODE_REWRITES: tuple[NodeRewrite, ...] = (
    and_by_or,
    or_by_and,
    twice_not,
    none_by_all,
    any_by_count,
    count_by_parts,
    other_order,
    or_itself,
    block_inline,
    less_by_not,
    at_most_by_less_or_is,
    is_not_by_not,
    turned_round,
    between_by_two,
    one_of_by_or,
    text_any_by_or,
    text_not_by_not,
    includes_one_by_one,
    missing_by_not,
    larger_of_both,
    plus_nothing,
    did_by_count,
    days_by_count,
    did_not_by_not,
    at_most_by_not,
    burst_of_one,
    from_to_by_two,
    since_by_order,
    lines_reversed,
    line_split,
    line_in_a_group,
    when_negated,
    halving_by_keeping,
    rows_split,
    rows_twice,
    columns_reversed,
    values_split,
)
_POLICY_REWRITES: tuple[PolicyRewrite, ...] = (
    lists_written_out,
    share_by_lines,
    types_apart,
    windows_by_dates,
    since_by_between,
    by_name,
    names_written_out,
    other_names,
    statements_reversed,
    reason_for_nobody,
)
REWRITES: Mapping[str, PolicyRewrite] = {
    **{each.__name__: everywhere(each) for each in _NODE_REWRITES},
    **{each.__name__: each for each in _POLICY_REWRITES},
}

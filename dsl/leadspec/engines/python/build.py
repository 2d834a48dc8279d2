"""Short words for Python's syntax trees. What is known at once is folded: `true and x` is `x`.

Nodes are shared where they stand twice: nothing changes a node that is made.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

LOAD, STORE = ast.Load(), ast.Store()

NONE, TRUE, FALSE = ast.Constant(None), ast.Constant(True), ast.Constant(False)


def name(text: str) -> ast.expr:
    return ast.Name(text, LOAD)


def const(value: object) -> ast.expr:
    return ast.Constant(value)  # type: ignore[arg-type]


def is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def attribute(of: ast.expr, text: str) -> ast.expr:
    return ast.Attribute(of, text, LOAD)


def call(function: ast.expr | str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(name(function) if isinstance(function, str) else function, list(arguments), [])


def method(of: ast.expr, text: str, *arguments: ast.expr) -> ast.expr:
    return call(attribute(of, text), *arguments)


def item(of: ast.expr, index: ast.expr) -> ast.expr:
    return ast.Subscript(of, index, LOAD)


def tuple_of(items: Iterable[ast.expr]) -> ast.expr:
    return ast.Tuple(list(items), LOAD)


def set_of(values: Iterable[object]) -> ast.expr:
    """A set display of constants, which Python keeps as one frozenset behind `in`."""
    return ast.Set([const(each) for each in values])


_RELATIONS: dict[str, type[ast.cmpop]] = {
    "=": ast.Eq,
    "!=": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "is": ast.Is,
    "is not": ast.IsNot,
    "in": ast.In,
    "not in": ast.NotIn,
}
_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_SIGNS: dict[str, type[ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "//": ast.FloorDiv,
    "|": ast.BitOr,
}


def compare(left: ast.expr, relation: str, right: ast.expr) -> ast.expr:
    return ast.Compare(left, [_RELATIONS[relation]()], [right])


def is_none(node: ast.expr) -> ast.expr:
    return compare(node, "is", NONE)


def is_not_none(node: ast.expr) -> ast.expr:
    return compare(node, "is not", NONE)


def binary(left: ast.expr, sign: str, right: ast.expr) -> ast.expr:
    return ast.BinOp(left, _SIGNS[sign](), right)


def plus(left: ast.expr, number: int) -> ast.expr:
    if number == 0:
        return left
    return binary(left, "+" if number > 0 else "-", const(abs(number)))


def times(left: ast.expr, number: int) -> ast.expr:
    return left if number == 1 else binary(left, "*", const(number))


def not_(node: ast.expr) -> ast.expr:
    """Of a condition that is true or false, never unknown."""
    match node:
        case ast.Constant(value=bool() as value):
            return const(not value)
        case ast.Compare(left=left, ops=[operator], comparators=right):
            return ast.Compare(left, [_OPPOSITES[type(operator)]()], right)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return operand
        case _:
            return ast.UnaryOp(ast.Not(), node)


def and_(*items: ast.expr) -> ast.expr:
    return _joined(ast.And, items, is_true, is_false, TRUE)


def or_(*items: ast.expr) -> ast.expr:
    return _joined(ast.Or, items, is_false, is_true, FALSE)


def _joined(
    operator: type[ast.And | ast.Or], items: Sequence[ast.expr], is_idle: object, decides: object, of_none: ast.expr
) -> ast.expr:
    kept: list[ast.expr] = []
    for each in items:
        if is_idle(each):  # type: ignore[operator]
            continue
        if decides(each):  # type: ignore[operator]
            return each
        if isinstance(each, ast.BoolOp) and isinstance(each.op, operator):
            kept.extend(each.values)
        else:
            kept.append(each)
    if not kept:
        return of_none
    return kept[0] if len(kept) == 1 else ast.BoolOp(operator(), kept)


def either(test: ast.expr, then: ast.expr, other: ast.expr) -> ast.expr:
    """`then if test else other`."""
    if is_true(test):
        return then
    if is_false(test):
        return other
    return ast.IfExp(test, then, other)


def sum_of(items: Sequence[ast.expr]) -> ast.expr:
    total = items[0]
    for each in items[1:]:
        total = binary(total, "+", each)
    return total


# --- statements -------------------------------------------------------------------------------------------------


def assign(target: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(target, STORE)], value)


def assign_item(of: ast.expr, index: ast.expr, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Subscript(of, index, STORE)], value)


def add_to(target: str, value: ast.expr) -> ast.stmt:
    return ast.AugAssign(ast.Name(target, STORE), ast.Add(), value)


def do(value: ast.expr) -> ast.stmt:
    return ast.Expr(value)


def if_(test: ast.expr, then: list[ast.stmt], other: list[ast.stmt] | None = None) -> list[ast.stmt]:
    """The statements that do this; none where nothing is to do."""
    if is_true(test):
        return then
    if is_false(test) or not then:
        return other or []
    return [ast.If(test, then, other or [])]


def for_each(target: str, items: ast.expr, body: list[ast.stmt]) -> ast.stmt:
    return ast.For(ast.Name(target, STORE), items, body, [])


def return_(value: ast.expr) -> ast.stmt:
    return ast.Return(value)


def function(title: str, parameters: Iterable[str], body: list[ast.stmt]) -> ast.stmt:
    arguments = ast.arguments([], [ast.arg(each) for each in parameters], None, [], [], None, [])
    return ast.FunctionDef(title, arguments, body, [])

"""Short words for Python's syntax trees. What is known at once is folded: `true and x` is `x`.

Nodes are shared where they stand twice: nothing changes a node that is made.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

LOAD, STORE = ast.Load(), ast.Store()


class _Placed:
    """Python asks each node for its place in a text. Generated code has none: one for all saves a walk over it."""

    lineno: int = 1
    col_offset: int = 0
    end_lineno: int | None = 1
    end_col_offset: int | None = 0
    type_comment: str | None = None


# Each is called as the class that it stands for, since `ast.unparse` goes by these names.
# fmt: off
class Assign(_Placed, ast.Assign): ...
class Attribute(_Placed, ast.Attribute): ...
class AugAssign(_Placed, ast.AugAssign): ...
class BinOp(_Placed, ast.BinOp): ...
class BoolOp(_Placed, ast.BoolOp): ...
class Call(_Placed, ast.Call): ...
class Compare(_Placed, ast.Compare): ...
class Constant(_Placed, ast.Constant): ...
class Dict(_Placed, ast.Dict): ...
class Expr(_Placed, ast.Expr): ...
class For(_Placed, ast.For): ...
class FunctionDef(_Placed, ast.FunctionDef): ...
class GeneratorExp(_Placed, ast.GeneratorExp): ...
class If(_Placed, ast.If): ...
class IfExp(_Placed, ast.IfExp): ...
class List(_Placed, ast.List): ...
class Name(_Placed, ast.Name): ...
class Pass(_Placed, ast.Pass): ...
class Return(_Placed, ast.Return): ...
class Set(_Placed, ast.Set): ...
class Subscript(_Placed, ast.Subscript): ...
class Tuple(_Placed, ast.Tuple): ...
class UnaryOp(_Placed, ast.UnaryOp): ...
class arg(_Placed, ast.arg): ...  # noqa: N801
# fmt: on

NONE, TRUE, FALSE = Constant(None), Constant(True), Constant(False)


def name(text: str) -> ast.expr:
    return Name(text, LOAD)


def const(value: object) -> ast.expr:
    return Constant(value)  # type: ignore[arg-type]


def is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def attribute(of: ast.expr, text: str) -> ast.expr:
    return Attribute(of, text, LOAD)


def call(function: ast.expr | str, *arguments: ast.expr) -> ast.expr:
    return Call(name(function) if isinstance(function, str) else function, list(arguments), [])


def method(of: ast.expr, text: str, *arguments: ast.expr) -> ast.expr:
    return call(attribute(of, text), *arguments)


def item(of: ast.expr, index: ast.expr) -> ast.expr:
    return Subscript(of, index, LOAD)


def tuple_of(items: Iterable[ast.expr]) -> ast.expr:
    return Tuple(list(items), LOAD)


def set_of(values: Iterable[object]) -> ast.expr:
    """A set display of constants, which Python keeps as one frozenset behind `in`."""
    return Set([const(each) for each in values])


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
    return Compare(left, [_RELATIONS[relation]()], [right])


def is_none(node: ast.expr) -> ast.expr:
    return compare(node, "is", NONE)


def is_not_none(node: ast.expr) -> ast.expr:
    return compare(node, "is not", NONE)


def binary(left: ast.expr, sign: str, right: ast.expr) -> ast.expr:
    return BinOp(left, _SIGNS[sign](), right)


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
            return Compare(left, [_OPPOSITES[type(operator)]()], right)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return operand
        case _:
            return UnaryOp(ast.Not(), node)


def and_(*items: ast.expr) -> ast.expr:
    """What is known to be there after one test is not tested again."""
    kept: list[ast.expr] = []
    there: set[str] = set()
    for each in _flat(ast.And, items):
        if is_true(each):
            continue
        if is_false(each):
            return FALSE
        tested = _tested(each, ast.IsNot)
        if tested is not None:
            if tested in there:
                continue
            there.add(tested)
        kept.append(each)
    if not kept:
        return TRUE
    return kept[0] if len(kept) == 1 else BoolOp(ast.And(), kept)


def or_(*items: ast.expr) -> ast.expr:
    """Behind `x is None or` nothing needs to ask again whether x is there."""
    kept: list[ast.expr] = []
    missing: set[str] = set()
    for each in _flat(ast.Or, items):
        if is_false(each):
            continue
        if is_true(each):
            return TRUE
        tested = _tested(each, ast.Is)
        if tested is not None:
            missing.add(tested)
        elif missing and isinstance(each, ast.BoolOp):
            each = and_(*(part for part in each.values if _tested(part, ast.IsNot) not in missing))  # noqa: PLW2901
        kept.append(each)
    if not kept:
        return FALSE
    return kept[0] if len(kept) == 1 else BoolOp(ast.Or(), kept)


def _flat(operator: type[ast.And | ast.Or], items: Iterable[ast.expr]) -> Iterable[ast.expr]:
    for each in items:
        if isinstance(each, ast.BoolOp) and isinstance(each.op, operator):
            yield from each.values
        else:
            yield each


def _tested(node: ast.expr, operator: type[ast.Is | ast.IsNot]) -> str | None:
    """The local of which a node asks whether it is None."""
    match node:
        case ast.Compare(left=ast.Name(id=found), ops=[ast.Is() | ast.IsNot() as by], comparators=[right]):
            return found if right is NONE and isinstance(by, operator) else None
        case _:
            return None


def size(node: ast.AST, enough: int) -> int:
    """How many nodes an expression has, counted no further than to `enough`."""
    count, waiting = 0, [node]
    while waiting and count < enough:
        at = waiting.pop()
        count += 1
        waiting.extend(ast.iter_child_nodes(at))
    return count


def key_of(node: ast.expr) -> object:
    """What two expressions have in common that say the same; None where that is not worth finding out."""
    match node:
        case ast.Name(id=found):
            return found
        case ast.Constant(value=value):
            return type(value), value
        case ast.Compare(left=left, ops=[by], comparators=[right]):
            keys = key_of(left), key_of(right)
            return None if None in keys else (type(by), *keys)
        case ast.Set(elts=items):
            return tuple(map(key_of, items))
        case _:
            return None


def either(test: ast.expr, then: ast.expr, other: ast.expr) -> ast.expr:
    """`then if test else other`."""
    if is_true(test):
        return then
    if is_false(test):
        return other
    return IfExp(test, then, other)


def sum_of(items: Sequence[ast.expr]) -> ast.expr:
    total = items[0]
    for each in items[1:]:
        total = binary(total, "+", each)
    return total


# --- statements -------------------------------------------------------------------------------------------------


def assign(target: str, value: ast.expr) -> ast.stmt:
    return Assign([Name(target, STORE)], value)


def assign_item(of: ast.expr, index: ast.expr, value: ast.expr) -> ast.stmt:
    return Assign([Subscript(of, index, STORE)], value)


def add_to(target: str, value: ast.expr) -> ast.stmt:
    match value:
        case ast.Constant(value=int() as number) if number < 0:
            return AugAssign(Name(target, STORE), ast.Sub(), Constant(-number))
        case _:
            return AugAssign(Name(target, STORE), ast.Add(), value)


def add_always(block: list[ast.stmt], target: str, value: ast.expr) -> None:
    """Adds to what the last statement gave it, where that is what it does."""
    match block[-1] if block else None:
        case ast.Assign(targets=[ast.Name(id=found)], value=before) if found == target:
            idle = isinstance(before, ast.Constant) and before.value == 0
            block[-1] = assign(target, value if idle else binary(before, "+", value))
        case _:
            block.append(add_to(target, value))


def do(value: ast.expr) -> ast.stmt:
    return Expr(value)


def if_(test: ast.expr, then: list[ast.stmt], other: list[ast.stmt] | None = None) -> list[ast.stmt]:
    """The statements that do this; none where nothing is to do."""
    if is_true(test):
        return then
    if is_false(test) or not then:
        return other or []
    return [If(test, then, other or [])]


def for_each(target: str, items: ast.expr, body: list[ast.stmt]) -> ast.stmt:
    return For(Name(target, STORE), items, body, [])


def return_(value: ast.expr) -> ast.stmt:
    return Return(value)


def function(title: str, parameters: Iterable[str], body: list[ast.stmt]) -> ast.stmt:
    arguments = ast.arguments([], [arg(each) for each in parameters], None, [], [], None, [])
    return FunctionDef(title, arguments, body, [])

"""First match: the rows of `classify` and `table`."""

from __future__ import annotations

from typing import assert_never

from leadspec.analysis import compare, texts
from leadspec.analysis.arithmetic import as_condition
from leadspec.analysis.context import Context
from leadspec.analysis.elaborate import condition, elaborate, operand
from leadspec.analysis.model import TRUE, Typed, all_of, negate
from leadspec.diagnostics import Label
from leadspec.diagnostics.kinds import types as kinds
from leadspec.ir import core
from leadspec.syntax import tree
from leadspec.types import BooleanType, LabelType, NumberType
from leadspec.values.decimals import LIMIT, format_number
from leadspec.values.text import exact, fold


def label_type(classify: tree.Classify) -> LabelType:
    """The labels of a classification: as they first stand, and best last where they are ranked."""
    order = tuple(dict.fromkeys(exact(each.label.text) for each in classify.rows))
    return LabelType(classify.name.text, order[::-1] if classify.best_first else order, classify.best_first)


def classify_body(context: Context, classify: tree.Classify) -> core.FirstMatch:
    _check_labels(context, classify)
    _check_otherwise(context, classify)
    rows = []
    for each in classify.rows:
        test = None if each.condition is None else condition(context, each.condition)
        node = TRUE if test is None or test.failed else as_condition(test)
        rows.append(core.Row(node, exact(each.label.text), because=each.because, span=each.span))
    return core.FirstMatch(tuple(rows), span=classify.span)


def _check_labels(context: Context, classify: tree.Classify) -> None:
    looks: dict[str, tree.LabelName] = {}
    last = ""
    seen: dict[str, tree.ClassRow] = {}
    for row in classify.rows:
        text = exact(row.label.text)
        if not fold(text):
            context.fail(kinds.EMPTY_TEXT, row.label.span, "a label cannot be empty", "write a name or a text")
        other = looks.setdefault(fold(text), row.label)
        if exact(other.text) != text:
            context.fail(
                kinds.LABELS_ALIKE,
                row.label.span,
                f"the labels `{text}` and `{other.text}` differ in case or spaces only",
                f"write `{other.text}` in both places, or choose another label",
                secondary=[Label(other.span, "the other one")],
            )
        if classify.best_first and text != last and text in seen:
            context.fail(
                kinds.SPLIT_LABEL,
                row.label.span,
                f"`{text}` stands in two places of a classification that is written best first",
                "move its rows together, or join their conditions with `or`",
                secondary=[Label(seen[text].label.span, "the first rows")],
            )
        seen.setdefault(text, row)
        last = text


def _check_otherwise(context: Context, classify: tree.Classify) -> None:
    early = [row for row in classify.rows[:-1] if row.condition is None]
    for row in early:
        context.fail(
            kinds.LAST_ROW,
            row.span,
            "no row below `otherwise` can ever be reached",
            "move this row to the end",
        )
    if not early and classify.rows[-1].condition is not None:
        label = classify.rows[-1].label
        context.fail(
            kinds.LAST_ROW,
            classify.rows[-1].span,
            f"`{classify.name.text}` does not say what a lead is that fits no row",
            f"end it with a row such as `{label.text} otherwise`",
        )


def table_type(table: tree.Table) -> LabelType | NumberType:
    """What the rows of a table give, read off the first one: a number, or one of its texts."""
    if table.rows and isinstance(table.rows[0].result, tree.NumberLiteral):
        return NumberType(integer=False)
    results = (_result_text(each.result) for each in table.rows)
    return LabelType(table.name.text, tuple(dict.fromkeys(each for each in results if each is not None)), False)


def table_body(context: Context, table: tree.Table) -> core.FirstMatch:
    keys = [elaborate(context, each) for each in table.keys]
    numbers = isinstance(table_type(table), NumberType)
    looks: dict[str, tree.Expression] = {}
    rows = []
    for row in table.rows:
        number = None
        outcome = ""
        if isinstance(row.result, tree.NumberLiteral):
            number, outcome = row.result.value, format_number(row.result.value)
        text = _result_text(row.result)
        if (number is None and text is None) or (number is not None) != numbers:
            _report_result(context, row, numbers)
        elif number is not None and not -LIMIT < number < LIMIT:
            context.fail(kinds.NUMBER_TOO_LARGE, row.result.span, "this number is too large", "write a smaller one")
        elif text is not None:
            outcome = text
            _check_result(context, row.result, text, looks)
        rows.append(core.Row(_row_condition(context, keys, row), outcome, number, because=row.because, span=row.span))
    last = table.rows[-1]
    if not all(isinstance(each, tree.AnyCell) for each in last.cells):
        context.fail(
            kinds.LAST_ROW,
            last.span,
            f"`{table.name.text}` does not say what a lead gets that fits no row",
            "end it with a row of `any`, for example `" + " | ".join(["any"] * len(keys)) + ' | "Other"`',
        )
    return core.FirstMatch(tuple(rows), span=table.span)


def _check_result(context: Context, result: tree.Expression, text: str, looks: dict[str, tree.Expression]) -> None:
    if not fold(text):
        context.fail(kinds.EMPTY_TEXT, result.span, "a result cannot be empty", "write a name or a text")
    other = looks.setdefault(fold(text), result)
    other_text = _result_text(other)
    if other_text != text:
        context.fail(
            kinds.LABELS_ALIKE,
            result.span,
            f"the results `{text}` and `{other_text}` differ in case or spaces only",
            f"write `{other_text}` in both places, or choose another text",
            secondary=[Label(other.span, "the other one")],
        )


def _report_result(context: Context, row: tree.TableRow, numbers: bool) -> None:
    shown = context.text(row.result.span)
    if isinstance(row.result, tree.NumberLiteral | tree.TextLiteral | tree.Name):
        message = "one table gives numbers only, or texts only"
        hint = f'write `"{shown}"` for a text' if not numbers else "write a number, as in the rows above"
    else:
        message, hint = f"`{shown}` cannot be the result of a row", "write a number, a label or a quoted text"
    context.fail(kinds.ROW_RESULT, row.result.span, message, hint)


def _result_text(result: tree.Expression) -> str | None:
    match result:
        case tree.TextLiteral(value=value):
            return exact(value)
        case tree.Name(bracketed=False):
            return exact(result.text)
        case _:
            return None


def _row_condition(context: Context, keys: list[Typed], row: tree.TableRow) -> core.Condition:
    if len(row.cells) != len(keys):
        short = len(row.cells) < len(keys)
        context.fail(
            kinds.ROW_LENGTH,
            row.span,
            f"this row has {_counted(len(row.cells), 'cell')}, and the table has {_counted(len(keys), 'column')} "
            "before its result",
            "write `any` where a column does not matter" if short else "delete a cell, or add a column to the table",
        )
        return TRUE
    tests = []
    for key, cell in zip(keys, row.cells, strict=True):
        test = _cell(context, key, cell)
        if test is not None and not test.failed:
            tests.append(as_condition(test))
    return all_of(tuple(tests), row.span) if tests else TRUE


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _cell(context: Context, key: Typed, cell: tree.Cell) -> Typed | None:
    """One cell as a condition on its column; `any` asks for nothing."""
    span = cell.span
    if key.failed:
        return None
    match cell:
        case tree.AnyCell():
            return None
        case tree.PresenceCell(missing):
            test = compare.presence(context, key, span)
            if test.failed:
                return test
            return Typed(BooleanType(), span, negate(as_condition(test), missing, span))
        case tree.ValuesCell(values):
            if isinstance(key.type, BooleanType):
                return _truth_cell(context, key, cell)
            items = [operand(context, each, key) for each in values]
            return compare.one_of(context, key, items, span)
        case tree.ListCell(name, negated):
            return texts.in_list(context, key, name, negated, span)
        case tree.CompareCell(operator, value):
            return compare.relate(context, operator, key, operand(context, value, key), span)
        case tree.RangeCell(low, high):
            ends = operand(context, low, key), operand(context, high, key)
            return compare.between(context, key, *ends, span, "{} to {}")
        case tree.TextCell():
            return texts.text_test(context, key, cell, span)
        case _:
            assert_never(cell)


def _truth_cell(context: Context, key: Typed, cell: tree.ValuesCell) -> Typed:
    first = cell.values[0]
    if len(cell.values) == 1 and isinstance(first, tree.BooleanLiteral):
        return compare.truth(context, key, first.value, cell.span)
    shown = context.text(key.span)
    return context.fail(
        kinds.TYPE_MISMATCH, cell.span, f"`{shown}` is true or false", "write `true`, `false`, `any` or `missing`"
    )

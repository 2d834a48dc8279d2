"""Rows of `qualify` as Parquet: the columns of the CSV with types of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pyarrow as pa

from leadspec.ir.core import FirstMatch, Program, Role
from leadspec.ir.verdict import Verdict
from leadspec.values.decimals import SCALE, divide_half_away
from leadspec_cli.output.arrow_columns import NUMBER, ParquetText, decimals, text_lists, texts
from leadspec_cli.output.json_text import json_line
from leadspec_cli.output.outputs import Outputs
from leadspec_cli.output.qualify_result import QualifyResult
from leadspec_cli.output.rows import table_result
from leadspec_cli.output.run_head import RunHead

_ROWS: Final = 16_384
_CENTS: Final = 2
_SCORE: Final = pa.decimal128(18, _CENTS)
_SHARE: Final = pa.decimal128(3, _CENTS)
_TEXTS: Final = pa.list_(pa.field("element", pa.string(), nullable=False))

Column = tuple[pa.Field, Callable[[Sequence[Verdict]], pa.Array]]


class ParquetRowWriter:
    """A row for each lead, in row groups. What the rows belong to stands in the file's metadata."""

    def __init__(self, program: Program, outputs: Outputs, head: RunHead) -> None:
        self._columns = _columns(program, outputs)
        about = {"policy": head.policy_object(), **head.data_entry(), "as_of": head.as_of}
        self._text = ParquetText(pa.schema([field for field, _ in self._columns], {"leadspec": json_line(about)}))
        self._verdicts: list[Verdict] = []

    def head(self) -> bytes:
        return b""

    def row(self, verdict: Verdict) -> bytes:
        self._verdicts.append(verdict)
        return self._group() if len(self._verdicts) >= _ROWS else b""

    def tail(self, result: QualifyResult) -> bytes:  # noqa: ARG002 - the form has none
        return (self._group() if self._verdicts else b"") + self._text.end()

    def _group(self) -> bytes:
        verdicts, self._verdicts = self._verdicts, []
        return self._text.group([build(verdicts) for _, build in self._columns])


def _columns(program: Program, outputs: Outputs) -> list[Column]:
    numeric = {each.label or each.name for each in program.definitions if _gives_numbers(each.body, each.role)}
    columns: list[Column] = [
        (pa.field("id", pa.string(), nullable=False), lambda verdicts: texts([each.id for each in verdicts])),
        (pa.field("stage", pa.string()), lambda verdicts: texts([each.stage for each in verdicts])),
    ]
    columns += [_count(name) for name in outputs.counts]
    columns += [_score(name) for name in outputs.scores]
    columns += [_label(name) for name in outputs.labels]
    columns += [_table(name, numeric=name in numeric) for name in outputs.tables]
    for name in outputs.personas:
        columns += _persona(name)
    lists: list[tuple[str, Callable[[Verdict], Sequence[str]]]] = [
        ("disqualified", lambda each: each.disqualified),
        ("flags", lambda each: each.flags),
        ("undecided", lambda each: each.undecided),
        ("missing", lambda each: each.missing),
    ]
    return columns + [_list(name, get) for name, get in lists]


def _gives_numbers(body: object, role: Role) -> bool:
    return role is Role.TABLE and isinstance(body, FirstMatch) and all(row.number is not None for row in body.rows)


def _count(name: str) -> Column:
    return pa.field(f"lead.{name}", pa.bool_()), lambda rows: pa.array([each.counts[name] for each in rows], pa.bool_())


def _score(name: str) -> Column:
    return pa.field(f"scores.{name}", _SCORE), lambda rows: decimals([each.scores[name] for each in rows], _CENTS)


def _label(name: str) -> Column:
    return pa.field(f"labels.{name}", pa.string()), lambda rows: texts([each.labels[name] for each in rows])


def _table(name: str, *, numeric: bool) -> Column:
    if not numeric:
        return pa.field(f"tables.{name}", pa.string()), lambda rows: texts(
            [table_result(each.tables[name]) for each in rows]
        )

    def numbers(rows: Sequence[Verdict]) -> pa.Array:
        found = [each.tables[name] for each in rows]
        return decimals([each if isinstance(each, int) else None for each in found], SCALE)

    return pa.field(f"tables.{name}", NUMBER), numbers


def _persona(name: str) -> list[Column]:
    def match(rows: Sequence[Verdict]) -> pa.Array:
        found = [each.personas[name] for each in rows]
        cents = [divide_half_away(100 * each.true_lines, each.lines) if each.lines else 0 for each in found]
        return decimals(cents, _CENTS, precision=3)

    return [
        (pa.field(f"personas.{name}.match", _SHARE), match),
        _list(f"personas.{name}.misses", lambda each: each.personas[name].misses),
        _list(f"personas.{name}.open", lambda each: each.personas[name].open),
    ]


def _list(name: str, get: Callable[[Verdict], Sequence[str]]) -> Column:
    field = pa.field(name, _TEXTS, nullable=False)
    return field, lambda rows: text_lists([get(each) for each in rows]).cast(_TEXTS)

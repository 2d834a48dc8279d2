"""What was measured, and the table that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """`value` is a ratio where there is a `goal`; `most`: whether the goal is the highest that will do."""

    what: str
    value: float
    detail: str
    goal: float | None = None
    most: bool = True

    @property
    def reached(self) -> bool | None:
        if self.goal is None:
            return None
        return self.value <= self.goal if self.most else self.value >= self.goal


def table(figures: Sequence[Figure]) -> str:
    rows = [("what", "measured", "goal", "reached", "how")]
    rows.extend((each.what, _number(each.value), _goal(each), _reached(each), each.detail) for each in figures)
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join((lines[0], "  ".join("-" * width for width in widths), *lines[1:]))


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 100 else f"{value:,.0f}"


def _goal(figure: Figure) -> str:
    if figure.goal is None:
        return ""
    return f"{'<=' if figure.most else '>='} {figure.goal}"


def _reached(figure: Figure) -> str:
    return {True: "yes", False: "NO", None: ""}[figure.reached]
